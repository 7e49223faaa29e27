"""One shop's market as a value, what came of playing it, and which mechanisms are at work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING

from sandbox.campaigns.market.types import CampaignPlan, DayReport, Environment, Offer, ShopFacts

if TYPE_CHECKING:
    from sandbox.campaigns.market.state import ShopState


@dataclass(frozen=True)
class World:
    """One shop's market: everything that days to come depend on, apart from the tuning.

    offers: what the shop's page sells, whether or not a campaign is about it.  What a plan offers need not
    be repeated here; where both name a key, the plan's (of several plans, the latest slot's) counts.
    """

    state: ShopState
    plans: tuple[CampaignPlan, ...]
    shop: ShopFacts
    env: Environment
    offers: tuple[Offer, ...] = ()

    def on_sale(self) -> dict[str, Offer]:
        """Everything people who come by themselves find on the page, by key and in the order of the keys."""
        found = {offer.key: offer for offer in self.offers}
        found.update((plan.offer.key, plan.offer) for plan in sorted(self.plans, key=lambda plan: plan.slot))
        return dict(sorted(found.items()))


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
class OrganicReport:
    """One day of what came without a campaign, all offers together, and how the shop stands after it.

    visits: people who opened the page, in three parts: those who remember an offer (``from_memory``), who
    have the shop's number (``from_contacts``), or to whom a buyer talked (``from_talk``).  orders: filled
    ones, of which ``again`` by past buyers; sold: the same by offer key.  Money is whole rupiah and
    ``profit = revenue - goods_cost - packing - cod_loss - shipping_cost``.  followers by feed, contacts,
    rating and reviews: at the end of the day.
    """

    day: int
    date: date
    visits: float
    from_memory: float
    from_contacts: float
    from_talk: float
    carts: float
    chats: float
    orders: float
    again: float
    lost_to_stock: float
    cod_failed: float
    revenue: int
    goods_cost: int
    packing: int
    cod_loss: int
    shipping_cost: int
    profit: int
    sold: Mapping[str, float]
    followers: Mapping[str, float]
    contacts: float
    rating: float
    reviews: float


@dataclass(frozen=True)
class Course:
    """How the played days of one world went.

    state: at the start of the day after.  campaigns: sums by slot.  organic: what came without a campaign
    (people who remember the shop, word of mouth, buyers who come again).  reports: one per running campaign
    and day, in order; organic_days: one per day; both empty unless details were asked for.
    """

    state: ShopState
    campaigns: Mapping[int, Sums]
    organic: Sums = field(default_factory=Sums)
    reports: tuple[DayReport, ...] = ()
    organic_days: tuple[OrganicReport, ...] = ()

    @property
    def total(self) -> Sums:
        """The whole shop: all campaigns and what came without one."""
        return sum(self.campaigns.values(), self.organic)
