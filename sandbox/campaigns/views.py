"""The pages of the campaigns wing: planning a campaign, and running it."""

from __future__ import annotations

from sandbox.campaigns.blueprint import bp
from sandbox.campaigns.desk import change_views, plan_views, run_views
from sandbox.campaigns.insight import views as insight_views

__all__ = ["bp", "change_views", "insight_views", "plan_views", "run_views"]
