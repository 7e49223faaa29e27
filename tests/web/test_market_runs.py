"""A shop's tries in the practice market: begun, played, begun anew; whatever happens to posts and products."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from sandbox.campaigns.facts import market_now, world_of_day
from sandbox.campaigns.insight.queries import days_as_played
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.types import Mode
from sandbox.campaigns.models import Campaign, MarketDay, MarketRun, ShopDay, WalletEntry
from sandbox.campaigns.operations import NoRestartsLeft, NotEnoughMoney, SharedMarket, WrongDates
from sandbox.campaigns.queries import (
    count_campaigns,
    count_market_orders,
    hold_reason,
    runs_of,
    wallets_of,
)
from sandbox.clock import now
from sandbox.extensions import db
from sandbox.posts.models import Post
from sandbox.shops.models import Product, Shop
from tests.support.desk import LAST_DAY, Desk


@pytest.fixture
def post(desk: Desk) -> int:
    return desk.post()


def test_a_campaign_for_later_waits_through_idle_days(desk: Desk, post: int) -> None:
    campaign = desk.launch(post, start_day=2, days=2)
    assert desk.free() == 60_000
    assert desk.play()
    assert desk.days(campaign) == []
    assert (desk.run().day, desk.balance()) == (1, 100_000)
    assert desk.play(days=None, campaign_id=campaign)
    assert [day.day for day in desk.days(campaign)] == [2, 3]
    assert [day.day for day in desk.shop_days()] == [0, 1, 2, 3]
    assert desk.campaign(campaign).state == "done"


@pytest.mark.parametrize(("start_day", "days"), [(0, 1), (LAST_DAY, 2), (LAST_DAY + 1, 1), (3, 0)])
def test_dates_that_are_past_or_beyond_the_calendar_are_refused(
    desk: Desk, post: int, start_day: int, days: int
) -> None:
    desk.launch(post, days=1)
    desk.play()
    with pytest.raises(WrongDates) as refused:
        desk.launch(post, start_day=start_day, days=days)
    assert (refused.value.first, refused.value.last) == (1, LAST_DAY)
    desk.launch(post, start_day=LAST_DAY, days=1)


def test_a_free_channel_costs_and_promises_nothing(desk: Desk, post: int) -> None:
    campaign = desk.launch(post, channel="wa_bc", daily_amount=0, days=4, every_days=2)
    assert desk.free() == 100_000
    desk.play(days=None)
    assert desk.balance() == 100_000
    sent = [day.impressions > 0 for day in desk.days(campaign)]
    assert sent == [True, False, True, False]


def test_the_forecast_is_kept_beside_the_campaign(desk: Desk, post: int) -> None:
    campaign = desk.campaign(desk.launch(post, forecast_orders=4, forecast_money=-10_000))
    assert (campaign.forecast_orders, campaign.forecast_money) == (4, -10_000)


def test_beginning_anew_meets_the_same_luck_with_a_fresh_wallet(desk: Desk, post: int) -> None:
    first = desk.launch(post)
    desk.play(days=None)
    spent = 100_000 - desk.balance()
    assert spent > 0
    assert desk.restart() == 2
    assert (desk.balance(), desk.run().day) == (100_000, 0)
    second = desk.launch(post)
    assert desk.campaign(second).slot == 0
    desk.play(days=None)
    assert desk.outcome(first) == desk.outcome(second)
    assert [entry.run_id for entry in desk.entries()] == [desk.run().id] * len(desk.entries())


def test_beginning_anew_ends_what_was_running_and_nothing_in_it_goes_on(desk: Desk, post: int) -> None:
    campaign = desk.launch(post, days=5)
    desk.play()
    desk.restart()
    assert desk.campaign(campaign).state == "stopped"
    assert desk.free() == 100_000
    assert not desk.play(days=None)
    with desk.world.session():
        assert [run.ended_at is None for run in runs_of(desk.ids.shop)] == [True, False]


def test_a_double_tap_begins_anew_once_and_an_untouched_run_is_not_wasted(desk: Desk, post: int) -> None:
    assert desk.restart() == 1
    desk.launch(post)
    assert desk.restart(number=1) == 2
    assert desk.restart(number=1) == 2
    assert desk.restart(number=2) == 2


def test_the_trainer_limits_how_often_a_shop_begins_anew(desk: Desk, post: int) -> None:
    desk.settle(max_restarts=1)
    desk.launch(post)
    desk.restart()
    desk.launch(post)
    with pytest.raises(NoRestartsLeft) as refused:
        desk.restart()
    assert refused.value.allowed == 1
    assert desk.run().number == 2


def test_in_a_shared_market_nobody_begins_anew_or_plays_alone(desk: Desk, post: int) -> None:
    desk.settle(mode="shared")
    desk.launch(post)
    with pytest.raises(SharedMarket):
        desk.restart()
    with pytest.raises(SharedMarket):
        desk.play()


def test_counts_of_the_class_table_after_a_restart(desk: Desk, post: int) -> None:
    """Campaigns practised stay counted; orders and wallet are those of the try on show."""
    with desk.world.session() as session:
        session.get_one(Product, desk.ids.products[0]).stock = 500
    desk.settle(wallet_start=3_000_000)
    desk.launch(post, daily_amount=1_000_000)
    desk.play(days=None)
    shop = {desk.ids.shop}
    with desk.world.session():
        assert count_market_orders(shop)[desk.ids.shop] > 0
    desk.restart()
    with desk.world.session():
        assert count_campaigns(shop) == {desk.ids.shop: 1}
        assert count_market_orders(shop).get(desk.ids.shop, 0) == 0
        assert wallets_of(shop) == {desk.ids.shop: 3_000_000}


def test_a_played_day_can_be_played_again_from_what_was_kept(desk: Desk, post: int) -> None:
    """Explanations start from the kept day: the same world, to the last bit, brings the same."""
    campaign = desk.launch(post)
    desk.play(days=3)
    played, run_id = desk.days(campaign), desk.run().id
    with desk.world.session():
        for stored, kept in zip(played, days_as_played(run_id, 0, 2), strict=True):
            shop = db.session.get_one(Shop, desk.ids.shop)
            tuning = market_now(shop=shop, pack=desk.pack).tuning
            (course,) = play([world_of_day(kept)], tuning, days=1, mode=Mode.REALISED, details=True)
            (report,) = course.reports
            assert (report.impressions, report.orders, report.spend) == (
                stored.impressions, stored.orders, stored.spend,
            )  # fmt: skip
            assert course.state.day == stored.day + 1


def test_typing_more_stock_counts_at_once(desk: Desk, post: int) -> None:
    def stock(amount: int) -> None:
        with desk.world.session() as session:
            session.get_one(Product, desk.ids.products[0]).stock = amount

    def left() -> float:
        with desk.world.session():
            market = market_now(shop=db.session.get_one(Shop, desk.ids.shop), pack=desk.pack)
            offer = market.plans[0].offer
            return market.state.stock.get(offer.key, offer.stock)

    desk.settle(wallet_start=50_000_000)
    stock(30)
    desk.launch(post, daily_amount=5_000_000, days=9)
    desk.play(days=2)
    before = left()
    assert before < 30
    stock(50)
    assert left() == before + 20
    desk.play()
    stock(0)
    assert left() == 0


# -- posts and products that change under a running campaign ---------------------------------------------------


def hide(session: Any, desk: Desk, what: str) -> None:
    if what == "post_deleted":
        session.scalars(select(Post).order_by(Post.id).limit(1)).one().deleted_at = now()
        return
    product = session.get_one(Product, desk.ids.products[0])
    if what == "product_deleted":
        product.deleted_at = now()
    else:
        product.is_hidden = True


@pytest.mark.parametrize("what", ["post_deleted", "product_deleted", "product_hidden"])
def test_a_campaign_whose_post_is_gone_rests_and_costs_nothing(desk: Desk, post: int, what: str) -> None:
    campaign = desk.launch(post, days=3)
    other = desk.launch(desk.post(product=1), days=2)
    desk.play()
    balance = desk.balance()
    with desk.world.session() as session:
        hide(session, desk, what)
    with desk.world.session() as session:
        assert hold_reason(session.get_one(Campaign, campaign)) == what
    desk.play()
    assert len(desk.days(campaign)) == 1
    assert len(desk.days(other)) == 2
    assert desk.balance() == balance - desk.days(other)[1].spend
    stored = desk.campaign(campaign)
    assert (stored.state, stored.paused_for) == ("paused", what)
    assert desk.free() == desk.balance()


def test_the_only_campaign_without_its_post_rests_and_no_day_passes(desk: Desk, post: int) -> None:
    campaign = desk.launch(post)
    with desk.world.session() as session:
        hide(session, desk, "post_deleted")
    desk.play(days=None, campaign_id=campaign)
    assert desk.campaign(campaign).state == "paused"
    assert (desk.run().day, desk.count(MarketDay), desk.count(ShopDay)) == (0, 0, 0)
    assert desk.free() == 100_000


@pytest.mark.one_database
@pytest.mark.parametrize(
    "facts",
    [{"price": 0}, {"price": 180_000}, {"stock": 0}, {"price": 0, "unit_cost": 0}, {"unit_cost": None, "price": 0}],
    ids=str,
)  # fmt: skip
def test_odd_products_play_on_sensibly(desk: Desk, post: int, facts: dict[str, Any]) -> None:
    campaign = desk.launch(post)
    desk.play()
    with desk.world.session() as session:
        product = session.get_one(Product, desk.ids.products[0])
        for name, value in facts.items():
            setattr(product, name, value)
    assert desk.play(days=None)
    days = desk.days(campaign)
    assert len(days) == 3
    assert all(day.orders >= 0 and 0 <= day.spend <= 20_000 for day in days)
    if facts.get("stock") == 0:
        assert sum(day.orders for day in days[1:]) == 0
    assert desk.balance() == 100_000 - sum(day.spend for day in days)


def test_money_refused_leaves_nothing_behind(desk: Desk, post: int) -> None:
    with pytest.raises(NotEnoughMoney) as refused:
        desk.launch(post, days=6)
    assert refused.value.free == 100_000
    assert (desk.count(Campaign), desk.count(MarketRun), desk.count(WalletEntry)) == (0, 0, 0)
