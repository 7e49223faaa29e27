"""Fit pymc-marketing's media-mix model to an export; runs in an environment of its own.

``python fit.py TABLE.csv ANSWER.json [--draws N] [--tune N] [--chains N]``

Reads columns ``date``, ``orders`` and one ``spend_<channel>`` each.  The model: normalised geometric adstock
over 28 days, then a saturation of slope one (Michaelis-Menten), adstock first, weekday indicators, two yearly
Fourier pairs, Normal noise.  Priors do not know the truth: theta ~ Beta(1, 3) as the package has it, the
half-point ~ HalfNormal(1) of the largest spend, the most a channel brings ~ HalfNormal(0.5) of the best day.
Writes posterior means: contribution of each channel in orders over all days, and theta.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from pathlib import Path

import numpy as np
import pandas as pd
from pymc_extras.prior import Prior
from pymc_marketing.mmm import MMM, GeometricAdstock, MichaelisMentenSaturation

MEMORY_DAYS = 28
SEED = 27


def read(path: Path) -> tuple[pd.DataFrame, pd.Series, list[str], list[str]]:
    """Return (X, y, channel columns, control columns)."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    channels = [name for name in rows[0] if name.startswith("spend_")]
    table = pd.DataFrame({"date": pd.to_datetime([row["date"] for row in rows])})
    for name in channels:
        table[name] = [float(row[name]) for row in rows]
    controls = []
    weekdays = table["date"].dt.day_of_week
    for weekday in range(1, 7):
        controls.append(f"weekday_{weekday}")
        table[controls[-1]] = (weekdays == weekday).astype(float)
    return table, pd.Series([float(row["orders"]) for row in rows], name="orders"), channels, controls


def fit(options: argparse.Namespace) -> dict:
    """Fit and return the answer."""
    table, orders, channels, controls = read(options.table)
    model = MMM(
        date_column="date",
        channel_columns=channels,
        control_columns=controls,
        adstock=GeometricAdstock(l_max=MEMORY_DAYS),
        saturation=MichaelisMentenSaturation(
            priors={
                "alpha": Prior("HalfNormal", sigma=0.5, dims="channel"),
                "lam": Prior("HalfNormal", sigma=1.0, dims="channel"),
            }
        ),
        yearly_seasonality=2,
    )
    began = time.perf_counter()
    model.fit(
        table, orders, draws=options.draws, tune=options.tune, chains=options.chains, cores=1,
        random_seed=SEED, progressbar=False, target_accept=0.9, nuts_sampler="nutpie",
    )  # fmt: skip
    seconds = time.perf_counter() - began
    posterior = model.idata.posterior
    scale = float(orders.max())
    brought = posterior["channel_contribution"].sum("date").mean(("chain", "draw")) * scale
    theta = posterior["adstock_alpha"]
    spread = theta.std(("chain", "draw"))
    divergences = int(model.idata.sample_stats["diverging"].sum())
    short = [name.removeprefix("spend_") for name in channels]

    def by_channel(values: object) -> dict[str, float]:
        return dict(zip(short, (float(v) for v in np.asarray(values)), strict=True))

    return {
        "contribution": by_channel(brought.sel(channel=channels)),
        "adstock": by_channel(theta.mean(("chain", "draw")).sel(channel=channels)),
        "adstock_sd": by_channel(spread.sel(channel=channels)),
        "divergences": divergences,
        "seconds": seconds,
    }


def main() -> None:
    """Read the command line, fit, write the answer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("answer", type=Path)
    parser.add_argument("--draws", type=int, default=300)
    parser.add_argument("--tune", type=int, default=400)
    parser.add_argument("--chains", type=int, default=2)
    options = parser.parse_args()
    options.answer.write_text(json.dumps(fit(options), indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
