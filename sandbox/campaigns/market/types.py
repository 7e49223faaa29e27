"""What goes into the market and what comes out: frozen values, no behaviour beyond their own checks.

Money is whole rupiah.  Days are counted from 0 at ``Environment.start_date``.  Names (regions, ages,
interests, channels) are the keys of the tuning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who only needs a name (an objective, a mode) need not load numpy
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


class Mode(StrEnum):
    """``expected``: no noise, fractional counts (the truth); ``realised``: keyed noise, whole counts."""

    EXPECTED = "expected"
    REALISED = "realised"


class Objective(StrEnum):
    """What the advertiser asks the platform to bring."""

    REACH = "reach"
    CLICK = "click"
    CHAT = "chat"
    ORDER = "order"


class ShippingTerms(StrEnum):
    """Where the buyer meets the shipping fee; with ``free`` the seller pays it."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    FREE = "free"


class Targeting(StrEnum):
    """Who is looked for: ``broad`` people of the audience, ``visitors`` those of them who visited the shop
    lately, ``brand`` those who search for the shop by name (search channels only).
    """

    BROAD = "broad"
    VISITORS = "visitors"
    BRAND = "brand"


class Status(StrEnum):
    """What a day's report wants the seller to notice; the presenter has the sentences."""

    NO_BUDGET = "no_budget"
    NO_AUDIENCE = "no_audience"
    UNDER_DELIVERY = "under_delivery"
    BID_CAP = "bid_cap"
    LEARNING = "learning"
    LEARNING_LIMITED = "learning_limited"
    CREATIVE_LIMITED = "creative_limited"
    FATIGUE = "fatigue"
    STOCK_LOW = "stock_low"
    STOCK_OUT = "stock_out"
    LATE_REPLIES = "late_replies"
    LIST_CAPPED = "list_capped"
    NOT_SENT_TODAY = "not_sent_today"
    NOT_ENOUGH_CONTACTS = "not_enough_contacts"


@dataclass(frozen=True)
class ShopFacts:
    """The shop as buyers meet it.

    key: stable name of the shop for the noise (never re-used).  page_score: 0-100.  load_seconds: own page.
    reply_minutes: typical time to answer a chat.  open_share: share of chats that arrive in opening hours.
    chat_capacity: chats answered in time per day.  contacts: WhatsApp contacts on the first day.
    followers: by organic channel (``org_fb``, ``org_ig``, ``org_tt``) on the first day.
    category: what the shop sells, for the shared market (same category: same buyers).
    """

    key: str
    page_score: float = 50.0
    load_seconds: float = 3.0
    reply_minutes: float = 15.0
    rating: float = 4.6
    reviews: int = 20
    contacts: int = 0
    open_share: float = 1.0
    chat_capacity: int = 60
    followers: Mapping[str, int] = field(default_factory=dict)
    category: str = ""

    def __post_init__(self) -> None:
        _between("page_score", self.page_score, 0, 100)
        _between("load_seconds", self.load_seconds, 0, 3600)
        _between("reply_minutes", self.reply_minutes, 0, 1_000_000)
        _between("rating", self.rating, 1, 5)
        _between("open_share", self.open_share, 0, 1)
        for name in ("reviews", "contacts", "chat_capacity"):
            _between(name, getattr(self, name), 0, 1_000_000_000)


@dataclass(frozen=True)
class Offer:
    """One product on offer.  Money in whole rupiah per unit.

    market_price: what others ask for the like.  shipping_fees: one per region; ``None`` takes the pack's.
    ages, genders: whom it leans to (empty: everybody).  stock: units on the first day.
    """

    key: str
    price: int
    goods_cost: int
    market_price: int
    interest: str
    stock: int
    packing: int = 0
    shipping: ShippingTerms = ShippingTerms.SHOWN
    shipping_fees: tuple[int, ...] | None = None
    ages: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    promo: bool = False
    cod: bool = False

    def __post_init__(self) -> None:
        for name in ("price", "goods_cost", "packing", "stock"):
            _between(name, getattr(self, name), 0, 1_000_000_000_000)
        _between("market_price", self.market_price, 1, 1_000_000_000_000)
        for fee in self.shipping_fees or ():
            _between("shipping_fees", fee, 0, 1_000_000_000)


@dataclass(frozen=True)
class Creative:
    """The post being promoted.

    photo, caption: keys that tell creatives apart (a photo key may be a 16-digit hexadecimal perceptual
    hash).  Scores are 0-100.
    """

    photo: str
    caption: str
    photo_score: float = 50.0
    caption_score: float = 50.0

    def __post_init__(self) -> None:
        _between("photo_score", self.photo_score, 0, 100)
        _between("caption_score", self.caption_score, 0, 100)


@dataclass(frozen=True)
class Audience:
    """Whom to show it to, by name; an empty tuple means everybody along that dimension."""

    regions: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()


