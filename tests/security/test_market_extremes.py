"""The market kernel with inputs that are odd and yet allowed: it answers with numbers, and never spends too much."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sandbox.campaigns.market.estimate import estimate
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.state import initial_state
from sandbox.campaigns.market.types import Audience, Mode, Objective, Targeting
from sandbox.campaigns.market.world import World
from tests.support.market import CREATIVE, ENV, OFFER, SHOP, plan, tuning

BILLION = 10**9
OFFERS = {
    "price 0": {"price": 0},
    "price 1": {"price": 1},
    "price 10": {"price": 10},
    "everything 0": {"price": 0, "goods_cost": 0, "market_price": 1},
    "tenfold": {"price": OFFER.price * 10},
    "10^12": {"price": 1000 * BILLION},
    "all 10^12": {"price": 1000 * BILLION, "goods_cost": 1000 * BILLION, "market_price": 1000 * BILLION},
    "others ask 1": {"market_price": 1},
    "others ask 10^12": {"market_price": 1000 * BILLION},
    "stock 0": {"stock": 0},
    "stock 1": {"stock": 1},
}
SHOPS = {
    "a page of 60 seconds": {"load_seconds": 60.0},
    "an empty page": {"page_score": 0.0, "load_seconds": 3600.0, "rating": 1.0, "reviews": 0},
    "never answers": {"reply_minutes": 1e6, "chat_capacity": 0, "open_share": 0.0},
    "knows nobody": {"contacts": 0, "followers": dict.fromkeys(("org_fb", "org_ig", "org_tt"), 0)},
    "knows everybody": {"contacts": BILLION, "followers": dict.fromkeys(("org_fb", "org_ig", "org_tt"), BILLION)},
}  # fmt: skip
DATES = (
    date(2027, 2, 1),
    date(2027, 3, 8),
    date(2028, 2, 27),
    date(2028, 2, 29),
    date(1, 1, 1),
    date(9000, 12, 31),
)


def assert_plays(*plans: Any, shop: Any = SHOP, env: Any = ENV, days: int = 3) -> None:
    """The estimate and both modes give finite numbers; nobody spends more than was allowed or sells what is not there."""
    world = World(initial_state(shop, tuning()), plans, shop, env)
    for each in plans:
        assert all(map(math.isfinite, (*estimate(each, shop, env, tuning(), world.state).reach,)))
    budget = {each.slot: each.daily_budget for each in plans}
    for mode in Mode:
        (course,) = play([world], tuning(), days=days, mode=mode, details=True)
        for report in course.reports:
            assert 0 <= report.spend <= budget[report.slot]
            for name in ("impressions", "clicks", "visits", "orders", "revenue", "goods_cost", "profit"):
                assert math.isfinite(getattr(report, name)), name
            assert report.orders >= 0
        for each in plans:
            sold = sum(report.orders for report in course.reports) + course.organic.orders
            assert sold <= sum({p.offer.key: p.offer.stock for p in plans}.values()) + 1e-6, each


@pytest.mark.parametrize("name", OFFERS)
@pytest.mark.parametrize("aim", list(Objective))
def test_odd_prices_and_stocks(name: str, aim: Objective) -> None:
    offer = replace(OFFER, **OFFERS[name])
    both = (plan(offer=offer, objective=aim), plan(slot=1, channel="org_ig", daily_budget=0, offer=offer))
    assert_plays(*both)


@pytest.mark.parametrize("name", SHOPS)
@pytest.mark.parametrize("channel", ["meta", "wa_bc", "org_ig"])
def test_odd_shops(name: str, channel: str) -> None:
    daily = 20_000 if channel == "meta" else 0
    assert_plays(plan(channel=channel, daily_budget=daily), shop=replace(SHOP, **SHOPS[name]))


@pytest.mark.parametrize("budget", [0, 1, 100_000_000])
@pytest.mark.parametrize("channel", ["meta", "gsearch", "mkt", "tiktok"])
def test_odd_amounts(channel: str, budget: int) -> None:
    assert_plays(plan(channel=channel, daily_budget=budget))


@pytest.mark.parametrize("targeting", list(Targeting))
@pytest.mark.parametrize("channel", ["meta", "tiktok", "gsearch", "mkt", "wa_bc", "wa_status", "org_fb"])
def test_one_segment_alone(channel: str, targeting: Targeting) -> None:
    table = tuning().segments
    narrow = Audience(table.regions[-1:], table.ages[-1:], table.genders[:1], table.interests[-1:])
    is_paid = tuning().channel(channel).pricing in {"impression", "click"}
    daily = 50_000 if is_paid else 0
    assert_plays(plan(channel=channel, audience=narrow, targeting=targeting, daily_budget=daily))


@pytest.mark.parametrize("start", DATES, ids=str)
def test_ramadan_leap_days_and_the_ends_of_the_calendar(start: date) -> None:
    assert_plays(plan(), env=replace(ENV, start_date=start))


def test_a_post_that_goes_out_more_rarely_than_its_days_goes_out_once() -> None:
    world = World(
        initial_state(SHOP, tuning()),
        (plan(channel="org_ig", daily_budget=0, every_days=7, end_day=1),),
        SHOP,
        ENV,
    )
    (course,) = play([world], tuning(), days=3, mode=Mode.EXPECTED, details=True)
    assert [report.day for report in course.reports if report.impressions > 0][:1] == [0]


def test_ten_overlapping_campaigns_share_and_none_overspends() -> None:
    channels = ("meta", "tiktok", "mkt", "gsearch", "org_ig")
    plans = [
        plan(
            slot=slot,
            channel=channels[slot % 5],
            daily_budget=0 if slot % 5 == 4 else 20_000,
            creative=CREATIVE,
        )
        for slot in range(10)
    ]
    assert_plays(*plans, days=2)
