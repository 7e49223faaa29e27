"""Read what selling costs in a country (``<country>/fees.toml``), every fee with its day, source and sureness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

from sandbox.packs.reading import MOST_MONEY, Table, Words, folder_of, read_toml

WHOLE = 10_000
"""Shares are counted in hundredths of a percent: all of it is this many."""
CONFIDENCES = ("H", "M", "L")


@dataclass(frozen=True, slots=True)
class FeePart:
    """One thing a place to sell takes: ``share`` of the price in hundredths of a percent, ``fixed`` rupiah per order.

    The share counts for orders above ``above`` rupiah and takes at most ``most`` rupiah per piece (None: no
    limit); ``by_trade`` are other shares for some trades. ``confidence``: H official, M press, L inferred.
    """

    name: Words
    share: int
    fixed: int
    above: int
    most: int | None
    by_trade: Mapping[str, int]
    as_of: dt.date
    confidence: str
    source: str

    def share_for(self, trade: str) -> int:
        """The share a shop of this trade pays."""
        return self.by_trade.get(trade, self.share)


@dataclass(frozen=True, slots=True)
class FeeChannel:
    """A place to sell. ``goods_only``: nights, seats and hours are not sold there."""

    key: str
    name: Words
    note: Words
    goods_only: bool
    parts: tuple[FeePart, ...]

    @property
    def as_of(self) -> dt.date:
        """The day its oldest fee held."""
        return min(part.as_of for part in self.parts)

    @property
    def confidence(self) -> str:
        """As sure as its least sure fee."""
        return max((part.confidence for part in self.parts), key=CONFIDENCES.index)


@dataclass(frozen=True, slots=True)
class Start:
    """What the page begins with: margin in percent, pieces in the larger order, packing and advertising in rupiah."""

    margin: int
    pieces: int
    packing: int
    ads: int


@dataclass(frozen=True, slots=True)
class Fees:
    """Every place to sell; ``steps`` are (up to this price, round up to a multiple of this), rising."""

    checked_on: dt.date
    steps: tuple[tuple[int, int], ...]
    start: Start
    channels: tuple[FeeChannel, ...]


@cache
def load_fees(country: str, locales: tuple[str, ...]) -> Fees:
    """The country's fees, once per process. Raises ``PackError`` naming file and key at fault."""
    return read_fees(folder_of(country) / "fees.toml", locales)


def read_fees(path: Path, locales: tuple[str, ...]) -> Fees:
    """Read and check one file. Raises ``PackError``."""
    file = read_toml(path)
    channels = tuple(_channel(table, locales) for table in file.tables("channels"))
    if len({channel.key for channel in channels}) != len(channels):
        raise file.fault("channels", "two have the same key")
    fees = Fees(
        checked_on=file.day("checked_on"),
        steps=_steps(file.table("prices")),
        start=_start(file.table("start")),
        channels=channels,
    )
    file.done()
    return fees


def _channel(table: Table, locales: tuple[str, ...]) -> FeeChannel:
    channel = FeeChannel(
        key=table.text("key"),
        name=table.words("name", locales),
        note=table.words("note", locales),
        goods_only=table.yes_no("goods_only"),
        parts=tuple(_part(part, locales) for part in table.tables("parts")),
    )
    table.done()
    return channel


def _part(table: Table, locales: tuple[str, ...]) -> FeePart:
    by_trade = dict(table.table("by_trade").items()) if table.has("by_trade") else {}
    part = FeePart(
        name=table.words("name", locales),
        share=_share(table, "percent", table.raw("percent")),
        fixed=table.whole("fixed", 0, MOST_MONEY),
        above=table.whole("above", 0, MOST_MONEY) if table.has("above") else 0,
        most=table.whole("most", 1, MOST_MONEY) if table.has("most") else None,
        by_trade={trade: _share(table, "by_trade", value) for trade, value in by_trade.items()},
        as_of=table.day("as_of"),
        confidence=table.one_of("confidence", CONFIDENCES),
        source=table.text("source"),
    )
    table.done()
    return part


def _steps(table: Table) -> tuple[tuple[int, int], ...]:
    """Rising, and each limit a multiple of its own step and the next, so that rounding never jumps back."""
    raw = table.raw("steps")
    if not isinstance(raw, list) or not all(
        isinstance(pair, list) and len(pair) == 2 and all(type(n) is int and n > 0 for n in pair)
        for pair in raw
    ):
        raise table.fault("steps", "must be pairs of whole numbers")
    steps = tuple((limit, step) for limit, step in raw)
    for (limit, step), (higher, wider) in pairwise(steps):
        if limit >= higher or limit % step or limit % wider:
            raise table.fault("steps", "must rise, each limit a multiple of its step and of the next")
    if not steps or steps[-1][0] % steps[-1][1]:
        raise table.fault("steps", "must end with a multiple of its step")
    table.done()
    return steps


def _start(table: Table) -> Start:
    start = Start(
        margin=table.whole("margin", 1, 90),
        pieces=table.whole("pieces", 2, 100),
        packing=table.whole("packing", 0, MOST_MONEY),
        ads=table.whole("ads", 0, MOST_MONEY),
    )
    table.done()
    return start


def _share(table: Table, key: str, percent: object) -> int:
    """Percent with at most two decimals, in hundredths of a percent."""
    if not isinstance(percent, int | float) or isinstance(percent, bool):
        raise table.fault(key, "must be a percentage")
    hundredths = Decimal(str(percent)) * 100
    if hundredths != int(hundredths) or not 0 <= hundredths < WHOLE:
        raise table.fault(key, "must be from 0 to below 100 with at most two decimals")
    return int(hundredths)
