"""What the class market's pages show: plain numbers put into words. Every number here is an *angka latihan*."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sandbox.campaigns import calendar as class_calendar
from sandbox.campaigns.calendar import Mark, Records, Stretch
from sandbox.lang.dates import format_day, format_short_day, format_span
from sandbox.lang.filters import current_timezone, number
from sandbox.lang.texts import current_locale, t

MARK_TONES = {Mark.PAYDAY: "leaf", Mark.TWIN: "sun", Mark.RAMADAN: "sky", Mark.FEAST: "chilli"}
EVENT_ICONS = {
    "payday": "wallet",
    "rain": "rain",
    "price_war": "tag",
    "viral": "spark",
    "courier_strike": "truck",
}
AHEAD_DAYS = 28
MANY_TIMES = 2.0
"""From here on an effect reads better as "6 times" than as "500 % more"."""


# -- days and dates ---------------------------------------------------------------------------------------


def long_date(day: date) -> str:
    """``Kamis, 26 November 2026``."""
    return format_day(day, current_timezone(), current_locale())


def short_date(day: date) -> str:
    """``26 Nov 2026``."""
    return format_short_day(day, current_timezone(), current_locale())


def span_words(first: date, last: date) -> str:
    """``25–27 Nov 2026``; one date alone as it is."""
    return format_span(first, last, current_locale())


def day_words(day: int, days: int = 1) -> str:
    """``Hari ke-4`` or ``Hari ke-4 sampai ke-6``; market days are stored from 0 and told from 1."""
    if days == 1:
        return t("class-market-day", day=day + 1)
    return t("class-market-days", first=day + 1, last=day + days)


def mark_tags(day: date, calendar: Records) -> list[tuple[str, str]]:
    """(word, tone) of everything that falls on one date."""
    return [
        (t(f"class-market-mark-{mark}"), MARK_TONES[mark]) for mark in class_calendar.marks_of(day, calendar)
    ]


def stretch_words(found: Sequence[Stretch]) -> list[tuple[str, str]]:
    """(name, when) of what falls into the coming weeks."""
    return [(t(f"class-market-mark-{one.mark}"), span_words(one.first, one.last)) for one in found]


def coming(start: date, calendar: Records, days: int = AHEAD_DAYS) -> list[tuple[str, str]]:
    """What the calendar brings in the weeks from ``start``."""
    return stretch_words(class_calendar.stretches(start, days, calendar))


def start_picks(today: date, calendar: Records, chosen: date) -> list[tuple[str, str, str]]:
    """Suggested first days as (ISO date, name, note), each with what falls into its first two weeks.

    The present choice comes first; a week that two names fit is offered once.
    """
    weeks = {
        "quiet": class_calendar.next_quiet_week(today, calendar),
        **{mark: class_calendar.next_week_with(mark, today, calendar) for mark in (Mark.PAYDAY, Mark.TWIN, Mark.RAMADAN)},
    }  # fmt: skip
    picks = [(chosen.isoformat(), t("class-market-start-now"), _start_note(chosen, calendar))]
    taken = {chosen}
    for name, first in weeks.items():
        if first is not None and first not in taken:
            taken.add(first)
            picks.append((first.isoformat(), t(f"class-market-start-{name}"), _start_note(first, calendar)))
    return picks


def _start_note(first: date, calendar: Records) -> str:
    falls = [f"{name} {when}" for name, when in coming(first, calendar, days=14)]
    what = ", ".join(falls) if falls else t("class-market-start-nothing")
    return t("class-market-start-note", date=long_date(first), falls=what)


# -- events -----------------------------------------------------------------------------------------------


def effect_words(record: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What one kind of event does, a sentence for each effect, with the pack's own numbers."""
    words = []
    for name in ("demand", "price", "market_price", "discovery", "shipping"):
        factor = float(record.get(name, {}).get("value", 1.0))
        is_near = name == "demand" and bool(record.get("regions", {}).get("value"))
        effect = "demand-near" if is_near else name.replace("_", "-")
        if name == "discovery" and factor >= MANY_TIMES:
            words.append(t("class-market-effect-discovery-times", times=number(factor)))
        elif factor != 1.0:
            way = "up" if factor > 1 else "down"
            words.append(t(f"class-market-effect-{effect}-{way}", percent=round(abs(factor - 1) * 100)))
    return words


