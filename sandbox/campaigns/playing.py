"""Computing market days: from the market as a shop meets it to what happened. Touches no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.campaigns.facts import Market
from sandbox.campaigns.market.report import report_to_dict
from sandbox.campaigns.market.state import state_to_dict
from sandbox.campaigns.market.step import step
from sandbox.campaigns.market.types import DayReport, Mode


@dataclass(frozen=True)
class PlayedDay:
    """One market day of one campaign: what happened, and what was to be expected without luck."""

    realised: DayReport
    expected: DayReport

    @property
    def report(self) -> dict[str, Any]:
        """Both in their JSON-safe form, as ``MarketDay.report`` keeps them."""
        return {"realised": report_to_dict(self.realised), "expected": report_to_dict(self.expected)}


@dataclass(frozen=True)
class PlayedDays:
    """Days computed but not yet stored. ``first_day`` is the market day they begin on.

    ``slots`` are those of the campaigns that were running when they were computed.
    """

    first_day: int
    slots: frozenset[int]
    days: tuple[tuple[PlayedDay, ...], ...]
    memory: dict[str, Any]
    next_day: int
    tuning_version: str


def play_days(*, market: Market, days: int) -> PlayedDays:
    """Compute up to ``days`` market days, stopping when no campaign runs any more."""
    state, played = market.state, []
    inputs = (market.plans, market.shop, market.env, market.tuning)
    while len(played) < days and any(plan.runs_on(state.day) for plan in market.plans):
        _, expected = step(state, *inputs, Mode.EXPECTED)
        state, realised = step(state, *inputs, Mode.REALISED)
        played.append(tuple(PlayedDay(*pair) for pair in zip(realised, expected, strict=True)))
    return PlayedDays(
        first_day=market.state.day,
        slots=frozenset(plan.slot for plan in market.plans),
        days=tuple(played),
        memory=state_to_dict(state),
        next_day=state.day,
        tuning_version=market.tuning.version,
    )
