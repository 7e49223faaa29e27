"""Whole numbers that always add up."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def largest_remainder(total: int, weights: ArrayLike) -> list[int]:
    """Split ``total`` (>= 0) into whole parts proportional to ``weights`` (>= 0); the parts sum to ``total``.

    Ties go to the earlier part, so the split is deterministic.  All-zero weights give everything to the
    first part, because the rows must add up even when nobody knows where the total came from.
    """
    share = np.asarray(weights, dtype=float)
    mass = float(share.sum())
    if mass <= 0.0:
        return [int(total)] + [0] * (share.size - 1)
    exact = total * (share / mass)
    parts = np.floor(exact).astype(np.int64)
    missing = int(total - parts.sum())
    if missing > 0:
        order = np.argsort(-(exact - parts), kind="stable")
        # More than one round only when float error made every part a touch too small.
        for index in range(missing):
            parts[order[index % share.size]] += 1
    elif missing < 0:
        order = np.argsort(-parts, kind="stable")
        for index in range(-missing):
            parts[order[index % share.size]] -= 1
    return [int(part) for part in parts]


def split(total: float, weights: ArrayLike, *, whole: bool) -> list[float]:
    """Split ``total`` by ``weights``: whole parts by largest remainder, else plain proportion."""
    if whole:
        return [float(part) for part in largest_remainder(int(total), weights)]
    share = np.asarray(weights, dtype=float)
    mass = float(share.sum())
    if mass <= 0.0:
        return [float(total)] + [0.0] * (share.size - 1)
    return [float(value) for value in total * share / mass]
