"""From stored market days to the kernel's answers: luck, causes, true effects, mechanisms. Brings numpy: import late.

Nothing here asks the database; what is read beforehand (``insight.queries``) can be computed outside a transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from statistics import median
from typing import Any

from sandbox.campaigns.facts import world_of_day
from sandbox.campaigns.insight.workbench import digest
from sandbox.campaigns.market.causes import Causes, Switched, explain, mechanisms_of
from sandbox.campaigns.market.chance import Band, Chance, luck_band
from sandbox.campaigns.market.par import Par, par
from sandbox.campaigns.market.par_options import Post
from sandbox.campaigns.market.situation import Situation, Usual, typical
from sandbox.campaigns.market.truth import Effect, Phase, true_effects
from sandbox.campaigns.market.tuning import Tuning
from sandbox.campaigns.market.types import CampaignPlan, Creative, DayReport, Offer
from sandbox.campaigns.market.world import World

LEAST_SHOPS = 3
"""A class median needs at least this many shops: below, it would show a neighbour's choices."""

_COLUMNS = tuple(field.name for field in fields(DayReport))
_EMPTY = {"date": date.min, "status": (), "breakdown": {}}


def stored_report(data: Mapping[str, Any]) -> DayReport:
    """A stored report as a value again, without date, status and breakdown; what an older one lacks is 0."""
    return DayReport(**{name: data.get(name, 0) for name in _COLUMNS} | _EMPTY)


def luck_of(days: Sequence[Any], tuning: Tuning) -> Chance:
    """How much of these campaign-days' result is luck, in orders and in money left."""
    pairs = [(stored_report(day.report["expected"]), stored_report(day.report["realised"])) for day in days]
    return luck_band([_seller(day) for day in days], [p[0] for p in pairs], [p[1] for p in pairs], tuning)


def luck_by_day(days: Sequence[Any], tuning: Tuning) -> list[Band]:
    """The same for each day by itself, in orders."""
    return [luck_of([day], tuning).orders for day in days]


def _seller(day: Any) -> CampaignPlan:
    """A plan that says only which offer a slot sells: all that the luck of stored days asks of it."""
    offer = Offer(f"product-{day.campaign.post.product_id}", 0, 0, 1, "", 0)
    return CampaignPlan(day.report["expected"]["slot"], day.campaign.channel, offer, Creative("", ""))


@dataclass(frozen=True)
class Story:
    """One campaign as it was played. ``situation`` has its last decisions; ``edited``: there were others before.

    ``world`` and ``days`` are its first days as played, ``later`` what followed after each change. ``key`` is
    the digest of all of it.
    """

    situation: Situation
    world: World
    days: int
    later: tuple[Phase, ...]
    edited: bool
    key: str


def story_of(slot: int, shop_days: Sequence[Any]) -> Story | None:
    """The story of the campaign ``slot`` from its shop's days as played; None when they are not all kept.

    Days of before explanations were kept have no inputs.
    """
    if not shop_days or not all(day.before and day.inputs for day in shop_days):
        return None
    worlds = [world_of_day(day) for day in shop_days]
    editions = [plan for world in worlds for plan in world.plans if plan.slot == slot]
    if not editions:
        return None
    phases = _phases(worlds)
    first, *later = phases
    return Story(
        situation=_last_decisions(worlds, slot),
        world=worlds[0],
        days=first.days,
        later=tuple(later),
        edited=any(plan != editions[-1] for plan in editions),
        key=digest(slot, shop_days[0].before, [day.inputs for day in shop_days]),
    )


def _phases(worlds: Sequence[World]) -> list[Phase]:
    """Days in a row with the same decisions and surroundings, put together."""
    phases: list[Phase] = []
    for world in worlds:
        now = (world.plans, world.shop, world.env)
        if phases and _inputs(phases[-1]) == _comparable(now):
            phases[-1] = replace(phases[-1], days=phases[-1].days + 1)
        else:
            phases.append(Phase(1, *now))
    return phases


def _inputs(phase: Phase) -> Any:
    return _comparable((phase.plans, phase.shop, phase.env))


