"""True effects add up, tell ads that cost money from ads that earn it, and hold still under rearrangement."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.shapley import (
    antithetic_orders,
    coalitions_of,
    every_coalition,
    exact_shares,
    mask_of,
    sampled_shares,
)
from sandbox.campaigns.market.state import initial_state
from sandbox.campaigns.market.truth import Phase, true_effects
from sandbox.campaigns.market.types import Mode
from sandbox.campaigns.market.world import World
from tests.support.market import ENV, OFFER, SHOP, plan, tuning

DEAR = replace(OFFER, price=90_000, market_price=90_000, goods_cost=50_000)


def world(*plans, shop=SHOP) -> World:
    return World(initial_state(shop, tuning()), plans, shop, ENV)


def game(players: int, seed: int = 1) -> dict[int, np.ndarray]:
    rng = np.random.default_rng(seed)
    return {mask: rng.normal(size=2) for mask in every_coalition(players)}


def test_shares_are_the_mean_over_all_orders_of_arrival():
    value = game(4)
    adds = np.zeros((4, 2))
    for order in permutations(range(4)):
        for size, player in enumerate(order):
            adds[player] += value[mask_of(order[: size + 1])] - value[mask_of(order[:size])]
    assert exact_shares(4, value) == pytest.approx(adds / 24)


def test_a_player_that_changes_nothing_gets_nothing_and_equals_get_equal():
    worth = {mask: np.array([float((mask & 0b011).bit_count() ** 2)]) for mask in every_coalition(3)}
    assert exact_shares(3, worth)[:, 0] == pytest.approx([2.0, 2.0, 0.0])


def test_sampled_shares_add_up_exactly_and_stay_within_their_error():
    value = game(7)
    orders = antithetic_orders(7, 200)
    assert set(coalitions_of(orders)) <= set(every_coalition(7))
    shares, errors = sampled_shares(orders, value)
    assert shares.sum(axis=0) == pytest.approx(value[127] - value[0], abs=1e-9)
    assert (np.abs(shares - exact_shares(7, value)) < 4.5 * errors).all()


def test_one_campaigns_effect_is_with_minus_without():
    one = plan("home", "regency", offer=DEAR)
    truth = true_effects(world(one), tuning(), days=7)
    stopped = replace(one, end_day=6)
    with_, without = (c.total for c in play([world(stopped), world()], tuning(), days=21))
    effect = truth.campaigns[0]
    assert not truth.sampled
    assert effect.orders == pytest.approx(with_.orders - without.orders, abs=1e-6)
    assert effect.profit == pytest.approx(with_.profit - without.profit, abs=30)
    assert effect.spend == 350_000
    assert effect.roas == pytest.approx(effect.revenue / 350_000)


def test_the_parts_add_up_to_the_whole_when_campaigns_share_buyers_and_stock():
    scarce = replace(DEAR, stock=8)
    plans = [plan("home", offer=scarce), plan("home", slot=1, offer=scarce, budget=80_000)]
    plans.append(plan("home", slot=4, channel="mkt", offer=scarce))
    truth = true_effects(world(*plans), tuning(), days=6)
    for name in ("orders", "revenue", "profit"):
        parts = sum(getattr(effect, name) for effect in truth.campaigns.values())
        whole = getattr(truth.everything, name) - getattr(truth.nothing, name)
        assert parts == pytest.approx(whole, abs=1e-6)
    assert set(truth.campaigns) == {0, 1, 4}


def test_many_campaigns_are_sampled_and_still_add_up():
    plans = [plan("home", slot=slot, budget=20_000) for slot in range(6)]
    truth = true_effects(world(*plans), tuning(), days=2, tail_days=0, pairs=3)
    assert truth.sampled
    parts = sum(effect.orders for effect in truth.campaigns.values())
    assert parts == pytest.approx(truth.everything.orders - truth.nothing.orders, abs=1e-6)
    effects = [effect.orders for effect in truth.campaigns.values()]
    assert max(effects) < 1.5 * min(effects)
    assert all(effect.error > 0 for effect in truth.campaigns.values())


def test_decisions_edited_on_the_way_belong_to_the_same_campaign():
    first, second = plan("home", offer=DEAR), plan("home", offer=DEAR, budget=100_000)
    later = [Phase(3, (second,), SHOP, ENV)]
    truth = true_effects(world(first), tuning(), days=2, later=later, tail_days=0)
    assert truth.campaigns[0].spend == 2 * 50_000 + 3 * 100_000


def test_a_price_changed_on_the_way_is_no_effect_of_the_campaign():
    # The page asks the new price whether or not anybody advertises it, so ads without a budget brought nothing.
    known = replace(SHOP, contacts=3_000)
    idle, cheaper = plan(budget=0), plan(budget=0, offer=replace(OFFER, price=10_000))
    later = [Phase(3, (cheaper,), known, ENV), Phase(2, (), known, ENV)]
    effect = true_effects(world(idle, shop=known), tuning(), days=5, later=later).campaigns[0]
    assert (effect.orders, effect.revenue, effect.profit) == pytest.approx((0.0, 0.0, 0.0), abs=1e-6)


def test_realised_effects_are_whole_orders_under_the_shops_own_luck():
    truth = true_effects(world(plan(offer=DEAR)), tuning(), days=4, mode=Mode.REALISED)
    assert truth.campaigns[0].orders == int(truth.campaigns[0].orders)


def test_break_even_says_what_a_rupiah_of_ads_must_bring():
    sold = true_effects(world(plan(offer=DEAR)), tuning(), days=3).campaigns[0]
    margin = (90_000 - 50_000 - 1_000) / 90_000
    assert sold.break_even_roas == pytest.approx(1 / margin, rel=0.01)
    at_a_loss = replace(DEAR, goods_cost=90_000)
    assert true_effects(world(plan(offer=at_a_loss)), tuning(), days=1).campaigns[0].break_even_roas is None


def test_a_campaign_without_budget_or_no_campaign_at_all_brings_nothing():
    idle = true_effects(world(plan(budget=0)), tuning(), days=2).campaigns[0]
    assert idle.profit == pytest.approx(0, abs=1e-6)
    assert idle.roas is None
    assert idle.attributed_roas is None
    assert true_effects(world(), tuning(), days=2).campaigns == {}
    with pytest.raises(ValueError, match="day"):
        true_effects(world(), tuning(), days=0)
