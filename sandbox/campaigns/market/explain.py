"""Which stage of the funnel moved: an exact split of a change in orders (additive LMDI)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.campaigns.market.types import DayReport
    from sandbox.campaigns.market.world import Sums

STAGES = ("budget", "price", "click", "visit", "intent", "close", "fill")
_ZERO = 1e-9


def funnel_split(base: Sums, now: Sums) -> dict[str, float]:
    """Return each stage's part, in orders, of the change from ``base`` to ``now``; the parts add up."""
    return lmdi(funnel_factors([base]), funnel_factors([now]))


def funnel_factors(reports: Iterable[DayReport | Sums]) -> dict[str, float]:
    """Return the funnel of some days (or sums of days) as factors whose product is the orders.

    budget: rupiah spent; price: impressions per rupiah (1000 / CPM / 1000); click: click rate; visit: share
    landing; intent: carts and chats per visit; close: wanted orders per intent; fill: share in stock.
    A channel that costs nothing has its messages as ``budget`` and a price of one.  A stage that nothing
    entered has no rate (``nan``).  Expected mode is meant.
    """
    rows = list(reports)
    spend = float(sum(row.spend for row in rows))
    impressions = float(sum(row.impressions for row in rows))
    clicks = float(sum(row.clicks for row in rows))
    visits = float(sum(row.visits for row in rows))
    intents = float(sum(row.carts + row.chats for row in rows))
    orders = float(sum(row.orders for row in rows))
    wanted = orders + float(sum(row.lost_to_stock for row in rows))
    budget = spend if spend > 0.0 else impressions
    chain = (budget, impressions, clicks, visits, intents, wanted, orders)
    factors = {"budget": budget}
    for stage, before, after in zip(STAGES[1:], chain, chain[1:], strict=False):
        factors[stage] = after / before if before > 0.0 else math.nan
    return factors


def lmdi(funnel0: Mapping[str, float], funnel1: Mapping[str, float]) -> dict[str, float]:
    """Return each stage's part of the change in the product from ``funnel0`` to ``funnel1``.

    ``part_k = L(O1, O0) ln(x1_k / x0_k)`` with the logarithmic mean L; the parts add up to ``O1 - O0``
    exactly (zeros are replaced by 1e-9).  A rate unknown (``nan``) in one run is taken from the other, so
    a stage that nothing entered is not blamed.  ``ValueError`` for unequal stages or negative factors.
    """
    if set(funnel0) != set(funnel1):
        raise ValueError("both funnels need the same stages")
    if any(value < 0.0 for funnel in (funnel0, funnel1) for value in funnel.values()):
        raise ValueError("a funnel has no negative factors")
    logs0 = {stage: _log(value, funnel1[stage]) for stage, value in funnel0.items()}
    logs1 = {stage: _log(value, funnel0[stage]) for stage, value in funnel1.items()}
    total0, total1 = sum(logs0.values()), sum(logs1.values())
    before, after = math.exp(total0), math.exp(total1)
    change = total1 - total0
    mean = before if abs(change) < 1e-12 else before * math.expm1(change) / change
    if not math.isfinite(mean) or after == before:
        mean = before
    return {stage: mean * (logs1[stage] - logs0[stage]) for stage in funnel0}


def _log(value: float, other: float) -> float:
    known = other if math.isnan(value) else value
    return 0.0 if math.isnan(known) else math.log(max(known, _ZERO))
