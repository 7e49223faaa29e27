"""A default shop, offer and campaign for market tests, and sums over day reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from sandbox.campaigns.market.state import initial_state
from sandbox.campaigns.market.step import run
from sandbox.campaigns.market.tuning import Tuning, tuning_from_dict
from sandbox.campaigns.market.types import (
    Audience,
    CampaignPlan,
    Creative,
    DayReport,
    Environment,
    Mode,
    Offer,
    ShopFacts,
)
from sandbox.packs.market import load_tuning

ENV = Environment("class-1", date(2026, 6, 8))
"""A fortnight from a plain Monday: no payday, twin date or holiday."""
SHOP = ShopFacts("shop-1")
OFFER = Offer(
    "tempe",
    price=20_000,
    goods_cost=11_000,
    market_price=20_000,
    interest="food",
    stock=1_000_000,
    packing=1_000,
)
CREATIVE = Creative("photo-1", "caption-1")


@cache
def tuning() -> Tuning:
    """Return the Indonesian tuning."""
    return tuning_from_dict(load_tuning())


def plan(*regions: str, budget: int = 50_000, score: float | None = None, **changes: object) -> CampaignPlan:
    """Return a meta campaign on the given regions (default: the regency), open-ended."""
    creative = CREATIVE if score is None else replace(CREATIVE, photo_score=score, caption_score=score)
    base = CampaignPlan(
        slot=0,
        channel="meta",
        offer=OFFER,
        creative=creative,
        audience=Audience(regions=regions or ("regency",)),
        daily_budget=budget,
        end_day=1_000,
    )
    return replace(base, **changes)


def play(
    *plans: CampaignPlan,
    days: int = 14,
    shop: ShopFacts = SHOP,
    env: Environment = ENV,
    mode: Mode = Mode.EXPECTED,
    numbers: Tuning | None = None,
) -> list[DayReport]:
    """Play the campaigns from a fresh shop and return the reports."""
    numbers = numbers or tuning()
    return run(initial_state(shop, numbers), plans, shop, env, numbers, mode, days=days)[1]


@dataclass(frozen=True)
class Total:
    """Sums over reports, and the ratios people read."""

    impressions: float
    clicks: float
    visits: float
    carts: float
    chats: float
    orders: float
    spend: float

    @property
    def cpm(self) -> float:
        """Rupiah per thousand impressions."""
        return 1000 * self.spend / self.impressions

    @property
    def cpc(self) -> float:
        """Rupiah per click."""
        return self.spend / self.clicks

    @property
    def ctr(self) -> float:
        """Clicks per impression."""
        return self.clicks / self.impressions


def total(reports: Sequence[DayReport]) -> Total:
    """Add reports up."""
    names = ("impressions", "clicks", "visits", "carts", "chats", "orders", "spend")
    return Total(*(float(sum(getattr(report, name) for report in reports)) for name in names))
