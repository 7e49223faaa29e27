"""The one place that says: visitors would see something else now."""

from __future__ import annotations

from sandbox.clock import now
from sandbox.shops.models import Shop


def touch_page(shop: Shop) -> None:
    """Raise the shop's ``page_version``, which keys every cached copy of its page."""
    shop.page_version = (shop.page_version or 0) + 1
    shop.updated_at = now()
