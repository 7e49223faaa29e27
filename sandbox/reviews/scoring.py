"""From marks to points and one next step. Pure.

A mark is a level, 1 (getting started) to 3 (as good as it gets). Nobody gets zero: a shop that stands has
begun.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

LEVELS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Standing:
    """What several markers' marks come to.

    ``points`` is the sum over criteria of the mean level, ``most`` the largest possible sum over the same
    criteria; ``means`` maps criterion key to mean level; ``weakest`` is the key with the lowest mean below
    the top level (the first in rubric order when several tie), None when everything is at the top or
    nothing is marked.
    """

    points: Fraction
    most: int
    means: Mapping[str, Fraction]
    weakest: str | None


def is_complete(marks: Mapping[str, int], keys: Sequence[str]) -> bool:
    """Whether every criterion has a mark."""
    return all(key in marks for key in keys)


def standing(reviews: Sequence[Mapping[str, int]], keys: Sequence[str]) -> Standing:
    """Where a shop stands by all its reviews; criteria nobody marked are left out."""
    means: dict[str, Fraction] = {}
    for key in keys:
        levels = [review[key] for review in reviews if key in review]
        if levels:
            means[key] = Fraction(sum(levels), len(levels))
    top = LEVELS[-1]
    below = [key for key in means if means[key] < top]
    weakest = min(below, key=lambda key: means[key]) if below else None
    return Standing(sum(means.values(), Fraction(0)), top * len(means), means, weakest)
