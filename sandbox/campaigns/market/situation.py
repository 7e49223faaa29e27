"""One campaign in its circumstances, taken apart into the seven things that may explain its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from sandbox.campaigns.market.state import ShopState
from sandbox.campaigns.market.types import Audience, CampaignPlan, Creative, Offer, ShippingTerms
from sandbox.campaigns.market.world import World

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning


class Player(StrEnum):
    """What may differ between two situations.

    photo, caption: key and score.  audience: channel, people, targeting, objective.  price: the whole offer
    with shipping and what is in stock.  budget: amount, days, timing, rhythm, bid cap.  page: the shop page
    and how chats are answered.  circumstances: date and season, events, rivals, what the shop carries in
    (fatigue, learning, contacts, remembered prices) and its other campaigns.
    """

    PHOTO = "photo"
    CAPTION = "caption"
    AUDIENCE = "audience"
    PRICE = "price"
    BUDGET = "budget"
    PAGE = "page"
    CIRCUMSTANCES = "circumstances"


PLAYERS = tuple(Player)

_AUDIENCE = ("channel", "audience", "targeting", "objective", "arm")
_BUDGET = ("daily_budget", "every_days", "bid_cap")
_PAGE = ("page_score", "load_seconds", "reply_minutes", "rating", "reviews", "open_share", "chat_capacity")


@dataclass(frozen=True)
class Situation:
    """Campaign ``slot`` of ``world``, played for ``days`` days.  ``ValueError`` when there is no such one."""

    world: World
    slot: int
    days: int

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError("at least one day must be played")
        if all(plan.slot != self.slot for plan in self.world.plans):
            raise ValueError(f"no campaign has slot {self.slot}")

    @property
    def plan(self) -> CampaignPlan:
        """The campaign in focus."""
        return next(plan for plan in self.world.plans if plan.slot == self.slot)

    def part(self, player: Player) -> Any:
        """Return what a player consists of; two situations with equal parts do not differ in it."""
        plan, world = self.plan, self.world
        match player:
            case Player.PHOTO:
                return plan.creative.photo, plan.creative.photo_score
            case Player.CAPTION:
                return plan.creative.caption, plan.creative.caption_score
            case Player.AUDIENCE:
                return tuple(getattr(plan, name) for name in _AUDIENCE)
            case Player.PRICE:
                return plan.offer, self._stock
            case Player.BUDGET:
                return self.days, self._days_run, *(getattr(plan, name) for name in _BUDGET)
            case Player.PAGE:
                return tuple(getattr(world.shop, name) for name in _PAGE)
        others = tuple(other for other in world.plans if other.slot != self.slot)
        state = replace(world.state, stock=_without(world.state.stock, plan.offer.key))
        # Without luck it does not matter whose noise it would have been.
        env = tuple(getattr(world.env, f.name) for f in fields(world.env) if f.name != "class_seed")
        rest = {f.name for f in fields(world.shop)} - {*_PAGE, "key"}
        return env, state, others, tuple(getattr(world.shop, name) for name in sorted(rest))

    @property
    def _days_run(self) -> tuple[int, int, int]:
        """First and last day within the days played, and where the rhythm of posts stands on the first."""
        first, last = self.plan.start_day - self.world.state.day, self.plan.end_day - self.world.state.day
        return max(0, first), min(self.days - 1, last), first % self.plan.every_days

    @property
    def _stock(self) -> float:
        offer = self.plan.offer
        return float(self.world.state.stock.get(offer.key, offer.stock))


def differing(now: Situation, base: Situation) -> tuple[Player, ...]:
    """Return the players in which the situations differ."""
    return tuple(p for p in PLAYERS if not same(now.part(p), base.part(p)))


def mixed(source: Mapping[Player, Situation]) -> Situation:
    """Return the situation that takes every player from its own source.

    Dates are kept relative to the first day: a campaign that starts on the second day of one situation
    starts on the second day of another.  Other campaigns that sell the same product get its price too.
    """
    around = source[Player.CIRCUMSTANCES]
    world, focus = around.world, around.plan
    price, budget = source[Player.PRICE], source[Player.BUDGET]
    shift = world.state.day - budget.world.state.day
    plan = CampaignPlan(
        slot=around.slot,
        offer=price.plan.offer,
        creative=_creative(source[Player.PHOTO].plan.creative, source[Player.CAPTION].plan.creative),
        **{name: getattr(source[Player.AUDIENCE].plan, name) for name in _AUDIENCE},
        **{name: getattr(budget.plan, name) for name in _BUDGET},
        **_window(budget.plan, shift),
    )
    others = tuple(
        replace(other, offer=price.plan.offer)
        if price is not around and other.offer.key == focus.offer.key
        else other
        for other in world.plans
        if other.slot != around.slot
    )
    page = {name: getattr(source[Player.PAGE].world.shop, name) for name in _PAGE}
    return Situation(
        World(
            _stocked(around, source[Player.PRICE]), (plan, *others), replace(world.shop, **page), world.env
        ),
        around.slot,
        budget.days,
    )


@dataclass(frozen=True)
class Usual:
    """The usual shop that a first campaign is measured against: ordinary in everything it can choose.

    Scores are 0-100.  ``near``: the regions an ordinary seller starts with (in the Indonesian pack: the own
    sub-district and regency).  Rating and reviews are left as they are: nobody chooses them.
    """

    photo_score: float = 50.0
    caption_score: float = 50.0
    page_score: float = 50.0
    reply_minutes: float = 15.0
    load_seconds: float = 3.0
    near: tuple[str, ...] = ("home", "regency")


def typical(now: Situation, tuning: Tuning, usual: Usual | None = None) -> Situation:
    """Return the same campaign, budget and days at a usual shop ("toko biasa").

    Scores of 50, the market's price, the shipping fee shown, everybody near by, an answer within a quarter
    of an hour; same product, channel, days and circumstances.  ``near`` is held to the tuning's regions.
    """
    usual = usual or Usual()
    plan, world = now.plan, now.world
    near = tuple(region for region in usual.near if region in tuning.segments.regions)
    ordinary = replace(
        plan,
        offer=_usual_offer(plan.offer),
        creative=replace(plan.creative, photo_score=usual.photo_score, caption_score=usual.caption_score),
        audience=Audience(regions=near),
    )
    shop = replace(
        world.shop,
        page_score=usual.page_score,
        reply_minutes=usual.reply_minutes,
        load_seconds=usual.load_seconds,
    )
    plans = tuple(ordinary if other.slot == now.slot else other for other in world.plans)
    return replace(now, world=replace(world, plans=plans, shop=shop))


def same(one: Any, other: Any) -> bool:
    """Compare two values deeply; arrays by content, and states by what they hold."""
    if one is other:
        return True
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.shape(one) == np.shape(other) and bool(np.all(np.asarray(one) == np.asarray(other)))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    if is_dataclass(one) and type(one) is type(other):
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    return bool(one == other)


def _creative(photo: Creative, caption: Creative) -> Creative:
    return Creative(photo.photo, caption.caption, photo.photo_score, caption.caption_score)


def _usual_offer(offer: Offer) -> Offer:
    shipping = ShippingTerms.SHOWN if offer.shipping is ShippingTerms.HIDDEN else offer.shipping
    return replace(offer, price=offer.market_price, shipping=shipping)


def _window(plan: CampaignPlan, shift: int) -> dict[str, int]:
    """Return the campaign's first and last day moved by ``shift``, the rhythm of its posts kept."""
    start = plan.start_day + shift
    if start < 0:
        start %= plan.every_days
    return {"start_day": start, "end_day": max(start, plan.end_day + shift)}


def _stocked(around: Situation, price: Situation) -> ShopState:
    """Return the state of ``around`` with the stock of ``price``'s product."""
    state = around.world.state
    stock = _without(state.stock, around.plan.offer.key)
    key = price.plan.offer.key
    have = price.world.state.stock.get(key)
    return replace(state, stock=stock if have is None else {**stock, key: have})


def _without(stock: Mapping[str, float], key: str) -> dict[str, float]:
    return {name: amount for name, amount in stock.items() if name != key}
