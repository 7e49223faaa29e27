"""The platform's learning phase: how well it knows who responds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.types import CampaignPlan, Objective, Status, Targeting

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import LearningTuning

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Learning:
    """What the platform has learnt about one campaign.

    events: optimisation events since the last significant edit (after an edit a share is kept).
    recent: events of the last days, oldest first.  days: days delivered since the edit.
    budget, subject: what an edit is measured against (daily budget; creative and target).
    """

    events: float = 0.0
    recent: tuple[float, ...] = ()
    days: int = 0
    budget: int = 0
    subject: str = ""


def subject_of(plan: CampaignPlan) -> str:
    """Return a text that changes when the creative, the target or the objective does."""
    audience, creative = plan.audience, plan.creative
    narrowed = () if plan.targeting is Targeting.BROAD else (str(plan.targeting),)
    return repr(
        (creative.photo, creative.caption, audience.regions, audience.ages, audience.genders,
         audience.interests, str(plan.objective), *narrowed)
    )  # fmt: skip


def begin_day(learning: Learning, plan: CampaignPlan, tuning: LearningTuning) -> Learning:
    """Notice significant edits before the day's auction; the first day is never an edit."""
    subject = subject_of(plan)
    if not learning.subject:
        return replace(learning, budget=plan.daily_budget, subject=subject)
    before = max(learning.budget, 1)
    moved = abs(plan.daily_budget - learning.budget) / before > tuning.edit_budget_change
    if not moved and subject == learning.subject:
        return learning
    return Learning(events=learning.events * tuning.edit_keep, budget=plan.daily_budget, subject=subject)


def level(events: Array, tuning: LearningTuning) -> Array:
    """Return how far the platform has learnt, 0..1, after so many optimisation events (any shape)."""
    return -np.expm1(-events / tuning.scale)


def rate_sigma(learnt: Array, tuning: LearningTuning) -> Array:
    """Return the logit sd of the day's click rate; results jump more while the platform is learning."""
    return tuning.shock_base + tuning.shock_extra * (1.0 - learnt)


def status(recent: float, days: float, objective: Objective, tuning: LearningTuning) -> Status | None:
    """Return the status after a day: still learning, stuck below the exit, or ``None`` when it has left.

    ``recent``: events inside the window; ``days``: days delivered since the last significant edit.
    """
    if objective is Objective.REACH or recent >= tuning.exit_events:
        return None
    return Status.LEARNING if days < tuning.window_days else Status.LEARNING_LIMITED
