"""What the stored market days of one campaign add up to, and how far chance reaches. Pure; no database, no texts.

A stored report holds the day twice: ``realised`` (what happened) and ``expected`` (what the same choices bring on
average). The band is where four of five tries with the same choices would fall.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BAND_WIDTH = 1.2816
"""Standard deviations that hold the middle 80 % of a normal distribution."""

COUNTS = (
    "impressions",
    "reach",
    "clicks",
    "visits",
    "carts",
    "chats",
    "orders",
    "lost_to_stock",
    "cod_failed",
)
MONEY = ("spend", "revenue", "goods_cost", "packing", "platform_fee", "cod_loss", "shipping_cost", "profit")


@dataclass(frozen=True)
class Band:
    """What was to be expected of one day, and the range four of five like days fall in."""

    expected: float
    low: float
    high: float


@dataclass(frozen=True)
class Totals:
    """Sums over days of one mode. Counts are people or units, money is rupiah. ``reach_total``: different people."""

    sums: Mapping[str, float]
    reach_total: float
    days: int

    def __getattr__(self, name: str) -> float:
        try:
            return self.sums[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def intents(self) -> float:
        """Carts and chats: people who began to buy."""
        return self.sums["carts"] + self.sums["chats"]


def totals(days: Sequence[Any], mode: str) -> Totals:
    """Add up one mode, ``realised`` or ``expected``, over stored days (older reports may lack a column: 0)."""
    reports = [day.report.get(mode, {}) for day in days]
    sums = {name: float(sum(report.get(name, 0) or 0 for report in reports)) for name in (*COUNTS, *MONEY)}
    return Totals(sums, max((report.get("reach_total", 0.0) for report in reports), default=0.0), len(days))


def series(days: Sequence[Any], mode: str, column: str) -> list[float]:
    """One column day by day."""
    return [float(day.report.get(mode, {}).get(column, 0) or 0) for day in days]


def band(mean: float, sigma: float) -> Band:
    """The 80 % range of a count around ``mean`` when the rate itself varies by ``sigma`` (log standard deviation)."""
    reach = BAND_WIDTH * (mean + (sigma * mean) ** 2) ** 0.5
    return Band(mean, max(0.0, mean - reach), mean + reach)


@dataclass(frozen=True)
class Group:
    """One line of the audience table: sums over the days."""

    name: str
    impressions: float
    clicks: float
    orders: float
    spend: float


def groups(days: Sequence[Any], dimension: str) -> tuple[Group, ...]:
    """The realised breakdown of a dimension (``region``, ``age``, ``gender``), in the pack's order."""
    found: dict[str, list[float]] = {}
    for day in days:
        for row in day.report.get("realised", {}).get("breakdown", {}).get(dimension, ()):
            line = found.setdefault(row["name"], [0.0, 0.0, 0.0, 0.0])
            for place, column in enumerate(("impressions", "clicks", "orders", "spend")):
                line[place] += row[column]
    return tuple(Group(name, *line) for name, line in found.items() if line[0] > 0)
