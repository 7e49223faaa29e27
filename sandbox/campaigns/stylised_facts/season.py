"""Fact 7: the season raises the price of attention."""

from __future__ import annotations

from datetime import date

from sandbox.campaigns.market.types import Environment
from sandbox.campaigns.stylised_facts.fact import Bound, Fact, Measured
from sandbox.campaigns.stylised_facts.lab import Lab
from sandbox.campaigns.stylised_facts.setting import courses, plan, total, world


def dear_seasons(lab: Lab) -> Measured:
    """Feed prices of November over January, and marketplace clicks of a twin date over a week later."""

    def ratio(one: date, other: date, days: int, price: str, **changes: object) -> float:
        starts = [
            world(lab.tuning, plan(**changes), env=Environment("class-1", first)) for first in (one, other)
        ]
        dear, plain = (total(course.reports) for course in courses(lab.tuning, starts, days=days))
        return getattr(dear, price) / getattr(plain, price)

    market = {"channel": "mkt", "budget": 10_000}
    return {
        "november": ratio(date(2026, 11, 3), date(2026, 1, 5), 14, "cpm"),
        "twin": ratio(date(2026, 9, 9), date(2026, 9, 16), 1, "cpc", **market),
    }


FACTS = (
    Fact(
        7,
        "The season raises the price",
        (
            Bound("november", "feed CPM November / January", 1.2, 1.45),
            Bound("twin", "marketplace CPC twin date / plain day", 1.1, 1.4),
        ),
        "epsilo.io (90 stores); superads.ai ($3B)",
        "B",
        dear_seasons,
    ),
)
