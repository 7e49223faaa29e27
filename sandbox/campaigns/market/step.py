"""One shop's market, day by day: :func:`step` for one day, :func:`run` for many.

The same engine as :func:`~sandbox.campaigns.market.play.play`, for who has one shop and wants its reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.state import ShopState
from sandbox.campaigns.market.types import CampaignPlan, DayReport, Environment, Mode, ShopFacts
from sandbox.campaigns.market.world import World

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning


def step(  # noqa: PLR0917  state, decisions, circumstances, numbers, mode: the kernel's one well-known call
    state: ShopState,
    plans: Sequence[CampaignPlan],
    shop: ShopFacts,
    env: Environment,
    tuning: Tuning,
    mode: Mode = Mode.EXPECTED,
) -> tuple[ShopState, list[DayReport]]:
    """Play market day ``state.day``; return tomorrow's state and one report per running campaign, by slot.

    The same arguments give byte-identical results, and the state handed in is never changed.  ``ValueError``
    when two plans share a slot, ``KeyError`` for a channel the tuning does not know.
    """
    return run(state, plans, shop, env, tuning, mode, days=1)


def run(  # noqa: PLR0917  the same arguments as step
    state: ShopState,
    plans: Sequence[CampaignPlan],
    shop: ShopFacts,
    env: Environment,
    tuning: Tuning,
    mode: Mode = Mode.EXPECTED,
    *,
    days: int,
) -> tuple[ShopState, list[DayReport]]:
    """Play ``days`` market days with unchanged decisions; return the final state and all reports in order."""
    (course,) = play([World(state, tuple(plans), shop, env)], tuning, days=days, mode=mode, details=True)
    return course.state, list(course.reports)
