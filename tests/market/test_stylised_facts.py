"""The market behaves like markets do: every stylised fact keeps its bar.

The bars, their sources and the measurements are in `sandbox/campaigns/stylised_facts`, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sandbox.campaigns.market.tuning import Tuning
from sandbox.campaigns.stylised_facts.fact import Bound, Fact, Kind, Unit, examine
from sandbox.campaigns.stylised_facts.lab import Lab
from sandbox.campaigns.stylised_facts.registry import FACTS
from tests.support.market import tuning

BY_NUMBER = {fact.number: fact for fact in FACTS}
ALWAYS = [fact for fact in FACTS if fact.kind is Kind.ALWAYS]


def name_of(fact: Fact) -> str:
    return f"{fact.number:02}-{fact.title.lower().replace(' ', '-')}"


@pytest.fixture(scope="module")
def lab() -> Lab:
    """Samples that several facts look at are played once."""
    return Lab(tuning())


@pytest.mark.parametrize("fact", ALWAYS, ids=name_of)
def test_fact(fact: Fact, lab: Lab):
    finding = examine(fact, lab)
    assert finding.passed, f"bar: {fact.bar}\nmeasured: {finding.values}"


def with_channel(name: str, **changes: float) -> Tuning:
    channels = {**tuning().channels, name: replace(tuning().channel(name), **changes)}
    return replace(tuning(), channels=channels)


def with_section(name: str, **changes: object) -> Tuning:
    return replace(tuning(), **{name: replace(getattr(tuning(), name), **changes)})


WRONG_MARKETS: dict[int, Callable[[], Tuning]] = {
    1: lambda: with_channel("meta", median_bid=200_000.0),
    2: lambda: with_channel("meta", rate=0.001),
    5: lambda: with_channel("meta", slots=50.0),
    6: lambda: with_section("auction", quality_slope=0.0),
    7: lambda: with_section("calendar", month_price=(1.0,) * 12),
    8: lambda: with_channel("meta", wear=0.0),
    9: lambda: with_section("reach", memory_keep=1.0),
    11: lambda: with_section("funnel", cart=0.4),
    12: lambda: with_section("funnel", shipping_sensitivity=0.0),
    13: lambda: with_section("funnel", loss_aversion=1.0),
    14: lambda: with_section("funnel", land_per_second=0.0, convert_per_second=0.0),
    15: lambda: with_section("funnel", reply_close=(0.2,) * 5),
    16: lambda: with_section("learning", scale=1e9),
    24: lambda: with_section("funnel", cart=0.02, chat=0.02),
    26: lambda: with_section("funnel", order_cap=10.0),
}


@pytest.mark.parametrize("number", WRONG_MARKETS)
def test_a_market_that_works_otherwise_breaks_the_bar(number: int):
    assert not examine(BY_NUMBER[number], Lab(WRONG_MARKETS[number]())).passed


def test_every_fact_says_its_bar_and_where_it_comes_from():
    for fact in FACTS:
        assert fact.bar
        assert fact.source
        assert fact.grade in {"A", "B", "C", "D", "A/D"}
        assert len({bound.key for bound in fact.bounds}) == len(fact.bounds)


def test_a_bound_includes_its_limits_and_refuses_what_is_no_number():
    bound = Bound("x", "x", 1.0, 2.0)
    assert bound.holds(1.0)
    assert bound.holds(2.0)
    assert not bound.holds(2.0001)
    assert not bound.holds(float("nan"))


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        (Bound("x", "x", 10_000, 40_000, Unit.RUPIAH), "Rp 10,000 to Rp 40,000"),
        (Bound("x", "x", None, 0.035, Unit.SHARE), "at most 3.5 %"),
        (Bound("x", "x", 0.06, None, Unit.POINTS), "at least +6.0 points"),
        (Bound("x", "x", 1, 1, Unit.COUNT), "exactly 1"),
        (Bound("x", "x", None, 0.002, Unit.SECONDS), "at most 2 ms"),
    ],
)
def test_a_bound_in_words(bound: Bound, words: str):
    assert bound.text == words


def test_a_measurement_that_forgets_a_bound_is_told_so(lab: Lab):
    forgetful = Fact(99, "t", (Bound("x", "x", 0, 1),), "s", "D", lambda _: {})
    with pytest.raises(KeyError, match="measured nothing for x"):
        examine(forgetful, lab)
