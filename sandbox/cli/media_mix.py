"""Give media-mix exports to the real pymc-marketing, installed in an environment of its own.

The environment is made once (a few minutes, about 1.5 GB) in ``instance/media-mix`` beside the source, or
where ``SANDBOX_MEDIA_MIX`` points.  The fitting itself is ``benchmarks/media_mix/fit.py``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.lang.csv_cells import csv_text

if TYPE_CHECKING:
    from sandbox.campaigns.stylised_facts.media_mix import Export, Fit
    from sandbox.cli.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "benchmarks" / "media_mix" / "fit.py"
NEEDS = ("pymc-marketing==0.19.*", "nutpie")
"""The fitting script is written for this version; nutpie samples several times faster than the default."""


def fitter(terminal: Terminal) -> Callable[[Export], Fit]:
    """Prepare the environment and return what fits an export in it; ends the program when that fails."""
    if not SCRIPT.exists():
        terminal.stop("market-no-media-mix")
    folder = Path(os.environ.get("SANDBOX_MEDIA_MIX") or ROOT / "instance" / "media-mix")
    python = _prepare(terminal, folder)

    def fit(export: Export) -> Fit:
        terminal.note("market-media-mix-fit", name=export.name, days=str(len(export.dates)))
        table, answer = write_export(export, folder)
        _call(terminal, folder, [python, str(SCRIPT), str(table), str(answer)])
        return read_answer(answer)

    return fit


def write_export(export: Export, folder: Path) -> tuple[Path, Path]:
    """Write the daily table, and beside it how it was made; return the table's and the answer's paths."""
    table = folder / f"{export.name}.csv"
    names = list(export.spend)
    lines = (
        (day.isoformat(), int(orders), *(int(export.spend[name][n]) for name in names))
        for n, (day, orders) in enumerate(zip(export.dates, export.orders, strict=True))
    )
    text = csv_text(("date", "orders", *(f"spend_{name}" for name in names)), lines)
    table.write_text(text, encoding="utf-8", newline="")
    truth = [f"{name}: {orders:,.1f} orders in truth" for name, orders in export.contribution.items()]
    made = "\n".join((export.process, *truth))
    (folder / f"{export.name}.process.txt").write_text(made + "\n", encoding="utf-8")
    return table, folder / f"{export.name}.answer.json"


def read_answer(file: Path) -> Fit:
    """What the fitting script wrote."""
    from sandbox.campaigns.stylised_facts.media_mix import Fit

    found = json.loads(file.read_text(encoding="utf-8"))
    return Fit(found["contribution"], found["adstock"])


def _prepare(terminal: Terminal, folder: Path) -> str:
    """Make the environment where it is missing or unfinished; return its Python."""
    python = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "installed.txt"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != "\n".join(NEEDS):
        folder.mkdir(parents=True, exist_ok=True)
        terminal.note("market-media-mix-setup", folder=str(folder))
        _call(terminal, folder, [sys.executable, "-m", "venv", str(folder / "venv")])
        _call(terminal, folder, [str(python), "-m", "pip", "install", "--quiet", *NEEDS])
        stamp.write_text("\n".join(NEEDS), encoding="utf-8")
    return str(python)


def _call(terminal: Terminal, folder: Path, command: list[str]) -> None:
    log = folder / "media-mix.log"
    with log.open("a", encoding="utf-8") as record:
        done = subprocess.run(command, stdout=record, stderr=subprocess.STDOUT, check=False)  # noqa: S603
    if done.returncode != 0:
        terminal.stop("market-media-mix-failed", log=str(log))
