"""How a batch of shops stands with people, as arrays, from the first day played to the last.

The batch form of :class:`~sandbox.campaigns.market.afterglow.Afterglow`: W worlds, K offers on sale (stock
cells), R rows, F feeds, C columns.  Changed in place from day to day.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market import afterglow, followers, funnel
from sandbox.campaigns.market.afterglow import CLICK_DAYS, Afterglow, Clickers, first_afterglow
from sandbox.campaigns.market.rounding import gather, in_order

if TYPE_CHECKING:
    from sandbox.campaigns.market.rows import Rows
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]
Ints = NDArray[np.intp]


@dataclass(eq=False)
class Glows:
    """followers: ``(W, F, C)``.  visitors: ``(W, C)``.  awareness, buyers: ``(K, C)``.  talk: ``(K,)``.

    clicked, bought: people who clicked a row, and those of them who ordered, by day, the newest last,
    ``(R, 7)``.  others: clickers of campaigns
    that have no row.  reviews, stars: ``(W,)``.  trust: what reviews won since the first day do to intent,
    ``(W,)``; rating: ``(W,)``.
    """

    rows: Rows
    before: list[Afterglow]
    followers: Array
    visitors: Array
    awareness: Array
    buyers: Array
    talk: Array
    clicked: Array
    bought: Array
    others: list[dict[int, Clickers]]
    reviews: Array
    stars: Array
    trust: Array
    rating: Array

    @classmethod
    def load(cls, rows: Rows, tuning: Tuning) -> Glows:
        """Read the states of the batch's worlds."""
        before = [world.state.glow or first_afterglow(world.shop, tuning) for world in rows.worlds]
        columns, nobody = rows.columns, np.zeros(tuning.segments.size)
        feeds = tuning.organic.feeds
        clicked, bought = np.zeros((2, rows.count, CLICK_DAYS))
        others = [dict(glow.clickers) for glow in before]
        for row, (number, plan) in enumerate(zip(rows.world.tolist(), rows.plans, strict=True)):
            past = others[number].pop(plan.slot, None)
            if past is not None:
                clicked[row, -len(past.clicks) :] = past.clicks
                bought[row, -len(past.orders) :] = past.orders
        glows = cls(
            rows=rows,
            before=before,
            followers=np.array(
                [[g.followers.get(f, nobody)[columns] for f in feeds] for g in before]
            ).reshape(-1, len(feeds), columns.size),
            visitors=np.array([glow.visitors[columns] for glow in before]).reshape(-1, columns.size),
            awareness=np.zeros((len(rows.cells), columns.size)),
            buyers=np.zeros((len(rows.cells), columns.size)),
            talk=np.array([before[number].talk.get(offer.key, 0.0) for number, offer in rows.cells]),
            clicked=clicked,
            bought=bought,
            others=others,
            reviews=np.array([glow.reviews for glow in before]),
            stars=np.array([glow.stars for glow in before]),
            trust=np.ones(len(before)),
            rating=np.array([world.shop.rating for world in rows.worlds]),
        )
        for cell, (number, offer) in enumerate(rows.cells):
            glows.awareness[cell] = before[number].awareness.get(offer.key, nobody)[columns]
            glows.buyers[cell] = before[number].buyers.get(offer.key, nobody)[columns]
        glows.look_up(tuning)
        return glows

    def look_up(self, tuning: Tuning) -> None:
        """Work out what buyers see of the shops' reviews today."""
        rating, count = self._first_reviews
        if not self.reviews.any():
            self.rating, self.trust = rating.copy(), np.ones(rating.size)
            return
        now = count + self.reviews
        seen = np.divide(rating * count + self.stars, now, out=rating.copy(), where=self.reviews > 0.0)
        self.rating = np.clip(seen, 1.0, 5.0)
        first = funnel.trust(rating, count, tuning.funnel)
        self.trust = np.where(self.reviews > 0.0, funnel.trust(self.rating, now, tuning.funnel) / first, 1.0)

    @cached_property
    def _first_reviews(self) -> Array:
        """Rating and number of reviews on the first day, ``(2, W)``."""
        shops = [world.shop for world in self.rows.worlds]
        return np.array([(shop.rating, shop.reviews) for shop in shops], dtype=float).reshape(-1, 2).T

    def add_orders(self, cell: Ints, first: Array, orders: Array, tuning: Tuning) -> None:
        """Past buyers and word of mouth: ``first`` are first-time orders per segment ``(n, C)``, ``orders``
        all ``(n,)``, of the offers ``cell``.
        """
        self.buyers *= tuning.afterglow.buyer_keep
        self.talk *= tuning.afterglow.talk_keep
        gather(self.buyers, cell, first)
        np.add.at(self.talk, cell, orders)

    def add_impressions(self, cell: Ints, new: Array, tuning: Tuning) -> None:
        """Awareness: ``new`` is the share of people whom each row impressed today, ``(n, C)``."""
        missed = np.ones_like(self.awareness)
        gather(missed, cell, 1.0 - new, np.multiply)
        self.awareness = afterglow.remember(self.awareness, 1.0 - missed, tuning.afterglow)

    def add_visits(self, world: Ints, visits: Array, orders: Array, tuning: Tuning) -> None:
        """Recent visitors; both per segment, ``(n, C)``."""
        came, bought = np.zeros((2, *self.visitors.shape))
        gather(came, world, visits)
        gather(bought, world, orders)
        self.visitors = afterglow.keep_visitors(self.visitors, came, bought, tuning.afterglow)

    def add_clicks(self, on: Ints, clicks: Array, orders: Array) -> None:
        """Turn the week of clicks by a day; rows that did not run got none."""
        today = np.zeros((2, len(self.clicked)))
        today[:, on] = clicks, orders
        self.clicked = np.concatenate((self.clicked[:, 1:], today[0, :, None]), axis=1)
        self.bought = np.concatenate((self.bought[:, 1:], today[1, :, None]), axis=1)
        for shop in self.others:
            for slot, who in list(shop.items()):
                shop[slot] = who.after()

    def add_reviews(self, world: Ints, reviews: Array, stars: Array, tuning: Tuning) -> None:
        """``reviews`` new ones with ``stars`` each on average, both ``(n,)``."""
        np.add.at(self.reviews, world, reviews)
        np.add.at(self.stars, world, reviews * stars)
        self.look_up(tuning)

    def add_followers(self, world: Ints, gained: Array, posts: Array, tuning: Tuning) -> None:
        """``gained``: per feed and segment, ``(n, F, C)``; ``posts``: on each feed today, ``(W, F)``."""
        new = np.zeros_like(self.followers)
        gather(new, world, gained)
        people = np.broadcast_to(self.rows.people, self.followers.shape)
        self.followers = followers.after_day(
            self.followers, new, posts=posts[:, :, None], people=people, tuning=tuning.organic
        )

    def store(self, tuning: Tuning) -> list[Afterglow]:
        """Return every world's standing as it is now."""
        rows, size = self.rows, tuning.segments.size

        def wide(values: Array) -> Array:
            result = np.zeros(size)
            result[rows.columns] = values
            return result

        awareness = [dict(glow.awareness) for glow in self.before]
        buyers = [dict(glow.buyers) for glow in self.before]
        talk = [dict(glow.talk) for glow in self.before]
        for cell, (number, offer) in enumerate(rows.cells):
            awareness[number][offer.key] = wide(self.awareness[cell])
            buyers[number][offer.key] = wide(self.buyers[cell])
            talk[number][offer.key] = float(self.talk[cell])
        clickers = [{slot: who for slot, who in shop.items() if any(who.clicks)} for shop in self.others]
        for row in np.flatnonzero(self.clicked.any(axis=1)).tolist():
            plan = rows.plans[row]
            week = tuple(self.clicked[row].tolist()), tuple(self.bought[row].tolist())
            who = Clickers(plan.channel, plan.offer.key, *week)
            clickers[rows.world[row]][plan.slot] = who
        return [
            Afterglow(
                visitors=wide(self.visitors[number]),
                followers={
                    feed: wide(self.followers[number, k]) for k, feed in enumerate(tuning.organic.feeds)
                },
                awareness=awareness[number],
                talk=talk[number],
                buyers=buyers[number],
                clickers=clickers[number],
                reviews=float(self.reviews[number]),
                stars=float(self.stars[number]),
            )
            for number in range(len(rows.worlds))
        ]

    def fans(self) -> Array:
        """Return followers by world and feed, ``(W, F)``."""
        return in_order(self.followers)
