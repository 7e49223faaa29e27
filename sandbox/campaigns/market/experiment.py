"""Tests of two posts against each other, told honestly.

Each rate has a Beta(1, 1) prior and a binomial likelihood.  A winner is only named when the number planned
beforehand and seven whole days are reached, and the chance that B is better lies outside 2.5 to 97.5 %.  The
verdict looks at the data exactly once, on the first day on which both are reached: who looks every day and
stops at the first good look finds a winner where there is none in one test out of five.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LEAST_DAYS = 7
"""Whole days a test must run: buyers of a Sunday are not those of a Wednesday."""
SURE = 0.975
"""Chance of being better from which a winner is named (2.5 % on the other side)."""
MANY_TIMES = 1.3
"""Contacts per person above which people are counted, not contacts: one person is no two witnesses."""
_GRID = 400
_HALVINGS = 32
_FURTHEST = 15.0
"""Natural logarithm of the largest ratio of two rates that is looked for."""
_WIDTH = 9.0
"""Standard deviations of each rate that the integrals cover."""


class Outcome(StrEnum):
    """``not_enough``: planned number or days not reached; ``no_winner``: reached, and still open."""

    NOT_ENOUGH = "not_enough"
    NO_WINNER = "no_winner"
    WINNER_A = "winner_a"
    WINNER_B = "winner_b"


@dataclass(frozen=True)
class Arm:
    """One half of a test, by whole day.

    tries, wins: per day, e.g. impressions and clicks, or clicks and chats.  people: different people reached
    from the first day to each day, when a try is a contact with a person; empty otherwise.
    ``ValueError`` when the days do not match or a day has more wins than tries.
    """

    tries: tuple[float, ...]
    wins: tuple[float, ...]
    people: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if len(self.tries) != len(self.wins) or len(self.people) not in {0, len(self.tries)}:
            raise ValueError("every day needs its tries and its wins")
        if any(not 0 <= won <= tried for tried, won in zip(self.tries, self.wins, strict=True)):
            raise ValueError("no day can have more wins than tries")

    @property
    def days(self) -> int:
        """Whole days so far."""
        return len(self.tries)

    @property
    def rate(self) -> float:
        """Wins per try."""
        total = sum(self.tries)
        return sum(self.wins) / total if total > 0 else 0.0

    @property
    def frequency(self) -> float:
        """Tries per person; 1 when people are not counted."""
        return sum(self.tries) / self.people[-1] if self.people and self.people[-1] > 0 else 1.0

    def until(self, days: int) -> Arm:
        """Return the test as it stood after ``days`` days."""
        return Arm(self.tries[:days], self.wins[:days], self.people[:days])


@dataclass(frozen=True)
class Comparison:
    """Two rates side by side.

    b_is_better: chance that B's rate is higher.  ratio_low, ratio_high: 95 % interval of B's rate over A's.
    loss_a, loss_b: what choosing that post would cost in rate on average, if the other is better.
    """

    b_is_better: float
    ratio_low: float
    ratio_high: float
    loss_a: float
    loss_b: float


@dataclass(frozen=True)
class Verdict:
    """What may be said about a test today.

    outcome: see :class:`Outcome`.  rate_a, rate_b: wins per try.  comparison: ``None`` until the outcome is
    known, so that nobody picks a winner too early.  planned: tries per arm; more: tries per arm still
    missing; more_days: days still missing at today's pace (at least those to seven), ``None`` if nothing
    comes in.  days_used: days the verdict rests on.  unit: ``"person"`` or ``"try"``.  dispersion: how much
    more the arms' days differ than counting explains (1 = no more).
    """

    outcome: Outcome
    rate_a: float
    rate_b: float
    planned: int
    more: int
    more_days: int | None
    days_used: int
    unit: str
    dispersion: float
    comparison: Comparison | None


def planned_per_arm(base_rate: float, lift: float, *, dispersion: float = 1.0) -> int:
    """Return the tries each arm needs to find a relative ``lift`` four times out of five (80 % power, 5 % error).

    ``n = 16 p (1 - p) / (base lift)^2`` with p the mean rate of both arms (the base rate alone promises 80 %
    and keeps 75 %), times the ``dispersion`` to be expected (:func:`expected_dispersion`).
    ``ValueError`` unless the rate is inside (0, 1) and the lift positive.
    """
    if not 0.0 < base_rate < 1.0 or lift <= 0.0:
        raise ValueError("a rate between 0 and 1 and a positive lift are needed")
    p = min(0.5 + 0.5 * base_rate, base_rate * (1.0 + 0.5 * lift))
    return math.ceil(16.0 * p * (1.0 - p) / (base_rate * lift) ** 2 * dispersion)


def expected_dispersion(wins_per_day: float, day_spread: float) -> float:
    """Return how much more than counting the days of two arms will differ from each other.

    ``day_spread``: relative sd of what happens to one arm's day and not to the other's (0 where a test's arms
    share all luck of the day).  The more wins a day has, the more of its noise is the day's own.
    """
    return 1.0 + wins_per_day * day_spread**2


def power(base_rate: float, lift: float, per_arm: float, *, dispersion: float = 1.0) -> float:
    """Return the chance that a test with ``per_arm`` tries finds a true relative ``lift``.

    Two-sided 5 % error, normal approximation; ``dispersion`` as in :class:`Verdict`.
    """
    if per_arm <= 0.0:
        return 0.0
    other = min(1.0, base_rate * (1.0 + lift))
    spread = math.sqrt((base_rate * (1 - base_rate) + other * (1 - other)) * dispersion / per_arm)
    return _normal((other - base_rate) / spread - 1.959964) if spread > 0.0 else 1.0


def judge(a: Arm, b: Arm, *, planned: int) -> Verdict:
    """Judge a test of two posts by the rule declared beforehand; ``planned``: tries per arm.

    Both arms need the same days.  Wins are assumed rare enough that a person rarely wins twice.
    """
    if a.days != b.days:
        raise ValueError("both arms run on the same days")
    ready = _first_day(a, b, planned)
    days = a.days if ready is None else ready
    one, two = a.until(days), b.until(days)
    by_person = max(one.frequency, two.frequency) > MANY_TIMES
    spread = dispersion(one, two)
    comparison = outcome = None
    if ready is not None:
        comparison = compare(*_evidence(one, spread, by_person), *_evidence(two, spread, by_person))
        outcome = Outcome.NO_WINNER
        if comparison.b_is_better > SURE:
            outcome = Outcome.WINNER_B
        elif comparison.b_is_better < 1.0 - SURE:
            outcome = Outcome.WINNER_A
    more = max(0, math.ceil(planned - min(sum(one.tries), sum(two.tries))))
    return Verdict(
        outcome=outcome or Outcome.NOT_ENOUGH,
        rate_a=one.rate,
        rate_b=two.rate,
        planned=planned,
        more=more,
        more_days=0 if ready is not None else _more_days(one, two, more),
        days_used=days,
        unit="person" if by_person else "try",
        dispersion=spread,
        comparison=comparison,
    )


def compare(wins_a: float, losses_a: float, wins_b: float, losses_b: float) -> Comparison:
    """Compare two rates from their wins and losses (Beta(1, 1) prior, need not be whole numbers).

    Integrals over a grid that covers nine standard deviations of both posteriors.
    """
    a, b = (1.0 + wins_a, 1.0 + losses_a), (1.0 + wins_b, 1.0 + losses_b)
    grid = _grid(a, b)
    mass_a, mass_b = _mass(grid, *a), _mass(grid, *b)
    below_a, below_b = _below(mass_a), _below(mass_b)
    steps = np.gradient(grid)
    ratio_low, ratio_high = _ratio_quantiles(grid, mass_a, below_b, (1.0 - SURE, SURE))
    return Comparison(
        b_is_better=float((mass_b * below_a).sum()),
        ratio_low=ratio_low,
        ratio_high=ratio_high,
        loss_a=float((below_a * (1.0 - below_b) * steps).sum()),
        loss_b=float((below_b * (1.0 - below_a) * steps).sum()),
    )


def dispersion(a: Arm, b: Arm) -> float:
    """Return how much more the arms' days differ from each other than counting explains, at least 1.

    What a day does to both arms alike (a pay day, the platform still learning) cannot make one of them win:
    every day is compared with its own mean of both, scaled to each arm.  Pearson's chi-square over its
    degrees of freedom (one per day, less one).
    """
    tries, wins = np.array([a.tries, b.tries], dtype=float), np.array([a.wins, b.wins], dtype=float)
    tried = (tries > 0.0).all(axis=0)
    tries, wins = tries[:, tried], wins[:, tried]
    if tries.shape[1] < 2 or not 0.0 < wins.sum() < tries.sum():
        return 1.0
    day = wins.sum(axis=0) / tries.sum(axis=0)
    level = wins.sum(axis=1) / (tries * day).sum(axis=1)
    rate = np.clip(level[:, None] * day, 0.0, 1.0 - 1e-12)
    spread = tries * rate * (1.0 - rate)
    chi = (np.square(wins - tries * rate)[spread > 0.0] / spread[spread > 0.0]).sum()
    return max(1.0, float(chi) / (tries.shape[1] - 1))


def _first_day(a: Arm, b: Arm, planned: int) -> int | None:
    """Return the first number of days after which both arms have the planned tries, and seven days ran."""
    enough = np.minimum(np.cumsum(a.tries), np.cumsum(b.tries)) >= planned
    days = np.flatnonzero(enough) + 1
    days = days[days >= LEAST_DAYS]
    return int(days[0]) if len(days) else None


def _more_days(a: Arm, b: Arm, more: int) -> int | None:
    least = max(0, LEAST_DAYS - a.days)
    if more == 0:
        return least
    pace = min(sum(a.tries), sum(b.tries)) / a.days if a.days else 0.0
    return max(least, math.ceil(more / pace)) if pace > 0.0 else None


def _evidence(arm: Arm, spread: float, by_person: bool) -> tuple[float, float]:
    """Return (wins, losses) worth of evidence: what uneven days tell counts for less."""
    tries, wins = sum(arm.tries), sum(arm.wins)
    if by_person and arm.people:
        tries = max(arm.people[-1], wins)
    return wins / spread, (tries - wins) / spread


def _grid(*shapes: tuple[float, float]) -> Array:
    """Return rates dense where the posteriors are: evenly spaced over each one's range."""
    points = []
    for wins, losses in shapes:
        total = wins + losses
        mean = wins / total
        sd = math.sqrt(mean * (1.0 - mean) / (total + 1.0))
        points.append(np.linspace(max(0.0, mean - _WIDTH * sd), min(1.0, mean + _WIDTH * sd), _GRID))
    return np.unique(np.clip(np.concatenate(points), 1e-15, 1.0 - 1e-15))


