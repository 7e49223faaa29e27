"""What a batch of campaigns is per segment: arrays of one row a campaign, each different one worked out once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market import funnel, organic
from sandbox.campaigns.market.delivery import opportunities
from sandbox.campaigns.market.segments import fit, mask_of
from sandbox.campaigns.market.types import CampaignPlan, Objective, Offer

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]
Ints = NDArray[np.intp]

LEAST_WORTH = 1e-9
"""Below this nobody buys anywhere (a price far under the shipping fee): the platform tells no segment apart."""


def per_segment(plans: Sequence[CampaignPlan], columns: Ints, tuning: Tuning) -> dict[str, Array]:
    """Return the ``(R, C)`` arrays, each different one worked out once."""
    table, size = tuning.segments, columns.size
    known: dict[Hashable, Array] = {}

    def stack(of: Callable[[CampaignPlan], tuple[Hashable, Callable[[], Any]]]) -> Array:
        parts = []
        for plan in plans:
            key, make = of(plan)
            if key not in known:
                known[key] = make()
            parts.append(known[key])
        return np.array(parts) if parts else np.zeros((0, size))

    def fits(plan: CampaignPlan) -> tuple[Hashable, Callable[[], Any]]:
        offer = plan.offer
        key = ("fit", offer.interest, offer.ages, offer.genders)
        return key, lambda: fit(table, offer, tuning.auction)[columns]

    def chances(plan: CampaignPlan) -> tuple[Hashable, Callable[[], Any]]:
        key = ("chances", plan.channel, plan.offer.interest, plan.audience)
        channel = tuning.channel(plan.channel)
        mask = mask_of(table, plan.audience)
        return key, lambda: opportunities(tuning, channel, plan, mask)[columns]

    def masks(plan: CampaignPlan) -> tuple[Hashable, Callable[[], Any]]:
        return ("mask", plan.audience), lambda: mask_of(table, plan.audience)[columns]

    def strangers(plan: CampaignPlan) -> tuple[Hashable, Callable[[], Any]]:
        offer = plan.offer
        if tuning.channel(plan.channel).pricing != "followers":
            return "nobody", lambda: np.zeros(size)
        key = ("strangers", offer.interest, offer.ages, offer.genders)
        fits = fit(table, offer, tuning.auction)
        return key, lambda: organic.stranger_shares(table, fits, tuning.organic)[columns]

    def shipping(plan: CampaignPlan) -> tuple[Hashable, Callable[[], Any]]:
        offer = plan.offer
        key = ("shipping", offer.shipping, offer.shipping_fees, offer.price)
        return key, lambda: _shipping(offer, columns, tuning)

    fitted, ships = stack(fits), stack(shipping).reshape(len(plans), 3, size)
    quality = np.array([_quality(plan, tuning) for plan in plans]).reshape(-1, 1)
    wish = table.conversion[columns] * np.sqrt(fitted)
    aim = np.array([str(plan.objective) for plan in plans]).reshape(-1, 1)
    asks, buys = wish, np.maximum(wish * ships[:, 1] * ships[:, 2], LEAST_WORTH)
    return {
        "mask": stack(masks).astype(bool),
        "fit": fitted,
        "chances": stack(chances),
        "strangers": stack(strangers),
        "response": quality * fitted,
        "quality": quality[:, 0],
        "wish": wish,
        "worth": np.where(aim == Objective.CHAT, asks, np.where(aim == Objective.ORDER, buys, 1.0)),
        "fees": ships[:, 0],
        "ship_cart": ships[:, 1],
        "ship_close": ships[:, 2],
    }


def _quality(plan: CampaignPlan, tuning: Tuning) -> float:
    return funnel.quality(plan.creative.photo_score, plan.creative.caption_score, tuning.auction)


def _shipping(offer: Offer, columns: Ints, tuning: Tuning) -> Array:
    """Return (fee, factor at the cart, factor at the checkout) per column, ``(3, C)``."""
    listed = np.asarray(offer.shipping_fees or tuning.money.shipping_fees, dtype=float)
    fees = listed[tuning.segments.codes["region"][columns]]
    return np.stack((fees, *funnel.shipping_factors(offer, fees, tuning.funnel)))
