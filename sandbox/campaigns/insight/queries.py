"""Reading what explanations start from: the days of a campaign as played, earlier tries, the class's plans."""

from __future__ import annotations

from typing import Any

from flask import abort
from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload, undefer

from sandbox.campaigns.models import Campaign, MarketDay, MarketRun, ShopDay
from sandbox.extensions import db
from sandbox.posts.queries import Post
from sandbox.shops.queries import Shop


def days_as_played(run_id: int, first: int, last: int) -> list[ShopDay]:
    """The shop's days from ``first`` to ``last`` with all they were played from, in order."""
    query = select(ShopDay).where(ShopDay.run_id == run_id, ShopDay.day.between(first, last))
    return list(
        db.session.scalars(
            query.order_by(ShopDay.day).options(undefer(ShopDay.before), undefer(ShopDay.inputs))
        )
    )


def played_campaigns(shop_id: int) -> list[Campaign]:
    """Every campaign of the shop that has at least one day, of all its runs, newest first.

    Their days, some kilobytes each, are read campaign by campaign when somebody asks for them.
    """
    query = (
        select(Campaign)
        .join(MarketRun, MarketRun.id == Campaign.run_id)
        .where(Campaign.shop_id == shop_id, Campaign.id.in_(select(MarketDay.campaign_id)))
        .order_by(MarketRun.number.desc(), Campaign.slot.desc())
    )
    return list(db.session.scalars(_with_posts(query)))


def earlier_campaign(campaign: Campaign) -> Campaign | None:
    """The try to compare with: the one before it in its run, else the same place (or the last) of the run before."""
    others = [one for one in played_campaigns(campaign.shop_id) if one.id != campaign.id]
    number = campaign.run.number
    before = [one for one in others if one.run_id == campaign.run_id and one.slot < campaign.slot]
    if before:
        return before[0]
    last_run = [one for one in others if one.run.number < number]
    if not last_run:
        return None
    nearest = [one for one in last_run if one.run.number == last_run[0].run.number]
    return next((one for one in nearest if one.slot == campaign.slot), nearest[0])


def own_arms(shop_id: int, test_id: int) -> list[Campaign]:
    """The two campaigns of a test of this shop, "a" first, with days and posts; 404 for any other."""
    query = (
        select(Campaign)
        .where(Campaign.shop_id == shop_id, Campaign.test_id == test_id)
        .order_by(Campaign.arm)
    )
    arms = list(
        db.session.scalars(
            _with_posts(query.options(selectinload(Campaign.test), selectinload(Campaign.results)))
        )
    )
    if len(arms) != 2:
        abort(404)
    return arms


def class_inputs(classroom_id: int) -> list[dict[str, Any]]:
    """How each shop of the class played its latest day (of its latest run that has any): plans and shop."""
    latest = (
        select(MarketRun.shop_id, func.max(ShopDay.id).label("day"))
        .join(ShopDay, ShopDay.run_id == MarketRun.id)
        .join(Shop, Shop.id == MarketRun.shop_id)
        .where(Shop.classroom_id == classroom_id)
        .group_by(MarketRun.shop_id)
        .subquery()
    )
    query = select(ShopDay.inputs).where(ShopDay.id.in_(select(latest.c.day))).order_by(ShopDay.id)
    return [inputs for inputs in db.session.scalars(query) if inputs.get("plans")]


def _with_posts(query: Select[tuple[Campaign]]) -> Select[tuple[Campaign]]:
    return query.options(
        selectinload(Campaign.run),
        selectinload(Campaign.post).selectinload(Post.product),
        selectinload(Campaign.post).selectinload(Post.photo),
    )
