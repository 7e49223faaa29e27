"""Fact 25: in a shared market classmates make each other's places dear, and nothing is bought twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sandbox.campaigns.market.class_market import play_class_day, shared_day
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.segments import audience_mask
from sandbox.campaigns.market.types import Mode
from sandbox.campaigns.market.world import Course, World
from sandbox.campaigns.stylised_facts.fact import Bound, Fact, Measured, Unit
from sandbox.campaigns.stylised_facts.lab import Lab
from sandbox.campaigns.stylised_facts.setting import SHOP, plan, world

SHOPS = 30


def rivalry(lab: Lab) -> Measured:
    """Thirty shops on the same audience: price, inventory, money, order of the shops, the isolated market."""
    tuning = lab.tuning
    worlds = _class(lab, 50_000)
    alone = play(worlds, tuning, days=1, details=True)
    together = play_class_day(worlds, tuning, mode=Mode.EXPECTED)
    turned = play_class_day(worlds[::-1], tuning, mode=Mode.EXPECTED)[::-1]
    one_by_one = [play([each], tuning, days=1, details=True)[0] for each in worlds]
    crowd = _class(lab, 3_000_000)
    crowded = play_class_day(crowd, tuning, mode=Mode.EXPECTED)
    meta = tuning.channel("meta")
    people = float(tuning.segments.people[audience_mask(tuning, ("home",))].sum())
    places = people * meta.active * tuning.class_market.impression_slots
    return {
        "rise": _cpm(together) / _cpm(alone) - 1.0,
        "overspent": max(course.total.spend - 50_000 for course in together),
        "used": sum(course.total.impressions for course in together) / places,
        "crowded": sum(course.total.impressions for course in crowded) / places,
        "order": _difference(together, turned),
        "isolated": _difference(alone, one_by_one),
        "unsettled": max(shared_day(worlds, tuning).unsettled.values()),
    }


def _class(lab: Lab, budget: int) -> list[World]:
    return [
        world(lab.tuning, plan("home", budget=budget), shop=replace(SHOP, key=f"rival-{number}"))
        for number in range(SHOPS)
    ]


def _cpm(courses: Sequence[Course]) -> float:
    spend, shown = (sum(getattr(c.total, name) for c in courses) for name in ("spend", "impressions"))
    return 1000 * spend / shown


def _difference(some: Sequence[Course], others: Sequence[Course]) -> float:
    """Return the largest difference of orders between courses that should be the same."""
    return float(np.max([abs(a.total.orders - b.total.orders) for a, b in zip(some, others, strict=True)]))


FACTS = (
    Fact(
        25,
        "Classmates make each other's places dear",
        (
            Bound("rise", "CPM of 30 shops on one audience, above alone", 0.10, 0.60, Unit.SHARE),
            Bound("overspent", "largest overspending", None, 0.0, Unit.RUPIAH),
            Bound("used", "ad places used", None, 1.0, Unit.SHARE),
            Bound("crowded", "ad places used at 60 times the money", None, 1.0, Unit.SHARE),
            Bound("order", "orders changed by the order of the shops", None, 0.0),
            Bound("isolated", "orders changed by others in the isolated market", None, 0.0),
            Bound("unsettled", "share of places still moving after the last round", None, 0.01),
        ),
        "design: no source for so small a market",
        "D",
        rivalry,
    ),
)
