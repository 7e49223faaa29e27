"""From a budget to impressions, clicks and spend: the auction of one channel for one shop's campaigns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.pacing import Landscape, Paced, pace
from sandbox.campaigns.market.types import CampaignPlan

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import ChannelTuning, Tuning

Array = NDArray[np.float64]

POOL_ROUNDS = 3
"""Rounds in which campaigns of one shop settle how they share each segment's opportunities."""


@dataclass(frozen=True)
class Bidder:
    """A campaign ready for the auction: its landscape, the day's budget, and the cap on its bid level."""

    landscape: Landscape
    budget: float
    cap: float | None


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


def predicted(rel: Array, chances: Array, learnt: float) -> Array:
    """Return the response the platform reckons with: the target's mean at first, each segment's own later."""
    mass = chances.sum(-1, keepdims=True)
    mean = (rel * chances).sum(-1, keepdims=True) / np.where(mass > 0.0, mass, 1.0)
    return rel**learnt * mean ** (1.0 - learnt)


def bidder(
    tuning: Tuning,
    plan: CampaignPlan,
    *,
    chances: Array,
    rel: Array,
    learnt: float,
    price: float,
    rivals: Array | float,
    rating: float,
) -> Bidder:
    """Set up one campaign's auction.

    ``rel``: response relative to the average creative and person, per segment.  ``learnt``: 0..1.
    ``price``: the day's multiplier on rivals' bids.  ``rivals``: classmates' share of the ad slots.
    """
    channel, auction = tuning.channel(plan.channel), tuning.auction
    per_click = channel.pricing == "click"
    median = channel.median_bid if per_click else channel.median_bid / 1000.0
    rival = median * tuning.segments.premium * price * np.exp(auction.rival_pressure * np.asarray(rivals))
    guess = predicted(rel, chances, learnt)
    rank = (rating / tuning.funnel.rating_reference) ** channel.rating_weight
    bonus = (guess * rank) ** auction.quality_bonus
    click_rate = np.minimum(channel.rate_cap, channel.rate * rel)
    pull = np.where(chances > 0.0, bonus / rival * (1.0 if per_click else guess), 0.0)
    landscape = Landscape(chances, rival / bonus, pull, click_rate, auction.floor_ratio, per_click)
    # A cap is typed per click; a bid per impression is worth the click rate of an average response times it.
    cap = None if plan.bid_cap is None else plan.bid_cap * (1.0 if per_click else channel.rate)
    return Bidder(landscape, float(plan.daily_budget), cap)


def deliver(bidders: Sequence[Bidder], highest: float) -> list[Paced]:
    """Run the day's auction for all campaigns of one shop on one channel.

    The opportunities belong to the shop: where campaigns overlap they share each segment in proportion to
    what they win, starting from what each would win alone.  Splitting a budget therefore buys nothing.
    """
    results = [pace(b.landscape, b.budget, cap=b.cap, highest=highest) for b in bidders]
    if len(bidders) < 2:
        return results
    for _ in range(POOL_ROUNDS):
        total = np.sum([result.impressions for result in results], axis=0)
        wanting = np.sum([b.landscape.opportunities > 0.0 for b in bidders], axis=0)
        even = 1.0 / np.maximum(wanting, 1)
        shared = []
        for b, result in zip(bidders, results, strict=True):
            share = np.where(total > 0.0, result.impressions / np.where(total > 0.0, total, 1.0), even)
            landscape = replace(b.landscape, opportunities=b.landscape.opportunities * share)
            shared.append(pace(landscape, b.budget, cap=b.cap, highest=highest))
        results = shared
    return results
