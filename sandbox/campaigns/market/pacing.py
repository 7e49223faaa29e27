"""Spend a daily budget at the lowest cost: find the one bid level that uses it up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sandbox.campaigns.market.auction import mean_payment, payment_slope, win_rate

Array = NDArray[np.float64]

TOLERANCE = 1e-6
"""Relative gap between spend and budget at which the search stops (the rest is closed exactly)."""
MAX_STEPS = 40
"""Newton takes one to five; only a budget that falls on a jump at the floor price needs plain bisection."""


@dataclass(frozen=True)
class Landscape:
    """One campaign's auction, per segment; arrays of shape ``(..., S)`` so that many runs go as one batch.

    opportunities: chances to show the ad today.
    price: rupiah paid per win and unit of relative price (``m / d``); per click on click-priced channels.
    pull: relative bid ``y`` per unit of the bid level lambda.
    floor: lowest relative bid that can win.
    click_rate: None when impressions are paid for; else the clicks per impression at the top position,
        multiplied by ``win_rate ** 0.5`` for the position effect, and spend is per click.
    """

    opportunities: Array
    price: Array
    pull: Array
    floor: float
    click_rate: Array | None = None

    def at(self, level: Array) -> tuple[Array, Array, Array]:
        """Return (impressions, spend, d spend / d ln level) per segment at bid level ``level`` (shape ``...``)."""
        y = level[..., None] * self.pull
        live = y >= self.floor
        won = np.where(live, win_rate(y), 0.0)
        pay = mean_payment(y, self.floor)
        slope = payment_slope(y, self.floor)
        scale = self.opportunities * self.price
        if self.click_rate is not None:
            # Payment per opportunity becomes payment per click: fewer clicks from a lower position.
            position = np.sqrt(won)
            scale = scale * self.click_rate
            # d ln F / d ln y = 4 / (1 + y^4) = 4 (1 - F); half of it through the square root.
            slope = position * (slope + 2.0 * (1.0 - won) * pay)
            pay = position * pay
        return self.opportunities * won, scale * pay, scale * slope


@dataclass(frozen=True)
class Paced:
    """The outcome of pacing, per segment, plus whether the audience ran out before the money did."""

    impressions: Array
    spend: Array
    win: Array
    exhausted: NDArray[np.bool_]


def pace(landscape: Landscape, budget: ArrayLike, *, cap: float | None = None, highest: float = 8.0) -> Paced:
    """Spend ``budget`` (rupiah, shape ``...``) at one bid level, never more.

    ``cap`` bounds the bid level (a bid cap); ``highest`` is the largest relative bid ever placed in the
    dearest segment.  The search is Newton on log-log axes inside a bisection bracket.  Between the two
    ends of the final bracket the day is shared in time so that the budget is met exactly; with a lower
    end of zero this *is* the throttle used when even the floor price would overspend.
    """
    pull = landscape.pull
    budget = np.broadcast_to(np.asarray(budget, dtype=float), pull.shape[:-1]).astype(float)
    usable = (landscape.opportunities > 0.0) & (pull > 0.0)
    best = np.max(np.where(usable, pull, 0.0), axis=-1)
    worst = np.min(np.where(usable, pull, np.inf), axis=-1)
    any_usable = best > 0.0
    safe_best = np.where(any_usable, best, 1.0)
    top = np.where(any_usable, highest / np.where(np.isfinite(worst), worst, 1.0), 1.0)
    if cap is not None:
        top = np.minimum(top, cap)
    # Just under the level at which the most attractive segment meets the floor nothing is bought.
    low = np.minimum(landscape.floor / safe_best * (1.0 - 1e-9), top)
    high = top
    imp_high, spend_high, _ = landscape.at(high)
    total_high = spend_high.sum(-1)
    imp_low, spend_low = np.zeros_like(imp_high), np.zeros_like(spend_high)
    exhausted = total_high < budget * (1.0 - TOLERANCE)
    searching = ~exhausted & (budget > 0.0) & any_usable

    level = np.sqrt(low * high)
    for _ in range(MAX_STEPS):
        if not searching.any():
            break
        imp, spend, slope = landscape.at(level)
        total, steep = spend.sum(-1), slope.sum(-1)
        above = total >= budget
        raise_low, drop_high = searching & ~above, searching & above
        low, high = np.where(raise_low, level, low), np.where(drop_high, level, high)
        imp_low = np.where(raise_low[..., None], imp, imp_low)
        spend_low = np.where(raise_low[..., None], spend, spend_low)
        imp_high = np.where(drop_high[..., None], imp, imp_high)
        spend_high = np.where(drop_high[..., None], spend, spend_high)
        searching &= (np.abs(total - budget) > TOLERANCE * budget) & (high > low * (1.0 + 1e-12))
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            jump = level * np.exp((np.log(budget) - np.log(total)) * total / steep)
        inside = (jump > low) & (jump < high)
        level = np.where(searching, np.where(inside, jump, np.sqrt(low * high)), level)

    total_low, total_high = spend_low.sum(-1), spend_high.sum(-1)
    gap = np.where(total_high > total_low, total_high - total_low, 1.0)
    share = np.where(exhausted, 1.0, np.clip((budget - total_low) / gap, 0.0, 1.0))
    share = np.where((budget > 0.0) & any_usable, share, 0.0)[..., None]
    impressions = (1.0 - share) * imp_low + share * imp_high
    spend = (1.0 - share) * spend_low + share * spend_high
    win = np.divide(impressions, landscape.opportunities, out=np.zeros_like(impressions), where=usable)
    return Paced(impressions, spend, win, exhausted & (budget > 0.0))
