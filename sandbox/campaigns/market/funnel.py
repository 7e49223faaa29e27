"""Click, visit, cart or chat, order: the probabilities of each stage.

Every function is a plain formula of section 1.4; per-segment arguments are arrays of shape ``(..., S)``.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sandbox.campaigns.market.types import Objective, Offer, ShippingTerms, ShopFacts

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import AuctionTuning, FunnelTuning

Array = NDArray[np.float64]


def quality(photo_score: float, caption_score: float, auction: AuctionTuning) -> float:
    """Return Q: 0.5, 1 and 2 for creatives scoring 0, 50 and 100 (default tuning)."""
    score = auction.photo_weight * photo_score + (1.0 - auction.photo_weight) * caption_score
    return math.exp(auction.quality_slope * (score - 50.0) / 50.0)


def page_load_seconds(page_bytes: int, round_trips: int) -> float:
    """Return the load time of a page on a slow 4G phone (1.6 Mbit/s, 150 ms a round trip)."""
    return 0.6 + page_bytes * 8 / 1.6e6 + 0.15 * round_trips


def landing_rate(seconds: float, funnel: FunnelTuning) -> float:
    """Return the share of clicks that wait for the page."""
    return math.exp(-funnel.land_per_second * max(0.0, seconds - funnel.land_free_seconds))


def trust(rating: ArrayLike, reviews: ArrayLike, funnel: FunnelTuning) -> Array:
    """Return the multiplier of stars and number of reviews on intent, clipped to its limits."""
    stars = (np.asarray(rating, dtype=float) / funnel.rating_reference) ** funnel.rating_elasticity
    count = ((np.asarray(reviews, dtype=float) + 1.0) / funnel.review_reference) ** funnel.review_elasticity
    return np.clip(stars * count, *funnel.trust_limits)


def page_factor(shop: ShopFacts, seconds: float, funnel: FunnelTuning) -> float:
    """Return the part of intent that the shop page decides: its score, its speed and its trust."""
    return page_pull(shop, seconds, funnel) * _trust_of(shop.rating, shop.reviews, funnel)


@lru_cache(maxsize=1024)
def _trust_of(rating: float, reviews: int, funnel: FunnelTuning) -> float:
    return float(trust(rating, reviews, funnel))


def page_pull(shop: ShopFacts, seconds: float, funnel: FunnelTuning) -> float:
    """Return what the page itself does to intent: its score and its speed; 1 for the reference page."""
    page = math.exp(funnel.page_slope * (shop.page_score - 50.0) / 50.0)
    return page * math.exp(-funnel.convert_per_second * (seconds - funnel.reference_seconds))


def by_objective(
    objective: Objective, shop: ShopFacts, seconds: float, funnel: FunnelTuning
) -> tuple[float, float, float]:
    """Return (landing rate, factor on carts, factor on chats) of an ad with this objective.

    An ad that asks for a chat opens a conversation: page and speed count only for ``chat_page_share`` of
    their logarithm, except for those who order on the page.  Who looks for orders finds people who use the
    cart more often.
    """
    land = landing_rate(seconds, funnel)
    if objective is Objective.ORDER:
        return land, 1.0 + funnel.order_objective_boost, 1.0
    if objective is not Objective.CHAT:
        return land, 1.0, 1.0
    keep = funnel.chat_page_share
    opened = landing_rate(funnel.reference_seconds, funnel) ** (1.0 - keep) * land**keep
    spared = page_pull(shop, seconds, funnel) ** (keep - 1.0)
    return opened, land / opened, (1.0 + funnel.chat_objective_boost) * spared


def price_factor(price: Array, reference: Array, funnel: FunnelTuning) -> Array:
    """Return the price response of *one* of the two stages; losses weigh more than gains."""
    ratio = np.clip(price / reference, *funnel.price_ratio_limits)
    return ratio ** (-0.5 * funnel.price_elasticity * np.where(ratio > 1.0, funnel.loss_aversion, 1.0))


def reference_price(market_price: Array, own_price: Array, funnel: FunnelTuning) -> Array:
    """Return the price buyers expect: mostly the market's, partly what this shop has asked lately."""
    weight = funnel.market_price_weight
    return weight * market_price + (1.0 - weight) * own_price


def remember_price(own_price: Array, price: Array, funnel: FunnelTuning) -> Array:
    """Return tomorrow's moving average of the shop's own price (span ``own_price_days``)."""
    return own_price + 2.0 / (funnel.own_price_days + 1.0) * (price - own_price)


def shipping_factors(offer: Offer, fees: Array, funnel: FunnelTuning) -> tuple[Array, Array]:
    """Return the multipliers of the shipping fee on (cart, checkout) per segment.

    A fee met only at the checkout costs its full weight there.  Shown up front, half of it moves to the
    cart and the rest is spared, because nobody is surprised.  Free shipping costs neither.
    """
    ones = np.ones_like(fees)
    if offer.shipping is ShippingTerms.FREE:
        return ones, ones
    weight = funnel.shipping_sensitivity * fees / max(offer.price, 1)
    if offer.shipping is ShippingTerms.HIDDEN:
        return ones, np.exp(-weight)
    return np.exp(-funnel.shipping_shown_share * weight), ones


def intent(
    pull: Array, price: Array, cart_factor: Array, chat_factor: Array, funnel: FunnelTuning
) -> tuple[Array, Array]:
    """Return (cart, chat) probabilities per visit; each at most half of ``intent_cap``.

    ``pull`` is X: page, speed, trust, demand, region and fit.  The factors are those of shipping and of the
    objective.  Each has a bound of its own, so that a better page never trades orders for chats.
    """
    cart = funnel.cart * pull * price * cart_factor
    chat = funnel.chat * pull * price * chat_factor
    return np.minimum(0.5 * funnel.intent_cap, cart), np.minimum(0.5 * funnel.intent_cap, chat)


def order_share(rate: Array, funnel: FunnelTuning) -> Array:
    """Return the share (0..1) of orders per visit that remains under ``order_cap``; about 1 far below it.

    What page, price and quick answers win overlaps: who is won by one need not be won by the next.  The bend
    is smooth, so that better decisions always sell more.
    """
    return (1.0 + (rate / funnel.order_cap) ** funnel.order_cap_bend) ** (-1.0 / funnel.order_cap_bend)


@lru_cache(maxsize=1024)
def reply_close_rate(minutes: float, funnel: FunnelTuning) -> float:
    """Return the share of chats that order, by reply time (interpolated in log minutes)."""
    return float(np.interp(np.log(max(minutes, 1e-6)), np.log(funnel.reply_minutes), funnel.reply_close))


def answered_in_time(shop: ShopFacts, chats: float) -> float:
    """Return the share of a day's chats that arrive in opening hours and within the day's capacity."""
    return shop.open_share * (min(1.0, shop.chat_capacity / chats) if chats > 0.0 else 1.0)


def answered_close_rate(shop: ShopFacts, chats: float, funnel: FunnelTuning) -> tuple[float, bool]:
    """Return (chat -> order rate over all of a day's chats, whether some were answered too late).

    Chats outside opening hours or beyond the day's capacity close at the slowest rate of the table.
    """
    in_time = answered_in_time(shop, chats)
    late = funnel.reply_close[-1]
    prompt = max(late, reply_close_rate(shop.reply_minutes, funnel))
    return in_time * prompt + (1.0 - in_time) * late, in_time < 1.0
