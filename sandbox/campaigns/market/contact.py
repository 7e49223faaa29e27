"""The first half of a day: who gets to see the campaigns, and who reacts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market import broadcast, calendar, learning
from sandbox.campaigns.market.carried import Carried
from sandbox.campaigns.market.delivery import Bidders, deliver, landscape
from sandbox.campaigns.market.draws import Stage
from sandbox.campaigns.market.events import effects_on
from sandbox.campaigns.market.luck import Luck
from sandbox.campaigns.market.own import Coming, arrive, coming
from sandbox.campaigns.market.pacing import Paced
from sandbox.campaigns.market.posts import publish, show_status
from sandbox.campaigns.market.reach import newly_reached, reached
from sandbox.campaigns.market.rounding import in_order
from sandbox.campaigns.market.rows import Rows
from sandbox.campaigns.market.targeting import crowd
from sandbox.campaigns.market.types import CampaignPlan, Objective, Status, Targeting
from sandbox.campaigns.market.wearout import wear_out
from sandbox.campaigns.market.world import Mechanisms

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]
Ints = NDArray[np.intp]

AUCTIONS = frozenset({"impression", "click"})
"""Ways of pricing that go through the auction."""


@dataclass(frozen=True, eq=False)
class Today:
    """The rows that run today, before anything happens.  n rows, C columns.

    on: their numbers among all rows ``(n,)``; world: theirs ``(n,)``; days: each world's day ``(W,)``.
    start: remembered exposures over all segments ``(n, S)``.  people: who can be met, ``(n, C)``: everybody,
    recent visitors, followers or contacts.  chances: opportunities to show an ad, ``(n, C)``.
    wear: 1 = fresh; rel: response relative to the average creative, person and freshness, ``(n, C)``.
    worth: relative chance that a click brings what the row asks for, ``(n, C)``.
    learnt: ``(n,)``.  by_channel: positions among today's rows; own: those of the own rows, in the order of
    the cells.  coming: who is about to come by themselves.
    """

    rows: Rows
    on: Ints
    world: Ints
    days: Ints
    start: Array
    people: Array
    chances: Array
    wear: Array
    rel: Array
    worth: Array
    learnt: Array
    by_channel: Mapping[str, Ints]
    own: Ints
    coming: Coming


@dataclass(frozen=True, eq=False)
class Contact:
    """What delivery brought to today's rows.

    impressions, reach, reach_total, clicks: counts ``(n,)``.  visitors: clicks that go to the page; replies:
    people who answer straight into the chat.  spend: whole rupiah.  shown, reached, clicked, paid: expected
    per segment ``(n, C)`` (the shape of breakdowns).  per_person: exposures per person today, ``(n, C)``.
    sends: broadcasts so far.  engagements: reactions to a post.  fresh: people a row reached for the first
    time, ``(n, C)``.  status: what to notice, by row.
    """

    impressions: Array
    reach: Array
    reach_total: Array
    clicks: Array
    visitors: Array
    replies: Array
    spend: Array
    opt_outs: Array
    sends: Array
    engagements: Array
    shown: Array
    reached: Array
    clicked: Array
    paid: Array
    per_person: Array
    fresh: Array
    status: list[tuple[Status, ...]]

    @classmethod
    def nothing(cls, rows: int, columns: int) -> Contact:
        """Return a day on which nobody met anything."""
        return cls(*np.zeros((10, rows)), *np.zeros((6, rows, columns)), [()] * rows)


def begin(rows: Rows, carried: Carried, tuning: Tuning, mechanisms: Mechanisms) -> Today:
    """Work out what the day starts from: memory, fit, and how far the platform has learnt."""
    on = rows.running(carried.day)
    start = carried.memories.starting(on)
    by_channel = rows.by_channel
    if on.size < rows.count:
        channels = {name: np.flatnonzero(np.isin(on, which)) for name, which in by_channel.items()}
        by_channel = {name: at for name, at in channels.items() if at.size}
    wear = np.ones((on.size, rows.columns.size))
    if mechanisms.fatigue:
        for name, at in by_channel.items():
            if not tuning.channel(name).wear:
                continue
            seen = start[at[:, None], rows.columns]
            wear[at] = wear_out(seen, tuning.channel(name).wear, tuning.reach.usage_shape)
    learnt = carried.learnt(on, tuning, known=not mechanisms.learning)
    rel = rows.response[on] * wear * rows.keenness[on, None]
    who = coming(rows, carried, tuning, mechanisms)
    people, chances = crowd(rows, on, who, carried, tuning)
    return Today(
        rows=rows,
        on=on,
        world=rows.world[on],
        days=carried.day,
        start=start,
        people=people,
        wear=wear,
        rel=rel,
        worth=_worth(rows, on, rel, carried.seen[on], tuning.reach.usage_shape),
        learnt=learnt,
        by_channel=by_channel,
        chances=chances,
        own=np.flatnonzero(rows.is_own[on]),
        coming=who,
    )


def _worth(rows: Rows, on: Ints, rel: Array, seen: Array, usage_shape: float) -> Array:
    """Return what a click is worth to each row, relative ``(n, C)``.

    Who asks for people pays for meeting somebody new, whether or not they click.
    """
    for_people = np.array([rows.plans[row].objective is Objective.REACH for row in on.tolist()], dtype=bool)
    new = newly_reached(seen, usage_shape)
    return np.where(for_people[:, None], new / rel, rows.worth[on])


def contact_all(
    today: Today,
    carried: Carried,
    tuning: Tuning,
    luck: Luck,
    *,
    rivals: Mapping[str, Array] | None = None,
) -> Contact:
    """Deliver all of today's rows; a shop's campaigns share one inventory per channel.

    ``rivals``: classmates' share of the ad slots by channel, ``(W, C)``; ``None`` takes each world's own.
    """
    contact = Contact.nothing(today.on.size, today.rows.columns.size)
    for name, at in today.by_channel.items():
        pricing = tuning.channel(name).pricing
        if pricing in AUCTIONS:
            taken = None if rivals is None else rivals[name][today.world[at]]
            paced = auction(today, name, tuning, luck, rivals=taken)
            _delivered(contact, today, at, paced, carried=carried, tuning=tuning, luck=luck)
        elif pricing == "contacts":
            _broadcast(contact, today, at, carried=carried, tuning=tuning, luck=luck)
        elif pricing == "followers":
            publish(contact, today, name, carried=carried, tuning=tuning, luck=luck)
        elif pricing == "status":
            show_status(contact, today, name, carried=carried, tuning=tuning, luck=luck)
    arrive(contact, today, luck)
    return contact


def auction(today: Today, name: str, tuning: Tuning, luck: Luck, *, rivals: Array | None = None) -> Paced:
    """Run one channel's auction for today's rows on it.

    ``rivals``: classmates' share of the ad slots per row, ``(n, C)``; ``None`` takes each world's own.
    """
    rows, channel = today.rows, tuning.channel(name)
    at = today.by_channel[name]
    on = today.on[at]
    median = channel.median_bid if channel.pricing == "click" else channel.median_bid / 1000.0
    price = _rival_price(today, name, tuning, luck)[today.world[at]]
    taken = _rivals_of(today, name)[today.world[at]] if rivals is None else rivals
    pressure = np.exp(tuning.auction.rival_pressure * taken)
    price = price * rows.bid_factor[on]
    rival = median * tuning.segments.premium[rows.columns] * price[:, None] * pressure
    chances = today.chances[at]
    wanted = chances.any(axis=0)
    wanted[0] |= not wanted.any()
    used = np.flatnonzero(wanted)
    market = landscape(
        tuning,
        channel,
        chances=chances[:, used],
        rel=today.rel[at[:, None], used],
        worth=today.worth[at[:, None], used],
        learnt=today.learnt[at],
        rival=rival[:, used],
        standing=rows.standing[on],
    )
    arms = tuple(rows.plans[row].arm for row in on.tolist())
    bidders = Bidders(market, rows.budget[on], rows.cap[on], _pools(today, at), arms)
    paced = deliver(bidders, tuning.auction.highest_bid)
    wide = np.zeros((3, *chances.shape))
    wide[:, :, used] = np.stack((paced.impressions, paced.clicks, paced.spend))
    return Paced(*wide, paced.exhausted)


def _pools(today: Today, at: Ints) -> Ints:
    """Return whose opportunities each row takes: a shop's, apart by whom it looks for."""
    kinds = list(Targeting)
    plans = [today.rows.plans[row] for row in today.on[at].tolist()]
    return today.world[at] * len(kinds) + np.array([kinds.index(p.targeting) for p in plans], dtype=np.intp)


