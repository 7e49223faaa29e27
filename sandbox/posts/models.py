"""Product posts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sandbox.clock import now
from sandbox.dbtypes import UTCDateTime
from sandbox.extensions import db


class Post(db.Model):
    """One caption with its photos of one product, written with one aim (``posts.enums.Aim``).

    ``photo`` is the first picture, the one the market sees; ``more_photos`` are up to four further ones.
    ``state`` is a ``PostState``: only a ready post can be promoted. ``proofs`` maps a family of the coach's
    checks to the proof the person names. ``planned_on``, ``planned_hour`` (class time) and
    ``planned_channel`` are its place in the calendar. ``repeat_of_id``: the post it repeats.

    A deleted post keeps its row, so that deletion can be undone and old campaigns keep their meaning.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id", ondelete="SET NULL"))
    aim: Mapped[str] = mapped_column(default="introduce")
    caption: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="ready")
    proofs: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    planned_on: Mapped[date | None]
    planned_hour: Mapped[int | None]
    planned_channel: Mapped[str] = mapped_column(default="")
    repeat_of_id: Mapped[int | None] = mapped_column(ForeignKey("post.id", ondelete="SET NULL"))
    deleted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    row_version: Mapped[int] = mapped_column(default=1)
    save_key: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    shop: Mapped[Any] = relationship("Shop")
    product: Mapped[Any] = relationship("Product")
    photo: Mapped[Any] = relationship("Photo", foreign_keys=[photo_id])
    more_photos: Mapped[list[PostPhoto]] = relationship(
        back_populates="post", order_by="PostPhoto.position", cascade="all, delete-orphan"
    )

    @property
    def more_photo_ids(self) -> list[int]:
        """The further photos in order, without the first."""
        return [link.photo_id for link in self.more_photos]

    @more_photo_ids.setter
    def more_photo_ids(self, wanted: list[int]) -> None:
        """Keep the rows of photos that stay: a row cannot be taken away and put back in one save."""
        links = {link.photo_id: link for link in self.more_photos}
        kept = [links.get(photo_id) or PostPhoto(photo_id=photo_id) for photo_id in wanted]
        for position, link in enumerate(kept, start=1):
            link.position = position
        self.more_photos = kept

    @property
    def photos(self) -> list[Any]:
        """All its photos, the first one first."""
        return [*filter(None, [self.photo]), *(link.photo for link in self.more_photos)]


class PostPhoto(db.Model):
    """A further photo's place in a post, counted from 1 (the first is ``Post.photo``)."""

    __table_args__ = (UniqueConstraint("post_id", "photo_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=1)

    post: Mapped[Post] = relationship(back_populates="more_photos")
    photo: Mapped[Any] = relationship("Photo")


class PostVersion(db.Model):
    """A post as it was before a change, so that an earlier wording can be brought back."""

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    aim: Mapped[str]
    caption: Mapped[str] = mapped_column(default="")
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
