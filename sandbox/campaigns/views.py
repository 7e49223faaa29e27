"""The pages of the campaigns wing: planning a campaign, and running it."""

from __future__ import annotations

from sandbox.campaigns import change_views, insight_views, plan_views, run_views
from sandbox.campaigns.blueprint import bp

__all__ = ["bp", "change_views", "insight_views", "plan_views", "run_views"]