def _rival_price(today: Today, name: str, tuning: Tuning, luck: Luck) -> Array:
    """Return each world's multiplier on rivals' bids today, ``(W,)``."""
    channel = tuning.channel(name)
    worlds = today.rows.worlds
    season: dict[date, float] = {}
    concerned = np.array(sorted(set(today.world[today.by_channel[name]].tolist())), dtype=np.intp)
    result = np.ones(len(worlds))
    for number in concerned.tolist():
        env, day = worlds[number].env, int(today.days[number])
        when = env.date_of(day)
        if when not in season:
            season[when] = calendar.price(when, tuning.calendar, channel)
        result[number] = env.price * season[when]
        if env.events:
            result[number] *= effects_on(env.events, day, tuning.segments).price
    result[concerned] *= luck.shocks(concerned, today.days, tuning.noise.market, Stage.MARKET, name)
    return result


def _rivals_of(today: Today, name: str) -> Array:
    """Return classmates' share of the ad slots in each world, ``(W, C)`` or ``(W, 1)`` when there are none."""
    worlds, columns = today.rows.worlds, today.rows.columns
    if not any(name in world.env.rivals for world in worlds):
        return np.zeros((len(worlds), 1))
    result = np.zeros((len(worlds), columns.size))
    for number, world in enumerate(worlds):
        if name in world.env.rivals:
            result[number] = np.asarray(world.env.rivals[name])[columns]
    return result


