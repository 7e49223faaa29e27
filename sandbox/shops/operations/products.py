"""Products: adding, changing, ordering, hiding, deleting with a way back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from sandbox.clock import now
from sandbox.extensions import db
from sandbox.shops.models import Product, ProductPhoto, ProductPrice, Shop
from sandbox.shops.operations.offers import (
    WholeProduct,
    bundle_rows,
    forget_prices,
    note_price,
    refresh_bundles,
    settled,
    variant_rows,
    what_is_sold,
)
from sandbox.shops.operations.touch import touch_page
from sandbox.shops.queries import kept_products
from sandbox.shops.slugs import free_slug, make_slug
from sandbox.web.editing import apply_edit

MOST_PER_SHOP = 100
COPIED = (
    "price",
    "unit_cost",
    "stock",
    "unit",
    "weight_g",
    "category",
    "description",
    "kind",
    "variant_kind",
    "ready_on",
    "permits",
    "diets",
)
"""Columns of a copy, its cost sheet apart. What only the original had stays with it: earlier prices, days that are full."""


class TooManyProducts(Exception):
    """The shop sells as many products as it may."""


def add_product(*, shop: Shop, facts: dict[str, Any]) -> Product:
    """Add a product at the end of the shop's list. Raises TooManyProducts.

    ``facts`` are its columns, ``variant_rows`` and ``bundle_rows`` (see ``WholeProduct``).
    """
    if len(kept_products(shop)) >= MOST_PER_SHOP:
        raise TooManyProducts
    last = db.session.scalar(select(func.max(Product.position)).where(Product.shop_id == shop.id)) or 0
    product = Product(shop_id=shop.id, slug=_slug(shop, facts["name"]), position=last + 1)
    whole = WholeProduct(product)
    for name, value in settled(shop, facts).items():
        setattr(whole, name, value)
    note_price(product)
    db.session.add(product)
    db.session.flush()
    db.session.expire(shop, ["products"])
    touch_page(shop)
    return product


def _slug(shop: Shop, name: str) -> str:
    """Free within the shop, deleted products included: an old link never leads to another product."""
    taken = db.session.scalars(select(Product.slug).where(Product.shop_id == shop.id))
    return free_slug(make_slug(name, "produk"), set(taken))


def save_product(
    *, shop: Shop, product: Product, facts: dict[str, Any], version: int, save_key: str = ""
) -> bool:
    """Save what the form says; True when something changed. The slug stays. Raises EditConflict.

    ``facts`` as in :func:`add_product`; what is left out stays as it is.
    """
    facts = settled(shop, facts, product)
    before, sold = ProductPrice(price=product.price, since=product.updated_at), what_is_sold(product)
    if not apply_edit(WholeProduct(product), facts, version=version, save_key=save_key):
        return False
    if product.is_example or what_is_sold(product) != sold:
        forget_prices(product)
        note_price(product)
    else:
        note_price(product, before)
    product.is_example = False
    refresh_bundles(shop)
    touch_page(shop)
    return True


def replace_example(*, shop: Shop, example: Product, product: Product) -> None:
    """Let a participant's own product take the place of an example, which is deleted (and can return)."""
    product.position = example.position
    delete_product(shop=shop, product=example)


def copy_product(*, shop: Shop, product: Product, name: str) -> Product:
    """A second product like ``product``, called ``name``, right below it and hidden until it is ready.

    Raises TooManyProducts.
    """
    facts = {key: getattr(product, key) for key in COPIED}
    facts |= {"variant_rows": variant_rows(product), "bundle_rows": bundle_rows(product)}
    facts["cost_sheet"] = {name: value for name, value in product.cost_sheet.items() if name != "undo"}
    photo_ids = [link.photo_id for link in product.photo_links]
    twin = add_product(shop=shop, facts={**facts, "name": name, "is_hidden": True})
    for position, photo_id in enumerate(photo_ids, start=1):
        db.session.add(ProductPhoto(product_id=twin.id, photo_id=photo_id, position=position))
    order = [item for item in kept_products(shop) if item.id != twin.id]
    place = next((i for i, item in enumerate(order) if item.id == product.id), len(order) - 1)
    _number([*order[: place + 1], twin, *order[place + 1 :]])
    db.session.flush()
    db.session.expire(shop, ["products"])
    return twin


def hide_product(*, shop: Shop, product: Product, hidden: bool) -> None:
    """Hide a product from visitors, or show it again."""
    if product.is_hidden != hidden:
        product.is_hidden = hidden
        touch_page(shop)


def delete_product(*, shop: Shop, product: Product) -> None:
    """Take a product away. Its row stays, for undo and for what was already sold and posted."""
    product.deleted_at = now()
    refresh_bundles(shop)
    touch_page(shop)


def restore_product(*, shop: Shop, product: Product) -> None:
    """Undo deletion."""
    product.deleted_at = None
    refresh_bundles(shop)
    touch_page(shop)


def move_product(*, shop: Shop, product: Product, up: bool) -> None:
    """Move a product one place up or down among those that are not deleted; at the edge nothing happens."""
    order = kept_products(shop)
    at = next(i for i, item in enumerate(order) if item.id == product.id)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(order):
        return
    order[at], order[to] = order[to], order[at]
    _number(order)
    touch_page(shop)
    db.session.flush()
    db.session.expire(shop, ["products"])


def _number(order: list[Product]) -> None:
    for position, item in enumerate(order, start=1):
        item.position = position
