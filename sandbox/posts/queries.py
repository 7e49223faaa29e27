"""Reading posts, always inside the actor's own shop or classes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.base import ExecutableOption

from sandbox.extensions import db
from sandbox.links.enums import TargetKind
from sandbox.links.queries import Target, product_target
from sandbox.packs.channels import Channels, load_channels
from sandbox.packs.photos import load_photo_rules
from sandbox.posts import coaching
from sandbox.posts.enums import PostState
from sandbox.posts.models import Post, PostPhoto, PostVersion
from sandbox.posts.preview import one_line
from sandbox.posts.quality import PostQuality, score_photo
from sandbox.shops.queries import Photo, Shop
from sandbox.web.country import pack

TITLE_LENGTH = 80
WORDS = re.compile(r"\w+")


def with_pictures() -> tuple[ExecutableOption, ...]:
    """Loads a post's product and photos beside it. A function: options need every model, imports need none."""
    more = selectinload(Post.more_photos).selectinload(PostPhoto.photo)
    return selectinload(Post.product), selectinload(Post.photo), more


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
    """What a link to each of the shop's posts opens: the product it is about. Only what may be shown counts."""
    targets = []
    for post in db.session.scalars(posts_of_shop(shop.id)):
        if not is_ready(post):
            continue
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


def caption_key(caption: str) -> str:
    """The same for captions that say the same: signs, spaces and capitals make no new wording."""
    words = " ".join(WORDS.findall(caption.casefold()))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def is_ready(post: Post) -> bool:
    """Whether a post may be shared and promoted: finished, and nothing in it that the coach stops."""
    return post.state == PostState.READY and not is_stopped(post)


def planned_posts(shop_id: int, first: date, last: date) -> list[Post]:
    """A shop's posts planned from one day to another, in order of day and hour."""
    query = posts_of_shop(shop_id).where(Post.planned_on.between(first, last))
    return list(
        db.session.scalars(query.order_by(None).order_by(Post.planned_on, Post.planned_hour, Post.id))
    )


def unplanned_posts(shop_id: int) -> list[Post]:
    """A shop's posts that are on no day, newest first."""
    return list(db.session.scalars(posts_of_shop(shop_id).where(Post.planned_on.is_(None))))


def versions_of(post: Post) -> list[PostVersion]:
    """A post's earlier versions, newest first."""
    query = select(PostVersion).where(PostVersion.post_id == post.id).order_by(PostVersion.id.desc())
    return list(db.session.scalars(query))


def get_version(post: Post, version_id: int) -> PostVersion:
    """One earlier version of this post; 404 for any other."""
    query = select(PostVersion).where(PostVersion.id == version_id, PostVersion.post_id == post.id)
    return db.first_or_404(query)


def largest_file(photo: Photo) -> tuple[str, int, int]:
    """The largest file kept of a photo: media name, width and height in pixels."""
    files = [(name, width, height) for name, width, height, *_ in photo.variants.values()]
    return max(files, key=lambda file: file[1] * file[2], default=("", photo.width, photo.height))


def channels() -> Channels:
    """What the channels of the installation's country show and take."""
    return load_channels(pack().key, pack().locales)


def post_quality(post: Post) -> PostQuality:
    """How strong a post's photo and caption are: ``photo_score`` and ``caption_score``, 0 to 100 each."""
    photo = post.photo
    return PostQuality(
        photo_score(photo) if photo else 0,
        coaching.caption_score(post.caption, proofs=post.proofs, phone=post.shop.phone),
    )


def photo_score(photo: Photo) -> int:
    """How strong a photo is by its size, whose it is and what was measured in it; 0 to 100."""
    return score_photo(
        width=photo.width,
        height=photo.height,
        is_own=not photo.is_example,
        looks=photo.looks,
        rules=load_photo_rules(pack().key, pack().locales),
    )


def is_stopped(post: Post) -> bool:
    """Whether the coach says *stop*: the caption must be changed before the post is shown to anybody."""
    return coaching.is_stopped(post.caption, phone=post.shop.phone)
