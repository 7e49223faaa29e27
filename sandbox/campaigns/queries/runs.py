"""Reading a shop's runs through the market."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ScalarSelect, select

from sandbox.campaigns.models import MarketRun
from sandbox.extensions import db
from sandbox.shops.queries import Shop


def current_run(shop_id: int, *, for_update: bool = False) -> MarketRun | None:
    """The run a shop is in; None before its first campaign. ``for_update`` locks it where the database can."""
    query = select(MarketRun).where(MarketRun.shop_id == shop_id, MarketRun.ended_at.is_(None))
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(query)


def current_run_id(shop_id: int) -> ScalarSelect[int]:
    """The id of the run a shop is in, as part of a query."""
    return (
        select(MarketRun.id)
        .where(MarketRun.shop_id == shop_id, MarketRun.ended_at.is_(None))
        .scalar_subquery()
    )


def current_runs(shop_ids: Iterable[int], *, for_update: bool = False) -> dict[int, MarketRun]:
    """The run each shop is in, by shop id; shops without one are left out."""
    query = select(MarketRun).where(MarketRun.shop_id.in_(list(shop_ids)), MarketRun.ended_at.is_(None))
    query = query.order_by(MarketRun.id)
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    return {run.shop_id: run for run in db.session.scalars(query)}


def runs_of(shop_id: int) -> list[MarketRun]:
    """Every run of a shop, newest first; the first of them is the current one."""
    return list(
        db.session.scalars(
            select(MarketRun).where(MarketRun.shop_id == shop_id).order_by(MarketRun.number.desc())
        )
    )


def played_versions(classroom_id: int) -> list[str]:
    """The versions of the market numbers of a class's current runs that have played days, oldest run first."""
    query = (
        select(MarketRun.tuning_version)
        .join(Shop, Shop.id == MarketRun.shop_id)
        .where(
            Shop.classroom_id == classroom_id,
            MarketRun.ended_at.is_(None),
            MarketRun.day > MarketRun.first_day,
        )
        .order_by(MarketRun.id)
    )
    return list(dict.fromkeys(db.session.scalars(query)))
