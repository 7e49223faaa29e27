"""What an order costs, in whole rupiah. Pure arithmetic."""

from __future__ import annotations

MOST_AT_ONCE = 999
"""The largest quantity one order may ask for."""


def order_total(unit_price: int, quantity: int) -> int:
    """Price of `quantity` pieces without shipping. Raises ValueError for none, or a negative price."""
    if quantity < 1 or unit_price < 0:
        raise ValueError(f"no order of {quantity} at {unit_price}")
    return unit_price * quantity
