"""The first half of a day: who gets to see the campaign, and who reacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market import broadcast, calendar, funnel, learning
from sandbox.campaigns.market.delivery import bidder, deliver, opportunities
from sandbox.campaigns.market.draws import Stage
from sandbox.campaigns.market.luck import Luck
from sandbox.campaigns.market.memory import exposure_to
from sandbox.campaigns.market.pacing import Paced
from sandbox.campaigns.market.reach import reached
from sandbox.campaigns.market.segments import audience_mask, fit
from sandbox.campaigns.market.state import CampaignState, ShopState, new_campaign
from sandbox.campaigns.market.types import CampaignPlan, Environment, ShopFacts, Status
from sandbox.campaigns.market.wearout import wear_out

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Running:
    """A campaign at the start of its day.

    past: its totals, after noticing edits.  fit, rel: per segment; ``rel`` is the response relative to the
    average creative, person and freshness.  wear: 1 = fresh.
    """

    plan: CampaignPlan
    past: CampaignState
    mask: NDArray[np.bool_]
    fit: Array
    wear: Array
    rel: Array
    learnt: float


@dataclass(frozen=True)
class Contact:
    """What delivery brought.

    impressions, reach, clicks: counts.  per_person: exposures per person today, ``(S,)``.  shown,
    reached, clicked, paid: expected per segment (the shape of breakdowns).  visitors: clicks that go to
    the page; replies: people who answer straight into the chat.  sends: broadcasts so far.
    """

    running: Running
    impressions: float
    reach: float
    reach_total: float
    clicks: float
    visitors: float
    replies: float
    spend: int
    shown: Array
    reached: Array
    clicked: Array
    paid: Array
    per_person: Array
    opt_outs: float = 0
    sends: int = 0
    status: tuple[Status, ...] = field(default=())


def begin(state: ShopState, plan: CampaignPlan, tuning: Tuning) -> Running:
    """Work out what the day starts from: edits noticed, memory, fit, and how far the platform has learnt."""
    table, channel = tuning.segments, tuning.channel(plan.channel)
    past = state.campaigns.get(plan.slot) or new_campaign(table.size)
    past = _with_learning(past, learning.begin_day(past.learning, plan, tuning.learning))
    audience = plan.audience
    mask = audience_mask(tuning, audience.regions, audience.ages, audience.genders, audience.interests)
    exposure = exposure_to(state.memory, plan.channel, plan.creative, table.size, tuning.reach)
    wear = wear_out(exposure, channel.wear, tuning.reach.usage_shape)
    fits = fit(table, plan.offer, tuning.auction)
    quality = funnel.quality(plan.creative.photo_score, plan.creative.caption_score, tuning.auction)
    learnt = learning.level(past.learning, plan.objective, tuning.learning)
    return Running(plan, past, mask, fits, wear, quality * fits * wear, learnt)


def contact_all(
    state: ShopState,
    running: Sequence[Running],
    *,
    shop: ShopFacts,
    env: Environment,
    tuning: Tuning,
    luck: Luck,
) -> list[Contact]:
    """Deliver all campaigns of the shop's day, in the order given (by channel they share one inventory)."""
    done: dict[int, Contact] = {}
    by_channel = sorted(running, key=lambda r: (r.plan.channel, r.plan.slot))
    for name, group in groupby(by_channel, key=lambda r: r.plan.channel):
        members = list(group)
        if tuning.channel(name).pricing == "contacts":
            contacts = [_broadcast(state, r, tuning, luck) for r in members]
        else:
            contacts = _auction(state, members, shop=shop, env=env, tuning=tuning, luck=luck)
        done.update((c.running.plan.slot, c) for c in contacts)
    return [done[r.plan.slot] for r in running]


def _auction(
    state: ShopState,
    members: Sequence[Running],
    *,
    shop: ShopFacts,
    env: Environment,
    tuning: Tuning,
    luck: Luck,
) -> list[Contact]:
    name = members[0].plan.channel
    channel = tuning.channel(name)
    price = env.price * calendar.price(env.date_of(state.day), tuning.calendar, channel)
    price *= luck.class_shock(tuning.noise.market, Stage.MARKET, name)
    bidders = [
        bidder(
            tuning,
            r.plan,
            chances=opportunities(tuning, channel, r.plan, r.mask),
            rel=r.rel,
            learnt=r.learnt,
            price=price,
            rivals=env.rivals.get(name, 0.0),
            rating=shop.rating,
        )
        for r in members
    ]
    return [
        _delivered(r, paced, tuning, luck)
        for r, paced in zip(members, deliver(bidders, tuning.auction.highest_bid), strict=True)
    ]


