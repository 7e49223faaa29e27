"""Many worlds at once: every one of them goes as if it were alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.campaigns.market.delivery import opportunities
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.segments import audience_mask
from sandbox.campaigns.market.state import initial_state, state_from_dict, state_to_dict
from sandbox.campaigns.market.step import step
from sandbox.campaigns.market.types import (
    Audience,
    Creative,
    Environment,
    Event,
    Mode,
    Objective,
    ShippingTerms,
    Targeting,
)
from sandbox.campaigns.market.world import Mechanisms, World
from tests.support.market import CREATIVE, ENV, OFFER, SHOP, plan, tuning

few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def world(*plans, shop=SHOP, env=ENV, day: int = 0) -> World:
    """Return a fresh shop's market on a day."""
    return World(initial_state(shop, tuning(), day=day), plans, shop, env)


def stored(course) -> str:
    """Everything a course says, to the last bit."""
    played = (course.campaigns, course.organic, course.reports, course.organic_days)
    return json.dumps(state_to_dict(course.state)) + repr(played)


def mixed_worlds() -> list[World]:
    """Return worlds that differ in everything a world can differ in."""
    scarce = replace(OFFER, stock=9, cod=True, shipping=ShippingTerms.FREE)
    far = replace(OFFER, key="rengginang", interest="home", shipping=ShippingTerms.HIDDEN, ages=("25-34",))
    events = (
        Event("hujan", 0, 2, demand=0.7, shipping=1.5, regions=("regency",)),
        Event("pesaing", 1, 5, price=1.4, market_price=0.8),
    )
    other = replace(SHOP, key="shop-2", rating=4.1, reviews=0, contacts=700, chat_capacity=1, load_seconds=6)
    taken = np.linspace(0.0, 0.02, tuning().segments.size)
    shared = replace(ENV, rivals={"meta": taken}, overlap=taken * 10)
    return [
        world(plan()),
        world(plan("home", budget=400_000), plan("home", "regency", slot=1, score=80), shop=other),
        world(),
        world(
            *(plan(slot=k, channel=name) for k, name in enumerate(("meta", "tiktok", "gsearch", "mkt"))),
            env=Environment("class-2", date(2026, 3, 12), demand=1.2),
        ),
        world(
            plan(slot=2, channel="wa_bc", budget=0, audience=Audience(), every_days=2),
            plan(slot=3, channel="org_ig", budget=0, every_days=2),
            plan(slot=4, channel="wa_status", budget=0, score=90),
            plan(slot=5, targeting=Targeting.VISITORS, audience=Audience()),
            plan(slot=6, channel="gsearch", targeting=Targeting.BRAND, audience=Audience()),
            plan(slot=0, audience=Audience()), shop=other, day=5,
        ),
        world(plan(offer=scarce, budget=200_000), plan(slot=1, offer=scarce, channel="mkt"), env=shared),
        world(plan(offer=far, start_day=2, end_day=3), plan("home", slot=4, bid_cap=900, end_day=1)),
        world(
            plan("home", slot=0, arm="a", budget=30_000),
            plan("home", slot=1, arm="b", budget=30_000, creative=Creative("two", "two", 70, 60)),
            plan("home", slot=2, budget=20_000, objective=Objective.CHAT),
            env=replace(ENV, events=events),
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("mode", Mode)
def test_a_world_in_a_batch_goes_as_if_it_were_alone(mode):
    worlds = mixed_worlds()
    together = play(worlds, tuning(), days=4, mode=mode, details=True)
    for alone, among in zip(worlds, together, strict=True):
        assert stored(play([alone], tuning(), days=4, mode=mode, details=True)[0]) == stored(among)


@few
@given(st.permutations(range(8)), st.sampled_from(Mode))
def test_the_order_of_worlds_changes_nothing(order, mode):
    worlds = mixed_worlds()
    straight = play(worlds, tuning(), days=2, mode=mode, details=True)
    shuffled = play([worlds[k] for k in order], tuning(), days=2, mode=mode, details=True)
    assert [stored(straight[k]) for k in order] == [stored(course) for course in shuffled]


@pytest.mark.parametrize("mode", Mode)
def test_days_played_at_once_are_days_played_one_by_one(mode):
    for start in mixed_worlds():
        (course,) = play([start], tuning(), days=3, mode=mode, details=True)
        state, reports = start.state, []
        for _ in range(3):
            state, today = step(state, start.plans, start.shop, start.env, tuning(), mode)
            reports += today
        assert repr(tuple(reports)) == repr(course.reports)
        assert state_to_dict(state) == state_to_dict(course.state)


@pytest.mark.parametrize("mode", Mode)
def test_sums_are_the_sums_of_the_reports(mode):
    names = ("impressions", "clicks", "visits", "carts", "chats", "orders", "lost_to_stock", "spend")
    for course in play(mixed_worlds(), tuning(), days=4, mode=mode, details=True):
        for slot, sums in course.campaigns.items():
            mine = [report for report in course.reports if report.slot == slot]
            for name in (*names, "revenue", "profit"):
                assert getattr(sums, name) == pytest.approx(sum(getattr(r, name) for r in mine), abs=1e-9)
        for name in ("visits", "carts", "chats", "orders", "lost_to_stock", "revenue", "profit"):
            of_days = sum(getattr(day, name) for day in course.organic_days)
            assert getattr(course.organic, name) == pytest.approx(of_days, abs=1e-9)


def test_the_state_played_from_is_left_alone():
    worlds = mixed_worlds()
    before = [json.dumps(state_to_dict(w.state)) for w in worlds]
    play(worlds, tuning(), days=3)
    assert [json.dumps(state_to_dict(w.state)) for w in worlds] == before


def orders(campaign, *, off: str = "", shop=SHOP, days: int = 7, env=ENV) -> float:
    mechanisms = replace(Mechanisms(), **({off: False} if off else {}))
    (course,) = play([world(campaign, shop=shop, env=env)], tuning(), days=days, mechanisms=mechanisms)
    return course.total.orders


def test_a_mechanism_switched_off_shows_what_it_cost():
    busy = plan("home", budget=400_000)
    assert orders(busy, off="fatigue") > 1.1 * orders(busy)
    assert orders(busy, off="learning", days=1) > orders(busy, days=1)
    scarce = replace(busy, offer=replace(OFFER, stock=5))
    assert orders(scarce) <= 5
    assert orders(scarce, off="stock") == pytest.approx(orders(busy))
    slow, fast = replace(SHOP, load_seconds=5), replace(SHOP, load_seconds=1)
    assert orders(busy, off="speed", shop=slow) == pytest.approx(orders(busy, shop=fast))
    assert orders(busy, off="speed", shop=replace(SHOP, load_seconds=0.8)) == pytest.approx(
        orders(busy, shop=replace(SHOP, load_seconds=0.8))
    )


def under(days: int = 1, **effects):
    return replace(ENV, events=(Event("x", 0, days - 1, **effects),))


def test_events_reach_what_they_say_they_reach():
    base = orders(plan(), days=2)
    assert orders(plan(), days=2, env=under(demand=1.5)) > 1.1 * base
    assert orders(plan(), days=2, env=under(demand=0.5, regions=("home",))) == base
    assert orders(plan(), days=2, env=under(demand=0.5, regions=("regency",))) < 0.8 * base
    assert orders(plan(), days=2, env=under(shipping=3.0)) < 0.95 * base
    assert orders(plan(), days=2, env=under(market_price=0.8)) < 0.9 * base
    (dearer,) = play([world(plan(), env=under(price=2.0))], tuning(), days=1)
    (plain,) = play([world(plan())], tuning(), days=1)
    assert dearer.total.impressions < 0.8 * plain.total.impressions
    assert dearer.total.spend == plain.total.spend


def test_the_seller_who_pays_the_shipping_pays_what_the_event_makes_of_it():
    free = plan(offer=replace(OFFER, shipping=ShippingTerms.FREE))
    (plain,) = play([world(free)], tuning(), days=1, details=True)
    (dear,) = play([world(free, env=under(shipping=2.0))], tuning(), days=1, details=True)
    assert dear.reports[0].orders == plain.reports[0].orders
    assert dear.reports[0].shipping_cost == pytest.approx(2 * plain.reports[0].shipping_cost, abs=1)


def arms(**changes):
    return [plan("home", slot=k, arm=arm, budget=50_000, **changes) for k, arm in enumerate("ab")]


def test_the_arms_of_a_test_share_the_people_in_halves():
    (split,) = play([world(*arms())], tuning(), days=5, details=True)
    (whole,) = play([world(plan("home", budget=100_000))], tuning(), days=5, details=True)
    a, b = split.campaigns[0], split.campaigns[1]
    assert a == b
    assert a.impressions + b.impressions == pytest.approx(whole.total.impressions, rel=0.02)
    assert 2 * split.reports[-2].reach_total == pytest.approx(whole.reports[-1].reach_total, rel=0.04)
    assert 2 * split.reports[-2].reach_total <= 60_000
    # The half that saw arm a remembers nothing of arm b.
    one = play([world(arms()[0])], tuning(), days=5)[0].campaigns[0]
    assert (a.impressions, a.clicks, a.visits) == (one.impressions, one.clicks, one.visits)
    # Reviews written by buyers of arm b are read by everybody.
    assert a.orders == pytest.approx(one.orders, rel=0.01)


def test_the_winning_arm_shown_to_everybody_is_half_known():
    (tested,) = play([world(*arms(creative=CREATIVE))], tuning(), days=7)
    after = replace(world(), state=tested.state)

    def wear(creative: Creative) -> float:
        goes_on = plan("home", slot=2, creative=creative)
        return play([replace(after, plans=(goes_on,))], tuning(), days=1, details=True)[0].reports[0].wear

    assert wear(CREATIVE) < 0.95
    assert wear(Creative("new", "new")) > wear(CREATIVE)


def test_arms_meet_the_same_weather_but_other_people():
    different = 0
    for seed in range(30):
        env = replace(ENV, class_seed=str(seed))
        (course,) = play([world(*arms(), env=env)], tuning(), days=1, mode=Mode.REALISED, details=True)
        a, b = course.reports
        assert a.impressions == b.impressions
        different += a.clicks != b.clicks
    assert 20 <= different <= 30
    with pytest.raises(ValueError, match="arm"):
        plan(slot=0, arm="b")


def test_a_state_stored_before_tests_existed_can_be_read():
    (course,) = play([world(plan())], tuning(), days=2)
    old = {**state_to_dict(course.state), "format": 1}
    old["memory"] = [{k: v for k, v in trace.items() if k != "arm"} for trace in old["memory"]]
    again = replace(world(plan()), state=state_from_dict(old))
    here = replace(world(plan()), state=course.state)
    assert stored(play([again], tuning(), days=1)[0]) == stored(play([here], tuning(), days=1)[0])


@few
@given(
    budgets=st.lists(st.integers(0, 3_000_000), min_size=2, max_size=5),
    channel=st.sampled_from(["meta", "tiktok", "gsearch", "mkt"]),
    split=st.booleans(),
)
def test_campaigns_of_a_shop_share_one_inventory(budgets, channel, split):
    campaigns = [
        plan(*(["home"] if k % 2 else ["home", "regency"]), slot=k + 2, channel=channel, budget=budget)
        for k, budget in enumerate(budgets)
    ]
    if split:
        campaigns += [plan("home", slot=k, channel=channel, arm=arm) for k, arm in enumerate("ab")]
    (course,) = play([world(*campaigns)], tuning(), days=2, details=True)
    row = tuning().channel(channel)
    everywhere = audience_mask(tuning(), ["home", "regency"])
    home = audience_mask(tuning(), ["home"])
    for day in (0, 1):
        today = [report for report in course.reports if report.day == day]
        for region, mask in (("home", home), ("regency", everywhere & ~home)):
            shown = sum(
                line.impressions for r in today for line in r.breakdown["region"] if line.name == region
            )
            assert shown <= opportunities(tuning(), row, campaigns[0], mask).sum() * (1 + 1e-9)
        assert all(report.spend <= report.budget for report in today)


@few
@given(st.lists(st.integers(1, 30), min_size=1, max_size=3), st.sampled_from(Mode))
def test_stock_and_money_are_conserved_over_a_batch(stocks, mode):
    worlds = [
        world(*(plan("home", slot=k, budget=300_000, offer=replace(OFFER, stock=stock)) for k in range(2)))
        for stock in stocks
    ]
    for stock, course in zip(stocks, play(worlds, tuning(), days=4, mode=mode, details=True), strict=True):
        assert course.total.orders + course.state.stock["tempe"] == pytest.approx(stock)
        for report in course.reports:
            costs = report.goods_cost + report.packing + report.platform_fee + report.cod_loss
            assert report.profit == report.revenue - costs - report.shipping_cost - report.spend
        days = (*course.reports, *course.organic_days)
        assert course.total.profit == pytest.approx(sum(day.profit for day in days))


def test_more_of_anything_good_never_sells_less_in_one_batch():
    steps = range(0, 101, 20)
    for better in (
        [world(plan(score=score)) for score in steps],
        [world(plan(), shop=replace(SHOP, page_score=score)) for score in steps],
        [world(plan(), shop=replace(SHOP, reply_minutes=minutes)) for minutes in (240, 60, 15, 5, 1)],
        [world(plan(budget=budget)) for budget in (0, 10_000, 50_000, 200_000, 900_000)],
        [world(plan(offer=replace(OFFER, price=price))) for price in (40_000, 25_000, 20_000, 15_000)],
    ):
        sold = [course.total.orders for course in play(better, tuning(), days=5)]
        assert sold == sorted(sold)


@pytest.mark.parametrize("turn", range(3))
def test_campaigns_of_a_shop_share_its_places_in_whatever_order_they_were_made(turn):
    """Two look for visitors, one for everybody, all on the same channel."""
    kinds = [
        (Targeting.VISITORS, 30_000),
        (Targeting.BROAD, 50_000),
        (Targeting.VISITORS, 20_000),
    ]

    def impressions(order) -> dict[tuple[Targeting, int], float]:
        plans = [
            replace(plan("home", slot=slot), targeting=kinds[k][0], daily_budget=kinds[k][1])
            for slot, k in enumerate(order)
        ]
        (course,) = play([world(*plans)], tuning(), days=3, mode=Mode.EXPECTED)
        return {kinds[k]: course.campaigns[slot].impressions for slot, k in enumerate(order)}

    order = [(k + turn) % 3 for k in range(3)]
    assert impressions(order) == pytest.approx(impressions([1, 0, 2]), rel=1e-6)
