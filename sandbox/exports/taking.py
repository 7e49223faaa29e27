"""Which products go along when a shop is taken home."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sandbox.shops.enums import ProductKind
from sandbox.shops.queries import Product


def goes_along(product: Product, kept_examples: Collection[int]) -> bool:
    """The graduate's own products go along, examples only when chosen, bundles only with all that is in them."""
    if product.is_example and product.id not in kept_examples:
        return False
    return not left_parts(product, kept_examples)


def left_parts(product: Product, kept_examples: Collection[int] = ()) -> tuple[str, ...]:
    """The names of what is in a bundle but stays behind; the page would otherwise offer what nobody sells."""
    if product.kind != ProductKind.BUNDLE:
        return ()
    parts = (item.product for item in product.bundle_items)
    return tuple(
        part.name
        for part in parts
        if part.deleted_at is not None or (part.is_example and part.id not in kept_examples)
    )


def anything_goes(products: Iterable[Product], kept_examples: Collection[int]) -> bool:
    """The site would show at least one product."""
    return any(goes_along(product, kept_examples) for product in products)
