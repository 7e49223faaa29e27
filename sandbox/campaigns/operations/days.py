"""Playing market days: compute outside the transaction, then store and pay if nothing moved meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from sandbox.campaigns.enums import CampaignState, EntryKind, MarketMode
from sandbox.campaigns.models import Campaign, MarketDay, MarketRun, ShopDay, WalletEntry
from sandbox.campaigns.operations.errors import SharedMarket
from sandbox.campaigns.queries import (
    balance_of,
    current_run,
    lock_class,
    stored_market,
    unfinished_campaigns,
)
from sandbox.extensions import db
from sandbox.packs.loader import Pack
from sandbox.shops.queries import Shop
from sandbox.web.transaction import outside_transaction

if TYPE_CHECKING:
    from sandbox.campaigns.playing import PlayedDay, PlayedDays, PlayedShopDay


def play_alone(
    *, shop_id: int, pack: Pack, first_day: int, days: int | None = None, campaign_id: int | None = None
) -> bool:
    """Play ``days`` market days of one shop, or until its campaign (or every running one) has ended.

    ``first_day`` is the day the page showed, so that a double tap plays it once. Call it before anything was
    written: the computing holds up no other writer. False, storing nothing, when the market has moved on.
    Raises SharedMarket.
    """
    from sandbox.campaigns.facts import market_now
    from sandbox.campaigns.playing import play_days

    run, shop = current_run(shop_id), db.session.get_one(Shop, shop_id)
    _refuse_shared(shop)
    if run is None or run.day != first_day:
        return False
    running = unfinished_campaigns({run.id}).get(run.id, [])
    running = [campaign for campaign in running if campaign.state == CampaignState.RUNNING]
    if days is None:
        chosen = [c for c in running if campaign_id in {None, c.id}]
        days = max((c.end_day + 1 - run.day for c in chosen), default=0)
    if days <= 0:
        return False
    market = market_now(shop=shop, pack=pack)
    with outside_transaction():
        played = play_days(market=market, days=days)
    return record_days(shop_id=shop_id, played=played)


def record_days(*, shop_id: int, played: PlayedDays) -> bool:
    """Store computed days of one shop and pay for them; False, storing nothing, when they are out of date.

    They are when the run has moved on, the shop was erased, or a campaign was launched, changed or stopped since
    they were computed. A double tap, or two tabs, therefore play a day once. Raises SharedMarket.
    """
    shop = db.session.scalar(select(Shop).where(Shop.id == shop_id).with_for_update(of=Shop))
    if shop is None:  # erased while its days were computed
        return False
    lock_class(shop.classroom_id, share=True)
    _refuse_shared(shop)
    run = current_run(shop_id, for_update=True)
    market = stored_market(shop.classroom_id)
    version = market.row_version if market is not None else 0
    if run is None or is_stale(run, played) or version != played.class_version:
        return False
    store_days(run=run, campaigns=unfinished_campaigns({run.id}).get(run.id, []), played=played)
    return True


def is_stale(run: MarketRun, played: PlayedDays) -> bool:
    """Whether the run has changed since the days were computed."""
    return run.day != played.first_day or run.row_version != played.version


def store_days(*, run: MarketRun, campaigns: list[Campaign], played: PlayedDays) -> None:
    """Write computed days into the (locked) run. ``campaigns`` are its unfinished ones.

    Campaigns whose post nobody can see rest from here on; those whose days are over are done.
    """
    by_slot = {campaign.slot: campaign for campaign in campaigns}
    balance = balance_of(run.shop_id) or 0
    payments: list[WalletEntry] = []
    for today in played.days:
        db.session.add(_shop_day(run, today, played))
        for entry in today.campaigns:
            campaign = by_slot[entry.realised.slot]
            db.session.add(_market_day(campaign, entry, played.tuning_version))
            if spend := entry.realised.spend:
                balance -= spend
                payments.append(_payment(campaign, spend, balance, today.day))
    db.session.add_all(payments)
    run.day, run.memory, run.shelf = played.next_day, played.memory, dict(played.shelf)
    run.tuning_version = played.tuning_version
    run.row_version += 1
    for campaign in campaigns:
        if campaign.end_day < run.day:
            campaign.state, campaign.paused_for = CampaignState.DONE.value, ""
        elif campaign.slot in played.held:
            campaign.state, campaign.paused_for = CampaignState.PAUSED.value, played.held[campaign.slot]
    db.session.flush()


def _refuse_shared(shop: Any) -> None:
    market = stored_market(shop.classroom_id)
    if market is not None and market.mode == MarketMode.SHARED:
        raise SharedMarket


def _payment(campaign: Campaign, spend: int, balance: int, day: int) -> WalletEntry:
    return WalletEntry(
        shop_id=campaign.shop_id,
        run_id=campaign.run_id,
        campaign_id=campaign.id,
        kind=EntryKind.AD_SPEND.value,
        amount=-spend,
        balance_after=balance,
        market_day=day,
    )


def _shop_day(run: MarketRun, today: PlayedShopDay, played: PlayedDays) -> ShopDay:
    organic = today.organic
    return ShopDay(
        run_id=run.id,
        day=today.day,
        before=today.before,
        inputs=today.inputs,
        states=dict(played.states),
        visits=round(organic.visits),
        orders=round(organic.orders),
        revenue=round(organic.revenue),
        money_left=round(organic.profit),
        report=today.report,
        tuning_version=played.tuning_version,
    )


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
