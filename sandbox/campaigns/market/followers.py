"""Who follows the shop, per feed: where followers come from and why they leave.

Per-segment arguments are arrays of shape ``(..., S)``; numbers per shop are scalars or shape ``(..., 1)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sandbox.campaigns.market.segments import SegmentTable
    from sandbox.campaigns.market.tuning import OrganicTuning

Array = NDArray[np.float64]


def spread_followers(table: SegmentTable, count: float, tuning: OrganicTuning) -> Array:
    """Return ``count`` followers over the segments, shape ``(S,)``: regions as in the pack, inside them like
    the people; never more in a segment than live there.
    """
    region = table.codes["region"]
    inside = table.people / table.total_by("region", table.people)[region]
    shares = np.asarray(tuning.follower_regions)
    return np.minimum(table.people, count * (shares / shares.sum())[region] * inside)


def feed_share(tuning: OrganicTuning, feed: str, ad_channel: str | None = None) -> float:
    """Return which part of new followers chooses this feed: of all feeds, or, for people who met the shop
    through ``ad_channel``, of the feeds that belong to it (0 when this one does not).
    """
    rows = zip(tuning.feeds, tuning.ad_channels, tuning.follow_share, strict=True)
    weights = {name: share for name, ads, share in rows if ad_channel is None or ads == ad_channel}
    total = sum(weights.values())
    return weights.get(feed, 0.0) / total if total > 0.0 else 0.0


def new_followers(
    tuning: OrganicTuning, *, reached: Array, visits: Array, orders: Array, quality: float | Array = 1.0
) -> Array:
    """Return how many begin to follow: of people who saw a post or an ad for the first time, of visitors and
    of buyers, each per segment and already this feed's share.  ``quality`` is Q of what they saw.
    """
    from_posts = tuning.follow_reached * quality * reached
    return from_posts + tuning.follow_visit * visits + tuning.follow_order * orders


def after_day(
    followers: Array, gained: Array, *, posts: float | Array, people: Array, tuning: OrganicTuning
) -> Array:
    """Return tomorrow's followers of one feed.

    Some leave every day, more when the feed posts too often.  Only people who do not follow yet can begin,
    so a segment never has more followers than people.
    """
    too_many = np.maximum(0.0, np.asarray(posts, dtype=float) - tuning.posts_free)
    leave = np.minimum(1.0, tuning.unfollow + tuning.unfollow_post * too_many)
    share = np.divide(followers, people, out=np.ones_like(followers), where=people > 0.0)
    fresh = gained * np.maximum(0.0, 1.0 - share)
    return np.minimum(people, followers * (1.0 - leave) + fresh)
