"""Reading practice payments, always of one shop."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from sandbox.extensions import db
from sandbox.orders.models import PracticePayment

MOST_LISTED = 50


def payments_of(shop_id: int) -> list[PracticePayment]:
    """A shop's newest practice payments."""
    return list(
        db.session.scalars(
            select(PracticePayment)
            .where(PracticePayment.shop_id == shop_id)
            .order_by(PracticePayment.created_at.desc(), PracticePayment.id.desc())
            .limit(MOST_LISTED)
        )
    )


def paid_since(shop_id: int, moment: datetime) -> tuple[int, int]:
    """How many practice payments came in from a moment on, and their sum."""
    query = select(func.count(), func.coalesce(func.sum(PracticePayment.amount), 0)).where(
        PracticePayment.shop_id == shop_id, PracticePayment.created_at >= moment
    )
    count, total = db.session.execute(query).one()
    return count, int(total)


def payment_mark(shop_id: int) -> str:
    """Changes whenever a practice payment comes in."""
    query = select(func.count(), func.max(PracticePayment.id)).where(PracticePayment.shop_id == shop_id)
    count, last = db.session.execute(query).one()
    return f"{count}-{last or 0}"


def find_payment(shop_id: int, payment_id: int) -> PracticePayment | None:
    """One payment of this shop."""
    return db.session.scalar(
        select(PracticePayment).where(PracticePayment.id == payment_id, PracticePayment.shop_id == shop_id)
    )
