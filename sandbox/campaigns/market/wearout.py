"""Memory of exposures and the wear-out it causes."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

TABLE_POINTS = 120
TABLE_MAX = 60.0
"""Largest mean number of remembered exposures in the table; the inventory keeps real values below five."""


def wear_out_exact(exposure: float, kappa: float, usage_shape: float) -> float:
    """Return ``E[(n + 1) ** -kappa]`` by direct summation.

    ``n`` is negative binomial with shape ``R + 1`` and mean ``G (R + 1) / R``: heavy users are
    over-represented among impressions.  ``exposure`` is G, ``usage_shape`` is R.
    """
    if exposure <= 0.0 or kappa == 0.0:
        return 1.0
    shape = usage_shape + 1.0
    stop = usage_shape / (usage_shape + exposure)
    mean = exposure * shape / usage_shape
    n = np.arange(int(40 + 40 * mean))
    ratios = (n[:-1] + shape) / (n[:-1] + 1.0) * (exposure / (usage_shape + exposure))
    mass = np.exp(shape * np.log(stop) + np.concatenate(([0.0], np.cumsum(np.log(ratios)))))
    return float(np.sum(mass * (n + 1.0) ** -kappa) / np.sum(mass))


@lru_cache(maxsize=64)
def _table(kappa: float, usage_shape: float) -> tuple[Array, Array]:
    # Cubic spacing: dense where the curve bends (first exposures), sparse in the flat tail.
    grid = TABLE_MAX * np.linspace(0.0, 1.0, TABLE_POINTS) ** 3
    values = np.array([wear_out_exact(float(g), kappa, usage_shape) for g in grid])
    return grid, values


def wear_out(exposure: ArrayLike, kappa: float, usage_shape: float) -> Array:
    """Return the response that is left (1 = fresh) after ``exposure`` remembered exposures per person."""
    grid, values = _table(kappa, usage_shape)
    return np.interp(np.asarray(exposure, dtype=float), grid, values)


def remember(memory: Array, contacts_per_person: ArrayLike, keep: float) -> Array:
    """Return tomorrow's memory: ``keep`` of today's plus what was seen today (exposures per person)."""
    return keep * memory + np.asarray(contacts_per_person)


def same_picture(one: str, other: str) -> bool:
    """Say whether two photo keys mean the same picture.

    Equal keys do.  Two 16-digit hexadecimal keys are read as 64-bit perceptual hashes and count as the
    same picture when at most six bits differ (a re-crop or a filter).
    """
    if one == other:
        return True
    if len(one) != 16 or len(other) != 16:
        return False
    try:
        return (int(one, 16) ^ int(other, 16)).bit_count() <= 6
    except ValueError:
        return False


def similarity(one: tuple[str, str], other: tuple[str, str], same_photo: float, new_photo: float) -> float:
    """Return how much of an exposure to one creative counts for another (0..1).

    A creative is ``(photo key, caption key)``: identical 1, same photo ``same_photo``, else ``new_photo``.
    """
    if one == other:
        return 1.0
    return same_photo if same_picture(one[0], other[0]) else new_photo
