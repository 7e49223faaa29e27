"""Visits by hour of today and by day of the week just past, on the class's clock. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAYS = 7


def first_midnight(zone: str, moment: datetime) -> datetime:
    """The start of the first of the days shown."""
    day = moment.astimezone(ZoneInfo(zone)).date() - timedelta(days=DAYS - 1)
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))


def by_hour(visits: Iterable[datetime], zone: str, moment: datetime) -> list[int]:
    """Visits of the present day in each of its 24 hours."""
    clock = ZoneInfo(zone)
    today = moment.astimezone(clock).date()
    here = [visit.astimezone(clock) for visit in visits]
    hours = Counter(visit.hour for visit in here if visit.date() == today)
    return [hours[hour] for hour in range(24)]


def by_day(visits: Iterable[datetime], zone: str, moment: datetime) -> list[tuple[date, int]]:
    """Visits of each of the last seven days, today last."""
    clock = ZoneInfo(zone)
    today = moment.astimezone(clock).date()
    days = Counter(visit.astimezone(clock).date() for visit in visits)
    shown = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    return [(day, days[day]) for day in shown]
