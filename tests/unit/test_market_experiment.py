"""A test of two posts: known posteriors are met, and no winner is named before it may be."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.campaigns.market.experiment import (
    Arm,
    Outcome,
    compare,
    dispersion,
    expected_dispersion,
    judge,
    planned_per_arm,
    power,
)


def log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def exact_chance(wins_a: int, losses_a: int, wins_b: int, losses_b: int) -> float:
    """P(B > A) of two Beta posteriors with whole counts, as a finite sum."""
    a, b, c, d = wins_a + 1, losses_a + 1, wins_b + 1, losses_b + 1
    terms = (log_beta(a + i, b + d) - math.log(d + i) - log_beta(1 + i, d) - log_beta(a, b) for i in range(c))
    return sum(math.exp(term) for term in terms)


def steady(rate: float, per_day: float, days: int) -> Arm:
    return Arm((per_day,) * days, (rate * per_day,) * days)


@pytest.mark.parametrize(
    "counts", [(0, 0, 0, 0), (3, 97, 9, 91), (0, 50, 3, 47), (175, 14_425, 228, 14_372), (40, 2, 30, 12)]
)
def test_the_chance_to_be_better_is_the_exact_one(counts):
    assert compare(*counts).b_is_better == pytest.approx(exact_chance(*counts), abs=2e-4)


def test_ratio_interval_and_losses_agree_with_a_large_sample():
    rng = np.random.default_rng(5)
    a, b = rng.beta(31, 471, 1_000_000), rng.beta(46, 456, 1_000_000)
    got = compare(30, 470, 45, 455)
    low, high = np.percentile(b / a, [2.5, 97.5])
    assert got.ratio_low == pytest.approx(low, rel=0.01)
    assert got.ratio_high == pytest.approx(high, rel=0.01)
    assert got.loss_a == pytest.approx(np.maximum(b - a, 0).mean(), rel=0.01)
    assert got.loss_b == pytest.approx(np.maximum(a - b, 0).mean(), rel=0.03)


@settings(max_examples=30, deadline=None)
@given(*[st.integers(4, 400)] * 4)
def test_swapping_the_arms_mirrors_the_comparison(wins_a, losses_a, wins_b, losses_b):
    one = compare(wins_a, losses_a, wins_b, losses_b)
    other = compare(wins_b, losses_b, wins_a, losses_a)
    assert one.b_is_better + other.b_is_better == pytest.approx(1.0, abs=1e-6)
    assert one.ratio_low * other.ratio_high == pytest.approx(1.0, rel=0.02)
    assert one.loss_a == pytest.approx(other.loss_b, abs=1e-9)


def test_the_plan_keeps_its_four_out_of_five():
    assert planned_per_arm(0.012, 0.30) == pytest.approx(16_801, abs=5)
    for base, lift in ((0.012, 0.3), (0.2, 0.25), (0.5, 0.1)):
        assert power(base, lift, planned_per_arm(base, lift)) == pytest.approx(0.8, abs=0.02)
    assert planned_per_arm(0.012, 0.3, dispersion=1.5) == pytest.approx(1.5 * 16_801, abs=5)
    assert power(0.012, 0.3, 0) == 0


@pytest.mark.parametrize(("base", "lift"), [(0.0, 0.2), (1.0, 0.2), (0.1, 0.0), (0.1, -0.1)])
def test_a_plan_without_rate_or_lift_is_refused(base, lift):
    with pytest.raises(ValueError, match="rate"):
        planned_per_arm(base, lift)


def test_before_the_planned_number_there_is_only_progress():
    verdict = judge(steady(0.01, 1_000, 10), steady(0.05, 1_000, 10), planned=25_000)
    assert verdict.outcome is Outcome.NOT_ENOUGH
    assert verdict.comparison is None
    assert (verdict.more, verdict.more_days) == (15_000, 15)


def test_before_seven_days_there_is_only_progress():
    verdict = judge(steady(0.01, 5_000, 6), steady(0.05, 5_000, 6), planned=20_000)
    assert verdict.outcome is Outcome.NOT_ENOUGH
    assert (verdict.more, verdict.more_days) == (0, 1)


def test_a_winner_is_named_when_plan_and_week_are_full():
    a, b = steady(0.010, 3_000, 7), steady(0.014, 3_000, 7)
    assert judge(a, b, planned=20_000).outcome is Outcome.WINNER_B
    assert judge(b, a, planned=20_000).outcome is Outcome.WINNER_A
    even = judge(a, a, planned=20_000)
    assert even.outcome is Outcome.NO_WINNER
    assert even.comparison.b_is_better == pytest.approx(0.5)
    assert (even.more, even.more_days) == (0, 0)


def test_looking_again_later_changes_nothing():
    rng = np.random.default_rng(3)
    a, b = (Arm((1_000.0,) * 20, tuple(map(float, rng.binomial(1_000, 0.02, 20)))) for _ in "ab")
    first = judge(a.until(9), b.until(9), planned=9_000)
    assert first.outcome is not Outcome.NOT_ENOUGH
    assert all(judge(a.until(day), b.until(day), planned=9_000) == first for day in range(10, 21))


def test_days_that_favour_now_one_now_the_other_are_worth_less_evidence():
    a, b = Arm((1_000.0,) * 8, (2.0, 20.0) * 4), Arm((1_000.0,) * 8, (32.0, 4.0) * 4)
    assert dispersion(a, b) > 5
    calm = judge(steady(0.011, 1_000, 8), steady(0.018, 1_000, 8), planned=8_000)
    restless = judge(a, b, planned=8_000)
    assert restless.rate_b / restless.rate_a == pytest.approx(calm.rate_b / calm.rate_a)
    assert calm.outcome is Outcome.WINNER_B
    assert restless.outcome is Outcome.NO_WINNER
    assert expected_dispersion(20, 0.12) == pytest.approx(1.288)


def test_days_that_are_good_or_bad_for_both_are_no_doubt_about_the_winner():
    a, b = Arm((1_000.0,) * 8, (5.0, 20.0) * 4), Arm((2_000.0,) * 8, (16.0, 64.0) * 4)
    assert dispersion(a, b) == 1
    assert dispersion(steady(0.01, 1_000, 8), steady(0.02, 500, 8)) == 1
    assert dispersion(Arm((0.0, 5.0), (0.0, 1.0)), steady(0.2, 5, 2)) == 1


def test_where_people_see_it_often_people_are_counted():
    people = tuple(400.0 * day for day in range(1, 9))
    often = Arm((1_000.0,) * 8, (12.0,) * 8, people)
    verdict = judge(often, often, planned=8_000)
    assert verdict.unit == "person"
    assert often.frequency == 2.5
    seldom = Arm((1_000.0,) * 8, (12.0,) * 8, tuple(990.0 * day for day in range(1, 9)))
    assert judge(seldom, seldom, planned=8_000).unit == "try"


def test_a_test_to_which_nobody_comes_says_so():
    empty = Arm((0.0,) * 7, (0.0,) * 7)
    verdict = judge(empty, empty, planned=100)
    assert verdict.outcome is Outcome.NOT_ENOUGH
    assert verdict.more_days is None
    assert judge(Arm((), ()), Arm((), ()), planned=100).more_days is None


def test_arms_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="more wins"):
        Arm((1.0,), (2.0,))
    with pytest.raises(ValueError, match="every day"):
        Arm((1.0,), ())
    with pytest.raises(ValueError, match="same days"):
        judge(steady(0.1, 10, 2), steady(0.1, 10, 3), planned=5)
