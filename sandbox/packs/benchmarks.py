"""What others report about advertising, as ranges with grade, year and source: ``<country>/benchmarks.toml``.

Shown beside a trainee's own numbers as a range, never as a target.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sandbox.packs.reading import PackError, Table, Words, read_toml

HERE = Path(__file__).resolve().parent
ANY_SHOP = "shop"
MEASURES = ("cpm", "cpc", "ctr", "read", "reply", "reach", "order")
UNITS = ("rupiah", "percent")
GRADES = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One reported range of one measure on one channel (or ``shop``: wherever the visitor came from).

    ``low`` and ``high`` are rupiah or percent (``unit``). ``year`` is 0 when the source names none.
    """

    channel: str
    measure: str
    low: float
    high: float
    unit: str
    grade: str
    year: int
    place: Words
    source: str


@dataclass(frozen=True, slots=True)
class Benchmarks:
    """Every range, and the day they were looked up."""

    checked_on: dt.date
    all: tuple[Benchmark, ...]

    def of(self, channel: str) -> tuple[Benchmark, ...]:
        """The ranges of a channel; for orders per visit any shop's when the channel has none of its own."""
        own = tuple(found for found in self.all if found.channel == channel)
        known = {found.measure for found in own}
        return own + tuple(f for f in self.all if f.channel == ANY_SHOP and f.measure not in known)


@cache
def load_benchmarks(country: str = "indonesia", locales: tuple[str, ...] = ("id", "en")) -> Benchmarks:
    """The country's ranges, checked and read once. Raises PackError naming file and key."""
    return read_benchmarks(HERE / country / "benchmarks.toml", locales)


def read_benchmarks(path: Path, locales: tuple[str, ...]) -> Benchmarks:
    """Read and check one file; see :func:`load_benchmarks`."""
    file = read_toml(path)
    values = dict(file.items())
    checked_on = values.pop("checked_on", None)
    if not isinstance(checked_on, dt.date):
        raise file.fault("checked_on", "must be a day such as 2026-11-21")
    if set(values) != {"benchmark"}:
        raise file.fault(
            ", ".join(sorted(set(values) - {"benchmark"})) or "benchmark", "is unknown or missing"
        )
    found = tuple(_benchmark(table, locales) for table in file.tables("benchmark"))
    pairs = [(one.channel, one.measure) for one in found]
    if twice := {pair for pair in pairs if pairs.count(pair) > 1}:
        raise file.fault("benchmark", f"given twice: {min(twice)}")
    return Benchmarks(checked_on, found)


def _benchmark(table: Table, locales: tuple[str, ...]) -> Benchmark:
    raw = dict(table.items())
    low, high = (_number(table, raw, key) for key in ("low", "high"))
    if low > high:
        raise table.fault("high", f"{high} is below low, {low}")
    found = Benchmark(
        channel=table.text("channel"),
        measure=table.one_of("measure", MEASURES),
        low=low,
        high=high,
        unit=table.one_of("unit", UNITS),
        grade=table.one_of("grade", GRADES),
        year=table.whole("year", 0, 2100),
        place=table.words("place", locales),
        source=table.text("source"),
    )
    if unknown := set(raw) - set(Benchmark.__dataclass_fields__):
        raise table.fault(min(unknown), "unknown key")
    return found


def _number(table: Table, raw: dict[str, object], key: str) -> float:
    value = raw.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise PackError(f"{table.where}: {key}: must be a number from 0, not {value!r}")
    return float(value)
