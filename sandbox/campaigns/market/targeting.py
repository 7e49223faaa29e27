"""Whom a campaign meets: everybody in its audience, recent visitors, those who search for the shop's name,
followers or contacts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.own import Coming, shop_visits
from sandbox.campaigns.market.types import Targeting

if TYPE_CHECKING:
    from sandbox.campaigns.market.carried import Carried
    from sandbox.campaigns.market.rows import Rows
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]
Ints = NDArray[np.intp]

CONTACT_LISTS = frozenset({"contacts", "status"})
"""Ways of pricing that meet only those who have the shop's number."""


def crowd(rows: Rows, on: Ints, who: Coming, carried: Carried, tuning: Tuning) -> tuple[Array, Array]:
    """Return who can be met by the rows ``on`` and their opportunities to show an ad, ``(n, C)`` each."""
    share, rules = rows.share[on, None], tuning.afterglow
    people, chances = rows.people * share, rows.chances[on] * share
    world = rows.world[on]
    names = {rows.plans[row].targeting for row in on.tolist()}
    visits = shop_visits(rows, who) if Targeting.BRAND in names else None
    for k, row in enumerate(on.tolist()):
        plan = rows.plans[row]
        channel = tuning.channel(plan.channel)
        if rows.feed[row] >= 0:
            people[k] = carried.glows.followers[world[k], rows.feed[row]] * share[k]
        elif channel.pricing in CONTACT_LISTS:
            people[k] = carried.contacts[world[k], rows.columns] * share[k]
        elif plan.targeting is Targeting.VISITORS:
            people[k] = carried.glows.visitors[world[k]] * share[k]
            chances[k] = people[k] * (channel.active * channel.slots * rules.warm_chances) * rows.mask[row]
        elif visits is not None and plan.targeting is Targeting.BRAND:
            searches = rules.brand_share * visits[world[k]]
            chances[k] = searches * share[k] * rows.mask[row]
    return people, chances
