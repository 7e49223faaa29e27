"""Earlier versions of a post, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.lang.filters import day, daytime
from sandbox.lang.texts import t
from sandbox.posts.models import Post, PostVersion
from sandbox.posts.wording import Change, changes
from sandbox.shops.queries import photos_by_id
from sandbox.web.pictures import picture_url


@dataclass(frozen=True)
class VersionCard:
    """One earlier version: until when it stood, its words with what changed next, its aim and photo if those did.

    ``other_photo`` is its picture where the next version shows another one, else "".
    """

    id: int
    until: str
    changes: tuple[Change, ...]
    aim: str
    other_photo: str
    is_present: bool


def version_cards(post: Post, versions: Sequence[PostVersion]) -> list[VersionCard]:
    """Versions, newest first, each compared with the one that came after it."""
    ids = [version.photo_id for version in versions if version.photo_id]
    photos = {photo.id: photo for photo in photos_by_id(post.shop, ids)}
    cards, later = [], (post.caption, post.aim, post.photo_id)
    for version in versions:
        caption, aim, photo_id = later
        photo = photos.get(version.photo_id or 0)
        is_other = photo is not None and version.photo_id != photo_id
        cards.append(
            VersionCard(
                version.id,
                t("posts-version-until", day=day(version.created_at), time=daytime(version.created_at)),
                tuple(changes(version.caption, caption)),
                t(f"posts-aim-{version.aim}") if version.aim != aim else "",
                picture_url(photo) if is_other else "",
                (version.caption, version.aim, version.photo_id) == (post.caption, post.aim, post.photo_id),
            )
        )
        later = (version.caption, version.aim, version.photo_id)
    return cards
