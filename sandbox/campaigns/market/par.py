"""Par: the best this shop, as it stands, could have expected to earn with the same wallet and days.

Posts, prices and the shop page are taken as they are; only channels, people, amounts and dates are chosen,
without luck.  :mod:`.par_search` says how.  Profit is counted above doing nothing, so nothing done is 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from sandbox.campaigns.market.par_options import Choice, Plans, Post
from sandbox.campaigns.market.par_search import Effort, Evaluator, search, single_campaigns
from sandbox.campaigns.market.types import Audience, CampaignPlan
from sandbox.campaigns.market.world import World

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

GAINS = 2
"""Changes to the trainee's own plan that are named."""


class Change(StrEnum):
    """What a single change to the own plan changes; ``add``: a paid campaign, ``free``: free posts."""

    CHANNEL = "channel"
    AUDIENCE = "audience"
    AMOUNT = "amount"
    TIMING = "timing"
    STOP = "stop"
    ADD = "add"
    FREE = "free"


Value = str | int | tuple[int, int] | Audience | None


@dataclass(frozen=True)
class Gain:
    """One change to the own plan and the expected profit it adds (rupiah).

    slot: the own campaign changed, ``None`` when one is added.  before, after: a channel's name, an
    :class:`Audience`, a daily amount, (first, last) day, or for ``add`` and ``free`` the new channel.
    plan: the changed or new campaign, ``None`` when it is stopped.
    """

    change: Change
    slot: int | None
    before: Value
    after: Value
    profit: float
    plan: CampaignPlan | None


@dataclass(frozen=True)
class Par:
    """The best found, and how near the own plan comes.

    profit: expected rupiah of the best campaigns above doing nothing, at least 0.  plans: those campaigns.
    own_profit: of the own campaigns.  nothing: what the shop earns without any campaign.  percent: own
    profit as a share of par, 0 to 100, ``None`` when no campaign earns anything.  gains: the two kinds of
    single changes that would gain most.  evaluations: worlds played.
    """

    profit: float
    plans: Plans
    own_profit: float
    nothing: float
    percent: float | None
    gains: tuple[Gain, ...]
    evaluations: int


def par(
    world: World,
    tuning: Tuning,
    *,
    wallet: int,
    days: int,
    channels: Sequence[str],
    posts: Sequence[Post],
    effort: Effort | None = None,
) -> Par:
    """Return par of ``days`` days from ``world.state`` on; ``world.plans`` are the trainee's own campaigns.

    wallet: rupiah for ads in all.  channels: those that may be used (unknown ones are left out).  posts: what
    the shop has to show.  Never below doing nothing or the own plan, whatever that costs.
    """
    if days < 1 or wallet < 0:
        raise ValueError("at least one day and no negative wallet")
    effort = effort or Effort()
    taken = [*world.state.campaigns, *(plan.slot for plan in world.plans)]
    choice = Choice(
        tuning=tuning,
        channels=tuple(name for name in dict.fromkeys(channels) if name in tuning.channels),
        posts=tuple(dict.fromkeys(posts)),
        first_day=world.state.day,
        days=days,
        wallet=wallet,
        first_slot=max(taken, default=-1) + 1,
    )
    evaluator = Evaluator(world, tuning, days)
    own = tuple(world.plans)
    (own_profit,) = evaluator.profits([own])
    singles = single_campaigns(choice, evaluator, effort) if choice.posts else {}
    changes = _affordable_changes(own, choice, singles)
    evaluator.profits(plans for _, plans in changes)
    search(choice, singles, evaluator, effort)
    allowed = {plans: p for plans, p in evaluator.known.items() if plans == own or choice.affordable(plans)}
    best = max(allowed, key=lambda plans: allowed[plans])
    profit = allowed[best]
    return Par(
        profit=profit,
        plans=best,
        own_profit=own_profit,
        nothing=evaluator.nothing,
        percent=100.0 * max(0.0, own_profit) / profit if profit > 0.0 else None,
        gains=_gains(changes, own_profit, evaluator),
        evaluations=len(evaluator.known),
    )


def _gains(changes: Sequence[tuple[Gain, Plans]], before: float, evaluator: Evaluator) -> tuple[Gain, ...]:
    """Return the best single change of each kind, the most profitable kinds only."""
    best: dict[Change, Gain] = {}
    for gain, plans in changes:
        told = replace(gain, profit=evaluator.known[plans] - before)
        if told.profit > 0.0 and (gain.change not in best or told.profit > best[gain.change].profit):
            best[gain.change] = told
    return tuple(sorted(best.values(), key=lambda gain: -gain.profit)[:GAINS])


def _affordable_changes(
    own: Plans, choice: Choice, singles: Mapping[str, Sequence[CampaignPlan]]
) -> list[tuple[Gain, Plans]]:
    """Return the single changes to the own plan that cost no more than the wallet (or the own plan) holds."""
    most = max(choice.wallet, choice.cost(own))
    return [
        (gain, plans)
        for gain, plans in _changes(own, choice, singles)
        if choice.cost(plans) <= most and _reaches_minimum(gain, choice)
    ]


def _reaches_minimum(gain: Gain, choice: Choice) -> bool:
    plan = gain.plan
    return plan is None or plan.channel not in choice.paid or plan.daily_budget >= choice.least(plan.channel)


def _changes(
    own: Plans, choice: Choice, singles: Mapping[str, Sequence[CampaignPlan]]
) -> Iterator[tuple[Gain, Plans]]:
    """Yield every single change to the own plan with the campaigns it leads to."""
    for plan in own:
        rest = tuple(other for other in own if other is not plan)
        yield Gain(Change.STOP, plan.slot, plan.daily_budget, None, 0.0, None), rest
        for change, before, after, new in _single(plan, choice, singles):
            changed = tuple(new if other is plan else other for other in own)
            yield Gain(change, plan.slot, before, after, 0.0, new), changed
    used = {plan.channel for plan in own}
    for name, options in singles.items():
        if name in used or not options:
            continue
        change = Change.FREE if name in choice.free else Change.ADD
        room = [o for o in options if choice.cost((*own, o)) <= choice.wallet]
        for option in room[:1]:
            yield Gain(change, None, None, name, 0.0, option), (*own, option)


def _single(
    plan: CampaignPlan, choice: Choice, singles: Mapping[str, Sequence[CampaignPlan]]
) -> Iterator[tuple[Change, Value, Value, CampaignPlan]]:
    is_paid = plan.channel in choice.paid
    for name in choice.paid if is_paid else ():
        if name != plan.channel and singles.get(name):
            moved = replace(plan, channel=name, bid_cap=None, audience=singles[name][0].audience)
            yield Change.CHANNEL, plan.channel, name, moved
    for moved in choice.audience_moves(plan):
        yield Change.AUDIENCE, plan.audience, moved.audience, moved
    if is_paid:
        for factor in (1.25, 1.5, 2.0, 3.0):
            for moved in choice.amount_moves(plan, factor):
                yield Change.AMOUNT, plan.daily_budget, moved.daily_budget, moved
    for moved in choice.timing_moves(plan):
        if moved.daily_budget == plan.daily_budget:
            span = (plan.start_day, plan.end_day)
            yield Change.TIMING, span, (moved.start_day, moved.end_day), moved
