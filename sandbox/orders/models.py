"""Practice orders from the order button of a shop page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sandbox.clock import now
from sandbox.dbtypes import Rupiah, UTCDateTime
from sandbox.extensions import db


class Order(db.Model):
    """A classmate's or visitor's practice order, sent as a chat message that never leaves the sandbox.

    ``unit_price`` is the price in rupiah at the moment of ordering; ``message`` is what the buyer sent;
    ``variant`` the name of the chosen variant, ``wanted_on`` the day a booking is for.
    """

    __tablename__ = "shop_order"  # "order" is a reserved word in SQL

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id", ondelete="SET NULL"))
    buyer_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"))
    buyer_name: Mapped[str]
    quantity: Mapped[int] = mapped_column(default=1)
    unit_price: Mapped[Rupiah] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(default="")
    variant: Mapped[str] = mapped_column(default="")
    wanted_on: Mapped[date | None]
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    shop: Mapped[Any] = relationship("Shop")
    product: Mapped[Any] = relationship("Product")


class PracticePayment(db.Model):
    """A tap on "pay" behind a practice payment QR. No money exists; ``amount`` in practice rupiah."""

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    payer_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"))
    payer_name: Mapped[str] = mapped_column(default="")
    amount: Mapped[Rupiah]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    shop: Mapped[Any] = relationship("Shop")
