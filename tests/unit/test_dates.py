"""Moments on the clock of the place."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.lang.dates import (
    format_day,
    format_moment,
    format_short_day,
    format_span,
    format_time,
    to_zone,
    zone_name,
)

JAKARTA = "Asia/Jakarta"
LATE = datetime(2026, 11, 20, 17, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "name", "clock"),
    [
        ("Asia/Jakarta", "WIB", "00.32"),
        ("Asia/Makassar", "WITA", "01.32"),
        ("Asia/Jayapura", "WIT", "02.32"),
    ],
)
def test_three_zones(zone: str, name: str, clock: str) -> None:
    assert zone_name(zone) == name
    assert format_time(LATE, zone, "id") == clock
    assert format_moment(LATE, zone, "id") == f"Sabtu, 21 November 2026, {clock} {name}"


def test_each_language_has_its_own_way() -> None:
    morning = datetime(2026, 11, 21, 3, 32, tzinfo=UTC)
    assert format_time(morning, JAKARTA, "id") == "10.32"
    assert format_time(morning, JAKARTA, "en") == "10:32"
    assert format_day(morning, JAKARTA, "id") == "Sabtu, 21 November 2026"
    assert format_day(morning, JAKARTA, "en") == "Saturday, 21 November 2026"
    assert format_short_day(morning, JAKARTA, "id") == "21 Nov 2026"
    assert format_day(date(2026, 8, 17), JAKARTA, "id") == "Senin, 17 Agustus 2026"


def test_a_plain_day_does_not_move() -> None:
    assert format_short_day(date(2026, 11, 20), "Asia/Jayapura", "en") == "20 Nov 2026"


def test_naive_moments_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        to_zone(datetime(2026, 11, 21, 10, 32), JAKARTA)  # noqa: DTZ001 (the fault under test)


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001 (made aware below)
def test_moving_to_a_zone_keeps_the_moment(moment: datetime) -> None:
    aware = moment.replace(tzinfo=UTC)
    assert to_zone(aware, "Asia/Makassar") == aware


@pytest.mark.parametrize(
    ("first", "last", "locale", "expected"),
    [
        (date(2026, 11, 25), date(2026, 11, 25), "id", "25 Nov 2026"),
        (date(2026, 11, 25), date(2026, 11, 27), "id", "25–27 Nov 2026"),
        (date(2026, 11, 28), date(2026, 12, 1), "id", "28 Nov – 1 Des 2026"),
        (date(2026, 11, 28), date(2026, 12, 1), "en", "28 Nov – 1 Dec 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "id", "30 Des 2026 – 2 Jan 2027"),
    ],
)
def test_a_span_says_each_month_and_year_once(first: date, last: date, locale: str, expected: str) -> None:
    assert format_span(first, last, locale) == expected