def _comparable(inputs: tuple[Any, ...]) -> Any:
    plans, shop, env = inputs
    rivals = {name: values.tolist() for name, values in sorted(env.rivals.items())}
    overlap = env.overlap if isinstance(env.overlap, float | int) else env.overlap.tolist()
    return plans, shop, replace(env, rivals={}, overlap=0.0), rivals, overlap


def _last_decisions(worlds: Sequence[World], slot: int) -> Situation:
    """The first day's shop with everybody's last decisions; the campaign ends where it was stopped."""
    first, last_day = worlds[0], worlds[-1].state.day
    latest: dict[int, CampaignPlan] = {}
    for world in worlds:
        latest.update((plan.slot, plan) for plan in world.plans)
    own = replace(latest[slot], end_day=max(latest[slot].start_day, min(latest[slot].end_day, last_day)))
    plans = tuple(own if plan.slot == slot else plan for plan in latest.values())
    return Situation(replace(first, plans=plans), slot, len(worlds))


def usual_shop(story: Story, tuning: Tuning) -> Situation:
    """The same campaign at a usual shop ("toko biasa")."""
    return typical(story.situation, tuning)


def middle_of(values: Iterable[float]) -> float:
    """The median as a plain number."""
    return float(median(values))


def class_middle(story: Story, inputs: Sequence[Mapping[str, Any]], tuning: Tuning) -> Situation | None:
    """The same campaign with the middle choices of the class; None with too few shops to say."""
    if len(inputs) < LEAST_SHOPS:
        return None
    plans = [plan for shop in inputs for plan in shop["plans"]]
    usual = Usual(
        photo_score=middle_of(plan["creative"]["photo_score"] for plan in plans),
        caption_score=middle_of(plan["creative"]["caption_score"] for plan in plans),
        page_score=middle_of(shop["shop"]["page_score"] for shop in inputs),
        reply_minutes=middle_of(shop["shop"]["reply_minutes"] for shop in inputs),
        load_seconds=middle_of(shop["shop"]["load_seconds"] for shop in inputs),
        near=Counter(tuple(plan["audience"]["regions"]) for plan in plans).most_common(1)[0][0],
    )
    middle = typical(story.situation, tuning, usual)
    ratio = middle_of(plan["offer"]["price"] / plan["offer"]["market_price"] for plan in plans)
    paid = [plan["daily_budget"] for plan in plans if plan["channel"] == story.situation.plan.channel]
    own = next(plan for plan in middle.world.plans if plan.slot == middle.slot)
    own = replace(
        own,
        offer=replace(own.offer, price=round(own.offer.market_price * ratio)),
        daily_budget=round(median(paid)) if len(paid) >= LEAST_SHOPS else own.daily_budget,
    )
    kept = tuple(own if plan.slot == own.slot else plan for plan in middle.world.plans)
    return replace(middle, world=replace(middle.world, plans=kept))


@dataclass(frozen=True)
class Explained:
    """Why a campaign differs from a base, what it truly brought, and what mechanisms cost it. Without luck."""

    causes: Causes
    effect: Effect | None
    mechanisms: tuple[Switched, ...]


def explained(story: Story, base: Situation, tuning: Tuning) -> Explained:
    """Compute everything the causes page says (some hundred runs of a shop's days)."""
    now = story.situation
    truth = true_effects(story.world, tuning, days=story.days, later=story.later)
    return Explained(
        causes=explain(now, base, tuning),
        effect=truth.campaigns.get(now.slot),
        mechanisms=mechanisms_of(now.world, tuning, days=now.days),
    )


def par_of(story: Story, tuning: Tuning, *, channels: Sequence[str], posts: Sequence[Post]) -> Par:
    """Par of the campaign's days with the money all campaigns of these days were given."""
    world, days = story.situation.world, story.situation.days
    first, last = world.state.day, world.state.day + days - 1
    wallet = sum(
        plan.daily_budget * max(0, min(plan.end_day, last) - max(plan.start_day, first) + 1)
        for plan in world.plans
    )
    return par(world, tuning, wallet=wallet, days=days, channels=channels, posts=posts)
