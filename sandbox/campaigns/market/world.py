"""One shop's market as a value, what came of playing it, and which mechanisms are at work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from sandbox.campaigns.market.types import CampaignPlan, DayReport, Environment, ShopFacts

if TYPE_CHECKING:
    from sandbox.campaigns.market.state import ShopState


@dataclass(frozen=True)
class World:
    """One shop's market: everything that days to come depend on, apart from the tuning."""

    state: ShopState
    plans: tuple[CampaignPlan, ...]
    shop: ShopFacts
    env: Environment


@dataclass(frozen=True)
class Mechanisms:
    """What is at work.  Switching one off shows what it costs or brings: fresh eyes every day, a platform
    that knows the buyers from the start, endless stock, a page that opens in a second, no orders after the ad.
    """

    fatigue: bool = True
    learning: bool = True
    stock: bool = True
    speed: bool = True
    carry_over: bool = True


ALL = Mechanisms()


@dataclass(frozen=True)
class Sums:
    """Sums over days.  Counts are people or units, money is rupiah; ``profit`` is the money left after
    goods, packing, fees, failed deliveries, shipping paid by the seller and ads.  ``attributed_*`` is what
    an ads dashboard would claim.
    """

    impressions: float = 0.0
    clicks: float = 0.0
    visits: float = 0.0
    carts: float = 0.0
    chats: float = 0.0
    orders: float = 0.0
    lost_to_stock: float = 0.0
    spend: float = 0.0
    revenue: float = 0.0
    profit: float = 0.0
    attributed_orders: float = 0.0
    attributed_revenue: float = 0.0

    def __add__(self, other: Sums) -> Sums:
        return Sums(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True)
class Course:
    """How the played days of one world went.

    state: at the start of the day after.  campaigns: sums by slot.  organic: what came without a campaign
    (people who remember the shop, word of mouth, buyers who come again).  reports: one per running campaign
    and day, in order; empty unless details were asked for.
    """

    state: ShopState
    campaigns: Mapping[int, Sums]
    organic: Sums = field(default_factory=Sums)
    reports: tuple[DayReport, ...] = ()

    @property
    def total(self) -> Sums:
        """The whole shop: all campaigns and what came without one."""
        return sum(self.campaigns.values(), self.organic)
