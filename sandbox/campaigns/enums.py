"""The closed lists of the campaigns wing."""

from __future__ import annotations

from enum import StrEnum

from sandbox.campaigns.market.types import Objective
from sandbox.posts.enums import Aim

OBJECTIVES = {Aim.INTRODUCE: Objective.REACH, Aim.CHAT: Objective.CHAT, Aim.SELL: Objective.ORDER}
"""What the platform is asked to bring, by the aim of a campaign."""


class CampaignState(StrEnum):
    """A campaign runs day by day until its days are over or it is stopped; a paused one can go on."""

    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"


UNFINISHED = (CampaignState.RUNNING, CampaignState.PAUSED)


class HoldReason(StrEnum):
    """Why a campaign is held although nobody paused it by hand."""

    POST_DELETED = "post_deleted"
    POST_STOPPED = "post_stopped"
    POST_DRAFT = "post_draft"
    PRODUCT_DELETED = "product_deleted"
    PRODUCT_HIDDEN = "product_hidden"
    NO_MONEY = "no_money"


class TestMetric(StrEnum):
    """What decides an A/B test; declared before it begins."""

    CLICK = "click"
    CHAT = "chat"
    ORDER = "order"


class MarketMode(StrEnum):
    """Each shop in a market of its own, or all in one whose rounds the trainer closes."""

    ISOLATED = "isolated"
    SHARED = "shared"


class EntryKind(StrEnum):
    """Why practice money moved."""

    START = "start"
    AD_SPEND = "ad_spend"
