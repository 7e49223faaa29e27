"""Days of a country's year that sellers plan by, from the calendar the practice market plays with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from sandbox.packs.market import load_tuning


@dataclass(frozen=True, slots=True)
class SellersCalendar:
    """Pay days run from one day of the month to another of the next; each month of fasting ends in a feast."""

    payday_from: int
    payday_to: int
    fasts: tuple[dt.date, ...]
    feasts: tuple[dt.date, ...]

    def marks(self, day: dt.date) -> tuple[str, ...]:
        """What a day is: "feast", "fast", "payday", "twin" (11-11 and its like)."""
        found = ["feast"] if day in self.feasts else []
        if any(start <= day < end for start, end in zip(self.fasts, self.feasts, strict=True)):
            found.append("fast")
        if day.day >= self.payday_from or day.day <= self.payday_to:
            found.append("payday")
        if day.day == day.month:
            found.append("twin")
        return tuple(found)


@cache
def load_sellers_calendar(country: str) -> SellersCalendar:
    """The country's calendar, read once. Errors as ``load_tuning``; KeyError for a market without one."""
    facts = {name: entry["value"] for name, entry in load_tuning(country)["calendar"].items()}
    return SellersCalendar(
        facts["payday_from"],
        facts["payday_to"],
        tuple(dt.date.fromisoformat(day) for day in facts["ramadan_starts"]),
        tuple(dt.date.fromisoformat(day) for day in facts["holidays"]),
    )
