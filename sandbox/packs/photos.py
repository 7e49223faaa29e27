"""Read what makes a photo good enough and which shapes there are (``<country>/photos.toml``), checking every key."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sandbox.packs.reading import PackError, Table, Words, read_toml

HERE = Path(__file__).resolve().parent
POINTS = ("there", "own", "size", "light", "sharp", "background", "words")
MEASURES = ("size", "dark", "pale", "sharp", "clutter", "text")


@dataclass(frozen=True, slots=True)
class Measure:
    """From where a measure counts fully (``good``), where not at all (``bad``), where the studio speaks (``ask``).

    ``good`` may lie above or below ``bad``; ``ask`` lies between them or on one of them.
    """

    bad: float
    good: float
    ask: float

    def share(self, value: float) -> float:
        """How good ``value`` is, 0 to 1; nearer to ``good`` is never less."""
        return min(1.0, max(0.0, (value - self.bad) / (self.good - self.bad)))

    def asks(self, value: float) -> bool:
        """Whether ``value`` is worse than where the studio speaks."""
        return value < self.ask if self.good > self.bad else value > self.ask


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape to cut to: ``safe`` are top, right, bottom and left in thousandths of the side."""

    key: str
    name: Words
    use: Words
    safe: tuple[int, int, int, int]
    source: str


@dataclass(frozen=True, slots=True)
class PhotoRules:
    """Everything about photos that is data."""

    checked_on: dt.date
    points: Mapping[str, int]
    measures: Mapping[str, Measure]
    colours: float
    lines: int
    skin: float
    shapes: Mapping[str, Shape]


@cache
def load_photo_rules(country: str, locales: tuple[str, ...]) -> PhotoRules:
    """The country's rules, once per process. Raises ``PackError`` naming file and key at fault."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", country):
        raise PackError(f"'{country}' is not a pack name")
    return read_photo_rules(HERE / country / "photos.toml", locales)


def read_photo_rules(path: Path, locales: tuple[str, ...]) -> PhotoRules:
    """Read and check one file. Raises ``PackError``."""
    file = read_toml(path)
    facts = dict(file.items())
    checked_on = facts.get("checked_on")
    if not isinstance(checked_on, dt.date):
        raise file.fault("checked_on", "must be a day like 2026-11-21")
    if unknown := set(facts) - {"checked_on", "points", "measures", "questions", "ratios"}:
        raise file.fault(", ".join(sorted(unknown)), "unknown key")
    points = file.table("points")
    weights = {key: points.whole(key, 0, 100) for key in POINTS}
    points.done()
    if sum(weights.values()) != 100:
        raise file.fault("points", "must add up to 100")
    measures = file.table("measures")
    read = {key: _measure(measures.table(key)) for key in MEASURES}
    measures.done()
    questions = file.table("questions")
    skin, lines = _number(questions, "skin"), questions.whole("lines", 1, 100)
    shapes = {key: _shape(key, table, locales) for key, table in _tables(file.table("ratios"))}
    return PhotoRules(
        checked_on=checked_on,
        points=MappingProxyType(weights),
        measures=MappingProxyType(read),
        colours=_number(measures.table("clutter"), "colours"),
        lines=lines,
        skin=skin,
        shapes=MappingProxyType(shapes),
    )


def _tables(table: Table) -> list[tuple[str, Table]]:
    return [(key, table.table(key)) for key in table]


def _number(table: Table, key: str) -> float:
    value = dict(table.items()).get(key)
    if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
        raise table.fault(key, "must be a number from 0")
    return float(value)


def _measure(table: Table) -> Measure:
    measure = Measure(bad=_number(table, "bad"), good=_number(table, "good"), ask=_number(table, "ask"))
    low, high = sorted((measure.bad, measure.good))
    if low == high or not low <= measure.ask <= high:
        raise table.fault("ask", "must lie between bad and good, which differ")
    return measure


def _shape(key: str, table: Table, locales: tuple[str, ...]) -> Shape:
    safe = dict(table.items()).get("safe")
    is_list = isinstance(safe, list) and len(safe) == 4
    if not is_list or not all(isinstance(part, int) and 0 <= part < 500 for part in safe):
        raise table.fault("safe", "must be [top, right, bottom, left] in thousandths, each under 500")
    return Shape(
        key=key,
        name=table.words("name", locales),
        use=table.words("for", locales),
        safe=(safe[0], safe[1], safe[2], safe[3]),
        source=table.text("source"),
    )
