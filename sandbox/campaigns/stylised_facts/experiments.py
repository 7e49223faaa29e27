"""Facts 22 and 23: tests of two posts, played in the market and judged by the rule of the campaign desk."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sandbox.campaigns.market.experiment import Arm, Outcome, Verdict, judge, planned_per_arm, power
from sandbox.campaigns.market.types import Creative, Mode
from sandbox.campaigns.market.world import Course
from sandbox.campaigns.stylised_facts.fact import Bound, Fact, Measured, Unit
from sandbox.campaigns.stylised_facts.lab import Lab
from sandbox.campaigns.stylised_facts.setting import ENV, courses, plan, world

TESTS = 240
"""Classes, each with its own luck, that run a test: the share found is known to three points."""
LIFT = 0.30
SMALL_LIFT = 0.15
DAYS = 14


def honest_tests(lab: Lab) -> Measured:
    """Winners named where there is none, looking once or every day, and how often a real one is found."""
    base_rate, per_day = _rate(lab, 50_000)
    planned = planned_per_arm(base_rate, LIFT)
    alike = _arms(lab, lift=0.0, budget=50_000, tests=TESTS)
    better = _arms(lab, lift=LIFT, budget=50_000, tests=TESTS)
    found = [_named(judge(*pair, planned=planned)) for pair in better]
    last = [_named(judge(*pair, planned=planned)) for pair in alike]
    looks = [
        any(_named(judge(a.until(d), b.until(d), planned=planned)) for d in range(1, DAYS + 1))
        for a, b in alike
    ]
    return {
        "days": planned / per_day,
        "null": np.mean([name is not None for name in last]),
        "looks": np.mean(looks),
        "power": np.mean([name is Outcome.WINNER_B for name in found]),
    }


def small_shops(lab: Lab) -> Measured:
    """Chance that a small shop's fortnight proves +15 % clicks, and how often the verdict says it cannot."""
    base_rate, per_day = _rate(lab, 25_000)
    planned = planned_per_arm(base_rate, SMALL_LIFT)
    told = [
        judge(a, b, planned=planned) for a, b in _arms(lab, lift=SMALL_LIFT, budget=25_000, tests=TESTS // 4)
    ]
    return {
        "power": power(base_rate, SMALL_LIFT, DAYS * per_day),
        "told": np.mean([each.outcome is Outcome.NOT_ENOUGH and each.more > 0 for each in told]),
        "missing": np.median([each.more for each in told]),
    }


def _named(verdict: Verdict) -> Outcome | None:
    return verdict.outcome if verdict.outcome in {Outcome.WINNER_A, Outcome.WINNER_B} else None


def _rate(lab: Lab, budget: int) -> tuple[float, float]:
    """Return (click rate, impressions a day) of a plain campaign, expected."""
    (course,) = courses(lab.tuning, [world(lab.tuning, plan(budget=budget))], days=DAYS)
    sums = course.campaigns[0]
    return sums.clicks / sums.impressions, sums.impressions / DAYS


def _arms(lab: Lab, *, lift: float, budget: int, tests: int) -> list[tuple[Arm, Arm]]:
    """Play tests in which post B is clicked ``lift`` more often, each arm with ``budget`` a day."""
    score = 50.0 + 50.0 * float(np.log1p(lift)) / lab.tuning.auction.quality_slope
    plans = (
        plan(budget=budget, arm="a"),
        plan(budget=budget, slot=1, arm="b", creative=Creative("photo-2", "caption-2", score, score)),
    )
    starts = [
        world(lab.tuning, *plans, env=replace(ENV, class_seed=f"test-{number}")) for number in range(tests)
    ]
    played = courses(lab.tuning, starts, days=DAYS, mode=Mode.REALISED)
    return [(_arm(course, 0), _arm(course, 1)) for course in played]


def _arm(course: Course, slot: int) -> Arm:
    days = [report for report in course.reports if report.slot == slot]
    return Arm(
        tries=tuple(float(day.impressions) for day in days),
        wins=tuple(float(day.clicks) for day in days),
        people=tuple(float(day.reach_total) for day in days),
    )


FACTS = (
    Fact(
        22,
        "A planned test is honest",
        (
            Bound("days", "days until the planned number", 5, DAYS),
            Bound("null", "winners where there is none", None, 0.05, Unit.SHARE),
            Bound("looks", "the same, looking on all 14 days", None, 0.05, Unit.SHARE),
            Bound("power", "+30 % clicks found", 0.75, 0.90, Unit.SHARE),
        ),
        "vuink copy of RevenueCat simulation; prototype",
        "C",
        honest_tests,
    ),
    Fact(
        23,
        "Small shops cannot prove small effects",
        (
            Bound("power", "+15 % clicks found, Rp 25,000 an arm, 14 days", None, 0.5, Unit.SHARE),
            Bound("told", "tests told that more is needed", 1.0, 1.0, Unit.SHARE),
            Bound("missing", "contacts missing per arm", 1, None, Unit.COUNT),
        ),
        "Lewis and Rao 2015",
        "A",
        small_shops,
    ),
)
