"""Spending practice money: opening a wallet, launching, playing market days, stopping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from sandbox.campaigns.enums import CampaignState, EntryKind
from sandbox.campaigns.facts import Market
from sandbox.campaigns.market.report import report_to_dict
from sandbox.campaigns.market.state import state_to_dict
from sandbox.campaigns.market.step import step
from sandbox.campaigns.market.types import DayReport, Mode
from sandbox.campaigns.models import Campaign, MarketDay, MarketState, WalletEntry
from sandbox.campaigns.queries import balance_of, market_state, promised, running_campaigns
from sandbox.extensions import db


class NotEnoughMoney(Exception):
    """The wallet cannot pay for this; ``free`` is what it can still promise, in rupiah."""

    def __init__(self, free: int) -> None:
        super().__init__(f"only {free} left")
        self.free = free


@dataclass(frozen=True)
class PlayedDay:
    """One market day of one campaign: what happened, and what was to be expected without luck."""

    realised: DayReport
    expected: DayReport


@dataclass(frozen=True)
class PlayedDays:
    """Days computed but not yet stored. ``first_day`` is the market day they begin on.

    ``slots`` are those of the campaigns that were running when they were computed.
    """

    first_day: int
    slots: frozenset[int]
    days: tuple[tuple[PlayedDay, ...], ...]
    memory: dict[str, Any]
    next_day: int
    tuning_version: str


def open_wallet(*, shop_id: int, amount: int) -> int:
    """Give a shop its first practice money, once; return the balance in rupiah."""
    balance = balance_of(shop_id)
    if balance is not None:
        return balance
    db.session.add(WalletEntry(shop_id=shop_id, kind=EntryKind.START, amount=amount, balance_after=amount))
    db.session.flush()
    return amount


def launch_campaign(
    *,
    shop_id: int,
    post_id: int,
    channel: str,
    aim: str,
    audience: dict[str, list[str]],
    daily_amount: int,
    days: int,
    tuning_version: str,
) -> Campaign:
    """Start a campaign on the shop's next market day.

    Raises NotEnoughMoney when wallet minus what running campaigns may still spend does not cover it.
    """
    memory = market_state(shop_id, for_update=True)
    if memory is None:
        memory = MarketState(shop_id=shop_id, tuning_version=tuning_version, day=0, memory={})
        db.session.add(memory)
        db.session.flush()
    free = (balance_of(shop_id) or 0) - promised(shop_id)
    if daily_amount * days > free:
        raise NotEnoughMoney(free)
    slots = db.session.scalar(select(func.count()).select_from(Campaign).where(Campaign.shop_id == shop_id))
    campaign = Campaign(
        shop_id=shop_id,
        post_id=post_id,
        slot=slots or 0,
        channel=channel,
        aim=aim,
        audience=audience,
        daily_amount=daily_amount,
        days=days,
        start_day=memory.day,
        state=CampaignState.RUNNING,
    )
    db.session.add(campaign)
    db.session.flush()
    return campaign


def play_days(*, market: Market, days: int) -> PlayedDays:
    """Compute up to ``days`` market days, stopping when no campaign runs any more. Touches no database."""
    state, played = market.state, []
    inputs = (market.plans, market.shop, market.env, market.tuning)
    while len(played) < days and any(plan.runs_on(state.day) for plan in market.plans):
        _, expected = step(state, *inputs, Mode.EXPECTED)
        state, realised = step(state, *inputs, Mode.REALISED)
        played.append(tuple(PlayedDay(*pair) for pair in zip(realised, expected, strict=True)))
    return PlayedDays(
        first_day=market.state.day,
        slots=frozenset(plan.slot for plan in market.plans),
        days=tuple(played),
        memory=state_to_dict(state),
        next_day=state.day,
        tuning_version=market.tuning.version,
    )


def record_days(*, shop_id: int, played: PlayedDays) -> bool:
    """Store computed days and pay for them; False, storing nothing, when they are out of date.

    They are when the shop's market has moved on, or a campaign was launched or stopped, since they were
    computed. A double tap, or two tabs, therefore play a day once.
    """
    memory = market_state(shop_id, for_update=True)
    by_slot = {campaign.slot: campaign for campaign in running_campaigns(shop_id)}
    if memory is None or memory.day != played.first_day or set(by_slot) != played.slots:
        return False
    balance = balance_of(shop_id) or 0
    for today in played.days:
        for entry in today:
            campaign = by_slot[entry.realised.slot]
            db.session.add(_market_day(campaign, entry, played.tuning_version))
            if spend := entry.realised.spend:
                balance -= spend
                db.session.add(
                    WalletEntry(
                        shop_id=shop_id,
                        campaign_id=campaign.id,
                        kind=EntryKind.AD_SPEND,
                        amount=-spend,
                        balance_after=balance,
                        market_day=entry.realised.day,
                    )
                )
                db.session.flush()  # entries keep their order of amounts
    for campaign in by_slot.values():
        if campaign.start_day + campaign.days <= played.next_day:
            campaign.state = CampaignState.DONE
    memory.day, memory.memory = played.next_day, played.memory
    db.session.flush()
    return True


def stop_campaign(*, campaign: Campaign) -> None:
    """End a running campaign before its time; what it has not spent stays in the wallet."""
    if campaign.state == CampaignState.RUNNING:
        campaign.state = CampaignState.STOPPED


def _market_day(campaign: Campaign, entry: PlayedDay, tuning_version: str) -> MarketDay:
    day = entry.realised
    other = day.packing + day.platform_fee + day.cod_loss + day.shipping_cost
    return MarketDay(
        campaign_id=campaign.id,
        day=day.day,
        impressions=round(day.impressions),
        reach=round(day.reach),
        reach_total=round(day.reach_total),
        clicks=round(day.clicks),
        visits=round(day.visits),
        chats=round(day.chats),
        orders=round(day.orders),
        spend=day.spend,
        revenue=day.revenue,
        goods_cost=day.goods_cost,
        other_cost=other,
        money_left=day.profit,
        report={"realised": report_to_dict(day), "expected": report_to_dict(entry.expected)},
        tuning_version=tuning_version,
    )
