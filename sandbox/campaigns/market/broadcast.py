"""WhatsApp broadcast: no auction, no price; a list limit, saved numbers, and patience that wears out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.rounding import in_order

if TYPE_CHECKING:
    from sandbox.campaigns.market.segments import SegmentTable
    from sandbox.campaigns.market.tuning import BroadcastTuning
    from sandbox.campaigns.market.types import CampaignPlan

Array = NDArray[np.float64]

WINDOW_DAYS = 7


def spread_contacts(table: SegmentTable, count: float, tuning: BroadcastTuning) -> Array:
    """Return ``count`` contacts over the segments: regions as in the pack, inside them like the people."""
    region = table.codes["region"]
    inside = table.people / table.total_by("region", table.people)[region]
    shares = np.asarray(tuning.contact_regions)
    return count * (shares / shares.sum())[region] * inside


def sends_on(plan: CampaignPlan, day: int) -> bool:
    """Say whether the campaign's broadcast goes out on this day."""
    return (day - plan.start_day) % plan.every_days == 0


def listed(contacts: Array, tuning: BroadcastTuning) -> tuple[Array, NDArray[np.bool_]]:
    """Return (contacts on the list ``(..., S)``, whether the list limit cut some off ``(...)``)."""
    total = in_order(contacts)
    capped = total > tuning.list_cap
    part = np.where(capped, tuning.list_cap / np.where(capped, total, 1.0), 1.0)
    return contacts * part[..., None], capped


def response_rate(rel: Array, tuning: BroadcastTuning) -> Array:
    """Return the share of readers who answer or tap, per segment."""
    return np.minimum(tuning.respond_cap, tuning.respond_rate * rel)


def opt_out_rate(sent_days: Sequence[int], day: int, tuning: BroadcastTuning) -> float:
    """Return the share of receivers who leave; too many broadcasts in seven days (today's included) annoy."""
    recent = 1 + sum(1 for sent in sent_days if day - WINDOW_DAYS < sent <= day)
    return min(1.0, tuning.opt_out * (1.0 + max(0.0, recent - tuning.opt_out_free)))