def _delivered(
    contact: Contact, today: Today, at: Ints, paced: Paced, *, carried: Carried, tuning: Tuning, luck: Luck
) -> None:
    """Turn one channel's auction into counts and money (fills ``contact``)."""
    on, days, rows = today.on[at], today.days, today.rows
    shown, expected = in_order(paced.impressions), in_order(paced.clicks)
    impressions = luck.whole_people(on, days, shown)
    mean_rate = np.divide(expected, shown, out=np.zeros_like(shown), where=shown > 0.0)
    rate = luck.rates(on, days, mean_rate, learning.rate_sigma(today.learnt[at], tuning.learning))
    (clicks,) = luck.counts(Stage.CLICKS, on, days, (impressions, rate))
    cost, budget = in_order(paced.spend), rows.budget[on]
    if luck.whole and tuning.channel(rows.plans[on[0]].channel).pricing == "click":
        per_click = np.divide(cost, expected, out=np.zeros_like(cost), where=expected > 0.0)
        cost = np.minimum(budget, clicks * per_click)
    people = today.people[at]
    per_person = np.divide(paced.impressions, people, out=np.zeros_like(people), where=people > 0.0)
    people_today = reached(people, per_person, tuning.reach.usage_shape)
    shape, seen = tuning.reach.usage_shape, carried.seen[on]
    ever = reached(people, seen + per_person, shape)
    contact.fresh[at] = ever - reached(people, seen, shape)
    people_ever = in_order(ever)
    reach = np.minimum(impressions, luck.near(in_order(people_today)))
    contact.impressions[at], contact.clicks[at], contact.visitors[at] = impressions, clicks, clicks
    contact.reach[at] = reach
    contact.reach_total[at] = np.maximum(np.maximum(reach, luck.near(people_ever)), carried.reach[on])
    # Rounded down, with room for float error: a budget met exactly must not lose its last rupiah.
    contact.spend[at] = np.minimum(budget, np.floor(cost + 1e-3))
    contact.shown[at], contact.reached[at] = paced.impressions, people_today
    contact.clicked[at], contact.paid[at], contact.per_person[at] = paced.clicks, paced.spend, per_person
    for place, row, short in zip(at.tolist(), on.tolist(), paced.exhausted.tolist(), strict=True):
        nobody = not today.chances[place].any()
        contact.status[place] = _delivery_status(rows.plans[row], nobody=nobody, exhausted=short)


