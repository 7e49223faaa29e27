"""The plain setting in which facts are measured: one shop, one offer, one post, a fortnight without feasts.

Unless a fact says otherwise: expected mode, Meta, creative score 50, matching product, Rp 50,000 a day,
14 days, audience = the whole regency.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.state import initial_state
from sandbox.campaigns.market.tuning import Tuning
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
from sandbox.campaigns.market.world import ALL, Course, Mechanisms, World

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


def plan(*regions: str, budget: int = 50_000, score: float | None = None, **changes: object) -> CampaignPlan:
    """Return a Meta campaign on the given regions (default: the regency), open-ended."""
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


def world(
    tuning: Tuning, *plans: CampaignPlan, shop: ShopFacts = SHOP, env: Environment = ENV, day: int = 0
) -> World:
    """Return a shop that has never advertised, with these campaigns."""
    return World(initial_state(shop, tuning, day=day), plans, shop, env)


def courses(
    tuning: Tuning,
    worlds: Sequence[World],
    *,
    days: int = 14,
    mode: Mode = Mode.EXPECTED,
    mechanisms: Mechanisms = ALL,
) -> list[Course]:
    """Play worlds side by side and keep their day reports."""
    return play(worlds, tuning, days=days, mode=mode, mechanisms=mechanisms, details=True)


def reports(
    tuning: Tuning,
    *plans: CampaignPlan,
    days: int = 14,
    shop: ShopFacts = SHOP,
    env: Environment = ENV,
    mode: Mode = Mode.EXPECTED,
    mechanisms: Mechanisms = ALL,
) -> list[DayReport]:
    """Play the campaigns of one fresh shop and return their day reports."""
    start = world(tuning, *plans, shop=shop, env=env)
    return list(courses(tuning, [start], days=days, mode=mode, mechanisms=mechanisms)[0].reports)


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


def total(days: Sequence[DayReport]) -> Total:
    """Add reports up."""
    names = ("impressions", "clicks", "visits", "carts", "chats", "orders", "spend")
    return Total(*(float(sum(getattr(day, name) for day in days)) for name in names))


def totals(tuning: Tuning, *plans: CampaignPlan, days: int = 14, **changes: object) -> list[Total]:
    """Play each campaign in a market of its own, all else equal, and add its days up."""
    played = courses(tuning, [world(tuning, each, **changes) for each in plans], days=days)
    return [total(course.reports) for course in played]
