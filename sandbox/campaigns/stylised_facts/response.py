"""Facts 3, 6, 8, 9, 16: how people respond, tire and recover, and how the platform learns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sandbox.campaigns.market.types import Creative, Objective, Status
from sandbox.campaigns.market.wearout import wear_out
from sandbox.campaigns.market.world import World
from sandbox.campaigns.stylised_facts.fact import Bound, Fact, Measured, Unit
from sandbox.campaigns.stylised_facts.lab import Lab
from sandbox.campaigns.stylised_facts.setting import (
    ENV,
    SHOP,
    courses,
    plan,
    reports,
    total,
    totals,
    world,
)

STILL_LEARNING = {Status.LEARNING, Status.LEARNING_LIMITED}


def click_rates(lab: Lab) -> Measured:
    """Click rates over a street of 500 varied shops."""
    rates = [ctr for ctr, _ in lab.street]
    low, middle, high = np.percentile(rates, [10, 50, 90])
    return {"p10": low, "median": middle, "p90": high, "max": max(rates)}


def quality_pays(lab: Lab) -> Measured:
    """What a click and a thousand impressions cost a good creative, relative to an average one."""
    good, plain = totals(lab.tuning, plan(score=80), plan())
    return {"cpc": good.cpc / plain.cpc, "cpm": good.cpm / plain.cpm}


def fatigue(lab: Lab) -> Measured:
    """Response left at the fourth exposure, and what a heavy fortnight next door loses."""
    wear = lab.tuning.channel("meta").wear
    days = reports(lab.tuning, plan("home", budget=500_000))
    first, last = (day.clicks / day.impressions for day in (days[0], days[-1]))
    return {
        "uniform": 4.0**-wear,
        "remembered": float(wear_out(3.0, wear, lab.tuning.reach.usage_shape)),
        "lost": 1.0 - last / first,
    }


def rest(lab: Lab) -> Measured:
    """How much of the lost response comes back after two weeks' rest, and at once with a new photo."""
    tired = courses(lab.tuning, [world(lab.tuning, plan())])[0].state
    rested = courses(lab.tuning, [World(tired, (), SHOP, ENV)])[0].state
    fresh = Creative("photo-2", "caption-1")
    tomorrow = [
        World(tired, (plan(),), SHOP, ENV),
        World(rested, (plan(),), SHOP, ENV),
        World(tired, (plan(creative=fresh),), SHOP, ENV),
    ]
    still, after, new = (1.0 - course.reports[0].wear for course in courses(lab.tuning, tomorrow, days=1))
    return {"lost": still, "rest": 1.0 - after / still, "photo": 1.0 - new / still}


def learning_phase(lab: Lab) -> Measured:
    """Click rates early and late without fatigue, and how long an order objective keeps learning."""
    meta = replace(lab.tuning.channel("meta"), wear=0.0)
    tireless = replace(lab.tuning, channels={**lab.tuning.channels, "meta": meta})
    days = reports(tireless, plan())
    orders = reports(lab.tuning, plan(objective=Objective.ORDER), days=21)
    return {
        "below": 1.0 - total(days[:2]).ctr / total(days[4:7]).ctr,
        "clicks": next(n for n, day in enumerate(days, 1) if not STILL_LEARNING & set(day.status)),
        "orders": sum(bool(STILL_LEARNING & set(day.status)) for day in orders),
    }


FACTS = (
    Fact(
        3,
        "Click rates over 500 random shops",
        (
            Bound("p10", "CTR p10", 0.004, None, Unit.SHARE),
            Bound("median", "median", 0.010, 0.018, Unit.SHARE),
            Bound("p90", "p90", None, 0.035, Unit.SHARE),
            Bound("max", "highest", None, 0.06, Unit.SHARE),
        ),
        "zeely.ai 2026 (WordStream, Databox): 1.51 % traffic, 1.03 % median link CTR",
        "B",
        click_rates,
    ),
    Fact(
        6,
        "Quality lowers cost",
        (
            Bound("cpc", "CPC at score 80 / 50", 0.45, 0.75),
            Bound("cpm", "CPM at score 80 / 50", None, 0.999),
        ),
        "Meta: total value = bid x estimated action rate + quality",
        "A",
        quality_pays,
    ),
    Fact(
        8,
        "People tire of an advertisement",
        (
            Bound("uniform", "response at the 4th exposure, everybody alike", 0.50, 0.60, Unit.SHARE),
            Bound("remembered", "with heavy and light users", 0.50, 0.60, Unit.SHARE),
            Bound("lost", "home at Rp 500k loses in 14 days", 0.25, None, Unit.SHARE),
        ),
        "Meta: click likelihood falls as (N+1)^-0.43 (adsuploader.com)",
        "A",
        fatigue,
    ),
    Fact(
        9,
        "Rest recovers, and a new photo helps at once",
        (
            Bound("lost", "response lost in 14 days", 0.01, None, Unit.SHARE),
            Bound("rest", "of it back after 14 days' rest", 0.50, None, Unit.SHARE),
            Bound("photo", "back at once with a new photo", 0.80, None, Unit.SHARE),
        ),
        "Sahni 2015 (direction); values by design",
        "A/D",
        rest,
    ),
    Fact(
        16,
        "The platform learns first",
        (
            Bound("below", "CTR of days 1-2 below days 5-7, fatigue off", 0.10, 0.40, Unit.SHARE),
            Bound("clicks", "first day a click objective has left learning", None, 7, Unit.COUNT),
            Bound("orders", "days of 21 an order objective at Rp 50k keeps learning", 21, 21, Unit.COUNT),
        ),
        "Meta help: about 50 events in 7 days",
        "A",
        learning_phase,
    ),
)
