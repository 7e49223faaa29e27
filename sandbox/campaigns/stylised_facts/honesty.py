"""Fact 18: dashboards claim more orders than their ads brought."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.types import Audience, CampaignPlan, Targeting
from sandbox.campaigns.stylised_facts.fact import Bound, Fact, Measured
from sandbox.campaigns.stylised_facts.known_shop import KNOWN, free_campaigns, stand
from sandbox.campaigns.stylised_facts.lab import Lab
from sandbox.campaigns.stylised_facts.setting import plan

DAYS, TAIL = 14, 14


def overclaiming(lab: Lab) -> Measured:
    """Attributed over true orders: strangers, people who visited the shop, people who search its name."""
    everybody = Audience()
    cold = (plan(), plan("home"), plan("province"), plan(channel="tiktok"))
    again = [
        plan(audience=everybody, channel=name, targeting=Targeting.VISITORS) for name in ("meta", "tiktok")
    ]
    brand = plan(audience=everybody, channel="gsearch", targeting=Targeting.BRAND)
    mix = (cold[0], cold[3], plan(channel="gsearch"), plan(channel="mkt"), *again, brand)
    claims = {campaign: _claims(lab, campaign) for campaign in dict.fromkeys((*cold, *mix))}
    strangers, visitors = [claims[c] for c in cold], [claims[c] for c in again]
    return {
        "cold_least": min(strangers),
        "cold_most": max(strangers),
        "again_least": min(visitors),
        "again_most": max(visitors),
        "brand": claims[brand],
        "mix": median(claims[campaign] for campaign in mix),
    }


def _claims(lab: Lab, campaign: CampaignPlan) -> float:
    """Return attributed over true orders of a fortnight's campaign on the known shop."""
    base = lab.month
    running = replace(campaign, start_day=base.day, end_day=base.day + DAYS - 1)
    pair = [stand(lab.tuning, *ads, *free_campaigns(), shop=KNOWN, state=base) for ads in ((running,), ())]
    with_ad, without = play(pair, lab.tuning, days=DAYS + TAIL)
    claimed = with_ad.campaigns[campaign.slot].attributed_orders
    return claimed / (with_ad.total.orders - without.total.orders)


FACTS = (
    Fact(
        18,
        "Dashboards claim too much",
        (
            Bound("cold_least", "claimed / true orders, strangers, least", 1.0, 1.8),
            Bound("cold_most", "most", 1.0, 1.8),
            Bound("again_least", "people who visited the shop, least", 1.5, 4.0),
            Bound("again_most", "most", 1.5, 4.0),
            Bound("brand", "people who search its name", 3.0, None),
            Bound("mix", "median over a mix", 1.2, None),
        ),
        "Gordon et al. 2022: 5 % in the experiment, 24 % claimed, lower funnel",
        "A",
        overclaiming,
    ),
)
