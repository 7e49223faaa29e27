"""What a campaign asks for is a real choice: every aim brings most of its own result, none is best for all shops."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sandbox.campaigns.market.types import CampaignPlan, Objective, Offer, ShopFacts
from sandbox.campaigns.market.world import Course
from sandbox.campaigns.stylised_facts.setting import courses, plan, total, world
from tests.support.market import tuning

AIMS = (Objective.REACH, Objective.CHAT, Objective.ORDER)
SHOP = ShopFacts("aims", followers={"org_ig": 150, "org_fb": 90})
OFFER = Offer(
    "dress",
    price=75_000,
    goods_cost=42_000,
    market_price=75_000,
    interest="fashion",
    stock=100_000,
    packing=1_500,
)
SLOW_PAGE = replace(SHOP, page_score=30, load_seconds=6)


def campaign(aim: Objective, *, budget: int = 50_000, offer: Offer = OFFER) -> CampaignPlan:
    return plan("home", "regency", budget=budget, objective=aim, offer=offer, end_day=13)


def by_aim(*, shop: ShopFacts = SHOP, **changes: object) -> dict[Objective, Course]:
    starts = [world(tuning(), campaign(aim, **changes), shop=shop) for aim in AIMS]
    return dict(zip(AIMS, courses(tuning(), starts), strict=True))


def best(values: dict[Objective, float]) -> Objective:
    return max(values, key=lambda aim: values[aim])


def earns_most(**changes: object) -> Objective:
    return best({aim: course.total.profit for aim, course in by_aim(**changes).items()})


@pytest.mark.parametrize("budget", [50_000, 200_000])
def test_every_aim_brings_most_of_what_it_asks_for_per_rupiah(budget: int):
    played = by_aim(budget=budget)
    sums = {aim: total(course.reports) for aim, course in played.items()}
    assert best({aim: c.reports[-1].reach_total / sums[aim].spend for aim, c in played.items()}) is AIMS[0]
    assert best({aim: each.chats / each.spend for aim, each in sums.items()}) is Objective.CHAT
    assert best({aim: each.orders / each.spend for aim, each in sums.items()}) is Objective.ORDER


def test_reach_is_the_cheapest_to_show_is_clicked_least_and_wins_most_followers():
    played = by_aim()
    sums = {aim: total(course.reports) for aim, course in played.items()}
    assert best({aim: -each.cpm for aim, each in sums.items()}) is Objective.REACH
    assert best({aim: -each.ctr for aim, each in sums.items()}) is Objective.REACH
    followers = {
        aim: sum(float(people.sum()) for people in course.state.glow.followers.values())
        for aim, course in played.items()
    }
    assert best(followers) is Objective.REACH


def test_orders_earn_most_on_a_good_page_and_chats_when_answers_come_quickly_on_a_slow_one():
    assert earns_most(shop=replace(SHOP, page_score=80)) is Objective.ORDER
    assert earns_most(shop=replace(SHOP, page_score=80), budget=200_000) is Objective.ORDER
    assert earns_most(shop=replace(SLOW_PAGE, reply_minutes=3)) is Objective.CHAT
    assert earns_most(shop=replace(SHOP, reply_minutes=180)) is Objective.ORDER


def test_no_aim_is_best_whatever_the_page_the_answers_and_the_price():
    found = {
        earns_most(
            shop=replace(SHOP, page_score=page, reply_minutes=minutes), offer=replace(OFFER, price=price)
        )
        for page in (20, 50, 80)
        for minutes in (3, 15, 120)
        for price in (68_000, 75_000, 85_000)
    }
    assert found >= {Objective.CHAT, Objective.ORDER}


@pytest.mark.parametrize("aim", AIMS)
def test_a_better_page_quicker_answers_or_a_faster_page_never_sell_less(aim: Objective):
    for name, steps in {
        "page_score": (0, 20, 40, 60, 80, 100),
        "reply_minutes": (400, 60, 15, 5, 1),
        "load_seconds": (12, 6, 3, 2, 1),
    }.items():
        starts = [
            world(tuning(), campaign(aim), shop=replace(SHOP, reviews=300, rating=5.0, **{name: step}))
            for step in steps
        ]
        orders = [course.total.orders for course in courses(tuning(), starts, days=5)]
        assert orders == sorted(orders), (aim, name)
        assert orders[-1] > orders[0]


def test_without_an_aim_of_its_own_a_click_is_worth_the_same_everywhere():
    """The middle aim, clicks, is what the measured facts hold for: segments differ by response alone."""
    start = world(tuning(), campaign(Objective.CLICK))
    (clicks,) = courses(tuning(), [start], days=14)
    others = by_aim()
    assert total(clicks.reports).clicks > max(total(course.reports).clicks for course in others.values())
