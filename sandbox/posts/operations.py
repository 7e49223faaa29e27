"""Writing posts. Functions take what they need by keyword and never commit."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from sandbox.clock import now
from sandbox.extensions import db
from sandbox.posts.models import Post
from sandbox.web.editing import apply_edit

MOST_PER_SHOP = 100


class TooManyPosts(Exception):
    """The shop has written as many posts as it may."""


def add_post(*, shop_id: int, facts: dict[str, Any]) -> Post:
    """Add a post. ``facts`` are its columns; product and photo must be the shop's. Raises TooManyPosts."""
    count = db.session.scalar(
        select(func.count()).select_from(Post).where(Post.shop_id == shop_id, Post.deleted_at.is_(None))
    )
    if (count or 0) >= MOST_PER_SHOP:
        raise TooManyPosts
    post = Post(shop_id=shop_id, **facts)
    db.session.add(post)
    db.session.flush()
    return post


def save_post(*, post: Post, facts: dict[str, Any], version: int, save_key: str = "") -> bool:
    """Save what the form says; True when something changed. Raises EditConflict."""
    return apply_edit(post, facts, version=version, save_key=save_key)


def copy_post(*, post: Post) -> Post:
    """A second post like this one. Raises TooManyPosts."""
    facts = {key: getattr(post, key) for key in ("product_id", "photo_id", "aim", "caption")}
    return add_post(shop_id=post.shop_id, facts=facts)


def delete_post(*, post: Post) -> None:
    """Take a post away; its row stays, for undo and for campaigns that showed it."""
    post.deleted_at = now()


def restore_post(*, post: Post) -> None:
    """Undo deletion."""
    post.deleted_at = None
