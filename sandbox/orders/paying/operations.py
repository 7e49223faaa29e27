"""Taking a practice payment in."""

from __future__ import annotations

from sandbox.extensions import db
from sandbox.orders.models import PracticePayment


def record_payment(*, shop_id: int, payer_id: int | None, payer_name: str, amount: int) -> PracticePayment:
    """Store that somebody tapped "pay". No money exists and none moves."""
    payment = PracticePayment(shop_id=shop_id, payer_id=payer_id, payer_name=payer_name, amount=amount)
    db.session.add(payment)
    db.session.flush()
    return payment
