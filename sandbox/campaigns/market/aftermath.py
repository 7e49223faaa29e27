"""The evening of a day: what it leaves with people (the shops' standing changes)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market import afterglow, followers, funnel
from sandbox.campaigns.market.draws import Stage
from sandbox.campaigns.market.followers import feed_share
from sandbox.campaigns.market.rounding import in_order

if TYPE_CHECKING:
    from sandbox.campaigns.market.carried import Carried
    from sandbox.campaigns.market.contact import Contact, Today
    from sandbox.campaigns.market.luck import Luck
    from sandbox.campaigns.market.selling import Sale
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]


def leave_behind(
    today: Today, contact: Contact, sale: Sale, *, carried: Carried, tuning: Tuning, luck: Luck
) -> None:
    """Carry awareness, word of mouth, buyers, visitors, clickers, reviews and followers to tomorrow.

    To be called before ``carried.seen`` takes in the day.
    """
    rows, on, glows = today.rows, today.on, carried.glows
    cell, world, rules = rows.cell[on], today.world, tuning.afterglow
    visits = _spread(sale.interest.visits, contact.clicked)
    first = _spread(sale.orders - sale.again, sale.first_weight)
    people = rows.people
    met = np.divide(contact.reached, people, out=np.zeros_like(contact.reached), where=people > 0.0)
    quality = rows.quality[on]
    new = afterglow.impressed(np.minimum(1.0, met), quality[:, None], rules)
    late = _late_share(today, sale)
    stars = np.array([afterglow.review_stars(share, rules) for share in late.tolist()])[world]
    written = np.full(on.size, rules.review_share)
    (reviews,) = luck.counts(Stage.REVIEWS, on, today.days, (sale.orders, written))
    glows.add_followers(
        world, _followers(today, contact, visits, first, tuning), _posts(today, contact, tuning), tuning
    )
    glows.add_impressions(cell, new, tuning)
    glows.add_orders(cell, first, sale.orders, tuning)
    glows.add_visits(world, visits, first, tuning)
    is_ad = rows.is_ad[on]
    glows.add_clicks(on, np.where(is_ad, contact.clicks, 0.0), np.where(is_ad, sale.orders, 0.0))
    glows.add_reviews(world, reviews, stars, tuning)


def new_people(today: Today) -> Array:
    """Return the share of each row's chats and first orders that come from people without the shop's number."""
    who = today.coming
    share = np.ones(today.on.size)
    all_visits = in_order(who.visits)
    share[today.own] = 1.0 - np.divide(
        in_order(who.contacts), all_visits, out=np.zeros_like(all_visits), where=all_visits > 0.0
    )
    return share


def _spread(counts: Array, weights: Array) -> Array:
    """Return counts ``(n,)`` over the segments in proportion to ``weights`` ``(n, C)``."""
    mass = in_order(weights)
    return (counts / np.where(mass > 0.0, mass, 1.0))[:, None] * weights


def _followers(today: Today, contact: Contact, visits: Array, first: Array, tuning: Tuning) -> Array:
    """Return new followers by row, feed and segment, ``(n, F, C)``."""
    rows, rules = today.rows, tuning.organic
    anywhere = np.array([feed_share(rules, feed) for feed in rules.feeds])[:, None]
    return followers.new_followers(
        rules,
        reached=contact.fresh[:, None, :] * rows.follow[today.on][:, :, None],
        visits=visits[:, None, :] * anywhere,
        orders=first[:, None, :] * anywhere,
        quality=rows.quality[today.on][:, None, None],
    )


def _posts(today: Today, contact: Contact, tuning: Tuning) -> Array:
    """Return posts published today by world and feed, ``(W, F)``."""
    rows = today.rows
    posts = np.zeros((len(rows.worlds), len(tuning.organic.feeds)))
    feed = rows.feed[today.on]
    out = np.flatnonzero((feed >= 0) & (in_order(contact.shown) > 0.0))
    np.add.at(posts, (today.world[out], feed[out]), 1.0)
    return posts


def _late_share(today: Today, sale: Sale) -> Array:
    """Return the share of each world's chats that waited too long, ``(W,)``."""
    worlds = today.rows.worlds
    chats = np.zeros(len(worlds))
    np.add.at(chats, today.world, sale.interest.chats)
    pairs = zip(worlds, chats.tolist(), strict=True)
    return np.array([1.0 - funnel.answered_in_time(world.shop, count) for world, count in pairs])
