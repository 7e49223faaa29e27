"""Facts 17 and 19: orders that come after the ad, and what a little more advertising does to all sales.

True effects are differences between two plays that are alike in everything but the campaign.  Expected mode.
"""

from __future__ import annotations

import math
from dataclasses import replace

from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.types import CampaignPlan
from sandbox.campaigns.stylised_facts.fact import Bound, Fact, Measured, Unit
from sandbox.campaigns.stylised_facts.known_shop import KNOWN, free_campaigns, stand
from sandbox.campaigns.stylised_facts.lab import Lab
from sandbox.campaigns.stylised_facts.setting import OFFER, plan

LENGTHS = (7, 14)
BUDGETS = (10_000, 20_000, 30_000)


def carry_over(lab: Lab) -> Measured:
    """Share of an ad's orders that come after it ended, over four campaigns of a week and of a fortnight."""
    craft = replace(OFFER, interest="craft")
    campaigns = (plan(), plan("home"), plan(channel="tiktok"), plan(offer=craft))
    later, in_time = [], []
    for campaign in campaigns:
        for length in LENGTHS:
            during, three_weeks, everything = _brought(lab, campaign, length)
            later.append(1.0 - during / everything)
            in_time.append(three_weeks / everything)
    return {"least": min(later), "most": max(later), "in_time": min(in_time)}


def _brought(lab: Lab, campaign: CampaignPlan, length: int) -> tuple[float, float, float]:
    """Return the ad's orders until its end, within three weeks after it, and within sixty days."""
    campaign = replace(campaign, end_day=length - 1)
    pair = [
        stand(lab.tuning, campaign, offer=campaign.offer),
        stand(lab.tuning, offer=campaign.offer),
    ]
    found = []
    for days in (length, length + 21, length + 60):
        with_ad, without = play(pair, lab.tuning, days=days)
        found.append(with_ad.total.orders - without.total.orders)
    return found[0], found[1], found[2]


def short_run_elasticity(lab: Lab) -> Measured:
    """Elasticity of all sales of a known shop to its ad budget within a fortnight, at three budgets."""
    base = lab.month

    def sales(amount: float) -> float:
        ad = plan(budget=int(amount), start_day=base.day, end_day=base.day + 13)
        start = stand(lab.tuning, ad, *free_campaigns(), shop=KNOWN, state=base)
        return play([start], lab.tuning, days=14)[0].total.orders

    slopes = [math.log(sales(1.1 * b) / sales(0.9 * b)) / math.log(1.1 / 0.9) for b in BUDGETS]
    return {"least": min(slopes), "most": max(slopes), "mean": sum(slopes) / len(slopes)}


FACTS = (
    Fact(
        17,
        "Some orders come after the ad",
        (
            Bound("least", "orders that come after the ad ended, least", 0.10, 0.40, Unit.SHARE),
            Bound("most", "most", 0.10, 0.40, Unit.SHARE),
            Bound("in_time", "all orders there within 21 days", 0.95, None, Unit.SHARE),
        ),
        "Sethuraman et al. 2011",
        "A",
        carry_over,
    ),
    Fact(
        19,
        "Short-run elasticity of all sales to advertising is small",
        (
            Bound("least", "elasticity at Rp 10k to 30k a day, least", 0.05, 0.35),
            Bound("most", "most", 0.05, 0.35),
            Bound("mean", "mean"),
        ),
        "Sethuraman et al. 2011: mean .12; Henningsen: .09",
        "A",
        short_run_elasticity,
    ),
)
