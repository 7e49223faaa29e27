"""The trainer's settings of a class's market, and what happens in it. These lock the class themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import delete, func, select

from sandbox.campaigns.enums import MarketMode
from sandbox.campaigns.models import ClassEvent, ClassMarket, MarketRun
from sandbox.campaigns.operations.errors import MarketBegun, WrongEventDays
from sandbox.campaigns.queries import class_market, lock_class, stored_market
from sandbox.classrooms.operations import StaleVersion
from sandbox.extensions import db
from sandbox.shops.queries import Shop

FIXED = ("mode", "start_date", "seed")
"""What decides the luck and the calendar of days played already."""


def change_market(
    *, classroom_id: int, version: int, start_date_default: date, facts: dict[str, Any]
) -> ClassMarket:
    """Save the settings of a class's market.

    ``facts`` are any of mode, start_date, seed, wallet_start, max_restarts, show_ranking. A new wallet start
    counts for runs that begin from now on. ``version`` is the row version the form was made from (0 before
    the first save); ``start_date_default`` is the pack's. Raises StaleVersion, and MarketBegun when mode,
    start date or seed would change after a day of a current run was played; nothing is saved then.
    """
    classroom = lock_class(classroom_id)
    market = class_market(classroom_id, start_date=start_date_default)
    owners = {name: classroom if name in {"seed", "wallet_start"} else market for name in facts}
    changes = {name: value for name, value in facts.items() if getattr(owners[name], name) != value}
    if not changes:
        return market
    if market.row_version != version:
        raise StaleVersion
    is_begun = market.day > 0 or furthest_day(classroom_id, played=True) > 0
    if is_begun and changes.keys() & set(FIXED):
        raise MarketBegun
    for name, value in changes.items():
        setattr(owners[name], name, value)
    _touch(market)
    return market


def add_event(
    *, classroom_id: int, kind: str, first_day: int, days: int, start_date_default: date
) -> ClassEvent:
    """Let something happen on ``days`` coming market days from ``first_day`` on, the same for every shop.

    Raises WrongEventDays when a shop has played that day already.
    """
    lock_class(classroom_id)
    market = class_market(classroom_id, start_date=start_date_default)
    check_event_day(classroom_id, first_day)
    event = ClassEvent(classroom_id=classroom_id, kind=kind, first_day=first_day, days=days)
    db.session.add(event)
    _touch(market)
    return event


def remove_event(*, event: ClassEvent) -> None:
    """Take back an event that has not begun. Raises WrongEventDays once a shop has played its first day."""
    lock_class(event.classroom_id)
    check_event_day(event.classroom_id, event.first_day)
    db.session.execute(
        delete(ClassEvent).where(ClassEvent.id == event.id)
    )  # another tap may have been faster
    if (market := stored_market(event.classroom_id)) is not None:
        _touch(market)


def check_event_day(classroom_id: int, first_day: int) -> None:
    """Raise WrongEventDays unless no shop of the class has played ``first_day`` in its current run."""
    market = stored_market(classroom_id)
    if market is not None and market.mode == MarketMode.SHARED:
        coming = market.day
    else:
        coming = furthest_day(classroom_id)
    if first_day < coming:
        raise WrongEventDays(coming)


def furthest_day(classroom_id: int, *, played: bool = False) -> int:
    """The next market day of the shop that is furthest; with ``played``, how many days it has played."""
    column = MarketRun.day - MarketRun.first_day if played else MarketRun.day
    query = (
        select(func.max(column))
        .join(Shop, Shop.id == MarketRun.shop_id)
        .where(Shop.classroom_id == classroom_id, MarketRun.ended_at.is_(None))
    )
    return db.session.scalar(query) or 0


def _touch(market: ClassMarket) -> None:
    """Store a market, the first time as well, under its next version."""
    market.row_version += 1
    db.session.add(market)
    db.session.flush()
