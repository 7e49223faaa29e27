"""Benchmarks are ranges with a grade and a source; a slip in the file says where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sandbox.packs.benchmarks import HERE, load_benchmarks, read_benchmarks
from sandbox.packs.market import load_tuning
from sandbox.packs.reading import PackError

FILE = HERE / "indonesia" / "benchmarks.toml"
LOCALES = ("id", "en")


def test_every_paid_channel_has_ranges_and_every_shop_has_orders_per_visit() -> None:
    ranges = load_benchmarks("indonesia")
    for channel, row in load_tuning("indonesia")["channels"].items():
        measures = {one.measure for one in ranges.of(channel)}
        assert "order" in measures, channel
        is_paid = row["pricing"]["value"] in {"impression", "click"}
        assert len(measures) >= (2 if is_paid else 1), channel
    assert {one.source for one in ranges.of("mkt") if one.measure == "order"} != {
        one.source for one in ranges.of("meta") if one.measure == "order"
    }


def test_weak_figures_say_so() -> None:
    """Nothing a blog says about Indonesia is dressed up as more than that."""
    grades = {one.grade for one in load_benchmarks("indonesia").all if "marsx" in one.source}
    assert grades == {"C"}


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ("checked_on = 2026-11-21", 'checked_on = "soon"', "checked_on"),
        ("checked_on", "looked_up", "checked_on"),
        ("high = 40_000", "high = 4", "high"),
        ("low = 10_000", 'low = "few"', "low"),
        ('grade = "C"', 'grade = "D"', "grade"),
        ('measure = "cpm"', 'measure = "cmp"', "measure"),
        ('measure = "cpc"', 'measure = "cpm"', "twice"),
        ('unit = "rupiah"', 'unit = "dollar"', "unit"),
        ('source = "marsx.media"', "", "source"),
        ("year = 0", "jahr = 0", "year"),
        ('source = "marsx.media"', 'source = "marsx.media"\nnote = "x"', "note"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, right: str, wrong: str, key: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert right in text
    bad = tmp_path / "benchmarks.toml"
    bad.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PackError, match=key):
        read_benchmarks(bad, LOCALES)
