"""Facts 1, 2, 4, 5, 10: what delivery costs and how it saturates."""

from __future__ import annotations

import numpy as np

from sandbox.campaigns.market.segments import audience_mask, audience_people
from sandbox.campaigns.market.types import Audience
from sandbox.campaigns.stylised_facts.fact import Bound, Fact, Measured, Unit
from sandbox.campaigns.stylised_facts.lab import Lab
from sandbox.campaigns.stylised_facts.setting import plan, reports, totals

NESTED = (("home",), ("home", "regency"), ("home", "regency", "province"))
"""Audiences that contain each other, the narrowest first."""


def price_of_attention(lab: Lab) -> Measured:
    """CPM of four audiences of growing size."""
    everywhere = plan(audience=Audience())
    names = ("home", "regency", "province")
    sums = totals(lab.tuning, *(plan(name) for name in names), everywhere)
    return dict(zip((*names, "national"), (each.cpm for each in sums), strict=True))


def price_of_a_click(lab: Lab) -> Measured:
    """CPC near and around, and of the best creative there can be."""
    sums = totals(lab.tuning, plan("home"), plan(), plan(score=100))
    return dict(zip(("home", "regency", "best"), (each.cpc for each in sums), strict=True))


def diminishing_returns(lab: Lab) -> Measured:
    """Elasticity of clicks to spend between neighbouring budgets of 20 to 500 thousand a day."""
    sums = totals(lab.tuning, *(plan(budget=b) for b in (20_000, 50_000, 100_000, 200_000, 500_000)))
    slopes = np.diff(np.log([s.clicks for s in sums])) / np.diff(np.log([s.spend for s in sums]))
    return {"first": slopes[0], "last": slopes[-1], "rise": np.diff(slopes).max()}


def narrow_is_dear(lab: Lab) -> Measured:
    """CPM by size of the audience."""
    sums = totals(lab.tuning, *(plan(*regions) for regions in NESTED), plan("province"))
    people = [audience_people(lab.tuning, audience_mask(lab.tuning, regions)) for regions in NESTED]
    by_size = [cpm for _, cpm in sorted(zip(people, (s.cpm for s in sums), strict=False))]
    return {"ratio": sums[0].cpm / sums[-1].cpm, "rise": float(np.diff(by_size).max())}


def frequency(lab: Lab) -> Measured:
    """Impressions per person after a fortnight, at an ordinary budget and at ten times that next door."""
    heavy = plan("home", budget=500_000)
    return {
        "regency": reports(lab.tuning, plan())[-1].frequency,
        "home": reports(lab.tuning, heavy)[-1].frequency,
    }


FACTS = (
    Fact(
        1,
        "CPM is in the Indonesian range",
        (
            Bound("home", "CPM home", 10_000, 40_000, Unit.RUPIAH),
            Bound("regency", "regency", 10_000, 40_000, Unit.RUPIAH),
            Bound("province", "province", 10_000, 40_000, Unit.RUPIAH),
            Bound("national", "national", 8_000, 40_000, Unit.RUPIAH),
        ),
        "marsx.media: CPM and CPC in Indonesia",
        "C",
        price_of_attention,
    ),
    Fact(
        2,
        "CPC is in range",
        (
            Bound("home", "CPC home", 500, 5_000, Unit.RUPIAH),
            Bound("regency", "regency", 500, 5_000, Unit.RUPIAH),
            Bound("best", "regency at score 100", 450, 5_000, Unit.RUPIAH),
        ),
        "marsx.media; $.05-.15 (amplifymyads)",
        "C",
        price_of_a_click,
    ),
    Fact(
        4,
        "Spending more brings ever less",
        (
            Bound("first", "elasticity of clicks to spend, Rp 20k to 50k a day", 0.55, 0.90),
            Bound("last", "Rp 200k to 500k", 0.55, 0.90),
            Bound("rise", "largest rise from one budget to the next", None, 0.0),
        ),
        "Hill curve of the auction; Jin et al. 2017",
        "A",
        diminishing_returns,
    ),
    Fact(
        5,
        "A narrower audience is dearer",
        (
            Bound("ratio", "CPM home / province", 1.5, 4.0),
            Bound("rise", "largest rise of CPM with a larger audience", None, 0.0, Unit.RUPIAH),
        ),
        "jonloomer.com ($.56 to $3.36)",
        "C",
        narrow_is_dear,
    ),
    Fact(
        10,
        "Frequency grows with budget over audience",
        (
            Bound("regency", "14-day frequency, regency at Rp 50k", 1.1, 1.6),
            Bound("home", "home at Rp 500k", 3.0, None),
        ),
        "identity: impressions over people",
        "A",
        frequency,
    ),
)
