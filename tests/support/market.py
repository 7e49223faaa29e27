"""The plain setting of the stylised facts with the Indonesian numbers, for market tests."""

from __future__ import annotations

from functools import cache

from sandbox.campaigns.market.state import initial_state
from sandbox.campaigns.market.step import run
from sandbox.campaigns.market.tuning import Tuning, tuning_from_dict
from sandbox.campaigns.market.types import CampaignPlan, DayReport, Environment, Mode, ShopFacts
from sandbox.campaigns.stylised_facts.setting import CREATIVE, ENV, OFFER, SHOP, Total, plan, total
from sandbox.packs.market import load_tuning

__all__ = ["CREATIVE", "ENV", "OFFER", "SHOP", "Total", "plan", "play", "total", "tuning"]


@cache
def tuning() -> Tuning:
    """Return the Indonesian tuning."""
    return tuning_from_dict(load_tuning())


def play(
    *plans: CampaignPlan,
    days: int = 14,
    shop: ShopFacts = SHOP,
    env: Environment = ENV,
    mode: Mode = Mode.EXPECTED,
    numbers: Tuning | None = None,
) -> list[DayReport]:
    """Play the campaigns from a fresh shop and return the reports."""
    numbers = numbers or tuning()
    return run(initial_state(shop, numbers), plans, shop, env, numbers, mode, days=days)[1]