def _delivery_status(plan: CampaignPlan, *, nobody: bool, exhausted: bool) -> tuple[Status, ...]:
    if plan.daily_budget == 0:
        return (Status.NO_BUDGET,)
    if nobody:
        return (Status.NO_AUDIENCE,)
    if exhausted:
        return (Status.UNDER_DELIVERY,) if plan.bid_cap is None else (Status.UNDER_DELIVERY, Status.BID_CAP)
    return ()


def _broadcast(
    contact: Contact, today: Today, at: Ints, *, carried: Carried, tuning: Tuning, luck: Luck
) -> None:
    """Send the day's broadcasts (fills ``contact``)."""
    on, days, rows, rules = today.on[at], today.days, today.rows, tuning.broadcast
    have = today.people[at]
    listed, capped = broadcast.listed(np.where(rows.mask[on], have, 0.0), rules)
    plans = [rows.plans[row] for row in on.tolist()]
    places = list(zip(plans, today.world[at].tolist(), strict=True))
    sending = np.array([float(broadcast.sends_on(plan, int(days[w]))) for plan, w in places])
    sent = rules.saved_share * listed * sending[:, None]
    mass = in_order(sent)
    messages = luck.whole_people(on, days, mass)
    rates = broadcast.response_rate(today.rel[at], rules)
    mean_rate = np.divide(in_order(rates * sent), mass, out=np.zeros_like(mass), where=mass > 0.0)
    sigma = np.full(on.size, tuning.learning.shock_base)
    rate = np.minimum(rules.respond_cap, luck.rates(on, days, mean_rate, sigma))
    leave = np.array([
        broadcast.opt_out_rate(carried.broadcasts[w], int(days[w]), rules) for _, w in places
    ])  # fmt: skip
    read, opt_outs = luck.counts(
        Stage.BROADCAST, on, days, (messages, np.full(on.size, rules.read_rate)), (messages, leave)
    )
    (clicks,) = luck.counts(Stage.CLICKS, on, days, (read, rate))
    (replies,) = luck.counts(Stage.CHAT_OR_TAP, on, days, (clicks, np.full(on.size, rules.reply_share)))
    sends = carried.sends[on] + sending
    ever = rules.saved_share * in_order(listed) * (1.0 - (1.0 - rules.read_rate) ** sends)
    contact.impressions[at], contact.reach[at], contact.clicks[at] = messages, read, clicks
    contact.reach_total[at] = np.maximum(np.maximum(read, luck.near(ever)), carried.reach[on])
    contact.visitors[at], contact.replies[at] = clicks - replies, replies
    contact.opt_outs[at], contact.sends[at] = opt_outs, sends
    contact.shown[at], contact.reached[at] = sent, sent * rules.read_rate
    contact.clicked[at] = sent * rules.read_rate * rates
    contact.per_person[at] = np.divide(sent, have, out=np.zeros_like(sent), where=have > 0.0)
    flags = zip(at.tolist(), sending.tolist(), messages.tolist(), capped.tolist(), strict=True)
    for place, goes, letters, full in flags:
        if not goes:
            contact.status[place] = (Status.NOT_SENT_TODAY,)
        elif letters < 1:
            contact.status[place] = (Status.NOT_ENOUGH_CONTACTS,)
        elif full:
            contact.status[place] = (Status.LIST_CAPPED,)
