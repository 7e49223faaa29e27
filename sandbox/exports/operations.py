"""What taking a shop home leaves behind in the class: only the fact."""

from __future__ import annotations

from sandbox.clock import now
from sandbox.shops.queries import Shop


def mark_taken_home(*, shop: Shop) -> None:
    """Remember that the shop has been taken home; the number typed for it is not stored."""
    shop.taken_home_at = now()
