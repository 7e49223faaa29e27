"""Closing a round for the whole class at once, and taking the last one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from sandbox.campaigns.enums import CampaignState, EntryKind, HoldReason, MarketMode
from sandbox.campaigns.models import (
    Campaign,
    MarketDay,
    MarketRun,
    Round,
    ShopDay,
    WalletEntry,
)
from sandbox.campaigns.operations.days import is_stale, store_days
from sandbox.campaigns.operations.errors import IsolatedMarket, NothingToUndo, WrongDates
from sandbox.campaigns.operations.runs import begin_run
from sandbox.campaigns.queries import (
    current_runs,
    free_of,
    lock_class,
    lock_shops,
    rounds_of,
    shop_ids_of,
    stored_market,
    unfinished_campaigns,
)
from sandbox.extensions import db
from sandbox.packs.campaigns import load_campaign_rules
from sandbox.packs.loader import Pack
from sandbox.web.transaction import outside_transaction

if TYPE_CHECKING:
    from sandbox.campaigns.playing import PlayedDays

TRIES = 2
"""How often a round is computed while others may go on working, before they have to wait for it once."""


def close_round(
    *, classroom_id: int, pack: Pack, first_day: int, days: int, trainer_id: int | None
) -> Round | None:
    """Play ``days`` market days of every shop of the class, all in one transaction.

    ``first_day`` is the day the page showed: None, storing nothing, when somebody has closed it already. Shops
    on display without a run join with a fresh wallet; shops without campaigns play along. Call it before
    anything was written: it computes while others go on working; when somebody changed a plan meanwhile it
    computes anew, the last time under the lock. Raises IsolatedMarket, and WrongDates past the horizon.
    """
    last = load_campaign_rules(pack.key).horizon - 1
    for attempt in range(TRIES + 1):
        is_last = attempt == TRIES
        if is_last:
            lock_shops(classroom_id)
            lock_class(classroom_id)
        market = stored_market(classroom_id)
        if market is None or market.mode != MarketMode.SHARED:
            raise IsolatedMarket
        if market.day != first_day:
            return None
        if days < 1 or first_day + days - 1 > last:
            raise WrongDates(first_day, last)
        version = market.row_version
        played = _compute(classroom_id, pack, first_day, days, outside=not is_last)
        closed = _store(
            classroom_id, version, played, Round(days=days, first_day=first_day, closed_by=trainer_id)
        )
        if closed is not None:
            return closed
    raise RuntimeError("the class changed although it was locked")


def undo_round(*, classroom_id: int, number: int) -> bool:
    """Take the last round back: every shop stands where it stood before, with its money.

    ``number`` is that of the round the page showed; False when it is not the last one any more. What people
    decided since (a new campaign, an edit, a stop) stays; when the money does not cover it all any more, the
    newest campaigns rest. Raises NothingToUndo.
    """
    lock_shops(classroom_id)
    lock_class(classroom_id)
    market, last = stored_market(classroom_id), next(iter(rounds_of(classroom_id)), None)
    if last is None or market is None:
        raise NothingToUndo
    if last.number != number:
        return False
    runs = current_runs(shop_ids_of(classroom_id), for_update=True)
    _take_days_back(runs, last)
    for run in runs.values():
        _rest_what_is_not_covered(run)
    market.day = last.first_day
    market.row_version += 1
    db.session.delete(last)
    db.session.flush()
    return True


def _compute(
    classroom_id: int, pack: Pack, first_day: int, days: int, *, outside: bool
) -> dict[int, PlayedDays]:
    """The days of every shop that takes part, by shop id."""
    from sandbox.campaigns.facts import class_markets
    from sandbox.campaigns.playing import play_class

    markets = class_markets(classroom_id=classroom_id, pack=pack, day=first_day)
    if not outside:
        played = play_class(markets=list(markets.values()), days=days, is_shared=True)
    else:
        with outside_transaction():
            played = play_class(markets=list(markets.values()), days=days, is_shared=True)
    return dict(zip(markets, played, strict=True))


def _store(classroom_id: int, version: int, played: dict[int, PlayedDays], closed: Round) -> Round | None:
    """Write the days of all shops; None, writing nothing, when the class or a shop has changed meanwhile."""
    lock_shops(classroom_id)
    classroom, market = lock_class(classroom_id), stored_market(classroom_id)
    shop_ids = shop_ids_of(classroom_id)  # a shop may have opened while the class was waited for
    runs = current_runs(shop_ids, for_update=True)
    known = {shop_id for shop_id, shop_days in played.items() if shop_days.version}
    if market is None or market.row_version != version:
        return None
    if set(runs) != known or not set(played) <= set(shop_ids):
        return None
    if any(is_stale(run, played[shop_id]) for shop_id, run in runs.items()):
        return None
    campaigns = unfinished_campaigns({run.id for run in runs.values()})
    for shop_id, shop_days in played.items():
        run = runs.get(shop_id) or begin_run(
            shop_id=shop_id,
            day=closed.first_day,
            amount=classroom.wallet_start,
            tuning_version=shop_days.tuning_version,
        )
        store_days(run=run, campaigns=campaigns.get(run.id, []), played=shop_days)
    market.day += closed.days
    market.row_version += 1
    last = next(iter(rounds_of(classroom_id)), None)
    closed.classroom_id, closed.number = classroom_id, last.number + 1 if last else 1
    db.session.add(closed)
    db.session.flush()
    return closed


def _take_days_back(runs: dict[int, MarketRun], last: Round) -> None:
    """Restore memory, day and campaigns of every run, and delete what the round's days wrote."""
    ids = {run.id: run for run in runs.values()}
    firsts = db.session.execute(
        select(ShopDay.run_id, ShopDay.before, ShopDay.states).where(
            ShopDay.run_id.in_(ids), ShopDay.day == last.first_day
        )
    )
    states: dict[int, dict[str, list[str]]] = {}
    for run_id, before, slots in firsts:
        run, states[run_id] = ids[run_id], slots
        is_fresh = run.first_day == last.first_day
        run.memory, run.shelf = ({}, {}) if is_fresh else (before, run.shelf)
    for run in ids.values():
        run.first_day = min(run.first_day, last.first_day)  # joined after the round was closed
        run.day = last.first_day
        run.row_version += 1
    for campaign in db.session.scalars(select(Campaign).where(Campaign.run_id.in_(states))):
        _give_back(campaign, states[campaign.run_id].get(str(campaign.slot)))
    db.session.flush()
    own = select(Campaign.id).where(Campaign.run_id.in_(ids))
    for query in (
        delete(MarketDay).where(MarketDay.campaign_id.in_(own), MarketDay.day >= last.first_day),
        delete(ShopDay).where(ShopDay.run_id.in_(ids), ShopDay.day >= last.first_day),
        delete(WalletEntry).where(
            WalletEntry.run_id.in_(ids),
            WalletEntry.kind == EntryKind.AD_SPEND,
            WalletEntry.market_day >= last.first_day,
        ),
    ):
        db.session.execute(query.execution_options(synchronize_session=False))
    db.session.expire_all()


def _give_back(campaign: Campaign, before: list[str] | None) -> None:
    """Undo what the round did to a campaign: it ended, or it rests because its post is gone."""
    rests = campaign.state == CampaignState.PAUSED and campaign.paused_for
    if before is not None and (campaign.state == CampaignState.DONE or rests):
        campaign.state, campaign.paused_for = before


def _rest_what_is_not_covered(run: MarketRun) -> None:
    """Pause the newest campaigns until the wallet covers what the others may still spend."""
    running = [
        campaign
        for campaign in reversed(unfinished_campaigns({run.id}).get(run.id, []))
        if campaign.state == CampaignState.RUNNING and campaign.daily_amount
    ]
    resting: set[int | None] = set()  # tests: their halves rest together
    for campaign in running:
        if (free_of(run.shop_id) or 0) >= 0 and (campaign.test_id is None or campaign.test_id not in resting):
            continue
        campaign.state, campaign.paused_for = CampaignState.PAUSED.value, HoldReason.NO_MONEY.value
        resting.add(campaign.test_id)
        db.session.flush()
