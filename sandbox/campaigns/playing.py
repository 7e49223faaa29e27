"""Computing market days: from markets as shops meet them to what happened. Touches no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sandbox.campaigns.facts import Market
from sandbox.campaigns.market.class_market import shared_day
from sandbox.campaigns.market.plain import world_to_dict
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.report import report_to_dict
from sandbox.campaigns.market.state import state_to_dict
from sandbox.campaigns.market.types import DayReport, Mode
from sandbox.campaigns.market.world import Course, Sums, World


@dataclass(frozen=True)
class PlayedDay:
    """One market day of one campaign: what happened; ``report`` adds what was to be expected without luck.

    ``report`` is as ``MarketDay`` keeps it, made here so that nobody waits for it while the days are stored.
    """

    realised: DayReport
    report: dict[str, Any]


@dataclass(frozen=True)
class PlayedShopDay:
    """One market day of one shop. ``before`` and ``inputs`` are as ``ShopDay`` keeps them.

    ``organic`` is what came without a campaign, ``organic_expected`` the same without luck.
    """

    day: int
    before: dict[str, Any]
    inputs: dict[str, Any]
    campaigns: tuple[PlayedDay, ...]
    organic: Sums
    organic_expected: Sums

    @property
    def report(self) -> dict[str, Any]:
        """The organic sums, as ``ShopDay.report`` keeps them."""
        return {"realised": asdict(self.organic), "expected": asdict(self.organic_expected)}


@dataclass(frozen=True)
class PlayedDays:
    """Days of one shop, computed but not yet stored. ``first_day`` is the market day they begin on.

    ``version``, ``held``, ``shelf``, ``states`` and ``class_version`` are those of the :class:`facts.Market` they
    were computed from.
    """

    first_day: int
    days: tuple[PlayedShopDay, ...]
    memory: dict[str, Any]
    next_day: int
    tuning_version: str
    version: int
    held: Mapping[int, str]
    shelf: Mapping[str, int]
    states: Mapping[str, list[str]]
    class_version: int


def play_days(*, market: Market, days: int) -> PlayedDays:
    """Compute up to ``days`` days of one shop for itself, stopping when no campaign will run any more."""
    last = max((plan.end_day for plan in market.plans), default=market.state.day - 1)
    (played,) = play_class(markets=[market], days=min(days, last + 1 - market.state.day))
    return played


def play_class(*, markets: Sequence[Market], days: int, is_shared: bool = False) -> list[PlayedDays]:
    """Compute ``days`` days of many shops, all of them; ``is_shared``: they meet in one market."""
    if not markets:
        return []
    tuning, envs = markets[0].tuning, [market.env for market in markets]
    worlds = [market.world for market in markets]
    played: list[list[PlayedShopDay]] = [[] for _ in markets]
    for _ in range(days):
        if is_shared:
            worlds = list(shared_day(worlds, tuning).worlds)
        expected = play(worlds, tuning, days=1, mode=Mode.EXPECTED, details=True)
        realised = play(worlds, tuning, days=1, mode=Mode.REALISED, details=True)
        for world, today, *courses in zip(worlds, played, realised, expected, strict=True):
            today.append(_shop_day(world, *courses))
        worlds = [
            replace(world, state=course.state, env=env)
            for world, course, env in zip(worlds, realised, envs, strict=True)
        ]
    return [
        PlayedDays(
            first_day=market.state.day,
            days=tuple(shop_days),
            memory=state_to_dict(world.state),
            next_day=world.state.day,
            tuning_version=market.tuning.version,
            version=market.version,
            held=market.held,
            shelf=market.shelf,
            states=market.states,
            class_version=market.class_version,
        )
        for market, world, shop_days in zip(markets, worlds, played, strict=True)
    ]


def _shop_day(world: World, realised: Course, expected: Course) -> PlayedShopDay:
    pairs = zip(realised.reports, expected.reports, strict=True)
    inputs = world_to_dict(world)
    return PlayedShopDay(
        day=world.state.day,
        before=inputs.pop("state"),
        inputs=inputs,
        campaigns=tuple(
            PlayedDay(what, {"realised": report_to_dict(what), "expected": report_to_dict(hoped)})
            for what, hoped in pairs
        ),
        organic=realised.organic,
        organic_expected=expected.organic,
    )
