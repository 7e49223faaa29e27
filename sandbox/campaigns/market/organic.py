"""What a post brings without an ad: reach among followers, strangers who come across it, reactions.

Also the WhatsApp status.  Per-segment arguments are arrays of shape ``(..., S)``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sandbox.campaigns.market.rounding import in_order

if TYPE_CHECKING:
    from sandbox.campaigns.market.segments import SegmentTable
    from sandbox.campaigns.market.tuning import OrganicTuning

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Feed:
    """One organic channel's numbers.  reach: share of followers one post reaches at ``reach_reference``
    followers; engagement: reactions per person reached; discovery: median strangers per post at score 50.
    """

    reach: float
    engagement: float
    discovery: float


def feed_of(channel: str, tuning: OrganicTuning) -> Feed:
    """Return a feed's numbers; ``ValueError`` when the channel is no feed."""
    row = tuning.feeds.index(channel)
    return Feed(tuning.follower_reach[row], tuning.engagement[row], tuning.discovery[row])


def reach_share(base: float, followers: ArrayLike, tuning: OrganicTuning) -> Array:
    """Return the share of its followers an average post reaches, ``r_c(F)``: small accounts reach more of
    theirs.  ``base`` is the share at the reference size.
    """
    size = np.maximum(np.asarray(followers, dtype=float), 1.0) / tuning.reach_reference
    return np.minimum(tuning.reach_cap, base * size**-tuning.reach_decay)


def crowding(posts: ArrayLike, tuning: OrganicTuning) -> Array:
    """Return what is left of each post's reach when ``posts`` of them go out on one feed within a day."""
    return 1.0 / (1.0 + tuning.crowding * np.maximum(0.0, np.asarray(posts, dtype=float) - 1.0))


def follower_reach(
    followers: Array, *, base: float, quality: ArrayLike, posts: ArrayLike, tuning: OrganicTuning
) -> Array:
    """Return the followers one post reaches, per segment; never more than there are.

    ``quality`` (Q) and ``posts`` (on this feed today, this one included) are scalars or shape ``(...,)``.
    """
    share = reach_share(base, in_order(followers), tuning) * np.asarray(quality) * crowding(posts, tuning)
    return followers * np.minimum(1.0, share)[..., None]


def discovery_mean(median: float, quality: ArrayLike, tuning: OrganicTuning) -> Array:
    """Return how many strangers come across one post on average.

    A few posts go far: the number is lognormal around ``median * Q**2``, and the mean lies well above the
    median.  Realised days multiply it by a keyed shock of mean one and the same spread.
    """
    middle = median * np.asarray(quality, dtype=float) ** tuning.discovery_quality
    return middle * math.exp(0.5 * tuning.discovery_sigma**2)


def stranger_shares(table: SegmentTable, fit: Array, tuning: OrganicTuning) -> Array:
    """Return where strangers come from, summing to one: near before far, the interested before others."""
    region = table.codes["region"]
    weight = table.people * fit
    inside = weight / table.total_by("region", weight)[..., region]
    shares = np.asarray(tuning.discovery_regions)
    return (shares / shares.sum())[region] * inside


def strangers(count: ArrayLike, shares: Array, followers: Array, people: Array) -> Array:
    """Return strangers reached per segment: never more than the people who do not follow."""
    wanted = np.asarray(count, dtype=float)[..., None] * shares
    return np.minimum(wanted, np.maximum(0.0, people - followers))


def engagements(reach: ArrayLike, rate: float, quality: ArrayLike) -> Array:
    """Return reactions (likes, comments, shares), at most one per person reached."""
    return np.asarray(reach, dtype=float) * np.minimum(1.0, rate * np.asarray(quality, dtype=float))


def status_viewers(contacts: Array, tuning: OrganicTuning) -> Array:
    """Return the contacts who open the shop's WhatsApp status today, per segment."""
    return tuning.status_viewers * contacts


def status_reply_rate(rel: Array, tuning: OrganicTuning) -> Array:
    """Return replies per viewer and segment (``rel``: response relative to the average)."""
    return np.minimum(1.0, tuning.status_reply * rel)
