"""Read a country's permits, notes on what a product contains, and its rule for earlier prices
(``<country>/permits.toml``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sandbox.packs.reading import Table, Words, folder_of, locales_of, read_toml

LONGEST_NUMBER = 30
A_YEAR = 365 * 24 * 60


@dataclass(frozen=True, slots=True)
class NumberRule:
    """What a permit's number looks like: ``fewest`` to ``most`` digits, after one of ``prefixes`` or none.

    Written as ``shown`` and the digits, the last ``tail`` of them behind a hyphen.
    """

    prefixes: tuple[str, ...]
    shown: str
    fewest: int
    most: int
    tail: int


@dataclass(frozen=True, slots=True)
class Permit:
    """A permit a product can have. ``rule`` names the law, ``source`` where the form of the number was found."""

    key: str
    name: Words
    about: Words
    example: str
    number: NumberRule
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class Diet:
    """Something buyers have to know; ``contains`` for what a label must name as an allergen."""

    key: str
    name: Words
    contains: bool


@dataclass(frozen=True, slots=True)
class EarlierPrice:
    """How long a price must have stood before it may be shown struck through, and the law behind it."""

    least: dt.timedelta
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class Permits:
    """Everything of the file, in the order people see."""

    checked_on: dt.date
    permits: Mapping[str, Permit]
    diets: Mapping[str, Diet]
    diet_rule: str
    diet_source: str
    earlier_price: EarlierPrice


@cache
def load_permits(country: str) -> Permits:
    """The country's permits and notes, once per process. Raises ``PackError`` naming file and key at fault."""
    folder = folder_of(country)
    return read_permits(folder / "permits.toml", locales_of(folder))


def read_permits(path: Path, locales: tuple[str, ...]) -> Permits:
    """Read and check one file. Raises ``PackError``."""
    file = read_toml(path)
    permits, diets, earlier = file.table("permits"), file.table("diets"), file.table("earlier_price")
    notes = diets.table("notes")
    found = Permits(
        checked_on=file.day("checked_on"),
        permits=MappingProxyType({key: _permit(key, permits.table(key), locales) for key in permits}),
        diets=MappingProxyType({key: _diet(key, notes.table(key), locales) for key in notes}),
        diet_rule=diets.text("rule"),
        diet_source=diets.text("source"),
        earlier_price=EarlierPrice(
            dt.timedelta(minutes=earlier.whole("least_minutes", 1, A_YEAR)),
            earlier.text("rule"),
            earlier.text("source"),
        ),
    )
    for table in (file, diets, earlier):
        table.done()
    return found


def _permit(key: str, table: Table, locales: tuple[str, ...]) -> Permit:
    fewest, most = table.span("digits", 1, LONGEST_NUMBER)
    prefixes = table.texts("prefixes")
    shown = table.maybe_text("shown")
    if shown and shown not in prefixes:
        raise table.fault("shown", "must be one of the prefixes")
    permit = Permit(
        key=key,
        name=table.words("name", locales),
        about=table.words("about", locales),
        example=table.text("example"),
        number=NumberRule(prefixes, shown, fewest, most, table.whole("tail", 0, fewest - 1)),
        rule=table.text("rule"),
        source=table.text("source"),
    )
    table.done()
    return permit


def _diet(key: str, table: Table, locales: tuple[str, ...]) -> Diet:
    diet = Diet(key, table.words("name", locales), table.yes_no("contains"))
    table.done()
    return diet
