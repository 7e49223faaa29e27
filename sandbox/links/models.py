"""Short links and their scans."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sandbox.clock import now
from sandbox.dbtypes import UTCDateTime
from sandbox.extensions import db


class ShortLink(db.Model):
    """A code people can read aloud that opens a shop, a product, a post's product, the order chat or a payment.

    ``qr_style`` is how its QR is drawn: ``colour`` (``#rrggbb``) and ``has_logo``; {} is plain.
    """

    __table_args__ = (UniqueConstraint("shop_id", "target_kind", "target_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    target_kind: Mapped[str]
    target_id: Mapped[int]
    code: Mapped[str] = mapped_column(unique=True)
    qr_style: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    scans: Mapped[list[Scan]] = relationship(back_populates="link")


class Scan(db.Model):
    """One visit through a short link. No address, device or person is kept.

    ``source``, ``medium`` and ``campaign`` are what the link carried (as UTM has them). ``is_own`` marks the shop's own keepers trying their link; those are left out of the counts.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("short_link.id", ondelete="CASCADE"), index=True)
    source: Mapped[str]
    medium: Mapped[str] = mapped_column(default="")
    campaign: Mapped[str] = mapped_column(default="")
    is_own: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    link: Mapped[ShortLink] = relationship(back_populates="scans")
