"""Causes add up exactly, blame only what differs, and say what a seller would expect."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sandbox.campaigns.market.causes import Cause, Causes, Result, explain, mechanisms_of, worth_saying
from sandbox.campaigns.market.explain import STAGES, funnel_split
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.situation import (
    PLAYERS,
    Player,
    Situation,
    Usual,
    differing,
    mixed,
    same,
    typical,
)
from sandbox.campaigns.market.state import initial_state
from sandbox.campaigns.market.types import Audience, Creative, ShippingTerms
from sandbox.campaigns.market.world import Mechanisms, Sums, World
from tests.support.market import CREATIVE, ENV, OFFER, SHOP, plan, tuning


def situation(*plans, shop=SHOP, env=ENV, day=0, days=4, slot=0) -> Situation:
    return Situation(World(initial_state(shop, tuning(), day=day), plans, shop, env), slot, days)


def by_player(causes: Causes) -> dict[Player, Cause]:
    return {part.player: part for part in causes.parts}


BASE = situation(plan(end_day=13))
OTHER = situation(
    plan(
        "home",
        channel="mkt",
        slot=2,
        budget=30_000,
        start_day=8,
        end_day=20,
        offer=replace(OFFER, price=24_000, stock=9, shipping=ShippingTerms.HIDDEN),
        creative=Creative("photo-2", "caption-2", 70, 30),
    ),
    plan(slot=0, channel="mkt", budget=20_000),
    shop=replace(SHOP, page_score=80, reply_minutes=120),
    env=replace(ENV, demand=1.3),
    day=7,
    days=5,
    slot=2,
)


def test_all_seven_players_add_up_to_the_difference():
    causes = explain(OTHER, BASE, tuning())
    assert {part.player for part in causes.parts} == set(PLAYERS)
    assert sum(p.orders for p in causes.parts) == pytest.approx(
        causes.now.orders - causes.base.orders, abs=1e-6
    )
    assert sum(p.profit for p in causes.parts) == pytest.approx(
        causes.now.profit - causes.base.profit, abs=1e-6
    )
    for end, meant in ((causes.now, OTHER), (causes.base, BASE)):
        (course,) = play([meant.world], tuning(), days=meant.days)
        assert end.orders == pytest.approx(course.campaigns[meant.slot].orders)


def test_the_funnel_of_the_same_runs_adds_up_too():
    causes = explain(OTHER, BASE, tuning())
    stages = funnel_split(causes.base_sums, causes.now_sums)
    assert set(stages) == set(STAGES)
    assert sum(stages.values()) == pytest.approx(causes.now.orders - causes.base.orders, abs=1e-6)


@pytest.mark.parametrize(
    ("player", "change"),
    [
        (Player.PHOTO, {"creative": replace(CREATIVE, photo_score=90)}),
        (Player.CAPTION, {"creative": replace(CREATIVE, caption_score=90)}),
        (Player.AUDIENCE, {"audience": Audience(regions=("regency",), interests=("food",))}),
        (Player.PRICE, {"offer": replace(OFFER, price=18_000)}),
        (Player.BUDGET, {"daily_budget": 90_000}),
    ],
)
def test_one_change_is_one_cause_and_gets_the_whole_difference(player, change):
    now = situation(plan(end_day=13, **change))
    assert differing(now, BASE) == (player,)
    causes = explain(now, BASE, tuning())
    (part,) = causes.parts
    assert part.player is player
    assert part.orders == pytest.approx(causes.now.orders - causes.base.orders, abs=1e-9)
    assert part.orders > 0
    assert part.alone_orders == pytest.approx(part.orders)


def test_page_and_circumstances_are_told_apart():
    better_page = situation(plan(end_day=13), shop=replace(SHOP, page_score=80))
    assert differing(better_page, BASE) == (Player.PAGE,)
    feast = situation(plan(end_day=13), env=replace(ENV, start_date=ENV.start_date + timedelta(days=90)))
    assert differing(feast, BASE) == (Player.CIRCUMSTANCES,)
    tired_state = play([BASE.world], tuning(), days=7)[0].state
    week_two = Situation(replace(BASE.world, state=tired_state), 0, 4)
    assert set(differing(week_two, BASE)) == {Player.CIRCUMSTANCES, Player.PRICE}, "some stock is sold"
    busier = situation(plan(end_day=13), plan(slot=1))
    causes = explain(busier, BASE, tuning())
    assert by_player(causes)[Player.CIRCUMSTANCES].orders < 0


def test_neither_the_class_nor_the_shops_name_is_a_cause():
    stranger = situation(plan(end_day=13), shop=replace(SHOP, key="x"), env=replace(ENV, class_seed="x"))
    assert differing(stranger, BASE) == ()
    causes = explain(stranger, BASE, tuning())
    assert causes.parts == ()
    assert causes.now == causes.base


def test_stock_belongs_to_the_price_and_follows_the_product():
    world = replace(BASE.world, state=replace(BASE.world.state, stock={"tempe": 1.0}))
    sold_out = Situation(world, 0, 4)
    assert differing(sold_out, BASE) == (Player.PRICE,)
    assert by_player(explain(sold_out, BASE, tuning()))[Player.PRICE].orders < 0
    assert same(mixed(dict.fromkeys(PLAYERS, sold_out)).world, sold_out.world)


def test_another_campaign_of_the_same_product_gets_its_price():
    cheap = situation(plan(end_day=13, offer=replace(OFFER, price=15_000)), plan(slot=1, offer=OFFER))
    got = mixed({**dict.fromkeys(PLAYERS, cheap), Player.PRICE: BASE})
    assert {each.offer.price for each in got.world.plans} == {20_000}


def test_timing_is_kept_relative_to_the_first_day():
    late = situation(plan(start_day=2, end_day=5), days=6)
    moved = situation(plan(end_day=40), day=30, days=6)
    got = mixed({**dict.fromkeys(PLAYERS, moved), Player.BUDGET: late})
    assert (got.plan.start_day, got.plan.end_day) == (32, 35)
    back = mixed(
        {**dict.fromkeys(PLAYERS, late), Player.BUDGET: situation(plan(every_days=3), day=7, days=6)}
    )
    assert back.plan.start_day == -7 % 3


def test_the_usual_shop_is_ordinary_in_everything_it_can_choose():
    base = typical(OTHER, tuning())
    assert base.plan.creative == Creative("photo-2", "caption-2", 50, 50)
    assert base.plan.offer.price == OFFER.market_price
    assert base.plan.offer.shipping is ShippingTerms.SHOWN
    assert base.plan.audience.regions == ("home", "regency")
    assert (base.world.shop.page_score, base.world.shop.reply_minutes) == (50, 15)
    assert Player.BUDGET not in differing(OTHER, base)
    assert Player.CIRCUMSTANCES not in differing(OTHER, base)
    slow = typical(OTHER, tuning(), Usual(reply_minutes=60, near=("nowhere", "home")))
    assert slow.world.shop.reply_minutes == 60
    assert slow.plan.audience.regions == ("home",)


def causes_of(*orders: float) -> Causes:
    parts = tuple(Cause(p, o, 1_000 * o, 0, 0) for p, o in zip(PLAYERS, orders, strict=False))
    return Causes(Result(0, 0), Result(sum(orders), 1_000 * sum(orders)), parts, Sums(), Sums())


def test_only_large_causes_are_worth_saying_and_the_rest_is_merged():
    said = worth_saying(causes_of(5, -3, 0.2, 4, 2, 0.1))
    assert [cause.orders for cause in said.causes] == [5, 4, -3]
    assert said.rest_orders == pytest.approx(2.3)
    assert said.rest_profit == pytest.approx(2_300)
    assert [c.orders for c in worth_saying(causes_of(9, 0.5, 0.5), most=2).causes] == [9]


def test_opposite_causes_that_cancel_are_still_said_and_no_difference_says_nothing():
    assert len(worth_saying(causes_of(4, -4)).causes) == 2
    assert worth_saying(causes_of(0, 0)).causes == ()
    assert worth_saying(causes_of()).causes == ()


def test_every_mechanism_is_switched_off_once_and_its_cost_has_the_right_sign():
    shop = replace(SHOP, load_seconds=6)
    scarce = situation(plan("home", budget=300_000, offer=replace(OFFER, stock=6)), shop=shop).world
    ample = situation(plan("home", budget=300_000), shop=shop).world
    scarce_costs, costs = (
        {each.mechanism: each.orders for each in mechanisms_of(world, tuning(), days=6)}
        for world in (scarce, ample)
    )
    assert set(costs) == set(Mechanisms.__dataclass_fields__)
    assert scarce_costs["stock"] > 1
    assert costs["stock"] == pytest.approx(0)
    assert costs["fatigue"] > 0
    assert costs["speed"] > 0
    assert costs["learning"] > 0
    assert costs["carry_over"] <= 0


def test_a_situation_needs_its_campaign_and_a_day():
    with pytest.raises(ValueError, match="slot 3"):
        situation(plan(), slot=3)
    with pytest.raises(ValueError, match="day"):
        situation(plan(), days=0)
