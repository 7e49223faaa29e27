"""Play a scenario day by day, and write what happened as a table with its data dictionary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandbox.campaigns.market.class_market import play_class_day
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.world import Course, Sums, World
from sandbox.cli.scenario import Scenario
from sandbox.lang.csv_cells import csv_text

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning
    from sandbox.campaigns.market.types import DayReport

ORGANIC = "organic"
"""Channel name of what came without a campaign."""

UNITS = {
    "shop": "name", "day": "number", "date": "date", "slot": "number", "channel": "name", "budget": "rupiah",
    "impressions": "count", "reach": "people", "reach_total": "people", "frequency": "per person",
    "clicks": "count", "visits": "count", "carts": "count", "chats": "count", "orders": "count",
    "lost_to_stock": "count", "cod_failed": "count", "opt_outs": "people", "spend": "rupiah",
    "revenue": "rupiah", "goods_cost": "rupiah", "packing": "rupiah", "platform_fee": "rupiah",
    "cod_loss": "rupiah", "shipping_cost": "rupiah", "profit": "rupiah", "stock_left": "units",
    "learning": "share", "wear": "share", "engagements": "count", "attributed_orders": "count",
    "attributed_revenue": "rupiah", "status": "words",
}  # fmt: skip
"""Columns of the daily table in order, with their units; texts ``cli-column-<name>`` say what they mean."""


@dataclass(frozen=True)
class Row:
    """One campaign of one shop on one day, or (channel ``organic``) what came without a campaign."""

    values: dict[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column, "")


def play_scenario(scenario: Scenario, tuning: Tuning) -> Iterator[list[Row]]:
    """Play the scenario; yield each day's rows, shop by shop."""
    worlds = list(scenario.worlds)
    for _ in range(scenario.days):
        courses = _one_day(scenario, worlds, tuning)
        pairs = list(zip(worlds, courses, strict=True))
        yield [row for world, course in pairs for row in _rows(world, course)]
        worlds = [replace(world, state=course.state) for world, course in pairs]


def _one_day(scenario: Scenario, worlds: Sequence[World], tuning: Tuning) -> list[Course]:
    if scenario.shared:
        return play_class_day(worlds, tuning, mode=scenario.mode, details=True)
    return play(worlds, tuning, days=1, mode=scenario.mode, details=True)


def _rows(world: World, course: Course) -> Iterator[Row]:
    for report in course.reports:
        yield Row({"shop": world.shop.key, **_report_values(report)})
    if course.organic != Sums():
        day = world.state.day
        sums = course.organic
        yield Row(
            {
                "shop": world.shop.key, "day": day, "date": world.env.date_of(day).isoformat(),
                "channel": ORGANIC,
                **{name: getattr(sums, name) for name in UNITS if hasattr(sums, name)},
            }
        )  # fmt: skip


def _report_values(report: DayReport) -> dict[str, Any]:
    values = {name: getattr(report, name) for name in UNITS if hasattr(report, name)}
    return {**values, "date": report.date.isoformat(), "status": " ".join(report.status)}


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """Write the daily table as CSV.  Raises OSError."""
    lines = ([_short(row[column]) for column in UNITS] for row in rows)
    path.write_text(csv_text(tuple(UNITS), lines), encoding="utf-8", newline="")


def write_dictionary(path: Path, meaning: Callable[[str], str]) -> None:
    """Write the data dictionary as CSV: column, meaning, unit.  Raises OSError."""
    lines = ((column, meaning(column), unit) for column, unit in UNITS.items())
    path.write_text(csv_text(("column", "meaning", "unit"), lines), encoding="utf-8", newline="")


def _short(value: Any) -> Any:
    """A number short, but exact enough to add up."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 6)
    return value
