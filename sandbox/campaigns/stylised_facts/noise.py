"""Facts 20 and 21: how noisy a small shop's days are, and that luck never blurs a comparison."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np

from sandbox.campaigns.market.state import state_to_dict
from sandbox.campaigns.market.types import Mode
from sandbox.campaigns.stylised_facts.fact import Bound, Fact, Measured, Unit
from sandbox.campaigns.stylised_facts.lab import WEEKS, Lab, wrong_sign
from sandbox.campaigns.stylised_facts.setting import CREATIVE, SHOP, courses, plan, total, world

SCORES = (0, 20, 40, 60, 80, 100)


def noisy_weeks(lab: Lab) -> Measured:
    """Spread of daily and weekly orders, and how often a better week looks worse to other eyes."""
    weeks, better = lab.weeks, lab.better_weeks.sum(axis=1)
    sums = weeks.sum(axis=1)
    # Another class, another luck: pairing different seeds is what a comparison without CRN sees.
    others = ~np.eye(WEEKS, dtype=bool)
    return {
        "weekly": sums.mean(),
        "dispersion": weeks.var(axis=0, ddof=1).sum() / weeks.mean(axis=0).sum(),
        "cv": sums.std(ddof=1) / sums.mean(),
        "misled": np.mean((better[:, None] < sums[None, :])[others]),
    }


def common_luck(lab: Lab) -> Measured:
    """Replays that differ, orders lost by a better score, and better choices that luck made look worse."""
    replays = {_stored(lab) for _ in range(3)}
    return {
        "replays": len(replays),
        "lost": max(_loss_from_better_scores(lab)),
        "wrong": wrong_sign(lab.weeks.sum(axis=1), lab.better_weeks.sum(axis=1)),
    }


def _stored(lab: Lab) -> str:
    (course,) = courses(lab.tuning, [world(lab.tuning, plan())], days=5, mode=Mode.REALISED)
    return json.dumps(state_to_dict(course.state), sort_keys=True) + repr(course.reports)


def _loss_from_better_scores(lab: Lab) -> list[float]:
    """Return the largest fall of expected orders from one score to the next better one, per score."""
    ladders = (
        [world(lab.tuning, plan(creative=replace(CREATIVE, photo_score=score))) for score in SCORES],
        [world(lab.tuning, plan(creative=replace(CREATIVE, caption_score=score))) for score in SCORES],
        [world(lab.tuning, plan(), shop=replace(SHOP, page_score=score)) for score in SCORES],
        [world(lab.tuning, plan(), shop=replace(SHOP, reply_minutes=240 * 0.5 ** (s / 10))) for s in SCORES],
    )
    played = courses(lab.tuning, [start for ladder in ladders for start in ladder])
    orders = np.array([total(course.reports).orders for course in played]).reshape(len(ladders), -1)
    return [float(fall) for fall in -np.diff(orders, axis=1).min(axis=1)]


FACTS = (
    Fact(
        20,
        "Small shops have noisy days",
        (
            Bound("weekly", "orders a week", 7, 13),
            Bound("dispersion", "variance / mean of daily orders", 1.1, 1.6),
            Bound("cv", "weekly coefficient of variation", 0.28, 0.45),
            Bound("misled", "weeks that mislead about +25 % without CRN", 0.10, None, Unit.SHARE),
        ),
        "Lewis and Rao 2015; prototype",
        "A",
        noisy_weeks,
    ),
    Fact(
        21,
        "The same choice meets the same luck",
        (
            Bound("replays", "different outcomes of one choice", 1, 1, Unit.COUNT),
            Bound("lost", "expected orders lost by a better score", None, 0.0),
            Bound("wrong", "wrong sign at +25 %", None, 0.02, Unit.SHARE),
        ),
        "design: common random numbers",
        "D",
        common_luck,
    ),
)
