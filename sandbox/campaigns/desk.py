"""What the pages of the campaign desk share: the pack, the market's numbers, the money that is free.

The market kernel is imported where it is used: it brings numpy, and the class should open without waiting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app

from sandbox.campaigns.queries import free_of
from sandbox.classrooms.queries import me
from sandbox.packs.campaigns import CampaignRules, load_campaign_rules
from sandbox.web.gate import the_actor

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning


def pack() -> Any:
    """The country pack."""
    return current_app.extensions["pack"]


def market_tuning() -> Tuning:
    """The country's market numbers."""
    from sandbox.campaigns import facts

    return facts.market_tuning(pack().key)


def market_rules() -> CampaignRules:
    """What the country's market assumes beside its numbers."""
    return load_campaign_rules(pack().key)


def offered_channels() -> tuple[str, ...]:
    """The places to promote that the market has numbers for, in the pack's order."""
    known = market_tuning().channels
    return tuple(name for name in market_rules().channels if name in known)


def free_money(shop_id: int) -> int:
    """Rupiah a new campaign may use; before the wallet is opened, what it will open with."""
    free = free_of(shop_id)
    return me(the_actor()).classroom.wallet_start if free is None else free
