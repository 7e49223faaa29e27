"""Reading posts, always inside the actor's own shop or classes."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from sandbox.extensions import db
from sandbox.posts.models import Post


def count_posts(shop_ids: Collection[int]) -> dict[int, int]:
    """Posts that are not deleted, by shop."""
    rows = db.session.execute(
        select(Post.shop_id, func.count())
        .where(Post.shop_id.in_(shop_ids), Post.deleted_at.is_(None))
        .group_by(Post.shop_id)
    )
    return {shop_id: count for shop_id, count in rows}
