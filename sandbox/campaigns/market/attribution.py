"""What an ads dashboard claims: orders within seven days of a click and within a day of a view.

Two things make claims differ from truth.  Some who click would have come anyway: they are missing among
those who come by themselves (:func:`cannibal_share`, :func:`without_taken`).  And some who come by
themselves saw or clicked the ad before: the dashboard counts them too (:func:`claimed_share`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sandbox.campaigns.market.rounding import in_order
from sandbox.campaigns.market.types import Targeting

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import AttributionTuning, ChannelTuning

Array = NDArray[np.float64]


def is_ad(channel: ChannelTuning) -> bool:
    """Say whether the channel has an ads dashboard that claims orders (paid channels only)."""
    return channel.pricing in {"impression", "click"}


def cannibal_share(channel: ChannelTuning, targeting: Targeting, tuning: AttributionTuning) -> float:
    """Return which share of an ad's visitors would have come by themselves, 0..1."""
    if targeting is Targeting.BRAND:
        return tuning.cannibal_brand
    if targeting is Targeting.VISITORS:
        return max(channel.cannibal, tuning.cannibal_visitors)
    return channel.cannibal


def without_taken(visits: Array, taken: Array) -> Array:
    """Return who still comes by themselves: ``visits`` less those whom ads took, never below zero.

    Both per segment, shape ``(..., S)``.  Ads first take from the segment they reach; what they took beyond
    its visits comes off the other segments in proportion.
    """
    left = np.maximum(0.0, visits - taken)
    beyond = in_order(np.maximum(0.0, taken - visits))[..., None]
    total = in_order(left)[..., None]
    rest = np.divide(beyond, total, out=np.ones_like(total), where=total > 0.0)
    return left * np.maximum(0.0, 1.0 - rest)


def seen_share(reached: Array, people: Array, tuning: AttributionTuning) -> Array:
    """Return the share of people who come by themselves and saw the ad within a day, per segment.

    Active people see more ads *and* come more often, so the share is ``activity_bias`` times the reach.
    """
    return _share_of(tuning.activity_bias * reached, people)


def remembered_share(met: ArrayLike, aware: ArrayLike, bias: float) -> Array:
    """Return the share of those who come because they remember an offer and ``met`` the ad lately.

    ``met``: people who saw it today, or clicked it within seven days.  ``aware``: people who remember.
    """
    return _share_of(bias * np.asarray(met, dtype=float), np.asarray(aware, dtype=float))


def claimed_share(clicked: ArrayLike, seen: ArrayLike) -> Array:
    """Return the share claimed by click or, failing that, by view."""
    clicked, seen = np.asarray(clicked, dtype=float), np.asarray(seen, dtype=float)
    return clicked + (1.0 - clicked) * seen


def _share_of(part: Array, whole: Array) -> Array:
    """Return ``part / whole`` between 0 and 1; 0 of nothing."""
    out = np.zeros(np.broadcast(part, whole).shape)
    return np.divide(np.minimum(part, whole), whole, out=out, where=whole > 0.0)
