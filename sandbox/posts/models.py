"""Product posts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sandbox.clock import now
from sandbox.dbtypes import UTCDateTime
from sandbox.extensions import db


class Post(db.Model):
    """One caption with one photo of one product, written with one aim (``posts.enums.Aim``).

    A deleted post keeps its row, so that deletion can be undone and old campaigns keep their meaning.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id", ondelete="SET NULL"))
    aim: Mapped[str] = mapped_column(default="introduce")
    caption: Mapped[str] = mapped_column(default="")
    deleted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    row_version: Mapped[int] = mapped_column(default=1)
    save_key: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    shop: Mapped[Any] = relationship("Shop")
    product: Mapped[Any] = relationship("Product")
    photo: Mapped[Any] = relationship("Photo")
