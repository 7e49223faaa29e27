"""Spend a daily budget at the lowest cost: find the one bid level that uses it up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sandbox.campaigns.market.auction import mean_payment, payment_slope, win_rate
from sandbox.campaigns.market.rounding import in_order

Array = NDArray[np.float64]

TOLERANCE = 1e-6
"""The search stops at a spend at most this much above the budget, relatively; the day is then cut to it."""
NEWTON_STEPS = 8
"""Newton takes one to five; only a budget that falls on a jump at the floor price needs plain bisection."""
PROBE_AFTER = 3
"""From this step on every other one looks for such a jump."""
MAX_STEPS = 40
_BESIDE = 5e-9
"""How far beside a jump to look, relatively."""


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

    def at(self, level: Array) -> Array:
        """Return (impressions, clicks, spend) at bid levels ``(...)``, stacked on a new first axis."""
        y = level[..., None] * self.pull
        won = np.where(y >= self.floor, win_rate(y), 0.0)
        impressions = self.opportunities * won
        clicks = impressions * self.click_rate
        spend = self.opportunities * self.price * mean_payment(y, self.floor)
        if self.per_click:
            position = np.sqrt(won)
            clicks = clicks * position
            spend = spend * self.click_rate * position
        return np.array((impressions, clicks, spend))

    def spend_at(self, level: Array) -> tuple[Array, Array]:
        """Return (total spend, d spend / d ln level) at bid levels ``(...)``, each of shape ``(...)``."""
        y = level[..., None] * self.pull
        scale = self.opportunities * self.price
        pay, slope = mean_payment(y, self.floor), payment_slope(y, self.floor)
        if self.per_click:
            won = np.where(y >= self.floor, win_rate(y), 0.0)
            scale = scale * self.click_rate * np.sqrt(won)
            # d ln F / d ln y = 4 / (1 + y^4) = 4 (1 - F); half of it comes through the square root.
            slope = slope + 2.0 * (1.0 - won) * pay
        return in_order(scale * pay), in_order(scale * slope)

    def rows(self, which: NDArray[np.intp] | slice) -> Landscape:
        """Return some runs of a batch of shape ``(n, S)``."""
        return Landscape(
            self.opportunities[which], self.price[which], self.pull[which], self.click_rate[which],
            self.floor, self.per_click,
        )  # fmt: skip


@dataclass(frozen=True)
class Paced:
    """The outcome of pacing per segment, and whether the audience (or the cap) ended before the money did."""

    impressions: Array
    clicks: Array
    spend: Array
    exhausted: NDArray[np.bool_]


def pace(
    landscape: Landscape, budget: ArrayLike, *, cap: ArrayLike | None = None, highest: float = 8.0
) -> Paced:
    """Spend ``budget`` (rupiah, shape ``...``) at one bid level per run, never more.

    ``cap`` bounds the bid level (a bid cap, ``inf`` for none); ``highest`` is the largest relative bid ever
    placed in the dearest segment.  The search is Newton on log-log axes inside a bisection bracket.  The
    last millionth is met by ending the day early; at a jump the day is shared in time between the bids just
    below and just above it.  With nothing below, that *is* the throttle used when even the floor price would
    overspend.  Every run of a batch is worked out as if it were alone, to the last bit.
    """
    shape = landscape.pull.shape
    flat = Landscape(
        *(
            array.reshape(-1, shape[-1])
            for array in (landscape.opportunities, landscape.price, landscape.pull, landscape.click_rate)
        ),
        landscape.floor,
        landscape.per_click,
    )
    runs = flat.pull.shape[0]
    money = np.full(shape[:-1], budget, dtype=float).reshape(runs)
    most = np.full(shape[:-1], np.inf if cap is None else cap, dtype=float).reshape(runs)

    usable = (flat.opportunities > 0.0) & (flat.pull > 0.0)
    best = np.max(np.where(usable, flat.pull, 0.0), axis=-1)
    worst = np.min(np.where(usable, flat.pull, np.inf), axis=-1)
    open_ = (best > 0.0) & (money > 0.0)
    top = np.where(open_, highest / np.where(np.isfinite(worst), worst, 1.0), 1.0)
    top = np.minimum(top, np.maximum(most, 1e-12))
    # Just under the level at which the most attractive segment meets the floor nothing is bought.
    bottom = np.minimum(flat.floor / np.where(open_, best, 1.0) * (1.0 - 1e-9), top)
    at_top, _ = flat.spend_at(top)
    exhausted = open_ & (at_top < money * (1.0 - TOLERANCE))
    low, high = _search(flat, money, bottom=bottom, top=top, at_top=at_top, searching=open_ & ~exhausted)

    upper = flat.at(high)
    total_high = in_order(upper[2])
    mixed = open_ & ~exhausted & (total_high > money * (1.0 + TOLERANCE))
    share = np.where(total_high > 0.0, money / np.where(total_high > 0.0, total_high, 1.0), 0.0)
    share = np.where(open_, np.where(exhausted, 1.0, np.minimum(share, 1.0)), 0.0)
    result = share[None, :, None] * upper
    if mixed.any():
        at = np.flatnonzero(mixed)
        lower = flat.rows(at).at(low[at])
        total_low = in_order(lower[2])
        gap = total_high[at] - total_low
        part = np.where(gap > 0.0, (money[at] - total_low) / np.where(gap > 0.0, gap, 1.0), 0.0)
        part = np.clip(part, 0.0, 1.0)[None, :, None]
        result[:, at] = part * upper[:, at] + (1.0 - part) * lower
    impressions, clicks, spend = result.reshape(3, *shape)
    return Paced(impressions, clicks, spend, exhausted.reshape(shape[:-1]))


def _search(
    landscape: Landscape,
    budget: Array,
    *,
    bottom: Array,
    top: Array,
    at_top: Array,
    searching: NDArray[np.bool_],
) -> tuple[Array, Array]:
    """Close the bracket of every searching run; return (levels that spend too little, levels that do not).

    ``at_top``: what the upper end of the bracket spends.  Runs leave the batch as soon as they are done.
    """
    low, high = bottom.copy(), top.copy()
    done = at_top <= budget * (1.0 + TOLERANCE)
    at = np.flatnonzero(searching & ~done)
    view = landscape.rows(at)
    money, lo, hi = budget[at], low[at], high[at]
    level = _first_guess(view, money, lo, hi)
    aim = money * (1.0 + 0.5 * TOLERANCE)
    for step in range(MAX_STEPS):
        if not at.size:
            break
        total, steep = view.spend_at(level)
        above = total >= money
        lo, hi = np.where(above, lo, level), np.where(above, level, hi)
        low[at], high[at] = lo, hi
        open_ = ~(above & (total <= money * (1.0 + TOLERANCE))) & (hi > lo * (1.0 + 1e-7))
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            jump = level * np.exp((np.log(aim) - np.log(total)) * total / steep)
        inside = (jump > lo) & (jump < hi) & (step < NEWTON_STEPS)
        level = np.where(inside, jump, np.sqrt(lo * hi))
        if step >= PROBE_AFTER and step % 2:
            level = _probe(view, lo, hi, otherwise=level)
        if not open_.all():
            keep = np.flatnonzero(open_)
            at, view = at[keep], view.rows(keep)
            money, lo, hi, level, aim = money[keep], lo[keep], hi[keep], level[keep], aim[keep]
    return low, high


def _probe(landscape: Landscape, low: Array, high: Array, *, otherwise: Array) -> Array:
    """Return a level on either side of the jump nearest the middle of the bracket, where there is one.

    Spend jumps where a segment's bid meets the floor price.  Just above the jump first; if that spends too
    much, just below it: then the bracket is so narrow that the search ends.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        jumps = landscape.floor / landscape.pull
    inside = (jumps > (low * (1.0 + 2 * _BESIDE))[:, None]) & (jumps < (high * (1.0 - 2 * _BESIDE))[:, None])
    far = np.where(inside, np.abs(np.log(jumps / np.sqrt(low * high)[:, None])), np.inf)
    middle = np.take_along_axis(jumps, far.argmin(axis=-1)[:, None], axis=-1)[:, 0]
    just_met = (np.abs(jumps / high[:, None] - 1.0) <= 1.5 * _BESIDE).any(axis=-1)
    level = np.where(inside.any(axis=-1), middle * (1.0 + _BESIDE), otherwise)
    return np.where(just_met, high * (1.0 - 2 * _BESIDE), level)


def _first_guess(landscape: Landscape, budget: Array, low: Array, high: Array) -> Array:
    """Return a bid level in the bracket: where the small-bid law (payment ~ 0.8 y^5) spends the budget."""
    rate = landscape.click_rate if landscape.per_click else 1.0
    power = 7 if landscape.per_click else 5
    square = np.square(landscape.pull)
    steep = square * square * landscape.pull * (square if power == 7 else 1.0)
    scale = in_order(0.8 * rate * landscape.opportunities * landscape.price * steep)
    guess = (budget / np.where(scale > 0.0, scale, 1.0)) ** (1.0 / power)
    # A guess under the floor price: look just above it, where the search ends if even that spends too much.
    guess = np.where(guess <= low, low * (1.0 + _BESIDE), guess)
    return np.where(guess < high, guess, np.sqrt(low * high))
