"""What an order costs, in whole rupiah. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Mapping

MOST_AT_ONCE = 999
"""The largest quantity one order may ask for."""


def order_total(unit_price: int, quantity: int) -> int:
    """Price of `quantity` pieces without shipping. Raises ValueError for none, or a negative price."""
    if quantity < 1 or unit_price < 0:
        raise ValueError(f"no order of {quantity} at {unit_price}")
    return unit_price * quantity


def unit_price(product_price: int, variants: Mapping[str, int | None], variant: str) -> int:
    """What one costs: the chosen variant's price, or the product's where the variant has none of its own.

    Raises ValueError for a variant that is not among ``variants``, and for none where one has to be chosen.
    """
    if not variants and not variant:
        return product_price
    if variant not in variants:
        raise ValueError(f"no variant {variant!r}")
    own = variants[variant]
    return product_price if own is None else own
