"""What a stylised fact is: a claim about markets, the bounds that hold it, and how it is measured."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.campaigns.stylised_facts.lab import Lab

Measured = Mapping[str, float]


class Unit(StrEnum):
    """How a measured value is written."""

    NUMBER = "number"
    COUNT = "count"
    RUPIAH = "rupiah"
    SHARE = "share"
    POINTS = "points"
    SECONDS = "seconds"

    def write(self, value: float) -> str:
        """Return ``value`` with its unit: shares as per cent, points as percentage points, times in ms."""
        if not math.isfinite(value):
            return str(value)
        match self:
            case Unit.RUPIAH:
                return f"Rp {value:,.0f}"
            case Unit.COUNT:
                return f"{value:,.0f}"
            case Unit.SHARE:
                return f"{100 * value:.3g} %"
            case Unit.POINTS:
                return f"{100 * value:+.1f} points"
            case Unit.SECONDS:
                return f"{1000 * value:.3g} ms"
            case _:
                return f"{value:.3g}"


class Kind(StrEnum):
    """When a fact is measured: always, only on request (minutes), or with a stopwatch (never in a test)."""

    ALWAYS = "always"
    SLOW = "slow"
    SPEED = "speed"


@dataclass(frozen=True)
class Bound:
    """One measured value, by its key, and the limits it has to keep (both included; ``None``: open).

    Without limits the value is only shown.
    """

    key: str
    label: str
    low: float | None = None
    high: float | None = None
    unit: Unit = Unit.NUMBER

    def holds(self, value: float) -> bool:
        """Say whether ``value`` keeps the bound; what is not a number keeps none."""
        if math.isnan(value):
            return False
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    @property
    def text(self) -> str:
        """The limits in words: ``1.5 to 4``, ``at least 25 %``."""
        write = self.unit.write
        if self.low is not None and self.high is not None:
            if self.low == self.high:
                return f"exactly {write(self.low)}"
            return f"{write(self.low)} to {write(self.high)}"
        if self.low is not None:
            return f"at least {write(self.low)}"
        return "shown" if self.high is None else f"at most {write(self.high)}"


@dataclass(frozen=True)
class Fact:
    """One stylised fact.

    thorough: the same on a larger sample, for those who have minutes.
    source: where the claim comes from.  grade: A peer-reviewed or the platform's own page, B large vendor
    data set, C weak, D design choice.  measure: plays the market and returns a value for every bound.
    """

    number: int
    title: str
    bounds: tuple[Bound, ...]
    source: str
    grade: str
    measure: Callable[[Lab], Measured]
    kind: Kind = Kind.ALWAYS
    thorough: Callable[[Lab], Measured] | None = None

    @property
    def bar(self) -> str:
        """The bar in one line, made from the bounds."""
        limited = (b for b in self.bounds if b.low is not None or b.high is not None)
        return "; ".join(f"{bound.label} {bound.text}" for bound in limited)


@dataclass(frozen=True)
class Finding:
    """What a measurement of a fact gave."""

    fact: Fact
    measured: Measured

    @property
    def broken(self) -> tuple[Bound, ...]:
        """The bounds that do not hold."""
        return tuple(b for b in self.fact.bounds if not b.holds(self.measured[b.key]))

    @property
    def passed(self) -> bool:
        """Whether every bound holds."""
        return not self.broken

    @property
    def values(self) -> str:
        """The measured values in the order of the bounds, in one line."""
        return "; ".join(f"{b.label} {b.unit.write(self.measured[b.key])}" for b in self.fact.bounds)


def examine(fact: Fact, lab: Lab, *, thorough: bool = False) -> Finding:
    """Measure a fact, on request by its longer measurement.  ``KeyError`` when its measurement leaves a bound without a value."""
    measure = fact.thorough if thorough and fact.thorough else fact.measure
    measured = {key: float(value) for key, value in measure(lab).items()}
    missing = [bound.key for bound in fact.bounds if bound.key not in measured]
    if missing:
        raise KeyError(f"fact {fact.number} measured nothing for {', '.join(missing)}")
    return Finding(fact, measured)
