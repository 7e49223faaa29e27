"""Read where a country's parcels go and what that costs by example (``<country>/shipping.toml``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sandbox.packs.reading import Table, Words, folder_of, locales_of, read_toml

MOST_MONEY = 100_000_000


@dataclass(frozen=True, slots=True)
class Zone:
    """A region parcels go to. ``low`` to ``high``: an example of the first kilogram's fee, in whole money."""

    key: str
    name: Words
    note: Words
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Shipping:
    """Every zone from near to far, the day they were looked up, and where the examples come from."""

    checked_on: dt.date
    source: str
    zones: Mapping[str, Zone]


@cache
def load_shipping(country: str) -> Shipping:
    """The country's shipping zones, once per process. Raises ``PackError`` naming file and key at fault."""
    folder = folder_of(country)
    return read_shipping(folder / "shipping.toml", locales_of(folder))


def read_shipping(path: Path, locales: tuple[str, ...]) -> Shipping:
    """Read and check one file. Raises ``PackError``."""
    file = read_toml(path)
    table = file.table("zones")
    zones = {key: _zone(key, table.table(key), locales) for key in table}
    if not zones:
        raise table.fault("zones", "needs at least one")
    shipping = Shipping(file.day("checked_on"), file.text("source"), MappingProxyType(zones))
    file.done()
    return shipping


def _zone(key: str, table: Table, locales: tuple[str, ...]) -> Zone:
    low, high = table.span("example", 1, MOST_MONEY)
    zone = Zone(key, table.words("name", locales), table.words("note", locales), low, high)
    table.done()
    return zone
