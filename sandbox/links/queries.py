"""Reading short links and their scans."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from sandbox.extensions import db
from sandbox.links.models import Scan, ShortLink


def count_links(shop_ids: Collection[int]) -> dict[int, int]:
    """Short links made, by shop."""
    rows = db.session.execute(
        select(ShortLink.shop_id, func.count())
        .where(ShortLink.shop_id.in_(shop_ids))
        .group_by(ShortLink.shop_id)
    )
    return {shop_id: count for shop_id, count in rows}


def count_visits(shop_ids: Collection[int]) -> dict[int, int]:
    """Scans and taps on a shop's links by others than its keepers, by shop."""
    rows = db.session.execute(
        select(ShortLink.shop_id, func.count())
        .join(Scan, Scan.link_id == ShortLink.id)
        .where(ShortLink.shop_id.in_(shop_ids), Scan.is_own.is_(False))
        .group_by(ShortLink.shop_id)
    )
    return {shop_id: count for shop_id, count in rows}
