"""Writing posts, keeping their versions, planning them. Functions take what they need by keyword and never commit."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from sandbox.clock import now
from sandbox.extensions import db
from sandbox.posts.coaching import is_stopped
from sandbox.posts.enums import PostState
from sandbox.posts.models import Post, PostVersion
from sandbox.shops.queries import Shop
from sandbox.web.editing import apply_edit

MOST_PER_SHOP = 100
MOST_VERSIONS = 20
ONE_SITTING = timedelta(minutes=10)
"""Changes this close together leave one version behind: autosave saves many times a minute."""

KEPT_IN_VERSIONS = ("caption", "aim", "photo_id")
COPIED = ("product_id", "photo_id", "aim", "caption", "more_photo_ids")


class TooManyPosts(Exception):
    """The shop has written as many posts as it may."""


def add_post(*, shop_id: int, facts: dict[str, Any]) -> Post:
    """Add a post. ``facts`` are its columns; product and photos must be the shop's. Raises TooManyPosts.

    One whose caption the coach stops is kept as a draft.
    """
    count = db.session.scalar(
        select(func.count()).select_from(Post).where(Post.shop_id == shop_id, Post.deleted_at.is_(None))
    )
    if (count or 0) >= MOST_PER_SHOP:
        raise TooManyPosts
    phone = db.session.get_one(Shop, shop_id).phone
    post = Post(shop_id=shop_id, **facts | {"state": _allowed_state(facts, phone)})
    db.session.add(post)
    db.session.flush()
    return post


def _allowed_state(facts: dict[str, Any], phone: str) -> str:
    """A post to be changed first is a draft, whatever was asked for."""
    wanted = facts.get("state", PostState.READY)
    return (PostState.DRAFT if is_stopped(facts.get("caption", ""), phone=phone) else PostState(wanted)).value


def save_post(*, post: Post, facts: dict[str, Any], version: int, save_key: str = "") -> bool:
    """Save what the form says, keeping the post as it was; True when something changed. Raises EditConflict.

    A ready post edited into something the coach stops becomes a draft.
    """
    facts = facts | {"state": _allowed_state({"state": post.state} | facts, post.shop.phone)}
    before = _as_it_is(post)
    has_changed = apply_edit(post, facts, version=version, save_key=save_key)
    if has_changed and _as_it_is(post) != before:
        _keep_version(post, before)
    return has_changed


def _as_it_is(post: Post) -> dict[str, Any]:
    return {name: getattr(post, name) for name in KEPT_IN_VERSIONS}


def _keep_version(post: Post, before: dict[str, Any], *, always: bool = False) -> None:
    """Remember how a post was before this sitting, the latest twenty times."""
    kept = list(
        db.session.scalars(
            select(PostVersion).where(PostVersion.post_id == post.id).order_by(PostVersion.id.desc())
        )
    )
    is_same_sitting = bool(kept) and _age(kept[0].created_at) < ONE_SITTING
    if not before["caption"].strip() or (is_same_sitting and not always):
        return
    db.session.add(PostVersion(post_id=post.id, **before))
    for oldest in kept[MOST_VERSIONS - 1 :]:
        db.session.delete(oldest)
    db.session.flush()


def _age(moment: datetime) -> timedelta:
    return now() - moment


def use_version(*, post: Post, version: PostVersion) -> bool:
    """Bring an earlier version back, keeping the present one; True when something changed.

    A photo that is gone since leaves the post its present one.
    """
    facts = {name: getattr(version, name) for name in KEPT_IN_VERSIONS}
    facts["photo_id"] = facts["photo_id"] or post.photo_id
    facts["more_photo_ids"] = [photo for photo in post.more_photo_ids if photo != facts["photo_id"]]
    facts["state"] = _allowed_state({"state": post.state} | facts, post.shop.phone)
    before = _as_it_is(post)
    if not apply_edit(post, facts, version=post.row_version, save_key=""):
        return False
    _keep_version(post, before, always=True)
    return True


def copy_post(*, post: Post) -> Post:
    """A second post like this one. Raises TooManyPosts."""
    return add_post(shop_id=post.shop_id, facts=_twin(post) | {"state": post.state})


def repeat_post(*, post: Post) -> Post:
    """A draft that says the same with a photo this post has not shown, None where its product has no other.

    Raises TooManyPosts.
    """
    shown = {post.photo_id, *post.more_photo_ids}
    fresh = next((photo.id for photo in post.product.photos if photo.id not in shown), None)
    facts = _twin(post) | {"photo_id": fresh, "more_photo_ids": [], "repeat_of_id": post.id}
    return add_post(shop_id=post.shop_id, facts=facts | {"state": PostState.DRAFT.value})


def _twin(post: Post) -> dict[str, Any]:
    return {name: getattr(post, name) for name in COPIED} | {"proofs": dict(post.proofs or {})}


def plan_post(*, post: Post, day: date, hour: int, channel: str) -> None:
    """Put a post on a day and hour of the class's clock, on one channel."""
    post.planned_on, post.planned_hour, post.planned_channel = day, hour, channel


def unplan_post(*, post: Post) -> None:
    """Take a post off the calendar."""
    post.planned_on, post.planned_hour, post.planned_channel = None, None, ""


def delete_post(*, post: Post) -> None:
    """Take a post away; its row stays, for undo and for campaigns that showed it."""
    post.deleted_at = now()


def restore_post(*, post: Post) -> None:
    """Undo deletion."""
    post.deleted_at = None
