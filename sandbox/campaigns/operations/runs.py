"""Beginning a run with its wallet, and beginning anew."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from sandbox.campaigns.enums import CampaignState, EntryKind, MarketMode
from sandbox.campaigns.models import RESTARTS, Campaign, MarketRun, WalletEntry
from sandbox.campaigns.operations.errors import NoRestartsLeft, SharedMarket
from sandbox.campaigns.queries import current_run, lock_class, stored_market, unfinished_campaigns
from sandbox.clock import now
from sandbox.extensions import db


def open_run(*, shop: Any, tuning_version: str) -> MarketRun:
    """The shop's current run, locked; begun with the class's practice money when there is none.

    In a shared market it joins on the class's next market day. The caller has locked the shop.
    """
    run = current_run(shop.id, for_update=True)
    if run is not None:
        return run
    classroom = lock_class(shop.classroom_id, share=True)
    market = stored_market(classroom.id)
    day = market.day if market is not None and market.mode == MarketMode.SHARED else 0
    return begin_run(shop_id=shop.id, day=day, amount=classroom.wallet_start, tuning_version=tuning_version)


def begin_run(*, shop_id: int, day: int, amount: int, tuning_version: str) -> MarketRun:
    """The next run of a shop that has no current one, with a fresh wallet of ``amount`` rupiah."""
    last = db.session.scalar(select(func.max(MarketRun.number)).where(MarketRun.shop_id == shop_id))
    run = MarketRun(
        shop_id=shop_id,
        number=(last or 0) + 1,
        first_day=day,
        day=day,
        memory={},
        shelf={},
        tuning_version=tuning_version,
        row_version=1,
    )
    db.session.add(run)
    db.session.flush()
    db.session.add(
        WalletEntry(shop_id=shop_id, run_id=run.id, kind=EntryKind.START, amount=amount, balance_after=amount)
    )
    db.session.flush()
    return run


def restart_run(*, shop: Any, number: int, tuning_version: str) -> MarketRun:
    """Begin anew: the current run ends, the next begins on day 0 with a fresh wallet and the same luck.

    ``number`` is that of the run the page showed; when it is over already (a double tap), or nothing was done
    in it yet, the current run stays. The caller has locked the shop. Raises SharedMarket, NoRestartsLeft.
    """
    run = open_run(shop=shop, tuning_version=tuning_version)
    classroom = lock_class(shop.classroom_id, share=True)
    market = stored_market(classroom.id)
    if market is not None and market.mode == MarketMode.SHARED:
        raise SharedMarket
    begun = run.day > run.first_day or db.session.scalar(
        select(Campaign.id).where(Campaign.run_id == run.id).limit(1)
    )
    if run.number != number or not begun:
        return run
    allowed = market.max_restarts if market is not None else RESTARTS
    if run.number > allowed:
        raise NoRestartsLeft(allowed)
    for campaign in unfinished_campaigns({run.id}).get(run.id, []):
        campaign.state = CampaignState.STOPPED
    run.ended_at = now()
    run.row_version += 1
    db.session.flush()
    return begin_run(shop_id=shop.id, day=0, amount=classroom.wallet_start, tuning_version=tuning_version)
