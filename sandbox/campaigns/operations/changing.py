"""Changing campaigns between days: edit, pause, resume, stop. The caller has locked the shop."""

from __future__ import annotations

from typing import Any

from sandbox.campaigns.enums import UNFINISHED, CampaignState
from sandbox.campaigns.models import Campaign
from sandbox.campaigns.operations.errors import CampaignOver, InTest, NotEnoughMoney, PostGone, WrongDates
from sandbox.campaigns.operations.launching import check_post
from sandbox.campaigns.queries import arms_of, days_left, free_of, post_fault
from sandbox.extensions import db
from sandbox.web.editing import apply_edit


def edit_campaign(
    *, campaign: Campaign, facts: dict[str, Any], version: int, last_day: int, save_key: str = ""
) -> bool:
    """Change a running or paused campaign from the next market day on; True when something changed.

    ``facts`` are any of daily_amount, audience, aim, targeting, every_days, post_id, days, start_day; a start
    that is past stays. How much the platform forgets is the market model's business: it compares the plans.
    Raises CampaignOver, InTest, PostGone, WrongDates, EditConflict (another tab saved first), NotEnoughMoney; the
    campaign is then unchanged.
    """
    _check_open(campaign)
    if campaign.test_id is not None:
        raise InTest
    day = campaign.run.day
    start, days = facts.get("start_day", campaign.start_day), facts.get("days", campaign.days)
    moved = start != campaign.start_day
    if (moved and min(start, campaign.start_day) < day) or not day <= start + days - 1 <= last_day:
        raise WrongDates(day, last_day)
    if "post_id" in facts and facts["post_id"] != campaign.post_id:
        check_post(facts["post_id"])
    free = _free_without(campaign)
    amount = facts.get("daily_amount", campaign.daily_amount)
    if campaign.state == CampaignState.RUNNING and amount * (start + days - max(day, start)) > free:
        raise NotEnoughMoney(free)
    changed = apply_edit(campaign, facts, version=version, save_key=save_key)
    if changed:
        campaign.run.row_version += 1
        db.session.flush()
        db.session.refresh(campaign)  # the post may be another one
    return changed


def pause_campaign(*, campaign: Campaign) -> None:
    """Let a running campaign rest; its days go on passing, its promised money is free meanwhile.

    The halves of an A/B test rest together. Raises CampaignOver.
    """
    for each in _together(campaign):
        if each.state == CampaignState.RUNNING:
            _turn(each, CampaignState.PAUSED)


def resume_campaign(*, campaign: Campaign) -> None:
    """Let a paused campaign run on from the next market day. Raises CampaignOver, PostGone, NotEnoughMoney."""
    paused = [each for each in _together(campaign) if each.state == CampaignState.PAUSED]
    for each in paused:
        if (reason := post_fault(each.post)) is not None:
            raise PostGone(reason)
    need = sum(each.daily_amount * days_left(each, each.run.day) for each in paused)
    free = free_of(campaign.shop_id) or 0
    if need > free:
        raise NotEnoughMoney(free)
    for each in paused:
        _turn(each, CampaignState.RUNNING)


def stop_campaign(*, campaign: Campaign) -> None:
    """End a campaign before its time; what it has not spent stays in the wallet. Nothing changes in one over."""
    if campaign.state in UNFINISHED and campaign.run.ended_at is None:
        for each in _together(campaign):
            if each.state in UNFINISHED:
                _turn(each, CampaignState.STOPPED)


def _check_open(campaign: Campaign) -> None:
    if campaign.state not in UNFINISHED or campaign.run.ended_at is not None:
        raise CampaignOver


def _together(campaign: Campaign) -> list[Campaign]:
    """The campaign, or both halves of its A/B test."""
    _check_open(campaign)
    return [campaign] if campaign.test_id is None else arms_of(campaign.test_id)


def _turn(campaign: Campaign, state: CampaignState) -> None:
    campaign.state, campaign.paused_for = state.value, ""
    campaign.row_version += 1
    campaign.run.row_version += 1
    db.session.flush()


def _free_without(campaign: Campaign) -> int:
    """What the wallet could promise this campaign if it were launched now."""
    own = campaign.daily_amount * days_left(campaign, campaign.run.day)
    return (free_of(campaign.shop_id) or 0) + (own if campaign.state == CampaignState.RUNNING else 0)
