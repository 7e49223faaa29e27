"""Free contacts of a day: posts in the feeds and the WhatsApp status (both fill the day's contact)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market import organic
from sandbox.campaigns.market.broadcast import sends_on
from sandbox.campaigns.market.draws import Stage
from sandbox.campaigns.market.events import effects_on
from sandbox.campaigns.market.reach import reached
from sandbox.campaigns.market.rounding import in_order
from sandbox.campaigns.market.types import Status

if TYPE_CHECKING:
    from sandbox.campaigns.market.carried import Carried
    from sandbox.campaigns.market.contact import Contact, Today
    from sandbox.campaigns.market.luck import Luck
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]
Ints = NDArray[np.intp]


def publish(
    contact: Contact, today: Today, name: str, *, carried: Carried, tuning: Tuning, luck: Luck
) -> None:
    """Publish the day's posts in one feed: to followers, and to strangers who come across them.

    Memory and frequency count followers; strangers are always new people.
    """
    at = today.by_channel[name]
    on, rows, rules = today.on[at], today.rows, tuning.organic
    feed = organic.feed_of(name, rules)
    sending = _sending(today, at)
    posts = np.bincount(today.world[at], weights=sending, minlength=len(rows.worlds))[today.world[at]]
    quality, fans = rows.quality[on], today.people[at]
    own = organic.follower_reach(fans, base=feed.reach, quality=quality, posts=posts, tuning=rules)
    own = own * sending[:, None]
    mean = organic.discovery_mean(feed.discovery, quality, rules) * organic.crowding(posts, rules)
    mean = mean * luck.row_shocks(on, today.days, rules.discovery_sigma, Stage.DISCOVERY)
    mean = mean * _attention(today, at, tuning) * sending
    new = organic.strangers(mean, rows.strangers[on], carried.glows.followers[today.world[at], rows.feed[on]],
                            rows.people)  # fmt: skip
    shown = own + new
    impressions = luck.whole_people(on, today.days, in_order(shown))
    channel = tuning.channel(name)
    rates = np.minimum(channel.rate_cap, channel.rate * today.rel[at])
    mass = in_order(shown)
    mean_rate = np.divide(in_order(rates * shown), mass, out=np.zeros_like(mass), where=mass > 0.0)
    rate = luck.rates(on, today.days, mean_rate, np.full(on.size, tuning.learning.shock_base))
    (clicks,) = luck.counts(Stage.CLICKS, on, today.days, (impressions, rate))
    per_person = np.divide(own, fans, out=np.zeros_like(own), where=fans > 0.0)
    shape, seen = tuning.reach.usage_shape, carried.seen[on]
    first = in_order(reached(fans, seen + per_person, shape) - reached(fans, seen, shape)) + in_order(new)
    contact.impressions[at] = contact.reach[at] = impressions
    contact.reach_total[at] = np.maximum(impressions, luck.near(carried.reach[on] + first))
    contact.clicks[at] = contact.visitors[at] = clicks
    contact.engagements[at] = luck.near(organic.engagements(impressions, feed.engagement, quality))
    contact.shown[at] = contact.reached[at] = shown
    contact.clicked[at], contact.per_person[at], contact.fresh[at] = shown * rates, per_person, new
    _say_rest(contact, at, sending)


def show_status(
    contact: Contact, today: Today, name: str, *, carried: Carried, tuning: Tuning, luck: Luck
) -> None:
    """Show the day's WhatsApp status to the contacts who look, some of whom answer."""
    at = today.by_channel[name]
    on, rows, rules = today.on[at], today.rows, tuning.organic
    sending = _sending(today, at)
    have = today.people[at]
    shown = organic.status_viewers(np.where(rows.mask[on], have, 0.0), rules) * sending[:, None]
    mass = in_order(shown)
    views = luck.whole_people(on, today.days, mass)
    rates = organic.status_reply_rate(today.rel[at], rules)
    mean_rate = np.divide(in_order(rates * shown), mass, out=np.zeros_like(mass), where=mass > 0.0)
    rate = luck.rates(on, today.days, mean_rate, np.full(on.size, tuning.learning.shock_base))
    (replies,) = luck.counts(Stage.CLICKS, on, today.days, (views, rate))
    sends = carried.sends[on] + sending
    ever = in_order(np.where(rows.mask[on], have, 0.0)) * (1.0 - (1.0 - rules.status_viewers) ** sends)
    contact.impressions[at] = contact.reach[at] = views
    contact.reach_total[at] = np.maximum(np.maximum(views, luck.near(ever)), carried.reach[on])
    contact.clicks[at] = contact.replies[at] = replies
    contact.sends[at] = sends
    contact.shown[at] = contact.reached[at] = shown
    contact.clicked[at] = shown * rates
    contact.per_person[at] = np.divide(shown, have, out=np.zeros_like(shown), where=have > 0.0)
    _say_rest(contact, at, sending)
    for place in at[(sending > 0.0) & (views < 1.0)].tolist():
        contact.status[place] = (Status.NOT_ENOUGH_CONTACTS,)


def _sending(today: Today, at: Ints) -> Array:
    """Return 1 for the rows that go out today, else 0."""
    rows = today.rows
    plans = [rows.plans[row] for row in today.on[at].tolist()]
    days = today.days[today.world[at]].tolist()
    return np.array([float(sends_on(plan, day)) for plan, day in zip(plans, days, strict=True)])


def _attention(today: Today, at: Ints, tuning: Tuning) -> Array:
    """Return what events do to discovery, by row."""
    factors = []
    for number in today.world[at].tolist():
        events = today.rows.worlds[number].env.events
        day = int(today.days[number])
        factors.append(effects_on(events, day, tuning.segments).discovery if events else 1.0)
    return np.array(factors)


def _say_rest(contact: Contact, at: Ints, sending: Array) -> None:
    for place in at[sending == 0.0].tolist():
        contact.status[place] = (Status.NOT_SENT_TODAY,)
