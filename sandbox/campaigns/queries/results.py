"""What the market of a class has brought so far, shop by shop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select

from sandbox.campaigns.models import Campaign, MarketDay, MarketRun, ShopDay, WalletEntry
from sandbox.extensions import db
from sandbox.shops.queries import Shop


class ShopResult(NamedTuple):
    """A shop's current run so far, in whole things and whole rupiah.

    ``run`` is its number, ``day`` the next market day, ``days`` those played. ``orders``, ``revenue`` and the
    money left count what came without a campaign too; ``expected_money_left`` is the same without luck.
    ``wallet`` is what is in the wallet, promised or not.
    """

    shop_id: int
    run: int
    day: int
    days: int
    campaigns: int
    orders: int
    organic_orders: int
    spend: int
    revenue: int
    money_left: int
    expected_money_left: int
    wallet: int


def class_results(classroom_id: int) -> list[ShopResult]:
    """The current run of every shop of a class that has one, by shop id."""
    runs = db.session.execute(
        select(MarketRun.id, MarketRun.shop_id, MarketRun.number, MarketRun.day, MarketRun.first_day)
        .join(Shop, Shop.id == MarketRun.shop_id)
        .where(Shop.classroom_id == classroom_id, MarketRun.ended_at.is_(None))
        .order_by(MarketRun.shop_id)
    ).all()
    ids = [run.id for run in runs]
    paid = _by_run(_paid_days().where(Campaign.run_id.in_(ids)))
    organic = _by_run(_organic_days().where(ShopDay.run_id.in_(ids)))
    count = select(Campaign.run_id, func.count().label("campaigns")).where(Campaign.run_id.in_(ids))
    campaigns = _by_run(count.group_by(Campaign.run_id))
    amount = select(WalletEntry.run_id, func.sum(WalletEntry.amount).label("wallet"))
    wallets = _by_run(amount.where(WalletEntry.run_id.in_(ids)).group_by(WalletEntry.run_id))
    found = []
    for run in runs:
        ads, free = paid.get(run.id, {}), organic.get(run.id, {})
        both = {name: ads.get(name, 0) + free.get(name, 0) for name in ("orders", "revenue", "money_left")}
        hoped = ads.get("expected_money_left", 0) + free.get("expected_money_left", 0)
        found.append(
            ShopResult(
                shop_id=run.shop_id,
                run=run.number,
                day=run.day,
                days=run.day - run.first_day,
                campaigns=int(campaigns.get(run.id, {}).get("campaigns", 0)),
                organic_orders=int(free.get("orders", 0)),
                spend=int(ads.get("spend", 0)),
                expected_money_left=round(hoped),
                wallet=int(wallets.get(run.id, {}).get("wallet", 0)),
                **{name: int(value) for name, value in both.items()},
            )
        )
    return found


def expected(table: type[MarketDay | ShopDay], name: str) -> ColumnElement[float]:
    """A number that a stored day (of a campaign, or of a shop without one) would bring without luck; 0 where it has none."""
    return func.coalesce(table.report[("expected", name)].as_float(), 0.0)


def _paid_days() -> Select[Any]:
    """Sums over the days of campaigns, by run."""
    return (
        select(
            Campaign.run_id,
            *(
                func.sum(getattr(MarketDay, name)).label(name)
                for name in ("orders", "spend", "revenue", "money_left")
            ),
            func.sum(expected(MarketDay, "profit")).label("expected_money_left"),
        )
        .join(Campaign, Campaign.id == MarketDay.campaign_id)
        .group_by(Campaign.run_id)
    )


def _organic_days() -> Select[Any]:
    """Sums over what came to shops without a campaign, by run."""
    return select(
        ShopDay.run_id,
        *(func.sum(getattr(ShopDay, name)).label(name) for name in ("orders", "revenue", "money_left")),
        func.sum(expected(ShopDay, "profit")).label("expected_money_left"),
    ).group_by(ShopDay.run_id)


def _by_run(query: Select[Any]) -> dict[int, Mapping[str, Any]]:
    """Rows by their first column, a run's id."""
    return {row[0]: row._mapping for row in db.session.execute(query)}