def _delivered(r: Running, paced: Paced, tuning: Tuning, luck: Luck) -> Contact:
    plan, people = r.plan, tuning.segments.people
    shown = float(paced.impressions.sum())
    impressions = luck.rounded(shown)
    mean_rate = float(paced.clicks.sum()) / shown if shown > 0.0 else 0.0
    sigma = learning.rate_sigma(r.learnt, tuning.learning)
    rate = luck.rate(mean_rate, sigma, plan.channel, plan.slot)
    (clicks,) = luck.counts(Stage.CLICKS, plan.channel, plan.slot, (impressions, rate))
    cost = float(paced.spend.sum())
    if tuning.channel(plan.channel).pricing == "click" and luck.whole:
        expected = float(paced.clicks.sum())
        cost = min(float(plan.daily_budget), clicks * cost / expected) if expected > 0.0 else 0.0
    # Rounded down, with room for float error: a budget met exactly must not lose its last rupiah.
    spend = min(plan.daily_budget, int(cost + 1e-3))
    per_person = np.divide(paced.impressions, people, out=np.zeros_like(people), where=people > 0.0)
    people_today = reached(people, per_person, tuning.reach.usage_shape)
    people_ever = reached(people, r.past.seen + per_person, tuning.reach.usage_shape)
    reach = min(impressions, _near(float(people_today.sum()), luck))
    return Contact(
        running=r,
        impressions=impressions,
        reach=reach,
        reach_total=max(reach, _near(float(people_ever.sum()), luck), r.past.reach),
        clicks=clicks,
        visitors=clicks,
        replies=0,
        spend=spend,
        shown=paced.impressions,
        reached=people_today,
        clicked=paced.clicks,
        paid=paced.spend,
        per_person=per_person,
        status=_delivery_status(plan, r, bool(paced.exhausted)),
    )


def _delivery_status(plan: CampaignPlan, r: Running, exhausted: bool) -> tuple[Status, ...]:
    if plan.daily_budget == 0:
        return (Status.NO_BUDGET,)
    if not r.mask.any():
        return (Status.NO_AUDIENCE,)
    if exhausted:
        return (Status.UNDER_DELIVERY,) if plan.bid_cap is None else (Status.UNDER_DELIVERY, Status.BID_CAP)
    return ()


def _broadcast(state: ShopState, r: Running, tuning: Tuning, luck: Luck) -> Contact:
    plan, rules = r.plan, tuning.broadcast
    listed, capped = broadcast.listed(state.contacts, r.mask, rules)
    sending = broadcast.sends_on(plan, state.day)
    sent = rules.saved_share * listed * sending
    messages = luck.rounded(float(sent.sum()))
    rates = broadcast.response_rate(r.rel, rules)
    mean_rate = float((rates * sent).sum() / sent.sum()) if sent.any() else 0.0
    rate = min(rules.respond_cap, luck.rate(mean_rate, tuning.learning.shock_base, plan.channel, plan.slot))
    leave = broadcast.opt_out_rate(state.broadcasts, state.day, rules)
    slot = (plan.channel, plan.slot)
    read, opt_outs = luck.counts(Stage.BROADCAST, *slot, (messages, rules.read_rate), (messages, leave))
    (clicks,) = luck.counts(Stage.CLICKS, *slot, (read, rate))
    (replies,) = luck.counts(Stage.CHAT_OR_TAP, *slot, (clicks, rules.reply_share))
    per_person = np.divide(sent, state.contacts, out=np.zeros_like(sent), where=state.contacts > 0.0)
    sends = r.past.sends + sending
    ever = rules.saved_share * float(listed.sum()) * (1.0 - (1.0 - rules.read_rate) ** sends)
    status: tuple[Status, ...] = ()
    if not sending:
        status = (Status.NOT_SENT_TODAY,)
    elif messages < 1:
        status = (Status.NOT_ENOUGH_CONTACTS,)
    elif capped:
        status = (Status.LIST_CAPPED,)
    return Contact(
        running=r,
        impressions=messages,
        reach=read,
        reach_total=max(read, _near(ever, luck), r.past.reach),
        clicks=clicks,
        visitors=clicks - replies,
        replies=replies,
        spend=0,
        shown=sent,
        reached=sent * rules.read_rate,
        clicked=sent * rules.read_rate * rates,
        paid=np.zeros_like(sent),
        per_person=per_person,
        opt_outs=opt_outs,
        sends=sends,
        status=status,
    )


def _near(value: float, luck: Luck) -> float:
    return round(value) if luck.whole else value


def _with_learning(past: CampaignState, learnt: learning.Learning) -> CampaignState:
    return replace(past, learning=learnt)
