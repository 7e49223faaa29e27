"""Orders can only be filled from stock."""

from __future__ import annotations

import math

import numpy as np

_SUM_LIMIT = 4000


def expected_filled(demand: float, stock: float) -> float:
    """Return ``E[min(X, stock)]`` for X ~ Poisson(demand).

    On average less than ``min(demand, stock)`` is sold, because good days run out and bad days cannot use
    what is left.  Exact by summing tail probabilities; very large stocks use the normal partial mean.
    Non-decreasing in both arguments, and never above either.
    """
    if demand <= 0.0 or stock <= 0.0:
        return 0.0
    if stock > demand + 10.0 * math.sqrt(demand) + 20.0:
        return demand
    if stock > _SUM_LIMIT:
        sd = math.sqrt(demand)
        gap = (stock - demand) / sd
        density = math.exp(-0.5 * gap * gap) / math.sqrt(2.0 * math.pi)
        below = 0.5 * math.erfc(-gap / math.sqrt(2.0))
        return min(demand, stock, demand * below + stock * (1.0 - below) - sd * density)
    whole = math.floor(stock)
    k = np.arange(whole + 1)
    log_mass = k * math.log(demand) - demand - np.concatenate(([0.0], np.cumsum(np.log(k[1:]))))
    tail = np.maximum(0.0, 1.0 - np.cumsum(np.exp(log_mass)))
    return float(min(demand, stock, tail[:whole].sum() + (stock - whole) * tail[whole]))
