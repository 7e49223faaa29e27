"""From a budget to impressions, clicks and spend: the auction of one channel for many campaigns at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.pacing import Landscape, Paced, pace
from sandbox.campaigns.market.rounding import in_order, turns
from sandbox.campaigns.market.types import CampaignPlan

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import ChannelTuning, Tuning

Array = NDArray[np.float64]
Ints = NDArray[np.intp]

POOL_ROUNDS = 3
"""Rounds in which campaigns of one shop settle how they share each segment's opportunities."""
ARMS = ("a", "b")


@dataclass(frozen=True)
class Bidders:
    """Campaigns ready for the auction of a channel: landscape ``(n, C)``, the day's budgets and the caps on
    their bid levels ``(n,)``, the shop each belongs to ``(n,)``, and the arm of a test each is.
    """

    landscape: Landscape
    budget: Array
    cap: Array
    shop: Ints
    arms: tuple[str, ...]


def opportunities(
    tuning: Tuning, channel: ChannelTuning, plan: CampaignPlan, mask: NDArray[np.bool_]
) -> Array:
    """Return today's chances to show one shop's ad per segment, 0 outside the target.

    On search-like channels most people outside the offer's interest do not ask for it at all.
    """
    table = tuning.segments
    chances = table.people * channel.active * channel.slots * mask
    if channel.off_interest < 1.0:
        wanted = table.interests.index(plan.offer.interest)
        chances = chances * np.where(table.codes["interest"] == wanted, 1.0, channel.off_interest)
    return chances


def predicted(rel: Array, chances: Array, learnt: Array) -> Array:
    """Return the response the platform reckons with: the target's mean at first, each segment's own later."""
    return rel ** learnt[:, None] * mean_of(rel, chances) ** (1.0 - learnt)[:, None]


def mean_of(values: Array, chances: Array) -> Array:
    """Return the target's mean of values ``(n, C)``, weighted by opportunities, ``(n, 1)``; 1 for nobody."""
    mass = in_order(chances)
    return np.where(mass > 0.0, in_order(values * chances) / np.where(mass > 0.0, mass, 1.0), 1.0)[:, None]


def landscape(
    tuning: Tuning,
    channel: ChannelTuning,
    *,
    chances: Array,
    rel: Array,
    worth: Array,
    learnt: Array,
    rival: Array,
    standing: Array,
) -> Landscape:
    """Return the auctions of campaigns on one channel.

    ``chances``, ``rel``: opportunities and response relative to the average creative and person, ``(n, C)``.
    ``worth``: relative chance that a click brings what the campaign asks for ``(n, C)``.
    ``learnt``: 0..1, ``(n,)``.  ``rival``: median strongest rival bid, rupiah, ``(n, C)``.  ``standing``:
    what the shop's stars do to its rank, ``(n,)``.
    """
    auction = tuning.auction
    per_click = channel.pricing == "click"
    guess = predicted(rel, chances, learnt)
    bonus = (guess * standing[:, None]) ** auction.quality_bonus
    click_rate = np.minimum(channel.rate_cap, channel.rate * rel)
    # How much the campaign gives for an impression (or a click) here, beside the average of its target.
    wanted = predicted(rel * worth / mean_of(worth, chances), chances, learnt)
    pull = np.where(chances > 0.0, bonus / rival * (wanted / guess if per_click else wanted), 0.0)
    return Landscape(chances, rival / bonus, pull, click_rate, auction.floor_ratio, per_click)


def deliver(bidders: Bidders, highest: float) -> Paced:
    """Run the day's auction of one channel for campaigns of many shops; arrays ``(n, C)``.

    The opportunities belong to the shop: where campaigns of a shop overlap they share each segment in
    proportion to what they win, starting from what each would win alone.  Splitting a budget therefore buys
    nothing.
    """
    market = bidders.landscape
    result = pace(market, bidders.budget, cap=bidders.cap, highest=highest)
    if len(set(bidders.shop.tolist())) == bidders.shop.size:
        return result
    shops, group, members = np.unique(bidders.shop, return_inverse=True, return_counts=True)
    crowd = np.flatnonzero(members[group] > 1)
    turn = turns(group)[crowd]
    mine = market.rows(crowd)
    arms = np.array(bidders.arms)[crowd]
    for _ in range(POOL_ROUNDS):
        share = _shares(
            result.impressions[crowd],
            mine.opportunities > 0.0,
            group[crowd],
            shops.size,
            turn=turn,
            arms=arms,
        )
        settled = pace(
            replace(mine, opportunities=mine.opportunities * share),
            bidders.budget[crowd],
            cap=bidders.cap[crowd],
            highest=highest,
        )
        result = Paced(*(_put(getattr(result, n), crowd, getattr(settled, n)) for n in vars(result)))
    return result


def _put(whole: Array, where: Ints, part: Array) -> Array:
    whole = whole.copy()
    whole[where] = part
    return whole


def _shares(
    impressions: Array,
    wanting: NDArray[np.bool_],
    group: Ints,
    groups: int,
    *,
    turn: Ints,
    arms: NDArray[np.str_],
) -> Array:
    """Return each campaign's share of its shop's opportunities per segment, ``(n, C)``.

    Everybody belongs to one of two halves; an arm of a test meets one of them, any other campaign both.
    """
    result = np.zeros_like(impressions)
    for half in ARMS if (arms != "").any() else ARMS[:1]:
        # Weights are powers of two, so that a shop without a test gets the same bits beside one with a test.
        weight = np.where(arms == half, 1.0, np.where(arms == "", 0.5, 0.0))[:, None]
        total, count = np.zeros((2, groups, impressions.shape[1]))
        for k in range(int(turn.max()) + 1):
            now = turn == k
            total[group[now]] += weight[now] * impressions[now]
            count[group[now]] += wanting[now] & (weight[now] > 0.0)
        total, count = total[group], count[group]
        even = 1.0 / np.maximum(count, 1.0)
        part = np.where(total > 0.0, weight * impressions / np.where(total > 0.0, total, 1.0), even)
        result += np.where(weight > 0.0, part, 0.0)
    both = (arms == "") & (arms != "").any()
    return result * np.where(both, 0.5, 1.0)[:, None]
