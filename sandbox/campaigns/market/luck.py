"""One campaign's chances on one day: the same code path with noise (realised) and without (expected)."""

from __future__ import annotations

from sandbox.campaigns.market.draws import Draws, Stage, binomial_quantile, logit_shift, normal_quantile
from sandbox.campaigns.market.types import Environment, Mode, ShopFacts

_BLOCK = 4


class Luck:
    """The noise of one shop-day.

    In expected mode shocks are one and counts are means; in realised mode every count is the binomial
    quantile of a keyed uniform.  Shocks have mean one, so the modes agree on average.
    """

    def __init__(self, mode: Mode, env: Environment, shop: ShopFacts, version: str, day: int) -> None:
        self.whole = mode is Mode.REALISED
        self._own = Draws(env.class_seed, version, shop.key)
        self._class = Draws(env.class_seed, version, "")
        self._day = day

    def class_shock(self, sigma: float, stage: Stage, channel: str = "") -> float:
        """Return a shock shared by the whole class (the channel's price, the mood of demand)."""
        if not self.whole:
            return 1.0
        return self._class.shock(sigma, day=self._day, stage=stage, channel=channel)

    def shop_shock(self, sigma: float) -> float:
        """Return the shop's own good or bad day."""
        return self._own.shock(sigma, day=self._day, stage=Stage.SHOP) if self.whole else 1.0

    def rate(self, p: float, sigma: float, channel: str, slot: int) -> float:
        """Return today's click rate around ``p`` (logit noise, corrected so that the mean stays ``p``)."""
        if not self.whole:
            return p
        u = self._own.uniform(day=self._day, stage=Stage.CLICK_RATE, channel=channel, slot=slot)
        return logit_shift(p, sigma * normal_quantile(u) - 0.5 * sigma * sigma)

    def counts(
        self, stage: Stage, channel: str, slot: int, *chances: tuple[float, float]
    ) -> tuple[float, ...]:
        """Return how many of ``n`` succeed with probability ``p`` for each ``(n, p)``, at most four."""
        if not self.whole:
            return tuple(n * p for n, p in chances)
        us = self._own.uniforms(_BLOCK, day=self._day, stage=stage, channel=channel, slot=slot)
        return tuple(binomial_quantile(u, int(n), p) for u, (n, p) in zip(us, chances, strict=False))

    def rounded(self, value: float) -> float:
        """Return a count as the mode keeps it: whole (never rounded up) or as it is."""
        return int(value + 1e-9) if self.whole else value
