"""The market's numbers as one frozen, typed value.

The kernel never reads files.  A country pack hands over a plain dict in which every number is a record
``{value, unit, range, grade, source}``; :func:`tuning_from_dict` checks each against its own range and
returns a :class:`Tuning`.  The ``version`` belongs to every simulated day: never re-tune a running class.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, get_type_hints

from sandbox.campaigns.market.auction import SHAPE
from sandbox.campaigns.market.records import TuningError, part_of, values_of
from sandbox.campaigns.market.segments import SegmentTable

Numbers = tuple[float, ...]
Words = tuple[str, ...]


@dataclass(frozen=True)
class AuctionTuning:
    """Section 1.2: competing bids, floor price, quality bonus, response to quality and fit."""

    bid_shape: float
    floor_ratio: float
    quality_bonus: float
    rival_pressure: float
    highest_bid: float
    quality_slope: float
    photo_weight: float
    fit_interest: Numbers
    fit_age: Numbers
    fit_gender: Numbers


@dataclass(frozen=True)
class ReachTuning:
    """Section 1.3: reach, memory of exposures, similarity of creatives."""

    usage_shape: float
    memory_keep: float
    same_photo: float
    new_photo: float
    tired_wear: float
    fatigue_cost: float


@dataclass(frozen=True)
class LearningTuning:
    """Section 1.7: the platform's learning phase."""

    scale: float
    exit_events: float
    window_days: float
    edit_keep: float
    edit_budget_change: float
    shock_base: float
    shock_extra: float


@dataclass(frozen=True)
class FunnelTuning:
    """Section 1.4: click, visit, cart or chat, order."""

    land_per_second: float
    land_free_seconds: float
    convert_per_second: float
    reference_seconds: float
    cart: float
    chat: float
    cart_close: float
    reply_minutes: Numbers
    reply_close: Numbers
    page_slope: float
    chat_objective_boost: float
    chat_page_share: float
    order_objective_boost: float
    intent_cap: float
    order_cap: float
    order_cap_bend: float
    close_cap: float
    price_elasticity: float
    loss_aversion: float
    market_price_weight: float
    own_price_days: float
    price_ratio_limits: Numbers
    shipping_sensitivity: float
    shipping_shown_share: float
    rating_reference: float
    rating_elasticity: float
    review_reference: float
    review_elasticity: float
    trust_limits: Numbers
    stock_out_chat: float
    class_overlap: float


@dataclass(frozen=True)
class MoneyTuning:
    """Section 1.5: cash on delivery and the default shipping table (rupiah per region)."""

    cod_share: float
    cod_fail: float
    shipping_fees: Numbers


@dataclass(frozen=True)
class BroadcastTuning:
    """Section 1.6: WhatsApp broadcast and the growth of the contact list."""

    list_cap: float
    saved_share: float
    read_rate: float
    respond_rate: float
    respond_cap: float
    reply_share: float
    opt_out: float
    opt_out_free: float
    contacts_per_chat: float
    contacts_per_order: float
    contact_regions: Numbers


@dataclass(frozen=True)
class OrganicTuning:
    """Section 1.6: posts to followers, the WhatsApp status, and how followers come and go.

    The lists from ``ad_channels`` to ``follow_share`` have one entry per feed of ``feeds``.
    """

    feeds: Words
    ad_channels: Words
    follower_reach: Numbers
    engagement: Numbers
    discovery: Numbers
    follow_share: Numbers
    reach_reference: float
    reach_decay: float
    reach_cap: float
    crowding: float
    discovery_sigma: float
    discovery_quality: float
    discovery_regions: Numbers
    follower_regions: Numbers
    follow_reached: float
    follow_visit: float
    follow_order: float
    unfollow: float
    unfollow_post: float
    posts_free: float
    status_viewers: float
    status_reply: float


@dataclass(frozen=True)
class AfterglowTuning:
    """Section 1.6: memory of the shop, word of mouth, buyers who come again, reviews; and those who know it
    already as an audience (``warm_*``: recent visitors, ``brand_*``: people who search for its name).
    """

    keep: float
    remember: float
    remember_quality: float
    visit: float
    contact_visit: float
    talk_keep: float
    talk_visits: float
    talk_floor: float
    talk_span: float
    again: Numbers
    buyer_keep: float
    review_share: float
    stars: float
    stars_late: float
    visitor_keep: float
    warm_response: float
    warm_intent: float
    warm_chances: float
    brand_share: float
    brand_response: float
    brand_price: float


