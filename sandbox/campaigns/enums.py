"""The closed lists of the campaigns wing."""

from __future__ import annotations

from enum import StrEnum

from sandbox.campaigns.market.types import Objective
from sandbox.posts.enums import Aim

OBJECTIVES = {Aim.INTRODUCE: Objective.REACH, Aim.CHAT: Objective.CHAT, Aim.SELL: Objective.ORDER}
"""What the platform is asked to bring, by the aim of a campaign."""


class CampaignState(StrEnum):
    """A campaign runs day by day until its days are over or it is stopped."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class EntryKind(StrEnum):
    """Why practice money moved."""

    START = "start"
    AD_SPEND = "ad_spend"
    SALES = "sales"
    TRAINER = "trainer"
