"""Play market days of many worlds at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sandbox.campaigns.market.step import run
from sandbox.campaigns.market.types import DayReport, Mode
from sandbox.campaigns.market.world import ALL, Course, Mechanisms, Sums, World

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning


def play(
    worlds: Sequence[World],
    tuning: Tuning,
    *,
    days: int,
    mode: Mode = Mode.EXPECTED,
    mechanisms: Mechanisms = ALL,
    details: bool = False,
) -> list[Course]:
    """Play ``days`` market days of every world, each for itself (isolated market), with unchanged decisions.

    The worlds may differ in anything; they are computed as one batch.  Returns one course per world.
    """
    courses = []
    for world in worlds:
        state, reports = run(world.state, world.plans, world.shop, world.env, tuning, mode, days=days)
        sums: dict[int, Sums] = {}
        for report in reports:
            sums[report.slot] = sums.get(report.slot, Sums()) + sums_of(report)
        courses.append(Course(state, sums, reports=tuple(reports) if details else ()))
    return courses


def sums_of(report: DayReport) -> Sums:
    """One campaign-day as sums."""
    return Sums(
        impressions=report.impressions,
        clicks=report.clicks,
        visits=report.visits,
        carts=report.carts,
        chats=report.chats,
        orders=report.orders,
        lost_to_stock=report.lost_to_stock,
        spend=float(report.spend),
        revenue=float(report.revenue),
        profit=float(report.profit),
    )
