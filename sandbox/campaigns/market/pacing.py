"""Spend a daily budget at the lowest cost: find the one bid level that uses it up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sandbox.campaigns.market.auction import mean_payment, payment_slope, win_rate

Array = NDArray[np.float64]

TOLERANCE = 1e-6
"""The search stops at a spend at most this much above the budget, relatively; the day is then cut to it."""
NEWTON_STEPS = 8
"""Newton takes one to five; only a budget that falls on a jump at the floor price needs plain bisection."""
MAX_STEPS = 40


@dataclass(frozen=True)
class Landscape:
    """One campaign's auction, per segment; arrays of shape ``(..., S)`` so that many runs go as one batch.

    opportunities: chances to show the ad today.
    price: rupiah paid per win (or per click) and unit of relative price (``m / d``).
    pull: relative bid ``y`` per unit of the bid level lambda; 0 outside the target.
    click_rate: clicks per impression.
    floor: lowest relative bid that can win.
    per_click: clicks are charged, and a lower position (``win_rate ** 0.5``) brings fewer of them.
    """

    opportunities: Array
    price: Array
    pull: Array
    click_rate: Array
    floor: float
    per_click: bool = False

    def at(self, level: Array) -> tuple[Array, Array]:
        """Return (impressions, clicks, spend) stacked on a new first axis, and d spend / d ln level."""
        y = level[..., None] * self.pull
        won = np.where(y >= self.floor, win_rate(y), 0.0)
        pay = mean_payment(y, self.floor)
        slope = payment_slope(y, self.floor)
        scale = self.opportunities * self.price
        clicks = self.opportunities * won * self.click_rate
        if self.per_click:
            position = np.sqrt(won)
            clicks = clicks * position
            # d ln F / d ln y = 4 / (1 + y^4) = 4 (1 - F); half of it comes through the square root.
            slope = self.click_rate * position * (slope + 2.0 * (1.0 - won) * pay)
            pay = self.click_rate * position * pay
        return np.stack((self.opportunities * won, clicks, scale * pay)), scale * slope


@dataclass(frozen=True)
class Paced:
    """The outcome of pacing per segment, and whether the audience (or the cap) ended before the money did."""

    impressions: Array
    clicks: Array
    spend: Array
    exhausted: NDArray[np.bool_]


def pace(landscape: Landscape, budget: ArrayLike, *, cap: float | None = None, highest: float = 8.0) -> Paced:
    """Spend ``budget`` (rupiah, shape ``...``) at one bid level, never more.

    ``cap`` bounds the bid level (a bid cap); ``highest`` is the largest relative bid ever placed in the
    dearest segment.  The search is Newton on log-log axes inside a bisection bracket.  The last millionth is
    met by ending the day early; at a jump the day is shared in time between the bids just below and just
    above it.  With nothing below, that *is* the throttle used when even the floor price would overspend.
    """
    pull = landscape.pull
    budget = np.broadcast_to(np.asarray(budget, dtype=float), pull.shape[:-1]).astype(float)
    usable = (landscape.opportunities > 0.0) & (pull > 0.0)
    best = np.max(np.where(usable, pull, 0.0), axis=-1)
    worst = np.min(np.where(usable, pull, np.inf), axis=-1)
    open_ = (best > 0.0) & (budget > 0.0)
    top = np.where(open_, highest / np.where(np.isfinite(worst), worst, 1.0), 1.0)
    if cap is not None:
        top = np.minimum(top, max(cap, 1e-12))
    # Just under the level at which the most attractive segment meets the floor nothing is bought.
    low = np.minimum(landscape.floor / np.where(open_, best, 1.0) * (1.0 - 1e-9), top)
    high = top
    at_high, _ = landscape.at(high)
    at_low = np.zeros_like(at_high)
    exhausted = open_ & (at_high[2].sum(-1) < budget * (1.0 - TOLERANCE))
    searching = open_ & ~exhausted

    aim = budget * (1.0 + 0.5 * TOLERANCE)
    level = _first_guess(landscape, budget, low, high)
    for step in range(MAX_STEPS):
        if not searching.any():
            break
        found, slope = landscape.at(level)
        total, steep = found[2].sum(-1), slope.sum(-1)
        above = total >= budget
        raise_low, drop_high = searching & ~above, searching & above
        low, high = np.where(raise_low, level, low), np.where(drop_high, level, high)
        at_low = np.where(raise_low[..., None], found, at_low)
        at_high = np.where(drop_high[..., None], found, at_high)
        met = above & (total <= budget * (1.0 + TOLERANCE))
        searching &= ~met & (high > low * (1.0 + 1e-7))
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            jump = level * np.exp((np.log(aim) - np.log(total)) * total / steep)
        inside = (jump > low) & (jump < high) & (step < NEWTON_STEPS)
        level = np.where(searching, np.where(inside, jump, np.sqrt(low * high)), level)

    close = at_high[2].sum(-1) <= budget * (1.0 + TOLERANCE)
    at_low = np.where(close[..., None], 0.0, at_low)
    total_low, total_high = at_low[2].sum(-1), at_high[2].sum(-1)
    gap = np.where(total_high > total_low, total_high - total_low, 1.0)
    share = np.where(exhausted, 1.0, np.clip((budget - total_low) / gap, 0.0, 1.0))
    share = np.where(open_, share, 0.0)[..., None]
    impressions, clicks, spend = (1.0 - share) * at_low + share * at_high
    return Paced(impressions, clicks, spend, exhausted)


def _first_guess(landscape: Landscape, budget: Array, low: Array, high: Array) -> Array:
    """Return a bid level in the bracket: where the small-bid law (payment ~ 0.8 y^5) spends the budget."""
    rate = landscape.click_rate if landscape.per_click else 1.0
    power = 7 if landscape.per_click else 5
    scale = (0.8 * rate * landscape.opportunities * landscape.price * landscape.pull**power).sum(-1)
    guess = (budget / np.where(scale > 0.0, scale, 1.0)) ** (1.0 / power)
    return np.where((guess > low) & (guess < high), guess, np.sqrt(low * high))
