"""What the market of a class has brought so far: per shop, and every day of every shop for the export."""

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


class ExportDay(NamedTuple):
    """One market day of one run of one shop: its campaigns' sums, then what came without a campaign."""

    shop_id: int
    shop: str
    run: int
    day: int
    campaigns: int
    impressions: int
    clicks: int
    visits: int
    chats: int
    orders: int
    spend: int
    revenue: int
    goods_cost: int
    other_cost: int
    money_left: int
    expected_orders: float
    expected_money_left: float
    organic_visits: int
    organic_orders: int
    organic_revenue: int
    organic_money_left: int
    organic_expected_orders: float
    organic_expected_money_left: float
    tuning_version: str


def class_results(classroom_id: int) -> list[ShopResult]:
    """The current run of every shop of a class that has one, by shop id."""
    runs = db.session.execute(
        select(MarketRun.id, MarketRun.shop_id, MarketRun.number, MarketRun.day, MarketRun.first_day)
        .join(Shop, Shop.id == MarketRun.shop_id)
        .where(Shop.classroom_id == classroom_id, MarketRun.ended_at.is_(None))
        .order_by(MarketRun.shop_id)
    ).all()
    ids = [run.id for run in runs]
    paid = _sums(_paid_days(Campaign.run_id).where(Campaign.run_id.in_(ids)))
    organic = _sums(_organic_days(ShopDay.run_id).where(ShopDay.run_id.in_(ids)))
    count = select(Campaign.run_id, func.count().label("campaigns")).where(Campaign.run_id.in_(ids))
    campaigns = _sums(count.group_by(Campaign.run_id))
    amount = select(WalletEntry.run_id, func.sum(WalletEntry.amount).label("wallet"))
    wallets = _sums(amount.where(WalletEntry.run_id.in_(ids)).group_by(WalletEntry.run_id))
    found = []
    for run in runs:
        ads, free = paid.get((run.id,), {}), organic.get((run.id,), {})
        both = {name: ads.get(name, 0) + free.get(name, 0) for name in ("orders", "revenue", "money_left")}
        hoped = ads.get("expected_money_left", 0) + free.get("expected_money_left", 0)
        found.append(
            ShopResult(
                shop_id=run.shop_id,
                run=run.number,
                day=run.day,
                days=run.day - run.first_day,
                campaigns=int(campaigns.get((run.id,), {}).get("campaigns", 0)),
                organic_orders=int(free.get("orders", 0)),
                spend=int(ads.get("spend", 0)),
                expected_money_left=round(hoped),
                wallet=int(wallets.get((run.id,), {}).get("wallet", 0)),
                **{name: int(value) for name, value in both.items()},
            )
        )
    return found


def export_days(classroom_id: int) -> list[ExportDay]:
    """Every played day of every run of a class's shops, ended runs included, by shop, run and day."""
    runs = {
        run.id: run
        for run in db.session.execute(
            select(MarketRun.id, MarketRun.shop_id, MarketRun.number, Shop.name)
            .join(Shop, Shop.id == MarketRun.shop_id)
            .where(Shop.classroom_id == classroom_id)
        )
    }
    paid = _sums(_paid_days(Campaign.run_id, MarketDay.day).where(Campaign.run_id.in_(runs)), keys=2)
    organic = _sums(_organic_days(ShopDay.run_id, ShopDay.day).where(ShopDay.run_id.in_(runs)), keys=2)
    rows = []
    for key in sorted({*paid, *organic}, key=lambda key: (runs[key[0]].shop_id, runs[key[0]].number, key[1])):
        run, ads, free = runs[key[0]], paid.get(key, {}), organic.get(key, {})
        rows.append(
            ExportDay(
                shop_id=run.shop_id,
                shop=run.name,
                run=run.number,
                day=key[1],
                campaigns=int(ads.get("campaigns", 0)),
                **{name: int(ads.get(name, 0)) for name in _PAID},
                expected_orders=float(ads.get("expected_orders", 0)),
                expected_money_left=float(ads.get("expected_money_left", 0)),
                **{f"organic_{name}": int(free.get(name, 0)) for name in _ORGANIC},
                organic_expected_orders=float(free.get("expected_orders", 0)),
                organic_expected_money_left=float(free.get("expected_money_left", 0)),
                tuning_version=ads.get("tuning_version") or free.get("tuning_version", ""),
            )
        )
    return rows


_PAID = (
    "impressions", "clicks", "visits", "chats", "orders", "spend", "revenue", "goods_cost", "other_cost",
    "money_left",
)  # fmt: skip
_ORGANIC = ("visits", "orders", "revenue", "money_left")


def _paid_days(*keys: Any) -> Select[Any]:
    """Sums over the days of campaigns, grouped by ``keys``."""
    return (
        select(
            *keys,
            func.count(Campaign.id.distinct()).label("campaigns"),
            *(func.sum(getattr(MarketDay, name)).label(name) for name in _PAID),
            func.sum(_expected(MarketDay, "orders")).label("expected_orders"),
            func.sum(_expected(MarketDay, "profit")).label("expected_money_left"),
            func.max(MarketDay.tuning_version).label("tuning_version"),
        )
        .join(Campaign, Campaign.id == MarketDay.campaign_id)
        .group_by(*keys)
    )


def _organic_days(*keys: Any) -> Select[Any]:
    """Sums over the days of shops, grouped by ``keys``."""
    return select(
        *keys,
        *(func.sum(getattr(ShopDay, name)).label(name) for name in _ORGANIC),
        func.sum(_expected(ShopDay, "orders")).label("expected_orders"),
        func.sum(_expected(ShopDay, "profit")).label("expected_money_left"),
        func.max(ShopDay.tuning_version).label("tuning_version"),
    ).group_by(*keys)


def _expected(table: Any, name: str) -> ColumnElement[float]:
    """A number of the expected report; 0 where a day has none."""
    return func.coalesce(table.report[("expected", name)].as_float(), 0.0)


def _sums(query: Select[Any], *, keys: int = 1) -> dict[tuple[int, ...], Mapping[str, Any]]:
    """Rows by their first ``keys`` columns."""
    return {tuple(row[:keys]): row._mapping for row in db.session.execute(query)}
