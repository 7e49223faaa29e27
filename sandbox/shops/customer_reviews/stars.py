"""The mean of stars, and when it may be shown. Pure."""

from __future__ import annotations

from collections.abc import Sequence

MOST_STARS = 5
FEWEST_FOR_MEAN = 3
"""One or two stars say who came, not how the shop is."""


def mean_stars(stars: Sequence[int]) -> float | None:
    """The mean to one decimal, half rounded up as people do; None below `FEWEST_FOR_MEAN` reviews."""
    if len(stars) < FEWEST_FOR_MEAN:
        return None
    return (20 * sum(stars) + len(stars)) // (2 * len(stars)) / 10
