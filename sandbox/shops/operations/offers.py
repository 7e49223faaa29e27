"""What a product is made of: its variants, what is in a bundle, the prices it really had."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from sandbox.clock import now
from sandbox.extensions import db
from sandbox.shops.enums import ProductKind
from sandbox.shops.models import BundleItem, Product, ProductPrice, ProductVariant, Shop
from sandbox.shops.offers import bundle_stock, settle_variants

MOST_VARIANTS = 12
MOST_PARTS = 8

TYPING = timedelta(minutes=1)
"""A price that stood for less was still being typed: it leaves no trace."""


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """A variant as the form says it; without a price of its own it costs what the product costs."""

    name: str
    price: int | None
    stock: int


class WholeProduct:
    """A product together with its rows, so that one edit (and one conflict) covers both.

    ``variant_rows`` are ``VariantFacts`` in order, ``bundle_rows`` pairs of product id and quantity; every
    other name is a column of the product.
    """

    row_version: int
    save_key: str
    updated_at: Any

    def __init__(self, product: Product) -> None:
        self.__dict__["product"] = product

    def __getattr__(self, name: str) -> Any:
        product = self.__dict__["product"]
        if name == "variant_rows":
            return variant_rows(product)
        return bundle_rows(product) if name == "bundle_rows" else getattr(product, name)

    def __setattr__(self, name: str, value: Any) -> None:
        product = self.__dict__["product"]
        if name == "variant_rows":
            _write_variants(product, value)
        elif name == "bundle_rows":
            _write_bundle(product, value)
        else:
            setattr(product, name, value)


def variant_rows(product: Product) -> tuple[VariantFacts, ...]:
    """A product's variants as facts."""
    return tuple(VariantFacts(row.name, row.price, row.stock) for row in product.variants)


def bundle_rows(product: Product) -> tuple[tuple[int, int], ...]:
    """What is in a bundle: (product id, quantity), by product id."""
    return tuple(sorted((item.product_id, item.quantity) for item in product.bundle_items))


def _write_variants(product: Product, rows: Iterable[VariantFacts]) -> None:
    rows = list(rows)
    kept = product.variants[: len(rows)]
    product.variants = kept + [ProductVariant() for _ in rows[len(kept) :]]
    for position, (variant, facts) in enumerate(zip(product.variants, rows, strict=True), start=1):
        variant.name, variant.price, variant.stock = facts.name, facts.price, facts.stock
        variant.position = position


def _write_bundle(product: Product, rows: Iterable[tuple[int, int]]) -> None:
    wanted = dict(rows)
    here = {item.product_id: item for item in product.bundle_items}
    for product_id, quantity in wanted.items():
        if product_id in here:
            here[product_id].quantity = quantity
    product.bundle_items = [here[product_id] for product_id in here if product_id in wanted] + [
        BundleItem(product_id=product_id, quantity=quantity)
        for product_id, quantity in wanted.items()
        if product_id not in here
    ]


def settled(shop: Shop, facts: dict[str, Any], product: Product | None = None) -> dict[str, Any]:
    """``facts`` with price and stock as the market, links and pages read them from the product's own row.

    With variants the price is the lowest of theirs and the stock their sum, and no earlier price is struck
    through; a bundle's stock is what its parts allow. What the facts leave out is taken from ``product``.
    """
    stored: dict[str, Any] = {"kind": ProductKind.GOODS, "price": 0, "variant_rows": (), "bundle_rows": ()}
    if product is not None:
        stored = {name: getattr(WholeProduct(product), name) for name in stored}
    known = stored | facts
    variants, price = known["variant_rows"], known["price"]
    if known["kind"] == ProductKind.BUNDLE:
        parts = tuple(sorted(known["bundle_rows"]))
        stock = stock_of_parts(shop, parts)
        return facts | {"bundle_rows": parts, "variant_rows": (), "variant_kind": "", "stock": stock}
    if not variants:
        return facts | {"bundle_rows": (), "variant_rows": (), "variant_kind": ""}
    lowest, own, stock = settle_variants(price, [(row.price, row.stock) for row in variants])
    rows = tuple(VariantFacts(row.name, its, row.stock) for row, its in zip(variants, own, strict=True))
    told = {"bundle_rows": (), "variant_rows": rows, "price": lowest, "stock": stock}
    return facts | told | {"was_price": None, "sale_ends_on": None}  # a cheaper variant is no discount


def stock_of_parts(shop: Shop, rows: Iterable[tuple[int, int]]) -> int:
    """How many bundles the parts allow; a part that is gone allows none."""
    wanted = dict(rows)
    stocks = dict(
        db.session.execute(
            select(Product.id, Product.stock).where(
                Product.shop_id == shop.id, Product.id.in_(wanted), Product.deleted_at.is_(None)
            )
        ).all()
    )
    return bundle_stock((stocks.get(product_id, 0), quantity) for product_id, quantity in wanted.items())


def refresh_bundles(shop: Shop) -> None:
    """Work out the stock of the shop's bundles again, after one of its products changed."""
    db.session.flush()
    bundles = select(Product).where(Product.shop_id == shop.id, Product.kind == ProductKind.BUNDLE.value)
    for bundle in db.session.scalars(bundles):
        stock = stock_of_parts(shop, bundle_rows(bundle))
        if stock != bundle.stock:
            bundle.stock = stock


def what_is_sold(product: Product) -> tuple[object, ...]:
    """What a price is the price of: another kind, another bundle, or variants instead of one thing."""
    return product.kind, bundle_rows(product), bool(product.variants)


def forget_prices(product: Product) -> None:
    """Begin the history anew: what is sold now never had the earlier prices, or they were an example's."""
    product.price_history = []
    product.was_price = product.sale_ends_on = None


def note_price(product: Product, before: ProductPrice | None = None) -> None:
    """Write the product's price into its history when it is another one than before.

    ``before``: the price it had until now, for a product whose history was never begun.
    """
    moment, history = now(), product.price_history
    if not history and before is not None:
        history.append(before)
    if history and history[-1].price == product.price:
        return
    if len(history) > 1 and moment - history[-1].since < TYPING:
        history.pop()
        if history[-1].price == product.price:  # typed over and typed back: it stood all along
            return
    history.append(ProductPrice(price=product.price, since=moment))
