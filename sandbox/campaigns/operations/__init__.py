"""Changing what is stored of the practice market. Functions take keywords only and never commit."""

from __future__ import annotations

from sandbox.campaigns.operations.changing import (
    edit_campaign,
    pause_campaign,
    resume_campaign,
    stop_campaign,
)
from sandbox.campaigns.operations.days import play_alone, record_days
from sandbox.campaigns.operations.errors import (
    CampaignOver,
    InTest,
    IsolatedMarket,
    MarketBegun,
    NoRestartsLeft,
    NotEnoughMoney,
    PostGone,
    SharedMarket,
    WrongDates,
    WrongEventDays,
)
from sandbox.campaigns.operations.launching import launch_campaign, launch_test
from sandbox.campaigns.operations.runs import open_run, restart_run

__all__ = [
    "CampaignOver",
    "InTest",
    "IsolatedMarket",
    "MarketBegun",
    "NoRestartsLeft",
    "NotEnoughMoney",
    "PostGone",
    "SharedMarket",
    "WrongDates",
    "WrongEventDays",
    "edit_campaign",
    "launch_campaign",
    "launch_test",
    "open_run",
    "pause_campaign",
    "play_alone",
    "record_days",
    "restart_run",
    "resume_campaign",
    "stop_campaign",
]
