"""Luck told apart from skill: how far chance alone moves a campaign's result.

``expected`` is what the same decisions bring on average; the band is where 80 % of all lucks end.  It is a
closed form, not a simulation: mean and variance of the orders follow from the noise in the tuning, and a
negative binomial with the same mean and variance gives the band.

Counted: the shop's own day, the mood of demand (both shared by all campaigns of a day), the day's price of
attention (shared within a channel), the click rate (per campaign, wider while the platform learns), plain
counting (who of the many happens to order), refused deliveries, clicks that cost more or less than planned,
and the end of the stock.  Ignored: that a lucky start teaches the platform faster and tires people sooner,
that a busy day exceeds the chat capacity, what share of the orders goes to dear delivery zones, orders that
come without a campaign (they also empty the shelf), and rounding to whole impressions.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.learning import rate_sigma
from sandbox.campaigns.market.types import CampaignPlan, DayReport

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]

INSIDE = 0.8
"""Share of all lucks that end inside the band."""
PRICE_RESPONSE = 0.75
"""Per cent more contacts when attention gets one per cent cheaper: the middle of stylised fact 4 (.55-.90)."""
_BOUGHT = frozenset({"impression", "click"})
"""Ways of pricing that are auctions: attention has a price of the day, and the platform learns."""
_SLACK = 0.05
"""Orders' worth by which the money band is widened, so that rounding to rupiah puts no whole order outside."""
_TAIL = 9.0
"""Standard deviations after which the negative binomial is cut off."""


@dataclass(frozen=True)
class Band:
    """What was to be expected, where 80 % of all lucks end (``low`` to ``high``), and what happened."""

    expected: float
    low: float
    high: float
    realised: float

    @property
    def luck(self) -> float:
        """How much more (or less) happened than was to be expected."""
        return self.realised - self.expected

    @property
    def ordinary(self) -> bool:
        """Say whether the result is within what chance does four times out of five."""
        return self.low <= self.realised <= self.high


@dataclass(frozen=True)
class Chance:
    """Luck in orders (whole ones) and in the money left (rupiah)."""

    orders: Band
    money: Band


@dataclass(frozen=True)
class _Part:
    """One campaign-day.

    wanted: orders if stock never ends.  worth, worth_square: mean and mean square of the rupiah an order
    leaves.  click_spread: relative sd of the click rate.  spend_*: where clicks are paid one by one, how far
    the mean spend stays below the planned one, its variance, and its covariance with the clicks (relative).
    """

    day: int
    channel: str
    offer: str
    wanted: float
    worth: float
    worth_square: float
    click_spread: float
    spend_shift: float
    spend_variance: float
    spend_share: float


def luck_band(
    plans: Iterable[CampaignPlan],
    expected: Sequence[DayReport],
    realised: Sequence[DayReport],
    tuning: Tuning,
) -> Chance:
    """Return how much of a result is luck.

    ``expected`` and ``realised`` are reports of the same campaign-days, one campaign or the whole shop.
    The expected ones may come from one expected run, or day by day from the shop as it really stood.
    ``plans`` says which offer each slot sells.  Where clicks are paid one by one, the expected money is a
    little above the expected reports' profit: on poor days the budget is not used up.
    """
    offers = {plan.slot: plan.offer.key for plan in plans}
    parts = [_part(report, offers[report.slot], tuning) for report in expected]
    mean = float(sum(report.orders for report in expected))
    money = float(sum(report.profit for report in expected)) + sum(part.spend_shift for part in parts)
    orders_done = float(sum(report.orders for report in realised))
    money_done = float(sum(report.profit for report in realised))
    wanted = sum(part.wanted for part in parts)
    if wanted <= 0.0:
        return Chance(Band(mean, mean, mean, orders_done), Band(money, money, money, money_done))

    together = _covariance(parts, tuning)
    sizes = np.array([part.wanted for part in parts])
    worths = np.array([part.worth for part in parts])
    shared = sizes @ together @ sizes
    low, high = _interval(wanted, wanted + shared)
    # When the shelf ends, more demand brings no more orders: each offer is held to its stock.
    shares = _shares(parts, sizes * (together @ sizes) + sizes, wanted + shared)
    stock = _stock(expected, offers)
    # Rounded, because a float error must not put a whole order outside its own end of the band.
    ends = [
        round(
            sum(
                min(part_mean + share * (end - wanted), stock[offer])
                for offer, (part_mean, share) in shares.items()
            ),
            6,
        )
        for end in (low, high)
    ]
    spread_orders = math.sqrt(wanted + shared)
    values = sizes * worths
    variance = values @ together @ values + sum(part.wanted * part.worth_square for part in parts)
    variance += sum(part.spend_variance - 2.0 * part.wanted * part.worth * part.spend_share for part in parts)
    per_order = math.copysign(math.sqrt(max(variance, 0.0)) / spread_orders, float(values.sum()))
    slack = _SLACK * abs(per_order)
    money_ends = sorted(money + per_order * (end - mean) for end in ends)
    return Chance(
        Band(mean, ends[0], ends[1], orders_done),
        Band(money, money_ends[0] - slack, money_ends[1] + slack, money_done),
    )


