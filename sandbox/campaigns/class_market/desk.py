"""What the rooms of the class market share: the class on its own clock and language, its rules, its calendar.

Nothing here loads numpy: dates and events are read from the country pack's plain records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from flask import Blueprint, g, redirect, session, url_for
from flask.typing import ResponseReturnValue

from sandbox.campaigns.calendar import Records, calendar_records, records_of_class
from sandbox.campaigns.class_market.pages import EventLine, event_lines
from sandbox.campaigns.class_market.queries import Standing, standings
from sandbox.campaigns.enums import MarketMode
from sandbox.campaigns.models import ClassMarket
from sandbox.campaigns.queries import class_market, events_of_class
from sandbox.classrooms.queries import get_classroom, participants_of, run_classroom
from sandbox.extensions import db
from sandbox.packs.campaigns import load_campaign_rules
from sandbox.packs.events import load_events
from sandbox.shops.enums import ShopState
from sandbox.shops.queries import kept_shops
from sandbox.web.country import pack
from sandbox.web.gate import the_actor

bp = Blueprint("class_market", __name__, url_prefix="/pelatih/kelas/<int:classroom_id>/pasar")

MOST_DAYS_A_ROUND = 14


@cache
def event_records(country: str) -> dict[str, Any]:
    """The country's kinds of events as plain records, read once."""
    return load_events(country)


def first_date() -> date:
    """The date of market day 0 for a class that chose none."""
    return load_campaign_rules(pack().key).start_date


def known_dates() -> tuple[date, date]:
    """First and last date a class may begin on: the years whose feasts the pack knows."""
    feasts = [date.fromisoformat(str(feast)) for feast in calendar_records(pack().key)["holidays"]["value"]]
    return date(feasts[0].year, 1, 1), date(feasts[-1].year, 12, 31) - timedelta(days=horizon())


def horizon() -> int:
    """How many market days a class may use."""
    return load_campaign_rules(pack().key).horizon


@dataclass(frozen=True)
class Desk:
    """One class at the desk. ``standings`` are by shop id; ``shops`` by participant id; ``may_change`` is false
    for helpers, who look.
    """

    classroom: Any
    market: ClassMarket
    people: list[Any]
    shops: dict[int, Any]
    standings: dict[int, Standing]
    may_change: bool

    @property
    def calendar(self) -> Records:
        """Pay days, twin dates and Ramadan, as the class plays them."""
        return records_of_class(self.classroom.id, pack().key)

    @property
    def is_shared(self) -> bool:
        """Whether all shops stand in one market."""
        return self.market.mode == MarketMode.SHARED

    @property
    def is_begun(self) -> bool:
        """Whether a day of the shops' current tries has been played: the rules that decide luck are then locked."""
        played = (standing.day > standing.first_day for standing in self.standings.values())
        return self.market.day > 0 or any(played)

    @property
    def partners(self) -> set[int]:
        """Ids of the shops a round takes along: those with a try, and those on display that begin with it."""
        shown = {shop.id for shop in self.shops.values() if shop.state == ShopState.SHOWN}
        return shown | self.standings.keys()

    @property
    def today(self) -> int:
        """The next market day: the class's, or that of the shop furthest ahead where each plays for itself."""
        if self.is_shared:
            return self.market.day
        return max((standing.day for standing in self.standings.values()), default=0)

    @property
    def names(self) -> dict[int, str]:
        """Nicknames by shop id; those of a pair stand beside each other."""
        found: dict[int, list[str]] = {}
        for person in self.people:
            if person.id in self.shops:
                found.setdefault(self.shops[person.id].id, []).append(person.nickname)
        return {shop_id: " & ".join(names) for shop_id, names in found.items()}

    def date_of(self, day: int) -> date:
        """The calendar date of a market day."""
        return self.market.start_date + timedelta(days=day)

    @property
    def most_days(self) -> int:
        """How many days a round may close now; 0 at the end of the class's calendar."""
        return max(0, min(MOST_DAYS_A_ROUND, horizon() - self.today))


def open_desk(classroom_id: int, *, to_change: bool = False) -> Desk:
    """The class and its market, on the class's clock and in its language; 404 for other classes.

    ``to_change`` is for trainers only: 404 for a helper.
    """
    actor = the_actor()
    classroom = run_classroom(actor, classroom_id) if to_change else get_classroom(actor, classroom_id)
    g.timezone = classroom.timezone
    if "lang" not in session:
        g.locale = classroom.language
    shops = kept_shops(classroom.id)
    return Desk(
        classroom=classroom,
        market=class_market(classroom.id, start_date=first_date()),
        people=list(db.session.scalars(participants_of(classroom.id))),
        shops=shops,
        standings=standings({shop.id for shop in shops.values()}),
        may_change=classroom.id in actor.train_ids,
    )


def back_to(desk: Desk) -> ResponseReturnValue:
    """The way back to the desk after something was done."""
    return redirect(url_for("class_market.show", classroom_id=desk.classroom.id), 303)


def lines_of(desk: Desk) -> list[EventLine]:
    """The class's events, in order of their first day."""
    kinds = event_records(pack().key)
    events = events_of_class(desk.classroom.id)
    return event_lines(events, kinds, start=desk.market.start_date, today=desk.today)