@dataclass(frozen=True)
class AttributionTuning:
    """Section 1.8: what an ads dashboard claims, and who would have come anyway."""

    activity_bias: float
    return_bias: float
    cannibal_visitors: float
    cannibal_brand: float


@dataclass(frozen=True)
class ClassMarketTuning:
    """Section 1.8: how much room a class has on a channel, and how its shops' auctions are settled."""

    impression_slots: float
    search_slots: float
    damping: float
    rounds: float
    settled: float


@dataclass(frozen=True)
class NoiseTuning:
    """Section 1.8: log standard deviations of the day's shocks."""

    market: float
    demand: float
    shop: float


@dataclass(frozen=True)
class CalendarTuning:
    """Section 1.9: demand (D) and price (P) multipliers by date."""

    weekday_demand: Numbers
    payday_from: float
    payday_to: float
    payday_demand: float
    payday_price: float
    twin_promo_demand: float
    twin_plain_demand: float
    twin_after_share: float
    ramadan_early_demand: float
    ramadan_late_demand: float
    ramadan_peak_demand: float
    ramadan_peak_before: float
    holiday_demand: float
    holiday_span: float
    ramadan_price: float
    month_price: Numbers
    ramadan_starts: Words
    holidays: Words

    def fasting(self) -> tuple[tuple[date, date], ...]:
        """Return (first day of Ramadan, Idul Fitri) pairs."""
        pairs = zip(self.ramadan_starts, self.holidays, strict=True)
        return tuple((date.fromisoformat(first), date.fromisoformat(feast)) for first, feast in pairs)


@dataclass(frozen=True)
class ChannelTuning:
    """One row of the channel table.

    pricing: ``impression`` (auction, pays per thousand), ``click`` (auction, pays per click), or free:
        ``contacts`` (WhatsApp broadcast), ``status`` (WhatsApp status), ``followers`` (a post in a feed).
    median_bid: the median strongest rival, rupiah per 1000 impressions or per click.
    off_interest: share of opportunities outside the offer's interest (1 for feeds, small for searches).
    rating_weight: exponent of the shop's rating in the ranking (marketplaces).
    load_seconds: page load on the channel's own page; 0 means the shop's own page.
    cannibal: share of its visitors who would have come by themselves.
    """

    pricing: str
    median_bid: float
    active: float
    slots: float
    off_interest: float
    rate: float
    rate_cap: float
    rating_weight: float
    wear: float
    load_seconds: float
    cannibal: float
    fee_rate: float
    fee_per_order: float
    twin_demand: float
    twin_price: float
    minimum_reach: float
    minimum_action: float


OWN = "own"
"""Not a channel: the name under which people come by themselves."""
OWN_PAGE = ChannelTuning(
    pricing="none", median_bid=0, active=1, slots=0, off_interest=1, rate=0, rate_cap=0, rating_weight=0, wear=0,
    load_seconds=0, cannibal=0, fee_rate=0, fee_per_order=0, twin_demand=0, twin_price=1,
    minimum_reach=0, minimum_action=0,
)  # fmt: skip
"""The shop's own page as a way to buy: no channel, nothing to pay.  For people who come by themselves."""


@dataclass(frozen=True)
class Tuning:
    """Every number of the market, with the version that names this set of numbers."""

    version: str
    segments: SegmentTable
    auction: AuctionTuning
    reach: ReachTuning
    learning: LearningTuning
    funnel: FunnelTuning
    money: MoneyTuning
    broadcast: BroadcastTuning
    organic: OrganicTuning
    afterglow: AfterglowTuning
    attribution: AttributionTuning
    class_market: ClassMarketTuning
    noise: NoiseTuning
    calendar: CalendarTuning
    channels: Mapping[str, ChannelTuning]

    def channel(self, name: str) -> ChannelTuning:
        """Return the channel's row (:data:`OWN`: the shop's own page); ``KeyError`` when there is none."""
        return OWN_PAGE if name == OWN else self.channels[name]