def _part(report: DayReport, offer: str, tuning: Tuning) -> _Part:
    channel = tuning.channel(report.channel)
    bought = channel.pricing in _BOUGHT
    sigma = rate_sigma(report.learning, tuning.learning) if bought else tuning.learning.shock_base
    rate = report.clicks / report.impressions if report.impressions > 0 else 0.0
    click_spread = sigma * (1.0 - rate)
    worth = (report.profit + report.spend) / report.orders if report.orders > 0 else 0.0
    failing = report.cod_failed / report.orders if report.orders > 0 else 0.0
    loss = report.cod_loss / report.cod_failed if report.cod_failed > 0 else 0.0
    good = worth + failing * loss
    shift = variance = share = 0.0
    if channel.pricing == "click" and report.spend > 0 and report.clicks > 0:
        counting = math.hypot(click_spread, 1.0 / math.sqrt(report.clicks))
        below, wobble, slope = _capped(report.budget / report.spend, counting)
        shift, variance = report.spend * below, report.spend**2 * wobble
        share = report.spend * slope * counting**2
    return _Part(
        day=report.day,
        channel=report.channel,
        offer=offer,
        wanted=report.orders + report.lost_to_stock,
        worth=worth,
        worth_square=(1.0 - failing) * good**2 + failing * (good - loss) ** 2,
        click_spread=click_spread,
        spend_shift=shift,
        spend_variance=variance,
        spend_share=share,
    )


def _capped(limit: float, sd: float) -> tuple[float, float, float]:
    """Return (1 - mean, variance, chance to stay below) of ``min(X, limit)``, X normal with mean one.

    Clicks are paid one by one, but never beyond the day's budget.
    """
    gap = (limit - 1.0) / sd
    density = math.exp(-0.5 * gap * gap) / math.sqrt(2.0 * math.pi)
    below = 0.5 * math.erfc(-gap / math.sqrt(2.0))
    mean = below - sd * density + limit * (1.0 - below)
    square = below * (1.0 + sd * sd) - sd * density * (1.0 + limit) + limit**2 * (1.0 - below)
    return 1.0 - mean, max(0.0, square - mean * mean), below


def _covariance(parts: Sequence[_Part], tuning: Tuning) -> Array:
    """Return the covariance of the shocks on every two campaign-days (relative to their means)."""
    noise = tuning.noise
    days = np.array([part.day for part in parts])
    channels = np.array([part.channel for part in parts])
    spreads = np.array([part.click_spread for part in parts])
    bought = np.array([tuning.channel(part.channel).pricing in _BOUGHT for part in parts])
    same_day = days[:, None] == days
    same_price = same_day & (channels[:, None] == channels) & bought
    logs = same_day * (noise.shop**2 + noise.demand**2)
    logs = logs + same_price * (PRICE_RESPONSE * noise.market) ** 2 + np.diag(spreads**2)
    return np.expm1(logs)


def _interval(mean: float, variance: float) -> tuple[int, int]:
    """Return the whole numbers, around the middle, whose probability comes nearest to 80 %.

    Negative binomial with this mean and variance.  The tenth and ninetieth per cent quantiles hold too
    much when orders are few: whole numbers cannot be cut.
    """
    mass = np.cumsum(_negative_binomial(mean, variance))
    below = np.concatenate(([0.0], mass))
    tail = 0.5 * (1.0 - INSIDE)
    lows = [k for k in _around(below, tail) if below[k] < 0.5]
    highs = [k for k in _around(mass, 1.0 - tail) if mass[k] >= 0.5]
    pairs = [(low, high) for low in lows for high in highs if low <= high]

    def error(pair: tuple[int, int]) -> float:
        left, right = below[pair[0]], 1.0 - mass[pair[1]]
        return abs(left + right - 2.0 * tail) + 0.25 * abs(left - right)

    return min(pairs, key=error)


def _around(cumulated: Array, level: float) -> range:
    place = int(np.searchsorted(cumulated, level))
    return range(max(0, place - 1), min(len(cumulated) - 1, place + 1))


def _negative_binomial(mean: float, variance: float) -> Array:
    """Return the probabilities of 0, 1, 2, ... (far enough) for this mean and variance."""
    variance = max(variance, mean * (1.0 + 1e-9))
    shape, chance = mean * mean / (variance - mean), 1.0 - mean / variance
    k = np.arange(1, math.ceil(mean + _TAIL * math.sqrt(variance)) + 2)
    steps = np.log((k + shape - 1.0) / k * chance)
    log_mass = np.concatenate(([0.0], np.cumsum(steps)))
    mass = np.exp(log_mass - log_mass.max())
    return mass / mass.sum()


def _shares(parts: Sequence[_Part], pulls: Array, variance: float) -> dict[str, tuple[float, float]]:
    """Return per offer (mean wanted, how much of a deviation of the total falls on it)."""
    result: dict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for part, pull in zip(parts, pulls.tolist(), strict=True):
        mean, share = result[part.offer]
        result[part.offer] = (mean + part.wanted, share + pull / variance)
    return result


def _stock(expected: Sequence[DayReport], offers: Mapping[int, str]) -> dict[str, float]:
    """Return each offer's stock in the morning of its first reported day."""
    first: dict[str, int] = {}
    for report in expected:
        offer = offers[report.slot]
        first[offer] = min(first.get(offer, report.day), report.day)
    stock: dict[str, float] = {}
    for offer, day in first.items():
        rows = [row for row in expected if offers[row.slot] == offer and row.day == day]
        stock[offer] = rows[0].stock_left + sum(row.orders - row.cod_failed for row in rows)
    return stock
