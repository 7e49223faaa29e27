"""Searching a shop's products, and a booking's weeks: pure."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sandbox.shops.storefront_data import ShopProduct
from sandbox.shops.storefront_search import folded


def booking(free: list[date], taken: list[date]) -> ShopProduct:
    """A room with these days."""
    return ShopProduct(
        "kamar", "Kamar", "", "", 1, "malam", 1, None, 0, "", (), (), 1,
        kind="night", free_days=tuple(free), taken_days=tuple(taken),
    )  # fmt: skip


def test_words_are_compared_without_accents_case_or_signs() -> None:
    assert folded("Kué-KERING, 1½ kg!").split() == ["kue", "kering", "11", "2", "kg"]
    assert folded("كيك 蛋糕").split() == ["كيك", "蛋糕"]


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(
    st.dates(date(2020, 1, 1), date(2099, 1, 1)),
    st.sets(st.integers(0, 60)),
    st.sets(st.integers(0, 60)),
)
def test_every_day_stands_once_under_its_weekday(start: date, free: set[int], taken: set[int]) -> None:
    days = [[start + timedelta(days=number) for number in numbers] for numbers in (free, taken)]
    weeks = booking(*days).weeks
    assert all(len(week) == 7 for week in weeks)
    shown = [(place, day) for week in weeks for place, day in enumerate(week) if day]
    assert all(day.date.weekday() == place for place, day in shown)
    assert sorted(day.date for _place, day in shown) == sorted({*days[0], *days[1]})
    assert {day.date for _place, day in shown if day.is_free} == set(days[0]) - set(days[1])
