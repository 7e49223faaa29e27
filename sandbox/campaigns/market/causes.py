"""Why a campaign did better or worse than another: fair shares of the difference, and what mechanisms cost.

Two situations are compared; everything in which they differ is a player.  All mixtures of the two are
played in one batch, without luck, and the Shapley value divides the difference so that the parts add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from sandbox.campaigns.market import shapley
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.situation import PLAYERS, Player, Situation, differing, mixed
from sandbox.campaigns.market.types import Mode
from sandbox.campaigns.market.world import ALL, Mechanisms, Sums, World

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning


@dataclass(frozen=True)
class Result:
    """Expected orders and money left (rupiah) of one campaign."""

    orders: float
    profit: float


@dataclass(frozen=True)
class Cause:
    """One player's part in the difference.

    orders, profit: fair share; the shares add up.  alone_*: the difference if only this had changed from the
    base; easier to picture, but these do not add up.
    """

    player: Player
    orders: float
    profit: float
    alone_orders: float
    alone_profit: float


@dataclass(frozen=True)
class Causes:
    """The difference from ``base`` to ``now`` of the campaign in focus, taken apart.

    base, now: expected, from the same runs as the parts.  parts: one per differing player, largest effect
    on orders first.  base_sums, now_sums: the funnels of both, for :func:`..explain.funnel_split`.
    """

    base: Result
    now: Result
    parts: tuple[Cause, ...]
    base_sums: Sums
    now_sums: Sums


@dataclass(frozen=True)
class Said:
    """What is worth saying about a difference: the causes, and the rest merged."""

    causes: tuple[Cause, ...]
    rest_orders: float
    rest_profit: float


@dataclass(frozen=True)
class Switched:
    """What a mechanism cost (positive) or brought (negative): the shop's result without it, less with it."""

    mechanism: str
    orders: float
    profit: float


def explain(now: Situation, base: Situation, tuning: Tuning) -> Causes:
    """Divide the expected difference of two campaigns among photo, caption, audience, price, budget, page
    and circumstances.

    Both are judged by the campaign's own orders and money left.  A player in which they do not differ costs
    no run.  The parts add up to ``now - base`` (to rounding).
    """
    players = differing(now, base)
    masks = shapley.every_coalition(len(players))
    mixtures = [
        mixed({**dict.fromkeys(PLAYERS, base), **{p: now for k, p in enumerate(players) if mask >> k & 1}})
        for mask in masks
    ]
    sums = _played(mixtures, tuning)
    value = {mask: np.array([s.orders, s.profit]) for mask, s in zip(masks, sums, strict=True)}
    shares = shapley.exact_shares(len(players), value)
    parts = [
        Cause(player, *shares[k].tolist(), *(value[1 << k] - value[0]).tolist())
        for k, player in enumerate(players)
    ]
    return Causes(
        base=Result(sums[0].orders, sums[0].profit),
        now=Result(sums[-1].orders, sums[-1].profit),
        parts=tuple(sorted(parts, key=lambda part: -abs(part.orders))),
        base_sums=sums[0],
        now_sums=sums[-1],
    )


def worth_saying(causes: Causes, *, most: int = 3, share: float = 0.10, by: str = "orders") -> Said:
    """Return the causes to name: at most ``most``, each at least ``share`` of the difference.

    ``by``: ``"orders"`` or ``"profit"``.  Causes may pull against each other, and a difference of nothing
    may hide two large ones: each is measured against the larger of the difference and all pulls together
    halved.  The rest is merged, so that the sentence still adds up.
    """
    change = getattr(causes.now, by) - getattr(causes.base, by)
    pulls = sum(abs(getattr(part, by)) for part in causes.parts)
    least = share * max(abs(change), pulls / 2.0)
    ranked = sorted(causes.parts, key=lambda part: -abs(getattr(part, by)))
    named = tuple(part for part in ranked if abs(getattr(part, by)) >= least and getattr(part, by) != 0.0)
    named = named[:most]
    return Said(
        named,
        rest_orders=sum(part.orders for part in causes.parts) - sum(part.orders for part in named),
        rest_profit=sum(part.profit for part in causes.parts) - sum(part.profit for part in named),
    )


def mechanisms_of(world: World, tuning: Tuning, *, days: int) -> tuple[Switched, ...]:
    """Return what each mechanism costs the shop: the same days with it switched off, once each.

    Fatigue, learning, stock-out, slow page, carry-over; these are not players and do not add up.  Carry-over
    brings orders, so it costs a negative number.
    """
    (with_all,) = play([world], tuning, days=days, mode=Mode.EXPECTED)
    result = []
    for name in Mechanisms.__dataclass_fields__:
        off = replace(ALL, **{name: False})
        (without,) = play([world], tuning, days=days, mode=Mode.EXPECTED, mechanisms=off)
        result.append(
            Switched(
                name,
                orders=without.total.orders - with_all.total.orders,
                profit=without.total.profit - with_all.total.profit,
            )
        )
    return tuple(result)


def _played(situations: Sequence[Situation], tuning: Tuning) -> list[Sums]:
    """Play situations, all of the same length in one batch; return the focus campaign's sums."""
    sums: dict[int, Sums] = {}
    order = sorted(range(len(situations)), key=lambda n: situations[n].days)
    for days, group in groupby(order, key=lambda n: situations[n].days):
        numbers = list(group)
        courses = play([situations[n].world for n in numbers], tuning, days=days, mode=Mode.EXPECTED)
        for n, course in zip(numbers, courses, strict=True):
            sums[n] = course.campaigns.get(situations[n].slot, Sums())
    return [sums[n] for n in range(len(situations))]
