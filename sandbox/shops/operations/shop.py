"""Opening a shop, writing in it, putting it on display and taking it off."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select

from sandbox.clock import now
from sandbox.extensions import db
from sandbox.packs.loader import ExampleProduct, Pack, Trade
from sandbox.shops.enums import ShopState, Theme
from sandbox.shops.models import (
    ExamplePhoto,
    Photo,
    Product,
    ProductPhoto,
    ProductPrice,
    ProductVariant,
    Shop,
    ShopKeeper,
)
from sandbox.shops.operations.touch import touch_page
from sandbox.shops.slugs import free_slug, make_slug
from sandbox.web.editing import apply_edit
from sandbox.web.transaction import try_insert

log = logging.getLogger(__name__)

MOST_TRIES = 50
"""A whole class may open shops of one name at the same moment; each try leaves one of them served."""


class NotReady(Exception):
    """A shop cannot go on display yet; ``code`` is ``name`` or ``product``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def open_shop(
    *,
    classroom_id: int,
    participant_id: int,
    trade: str,
    name: str,
    locale: str,
    pack: Pack,
    pictures: Mapping[str, ExamplePhoto],
    district_code: str | None = None,
) -> Shop:
    """Open a participant's shop, filled with the pack's example for ``trade`` in ``locale``.

    ``district_code`` is where the participant said they are from; the example's own town is not put on
    somebody else's shop.

    ``pictures`` maps the pack's photo files to rows prepared by :mod:`sandbox.shops.examples`; a file that
    is missing there simply gives a product without a photo. Somebody who keeps a shop already gets that one
    back: a class is no place for an error because of a second tap. Raises KeyError for an unknown trade.
    """
    kept = select(Shop).join(ShopKeeper).where(ShopKeeper.participant_id == participant_id)
    if (shop := db.session.scalar(kept)) is not None:
        return shop
    example = pack.trades[trade]
    shop = _new_shop(
        name, classroom_id=classroom_id, district_code=district_code, **_shop_facts(example, locale)
    )
    if not try_insert(ShopKeeper(shop_id=shop.id, participant_id=participant_id)):  # another tab was faster
        db.session.delete(shop)
        return db.session.scalars(kept).one()
    photos = _example_photos(shop, example, locale, pictures)
    shop.cover_id = photos[example.picture].id if example.picture in photos else None
    _add_examples(shop, example, locale, pack, photos)
    db.session.flush()
    db.session.expire(shop, ["keepers", "products", "cover", "logo"])
    log.info("shop %s opened in class %s: %s", shop.id, classroom_id, trade)
    return shop


def _new_shop(name: str, **facts: Any) -> Shop:
    """An empty shop under an address of its own. Raises RuntimeError when none turns up."""
    for _ in range(MOST_TRIES):
        shop = Shop(slug=_shop_slug(name), name=name, **facts)
        if try_insert(shop):
            return shop
    raise RuntimeError("no free address for a shop")


def _shop_slug(name: str) -> str:
    wanted = make_slug(name, "toko")
    taken = db.session.scalars(select(Shop.slug).where(Shop.slug.startswith(wanted[:40], autoescape=True)))
    return free_slug(wanted, set(taken))


def _shop_facts(trade: Trade, locale: str) -> dict[str, Any]:
    example = trade.shop
    return {
        "trade": trade.key,
        "tagline": example.tagline(locale),
        "story": example.story(locale),
        "theme": trade.theme if trade.theme in set(Theme) else Theme.STALL.value,
        "accent": trade.accent,
        "hours": example.hours(locale),
        "how_to_order": example.how_to_order(locale),
        "shipping_from": example.shipping_from,
        "shipping_note": example.shipping_note(locale),
        "payment_ways": list(example.payments),
        "state": ShopState.DRAFT.value,
    }


