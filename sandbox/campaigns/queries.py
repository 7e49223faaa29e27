"""Reading campaigns, market days and wallets."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from sandbox.campaigns.enums import CampaignState
from sandbox.campaigns.models import Campaign, MarketDay, MarketState, WalletEntry
from sandbox.extensions import db
from sandbox.posts.queries import Post


class CampaignTotals(NamedTuple):
    """A campaign so far: days played, rupiah spent, orders, rupiah left over, clicks."""

    days: int
    spend: int
    orders: int
    money_left: int
    clicks: int


def count_campaigns(shop_ids: Collection[int]) -> dict[int, int]:
    """Campaigns started, by shop."""
    rows = db.session.execute(
        select(Campaign.shop_id, func.count())
        .where(Campaign.shop_id.in_(shop_ids))
        .group_by(Campaign.shop_id)
    )
    return {shop_id: int(count) for shop_id, count in rows}


def count_market_orders(shop_ids: Collection[int]) -> dict[int, int]:
    """Orders the simulated market placed through campaigns, by shop."""
    rows = db.session.execute(
        select(Campaign.shop_id, func.sum(MarketDay.orders))
        .join(MarketDay, MarketDay.campaign_id == Campaign.id)
        .where(Campaign.shop_id.in_(shop_ids))
        .group_by(Campaign.shop_id)
    )
    return {shop_id: int(count) for shop_id, count in rows}


def wallets_of(shop_ids: Collection[int]) -> dict[int, int]:
    """Practice money free to use in whole rupiah, by shop; shops whose wallet was never opened are left out."""
    rows = db.session.execute(
        select(WalletEntry.shop_id, func.sum(WalletEntry.amount))
        .where(WalletEntry.shop_id.in_(shop_ids))
        .group_by(WalletEntry.shop_id)
    )
    due = promised_by(shop_ids)
    return {shop_id: int(amount) - due.get(shop_id, 0) for shop_id, amount in rows}


def promised_by(shop_ids: Collection[int]) -> dict[int, int]:
    """Rupiah that running campaigns may still spend, by shop."""
    due: dict[int, int] = {}
    for campaign, count in db.session.execute(
        select(Campaign, func.count(MarketDay.id))
        .outerjoin(MarketDay)
        .where(Campaign.shop_id.in_(shop_ids), Campaign.state == CampaignState.RUNNING)
        .group_by(Campaign.id)
    ):
        due[campaign.shop_id] = due.get(campaign.shop_id, 0) + campaign.daily_amount * (campaign.days - count)
    return due


def get_own_campaign(shop_id: int, campaign_id: int) -> Campaign:
    """One campaign of this shop with its days; 404 for any other."""
    return db.first_or_404(
        campaigns_of(shop_id).where(Campaign.id == campaign_id).options(selectinload(Campaign.results))
    )


def campaigns_of(shop_id: int) -> Select[tuple[Campaign]]:
    """A shop's campaigns, newest first, with post, product and photo."""
    return (
        select(Campaign)
        .where(Campaign.shop_id == shop_id)
        .order_by(Campaign.slot.desc())
        .options(
            selectinload(Campaign.post).selectinload(Post.product),
            selectinload(Campaign.post).selectinload(Post.photo),
        )
    )


def running_campaigns(shop_id: int) -> list[Campaign]:
    """The shop's running campaigns by slot."""
    found = db.session.scalars(campaigns_of(shop_id).where(Campaign.state == CampaignState.RUNNING)).all()
    return sorted(found, key=lambda campaign: campaign.slot)


def totals_of(shop_id: int) -> dict[int, CampaignTotals]:
    """What each campaign of a shop has brought so far, by id; campaigns without days are left out."""
    columns = (MarketDay.spend, MarketDay.orders, MarketDay.money_left, MarketDay.clicks)
    rows = db.session.execute(
        select(MarketDay.campaign_id, func.count(), *(func.sum(column) for column in columns))
        .join(Campaign)
        .where(Campaign.shop_id == shop_id)
        .group_by(MarketDay.campaign_id)
    )
    return {row[0]: CampaignTotals(*(int(value) for value in row[1:])) for row in rows}


def market_state(shop_id: int, *, for_update: bool = False) -> MarketState | None:
    """The market's memory of a shop; None before its first campaign."""
    query = select(MarketState).where(MarketState.shop_id == shop_id)
    return db.session.scalar(query.with_for_update() if for_update else query)


def balance_of(shop_id: int) -> int | None:
    """Practice money in the shop's wallet, whole rupiah; None before the wallet is opened."""
    return db.session.scalar(
        select(WalletEntry.balance_after)
        .where(WalletEntry.shop_id == shop_id)
        .order_by(WalletEntry.id.desc())
        .limit(1)
    )


def wallet_entries(shop_id: int) -> Select[tuple[WalletEntry]]:
    """Every movement of a shop's practice money, newest first."""
    return select(WalletEntry).where(WalletEntry.shop_id == shop_id).order_by(WalletEntry.id.desc())


def promised(shop_id: int) -> int:
    """Rupiah that one shop's running campaigns may still spend."""
    return promised_by({shop_id}).get(shop_id, 0)


def sold_in_market(shop_id: int) -> dict[int, int]:
    """Units the simulated market has bought and kept so far, by product id.

    What was refused at the door went back on the shelf, as the market itself counts it.
    """
    refused = MarketDay.report[("realised", "cod_failed")].as_float()
    rows = db.session.execute(
        select(Post.product_id, func.sum(MarketDay.orders - func.coalesce(refused, 0)))
        .select_from(MarketDay)
        .join(Campaign)
        .join(Post, Post.id == Campaign.post_id)
        .where(Campaign.shop_id == shop_id)
        .group_by(Post.product_id)
    )
    return {product_id: int(count) for product_id, count in rows}
