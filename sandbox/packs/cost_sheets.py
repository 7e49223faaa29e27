"""Read the worked examples of costs per trade (``<country>/cost_sheets.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sandbox.packs.reading import MOST_MONEY, Table, Words, as_words, folder_of, read_toml

MOST_MADE = 100_000
KINDS = ("material", "packaging", "labour", "other")
"""What costs are for, in the order a sheet lists them."""


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """One cost of an example, in rupiah for the whole batch."""

    kind: str
    name: Words
    amount: int


@dataclass(frozen=True, slots=True)
class ExampleSheet:
    """What a batch of something cost: pieces ``made``, pieces ``good`` enough to sell, the usual price of one."""

    name: Words
    made: int
    good: int
    price: int
    lines: tuple[ExampleLine, ...]


@cache
def load_cost_sheets(country: str, locales: tuple[str, ...]) -> Mapping[str, ExampleSheet]:
    """The country's examples by trade, once per process. Raises ``PackError`` naming file and key at fault."""
    file = read_toml(folder_of(country) / "cost_sheets.toml")
    return MappingProxyType({trade: _sheet(file.table(trade), locales) for trade in file})


def _sheet(table: Table, locales: tuple[str, ...]) -> ExampleSheet:
    made = table.whole("made", 1, MOST_MADE)
    sheet = ExampleSheet(
        name=table.words("name", locales),
        made=made,
        good=table.whole("good", 1, made),
        price=table.whole("price", 1, MOST_MONEY),
        lines=tuple(_line(line, locales) for line in table.tables("lines")),
    )
    table.done()
    return sheet


def _line(table: Table, locales: tuple[str, ...]) -> ExampleLine:
    name = {locale: table.text(locale) for locale in locales}
    line = ExampleLine(
        kind=table.one_of("kind", KINDS),
        name=as_words(name, locales, table.where),
        amount=table.whole("amount", 0, MOST_MONEY),
    )
    table.done()
    return line
