"""What a campaign form may promise before any money is spent: ranges, never a number."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sandbox.campaigns.market.segments import audience_mask, audience_people
from sandbox.campaigns.market.state import ShopState, initial_state
from sandbox.campaigns.market.step import step
from sandbox.campaigns.market.targeting import CONTACT_LISTS
from sandbox.campaigns.market.types import CampaignPlan, DayReport, Environment, Objective, ShopFacts, Status

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

_LEARNING = frozenset({Status.LEARNING, Status.LEARNING_LIMITED})
"""Every campaign starts by learning, so the form need not say it."""

_SPREAD = 1.2815515655446004
"""Standard normal quantile of 0.9: the ranges hold the middle 80 % of days."""


@dataclass(frozen=True)
class Estimate:
    """A campaign's first day in round figures.

    people: adults online in the audience.  reach, clicks: people and clicks a day, (low, high).
    spend: rupiah a day (below the budget when the audience is too small).  cost_per_click: rupiah
    (low, high), ``None`` when nothing is charged or clicked.  minimum: the platform's daily minimum for this
    objective, rupiah; ``below_minimum`` says the budget is under it.  ``status`` as in the day's report.
    """

    people: int
    reach: tuple[int, int]
    clicks: tuple[int, int]
    spend: int
    cost_per_click: tuple[int, int] | None
    minimum: int
    below_minimum: bool
    status: tuple[Status, ...]


def estimate(
    plan: CampaignPlan, shop: ShopFacts, env: Environment, tuning: Tuning, state: ShopState | None = None
) -> Estimate:
    """Estimate the campaign's first day for the form (``state``: the shop as it stands, fresh if ``None``).

    Plays one expected day as the only campaign, then opens the range by what is not known beforehand: the
    day's price of attention, the day's click rate, and chance itself.
    """
    start = state if state is not None else initial_state(shop, tuning)
    alone = replace(start, day=max(start.day, plan.start_day))
    plan = replace(plan, start_day=min(plan.start_day, alone.day), end_day=max(plan.end_day, alone.day))
    _, (report,) = step(alone, [plan], shop, env, tuning)
    sigma = math.hypot(tuning.noise.market, tuning.learning.shock_base + tuning.learning.shock_extra)
    clicks = _range(report.clicks, sigma)
    channel, audience = tuning.channel(plan.channel), plan.audience
    mask = audience_mask(tuning, audience.regions, audience.ages, audience.genders, audience.interests)
    is_list = channel.pricing in CONTACT_LISTS
    minimum = int(channel.minimum_reach if plan.objective is Objective.REACH else channel.minimum_action)
    return Estimate(
        people=round(float(alone.contacts[mask].sum())) if is_list else audience_people(tuning, mask),
        reach=_range(report.reach, tuning.noise.market),
        clicks=clicks,
        spend=report.spend,
        cost_per_click=_cost_range(report, sigma),
        minimum=minimum,
        below_minimum=plan.daily_budget < minimum,
        status=tuple(code for code in report.status if code not in _LEARNING),
    )


def _range(mean: float, sigma: float) -> tuple[int, int]:
    """Return the middle 80 % around a mean count: relative spread ``sigma`` plus counting noise."""
    width = _SPREAD * math.hypot(sigma * mean, math.sqrt(mean))
    return _neat(max(0.0, mean - width)), _neat(mean + width)


def _cost_range(report: DayReport, sigma: float) -> tuple[int, int] | None:
    if report.spend == 0 or report.clicks <= 0.0:
        return None
    cost = report.spend / report.clicks
    factor = math.exp(_SPREAD * sigma)
    return _neat(cost / factor), _neat(cost * factor)


def _neat(value: float) -> int:
    """Round to two significant digits: a range should not look more certain than it is."""
    if value < 10.0:
        return round(value)
    unit = 10 ** (math.floor(math.log10(value)) - 1)
    return round(value / unit) * unit
