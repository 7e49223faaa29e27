"""Reading the market of a class: its settings, its rounds, its events."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from sandbox.campaigns.enums import MarketMode
from sandbox.campaigns.models import RESTARTS, ClassEvent, ClassMarket, Round
from sandbox.classrooms.queries import Classroom
from sandbox.extensions import db
from sandbox.shops.queries import Shop


def stored_market(classroom_id: int) -> ClassMarket | None:
    """The market of a class as its trainer set it, read anew; None while it has the defaults."""
    query = select(ClassMarket).where(ClassMarket.classroom_id == classroom_id)
    return db.session.scalar(query.execution_options(populate_existing=True))


def class_market(classroom_id: int, *, start_date: date) -> ClassMarket:
    """The market of a class as set; one with the defaults (``row_version`` 0, not stored) when it never was.

    ``start_date`` is the pack's, for a class that has none of its own.
    """
    stored = stored_market(classroom_id)
    if stored is not None:
        return stored
    return ClassMarket(
        classroom_id=classroom_id,
        mode=MarketMode.ISOLATED.value,
        start_date=start_date,
        day=0,
        max_restarts=RESTARTS,
        show_ranking=False,
        row_version=0,
    )


def class_seed(classroom_id: int) -> str:
    """The text that drives the luck of a class."""
    return db.session.scalars(select(Classroom.seed).where(Classroom.id == classroom_id)).one()


def lock_class(classroom_id: int, *, share: bool = False) -> Classroom:
    """The class, locked where the database can.

    Those who begin a run or store played days share the lock, so that the trainer's settings, events and
    rounds, which take it alone, never change in between. A shop is always locked before its class.
    """
    query = select(Classroom).where(Classroom.id == classroom_id)
    lock = query.with_for_update(read=True) if share else query.with_for_update(key_share=True)
    return db.session.scalars(lock.execution_options(populate_existing=True)).one()


def lock_shops(classroom_id: int) -> list[int]:
    """Ids of the class's shops, every one locked where the database can, always in the same order."""
    query = select(Shop.id).where(Shop.classroom_id == classroom_id).order_by(Shop.id)
    return list(db.session.scalars(query.with_for_update(of=Shop)))


def shop_ids_of(classroom_id: int) -> list[int]:
    """Ids of the class's shops."""
    return list(
        db.session.scalars(select(Shop.id).where(Shop.classroom_id == classroom_id).order_by(Shop.id))
    )


def rounds_of(classroom_id: int) -> list[Round]:
    """The closed rounds of a class, newest first."""
    return list(
        db.session.scalars(
            select(Round).where(Round.classroom_id == classroom_id).order_by(Round.number.desc())
        )
    )


def events_of_class(classroom_id: int) -> list[ClassEvent]:
    """What the trainer lets happen, by first day."""
    return list(
        db.session.scalars(
            select(ClassEvent)
            .where(ClassEvent.classroom_id == classroom_id)
            .order_by(ClassEvent.first_day, ClassEvent.id)
        )
    )
