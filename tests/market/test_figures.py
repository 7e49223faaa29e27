"""The figures of docs/market-model.md are drawn from what the market computes now."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from xml.etree import ElementTree

from docs import draw_market_figures as figures
from tests.support.market import tuning


def test_every_figure_is_drawn_with_its_numbers_beside(tmp_path: Path):
    figures.main(tmp_path)
    drawn = sorted(tmp_path.glob("*.svg"))
    assert len(drawn) == len(figures.FIGURES)
    with (tmp_path / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for path in drawn:
        tree = ElementTree.parse(path)  # noqa: S314  our own file
        words = [node.text for node in tree.iter("{http://www.w3.org/2000/svg}text")]
        assert all(words)
        assert any(row["figure"] == path.stem for row in rows)


def test_the_figures_in_the_documents_are_all_there():
    keys = {path.stem for path in figures.PICTURES.glob("*.svg")}
    with (figures.PICTURES / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["figure"] for row in csv.DictReader(file)} == keys
    assert len(keys) == len(figures.FIGURES)


def test_the_table_of_facts_was_measured_with_the_numbers_of_today():
    # When this fails: python3 -m docs.draw_market_figures --facts
    words = figures.DOCUMENT.read_text(encoding="utf-8")
    table = words.split(figures.BEGIN)[1].split(figures.END)[0]
    assert figures.heading(tuning()) in table
    rows = [line for line in table.splitlines() if line[:2] == "| " and line[2].isdigit()]
    assert len(rows) == len(figures.listed_facts())
    for fact, row in zip(figures.listed_facts(), rows, strict=True):
        assert row.startswith(f"| {fact.number} {fact.title} |")
        assert all(f"({bound.text})" in row for bound in fact.bounds)


def test_every_picture_in_the_document_exists():
    words = figures.DOCUMENT.read_text(encoding="utf-8")
    shown = set(re.findall(r"\(pictures/market/([\w-]+)\.svg\)", words))
    assert shown == {path.stem for path in figures.PICTURES.glob("*.svg")}
