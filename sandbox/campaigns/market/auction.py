"""The auction landscape: what a bid wins and what it pays.

The strongest rival bid for an impression is log-logistic with shape 4, so the win rate is exactly a Hill
curve and the mean second price has a closed form.  Bids are expressed as ``y``, the ranked bid divided by
the median rival bid.  All functions take arrays of any shape.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

_Q2 = math.sqrt(2.0)
SHAPE = 4
"""The closed forms below hold for this shape of the rival bids only; the tuning must agree."""


def win_rate(y: ArrayLike) -> Array:
    """Return the share of opportunities won at relative bid ``y``: ``y^4 / (1 + y^4)``."""
    square = np.square(np.asarray(y, dtype=float))
    power = square * square
    return power / (1.0 + power)


def partial_mean(y: ArrayLike) -> Array:
    """Return ``K(y)``, the integral of ``x dF(x)`` from 0 to ``y``, in units of the median rival bid.

    K(0) = 0 and K(infinity) = pi / (2 sqrt 2) = 1.1107.
    """
    y = np.asarray(y, dtype=float)
    square = y * y
    arcs = (np.arctan(_Q2 * y + 1.0) + np.arctan(_Q2 * y - 1.0)) / (2.0 * _Q2)
    logs = np.log((square + _Q2 * y + 1.0) / (square - _Q2 * y + 1.0)) / (4.0 * _Q2)
    return -y / (1.0 + square * square) + arcs + logs


def mean_payment(y: ArrayLike, floor: float) -> Array:
    """Return the mean payment per *opportunity* in units of the median rival bid.

    The winner pays the best rival bid, at least ``floor``; below the floor nothing is won.
    """
    y = np.asarray(y, dtype=float)
    return np.where(y >= floor, partial_mean(y) - _below_floor(floor), 0.0)


@lru_cache(maxsize=16)
def _below_floor(floor: float) -> float:
    """Return what rivals under the floor would have cost, less the floor price paid instead."""
    return float(partial_mean(floor)) - floor * float(win_rate(floor))


def payment_slope(y: ArrayLike, floor: float) -> Array:
    """Return the derivative of :func:`mean_payment` with respect to ``ln y``."""
    y = np.asarray(y, dtype=float)
    square = y * y
    power = square * square
    return np.where(y >= floor, SHAPE * y * power / (1.0 + power) ** 2, 0.0)
