"""Shops with real photos, as the intake would have stored them."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import update

from sandbox.media.images import take_in
from sandbox.media.photo import TakenPhoto
from sandbox.packs.loader import load_pack
from sandbox.shops.models import Photo, ProductPhoto, Shop
from tests.support.world import World


@cache
def taken(file: str) -> TakenPhoto:
    """An example photo of the Indonesia pack, taken in once per test run."""
    return take_in(load_pack("indonesia").photo_path(file).read_bytes())


def real_photo(world: World, shop_id: int, file: str, product_id: int | None = None, **facts: Any) -> int:
    """Store a real photo for the shop, attached to the product when given; returns the photo's id."""
    picture = taken(file)
    names = world.app.extensions["media_store"].put_photo(picture)
    variants = {
        variant: [names[variant], item.width, item.height, len(item.data)]
        for variant, item in picture.variants.items()
    }
    photo_id = world.add(
        Photo(
            shop_id=shop_id,
            stem=names["list"].split("/")[0],
            digest=picture.digest,
            width=picture.width,
            height=picture.height,
            colour=picture.colour,
            variants=variants,
            **facts,
        )
    )
    if product_id is not None:
        world.add(ProductPhoto(product_id=product_id, photo_id=photo_id))
    return photo_id


def set_cover(world: World, shop_id: int, photo_id: int) -> None:
    """Make the photo the shop's cover."""
    change_shop(world, shop_id, cover_id=photo_id)


def change_shop(world: World, shop_id: int, **facts: Any) -> None:
    """Set columns of a shop directly, without what an edit would do beside."""
    with world.session() as session:
        session.execute(update(Shop).where(Shop.id == shop_id).values(**facts))


def full_shop(world: World, trade_key: str, theme: str, **facts: Any) -> tuple[int, int]:
    """A shop of the trade's whole example with real photos and a cover; returns (shop id, keeper's id)."""
    trade = load_pack("indonesia").trades[trade_key]
    classroom_id = world.classroom(world.trainer())
    keeper_id = world.participant(classroom_id)
    example = trade.shop
    values = {
        "name": example.name("Bu Siti", "id"), "slug": f"toko-{theme}", "trade": trade_key, "theme": theme,
        "accent": trade.accent, "tagline": example.tagline("id"), "story": example.story("id"),
        "hours": example.hours("id"), "how_to_order": example.how_to_order("id"),
        "shipping_from": example.shipping_from, "shipping_note": example.shipping_note("id"),
        "payment_ways": list(example.payments), "district_code": example.district,
    } | facts  # fmt: skip
    shop_id = world.shop(classroom_id, keeper_id, **values)
    for item in trade.products:
        product_id = world.product(
            shop_id, name=item.name("id"), slug=item.key, price=item.price, unit=item.unit, stock=item.stock,
            weight_g=item.weight_g, category=item.category, description=item.description("id"),
        )  # fmt: skip
        real_photo(world, shop_id, item.photo, product_id, alt=item.alt("id"))
    set_cover(world, shop_id, real_photo(world, shop_id, trade.picture))
    return shop_id, keeper_id
