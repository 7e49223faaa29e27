"""Keyed noise: every random number is a pure function of *who, when and what for*.

A uniform is read from a Philox block whose key is a real hash of (class seed, tuning version, shop) and
whose counter is (day, channel, campaign slot, stage).  Nothing is drawn in sequence, so changing one
decision never shifts the luck of another: common random numbers by construction.
"""

from __future__ import annotations

import math
from enum import IntEnum
from functools import lru_cache
from hashlib import blake2b
from statistics import NormalDist

import numpy as np

_NORMAL = NormalDist()
_EXACT_MEAN = 50.0
"""Below this mean the binomial quantile is summed exactly; above it Cornish-Fisher is accurate enough."""


class Stage(IntEnum):
    """What a draw is for.  The numbers are part of every stored result: never renumber, only append."""

    MARKET = 1
    DEMAND = 2
    SHOP = 3
    CLICK_RATE = 4
    CLICKS = 5
    VISITS = 6
    INTENT = 7
    ORDERS = 8
    RETURNS = 9
    REVIEWS = 10
    BROADCAST = 11
    CHAT_OR_TAP = 12
    CHATS = 13
    SPLIT = 14
    COMING = 15
    AGAIN = 16
    DISCOVERY = 17
    FRACTION = 18


def hash64(*parts: object) -> int:
    """Return a stable 64-bit hash of the parts' texts; lengths count, so parts never run together."""
    digest = blake2b(digest_size=8)
    for part in parts:
        data = str(part).encode()
        digest.update(len(data).to_bytes(8, "little") + data)
    return int.from_bytes(digest.digest(), "little")


@lru_cache(maxsize=4096)
def _place(channel: str, slot: int) -> int:
    """Return the word of the counter that stands for a campaign, 0 for no one in particular."""
    return hash64(channel, slot) if channel or slot else 0


class Source:
    """One generator that is moved to wherever the next number is to be read.

    Moving it is ten times cheaper than building one, so all shops of a batch share one.
    """

    def __init__(self) -> None:
        self._bits = np.random.Philox(key=0)
        self._state = self._bits.state
        # Typed arrays, written in place: from a plain list numpy would make floats and lose the low bits.
        self._key, self._counter = self._state["state"]["key"], self._state["state"]["counter"]

    def words(self, key: int, day: int, place: int, stage: int, count: int) -> list[int]:
        """Return ``count`` words of 64 bits.

        The lowest counter word is left at zero because Philox advances it while drawing: long draws of one
        purpose can then never run into the next purpose.
        """
        counter = self._counter
        self._key[0] = key
        counter[1], counter[2], counter[3] = day, place, stage
        self._bits.state = self._state
        return self._bits.random_raw(count).tolist()  # type: ignore[no-any-return]


class Draws:
    """The noise of one shop (``shop=""`` for what the whole class shares)."""

    def __init__(
        self, class_seed: object, tuning_version: str, shop: str, source: Source | None = None
    ) -> None:
        self._key = hash64(class_seed, tuning_version, shop)
        self._source = source or Source()

    def uniforms(
        self, count: int, *, day: int, stage: Stage, channel: str = "", slot: int = 0
    ) -> list[float]:
        """Return ``count`` uniforms strictly inside (0, 1) for one purpose.

        Channels are keyed by name, not by position, so adding a channel re-rolls nothing.
        """
        words = self._source.words(self._key, day, _place(channel, slot), stage, count)
        return [((word >> 11) + 0.5) * 2.0**-53 for word in words]

    def uniform(self, *, day: int, stage: Stage, channel: str = "", slot: int = 0) -> float:
        """Return one uniform strictly inside (0, 1)."""
        return self.uniforms(1, day=day, stage=stage, channel=channel, slot=slot)[0]

    def shock(self, sigma: float, *, day: int, stage: Stage, channel: str = "", slot: int = 0) -> float:
        """Return a lognormal multiplier with log-sd ``sigma`` and mean one."""
        if sigma == 0.0:
            return 1.0
        z = _NORMAL.inv_cdf(self.uniform(day=day, stage=stage, channel=channel, slot=slot))
        return math.exp(sigma * z - 0.5 * sigma * sigma)


def binomial_quantile(u: float, n: int, p: float) -> int:
    """Return the smallest k with ``P(Binomial(n, p) <= k) >= u``.

    Exact summation while the mean (or the mean of the failures) is below 50, Cornish-Fisher with the
    skewness term above.  Non-decreasing in ``u``; for a fixed ``u`` more tries or a better chance give
    no fewer successes within each branch.
    """
    if n <= 0 or p <= 0.0:
        return 0
    if p >= 1.0:
        return n
    # Sum from the rarer side: its first term never underflows.
    if p <= 0.5 and n * p < _EXACT_MEAN:
        return _summed_quantile(u, n, p)
    if p > 0.5 and n * (1.0 - p) < _EXACT_MEAN:
        return n - _summed_quantile(1.0 - u, n, 1.0 - p)
    z = _NORMAL.inv_cdf(u)
    value = n * p + z * math.sqrt(n * p * (1.0 - p)) + (1.0 - 2.0 * p) * (z * z - 1.0) / 6.0
    return min(n, max(0, math.floor(value + 0.5)))


def _summed_quantile(u: float, n: int, p: float) -> int:
    odds = p / (1.0 - p)
    mass = math.exp(n * math.log1p(-p))
    total, k = mass, 0
    while total < u and k < n and mass > 0.0:
        mass *= odds * (n - k) / (k + 1)
        k += 1
        total += mass
    return k


def logit_shift(p: float, shift: float) -> float:
    """Return probability ``p`` moved by ``shift`` on the logit scale."""
    if p <= 0.0 or p >= 1.0:
        return p
    odds = p / (1.0 - p) * math.exp(shift)
    return odds / (1.0 + odds)


def normal_quantile(u: float) -> float:
    """Return the standard normal quantile of ``u``."""
    return _NORMAL.inv_cdf(u)
