"""Changing what is stored of the practice market. Functions take keywords only and never commit."""

from __future__ import annotations

from sandbox.campaigns.operations.changing import (
    edit_campaign,
    pause_campaign,
    resume_campaign,
    stop_campaign,
)
from sandbox.campaigns.operations.class_market import add_event, change_market, remove_event
from sandbox.campaigns.operations.days import play_alone, record_days
from sandbox.campaigns.operations.errors import (
    CampaignOver,
    InTest,
    IsolatedMarket,
    MarketBegun,
    NoRestartsLeft,
    NotEnoughMoney,
    NothingToUndo,
    PostGone,
    SharedMarket,
    TooManyCampaigns,
    WrongDates,
    WrongEventDays,
)
from sandbox.campaigns.operations.launching import MOST_AT_ONCE, launch_campaign, launch_test
from sandbox.campaigns.operations.rounds import close_round, undo_round
from sandbox.campaigns.operations.runs import open_run, restart_run

__all__ = [
    "MOST_AT_ONCE",
    "CampaignOver",
    "InTest",
    "IsolatedMarket",
    "MarketBegun",
    "NoRestartsLeft",
    "NotEnoughMoney",
    "NothingToUndo",
    "PostGone",
    "SharedMarket",
    "TooManyCampaigns",
    "WrongDates",
    "WrongEventDays",
    "add_event",
    "change_market",
    "close_round",
    "edit_campaign",
    "launch_campaign",
    "launch_test",
    "open_run",
    "pause_campaign",
    "play_alone",
    "record_days",
    "remove_event",
    "restart_run",
    "resume_campaign",
    "stop_campaign",
    "undo_round",
]
