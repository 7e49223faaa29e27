"""A class's results as a distribution: who gained, quartiles, dots on a line. Pure, over plain numbers.

Positions are those of the drawing in ``templates/campaigns/class/_strip.html``: x from 0 to ``WIDTH``, y downwards.
Nothing here knows a name: the distribution shows how the class did, not who did.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median as middle
from statistics import pvariance

WIDTH = 340.0
MARGIN = 24.0
TOP = 26.0
"""Room above the dots for the word at the median."""
TALLEST = 96.0
"""The highest pile of dots."""
LARGEST_DOT = 6.5
SMALLEST_DOT = 1.2
TICKS = 4
MOST_LABELS = 5
LEAST_FOR_QUARTERS = 4
LEAST_FOR_LUCK = 5


@dataclass(frozen=True)
class Tally:
    """How many shops have money left over, lost some, or came out even."""

    gained: int
    lost: int
    even: int

    @property
    def shops(self) -> int:
        """All of them."""
        return self.gained + self.lost + self.even


def tally(values: Sequence[float]) -> Tally:
    """Count the shops above, below and at zero."""
    gained = sum(value > 0 for value in values)
    lost = sum(value < 0 for value in values)
    return Tally(gained, lost, len(values) - gained - lost)


@dataclass(frozen=True)
class Quarters:
    """Lowest, first quarter, middle, third quarter, highest. Half of the shops lie between the quarters."""

    low: float
    first: float
    median: float
    third: float
    high: float


def quarters(values: Sequence[float]) -> Quarters | None:
    """The five numbers of a distribution; None without any value.

    Quarters are linear interpolations between the ordered values, as spreadsheets (QUARTILE.INC) have them, so a
    trainer who opens the CSV finds the same numbers.
    """
    if not values:
        return None
    ordered = sorted(values)
    return Quarters(ordered[0], _at(ordered, 0.25), middle(ordered), _at(ordered, 0.75), ordered[-1])


def _at(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


@dataclass(frozen=True)
class Scale:
    """A line of numbers with round ends: ``ticks`` are the round numbers on it."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def x(self, value: float) -> float:
        """Where a value stands, in drawing units."""
        inside = min(max(value, self.low), self.high)
        share = (inside - self.low) / (self.high - self.low)
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 2)


def scale_of(values: Sequence[float], *, step: float = 1.0) -> Scale:
    """A scale that holds all values and zero, with about four round steps of at least ``step`` each."""
    low, high = min([0.0, *values]), max([0.0, *values])
    size = max(_round_step((high - low) / TICKS), step)
    first, last = math.floor(low / size), math.ceil(high / size)
    if first == last:
        last += 1
    return Scale(first * size, last * size, tuple(number * size for number in range(first, last + 1)))


def _round_step(rough: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is not below ``rough``."""
    if rough <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next((size * power for size in (1, 2, 5) if size * power >= rough * (1 - 1e-9)), 10 * power)


@dataclass(frozen=True)
class Strip:
    """Dots piled on a line, one a shop. ``dots`` are (x, y, tone); ``base`` is the y of the line.

    ``zero`` is the x of break-even, None where nothing lies below it. ``quarters`` are in the unit of the values.
    """

    scale: Scale
    radius: float
    dots: tuple[tuple[float, float, str], ...]
    base: float
    height: float
    quarters: Quarters
    zero: float | None

    @property
    def middle(self) -> float:
        """The x of the median."""
        return self.scale.x(self.quarters.median)

    @property
    def half(self) -> tuple[float, float] | None:
        """From where to where the middle half of the shops stands; None while they are too few to say."""
        if len(self.dots) < LEAST_FOR_QUARTERS:
            return None
        return self.scale.x(self.quarters.first), self.scale.x(self.quarters.third)

    @property
    def labels(self) -> tuple[tuple[float, float], ...]:
        """(x, value) of the round numbers there is room to write, zero always among them."""
        ticks = self.scale.ticks
        every = 1 if len(ticks) <= MOST_LABELS else 2
        zero = ticks.index(0)
        return tuple((self.scale.x(v), v) for place, v in enumerate(ticks) if (place - zero) % every == 0)


def strip(
    values: Sequence[float],
    *,
    step: float = 1.0,
    dot: float = LARGEST_DOT,
    tallest: float = TALLEST,
    least: float = 3 * LARGEST_DOT,
) -> Strip | None:
    """Pile the shops up where they stand; None without any. The dots are as large as the highest pile allows.

    Each dot is one shop: below zero ``chilli``, above ``leaf``, at zero ``plain``. ``dot`` is the radius and
    ``tallest`` the height of a pile that nothing forces to be smaller; ``least`` is room kept for low piles.
    """
    five = quarters(values)
    if five is None:
        return None
    scale = scale_of(values, step=step)
    radius = dot
    piles = _piles(values, scale, radius)
    while max(map(len, piles.values())) * 2 * radius > tallest and radius > SMALLEST_DOT:
        radius = max(radius * 0.9, SMALLEST_DOT)
        piles = _piles(values, scale, radius)
    highest = max(map(len, piles.values()))
    spacing = min(2 * radius, tallest / highest)
    base = TOP + max(highest * spacing, least)
    dots = tuple(
        (x, round(base - radius - place * spacing, 2), _tone(value))
        for x, pile in sorted(piles.items())
        for place, value in enumerate(pile)
    )
    zero = scale.x(0) if five.low < 0 else None
    return Strip(scale, round(radius, 2), dots, round(base, 2), round(base + 24, 2), five, zero)


def _piles(values: Sequence[float], scale: Scale, radius: float) -> dict[float, list[float]]:
    """Values by the x of their pile. Piles stand one dot apart and never mix the two sides of zero."""
    zero = scale.x(0)
    found: dict[float, list[float]] = {}
    for value in sorted(values):
        away = round((scale.x(value) - zero) / (2 * radius))
        away = max(away, 1) if value > 0 else min(away, -1) if value < 0 else 0
        x = min(max(zero + away * 2 * radius, radius), WIDTH - radius)
        found.setdefault(round(x, 2), []).append(value)
    return found


def _tone(value: float) -> str:
    return "leaf" if value > 0 else "chilli" if value < 0 else "plain"


def counted(values: Sequence[float], scale: Scale) -> tuple[tuple[float, float, int], ...]:
    """The table of a strip: (from, below, shops) for each stretch between two round numbers.

    The last stretch holds its upper end too, so that everybody is counted once.
    """
    ends = scale.ticks
    rows = []
    for place, (low, high) in enumerate(pairwise(ends)):
        is_last = place == len(ends) - 2
        rows.append((low, high, sum(low <= value < high or (is_last and value == high) for value in values)))
    return tuple(rows)


def luck_share(realised: Sequence[float], expected: Sequence[float]) -> float | None:
    """Which part of the differences between shops is chance, from 0 to 1; None while there is nothing to say.

    Chance is what happened minus what was to be expected; choices (shop, post, plan) make the expected values
    differ. The two are drawn independently, so their variances add up: var(chance) / (var(chance) + var(choices)).
    """
    if len(realised) < LEAST_FOR_LUCK:
        return None
    chance = pvariance([got - hoped for got, hoped in zip(realised, expected, strict=True)])
    choices = pvariance(expected)
    if chance + choices <= 0:
        return None
    return chance / (chance + choices)
