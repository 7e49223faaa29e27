"""Days of the calendar of posts, ready to print."""

from __future__ import annotations

import datetime as dt
import re
from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel.dates import format_date

from sandbox.lang.texts import current_locale, t
from sandbox.packs.calendar import SellersCalendar
from sandbox.packs.channels import Channels
from sandbox.posts.enums import PostState
from sandbox.posts.models import Post
from sandbox.posts.presenters import channel_name, hour_words
from sandbox.posts.preview import one_line
from sandbox.web.pictures import picture_url

NEAR_DAYS = 14
TITLE = 60
FIRST_YEAR, LAST_YEAR = 2020, 2100
MARK_TONES = {"feast": "chilli", "fast": "leaf", "payday": "sun", "twin": "sky"}


@dataclass(frozen=True)
class Look:
    """What the days are seen with: the country's calendar and channels, this moment, the month shown."""

    sellers: SellersCalendar
    channels: Channels
    moment: dt.datetime
    month: dt.date


@dataclass(frozen=True)
class PlannedCard:
    """One post on a day."""

    id: int
    hour: str
    channel: str
    title: str
    image: str
    is_draft: bool
    is_past: bool


@dataclass(frozen=True)
class DayCard:
    """One day with its posts. ``marks`` are (tone, words): pay day, feast and the like where they begin."""

    iso: str
    number: int
    name: str
    is_today: bool
    is_past: bool
    is_outside: bool
    marks: tuple[tuple[str, str], ...]
    posts: tuple[PlannedCard, ...]


@dataclass(frozen=True)
class UnplannedCard:
    """A post that waits for a day."""

    id: int
    title: str
    product: str
    image: str
    is_draft: bool


def first_of_month(typed: str, today: dt.date) -> dt.date:
    """The month somebody asks for (``2026-11``), else the present one."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", typed, re.ASCII)
    if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR and 1 <= int(found[2]) <= 12:
        return dt.date(int(found[1]), int(found[2]), 1)
    return today.replace(day=1)


def neighbour(first: dt.date, step: int) -> str:
    """The month before (-1) or after (1) as its address has it."""
    other = first - dt.timedelta(days=1) if step < 0 else first + dt.timedelta(days=31)
    return f"{other:%Y-%m}"


def weeks_of(first: dt.date) -> list[list[dt.date]]:
    """The weeks of a month, Monday first, filled up with the days around it."""
    return Calendar().monthdatescalendar(first.year, first.month)


def month_words(first: dt.date) -> str:
    """``November 2026``."""
    return format_date(first, "LLLL y", locale=current_locale())


def weekday_names() -> list[str]:
    """``Sen`` to ``Min``."""
    monday = dt.date(2024, 1, 1)
    days = (monday + dt.timedelta(days=ahead) for ahead in range(7))
    return [format_date(day, "EEE", locale=current_locale()) for day in days]


def month_grid(weeks: Sequence[Sequence[dt.date]], posts: Iterable[Post], look: Look) -> list[list[DayCard]]:
    """Weeks of days with what is planned on them."""
    days = day_list([day for week in weeks for day in week], posts, look)
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def day_list(days: Sequence[dt.date], posts: Iterable[Post], look: Look) -> list[DayCard]:
    """Days in a row with what is planned on them."""
    by_day: dict[dt.date | None, list[Post]] = defaultdict(list)
    for post in posts:
        by_day[post.planned_on].append(post)
    today = look.moment.date()
    return [
        DayCard(
            day.isoformat(),
            day.day,
            format_date(day, "EEEE, d MMMM", locale=current_locale()),
            day == today,
            day < today,
            (day.year, day.month) != (look.month.year, look.month.month),
            _marks(day, look.sellers, is_first=place == 0),
            tuple(_planned(post, look) for post in by_day[day]),
        )
        for place, day in enumerate(days)
    ]


def _marks(day: dt.date, sellers: SellersCalendar, *, is_first: bool) -> tuple[tuple[str, str], ...]:
    """What begins on a day; what goes on is told once at the start of the page."""
    yesterday = () if is_first else sellers.marks(day - dt.timedelta(days=1))
    return tuple(
        (MARK_TONES[mark], t(f"posts-mark-{mark}")) for mark in sellers.marks(day) if mark not in yesterday
    )


def _planned(post: Post, look: Look) -> PlannedCard:
    hour = post.planned_hour or 0
    return PlannedCard(
        post.id,
        hour_words(hour),
        channel_name(post.planned_channel, look.channels),
        one_line(post.caption, TITLE) or post.product.name,
        picture_url(post.photo),
        post.state == PostState.DRAFT,
        (post.planned_on, hour) < (look.moment.date(), look.moment.hour),
    )


def unplanned_cards(posts: Iterable[Post]) -> list[UnplannedCard]:
    """Posts as they are chosen to be planned."""
    return [
        UnplannedCard(
            post.id,
            one_line(post.caption, TITLE) or t("posts-no-text"),
            post.product.name,
            picture_url(post.photo),
            post.state == PostState.DRAFT,
        )
        for post in posts
    ]
