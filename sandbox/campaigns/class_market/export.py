"""Every market day of a class as a table for spreadsheets, and what its columns mean.

One row for each campaign on each day, and one for what came to the shop without a campaign; the rows of a day add
up to the shop's day. Column names are the same in every language, so that a sheet made once keeps working; decimals
are written as the reader's spreadsheet expects them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from sandbox.campaigns.models import Campaign, MarketDay, MarketRun, ShopDay
from sandbox.campaigns.queries import expected
from sandbox.extensions import db
from sandbox.lang.texts import current_locale, t
from sandbox.shops.queries import Shop

COLUMNS = {
    "class": "text",
    "shop_id": "number",
    "shop": "text",
    "run": "number",
    "market_day": "number",
    "date": "date",
    "source": "text",
    "slot": "number",
    "channel": "text",
    "aim": "text",
    "targeting": "text",
    "test_arm": "text",
    "daily_amount": "rupiah",
    "impressions": "times",
    "reach": "people",
    "clicks": "times",
    "visits": "times",
    "chats": "times",
    "orders": "orders",
    "spend": "rupiah",
    "revenue": "rupiah",
    "goods_cost": "rupiah",
    "other_cost": "rupiah",
    "money_left": "rupiah",
    "expected_orders": "orders",
    "expected_money_left": "rupiah",
    "tuning_version": "text",
}
"""Column names in order, each with its unit."""

CAMPAIGN, ORGANIC = "campaign", "organic"
_PLAN = ("slot", "channel", "aim", "targeting")
_COUNTS = ("impressions", "reach", "clicks", "visits", "chats", "orders", "spend", "revenue", "goods_cost", "other_cost", "money_left")  # fmt: skip
_OWN = ("visits", "orders", "revenue", "money_left")


def day_rows(classroom_id: int) -> list[dict[str, Any]]:
    """Every campaign-day and every day without a campaign, ended tries included, by shop, try, day and slot."""
    rows = [{"source": CAMPAIGN, **row._mapping} for row in db.session.execute(_campaign_days(classroom_id))]
    rows += [{"source": ORGANIC, **row._mapping} for row in db.session.execute(_own_days(classroom_id))]
    return sorted(rows, key=lambda row: (row["shop_id"], row["run"], row["day"], row.get("slot", -1)))


def _campaign_days(classroom_id: int) -> Select[Any]:
    return (
        select(
            *_of_shop(MarketDay),
            *(getattr(Campaign, name) for name in (*_PLAN, "daily_amount")),
            Campaign.arm.label("test_arm"),
            *(getattr(MarketDay, name) for name in _COUNTS),
        )
        .join(Campaign, Campaign.id == MarketDay.campaign_id)
        .join(MarketRun, MarketRun.id == Campaign.run_id)
        .join(Shop, Shop.id == MarketRun.shop_id)
        .where(Shop.classroom_id == classroom_id)
    )


def _own_days(classroom_id: int) -> Select[Any]:
    return (
        select(*_of_shop(ShopDay), *(getattr(ShopDay, name) for name in _OWN))
        .join(MarketRun, MarketRun.id == ShopDay.run_id)
        .join(Shop, Shop.id == MarketRun.shop_id)
        .where(Shop.classroom_id == classroom_id)
    )


def _of_shop(table: Any) -> tuple[ColumnElement[Any], ...]:
    return (
        Shop.id.label("shop_id"),
        Shop.name.label("shop"),
        MarketRun.number.label("run"),
        table.day,
        table.tuning_version,
        expected(table, "orders").label("expected_orders"),
        expected(table, "profit").label("expected_money_left"),
    )


def export_rows(
    rows: Iterable[dict[str, Any]], *, classroom: str, date_of: Callable[[int], date]
) -> Iterator[list[object]]:
    """The lines of the file, in the order of ``COLUMNS``; what a row does not have stays empty."""
    for row in rows:
        told = row | {
            "class": classroom,
            "market_day": row["day"] + 1,
            "date": date_of(row["day"]).isoformat(),
            "expected_orders": decimal(row["expected_orders"]),
            "expected_money_left": round(row["expected_money_left"]),
        }
        yield [told.get(name) for name in COLUMNS]


def decimal(value: float) -> object:
    """A number with at most two decimals, its mark as the reader's language has it; whole ones stay numbers."""
    rounded = round(value, 2)
    if rounded == int(rounded):
        return int(rounded)
    return f"{rounded}".replace(".", "," if current_locale() == "id" else ".")


def dictionary_rows() -> list[list[object]]:
    """One line a column: its name, its unit, its meaning."""
    return [
        [name, t(f"class-market-in-{unit}"), t(f"class-market-column-{name.replace('_', '-')}")]
        for name, unit in COLUMNS.items()
    ]
