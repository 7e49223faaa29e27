"""Whom a campaign looks for inside its audience: everybody, recent visitors, or people who know its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.types import Targeting

if TYPE_CHECKING:
    from sandbox.campaigns.market.carried import Carried
    from sandbox.campaigns.market.rows import Rows
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]
Ints = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Sought:
    """What looking for some people only does to today's rows, each ``(n, C)``; 1 for everybody.

    people: share of a segment's people who are looked for.  chances: opportunities per person among them.
    response: their response to an ad.  price: rivals' bids for them.  intent: their readiness to order.
    """

    people: Array
    chances: Array
    response: Array
    price: Array
    intent: Array


def sought(rows: Rows, on: Ints, carried: Carried, tuning: Tuning) -> Sought | None:
    """Return whom today's rows ``on`` look for; ``None`` when all of them look for everybody."""
    if all(rows.plans[row].targeting is Targeting.BROAD for row in on.tolist()):
        return None
    # Nobody is known to have visited yet: visitors and brand reach the whole audience.
    return Sought(*np.ones((5, on.size, rows.columns.size)))
