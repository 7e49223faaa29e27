"""Moments and days as people read them, in their own time zone and language.

Moments come in as aware datetimes (the program keeps UTC); zones are `zoneinfo` names such as
`Asia/Makassar`. The short zone names (WIB, WITA, WIT) come from the time zone database.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date


def to_zone(moment: datetime, zone: str) -> datetime:
    """The same moment on the clock of `zone`. Raises `ValueError` for a datetime without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone; naive datetimes are refused")
    return moment.astimezone(ZoneInfo(zone))


def midnight(zone: str, moment: datetime) -> datetime:
    """The start of the day that `moment` belongs to on the clock of `zone`."""
    return to_zone(moment, zone).replace(hour=0, minute=0, second=0, microsecond=0)


def zone_name(zone: str) -> str:
    """Short name of the zone, as written behind a time: WIB, WITA, WIT."""
    return datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)).tzname() or zone


def format_time(moment: datetime, zone: str, locale: str) -> str:
    """`10.32` in `id`, `10:32` in `en`; 24 hours in both."""
    here = to_zone(moment, zone)
    mark = "." if locale == "id" else ":"
    return f"{here:%H}{mark}{here:%M}"


def format_day(day: date | datetime, zone: str, locale: str) -> str:
    """`Sabtu, 21 November 2026`. A datetime is first moved to `zone`."""
    return _written(_day(day, zone), "EEEE, d MMMM y", locale)


def format_short_day(day: date | datetime, zone: str, locale: str) -> str:
    """`21 Nov 2026`."""
    return _written(_day(day, zone), "d MMM y", locale)


def format_weekday(day: date, locale: str) -> str:
    """`Sab 21`: for the foot of a chart."""
    return _written(day, "EEE d", locale)


def format_span(first: date, last: date, locale: str) -> str:
    """`25–27 Nov 2026`, `28 Nov – 1 Des 2026`, `30 Des 2026 – 2 Jan 2027`: both dates included."""
    if first == last:
        return _written(last, "d MMM y", locale)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_written(last, 'd MMM y', locale)}"
    start = _written(first, "d MMM" if first.year == last.year else "d MMM y", locale)
    return f"{start} – {_written(last, 'd MMM y', locale)}"


def format_moment(moment: datetime, zone: str, locale: str) -> str:
    """`Sabtu, 21 November 2026, 10.32 WIB`."""
    return f"{format_day(moment, zone, locale)}, {format_time(moment, zone, locale)} {zone_name(zone)}"


def _day(day: date | datetime, zone: str) -> date:
    return to_zone(day, zone).date() if isinstance(day, datetime) else day


@lru_cache(maxsize=512)
def _written(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale)
