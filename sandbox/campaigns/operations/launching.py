"""Launching campaigns and A/B tests."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from sandbox.campaigns.enums import CampaignState
from sandbox.campaigns.models import Campaign, MarketRun, PostTest
from sandbox.campaigns.operations.errors import NotEnoughMoney, PostGone, TooManyCampaigns, WrongDates
from sandbox.campaigns.queries import free_of, post_fault, unfinished_campaigns
from sandbox.extensions import db
from sandbox.posts.queries import Post

MOST_AT_ONCE = 8
"""Unfinished campaigns of one shop: more than anybody can learn from, and each more makes explanations slower."""


def launch_campaign(
    *,
    run: MarketRun,
    post_id: int,
    channel: str,
    aim: str,
    audience: dict[str, list[str]],
    daily_amount: int,
    days: int,
    last_day: int,
    start_day: int | None = None,
    targeting: str = "broad",
    every_days: int = 1,
    forecast_orders: int | None = None,
    forecast_money: int | None = None,
) -> Campaign:
    """Start a campaign on ``start_day``, or on the run's next market day. The caller has locked the shop.

    ``last_day`` is the last market day a class may use. Raises PostGone, TooManyCampaigns, WrongDates, and
    NotEnoughMoney when wallet minus what running campaigns may still spend does not cover it.
    """
    check_post(post_id)
    check_room(run, 1)
    first = run.day if start_day is None else start_day
    check_dates(run, first, days, last_day)
    check_money(run, daily_amount * days)
    campaign = Campaign(
        shop_id=run.shop_id,
        run_id=run.id,
        post_id=post_id,
        slot=_next_slot(run),
        channel=channel,
        aim=aim,
        audience=audience,
        targeting=targeting,
        every_days=every_days,
        daily_amount=daily_amount,
        days=days,
        start_day=first,
        state=CampaignState.RUNNING.value,
        forecast_orders=forecast_orders,
        forecast_money=forecast_money,
    )
    db.session.add(campaign)
    run.row_version += 1
    db.session.flush()
    return campaign


def launch_test(
    *,
    run: MarketRun,
    post_ids: tuple[int, int],
    metric: str,
    lift: float,
    planned_per_arm: int,
    daily_amount: int,
    **plan: Any,
) -> PostTest:
    """Start an A/B test: one plan, two posts, half of ``daily_amount`` each (an odd rupiah goes to "a").

    The rest of ``plan`` is as for :func:`launch_campaign`; both halves carry the forecast of the whole test.
    Raises ValueError for twice the same post, PostGone, TooManyCampaigns, WrongDates, NotEnoughMoney.
    """
    if post_ids[0] == post_ids[1]:
        raise ValueError("a test needs two different posts")
    for post_id in post_ids:
        check_post(post_id)
    check_room(run, 2)
    first = run.day if plan.get("start_day") is None else plan["start_day"]
    check_dates(run, first, plan["days"], plan["last_day"])
    check_money(run, daily_amount * plan["days"])
    test = PostTest(run_id=run.id, metric=metric, lift=lift, planned_per_arm=planned_per_arm)
    db.session.add(test)
    db.session.flush()
    halves = (daily_amount - daily_amount // 2, daily_amount // 2)
    for arm, post_id, amount in zip("ab", post_ids, halves, strict=True):
        campaign = launch_campaign(run=run, post_id=post_id, daily_amount=amount, **plan)
        campaign.test_id, campaign.arm = test.id, arm
    db.session.flush()
    db.session.refresh(test)
    return test


def check_post(post_id: int) -> None:
    """Raise PostGone when nobody could be shown the post."""
    reason = post_fault(db.session.get_one(Post, post_id))
    if reason is not None:
        raise PostGone(reason)


def check_room(run: MarketRun, more: int) -> None:
    """Raise TooManyCampaigns when ``more`` would be too many at once."""
    if len(unfinished_campaigns({run.id}).get(run.id, [])) + more > MOST_AT_ONCE:
        raise TooManyCampaigns


def check_dates(run: MarketRun, start_day: int, days: int, last_day: int) -> None:
    """Raise WrongDates unless the days lie between the run's next market day and ``last_day``."""
    if start_day < run.day or days < 1 or start_day + days - 1 > last_day:
        raise WrongDates(run.day, last_day)


def check_money(run: MarketRun, need: int) -> None:
    """Raise NotEnoughMoney unless ``need`` rupiah are neither spent nor promised."""
    free = free_of(run.shop_id) or 0
    if need > free:
        raise NotEnoughMoney(free)


def _next_slot(run: MarketRun) -> int:
    last = db.session.scalar(select(func.max(Campaign.slot)).where(Campaign.run_id == run.id))
    return 0 if last is None else last + 1
