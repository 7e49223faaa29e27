"""Taking a practice payment in."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, update
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapper

from sandbox.classrooms.queries import Participant
from sandbox.extensions import db
from sandbox.orders.models import PracticePayment


def record_payment(*, shop_id: int, payer_id: int | None, payer_name: str, amount: int) -> PracticePayment:
    """Store that somebody tapped "pay". No money exists and none moves."""
    payment = PracticePayment(shop_id=shop_id, payer_id=payer_id, payer_name=payer_name, amount=amount)
    db.session.add(payment)
    db.session.flush()
    return payment


@event.listens_for(Participant, "before_delete")
def _payer_removed(_mapper: Mapper[Any], connection: Connection, person: Participant) -> None:
    """Somebody forgotten for good leaves no name in the lists of others; the sums stay as they were."""
    paid = update(PracticePayment).where(PracticePayment.payer_id == person.id)
    connection.execute(paid.values(payer_name=""))
