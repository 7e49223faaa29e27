"""Reading posts, always inside the actor's own shop or classes."""

from __future__ import annotations

from collections.abc import Collection

from flask import current_app
from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.base import ExecutableOption

from sandbox.extensions import db
from sandbox.links.enums import TargetKind
from sandbox.links.queries import Target, product_target
from sandbox.packs.channels import Channels, load_channels
from sandbox.posts import coaching
from sandbox.posts.models import Post
from sandbox.posts.preview import one_line
from sandbox.posts.quality import PostQuality, score_photo
from sandbox.shops.queries import Shop

TITLE_LENGTH = 80


def with_pictures() -> tuple[ExecutableOption, ...]:
    """Loads a post's product and photo beside it. A function: options need every model, imports need none."""
    return selectinload(Post.product), selectinload(Post.photo)


def posts_of_shop(shop_id: int) -> Select[tuple[Post]]:
    """A shop's posts that are not deleted, newest first, with product and photo."""
    return (
        select(Post)
        .where(Post.shop_id == shop_id, Post.deleted_at.is_(None))
        .order_by(Post.id.desc())
        .options(*with_pictures())
    )


def get_own_post(shop: Shop, post_id: int, *, deleted: bool = False) -> Post:
    """One post of this shop; 404 for any other. ``deleted`` finds only deleted ones (to undo)."""
    return db.first_or_404(_own_post(shop, post_id, deleted=deleted))


def own_post_to_change(shop: Shop, post_id: int) -> Post:
    """As :func:`get_own_post`, its row locked where the database can."""
    return db.first_or_404(_own_post(shop, post_id).with_for_update(of=Post))


def find_own_post(shop: Shop, post_id: int, *, deleted: bool = False) -> Post | None:
    """As :func:`get_own_post`, but None where that is 404."""
    return db.session.scalar(_own_post(shop, post_id, deleted=deleted))


def _own_post(shop: Shop, post_id: int, *, deleted: bool = False) -> Select[tuple[Post]]:
    condition = Post.deleted_at.is_not(None) if deleted else Post.deleted_at.is_(None)
    return (
        select(Post).where(Post.id == post_id, Post.shop_id == shop.id, condition).options(*with_pictures())
    )


def count_posts(shop_ids: Collection[int]) -> dict[int, int]:
    """Posts that are not deleted, by shop."""
    rows = db.session.execute(
        select(Post.shop_id, func.count())
        .where(Post.shop_id.in_(shop_ids), Post.deleted_at.is_(None))
        .group_by(Post.shop_id)
    )
    return {row[0]: row[1] for row in rows}


def post_targets(shop: Shop) -> list[Target]:
    """What a link to each of the shop's posts opens: the product it is about."""
    targets = []
    for post in db.session.scalars(posts_of_shop(shop.id)):
        product = product_target(post.product)
        title = one_line(post.caption, TITLE_LENGTH) or post.product.name
        about = Target(
            TargetKind.POST,
            post.id,
            title,
            post.product.name,
            post.photo,
            product.product_slug,
            product.is_gone,
        )
        targets.append(about)
    return targets


def channels() -> Channels:
    """What the channels of the installation's country show and take."""
    pack = current_app.extensions["pack"]
    return load_channels(pack.key, pack.locales)


def post_quality(post: Post) -> PostQuality:
    """How strong a post's photo and caption are: ``photo_score`` and ``caption_score``, 0 to 100 each."""
    photo = post.photo
    return PostQuality(
        score_photo(width=photo.width, height=photo.height, is_own=not photo.is_example) if photo else 0,
        coaching.caption_score(post.caption),
    )


def is_stopped(post: Post) -> bool:
    """Whether the coach says *stop*: the caption must be changed before the post is shown to anybody."""
    return coaching.is_stopped(post.caption)
