"""Reading campaigns, market days and wallets."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from sandbox.campaigns.models import Campaign, MarketDay, WalletEntry
from sandbox.extensions import db


def count_campaigns(shop_ids: Collection[int]) -> dict[int, int]:
    """Campaigns started, by shop."""
    rows = db.session.execute(
        select(Campaign.shop_id, func.count())
        .where(Campaign.shop_id.in_(shop_ids))
        .group_by(Campaign.shop_id)
    )
    return {shop_id: count for shop_id, count in rows}


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
    """Practice money left in whole rupiah, by shop; shops whose wallet was never opened are left out."""
    rows = db.session.execute(
        select(WalletEntry.shop_id, func.sum(WalletEntry.amount))
        .where(WalletEntry.shop_id.in_(shop_ids))
        .group_by(WalletEntry.shop_id)
    )
    return {shop_id: int(amount) for shop_id, amount in rows}
