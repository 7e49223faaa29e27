"""From a typed plan to what it may bring: a trial campaign played for one expected day. Stores nothing.

Loads numpy inside its functions: only who asks for an estimate waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sandbox.campaigns.desk import desk
from sandbox.campaigns.desk.forms import PlanForm
from sandbox.campaigns.desk.plan_presenters import (
    Circumstances,
    EstimateCard,
    PlanMoney,
    estimate_card,
    faults_card,
    hold_words,
)
from sandbox.campaigns.enums import TestMetric
from sandbox.campaigns.models import Campaign, ClassMarket
from sandbox.campaigns.operations import PostGone
from sandbox.campaigns.queries import post_fault
from sandbox.posts.queries import get_own_post

if TYPE_CHECKING:
    from sandbox.campaigns.market.estimate import Estimate

TRIAL_SLOT = 1_000_000
"""No stored campaign ever has this slot: an estimate draws nothing that a real day would."""


def card_for(
    shop: Any,
    market: ClassMarket,
    form: PlanForm,
    *,
    free: int,
    gone: int = 0,
    second_post: int | None = None,
    errors: Mapping[str, str],
    changed: Campaign | None = None,
) -> EstimateCard:
    """What the typed plan may bring; with ``errors`` why nobody can say. ``changed`` is the campaign it changes,
    ``gone`` how many of its days are over.
    """
    if errors:
        return faults_card(list(errors.values()))
    facts = _plan(form, changed)
    start = max(facts["start_day"], desk.next_day_of(shop.id, market))
    try:
        brings = estimate_of(shop, facts)
    except PostGone as answer:
        return faults_card([hold_words(answer.reason)])
    money = PlanMoney(facts["daily_amount"], facts["days"], free, gone)
    calendar = desk.calendar_of(desk.own_class(), market)
    marks = [mark.text for day in range(start, start + facts["days"]) for mark in calendar.marks(day)]
    around = Circumstances(
        days_marked=tuple(dict.fromkeys(marks)),
        planned_per_arm=planned_per_arm(brings) if second_post else 0,
        forgets=changed is not None and forgets(changed, facts),
    )
    return estimate_card(brings, money, around)


def _plan(form: PlanForm, changed: Campaign | None) -> dict[str, Any]:
    facts = form.facts()
    if changed is not None:
        facts |= {"channel": changed.channel, "start_day": changed.start_day}
    return facts


def estimate_of(shop: Any, facts: Mapping[str, Any]) -> Estimate:
    """The kernel's estimate for a plan by column name. Raises PostGone when nobody could see the post."""
    from sandbox.campaigns.facts import market_now
    from sandbox.campaigns.market.estimate import estimate

    post = get_own_post(shop, facts["post_id"])
    if (reason := post_fault(post)) is not None:
        raise PostGone(reason)
    known = {name: facts[name] for name in TRIAL_FACTS}
    trial = Campaign(slot=TRIAL_SLOT, post=post, state="running", arm="", **known)
    now = market_now(shop=shop, pack=desk.pack(), campaigns=[trial])
    return estimate(now.plans[0], now.shop, now.env, now.tuning, now.state)


TRIAL_FACTS = (
    "channel", "aim", "audience", "targeting", "every_days", "daily_amount", "days", "start_day",
)  # fmt: skip


def planned_per_arm(brings: Estimate) -> int:
    """How many people each of two compared posts needs before one may be called better."""
    from sandbox.campaigns.market import experiment

    seen, tapped = sum(brings.reach), sum(brings.clicks)
    rate = min(0.5, max(tapped / seen if seen else 0.0, 0.001))
    return experiment.planned_per_arm(rate, desk.market_rules().test_lift)


def declared_test(shop: Any, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What an A/B test declares before it begins: taps decide, and how many people they need."""
    return {
        "metric": TestMetric.CLICK.value,
        "lift": desk.market_rules().test_lift,
        "planned_per_arm": planned_per_arm(estimate_of(shop, facts)),
    }


def forgets(campaign: Campaign, facts: Mapping[str, Any]) -> bool:
    """Whether the platform begins to learn again with these facts: another post, aim or audience, or a daily
    amount changed by more than the market's tolerance.
    """
    rules = desk.market_tuning().learning
    before = max(campaign.daily_amount, 1)
    moved = abs(facts["daily_amount"] - campaign.daily_amount) / before > rules.edit_budget_change
    same = ("post_id", "aim", "audience", "targeting")
    other = any(_plain(facts[name]) != _plain(getattr(campaign, name)) for name in same)
    return bool(campaign.results) and not desk.open_desk().is_free(campaign.channel) and (moved or other)


def _plain(value: Any) -> Any:
    """An audience without the dimensions that name nobody in particular."""
    return {key: sorted(names) for key, names in value.items() if names} if isinstance(value, dict) else value
