"""What a campaign truly brought: the same days played with and without it.

An ads dashboard counts every order that follows a click or a view.  The truth is the difference between two
worlds that are alike in everything but the campaign, through the days after it, when the last of those it
won still come.  Where campaigns share buyers, stock or answers, their effects overlap; the Shapley value
divides the whole so that the parts add up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sandbox.campaigns.market import shapley
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.types import CampaignPlan, Environment, Mode, Offer, ShopFacts
from sandbox.campaigns.market.world import Course, Sums, World

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

TAIL_DAYS = 14
"""Days after the campaigns in which orders they won are still counted."""
EXACT_PLAYERS = 5
"""Up to this many campaigns every combination is played (at most 32); above, orders of arrival are sampled."""
SAMPLED_PAIRS = 8
"""Pairs of an order of arrival and its reverse when the effects are sampled."""

_MEASURES = ("orders", "revenue", "profit")


@dataclass(frozen=True)
class Phase:
    """Days played after the first ones with other decisions (a campaign was edited, paused or begun)."""

    days: int
    plans: tuple[CampaignPlan, ...]
    shop: ShopFacts
    env: Environment


@dataclass(frozen=True)
class Effect:
    """What one campaign brought; money in rupiah.

    orders, revenue, profit: true effect on the whole shop, days after the campaign included; ``profit`` is
    after paying for the ads.  spend: what its ads cost.  attributed_*: what a dashboard claims.
    roas, attributed_roas: revenue per rupiah spent, ``None`` when nothing was spent.  break_even_roas: the
    revenue a rupiah of ads must bring to earn itself back (1 / margin), ``None`` when an order loses money
    before any ads.  error: standard error of ``profit`` when the effects are sampled, else 0.
    """

    orders: float
    revenue: float
    profit: float
    spend: float
    attributed_orders: float
    attributed_revenue: float
    break_even_roas: float | None
    error: float = 0.0

    @property
    def roas(self) -> float | None:
        """True revenue per rupiah spent."""
        return self.revenue / self.spend if self.spend > 0 else None

    @property
    def attributed_roas(self) -> float | None:
        """Revenue per rupiah spent as a dashboard claims it."""
        return self.attributed_revenue / self.spend if self.spend > 0 else None


@dataclass(frozen=True)
class Truth:
    """True effects by campaign slot; the effects add up to ``everything - nothing``.

    everything, nothing: the whole shop with all campaigns and with none.  sampled: there were too many
    campaigns to play every combination, so each share carries an ``error``.
    """

    campaigns: Mapping[int, Effect]
    everything: Sums
    nothing: Sums
    sampled: bool


def true_effects(
    world: World,
    tuning: Tuning,
    *,
    days: int,
    tail_days: int = TAIL_DAYS,
    later: Sequence[Phase] = (),
    mode: Mode = Mode.EXPECTED,
    pairs: int = SAMPLED_PAIRS,
) -> Truth:
    """Return what each campaign of ``world`` truly brings.

    Expected mode is the truth; realised mode gives the same comparison as whole counts under the shop's own
    luck.  The world is played ``days`` days, then each of the ``later`` phases (other decisions, same shop), then
    ``tail_days`` without any campaign.  A campaign is its slot, through all phases.  Exact for at most
    five campaigns, sampled with ``pairs`` antithetic pairs above.  ``ValueError`` for no or negative days.
    """
    if days < 1 or tail_days < 0:
        raise ValueError("at least one day must be played")
    phases = (Phase(days, world.plans, world.shop, world.env), *later)
    slots = sorted({plan.slot for phase in phases for plan in phase.plans})
    sampled = len(slots) > EXACT_PLAYERS
    orders = shapley.antithetic_orders(len(slots), pairs) if sampled else []
    masks = shapley.coalitions_of(orders) if sampled else shapley.every_coalition(len(slots))
    allowed = [frozenset(slot for k, slot in enumerate(slots) if mask >> k & 1) for mask in masks]
    totals, full = _play_subsets(world, phases, allowed, tail_days, tuning, mode)
    value = {
        mask: np.array([getattr(sums, name) for name in _MEASURES])
        for mask, sums in zip(masks, totals, strict=True)
    }
    if sampled:
        shares, errors = shapley.sampled_shares(orders, value)
    else:
        shares = shapley.exact_shares(len(slots), value)
        errors = np.zeros_like(shares)
    return Truth(
        campaigns={
            slot: _effect(
                shares[k].tolist(),
                full.get(slot, Sums()),
                error=float(errors[k][2]),
                plan=next(plan for phase in phases for plan in phase.plans if plan.slot == slot),
            )
            for k, slot in enumerate(slots)
        },
        everything=totals[-1],
        nothing=totals[0],
        sampled=sampled,
    )


def break_even_roas(sums: Sums, plan: CampaignPlan) -> float | None:
    """Return 1 / margin: of what was sold, or of the offer's own price and costs when nothing was."""
    if sums.revenue > 0:
        margin = (sums.profit + sums.spend) / sums.revenue
    elif plan.offer.price > 0:
        margin = (plan.offer.price - plan.offer.goods_cost - plan.offer.packing) / plan.offer.price
    else:
        margin = 0.0
    return 1.0 / margin if margin > 0 else None


