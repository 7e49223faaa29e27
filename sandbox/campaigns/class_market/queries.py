"""Reading what the trainer's desk shows about a whole class: who is ready, what a round did, where money went."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Select, func, select

from sandbox.campaigns.enums import CampaignState
from sandbox.campaigns.models import Campaign, MarketDay, MarketRun, ShopDay
from sandbox.extensions import db
from sandbox.shops.queries import Shop


class Standing(NamedTuple):
    """Where a shop stands in its current try: the day it began on, its next market day, running campaigns."""

    first_day: int
    day: int
    running: int


class RoundTotals(NamedTuple):
    """What a round did: shops that were played, rupiah paid for ads, orders (those without a campaign too)."""

    shops: int
    spend: int
    orders: int


class ChannelUse(NamedTuple):
    """One channel in the shops' current tries: how many shops used it, rupiah spent, orders it brought."""

    channel: str
    shops: int
    spend: int
    orders: int


def current_runs_of(classroom_id: int) -> Select[tuple[int]]:
    """Ids of the runs that the shops of a class are in, as part of a query."""
    return (
        select(MarketRun.id)
        .join(Shop, Shop.id == MarketRun.shop_id)
        .where(Shop.classroom_id == classroom_id, MarketRun.ended_at.is_(None))
    )


def standings(shop_ids: Collection[int]) -> dict[int, Standing]:
    """Where each shop with a run stands, by shop id."""
    rows = db.session.execute(
        select(MarketRun.shop_id, MarketRun.first_day, MarketRun.day, func.count(Campaign.id))
        .outerjoin(
            Campaign, (Campaign.run_id == MarketRun.id) & (Campaign.state == CampaignState.RUNNING.value)
        )
        .where(MarketRun.shop_id.in_(shop_ids), MarketRun.ended_at.is_(None))
        .group_by(MarketRun.id)
    )
    return {shop_id: Standing(first_day, day, running) for shop_id, first_day, day, running in rows}


def round_totals(classroom_id: int, *, first_day: int, days: int) -> RoundTotals:
    """What the days of a round brought to the shops' current tries."""
    runs = current_runs_of(classroom_id)
    last = first_day + days - 1
    shops, alone = db.session.execute(
        select(func.count(ShopDay.run_id.distinct()), func.coalesce(func.sum(ShopDay.orders), 0)).where(
            ShopDay.run_id.in_(runs), ShopDay.day.between(first_day, last)
        )
    ).one()
    spend, orders = db.session.execute(
        select(func.coalesce(func.sum(MarketDay.spend), 0), func.coalesce(func.sum(MarketDay.orders), 0))
        .join(Campaign, Campaign.id == MarketDay.campaign_id)
        .where(Campaign.run_id.in_(runs), MarketDay.day.between(first_day, last))
    ).one()
    return RoundTotals(int(shops), int(spend), int(alone) + int(orders))


def channels_used(classroom_id: int) -> list[ChannelUse]:
    """Channels that brought at least one day, most used first."""
    shops = func.count(Campaign.shop_id.distinct())
    rows = db.session.execute(
        select(Campaign.channel, shops, func.sum(MarketDay.spend), func.sum(MarketDay.orders))
        .join(MarketDay, MarketDay.campaign_id == Campaign.id)
        .where(Campaign.run_id.in_(current_runs_of(classroom_id)))
        .group_by(Campaign.channel)
        .order_by(shops.desc(), Campaign.channel)
    )
    return [
        ChannelUse(channel, int(count), int(spend), int(orders)) for channel, count, spend, orders in rows
    ]
