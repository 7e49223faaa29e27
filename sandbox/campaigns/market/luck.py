"""The chances of a batch's day: the same code path with noise (realised) and without (expected)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.draws import (
    Draws,
    Source,
    Stage,
    binomial_quantile,
    logit_shift,
    normal_quantile,
)
from sandbox.campaigns.market.types import CampaignPlan, Mode
from sandbox.campaigns.market.world import World

Array = NDArray[np.float64]
Ints = NDArray[np.intp]

_BLOCK = 4


class Luck:
    """The noise of a batch of shops on their days.

    In expected mode shocks are one and counts are means; in realised mode every count is the binomial
    quantile of a keyed uniform.  Shocks have mean one, so the modes agree on average.

    The arms of a test share the keys of arm a, so market, mood and click weather treat them alike.  Their
    counts are about different people: each arm turns the shared uniform by one of its own (stage SPLIT).
    """

    def __init__(
        self, mode: Mode, worlds: Sequence[World], plans: Sequence[CampaignPlan], where: Ints, version: str
    ) -> None:
        self.whole = mode is Mode.REALISED
        if not self.whole:
            return
        made: dict[tuple[str, str], Draws] = {}
        source = Source()

        def draws(seed: str, key: str) -> Draws:
            if (seed, key) not in made:
                made[seed, key] = Draws(seed, version, key, source)
            return made[seed, key]

        self._class = [draws(world.env.class_seed, "") for world in worlds]
        self._own = [draws(world.env.class_seed, world.shop.key) for world in worlds]
        self._plans, self._where = plans, where.tolist()

    def shocks(self, worlds: Ints, days: Ints, sigma: float, stage: Stage, channel: str = "") -> Array:
        """Return shocks shared by a whole class (a channel's price, the mood of demand), one per world given."""
        pairs = zip(worlds.tolist(), days[worlds].tolist(), strict=True)
        if not self.whole:
            return np.ones(worlds.size)
        return np.array(
            [self._class[w].shock(sigma, day=day, stage=stage, channel=channel) for w, day in pairs]
        )

    def shop_shocks(self, worlds: Ints, days: Ints, sigma: float) -> Array:
        """Return the shops' own good or bad days, one per world given."""
        if not self.whole:
            return np.ones(worlds.size)
        pairs = zip(worlds.tolist(), days[worlds].tolist(), strict=True)
        return np.array([self._own[w].shock(sigma, day=day, stage=Stage.SHOP) for w, day in pairs])

    def row_shocks(self, rows: Ints, days: Ints, sigma: float, stage: Stage) -> Array:
        """Return one lognormal shock of mean one per row."""
        if not self.whole:
            return np.ones(rows.size)
        shocks = []
        for row in rows.tolist():
            world, plan = self._where[row], self._plans[row]
            shocks.append(
                self._own[world].shock(
                    sigma, day=int(days[world]), stage=stage, channel=plan.channel, slot=_key_slot(plan)
                )
            )
        return np.array(shocks)

    def rates(self, rows: Ints, days: Ints, p: Array, sigma: Array) -> Array:
        """Return today's click rates around ``p`` (logit noise, corrected so that the mean stays ``p``)."""
        if not self.whole:
            return p
        result = np.empty(rows.size)
        for k, (row, rate, sd) in enumerate(zip(rows.tolist(), p.tolist(), sigma.tolist(), strict=True)):
            world, plan = self._where[row], self._plans[row]
            u = self._own[world].uniform(
                day=int(days[world]), stage=Stage.CLICK_RATE, channel=plan.channel, slot=_key_slot(plan)
            )
            result[k] = logit_shift(rate, sd * normal_quantile(u) - 0.5 * sd * sd)
        return result

    def counts(
        self, stage: Stage, rows: Ints, days: Ints, *chances: tuple[Array, Array]
    ) -> tuple[Array, ...]:
        """Return how many of ``n`` succeed with probability ``p`` for each ``(n, p)``, at most four pairs."""
        if not self.whole:
            return tuple(n * p for n, p in chances)
        result = np.zeros((len(chances), rows.size))
        pairs = [(n.tolist(), p.tolist()) for n, p in chances]
        for k, row in enumerate(rows.tolist()):
            # Draws are keyed, not taken in turn: where nobody tries, nothing need be drawn.
            if all(n[k] < 1.0 or p[k] <= 0.0 for n, p in pairs):
                continue
            us = self._uniforms(row, int(days[self._where[row]]), stage)
            for kind, (n, p) in enumerate(pairs):
                result[kind, k] = binomial_quantile(us[kind], int(n[k]), p[k])
        return tuple(result)

    def _uniforms(self, row: int, day: int, stage: Stage) -> list[float]:
        plan, draws = self._plans[row], self._own[self._where[row]]
        slot = _key_slot(plan)
        us = draws.uniforms(_BLOCK, day=day, stage=stage, channel=plan.channel, slot=slot)
        if plan.arm:
            place = f"{plan.channel}/{plan.arm}/{int(stage)}"
            own = draws.uniforms(_BLOCK, day=day, stage=Stage.SPLIT, channel=place, slot=slot)
            us = [min(max((u + v) % 1.0, 2.0**-54), 1.0 - 2.0**-53) for u, v in zip(us, own, strict=True)]
        return us

    def whole_people(self, rows: Ints, days: Ints, values: Array) -> Array:
        """Return how many people of a mean count ``(n,)`` there are: whole numbers, or as they are.

        A keyed uniform decides over the fraction, so that two viewers and a half are as often two as three.
        Rounding down would take half a viewer a day, which is much for small shops.  The arms of a test share it.
        """
        if not self.whole:
            return values
        us = []
        for row in rows.tolist():
            world, plan = self._where[row], self._plans[row]
            us.append(
                self._own[world].uniform(
                    day=int(days[world]), stage=Stage.FRACTION, channel=plan.channel, slot=_key_slot(plan)
                )
            )
        # Float error below a whole number must not cost a person.
        return np.floor(values + 1e-9 + np.array(us, dtype=float) * (1.0 - 1e-8))

    def near(self, values: Array) -> Array:
        """Return counts as the mode keeps them: the nearest whole number, or as they are."""
        return np.rint(values) if self.whole else values


def _key_slot(plan: CampaignPlan) -> int:
    """The slot a campaign's luck is keyed by: arm b of a test uses that of arm a, the slot before it."""
    return plan.slot - (plan.arm == "b")
