"""Reading wallets: what is there, what is promised, what is free. Always of the current run."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, func, select

from sandbox.campaigns.enums import CampaignState
from sandbox.campaigns.models import Campaign, MarketRun, WalletEntry
from sandbox.campaigns.queries.runs import current_run_id
from sandbox.extensions import db


def days_left(campaign: Campaign, day: int) -> int:
    """Market days on which a campaign may still spend when ``day`` is the next one."""
    return max(0, campaign.start_day + campaign.days - max(day, campaign.start_day))


def balance_of(shop_id: int) -> int | None:
    """Practice money in the shop's wallet, whole rupiah; None before the wallet is opened."""
    return db.session.scalar(
        select(WalletEntry.balance_after)
        .where(WalletEntry.run_id == current_run_id(shop_id))
        .order_by(WalletEntry.id.desc())
        .limit(1)
    )


def wallet_entries(shop_id: int, *, run_id: int | None = None) -> Select[tuple[WalletEntry]]:
    """Every movement of practice money in the current run (or in ``run_id``), newest first."""
    run = current_run_id(shop_id) if run_id is None else run_id
    return (
        select(WalletEntry)
        .where(WalletEntry.shop_id == shop_id, WalletEntry.run_id == run)
        .order_by(WalletEntry.id.desc())
    )


def promised_by(shop_ids: Collection[int]) -> dict[int, int]:
    """Rupiah that running campaigns may still spend, by shop. What is paused promises nothing."""
    due: dict[int, int] = {}
    for campaign, day in db.session.execute(
        select(Campaign, MarketRun.day)
        .join(MarketRun, MarketRun.id == Campaign.run_id)
        .where(
            Campaign.shop_id.in_(shop_ids),
            MarketRun.ended_at.is_(None),
            Campaign.state == CampaignState.RUNNING,
        )
    ):
        due[campaign.shop_id] = due.get(campaign.shop_id, 0) + campaign.daily_amount * days_left(
            campaign, day
        )
    return due


def promised(shop_id: int) -> int:
    """Rupiah that one shop's running campaigns may still spend."""
    return promised_by({shop_id}).get(shop_id, 0)


def free_of(shop_id: int) -> int | None:
    """Rupiah a new campaign may use; None before the wallet is opened."""
    balance = balance_of(shop_id)
    return None if balance is None else balance - promised(shop_id)


def wallets_of(shop_ids: Collection[int]) -> dict[int, int]:
    """Practice money free to use in whole rupiah, by shop; shops whose wallet was never opened are left out."""
    rows = db.session.execute(
        select(WalletEntry.shop_id, func.sum(WalletEntry.amount))
        .join(MarketRun, MarketRun.id == WalletEntry.run_id)
        .where(WalletEntry.shop_id.in_(shop_ids), MarketRun.ended_at.is_(None))
        .group_by(WalletEntry.shop_id)
    )
    due = promised_by(shop_ids)
    return {shop_id: int(amount) - due.get(shop_id, 0) for shop_id, amount in rows}
