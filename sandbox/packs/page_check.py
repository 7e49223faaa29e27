"""Read what a good shop page has and how much each thing counts (``<country>/page_check.toml``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sandbox.packs.reading import Table, folder_of, read_toml

ALL = 100
"""What a page with everything gets."""
POINTS = (
    "own", "photo", "own_photo", "alt", "name", "price", "unit", "weight", "stock", "description", "products",
    "cover", "tagline", "story", "district", "how_to_order", "hours", "shipping", "shipping_table", "payments",
    "pickup", "contact", "permits", "light",
)  # fmt: skip
"""Everything that can be looked for; a country leaves out what does not matter there."""


@dataclass(frozen=True, slots=True)
class PagePoint:
    """One thing to look for: how many of the 100 points it is worth; ``source`` of the reason, "" for our own."""

    key: str
    points: int
    source: str


@dataclass(frozen=True, slots=True)
class Limits:
    """When something is enough: pieces, words, letters, ways to pay; a picture in bytes; rupiah per gigabyte."""

    products: int
    name_words: int
    description: int
    story: int
    tagline: int
    how_to_order: int
    payments: int
    picture_bytes: int
    data_price: int
    data_price_source: str


@dataclass(frozen=True, slots=True)
class PageCheck:
    """Everything to look for, in the order people read it."""

    checked_on: dt.date
    limits: Limits
    food_trades: frozenset[str]
    points: Mapping[str, PagePoint]


@cache
def load_page_check(country: str) -> PageCheck:
    """The country's page check, once per process. Raises ``PackError`` naming file and key at fault."""
    return read_page_check(folder_of(country) / "page_check.toml")


def read_page_check(path: Path) -> PageCheck:
    """Read and check one file. Raises ``PackError``."""
    file = read_toml(path)
    table, food = file.table("points"), file.table("food")
    if unknown := set(table) - set(POINTS):
        raise table.fault(", ".join(sorted(unknown)), "nobody knows how to look for this")
    points = {key: _point(key, table.table(key)) for key in table}
    if (total := sum(point.points for point in points.values())) != ALL:
        raise file.fault("points", f"must add up to {ALL}, not {total}")
    check = PageCheck(
        checked_on=file.day("checked_on"),
        limits=_limits(file.table("limits")),
        food_trades=frozenset(food.texts("trades")),
        points=MappingProxyType(points),
    )
    food.done()
    file.done()
    return check


def _point(key: str, table: Table) -> PagePoint:
    point = PagePoint(key, table.whole("points", 0, ALL), table.text("source") if table.has("source") else "")
    table.done()
    return point


def _limits(table: Table) -> Limits:
    limits = Limits(
        products=table.whole("products", 1, 100),
        name_words=table.whole("name_words", 1, 10),
        description=table.whole("description", 1, 2_000),
        story=table.whole("story", 1, 2_000),
        tagline=table.whole("tagline", 1, 120),
        how_to_order=table.whole("how_to_order", 1, 600),
        payments=table.whole("payments", 1, 10),
        picture_bytes=table.whole("picture_bytes", 1_000, 10_000_000),
        data_price=table.whole("data_price", 1, 1_000_000),
        data_price_source=table.text("data_price_source"),
    )
    table.done()
    return limits
