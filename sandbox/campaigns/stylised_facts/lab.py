"""What the measurements share: the numbers of the market, and samples that are played once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sandbox.campaigns.market.state import ShopState
from sandbox.campaigns.market.tuning import Tuning
from sandbox.campaigns.market.types import Creative, Mode, ShopFacts
from sandbox.campaigns.market.world import World
from sandbox.campaigns.stylised_facts.known_shop import after_a_month
from sandbox.campaigns.stylised_facts.setting import ENV, OFFER, SHOP, courses, plan, total, world

if TYPE_CHECKING:
    from sandbox.campaigns.stylised_facts.media_mix import Export, Fit

WEEKS = 120
BETTER = replace(SHOP, page_score=50 + 50 * np.log(1.25) / 0.5)
"""The same shop with a page that turns 25 % more visits into orders."""


class Lab:
    """The market under test.

    clock: seconds from anywhere, only needed by the facts about speed.  fit: gives a media-mix export to a
    real modelling program and brings back what it found, only needed by the slow facts.
    """

    def __init__(
        self,
        tuning: Tuning,
        *,
        clock: Callable[[], float] | None = None,
        fit: Callable[[Export], Fit] | None = None,
    ) -> None:
        self.tuning = tuning
        self.clock = clock
        self.fit = fit

    @cached_property
    def street(self) -> list[tuple[float, float]]:
        """(CTR, orders per visit) of 500 varied shops over three days each."""
        sums = [total(course.reports) for course in courses(self.tuning, self._street(500), days=3)]
        return [(each.ctr, each.orders / each.visits) for each in sums]

    def _street(self, count: int) -> list[World]:
        rng = np.random.default_rng(20261)
        worlds = []
        for number in range(count):
            shop = ShopFacts(
                f"shop-{number}",
                page_score=float(rng.uniform(15, 90)),
                load_seconds=float(rng.uniform(1.5, 8)),
                reply_minutes=float(np.exp(rng.uniform(0, 5.5))),
                rating=float(rng.uniform(3.8, 5)),
                reviews=int(rng.integers(0, 80)),
            )
            offer = replace(
                OFFER,
                interest=str(rng.choice(self.tuning.segments.interests)),
                price=int(20_000 * np.exp(rng.normal(0, 0.15))),
            )
            photo, caption = np.clip(rng.normal(50, 18, 2), 0, 100)
            campaign = plan(
                str(rng.choice(["home", "regency", "province"])),
                budget=int(rng.choice([20_000, 50_000, 100_000])),
                offer=offer,
                creative=Creative("p", "c", float(photo), float(caption)),
            )
            worlds.append(world(self.tuning, campaign, shop=shop))
        return worlds

    @cached_property
    def month(self) -> ShopState:
        """A shop with an organic base, after a month."""
        return after_a_month(self.tuning)

    @cached_property
    def weeks(self) -> np.ndarray:
        """Realised daily orders of a campaign that sells about ten a week, shape (WEEKS, 7)."""
        return self._weeks(SHOP)

    @cached_property
    def better_weeks(self) -> np.ndarray:
        """The same weeks, same luck, with a page that turns 25 % more visits into orders."""
        return self._weeks(BETTER)

    def _weeks(self, shop: ShopFacts) -> np.ndarray:
        seeds = [replace(ENV, class_seed=f"c{seed}") for seed in range(WEEKS)]
        starts = [world(self.tuning, plan(budget=80_000), shop=shop, env=env) for env in seeds]
        played = courses(self.tuning, starts, days=7, mode=Mode.REALISED)
        return np.array([[float(day.orders) for day in course.reports] for course in played])


def wrong_sign(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the share of pairs in which what should be better came out worse."""
    return float(np.mean(np.asarray(after) < np.asarray(before)))