_SECTIONS: dict[str, type] = {
    "auction": AuctionTuning,
    "reach": ReachTuning,
    "learning": LearningTuning,
    "funnel": FunnelTuning,
    "money": MoneyTuning,
    "broadcast": BroadcastTuning,
    "organic": OrganicTuning,
    "afterglow": AfterglowTuning,
    "attribution": AttributionTuning,
    "class_market": ClassMarketTuning,
    "noise": NoiseTuning,
    "calendar": CalendarTuning,
}


def tuning_from_dict(data: Mapping[str, Any]) -> Tuning:
    """Build a :class:`Tuning` from a pack's dict; :class:`TuningError` names the first bad parameter."""
    unknown = set(data) - set(_SECTIONS) - {"version", "segments", "channels"}
    if unknown:
        raise TuningError(f"unknown section: {min(unknown)}")
    version = data.get("version")
    if not isinstance(version, str) or not version:
        raise TuningError("version: a non-empty text is needed")
    segments = SegmentTable.build(**values_of("segments", part_of(data, "segments"), SegmentTable.INPUTS))
    sections = {name: _section(name, part_of(data, name), kind) for name, kind in _SECTIONS.items()}
    channels = {
        name: _section(f"channels.{name}", table, ChannelTuning)
        for name, table in part_of(data, "channels").items()
    }
    tuning = Tuning(version=version, segments=segments, channels=types.MappingProxyType(channels), **sections)
    _check_shapes(tuning)
    return tuning


def _section(path: str, table: Mapping[str, Any], kind: type) -> Any:
    hints = get_type_hints(kind)
    values = values_of(path, table, tuple(field.name for field in fields(kind)))
    for name, value in values.items():
        want = hints[name]
        good = (
            isinstance(value, str)
            if want is str
            else isinstance(value, float)
            if want is float
            else (isinstance(value, tuple))
        )
        if not good:
            raise TuningError(f"{path}.{name}: {value!r} has the wrong type")
    return kind(**values)


def _check_shapes(tuning: Tuning) -> None:
    """Hold what single ranges cannot: lengths that belong together, and closed forms that assume a value."""
    regions, feeds = len(tuning.segments.regions), len(tuning.organic.feeds)
    lengths = {
        "money.shipping_fees": (tuning.money.shipping_fees, regions),
        "broadcast.contact_regions": (tuning.broadcast.contact_regions, regions),
        "calendar.weekday_demand": (tuning.calendar.weekday_demand, 7),
        "calendar.month_price": (tuning.calendar.month_price, 12),
        "funnel.reply_close": (tuning.funnel.reply_close, len(tuning.funnel.reply_minutes)),
        "calendar.holidays": (tuning.calendar.holidays, len(tuning.calendar.ramadan_starts)),
        "funnel.price_ratio_limits": (tuning.funnel.price_ratio_limits, 2),
        "funnel.trust_limits": (tuning.funnel.trust_limits, 2),
        "auction.fit_interest": (tuning.auction.fit_interest, 2),
        "auction.fit_age": (tuning.auction.fit_age, 2),
        "auction.fit_gender": (tuning.auction.fit_gender, 2),
        "organic.ad_channels": (tuning.organic.ad_channels, feeds),
        "organic.follower_reach": (tuning.organic.follower_reach, feeds),
        "organic.engagement": (tuning.organic.engagement, feeds),
        "organic.discovery": (tuning.organic.discovery, feeds),
        "organic.follow_share": (tuning.organic.follow_share, feeds),
        "organic.discovery_regions": (tuning.organic.discovery_regions, regions),
        "organic.follower_regions": (tuning.organic.follower_regions, regions),
        "afterglow.again": (tuning.afterglow.again, len(tuning.segments.interests)),
    }
    for path, (values, wanted) in lengths.items():
        if len(values) != wanted:
            raise TuningError(f"{path}: {wanted} values are needed, {len(values)} given")
    if tuning.auction.bid_shape != SHAPE:
        raise TuningError(f"auction.bid_shape: the closed form of the payment holds for {SHAPE} only")
    tuning.calendar.fasting()
