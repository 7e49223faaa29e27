"""Numbers with their papers: records ``{value, unit, range, grade, source}``, checked when a pack is read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

GRADES = ("A", "B", "C", "D")
"""A peer-reviewed or the platform's own page; B large vendor data set; C weak; D design choice, no source."""
_RECORD_KEYS = frozenset({"value", "unit", "range", "grade", "source"})


class TuningError(ValueError):
    """A parameter is missing, unknown, out of its range or badly recorded; the message names it."""


def part_of(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return one table of a pack's dict; ``TuningError`` when there is none."""
    part = data.get(name)
    if not isinstance(part, Mapping):
        raise TuningError(f"{name}: section is missing")
    return part


def values_of(path: str, table: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Return the values of a table that has exactly these names; ``TuningError`` names what is wrong."""
    unknown = set(table) - set(names)
    if unknown:
        raise TuningError(f"{path}.{min(unknown)}: unknown parameter")
    return {name: recorded(f"{path}.{name}", table.get(name)) for name in names}


def recorded(path: str, record: Any) -> Any:
    """Return the value of a record ``{value, unit, range, grade, source}``: a number, a text, or a tuple.

    ``TuningError`` names ``path`` when the record is incomplete or a value is outside its range.
    """
    if not isinstance(record, Mapping):
        raise TuningError(f"{path}: missing")
    if set(record) != _RECORD_KEYS:
        raise TuningError(f"{path}: needs exactly value, unit, range, grade and source")
    if record["grade"] not in GRADES or not record["source"]:
        raise TuningError(f"{path}: grade must be one of {', '.join(GRADES)} and source must say where from")
    value, limits = record["value"], record["range"]
    items = value if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, str):
            if limits and item not in limits:
                raise TuningError(f"{path}: {item!r} is not one of {limits}")
        elif isinstance(item, bool) or not isinstance(item, (int, float)) or not math.isfinite(item):
            raise TuningError(f"{path}: {item!r} is not a number")
        elif len(limits) != 2 or not limits[0] <= item <= limits[1]:
            raise TuningError(f"{path}: {item} is outside {limits}")
    typed = tuple(item if isinstance(item, str) else float(item) for item in items)
    return typed if isinstance(value, list) else typed[0]
