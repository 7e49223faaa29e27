"""What a batch of worlds decides, as arrays: one row per campaign, one column per segment that matters.

Every world's campaigns come first, by slot; then one *own row* per offer on sale, for people who come by
themselves.  Columns are the segments that some row addresses or where somebody knows a shop: all others hold
nothing but zeros, and :func:`~sandbox.campaigns.market.rounding.in_order` makes leaving them out exact.
Everything here stays the same from day to day.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market import attribution, funnel
from sandbox.campaigns.market.afterglow import first_afterglow
from sandbox.campaigns.market.draws import hash64
from sandbox.campaigns.market.followers import feed_share
from sandbox.campaigns.market.row_segments import per_segment
from sandbox.campaigns.market.segments import mask_of
from sandbox.campaigns.market.tuning import OWN
from sandbox.campaigns.market.types import (
    Audience,
    CampaignPlan,
    Creative,
    Objective,
    Offer,
    ShippingTerms,
    ShopFacts,
    Targeting,
)
from sandbox.campaigns.market.world import Mechanisms, World

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]
Ints = NDArray[np.intp]

FAST_PAGE = 1.0
"""Seconds a page takes when slowness is switched off."""
_OWN_SLOTS, _FOREVER = 2**30, 2**31


@dataclass(frozen=True, eq=False)
class Rows:
    """Campaigns of many worlds; R rows, C columns, K stock cells (one per world and offer key).

    world, cell: ``(R,)`` positions.  rank: position of the row within its world.  columns: ``(C,)`` segment
    numbers; people, conversion: ``(C,)``.  mask, fit: ``(R, C)``.  chances: opportunities of the whole shop in
    the audience, ``(R, C)``.  response: quality times fit, ``(R, C)``.  wish: region's readiness times the
    square root of fit, ``(R, C)``.  share: of the people who can be met at all (half for an arm of a test),
    ``(R,)``.  land: share of clicks that wait for the page; page: its factor on intent, ``(R,)``.
    worth: relative chance that a click brings what the objective asks for, ``(R, C)``; at_cart, at_chat: what
    the objective does to carts and chats per visit, ``(R,)``.
    fees: rupiah per parcel, ``(R, C)``; ship_cart, ship_close: their factors, ``(R, C)``.
    Money is rupiah per unit, ``(R,)``.  cells: (world, offer) by stock cell.

    own: rows of people who come by themselves, ``(K,)``, one per cell in the order of the cells.  is_own:
    ``(R,)``.  is_ad: has an ads dashboard; quality: Q; cannibal: share of visitors who would have come anyway;
    warmth: factor on intent, keenness: on response, bid_factor: on rivals' bids, ``(R,)``.  feed: number of the
    row's feed or -1, ``(R,)``; strangers: where a post meets them, ``(R, C)``.  follow: share of the people a
    row reaches who would choose each feed, ``(R, F)``.  again: a past buyer's chance per day, ``(K,)``.
    claims: every pair of an ad row and an own row of the same world, ``(2, P)``.
    """

    worlds: tuple[World, ...]
    plans: tuple[CampaignPlan, ...]
    world: Ints
    rank: Ints
    by_channel: dict[str, Ints]
    columns: Ints
    people: Array
    conversion: Array
    mask: NDArray[np.bool_]
    fit: Array
    chances: Array
    response: Array
    wish: Array
    share: Array
    budget: Array
    cap: Array
    standing: Array
    land: Array
    page: Array
    fees: Array
    ship_cart: Array
    ship_close: Array
    worth: Array
    at_cart: Array
    at_chat: Array
    price: Array
    market_price: Array
    goods_cost: Array
    packing: Array
    fee_rate: Array
    fee_per_order: Array
    cod_fail: Array
    free_shipping: NDArray[np.bool_]
    cell: Ints
    cells: tuple[tuple[int, Offer], ...]
    own: Ints
    is_own: NDArray[np.bool_]
    is_ad: NDArray[np.bool_]
    quality: Array
    cannibal: Array
    warmth: Array
    keenness: Array
    bid_factor: Array
    feed: Ints
    strangers: Array
    follow: Array
    again: Array
    claims: Ints

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.plans)

    def running(self, days: Ints) -> Ints:
        """Return the rows that run when each world is on its day ``(W,)``, shape ``(n,)``."""
        first, last = self._span
        day = days[self.world]
        return ((first <= day) & (day <= last)).nonzero()[0]

    @cached_property
    def _span(self) -> Ints:
        """First and last day of every row, ``(2, R)``."""
        spans = [(plan.start_day, plan.end_day) for plan in self.plans]
        return np.array(spans, dtype=np.intp).reshape(-1, 2).T

    @cached_property
    def aims(self) -> dict[Objective, NDArray[np.bool_]]:
        """Which rows have which objective, ``(R,)`` each."""
        return {
            aim: np.array([plan.objective is aim for plan in self.plans], dtype=bool) for aim in Objective
        }

    def priced(self, kinds: Collection[str], tuning: Tuning) -> NDArray[np.bool_]:
        """Return which rows are on channels with these ways of pricing, ``(R,)``."""
        result = np.zeros(self.count, dtype=bool)
        for name, rows in self.by_channel.items():
            result[rows] = tuning.channel(name).pricing in kinds
        return result


def rows_of(worlds: Sequence[World], tuning: Tuning, *, days: int, mechanisms: Mechanisms) -> Rows:
    """Lay out the campaigns that run on some of the next ``days`` days, and what the shops sell.

    ``ValueError`` when two plans of a shop share a slot or name unknown segments, ``KeyError`` for a channel
    the tuning does not know.
    """
    plans: list[CampaignPlan] = []
    where: list[int] = []
    rank: list[int] = []
    own: list[int] = []
    offers: list[tuple[int, Offer]] = []
    for number, world in enumerate(worlds):
        if len({plan.slot for plan in world.plans}) != len(world.plans):
            raise ValueError("two campaigns share a slot")
        first, last = world.state.day, world.state.day + days - 1
        mine = [plan for plan in world.plans if plan.start_day <= last and plan.end_day >= first]
        mine = [_everybody(plan, tuning) for plan in sorted(mine, key=lambda plan: plan.slot)]
        on_sale = [(number, offer) for offer in world.on_sale().values()]
        own += range(len(plans) + len(mine), len(plans) + len(mine) + len(on_sale))
        offers += on_sale
        mine += [_own_plan(offer) for _, offer in on_sale]
        plans += mine
        where += [number] * len(mine)
        rank += range(len(mine))

    by_channel: dict[str, list[int]] = {}
    for row, plan in enumerate(plans):
        by_channel.setdefault(plan.channel, []).append(row)
    cells = {(number, offer.key): cell for cell, (number, offer) in enumerate(offers)}
    columns = _columns(worlds, plans, where, tuning)
    shops = [worlds[number].shop for number in where]
    return Rows(
        worlds=tuple(worlds),
        plans=tuple(plans),
        world=np.array(where, dtype=np.intp),
        rank=np.array(rank, dtype=np.intp),
        by_channel={name: np.array(by_channel[name]) for name in sorted(by_channel)},
        columns=columns,
        people=tuning.segments.people[columns],
        conversion=tuning.segments.conversion[columns],
        cell=np.array([cells[n, p.offer.key] for n, p in zip(where, plans, strict=True)], dtype=np.intp),
        cells=tuple(offers),
        own=np.array(own, dtype=np.intp),
        again=np.array([_again(offer, tuning) for _, offer in offers], dtype=float),
        claims=_claims(plans, where, tuning),
        **per_segment(plans, columns, tuning),
        **_per_row(plans, shops, tuning, mechanisms),
        **_of_channels(plans, tuning),
    )


def _everybody(plan: CampaignPlan, tuning: Tuning) -> CampaignPlan:
    """Return the plan; a post in a feed is not aimed at anybody, so its audience is dropped.

    ``KeyError`` for a channel the tuning does not know.
    """
    if tuning.channels[plan.channel].pricing != "followers" or plan.audience == Audience():
        return plan
    return replace(plan, audience=Audience())


@lru_cache(maxsize=4096)
def _own_plan(offer: Offer) -> CampaignPlan:
    """Return the plan of an own row.  Its slot keys the luck: by the offer, whatever else is on sale."""
    slot = _OWN_SLOTS + hash64(offer.key) % _OWN_SLOTS
    return CampaignPlan(slot, OWN, offer, Creative("", ""), start_day=0, end_day=_FOREVER)


def _again(offer: Offer, tuning: Tuning) -> float:
    return tuning.afterglow.again[tuning.segments.interests.index(offer.interest)]


def _claims(plans: Sequence[CampaignPlan], where: Sequence[int], tuning: Tuning) -> Ints:
    """Return (ad row, own row) pairs of the same world, ordered by own row and then by ad row."""
    ads: dict[int, list[int]] = {}
    for row, (number, plan) in enumerate(zip(where, plans, strict=True)):
        if attribution.is_ad(tuning.channel(plan.channel)):
            ads.setdefault(number, []).append(row)
    pairs = [
        (ad, row)
        for row, (number, plan) in enumerate(zip(where, plans, strict=True))
        if plan.channel == OWN
        for ad in ads.get(number, ())
    ]
    return np.array(pairs, dtype=np.intp).reshape(-1, 2).T


def _columns(
    worlds: Sequence[World], plans: Sequence[CampaignPlan], where: Sequence[int], tuning: Tuning
) -> Ints:
    """Return the segments addressed now or by the same campaigns before, and where somebody knows a shop."""
    used = np.zeros(tuning.segments.size, dtype=bool)
    for audience in {plan.audience for plan in plans if plan.channel != OWN}:
        used |= mask_of(tuning.segments, audience)
    for world in {id(world.state): world for world in worlds}.values():
        used |= world.state.contacts != 0.0
        glow = world.state.glow or first_afterglow(world.shop, tuning)
        used |= glow.visitors != 0.0
        for kind in (glow.followers, glow.awareness, glow.buyers):
            for values in kind.values():
                used |= values != 0.0
    for number, plan in zip(where, plans, strict=True):
        past = worlds[number].state.campaigns.get(plan.slot)
        if past is not None:
            used |= past.seen != 0.0
    used[0] |= not used.any()
    return np.flatnonzero(used)


def _per_row(
    plans: Sequence[CampaignPlan], shops: Sequence[ShopFacts], tuning: Tuning, mechanisms: Mechanisms
) -> dict[str, Any]:
    """Return the ``(R,)`` arrays."""
    channels = [tuning.channel(plan.channel) for plan in plans]
    seconds = [
        c.load_seconds or (shop.load_seconds if mechanisms.speed else min(FAST_PAGE, shop.load_seconds))
        for c, shop in zip(channels, shops, strict=True)
    ]
    rules, standard = tuning.funnel, tuning.funnel.rating_reference
    by_objective = [
        funnel.by_objective(plan.objective, shop, s, rules)
        for plan, shop, s in zip(plans, shops, seconds, strict=True)
    ]
    offers = [plan.offer for plan in plans]
    standing = [(shop.rating / standard) ** c.rating_weight for c, shop in zip(channels, shops, strict=True)]
    cap = [
        np.inf if plan.bid_cap is None
        # A cap is typed per click; a bid per impression is worth the click rate of an average response times it.
        else plan.bid_cap * (1.0 if c.pricing == "click" else c.rate)
        for c, plan in zip(channels, plans, strict=True)
    ]  # fmt: skip
    fail = tuning.money.cod_share * tuning.money.cod_fail
    numbers = {
        "share": [0.5 if plan.arm else 1.0 for plan in plans],
        "budget": [plan.daily_budget for plan in plans],
        "cap": cap,
        "standing": standing,
        "land": [land for land, _, _ in by_objective],
        "at_cart": [cart for _, cart, _ in by_objective],
        "at_chat": [chat for _, _, chat in by_objective],
        "page": [funnel.page_factor(shop, s, rules) for shop, s in zip(shops, seconds, strict=True)],
        "price": [offer.price for offer in offers],
        "market_price": [offer.market_price for offer in offers],
        "goods_cost": [offer.goods_cost for offer in offers],
        "packing": [offer.packing for offer in offers],
        "fee_rate": [c.fee_rate for c in channels],
        "fee_per_order": [c.fee_per_order for c in channels],
        "cod_fail": [fail if offer.cod else 0.0 for offer in offers],
    }
    free = np.array([offer.shipping is ShippingTerms.FREE for offer in offers], dtype=bool)
    return {"free_shipping": free, **{name: np.array(v, dtype=float) for name, v in numbers.items()}}


def _of_channels(plans: Sequence[CampaignPlan], tuning: Tuning) -> dict[str, Any]:
    """Return the ``(R,)`` and ``(R, F)`` arrays about who is met and what becomes of them."""
    channels = [tuning.channel(plan.channel) for plan in plans]
    glow, feeds = tuning.afterglow, tuning.organic.feeds
    by_targeting = {
        "warmth": {Targeting.VISITORS: glow.warm_intent},
        "keenness": {Targeting.VISITORS: glow.warm_response, Targeting.BRAND: glow.brand_response},
        "bid_factor": {Targeting.BRAND: glow.brand_price},
    }
    shares = {
        name: [float(feed == name) or feed_share(tuning.organic, feed, name) for feed in feeds]
        for name in {plan.channel for plan in plans}
    }
    follow = [shares[plan.channel] for plan in plans]
    cannibal = [
        attribution.cannibal_share(channel, plan.targeting, tuning.attribution)
        for channel, plan in zip(channels, plans, strict=True)
    ]
    return {
        "is_own": np.array([plan.channel == OWN for plan in plans], dtype=bool),
        "is_ad": np.array([attribution.is_ad(channel) for channel in channels], dtype=bool),
        "feed": np.array(
            [feeds.index(p.channel) if p.channel in feeds else -1 for p in plans], dtype=np.intp
        ),
        "follow": np.array(follow, dtype=float).reshape(len(plans), len(feeds)),
        "cannibal": np.array(cannibal, dtype=float),
        **{
            name: np.array([factors.get(plan.targeting, 1.0) for plan in plans], dtype=float)
            for name, factors in by_targeting.items()
        },
    }
