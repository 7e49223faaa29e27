"""Rubrics and reviews."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sandbox.clock import now
from sandbox.dbtypes import UTCDateTime
from sandbox.extensions import db


class Rubric(db.Model):
    """A class's own wording of the marking sheet; a class without one uses the country pack's.

    ``criteria`` is a list of {"key", "title", "levels": [three descriptions, lowest first]}.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), unique=True)
    criteria: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    row_version: Mapped[int] = mapped_column(default=1)
    save_key: Mapped[str] = mapped_column(default="")
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class Review(db.Model):
    """What one trainer thinks of one shop. ``marks`` maps criterion key to level 1, 2 or 3."""

    __table_args__ = (UniqueConstraint("shop_id", "trainer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id", ondelete="CASCADE"), index=True)
    marks: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    comment: Mapped[str] = mapped_column(default="")
    row_version: Mapped[int] = mapped_column(default=1)
    save_key: Mapped[str] = mapped_column(default="")
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    shop: Mapped[Any] = relationship("Shop")
    trainer: Mapped[Any] = relationship("Trainer")
