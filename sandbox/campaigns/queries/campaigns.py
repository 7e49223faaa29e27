"""Reading campaigns, the halves of A/B tests, and their market days."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from sandbox.campaigns.enums import UNFINISHED, CampaignState, HoldReason
from sandbox.campaigns.models import Campaign, MarketDay, MarketRun, ShopDay
from sandbox.campaigns.queries.runs import current_run_id
from sandbox.extensions import db
from sandbox.posts.queries import Post, is_ready, is_stopped


class CampaignTotals(NamedTuple):
    """A campaign so far: days played, rupiah spent, orders, rupiah left over, clicks."""

    days: int
    spend: int
    orders: int
    money_left: int
    clicks: int


def campaigns_of(shop_id: int, *, run_id: int | None = None) -> Select[tuple[Campaign]]:
    """A shop's campaigns of the current run (or of ``run_id``), newest first, with post, product and photo."""
    run = current_run_id(shop_id) if run_id is None else run_id
    return _with_posts(select(Campaign).where(Campaign.shop_id == shop_id, Campaign.run_id == run)).order_by(
        Campaign.slot.desc()
    )


def campaigns_by_run(shop_id: int) -> dict[int, list[Campaign]]:
    """A shop's campaigns of all its runs, by run, newest first, with post, product and photo."""
    query = _with_posts(select(Campaign).where(Campaign.shop_id == shop_id)).order_by(Campaign.slot.desc())
    found: dict[int, list[Campaign]] = {}
    for campaign in db.session.scalars(query):
        found.setdefault(campaign.run_id, []).append(campaign)
    return found


def _with_posts(query: Select[tuple[Campaign]]) -> Select[tuple[Campaign]]:
    return query.options(
        selectinload(Campaign.post).selectinload(Post.product),
        selectinload(Campaign.post).selectinload(Post.photo),
    )


def get_own_campaign(shop_id: int, campaign_id: int) -> Campaign:
    """One campaign of this shop, of whichever run, with its days; 404 for any other."""
    query = select(Campaign).where(Campaign.shop_id == shop_id, Campaign.id == campaign_id)
    return db.first_or_404(
        _with_posts(query).options(selectinload(Campaign.results), selectinload(Campaign.run))
    )


def running_campaigns(shop_id: int) -> list[Campaign]:
    """The running campaigns of the shop's current run by slot, those whose first day is to come included."""
    found = db.session.scalars(campaigns_of(shop_id).where(Campaign.state == CampaignState.RUNNING)).all()
    return sorted(found, key=lambda campaign: campaign.slot)


def unfinished_campaigns(run_ids: Collection[int]) -> dict[int, list[Campaign]]:
    """Running and paused campaigns by run, each list by slot, with posts; runs without any are left out."""
    query = select(Campaign).where(Campaign.run_id.in_(run_ids), Campaign.state.in_(UNFINISHED))
    found: dict[int, list[Campaign]] = {}
    for campaign in db.session.scalars(_with_posts(query).order_by(Campaign.run_id, Campaign.slot)):
        found.setdefault(campaign.run_id, []).append(campaign)
    return found


def hold_reason(campaign: Campaign) -> HoldReason | None:
    """Why a campaign is held: as stored, or for a running one what will pause it before its next day.

    The halves of an A/B test are held together.
    """
    if campaign.state == CampaignState.PAUSED and campaign.paused_for:
        return HoldReason(campaign.paused_for)
    if campaign.state not in UNFINISHED:
        return None
    if campaign.test is None:
        return post_fault(campaign.post)
    return next((fault for arm in campaign.test.campaigns if (fault := post_fault(arm.post))), None)


def post_fault(post: Post) -> HoldReason | None:
    """What keeps a post from being shown to anybody."""
    if post.deleted_at is not None:
        return HoldReason.POST_DELETED
    if post.product.deleted_at is not None:
        return HoldReason.PRODUCT_DELETED
    if post.product.is_hidden:
        return HoldReason.PRODUCT_HIDDEN
    if is_stopped(post):
        return HoldReason.POST_STOPPED
    return None if is_ready(post) else HoldReason.POST_DRAFT


def totals_of(shop_id: int) -> dict[int, CampaignTotals]:
    """What each campaign of a shop has brought, in all its runs, by id; those without days are left out."""
    columns = (MarketDay.spend, MarketDay.orders, MarketDay.money_left, MarketDay.clicks)
    rows = db.session.execute(
        select(MarketDay.campaign_id, func.count(), *(func.sum(column) for column in columns))
        .join(Campaign)
        .where(Campaign.shop_id == shop_id)
        .group_by(MarketDay.campaign_id)
    )
    return {row[0]: CampaignTotals(*(int(value) for value in row[1:])) for row in rows}


def arms_of(test_id: int) -> list[Campaign]:
    """The two campaigns of an A/B test, "a" first, with posts and days."""
    query = select(Campaign).where(Campaign.test_id == test_id).order_by(Campaign.arm)
    return list(db.session.scalars(_with_posts(query).options(selectinload(Campaign.results))))


def count_campaigns(shop_ids: Collection[int]) -> dict[int, int]:
    """Campaigns started, by shop, over all its runs: what somebody practised is not undone by a restart."""
    rows = db.session.execute(
        select(Campaign.shop_id, func.count())
        .where(Campaign.shop_id.in_(shop_ids))
        .group_by(Campaign.shop_id)
    )
    return {shop_id: int(count) for shop_id, count in rows}


def count_market_orders(shop_ids: Collection[int]) -> dict[int, int]:
    """Orders the simulated market placed in the current run, by shop: through campaigns and by itself.

    Of the current run only, as the wallet shown beside them is. Shops without any played day are left out.
    """
    is_current = MarketRun.shop_id.in_(shop_ids), MarketRun.ended_at.is_(None)
    through = (
        select(MarketRun.shop_id, func.sum(MarketDay.orders))
        .join(Campaign, Campaign.run_id == MarketRun.id)
        .join(MarketDay, MarketDay.campaign_id == Campaign.id)
    )
    by_itself = select(MarketRun.shop_id, func.sum(ShopDay.orders)).join(
        ShopDay, ShopDay.run_id == MarketRun.id
    )
    counts: dict[int, int] = {}
    for query in (through, by_itself):
        for shop_id, count in db.session.execute(query.where(*is_current).group_by(MarketRun.shop_id)):
            counts[shop_id] = counts.get(shop_id, 0) + int(count)
    return counts