def event_cards(kinds: Mapping[str, Mapping[str, Any]]) -> list[dict[str, str]]:
    """The kinds of events as cards to choose from."""
    return [
        {
            "value": kind,
            "text": event_name(kind),
            "note": " ".join(
                [
                    t(f"class-market-story-{kind.replace('_', '-')}"),
                    *effect_words(record),
                    t("class-market-usual-days", days=int(record["days"]["value"])),
                ]
            ),
            "icon": EVENT_ICONS.get(kind, "flag"),
            "tone": "sun",
        }
        for kind, record in kinds.items()
    ]


def event_name(kind: str) -> str:
    """``Hujan``."""
    return t(f"class-market-event-{kind.replace('_', '-')}")


@dataclass(frozen=True)
class EventLine:
    """One event of a class in a list. ``state``: coming, now or over; only coming ones can be taken back."""

    id: int
    name: str
    icon: str
    when: str
    effects: str
    state: str
    first_day: int
    last_day: int


def event_lines(
    events: Sequence[Any], kinds: Mapping[str, Mapping[str, Any]], *, start: date, today: int
) -> list[EventLine]:
    """A class's events in order of their first day."""
    return [
        EventLine(
            id=one.id,
            name=event_name(one.kind),
            icon=EVENT_ICONS.get(one.kind, "flag"),
            when=t(
                "class-market-event-when",
                days=day_words(one.first_day, one.days),
                dates=span_words(*(start + timedelta(days=one.first_day + n) for n in (0, one.days - 1))),
            ),
            effects=" ".join(effect_words(kinds.get(one.kind, {}))),
            state=_event_state(one.first_day, one.last_day, today),
            first_day=one.first_day,
            last_day=one.last_day,
        )
        for one in sorted(events, key=lambda one: (one.first_day, one.id))
    ]


def _event_state(first_day: int, last_day: int, today: int) -> str:
    if first_day >= today:
        return "coming"
    return "now" if today <= last_day else "over"


# -- rounds -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RoundLine:
    """One closed round in the list: its number, days and dates in words, when it was closed."""

    number: int
    days: str
    dates: str
    closed_at: datetime


def round_lines(rounds: Sequence[Any], *, start: date) -> list[RoundLine]:
    """The closed rounds as they come (newest first)."""
    return [
        RoundLine(
            number=one.number,
            days=day_words(one.first_day, one.days),
            dates=span_words(*(start + timedelta(days=one.first_day + n) for n in (0, one.days - 1))),
            closed_at=one.closed_at,
        )
        for one in rounds
    ]


# -- who is ready -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Waiting:
    """Somebody who is not ready: ``state`` is no-shop or no-campaign."""

    name: str
    href: str
    shop: str
    state: str


@dataclass(frozen=True)
class Ready:
    """Who would meet the market if it went on now. ``ready`` are the nicknames at each shop with a campaign;
    ``partners`` counts the shops a round takes along, ``begun`` those that have begun their try.
    """

    ready: tuple[str, ...]
    waiting: tuple[Waiting, ...]
    no_campaign: int
    no_shop: int
    partners: int
    begun: int


def present_ready(
    people: Sequence[Any],
    shops: Mapping[int, Any],
    *,
    running: Mapping[int, int],
    partners: Collection[int],
    href: Callable[[int], str],
) -> Ready:
    """``shops`` by participant id; ``running`` campaigns by the id of a shop in a try; ``partners`` of a round.

    A pair counts as one shop: both nicknames stand beside each other.
    """
    keepers: dict[int, list[Any]] = {}
    for person in people:
        if person.id in shops:
            keepers.setdefault(shops[person.id].id, []).append(person)
    by_id = {shop.id: shop for shop in shops.values()}
    names = {shop_id: " & ".join(person.nickname for person in kept) for shop_id, kept in keepers.items()}
    idle = [shop_id for shop_id in keepers if not running.get(shop_id)]
    without = [person for person in people if person.id not in shops]
    return Ready(
        ready=tuple(names[shop_id] for shop_id in keepers if running.get(shop_id)),
        waiting=(
            *(
                Waiting(names[shop_id], href(keepers[shop_id][0].id), by_id[shop_id].name, "no-campaign")
                for shop_id in idle
            ),
            *(Waiting(person.nickname, href(person.id), "", "no-shop") for person in without),
        ),
        no_campaign=len(idle),
        no_shop=len(without),
        partners=len(set(partners) & keepers.keys()),
        begun=len(running.keys() & keepers.keys()),
    )