def _example_photos(
    shop: Shop, trade: Trade, locale: str, pictures: Mapping[str, ExamplePhoto]
) -> dict[str, Photo]:
    """A photo row per file; the files behind it are shared by every shop of the installation."""
    alts = {product.photo: product.alt(locale) for product in reversed(trade.products)}
    photos = {}
    for file in dict.fromkeys([trade.picture, *(product.photo for product in trade.products)]):
        if (picture := pictures.get(file)) is None:
            continue
        photos[file] = Photo(
            shop_id=shop.id,
            stem=picture.stem,
            digest=picture.digest,
            width=picture.width,
            height=picture.height,
            colour=picture.colour,
            variants=picture.variants,
            alt=alts.get(file, ""),
            is_example=True,
        )
    db.session.add_all(photos.values())
    db.session.flush()
    return photos


def _add_examples(shop: Shop, trade: Trade, locale: str, pack: Pack, photos: Mapping[str, Photo]) -> None:
    taken: set[str] = set()
    rows = []
    for position, example in enumerate(trade.products, start=1):
        product = _example_product(shop, trade, example, locale=locale, pack=pack, taken=taken)
        product.position = position
        rows.append((product, example))
    db.session.add_all(product for product, _example in rows)
    db.session.flush()
    _add_parts(rows, locale, photos)


def _add_parts(rows: list[tuple[Product, ExampleProduct]], locale: str, photos: Mapping[str, Photo]) -> None:
    """Photos, first prices and variants of the examples, one statement each: a whole class opens at once."""
    links = [
        {"product_id": product.id, "photo_id": photos[example.photo].id, "position": 1}
        for product, example in rows
        if example.photo in photos
    ]
    prices = [{"product_id": product.id, "price": example.price} for product, example in rows]
    variants = [
        {
            "product_id": product.id,
            "name": row.name(locale),
            "price": row.price,
            "stock": row.stock,
            "position": position,
        }
        for product, example in rows
        for position, row in enumerate(example.variants, start=1)
    ]
    for model, facts in ((ProductPhoto, links), (ProductPrice, prices), (ProductVariant, variants)):
        if facts:
            db.session.execute(insert(model), facts)


def _example_product(
    shop: Shop, trade: Trade, example: ExampleProduct, *, locale: str, pack: Pack, taken: set[str]
) -> Product:
    name = example.name(locale)
    slug = free_slug(make_slug(name, "produk"), taken)
    taken.add(slug)
    return Product(
        shop_id=shop.id,
        slug=slug,
        name=name,
        price=example.price,
        unit_cost=example.unit_cost,
        stock=example.stock,
        unit=pack.units[example.unit].name(locale),
        weight_g=example.weight_g or None,
        category=trade.categories[example.category].name(locale),
        description=example.description(locale),
        kind=example.kind,
        variant_kind=example.variant_kind,
        diets=list(example.diets),
        is_example=True,
    )


def save_shop(*, shop: Shop, facts: dict[str, Any], version: int, save_key: str = "") -> bool:
    """Save what one edit form says about the shop; True when something changed. Raises EditConflict."""
    changed = apply_edit(shop, facts, version=version, save_key=save_key)
    if changed:
        touch_page(shop)
    return changed


def show_shop(*, shop: Shop) -> None:
    """Put the shop on display in class. Raises NotReady without a name or a visible product with a price."""
    if not shop.name.strip():
        raise NotReady("name")
    on_sale = [p for p in shop.products if p.deleted_at is None and not p.is_hidden and p.price > 0]
    if not on_sale:
        raise NotReady("product")
    if shop.state == ShopState.SHOWN:
        return
    moment = now()
    shop.state = ShopState.SHOWN.value
    shop.shown_at = moment
    shop.first_shown_at = shop.first_shown_at or moment
    shop.returned_reason = ""
    touch_page(shop)


def hide_shop(*, shop: Shop) -> None:
    """Take the shop off display, by its own keeper."""
    if shop.state == ShopState.DRAFT:
        return
    shop.state = ShopState.DRAFT.value
    shop.shown_at = None
    touch_page(shop)


def return_to_draft(*, shop: Shop, reason: str) -> None:
    """Take the shop off display, by a trainer; its keepers read ``reason`` at the top of their shop."""
    hide_shop(shop=shop)
    shop.returned_reason = reason
    log.info("shop %s returned to draft", shop.id)
