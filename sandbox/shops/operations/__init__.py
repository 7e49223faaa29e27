"""Everything that changes a shop. Functions take what they need by keyword and never commit."""

from __future__ import annotations

from sandbox.shops.operations.erase import erase_keeper
from sandbox.shops.operations.keepers import AlreadyKeepsShop, join_shop
from sandbox.shops.operations.offers import MOST_PARTS, MOST_VARIANTS, VariantFacts, WholeProduct
from sandbox.shops.operations.photos import (
    MOST_PER_PRODUCT,
    MOST_PER_SHOP,
    PhotoFacts,
    TooManyPhotos,
    arrange_photos,
    describe_photo,
    discard_photo,
    find_photo,
    keep_photo,
    make_room,
    put_photo_back,
    set_shop_photo,
    unneeded_stems,
)
from sandbox.shops.operations.products import (
    TooManyProducts,
    add_product,
    copy_product,
    delete_product,
    hide_product,
    move_product,
    replace_example,
    restore_product,
    save_product,
)
from sandbox.shops.operations.shop import (
    NotReady,
    hide_shop,
    open_shop,
    return_to_draft,
    save_shop,
    show_shop,
)
from sandbox.shops.operations.studio import answer_photo, edit_photo, note_looks, restore_photo
from sandbox.shops.operations.touch import touch_page

__all__ = [
    "MOST_PARTS",
    "MOST_PER_PRODUCT",
    "MOST_PER_SHOP",
    "MOST_VARIANTS",
    "AlreadyKeepsShop",
    "NotReady",
    "PhotoFacts",
    "TooManyPhotos",
    "TooManyProducts",
    "VariantFacts",
    "WholeProduct",
    "add_product",
    "answer_photo",
    "arrange_photos",
    "copy_product",
    "delete_product",
    "describe_photo",
    "discard_photo",
    "edit_photo",
    "erase_keeper",
    "find_photo",
    "hide_product",
    "hide_shop",
    "join_shop",
    "keep_photo",
    "make_room",
    "move_product",
    "note_looks",
    "open_shop",
    "put_photo_back",
    "replace_example",
    "restore_photo",
    "restore_product",
    "return_to_draft",
    "save_product",
    "save_shop",
    "set_shop_photo",
    "show_shop",
    "touch_page",
    "unneeded_stems",
]
