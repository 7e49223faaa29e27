"""Between two days: edit, pause, resume, stop, and A/B tests. Money is checked at every step."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from sandbox.campaigns import queries
from sandbox.campaigns.facts import market_now
from sandbox.campaigns.models import Campaign, PostTest
from sandbox.campaigns.operations import (
    CampaignOver,
    InTest,
    NotEnoughMoney,
    PostGone,
    WrongDates,
    record_days,
)
from sandbox.campaigns.playing import play_days
from sandbox.clock import now
from sandbox.extensions import db
from sandbox.posts.models import Post
from sandbox.shops.models import Shop
from sandbox.web.editing import EditConflict
from tests.support.desk import Desk

STATES = select(Campaign.state, Campaign.paused_for).order_by(Campaign.slot)


@pytest.fixture
def post(desk: Desk) -> int:
    return desk.post()


def edit(desk: Desk, campaign_id: int, *, version: int | None = None, **facts: Any) -> bool:
    more = {} if version is None else {"version": version}
    return desk.change("edit", campaign_id, facts=facts, **more)


def test_an_edit_counts_from_the_next_day_on(desk: Desk, post: int) -> None:
    campaign = desk.launch(post, daily_amount=10_000, days=4)
    desk.play()
    audience = {"regions": ["regency"], "ages": []}
    assert edit(desk, campaign, daily_amount=20_000, audience=audience, post_id=desk.post(product=1))
    desk.play()
    first, second = desk.days(campaign)
    assert first.spend <= 10_000 < second.spend <= 20_000
    assert desk.free() == desk.balance() - 2 * 20_000
    assert first.report["realised"]["learning"] >= 0


def test_a_larger_amount_must_be_paid_for(desk: Desk, post: int) -> None:
    campaign = desk.launch(post, daily_amount=20_000, days=4)
    with pytest.raises(NotEnoughMoney) as refused:
        edit(desk, campaign, daily_amount=25_001)
    assert refused.value.free == 100_000
    stored = desk.campaign(campaign)
    assert (stored.daily_amount, stored.row_version) == (20_000, 1)
    assert edit(desk, campaign, daily_amount=25_000)
    assert desk.free() == 0


def test_of_two_tabs_the_later_is_told(desk: Desk, post: int) -> None:
    campaign = desk.launch(post)
    assert edit(desk, campaign, version=1, daily_amount=15_000)
    with pytest.raises(EditConflict) as conflict:
        edit(desk, campaign, version=1, daily_amount=12_000)
    assert conflict.value.stored == {"daily_amount": 15_000}
    assert not edit(desk, campaign, version=1, daily_amount=15_000), (
        "the same words sent twice change nothing"
    )


@pytest.mark.one_database
@pytest.mark.parametrize(
    "facts", [{"days": 2}, {"start_day": 1}, {"start_day": 4}, {"days": 100}, {"days": 0}], ids=str
)
def test_days_that_are_past_cannot_be_moved(desk: Desk, post: int, facts: dict[str, int]) -> None:
    campaign = desk.launch(post, daily_amount=10_000, days=5)
    desk.play(days=2)
    with pytest.raises(WrongDates):
        edit(desk, campaign, **facts)
    assert edit(desk, campaign, days=3)
    desk.play(days=None)
    assert len(desk.days(campaign)) == 3


def test_a_campaign_that_has_not_begun_can_move(desk: Desk, post: int) -> None:
    campaign = desk.launch(post, start_day=5, days=2)
    assert edit(desk, campaign, start_day=1)
    desk.play(days=None)
    assert [day.day for day in desk.days(campaign)] == [1, 2]


def test_pausing_frees_money_and_days_pass(desk: Desk, post: int) -> None:
    campaign = desk.launch(post, days=4)
    other = desk.launch(desk.post(product=1), days=1, daily_amount=10_000)
    desk.change("pause", campaign)
    assert desk.free() == 90_000
    desk.play()
    assert (desk.days(campaign), len(desk.days(other))) == ([], 1)
    desk.change("resume", campaign)
    assert desk.free() == desk.balance() - 3 * 20_000
    desk.play(days=None)
    assert [day.day for day in desk.days(campaign)] == [1, 2, 3]


def test_resuming_asks_for_the_money_again(desk: Desk, post: int) -> None:
    campaign = desk.launch(post, days=4)
    desk.change("pause", campaign)
    desk.launch(post, days=2)
    with pytest.raises(NotEnoughMoney):
        desk.change("resume", campaign)
    assert desk.campaign(campaign).state == "paused"


def test_a_paused_campaign_ends_with_its_days(desk: Desk, post: int) -> None:
    campaign = desk.launch(post, days=1)
    desk.change("pause", campaign)
    desk.launch(desk.post(product=1), days=2)
    desk.play(days=None)
    assert (desk.campaign(campaign).state, desk.days(campaign)) == ("done", [])


@pytest.mark.parametrize("end", ["stop", "play", "restart"])
def test_nothing_changes_in_a_campaign_that_is_over(desk: Desk, post: int, end: str) -> None:
    campaign = desk.launch(post)
    {
        "stop": lambda: desk.change("stop", campaign),
        "play": lambda: desk.play(days=None),
        "restart": desk.restart,
    }[end]()
    before = desk.campaign(campaign).state
    for name, facts in (("edit", {"facts": {"daily_amount": 11_000}}), ("pause", {}), ("resume", {})):
        with pytest.raises(CampaignOver):
            desk.change(name, campaign, **facts)
    desk.change("stop", campaign)
    assert desk.campaign(campaign).state == before


def test_a_campaign_cannot_go_on_without_its_post(desk: Desk, post: int) -> None:
    campaign = desk.launch(post)
    desk.change("pause", campaign)
    with desk.world.session() as session:
        session.get_one(Post, post).deleted_at = now()
    with pytest.raises(PostGone) as refused:
        desk.change("resume", campaign)
    assert refused.value.reason == "post_deleted"
    edit(desk, campaign, post_id=desk.post(product=1))
    desk.change("resume", campaign)
    assert desk.campaign(campaign).state == "running"


@pytest.mark.parametrize("name", ["edit", "pause", "stop", "restart"])
def test_a_day_computed_before_a_change_is_not_stored(desk: Desk, post: int, name: str) -> None:
    """Two phones of a pair: one plays the day, the other changes the plan meanwhile."""
    campaign = desk.launch(post, daily_amount=10_000)
    with desk.world.session():
        played = play_days(
            market=market_now(shop=db.session.get_one(Shop, desk.ids.shop), pack=desk.pack), days=1
        )
    if name == "restart":
        desk.restart()
    else:
        desk.change(name, campaign, **({"facts": {"daily_amount": 30_000}} if name == "edit" else {}))
    with desk.world.session():
        assert not record_days(shop_id=desk.ids.shop, played=played)
    assert desk.balance() == 100_000
    assert desk.days(campaign) == []


# -- A/B tests ---------------------------------------------------------------------------------------------


def test_a_test_shares_the_daily_amount_between_two_posts(desk: Desk, post: int) -> None:
    other = desk.post(caption="Beli dua lebih hemat")
    test = desk.launch_test(post, other, daily_amount=41_001, days=2, forecast_orders=3)
    arms = desk.world.read(
        lambda session: list(
            session.scalars(select(Campaign).where(Campaign.test_id == test).order_by(Campaign.arm))
        )
    )
    assert [(arm.arm, arm.post_id, arm.daily_amount, arm.slot) for arm in arms] == [
        ("a", post, 20_501, 0), ("b", other, 20_500, 1),
    ]  # fmt: skip
    assert desk.free() == 100_000 - 82_002
    desk.play(days=None)
    assert [len(desk.days(arm.id)) for arm in arms] == [2, 2]
    with desk.world.session():
        stored = queries.get_own_campaign(desk.ids.shop, arms[0].id).test
        assert (stored.metric, stored.planned_per_arm, len(stored.campaigns)) == ("click", 4000, 2)


def test_a_test_is_paid_for_as_a_whole_or_not_begun(desk: Desk, post: int) -> None:
    with pytest.raises(NotEnoughMoney):
        desk.launch_test(post, desk.post(), daily_amount=60_000, days=2)
    assert (desk.count(PostTest), desk.count(Campaign)) == (0, 0)
    with pytest.raises(ValueError, match="two different posts"):
        desk.launch_test(post, post)


def test_both_halves_rest_go_on_and_stop_together_and_are_not_edited(desk: Desk, post: int) -> None:
    desk.launch_test(post, desk.post(), days=2)
    first, second = desk.world.read(
        lambda session: list(session.scalars(select(Campaign.id).order_by(Campaign.arm)))
    )
    with pytest.raises(InTest):
        desk.change("edit", first, facts={"daily_amount": 20_000})
    for name, state in (("pause", "paused"), ("resume", "running"), ("stop", "stopped")):
        desk.change(name, second)
        assert {desk.campaign(first).state, desk.campaign(second).state} == {state}
    assert desk.free() == 100_000


def test_a_test_rests_as_a_whole_when_one_of_its_posts_is_gone(desk: Desk, post: int) -> None:
    other = desk.post()
    desk.launch_test(post, other, daily_amount=30_000, days=3)
    desk.play()
    with desk.world.session() as session:
        session.get_one(Post, other).deleted_at = now()
    desk.play(days=None)
    states = desk.world.read(lambda session: [tuple(row) for row in session.execute(STATES)])
    assert states == [("paused", "post_deleted")] * 2
    assert desk.free() == desk.balance()


def test_a_neighbours_campaign_is_not_there(desk: Desk, post: int) -> None:
    theirs = desk.neighbour("Pak Harto")
    campaign = desk.launch(post)
    with desk.world.session(), pytest.raises(Exception, match="404"):
        queries.get_own_campaign(theirs.ids.shop, campaign)
