"""The figures of docs/market-model.md are drawn from what the market computes now."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

from docs import draw_market_figures as figures


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
