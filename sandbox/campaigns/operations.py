"""Spending practice money: opening a wallet, launching, storing market days, stopping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from sandbox.campaigns.enums import CampaignState, EntryKind
from sandbox.campaigns.models import Campaign, MarketDay, MarketState, WalletEntry
from sandbox.campaigns.queries import balance_of, market_state, promised, running_campaigns
from sandbox.extensions import db

if TYPE_CHECKING:
    from sandbox.campaigns.playing import PlayedDay, PlayedDays


class NotEnoughMoney(Exception):
    """The wallet cannot pay for this; ``free`` is what it can still promise, in rupiah."""

    def __init__(self, free: int) -> None:
        super().__init__(f"only {free} left")
        self.free = free


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
        report=entry.report,
        tuning_version=tuning_version,
    )
