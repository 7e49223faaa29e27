"""All stylised facts in order, and the one way to measure them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sandbox.campaigns.stylised_facts import (
    carry_over,
    class_market,
    delivery,
    experiments,
    funnel,
    honesty,
    media_mix,
    noise,
    response,
    season,
    speed,
    strategies,
)
from sandbox.campaigns.stylised_facts.fact import Fact, Finding, Kind, examine

if TYPE_CHECKING:
    from sandbox.campaigns.stylised_facts.lab import Lab

MODULES = (
    delivery,
    response,
    funnel,
    season,
    carry_over,
    honesty,
    noise,
    experiments,
    class_market,
    media_mix,
    speed,
    strategies,
)
FACTS: tuple[Fact, ...] = tuple(
    sorted((fact for module in MODULES for fact in module.FACTS), key=lambda fact: fact.number)
)


def measure_all(lab: Lab, *, slow: bool = False) -> Iterator[Finding]:
    """Measure the facts in order, the slow ones and the larger samples on request."""
    for fact in FACTS:
        if slow or fact.kind is not Kind.SLOW:
            yield examine(fact, lab, thorough=slow)
