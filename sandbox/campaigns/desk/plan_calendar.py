"""The coming market days as a small calendar: what falls on each, and how it is spoken. Stores nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date, format_skeleton, get_day_names

from sandbox.campaigns.calendar import Mark, Records, marks_of
from sandbox.campaigns.models import ClassEvent
from sandbox.lang.texts import current_locale, t

WEEKS = 4

MARK_LOOKS = {
    Mark.PAYDAY: ("leaf", "wallet"),
    Mark.TWIN: ("sun", "bag"),
    Mark.RAMADAN: ("sky", "moon"),
    Mark.FEAST: ("chilli", "star"),
}
"""Tone and icon of each mark."""

EVENT_LOOKS = {"payday": MARK_LOOKS[Mark.PAYDAY]}
"""Events that look like a mark of the calendar; the others fly a flag."""


@dataclass(frozen=True)
class DayMark:
    """Something that moves the market on a day, ready to show."""

    tone: str
    icon: str
    text: str


@dataclass(frozen=True)
class CalendarDay:
    """One day: ``value`` is the market day, ``spoken`` what a screen reader says."""

    value: int
    number: str
    spoken: str
    marks: tuple[DayMark, ...]
    is_open: bool


@dataclass(frozen=True)
class Month:
    """Four weeks of days, Monday first, with the marks that occur in them."""

    title: str
    weekdays: tuple[str, ...]
    days: tuple[CalendarDay, ...]
    legend: tuple[DayMark, ...]


@dataclass(frozen=True)
class MarketCalendar:
    """The class's market dates: day 0's date, the pack's ``[calendar]`` records, the trainer's events."""

    start: date
    records: Records
    events: Sequence[ClassEvent] = ()

    def date_of(self, day: int) -> date:
        """The calendar date of a market day."""
        return self.start + timedelta(days=day)

    def marks(self, day: int) -> tuple[DayMark, ...]:
        """What falls on a market day: the date's own marks, then the trainer's events."""
        own = [
            DayMark(*MARK_LOOKS[mark], t(f"campaigns-mark-{mark}"))
            for mark in marks_of(self.date_of(day), self.records)
        ]
        return tuple(dict.fromkeys([*own, *map(event_mark, self.events_on(day))]))

    def events_on(self, day: int) -> list[ClassEvent]:
        """The trainer's events that last on a market day."""
        return [event for event in self.events if event.first_day <= day <= event.last_day]

    def month(self, open_days: range) -> Month:
        """Four weeks from the Monday before the first open day on."""
        first = open_days.start - self.date_of(open_days.start).weekday()
        days = tuple(self._day(day, open_days) for day in range(first, first + 7 * WEEKS))
        marks = dict.fromkeys(mark for day in days if day.is_open for mark in day.marks)
        names = get_day_names("abbreviated", context="stand-alone", locale=current_locale())
        return Month(
            title=month_title(self.date_of(first), self.date_of(first + 7 * WEEKS - 1)),
            weekdays=tuple(names[index] for index in range(7)),
            days=days,
            legend=tuple(marks),
        )

    def _day(self, day: int, open_days: range) -> CalendarDay:
        when, is_open = self.date_of(day), day in open_days
        marks = self.marks(day) if is_open else ()
        return CalendarDay(day, str(when.day), spoken(when, marks), marks, is_open)

    def open_days(self, first: int, horizon: int) -> range:
        """The days on which a campaign may begin: from ``first`` to the end of the four weeks shown."""
        monday = first - self.date_of(first).weekday()
        return range(first, max(first + 1, min(monday + 7 * WEEKS, horizon)))


def event_mark(event: ClassEvent) -> DayMark:
    """A trainer's event as a mark."""
    look = EVENT_LOOKS.get(event.kind, ("plain", "flag"))
    return DayMark(*look, t(f"campaigns-event-{event.kind.replace('_', '-')}"))


def spoken(when: date, marks: Iterable[DayMark]) -> str:
    """``Rabu, 25 November, gajian``."""
    return ", ".join([long_day(when), *(mark.text for mark in marks)])


def long_day(when: date) -> str:
    """``Rabu, 25 November``."""
    return format_date(when, "EEEE, d MMMM", locale=current_locale())


def short_day(when: date) -> str:
    """``Rab, 25 Nov``."""
    return format_date(when, "EEE, d MMM", locale=current_locale())


def month_title(first: date, last: date) -> str:
    """``November – Desember 2026``, or one month alone."""
    locale = current_locale()
    end = format_skeleton("yMMMM", last, locale=locale)
    if (first.year, first.month) == (last.year, last.month):
        return end
    begin = (
        format_date(first, "MMMM", locale=locale)
        if first.year == last.year
        else format_skeleton("yMMMM", first, locale=locale)
    )
    return f"{begin} – {end}"
