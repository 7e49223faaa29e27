"""Small runs of the market kept as files, so that a change of results never goes unnoticed.

    python -m tests.market.golden_runs           compare, and say what differs
    python -m tests.market.golden_runs --renew   write the files again

Exact renewal for a version no class has played yet:

    rm tests/market/golden/*.json && python -m tests.market.golden_runs --renew

Results belong to a tuning version: renewing is refused while the version in ``market.toml`` is still that of the
files, unless they are deleted first (for versions no class has played yet).  Whole numbers must be equal; numbers
with a fraction may differ in the last digits, because ``exp`` does between processors.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.report import report_to_dict
from sandbox.campaigns.market.state import initial_state
from sandbox.campaigns.market.tuning import Tuning
from sandbox.campaigns.market.types import Environment, Event, Mode, Objective, ShippingTerms
from sandbox.campaigns.market.world import World
from sandbox.campaigns.stylised_facts.setting import CREATIVE, OFFER, SHOP, plan
from tests.support.market import tuning

FOLDER = Path(__file__).resolve().parent / "golden"
CLOSE = 1e-9
"""Relative difference up to which numbers with a fraction are the same."""


def worlds(numbers: Tuning) -> dict[str, tuple[World, int]]:
    """Return the scenarios by name: a world and its days."""
    shop = replace(
        SHOP, contacts=400, followers={"org_ig": 400, "org_fb": 300, "org_tt": 200}, category="snack"
    )
    plain = Environment("golden", date(2026, 6, 8))
    feast = Environment(
        "golden", date(2028, 2, 20), events=(Event("rain", 3, 4, demand=0.85, regions=("home", "regency")),)
    )
    dear = replace(OFFER, shipping=ShippingTerms.HIDDEN, cod=True, stock=25)
    mixed = tuple(
        plan("home", "regency", slot=slot, channel=name, budget=40_000, every_days=3)
        for slot, name in enumerate(numbers.channels)
    )
    rival = plan("home", slot=1, budget=30_000, creative=replace(CREATIVE, caption="caption-2"))
    cases = {
        "one-campaign": (shop, (plan("home"),), plain, 10),
        "every-channel": (shop, mixed, plain, 7),
        "ramadan-and-stock": (
            shop,
            (plan(offer=dear, objective=Objective.CHAT, budget=120_000), replace(rival, offer=dear)),
            feast,
            12,
        ),
        "nothing-runs": (shop, (), plain, 5),
    }
    return {
        name: (World(initial_state(who, numbers), plans, who, env), days)
        for name, (who, plans, env, days) in cases.items()
    }


def played(numbers: Tuning) -> dict[str, dict[str, Any]]:
    """Return what the scenarios give now, by file name."""
    result = {}
    for name, (start, days) in worlds(numbers).items():
        for mode in Mode:
            (course,) = play([start], numbers, days=days, mode=mode, details=True)
            result[f"{name}.{mode}.json"] = {
                "tuning_version": numbers.version,
                "total": asdict(course.total),
                "organic": asdict(course.organic),
                "reports": [_short(report_to_dict(report)) for report in course.reports],
            }
    return json.loads(json.dumps(result))


def _short(report: dict[str, Any]) -> dict[str, Any]:
    """Leave out the breakdowns: other tests hold that they add up."""
    return {key: value for key, value in report.items() if key != "breakdown"}


def stored() -> dict[str, dict[str, Any]]:
    """Return the files' contents by name."""
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def differences(kept: Any, now: Any, where: str = "") -> Iterator[str]:
    """Say where two results differ."""
    if isinstance(kept, dict) and isinstance(now, dict):
        for key in sorted(kept.keys() | now.keys()):
            if key not in kept or key not in now:
                yield f"{where}/{key}: only {'kept' if key in kept else 'now'}"
            else:
                yield from differences(kept[key], now[key], f"{where}/{key}")
    elif isinstance(kept, list) and isinstance(now, list):
        if len(kept) != len(now):
            yield f"{where}: {len(kept)} kept, {len(now)} now"
        for n, (one, other) in enumerate(zip(kept, now, strict=False)):
            yield from differences(one, other, f"{where}/{n}")
    elif not _same(kept, now):
        yield f"{where}: {kept!r} kept, {now!r} now"


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float) and not (one.is_integer() and other.is_integer()):
        return math.isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE)
    return bool(one == other)


def renew(numbers: Tuning) -> None:
    """Write the files; ends the program when the tuning version is still theirs."""
    if any(each["tuning_version"] == numbers.version for each in stored().values()):
        sys.exit(
            f"The files are of version {numbers.version} already. Results may only change with a new version in"
            " market.toml; for a version no class has played, delete tests/market/golden/*.json first."
        )
    for path in FOLDER.glob("*.json"):
        path.unlink()
    for name, content in played(numbers).items():
        (FOLDER / name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Compare or renew."""
    if "--renew" in sys.argv[1:]:
        renew(tuning())
    found = list(differences(stored(), played(tuning())))
    said = [*found[:20], f"Python {sys.version.split()[0]}: {len(stored())} runs, {len(found)} differences"]
    sys.stdout.write("\n".join(said) + "\n")
    sys.exit(1 if found or not stored() else 0)


if __name__ == "__main__":
    main()