def _effect(share: Sequence[float], sums: Sums, *, error: float, plan: CampaignPlan) -> Effect:
    orders, revenue, profit = share
    return Effect(
        orders=orders,
        revenue=revenue,
        profit=profit,
        spend=sums.spend,
        attributed_orders=sums.attributed_orders,
        attributed_revenue=sums.attributed_revenue,
        break_even_roas=break_even_roas(sums, plan),
        error=error,
    )


def _play_subsets(  # noqa: PLR0917  one caller, right above
    world: World,
    phases: Sequence[Phase],
    allowed: Sequence[frozenset[int]],
    tail_days: int,
    tuning: Tuning,
    mode: Mode,
) -> tuple[list[Sums], dict[int, Sums]]:
    """Play all phases and the tail once per set of allowed slots, every set in the same batch.

    Return each set's whole-shop sums, and the last set's (all campaigns) sums by slot.
    """
    states = [world.state] * len(allowed)
    totals = [Sums()] * len(allowed)
    full: dict[int, Sums] = {}
    last = phases[-1]
    tail = (Phase(tail_days, (), last.shop, last.env),) if tail_days else ()
    played = (*phases, *tail)
    for phase, on_sale in zip(played, _pages(world, played), strict=True):
        worlds = [
            World(state, tuple(p for p in phase.plans if p.slot in slots), phase.shop, phase.env, on_sale)
            for state, slots in zip(states, allowed, strict=True)
        ]
        courses = play(worlds, tuning, days=phase.days, mode=mode)
        states = [course.state for course in courses]
        totals = [before + course.total for before, course in zip(totals, courses, strict=True)]
        _add(full, courses[-1])
    return totals, full


def _pages(world: World, phases: Sequence[Phase]) -> list[tuple[Offer, ...]]:
    """Return what the page sells in each phase: the same in every set, so that only the campaigns differ.

    What a phase's campaigns offer counts on its days and until another phase says otherwise; what nobody has
    offered yet is sold as it will first be.
    """
    known: dict[str, Offer] = {}
    for phase in reversed(phases):
        known.update(World(world.state, phase.plans, phase.shop, phase.env).on_sale())
    known.update((offer.key, offer) for offer in world.offers)
    pages = []
    for phase in phases:
        known.update(World(world.state, phase.plans, phase.shop, phase.env).on_sale())
        pages.append(tuple(known.values()))
    return pages


def _add(full: dict[int, Sums], course: Course) -> None:
    for slot, sums in course.campaigns.items():
        full[slot] = full.get(slot, Sums()) + sums