@dataclass(frozen=True)
class CampaignPlan:
    """One campaign.

    slot: order of creation within the shop (0, 1, ...), not a database id, so that replays match.
    start_day, end_day: both included.  bid_cap: most rupiah per click, or ``None``.
    every_days: a broadcast or an organic post goes out on every n-th day of the campaign.
    targeting: who is looked for inside the audience.  arm: ``"a"`` or ``"b"`` for the two halves of an A/B
    test, each shown to its own half of the people; empty for a campaign that is shown to all.  The two arms
    are created together: arm b has the slot after arm a, and shares its market, mood and click weather.
    """

    slot: int
    channel: str
    offer: Offer
    creative: Creative
    audience: Audience = field(default_factory=Audience)
    objective: Objective = Objective.CLICK
    daily_budget: int = 0
    start_day: int = 0
    end_day: int = 6
    bid_cap: int | None = None
    every_days: int = 1
    targeting: Targeting = Targeting.BROAD
    arm: str = ""

    def __post_init__(self) -> None:
        _between("slot", self.slot, 0, 2**31)
        _between("daily_budget", self.daily_budget, 0, 1_000_000_000_000)
        _between("every_days", self.every_days, 1, 366)
        _between("start_day", self.start_day, 0, self.end_day)
        if self.bid_cap is not None:
            _between("bid_cap", self.bid_cap, 0, 1_000_000_000)
        if self.arm not in {"", "a", "b"} or (self.arm == "b" and self.slot == 0):
            raise ValueError("arm: a, b (in the slot after a) or empty")

    def runs_on(self, day: int) -> bool:
        """Say whether the campaign runs on this day."""
        return self.start_day <= day <= self.end_day


@dataclass(frozen=True)
class Event:
    """Something a trainer lets happen, as multipliers on the days ``first_day`` to ``last_day`` (included).

    demand: on buyers' intent; price: on rivals' bids; shipping: on shipping fees; market_price: on what
    others ask for the like; discovery: on strangers who come across an organic post.  regions: where the
    demand changes (empty: everywhere).  The pack's ``events.toml`` names the kinds.
    """

    kind: str
    first_day: int
    last_day: int
    demand: float = 1.0
    price: float = 1.0
    shipping: float = 1.0
    market_price: float = 1.0
    discovery: float = 1.0
    regions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _between("first_day", self.first_day, 0, self.last_day)
        for name in ("demand", "price", "shipping", "market_price", "discovery"):
            _between(name, getattr(self, name), 0.01, 100)

    def covers(self, day: int) -> bool:
        """Say whether the event lasts on this day."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class Environment:
    """What is the same for every shop of a class.

    demand, price: constant multipliers.  events: what the trainer lets happen.  rivals: for the shared
    market, the other shops' share of each segment's ad slots per channel, shape ``(S,)``; empty in the
    isolated market.  overlap: share of same-category classmates' reach per segment (0 in the isolated market).
    """

    class_seed: str
    start_date: date
    demand: float = 1.0
    price: float = 1.0
    events: tuple[Event, ...] = ()
    rivals: Mapping[str, Array] = field(default_factory=dict)
    overlap: Array | float = 0.0

    def __post_init__(self) -> None:
        _between("demand", self.demand, 0, 100)
        _between("price", self.price, 0.01, 100)

    def date_of(self, day: int) -> date:
        """Return the calendar date of a market day."""
        return self.start_date + timedelta(days=day)


@dataclass(frozen=True)
class BreakdownRow:
    """One line of a breakdown; over the rows of a dimension every column adds up to the report's total."""

    name: str
    impressions: float
    reach: float
    clicks: float
    orders: float
    spend: int


@dataclass(frozen=True)
class DayReport:
    """One campaign on one day.  Counts are whole numbers in realised mode, fractional in expected mode.

    reach_7d, reach_total: different people over the last seven days / since the start.  frequency:
    impressions per person reached since the start; frequency_day: today only.  orders: filled ones;
    ``lost_to_stock`` could not be.  Money is whole rupiah, and
    ``profit = revenue - goods_cost - packing - platform_fee - cod_loss - shipping_cost - spend``.
    engagements: reactions to a post.  attributed_*: what an ads dashboard claims (7 days after a click, 1 day
    after a view): the campaign's own orders and a share, not whole, of those that came by themselves.
    """

    slot: int
    channel: str
    day: int
    date: date
    budget: int
    impressions: float
    reach: float
    reach_7d: float
    reach_total: float
    frequency: float
    frequency_day: float
    clicks: float
    visits: float
    carts: float
    chats: float
    orders: float
    lost_to_stock: float
    cod_failed: float
    opt_outs: float
    spend: int
    revenue: int
    goods_cost: int
    packing: int
    platform_fee: int
    cod_loss: int
    shipping_cost: int
    profit: int
    stock_left: float
    learning: float
    wear: float
    status: tuple[Status, ...]
    breakdown: Mapping[str, tuple[BreakdownRow, ...]]
    engagements: float = 0.0
    attributed_orders: float = 0.0
    attributed_revenue: int = 0


def _between(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise ValueError(f"{name}: {value} is not between {low} and {high}")
