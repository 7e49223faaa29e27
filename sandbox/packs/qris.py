"""Read what the country's national payment code costs a small seller (``<country>/qris.toml``)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sandbox.packs.reading import MOST_MONEY, folder_of, read_toml

MOST_RATE = 10_000


@dataclass(frozen=True, slots=True)
class QrisFacts:
    """Fees the seller pays. Money in whole rupiah, rates in hundredths of a percent (30 = 0.3 %)."""

    checked_on: dt.date
    micro_free_up_to: int
    micro_rate_above: int
    micro_since: dt.date
    small_rate: int
    small_since: dt.date
    sources: tuple[str, ...]


@cache
def load_qris(country: str) -> QrisFacts:
    """The country's fees, once per process. Raises ``PackError`` naming file and key at fault."""
    return read_qris(folder_of(country) / "qris.toml")


def read_qris(path: Path) -> QrisFacts:
    """Read and check one file. Raises ``PackError``."""
    file = read_toml(path)
    micro, small = file.table("micro"), file.table("small")
    facts = QrisFacts(
        checked_on=file.day("checked_on"),
        micro_free_up_to=micro.whole("free_up_to", 0, MOST_MONEY),
        micro_rate_above=micro.whole("rate_above", 0, MOST_RATE),
        micro_since=micro.day("since"),
        small_rate=small.whole("rate", 0, MOST_RATE),
        small_since=small.day("since"),
        sources=(micro.text("source"), small.text("source")),
    )
    for table in (file, micro, small):
        table.done()
    return facts
