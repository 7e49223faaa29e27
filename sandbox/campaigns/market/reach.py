"""How many different people saw it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def reached(people: Array, per_person: Array, usage_shape: float) -> Array:
    """Return people reached per segment for ``per_person`` impressions on average.

    Use of the app differs between people (negative binomial with shape R), so reach grows more slowly
    than for evenly spread impressions: ``N (1 - (1 + mu / R) ** -R)``.
    """
    return people * -np.expm1(-usage_shape * np.log1p(per_person / usage_shape))


def frequency(impressions: float, people_reached: float) -> float:
    """Return impressions per person reached; 0 when nobody was reached."""
    return impressions / people_reached if people_reached > 0 else 0.0


def newly_reached(per_person: Array, shape: float) -> Array:
    """Return the chance that the next impression meets somebody for the first time (the slope of reach)."""
    return (1.0 + per_person / shape) ** (-shape - 1.0)
