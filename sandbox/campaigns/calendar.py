"""What falls on a market date: pay day, twin date, Ramadan, the feast; the dates are the country pack's.

``calendar`` is the pack's ``[calendar]`` table as :func:`sandbox.packs.market.load_tuning` gives it (each number a
record with its ``value``), so that pages can speak of dates without loading the market and numpy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any

from sandbox.campaigns.queries import played_versions
from sandbox.packs.market import load_tuning, version_to_use

Records = Mapping[str, Mapping[str, Any]]
LOOK_AHEAD_WEEKS = 53
QUIET_DAYS = 10


class Mark(StrEnum):
    """Something about a date that moves the market. The market's own rules are in ``market.calendar``."""

    PAYDAY = "payday"
    TWIN = "twin"
    RAMADAN = "ramadan"
    FEAST = "feast"


@cache
def calendar_records(country: str, version: str = "") -> Records:
    """The ``[calendar]`` table of a version of the country's market numbers, read once."""
    return load_tuning(country, version)["calendar"]


def records_of_class(classroom_id: int, country: str) -> Records:
    """The calendar a class plays by: that of the market numbers it began with."""
    return calendar_records(country, version_to_use(country, played_versions(classroom_id)))


def marks_of(day: date, calendar: Records) -> tuple[Mark, ...]:
    """Everything that falls on one date, in the order of :class:`Mark`."""
    found = {
        Mark.PAYDAY: day.day >= calendar["payday_from"]["value"] or day.day <= calendar["payday_to"]["value"],
        Mark.TWIN: day.day == day.month,
        **_season(day, calendar),
    }
    return tuple(mark for mark in Mark if found[mark])


def _season(day: date, calendar: Records) -> dict[Mark, bool]:
    span = timedelta(days=calendar["holiday_span"]["value"])
    is_feast = any(feast - span <= day <= feast + span for _first, feast in _fasting(calendar))
    is_fasting = any(first <= day < feast for first, feast in _fasting(calendar))
    return {Mark.RAMADAN: is_fasting and not is_feast, Mark.FEAST: is_feast}


def _fasting(calendar: Records) -> Iterator[tuple[date, date]]:
    """First day of Ramadan and day of the feast, year by year."""
    firsts, feasts = calendar["ramadan_starts"]["value"], calendar["holidays"]["value"]
    for first, feast in zip(firsts, feasts, strict=True):
        yield date.fromisoformat(str(first)), date.fromisoformat(str(feast))


@dataclass(frozen=True)
class Stretch:
    """A mark that lasts from one date to another, both included."""

    mark: Mark
    first: date
    last: date


def stretches(start: date, days: int, calendar: Records) -> tuple[Stretch, ...]:
    """What falls into ``days`` days from ``start``, joined to stretches, in order of their first day."""
    found: list[Stretch] = []
    running: dict[Mark, date] = {}
    for offset in range(days + 1):
        today = start + timedelta(days=offset)
        here = set(marks_of(today, calendar)) if offset < days else set()
        over = [mark for mark in running if mark not in here]
        found += [Stretch(mark, running.pop(mark), today - timedelta(days=1)) for mark in over]
        for mark in here - running.keys():
            running[mark] = today
    return tuple(sorted(found, key=lambda stretch: (stretch.first, list(Mark).index(stretch.mark))))


def next_week_with(mark: Mark, after: date, calendar: Records) -> date | None:
    """The next Monday in whose week ``mark`` begins; None when the pack knows no such week within a year."""
    for monday in _mondays(after):
        week = [monday + timedelta(days=offset) for offset in range(-1, 7)]
        has = [mark in marks_of(day, calendar) for day in week]
        if any(now and not before for before, now in pairwise(has)):
            return monday
    return None


def next_quiet_week(after: date, calendar: Records) -> date | None:
    """The next Monday with ten days after it in which nothing falls; None when there is none within a year."""
    return next((monday for monday in _mondays(after) if not stretches(monday, QUIET_DAYS, calendar)), None)


def _mondays(after: date) -> Iterator[date]:
    first = after + timedelta(days=-after.weekday() % 7)
    return (first + timedelta(weeks=week) for week in range(LOOK_AHEAD_WEEKS))
