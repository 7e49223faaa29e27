"""Fair shares: divide what several players bring together so that the parts add up (Shapley value).

A coalition is a bit mask over the players: bit ``k`` is set when player ``k`` is in.  Values may be vectors
(orders, revenue, profit), so that one set of runs divides them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def every_coalition(players: int) -> list[int]:
    """Return the masks of all ``2 ** players`` coalitions."""
    return list(range(1 << players))


def exact_shares(players: int, value: Mapping[int, Array]) -> Array:
    """Return each player's Shapley value, shape ``(players, ...)``; ``value`` holds every coalition.

    Player k gets the mean, over all orders in which the players may arrive, of what it adds on arrival.
    The parts sum to ``value[all] - value[none]``.
    """
    shares = []
    for player in range(players):
        others = [k for k in range(players) if k != player]
        share = np.zeros_like(np.asarray(value[0], dtype=float))
        for size in range(players):
            weight = factorial(size) * factorial(players - size - 1) / factorial(players)
            for chosen in combinations(others, size):
                mask = mask_of(chosen)
                share = share + weight * (np.asarray(value[mask | 1 << player]) - np.asarray(value[mask]))
        shares.append(share)
    return np.array(shares)


def antithetic_orders(players: int, pairs: int) -> list[tuple[int, ...]]:
    """Return ``2 * pairs`` orders of arrival: shuffled ones, each followed by its reverse.

    Always the same for the same numbers.  The reverse of an order errs the other way, so a pair is worth
    more than two independent orders.
    """
    rng = np.random.Generator(np.random.Philox(key=players))
    orders = []
    for _ in range(pairs):
        order = tuple(int(k) for k in rng.permutation(players))
        orders += [order, order[::-1]]
    return orders


def coalitions_of(orders: Iterable[Sequence[int]]) -> list[int]:
    """Return the masks met when the players arrive in these orders, each once."""
    masks = {0}
    for order in orders:
        masks.update(mask_of(order[: size + 1]) for size in range(len(order)))
    return sorted(masks)


def sampled_shares(orders: Sequence[Sequence[int]], value: Mapping[int, Array]) -> tuple[Array, Array]:
    """Return (shares, standard errors) of the players over some orders of arrival, ``(players, ...)`` each.

    The shares still sum to ``value[all] - value[none]``, because every single order does.  The error is
    taken between pairs of an order and its reverse; with one pair it is unknown (``nan``).
    """
    adds = np.array([_adds(order, value) for order in orders])
    pairs = adds.reshape(-1, 2, *adds.shape[1:]).mean(axis=1)
    if len(pairs) < 2:
        return pairs[0], np.full_like(pairs[0], np.nan)
    return pairs.mean(axis=0), pairs.std(axis=0, ddof=1) / np.sqrt(len(pairs))


def mask_of(members: Iterable[int]) -> int:
    """Return the mask of a coalition's members."""
    return sum(1 << member for member in members)


def _adds(order: Sequence[int], value: Mapping[int, Array]) -> Array:
    adds, mask = {}, 0
    for player in order:
        adds[player] = np.asarray(value[mask | 1 << player]) - np.asarray(value[mask])
        mask |= 1 << player
    return np.array([adds[player] for player in range(len(order))], dtype=float)
