"""A class on one market: dearer places and shared buyers, the same whatever the order of the shops."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.campaigns.market.auction import mean_payment, win_rate
from sandbox.campaigns.market.class_market import play_class_day, shared_day
from sandbox.campaigns.market.plain import (
    env_from_dict,
    env_to_dict,
    plan_from_dict,
    plan_to_dict,
    shop_from_dict,
    shop_to_dict,
    world_from_dict,
    world_to_dict,
)
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.segments import audience_mask
from sandbox.campaigns.market.state import initial_state, state_to_dict
from sandbox.campaigns.market.types import Audience, Creative, Event, Mode, ShippingTerms, Targeting
from sandbox.campaigns.market.world import World
from tests.support.market import ENV, OFFER, SHOP, plan, tuning

few = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PAID = ("meta", "tiktok", "gsearch", "mkt")


def member(number: int, *plans, category: str = "food", **changes) -> World:
    """Return one shop of the class."""
    shop = replace(SHOP, key=f"shop-{number}", category=category, **changes)
    return World(initial_state(shop, tuning()), plans or (plan("home"),), shop, ENV)


def classroom(size: int, **changes) -> list[World]:
    """Return shops that all advertise to the home sub-district."""
    return [member(k, **changes) for k in range(size)]


def uneven_classroom() -> list[World]:
    """Return shops that differ in budget, channels, audience and category."""
    return [
        member(0, plan("home", budget=300_000)),
        member(1, plan("home"), plan("home", "regency", slot=1, channel="tiktok"), category="craft"),
        member(2, *(plan("home", slot=k, channel=name, budget=20_000) for k, name in enumerate(PAID))),
        member(3, plan(channel="wa_bc", budget=0, audience=Audience()), contacts=400),
        member(4, plan("province", budget=100_000, score=80), category=""),
        member(5, plan("home", budget=0)),
    ]


def stored(course) -> str:
    return json.dumps(state_to_dict(course.state)) + repr((course.campaigns, course.organic, course.reports))


def cpm(course) -> float:
    return 1000 * course.total.spend / course.total.impressions


def test_thirty_shops_on_one_audience_pay_more():
    (alone,) = play([member(0)], tuning(), days=1)
    together = play_class_day(classroom(30), tuning(), mode=Mode.EXPECTED)
    assert 1.10 <= cpm(together[0]) / cpm(alone) <= 1.60
    assert together[0].total.orders < alone.total.orders
    assert len({course.total.impressions for course in together}) == 1


def test_a_class_of_sixty_is_settled_and_does_not_sell_more_places_than_there_are():
    worlds = [member(k, *(plan("home", slot=j, channel=c) for j, c in enumerate(PAID))) for k in range(60)]
    day = shared_day(worlds, tuning())
    rules = tuning().class_market
    assert max(day.unsettled.values()) <= 2 * rules.settled
    people = tuning().segments.people[audience_mask(tuning(), ["home"])].sum()
    courses = play(day.worlds, tuning(), days=1)
    for slot, name in enumerate(PAID):
        channel = tuning().channel(name)
        each = channel.slots * rules.search_slots if channel.pricing == "click" else rules.impression_slots
        shown = sum(course.campaigns[slot].impressions for course in courses)
        assert shown <= people * channel.active * each
        assert all(course.campaigns[slot].spend <= 50_000 for course in courses)


@few
@given(st.permutations(range(6)), st.sampled_from(Mode))
def test_the_order_of_the_shops_changes_nothing(order, mode):
    worlds = uneven_classroom()
    straight = play_class_day(worlds, tuning(), mode=mode)
    shuffled = play_class_day([worlds[k] for k in order], tuning(), mode=mode)
    assert [stored(straight[k]) for k in order] == [stored(course) for course in shuffled]


@pytest.mark.parametrize("mode", Mode)
def test_a_class_of_one_plays_as_if_alone(mode):
    for world in uneven_classroom():
        (alone,) = play([world], tuning(), days=1, mode=mode, details=True)
        (only,) = play_class_day([world], tuning(), mode=mode)
        assert stored(only) == stored(alone)


def test_what_a_day_did_to_a_shop_can_be_replayed_from_its_environment_alone():
    day = shared_day(uneven_classroom(), tuning())
    together = play(day.worlds, tuning(), days=1, mode=Mode.REALISED, details=True)
    for world, course in zip(day.worlds, together, strict=True):
        again = world_from_dict(json.loads(json.dumps(world_to_dict(world))))
        (alone,) = play([again], tuning(), days=1, mode=Mode.REALISED, details=True)
        assert stored(alone) == stored(course)


def test_only_classmates_with_the_same_goods_share_buyers():
    same = shared_day([member(0), member(1)], tuning()).worlds[0].env
    other = shared_day([member(0), member(1, category="craft")], tuning()).worlds[0].env
    unnamed = shared_day(classroom(2, category=""), tuning()).worlds[0].env
    home = audience_mask(tuning(), ["home"])
    assert (same.overlap[home] > 0.01).all()
    assert (same.overlap[~home] == 0.0).all()
    assert not other.overlap.any()
    assert not unnamed.overlap.any()
    np.testing.assert_array_equal(same.rivals["meta"], other.rivals["meta"])


def test_who_advertises_elsewhere_is_not_touched():
    far = member(99, plan("province"))
    (alone,) = play([far], tuning(), days=1, details=True)
    crowd = play_class_day([*classroom(20, category="craft"), far], tuning(), mode=Mode.EXPECTED)
    assert crowd[-1].reports == alone.reports


def test_more_money_of_others_never_helps():
    def mine(budget: int) -> float:
        worlds = [member(0), *(member(k, plan("home", budget=budget)) for k in range(1, 6))]
        return play_class_day(worlds, tuning(), mode=Mode.EXPECTED)[0].total.orders

    sold = [mine(budget) for budget in (0, 20_000, 100_000, 500_000)]
    assert sold == sorted(sold, reverse=True)
    assert sold[0] == play([member(0)], tuning(), days=1)[0].total.orders


def test_shops_that_cannot_be_one_class_are_refused():
    with pytest.raises(ValueError, match="same day"):
        shared_day([member(0), replace(member(1), state=replace(member(1).state, day=4))], tuning())
    with pytest.raises(ValueError, match="same key"):
        shared_day([member(0), member(0)], tuning())
    assert play_class_day([], tuning(), mode=Mode.EXPECTED) == []


def second_price(bids: np.ndarray, own: int, floor: float, rivals: np.ndarray) -> tuple[float, float]:
    """Return (win rate, payment per opportunity) of one bidder among fixed bids and drawn strangers.

    The exact rule: highest bid wins and pays the best losing bid, at least the floor.
    """
    against = np.maximum(np.delete(bids, own).max(initial=0.0), rivals)
    won = (bids[own] > against) & (bids[own] >= floor)
    return float(won.mean()), float(np.where(won, np.maximum(against, floor), 0.0).mean())


@pytest.mark.parametrize("bidders", range(1, 9))
def test_the_pressure_of_classmates_points_where_exact_auctions_point(bidders):
    """Against an exact n-bidder second-price auction for one place, by sorting bids.

    The model does not run that auction: classmates raise the median of the strangers' bids instead, because a
    feed has many places and not all classmates want the same one.  So only the direction can be compared: with
    every classmate more, an unchanged bid wins less and pays more per win, in both.
    """
    floor, bid = tuning().auction.floor_ratio, 1.0
    u = np.random.default_rng(7).random(60_000)
    strangers = (u / (1.0 - u)) ** 0.25
    classmates = np.full(bidders, 0.9 * bid)
    bids = np.concatenate(([bid], classmates))
    won, paid = second_price(bids, 0, floor, strangers)
    fewer, paid_fewer = second_price(bids[:1], 0, floor, strangers)
    assert fewer == pytest.approx(float(win_rate(bid)), abs=0.01)
    assert paid_fewer == pytest.approx(float(mean_payment(bid, floor)), abs=0.01)
    assert won <= fewer
    assert paid / won >= paid_fewer / fewer

    pressure = np.exp(tuning().auction.rival_pressure * 0.02 * bidders)
    assert float(win_rate(bid / pressure)) < float(win_rate(bid))
    cost = pressure * float(mean_payment(bid / pressure, floor)) / float(win_rate(bid / pressure))
    assert cost > float(mean_payment(bid, floor)) / float(win_rate(bid))


plans = st.builds(
    plan,
    st.sampled_from(["home", "regency"]),
    slot=st.integers(1, 9),
    channel=st.sampled_from(PAID),
    budget=st.integers(0, 10**6),
    targeting=st.sampled_from(Targeting),
    arm=st.sampled_from(["", "a", "b"]),
    bid_cap=st.none() | st.integers(0, 9_000),
    creative=st.builds(Creative, st.text(max_size=5), st.text(max_size=5), st.floats(0, 100)),
    offer=st.builds(
        replace,
        st.just(OFFER),
        shipping=st.sampled_from(ShippingTerms),
        shipping_fees=st.none() | st.tuples(*[st.integers(0, 90_000)] * 6),
        ages=st.sampled_from([(), ("18-24",)]),
    ),
)
circumstances = st.builds(
    replace,
    st.just(ENV),
    demand=st.floats(0, 3),
    events=st.lists(
        st.builds(Event, st.text(max_size=4), st.just(0), st.integers(0, 9), st.floats(0.1, 3)), max_size=2
    ).map(tuple),
)


@given(plans, circumstances)
def test_plain_forms_keep_everything(campaign, env):
    shop = replace(SHOP, followers={"org_ig": 20}, category="food")
    for value, write, read in (
        (campaign, plan_to_dict, plan_from_dict),
        (shop, shop_to_dict, shop_from_dict),
        (env, env_to_dict, env_from_dict),
    ):
        assert read(json.loads(json.dumps(write(value)))) == value


def test_plain_forms_from_before_a_field_existed_take_its_default():
    old = plan_to_dict(plan())
    del old["arm"], old["targeting"], old["offer"]["cod"]
    assert plan_from_dict(old) == plan()
    with pytest.raises(ValueError, match="newer"):
        world_from_dict({**world_to_dict(member(0)), "format": 99})
    with pytest.raises(ValueError, match="daily_budget"):
        plan_from_dict({**plan_to_dict(plan()), "daily_budget": -1})
