"""A shop with an organic base, for the facts about orders that come without an ad or after it."""

from __future__ import annotations

from dataclasses import replace

from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.state import ShopState, initial_state
from sandbox.campaigns.market.tuning import Tuning
from sandbox.campaigns.market.types import Audience, CampaignPlan, Offer, ShopFacts
from sandbox.campaigns.market.world import World
from sandbox.campaigns.stylised_facts.setting import ENV, OFFER, SHOP, plan

KNOWN = replace(
    SHOP, contacts=1_200, reviews=60, followers={"org_ig": 5_000, "org_fb": 2_500, "org_tt": 1_600}
)
"""It writes to its contacts and posts to its followers."""


def free_campaigns() -> tuple[CampaignPlan, ...]:
    """Status every day, Instagram every second, TikTok every third, a broadcast a week."""
    rhythm = {"wa_status": 1, "org_ig": 2, "org_tt": 3, "wa_bc": 7}
    return tuple(
        plan(slot=10 + k, channel=name, budget=0, audience=Audience(), every_days=days)
        for k, (name, days) in enumerate(rhythm.items())
    )


def stand(
    tuning: Tuning,
    *plans: CampaignPlan,
    shop: ShopFacts = SHOP,
    state: ShopState | None = None,
    offer: Offer = OFFER,
) -> World:
    """Return a shop that sells ``offer`` whether or not a campaign is about it."""
    return World(state or initial_state(shop, tuning), plans, shop, ENV, (offer,))


def after_a_month(tuning: Tuning) -> ShopState:
    """Return the known shop after a month of posts and a small ad."""
    month = (*free_campaigns(), plan(slot=20, budget=20_000, end_day=29))
    return play([stand(tuning, *month, shop=KNOWN)], tuning, days=30)[0].state
