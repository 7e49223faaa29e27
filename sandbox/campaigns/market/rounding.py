"""Whole numbers that always add up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import floor

import numpy as np
from numpy.typing import NDArray


def in_order(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum ``(..., S)`` over the last axis, strictly from the first entry to the last.

    numpy's own sum pairs entries up, so its last bit depends on how many there are.  Here entries that are
    zero change nothing: a run gives the same bits alone, in a batch, with or without people nobody targets.
    """
    return values.cumsum(axis=-1)[..., -1]


def gather(
    into: NDArray[np.float64],
    group: NDArray[np.intp],
    values: NDArray[np.float64],
    how: np.ufunc = np.add,
) -> None:
    """Do ``into[group[k]] += values[k]`` for one k after the other (``how``: another way than adding).

    The same as ``how.at`` on whole rows, and several times faster: rows of different groups go together.
    """
    for rows, places in _rounds(group.tobytes()):
        into[places] = how(into[places], values[rows])


def turns(group: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return how many entries before each one are of the same group, ``(n,)``."""
    order = np.argsort(group, kind="stable")
    among = group[order]
    turn = np.empty_like(group)
    turn[order] = np.arange(group.size) - np.searchsorted(among, among, side="left")
    return turn


@lru_cache(maxsize=512)
def _rounds(group: bytes) -> tuple[tuple[NDArray[np.intp], NDArray[np.intp]], ...]:
    """Return (entries, their groups) so that every group is met at most once in each round, in order."""
    groups = np.frombuffer(group, dtype=np.intp)
    turn = turns(groups)
    rounds = [np.flatnonzero(turn == now) for now in range(int(turn.max(initial=-1)) + 1)]
    return tuple((rows, groups[rows]) for rows in rounds)


def largest_remainder(total: int, weights: Sequence[float]) -> list[int]:
    """Split ``total`` (>= 0) into whole parts proportional to ``weights`` (>= 0); the parts sum to ``total``.

    Ties go to the earlier part, so the split is deterministic.  All-zero weights give everything to the
    first part, because the rows must add up even when nobody knows where the total came from.
    """
    if not total:
        return [0] * len(weights)
    exact = split(total, weights)
    parts = [floor(value) for value in exact]
    missing = total - sum(parts)
    if missing > 0:
        order = sorted(range(len(parts)), key=lambda k: parts[k] - exact[k])
        for k in order[:missing]:
            parts[k] += 1
    elif missing < 0:
        # Float error made a sum of exact parts a touch too large.
        parts[parts.index(max(parts))] += missing
    return parts


def split(total: float, weights: Sequence[float]) -> list[float]:
    """Split ``total`` in plain proportion to ``weights``; all-zero weights give everything to the first."""
    mass = sum(weights)
    if mass <= 0.0:
        return [total, *[0] * (len(weights) - 1)]
    return [total * (weight / mass) for weight in weights]