def _mass(grid: Array, wins: float, losses: float) -> Array:
    """Return the probability that Beta(wins, losses) puts on the cell of each grid point."""
    log = (wins - 1.0) * np.log(grid) + (losses - 1.0) * np.log1p(-grid)
    edges = np.concatenate((grid[:1], 0.5 * (grid[1:] + grid[:-1]), grid[-1:]))
    mass = np.exp(log - log.max()) * np.diff(edges)
    return mass / mass.sum()


def _below(mass: Array) -> Array:
    """Return the probability below each grid point (half of its own cell lies below)."""
    return np.cumsum(mass) - 0.5 * mass


def _ratio_quantiles(grid: Array, mass_a: Array, below_b: Array, levels: tuple[float, ...]) -> list[float]:
    """Return each r with ``P(B / A <= r) = level`` by bisection on ln r."""
    wanted = np.array(levels)
    low, high = np.full(wanted.shape, -_FURTHEST), np.full(wanted.shape, _FURTHEST)
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        rates = np.exp(middle)[:, None] * grid
        chance = np.interp(rates, grid, below_b, left=0.0, right=1.0) @ mass_a
        low, high = np.where(chance < wanted, middle, low), np.where(chance < wanted, high, middle)
    return np.exp(0.5 * (low + high)).tolist()


def _normal(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2.0))
