"""What stays after the ad: people who remember the shop, talk about it, come back, buy again.

A frozen :class:`Afterglow` is carried from day to day in the shop's state.  Offers are known by their keys,
campaigns by their slots; per-segment arrays have shape ``(S,)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sandbox.campaigns.market.followers import spread_followers
from sandbox.campaigns.market.packing import pack, unpack

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import AfterglowTuning, Tuning
    from sandbox.campaigns.market.types import ShopFacts

Array = NDArray[np.float64]

CLICK_DAYS = 7
"""Days for which an ads dashboard claims an order after a click."""


@dataclass(frozen=True)
class Clickers:
    """What an ad was about, and who clicked it: people by day (clicks), those of them who ordered (orders);
    the last seven days, oldest first.
    """

    channel: str
    offer: str
    clicks: tuple[float, ...]
    orders: tuple[float, ...]

    def after(self) -> Clickers:
        """Return tomorrow's, when nobody clicked today."""
        clicks, orders = (*self.clicks, 0.0)[-CLICK_DAYS:], (*self.orders, 0.0)[-CLICK_DAYS:]
        return Clickers(self.channel, self.offer, clicks, orders)


@dataclass(frozen=True, eq=False)
class Afterglow:
    """The shop's standing with people at the start of a day.

    followers: people by feed, ``(S,)`` each.  awareness: by offer, share of people who remember it, 0..1.
    talk: by offer, what is still told about past orders (orders, fading).  buyers: by offer, past buyers who
    may come again (people, fading).  visitors: people who visited lately and did not buy.
    clickers: by slot, who clicked a campaign within seven days.
    reviews: reviews gained since the first day; stars: their sum.
    """

    visitors: Array
    followers: Mapping[str, Array] = field(default_factory=dict)
    awareness: Mapping[str, Array] = field(default_factory=dict)
    talk: Mapping[str, float] = field(default_factory=dict)
    buyers: Mapping[str, Array] = field(default_factory=dict)
    clickers: Mapping[int, Clickers] = field(default_factory=dict)
    reviews: float = 0.0
    stars: float = 0.0


def first_afterglow(shop: ShopFacts, tuning: Tuning) -> Afterglow:
    """Return the standing of a shop that never sold: only the followers it brings along."""
    followers = {
        feed: spread_followers(tuning.segments, shop.followers.get(feed, 0), tuning.organic)
        for feed in tuning.organic.feeds
    }
    return Afterglow(visitors=np.zeros(tuning.segments.size), followers=followers)


def impressed(reached: Array, quality: ArrayLike, tuning: AfterglowTuning) -> Array:
    """Return the share of people who keep in mind what they met today, 0..1.

    ``reached``: share of people reached (0..1).  ``quality``: Q of what they saw.
    """
    return np.minimum(1.0, tuning.remember * reached * np.asarray(quality) ** tuning.remember_quality)


def remember(awareness: Array, new: Array, tuning: AfterglowTuning) -> Array:
    """Return tomorrow's awareness, 0..1: memory fades to ``keep`` a day, and today's impressions (``new``,
    0..1) enter with the rest, so that a steady campaign levels off.
    """
    return tuning.keep * awareness + (1.0 - tuning.keep) * new


def visits_from_memory(awareness: Array, people: Array, tuning: AfterglowTuning) -> Array:
    """Return visits per segment by people who remember an offer, before the day's demand."""
    return tuning.visit * awareness * people


def visits_from_contacts(contacts: Array, tuning: AfterglowTuning) -> Array:
    """Return visits per segment by people who have the shop's number, before the day's demand."""
    return tuning.contact_visit * contacts


def visits_from_talk(talk: ArrayLike, rating: ArrayLike, tuning: AfterglowTuning) -> Array:
    """Return visits by people a buyer told about the shop; a shop with few stars is not recommended."""
    praise = np.maximum(0.0, (np.asarray(rating, dtype=float) - tuning.talk_floor) / tuning.talk_span)
    return tuning.talk_visits * (1.0 - tuning.talk_keep) * np.asarray(talk, dtype=float) * praise


def keep_talking(talk: float, orders: float, tuning: AfterglowTuning) -> float:
    """Return what is told from tomorrow on."""
    return tuning.talk_keep * talk + orders


def again_rate(interest: str, tuning: Tuning) -> float:
    """Return a past buyer's chance per day to order again; food is bought more often."""
    return tuning.afterglow.again[tuning.segments.interests.index(interest)]


def keep_buyers(buyers: Array, first_orders: Array, tuning: AfterglowTuning) -> Array:
    """Return tomorrow's past buyers: some drift away, today's first-time buyers join.

    A buyer who orders again is counted already.
    """
    return tuning.buyer_keep * buyers + first_orders


def keep_visitors(visitors: Array, visits: Array, orders: Array, tuning: AfterglowTuning) -> Array:
    """Return tomorrow's recent visitors: today's join, buyers leave, the rest is slowly forgotten."""
    return np.maximum(0.0, tuning.visitor_keep * visitors + visits - orders)


def review_stars(late_share: float, tuning: AfterglowTuning) -> float:
    """Return the stars a new review gives on average, 1..5; late answers cost some."""
    return min(5.0, max(1.0, tuning.stars - tuning.stars_late * late_share))


def standing(shop: ShopFacts, glow: Afterglow) -> tuple[float, float]:
    """Return (rating, number of reviews) as buyers see them today."""
    count = shop.reviews + glow.reviews
    if glow.reviews <= 0.0:
        return shop.rating, count
    return (shop.rating * shop.reviews + glow.stars) / count, count


def glow_to_dict(glow: Afterglow) -> dict[str, Any]:
    """Return a dict of plain JSON values; :func:`glow_from_dict` gives back exactly the same."""
    return {
        "visitors": pack(glow.visitors),
        "followers": {name: pack(array) for name, array in sorted(glow.followers.items())},
        "awareness": {name: pack(array) for name, array in sorted(glow.awareness.items())},
        "talk": dict(sorted(glow.talk.items())),
        "buyers": {name: pack(array) for name, array in sorted(glow.buyers.items())},
        "clickers": {
            str(slot): {
                "channel": who.channel,
                "offer": who.offer,
                "clicks": list(who.clicks),
                "orders": list(who.orders),
            }
            for slot, who in sorted(glow.clickers.items())
        },
        "reviews": glow.reviews,
        "stars": glow.stars,
    }


def glow_from_dict(data: Mapping[str, Any]) -> Afterglow:
    """Read what :func:`glow_to_dict` wrote."""
    return Afterglow(
        visitors=unpack(data["visitors"]),
        followers={name: unpack(array) for name, array in data["followers"].items()},
        awareness={name: unpack(array) for name, array in data["awareness"].items()},
        talk=dict(data["talk"]),
        buyers={name: unpack(array) for name, array in data["buyers"].items()},
        clickers={
            int(slot): Clickers(who["channel"], who["offer"], tuple(who["clicks"]), tuple(who["orders"]))
            for slot, who in data["clickers"].items()
        },
        reviews=data["reviews"],
        stars=data["stars"],
    )
