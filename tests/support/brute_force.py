"""Par against brute force: every combination of a coarse grid on cases small enough to try them all.

``python -m tests.support.brute_force`` prints the gaps.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from itertools import product

from sandbox.campaigns.market.par import Par, par
from sandbox.campaigns.market.par_options import Plans, Post
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.state import initial_state
from sandbox.campaigns.market.types import Audience, CampaignPlan, Creative, Objective, Offer, ShopFacts
from sandbox.campaigns.market.world import World
from tests.support.market import ENV, OFFER, SHOP, tuning

CLOTH = Offer(
    "cloth", price=150_000, goods_cost=90_000, market_price=150_000, interest="fashion", stock=1_000_000
)
GOOD = Creative("photo-1", "caption-1", 70, 60)
PEOPLE = (
    Audience(("home",), interests=("fashion",)),
    Audience(("home", "regency")),
    Audience(("home", "regency", "province"), interests=("fashion",)),
)
SHARES = (0.2, 0.4, 0.6, 1.0)
"""Daily amounts on the grid, as shares of the wallet spread over all days."""


@dataclass(frozen=True)
class Case:
    """A small choice: a few days, two channels, one post."""

    name: str
    channels: tuple[str, ...]
    offer: Offer = CLOTH
    shop: ShopFacts = SHOP
    wallet: int = 500_000
    days: int = 4

    @property
    def world(self) -> World:
        """The shop before it advertises."""
        return World(initial_state(self.shop, tuning()), (), self.shop, ENV)

    def grid(self) -> list[Plans]:
        """Every affordable combination of at most one campaign per channel."""
        sides = [[None, *self._options(slot, name)] for slot, name in enumerate(self.channels)]
        combined = (tuple(plan for plan in plans if plan) for plans in product(*sides))
        return [plans for plans in combined if sum(p.daily_budget * _days(p) for p in plans) <= self.wallet]

    def _options(self, slot: int, channel: str) -> list[CampaignPlan]:
        numbers = tuning().channel(channel)
        first = CampaignPlan(slot, channel, self.offer, GOOD, end_day=self.days - 1)
        if numbers.pricing not in {"impression", "click"}:
            return [replace(first, objective=aim, every_days=n) for aim in _AIMS for n in (1, 2)]
        spans = ((0, self.days - 1), (self.days // 2, self.days - 1))
        return [
            replace(first, audience=who, objective=aim, daily_budget=daily, start_day=start, end_day=end)
            for who, aim, share, (start, end) in product(PEOPLE, _AIMS, SHARES, spans)
            if (daily := int(share * self.wallet / self.days)) >= numbers.minimum_action
        ]


_AIMS = (Objective.ORDER, Objective.CHAT)
CASES = (
    Case("two auctions", ("meta", "gsearch")),
    Case("few in stock", ("meta", "gsearch"), offer=replace(CLOTH, stock=3)),
    Case("few answers a day", ("tiktok", "meta"), shop=replace(SHOP, chat_capacity=2)),
    Case("a list and an auction", ("wa_bc", "meta"), shop=replace(SHOP, contacts=300)),
    Case("thin margin", ("mkt", "meta"), offer=replace(OFFER, interest="fashion"), wallet=300_000),
)


def best_of_all(case: Case) -> float:
    """Return the highest expected profit on the grid, above doing nothing."""
    many = case.grid()
    played = play([replace(case.world, plans=plans) for plans in many], tuning(), days=case.days)
    profits = [course.total.profit for course in played]
    return max(profits) - profits[many.index(())]


def par_of(case: Case) -> Par:
    """Return what the search finds."""
    return par(
        case.world,
        tuning(),
        wallet=case.wallet,
        days=case.days,
        channels=case.channels,
        posts=[Post(case.offer, GOOD)],
    )


def gap(case: Case) -> tuple[float, float, float]:
    """Return (share of the best profit that the search misses; negative when it finds better, best, par)."""
    best, found = best_of_all(case), par_of(case).profit
    return (best - found) / best if best > 0.0 else 0.0, best, found


def _days(plan: CampaignPlan) -> int:
    return plan.end_day - plan.start_day + 1


def main() -> None:
    """Print every case and the worst gap."""
    gaps = []
    for case in CASES:
        missed, best, found = gap(case)
        gaps.append(missed)
        told = (
            f"{case.name}: grid of {len(case.grid())}, best {best:,.0f}, par {found:,.0f}, gap {missed:+.1%}"
        )
        sys.stdout.write(told + "\n")
    sys.stdout.write(f"worst gap {max(gaps):+.1%}\n")


if __name__ == "__main__":
    main()
