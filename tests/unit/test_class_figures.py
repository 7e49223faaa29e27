"""The class's distribution and its calendar: what a trainer may read off the drawing is true."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import pvariance, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.campaigns.calendar import Mark, marks_of, next_quiet_week, next_week_with, stretches
from sandbox.campaigns.class_market.presenters import (
    MARGIN,
    TALLEST,
    TOP,
    WIDTH,
    counted,
    luck_share,
    quarters,
    scale_of,
    strip,
    tally,
)
from sandbox.packs.market import load_tuning

MONEY = st.integers(-5_000_000, 5_000_000)
CLASS = st.lists(MONEY, min_size=1, max_size=300)
CALENDAR = load_tuning()["calendar"]


@given(st.lists(MONEY, max_size=60))
def test_everybody_is_counted_once(values: list[int]) -> None:
    found = tally(values)
    assert found.shops == len(values)
    assert (found.gained, found.lost) == (
        len([v for v in values if v > 0]),
        len([v for v in values if v < 0]),
    )


@given(st.lists(MONEY, min_size=2, max_size=60))
def test_quarters_are_those_of_a_spreadsheet(values: list[int]) -> None:
    five = quarters(values)
    expected = quantiles(values, n=4, method="inclusive")
    assert (five.first, five.median, five.third) == pytest.approx(expected)
    assert five.low <= five.first <= five.median <= five.third <= five.high


def test_nobody_has_no_quarters_and_no_drawing() -> None:
    assert quarters([]) is None
    assert strip([]) is None
    assert luck_share([], []) is None


@given(CLASS)
def test_every_shop_is_one_dot_inside_the_drawing_on_its_side_of_zero(values: list[int]) -> None:
    drawing = strip(values, step=1_000)
    assert len(drawing.dots) == len(values)
    assert sorted(tone for _x, _y, tone in drawing.dots) == sorted(
        "leaf" if value > 0 else "chilli" if value < 0 else "plain" for value in values
    )
    zero = drawing.scale.x(0)
    for x, y, tone in drawing.dots:
        assert x - drawing.radius + 0.02 >= 0
        assert x + drawing.radius - 0.02 <= WIDTH
        assert y - drawing.radius >= TOP - 0.02
        assert y <= drawing.base
        assert (x > zero) - (x < zero) == {"leaf": 1, "chilli": -1, "plain": 0}[tone]


@given(CLASS)
def test_a_dot_stands_where_its_shop_is(values: list[int]) -> None:
    """Never further from its true place than one dot is wide, so nothing is read off wrongly."""
    drawing = strip(values, step=1_000)
    placed = sorted(x for x, _y, _tone in drawing.dots)
    true = sorted(drawing.scale.x(value) for value in values)
    assert all(abs(one - other) <= 2 * drawing.radius + 0.05 for one, other in zip(placed, true, strict=True))


@given(CLASS)
def test_the_scale_has_a_few_round_steps_and_holds_all(values: list[int]) -> None:
    scale = scale_of(values, step=1_000)
    assert scale.low <= min(0, *values)
    assert scale.high >= max(0, *values)
    assert 0 in scale.ticks
    assert 2 <= len(scale.ticks) <= 7
    assert scale.x(scale.low) == MARGIN
    assert scale.x(scale.high) == WIDTH - MARGIN
    written = strip(values, step=1_000).labels
    assert 2 <= len(written) <= 5
    assert 0 in dict(map(reversed, written))


@given(CLASS)
def test_the_table_counts_everybody_once(values: list[int]) -> None:
    assert sum(shops for _low, _high, shops in counted(values, scale_of(values, step=1_000))) == len(values)


def test_thirty_equal_shops_still_fit() -> None:
    drawing = strip([0] * 300)
    assert drawing.base <= TOP + TALLEST + 0.1
    assert drawing.zero is None
    assert drawing.half == (drawing.scale.x(0), drawing.scale.x(0))


def test_three_shops_are_too_few_for_quarters_and_chance() -> None:
    assert strip([1, 2, 3]).half is None
    assert luck_share([1, 2, 3], [1, 2, 3]) is None


@given(st.lists(st.tuples(st.integers(0, 50), st.floats(0, 50)), min_size=5, max_size=40))
def test_chance_and_choices_share_the_differences(pairs: list[tuple[int, float]]) -> None:
    got, hoped = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    share = luck_share(got, hoped)
    chance = pvariance([a - b for a, b in pairs])
    if share is None:
        assert chance + pvariance(hoped) == 0
        return
    assert 0 <= share <= 1
    assert (share == 0) == (chance == 0)


def test_equal_plans_leave_only_chance_and_no_noise_only_choices() -> None:
    assert luck_share([1, 2, 3, 4, 5], [3.0] * 5) == 1
    assert luck_share([1, 2, 3, 4, 5], [1.0, 2.0, 3.0, 4.0, 5.0]) == 0


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-24", ()),
        ("2026-11-25", (Mark.PAYDAY,)),
        ("2026-12-02", (Mark.PAYDAY,)),
        ("2026-12-03", ()),
        ("2026-12-12", (Mark.TWIN,)),
        ("2027-02-08", (Mark.RAMADAN,)),
        ("2027-03-10", (Mark.FEAST,)),
        ("2027-03-13", (Mark.FEAST,)),
        ("2027-03-14", ()),
        ("2028-02-29", (Mark.PAYDAY, Mark.FEAST)),
    ],
)
def test_what_falls_on_a_date(day: str, expected: tuple[Mark, ...]) -> None:
    assert marks_of(date.fromisoformat(day), CALENDAR) == expected


def test_what_falls_into_two_weeks_is_told_in_stretches() -> None:
    found = stretches(date(2026, 11, 23), 28, CALENDAR)
    assert [(s.mark, s.first, s.last) for s in found] == [
        (Mark.PAYDAY, date(2026, 11, 25), date(2026, 12, 2)),
        (Mark.TWIN, date(2026, 12, 12), date(2026, 12, 12)),
    ]


@given(st.dates(date(2025, 1, 1), date(2029, 6, 1)), st.integers(1, 60))
def test_stretches_say_the_same_as_the_days(start: date, days: int) -> None:
    by_day = {
        (start + timedelta(days=n), mark)
        for n in range(days)
        for mark in marks_of(start + timedelta(days=n), CALENDAR)
    }
    told = {
        (s.first + timedelta(days=n), s.mark)
        for s in stretches(start, days, CALENDAR)
        for n in range((s.last - s.first).days + 1)
    }
    assert told == by_day


@given(st.dates(date(2025, 1, 1), date(2028, 12, 1)))
def test_suggested_weeks_begin_on_a_monday_and_keep_their_promise(after: date) -> None:
    for mark in (Mark.PAYDAY, Mark.TWIN, Mark.RAMADAN):
        monday = next_week_with(mark, after, CALENDAR)
        assert monday is not None
        assert monday.weekday() == 0
        assert monday >= after
        assert mark in {m for n in range(7) for m in marks_of(monday + timedelta(days=n), CALENDAR)}
    quiet = next_quiet_week(after, CALENDAR)
    assert quiet is not None
    assert stretches(quiet, 7, CALENDAR) == ()
