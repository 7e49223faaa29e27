"""The band of luck holds about four out of five lucks, and tells an ordinary result from an odd one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sandbox.campaigns.market.chance import Chance, luck_band
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.state import initial_state
from sandbox.campaigns.market.types import Audience, CampaignPlan, Mode
from sandbox.campaigns.market.world import World
from sandbox.campaigns.stylised_facts.setting import reports
from tests.support.market import ENV, OFFER, SHOP, plan, tuning

REPLICATES = 240
EVERYWHERE = Audience()
CASES = {
    "a meta week": (plan(budget=80_000),),
    "two orders": (plan(budget=20_000),),
    "two channels, paid on delivery": (
        plan(offer=replace(OFFER, cod=True), budget=40_000),
        plan(offer=replace(OFFER, cod=True), slot=1, channel="mkt", budget=60_000, audience=EVERYWHERE),
    ),
}


@cache
def lucks(name: str) -> tuple[Chance, ...]:
    """Return what 240 classes with the same decisions and different luck are told."""
    return lucks_of(CASES[name])


def lucks_of(plans: tuple[CampaignPlan, ...], count: int = REPLICATES) -> tuple[Chance, ...]:
    start = initial_state(SHOP, tuning())
    worlds = [World(start, plans, SHOP, replace(ENV, class_seed=f"luck-{k}")) for k in range(count)]
    (expected,) = play(worlds[:1], tuning(), days=7, details=True)
    played = play(worlds, tuning(), days=7, mode=Mode.REALISED, details=True)
    return tuple(luck_band(plans, expected.reports, course.reports, tuning()) for course in played)


@pytest.mark.parametrize("name", CASES)
def test_about_four_of_five_lucks_end_inside_the_band(name):
    told = lucks(name)
    assert 0.74 <= np.mean([chance.orders.ordinary for chance in told]) <= 0.86
    assert 0.74 <= np.mean([chance.money.ordinary for chance in told]) <= 0.86


@pytest.mark.parametrize("name", CASES)
def test_lucks_cancel_on_average(name):
    orders = np.array([chance.orders.luck for chance in lucks(name)])
    money = np.array([chance.money.luck for chance in lucks(name)])
    assert abs(orders.mean()) < 4 * orders.std() / np.sqrt(REPLICATES)
    assert abs(money.mean()) < 4 * money.std() / np.sqrt(REPLICATES)


def test_the_end_of_the_stock_bounds_good_luck():
    scarce = plan(budget=200_000, offer=replace(OFFER, stock=24))
    for chance in lucks_of((scarce,), 20):
        assert chance.orders.high == pytest.approx(24)
        assert chance.orders.low < 24
        assert chance.orders.ordinary or chance.orders.luck < 0


def test_selling_at_a_loss_turns_the_money_band_round():
    at_a_loss = plan(budget=80_000, offer=replace(OFFER, goods_cost=30_000))
    for chance in lucks_of((at_a_loss,), 20):
        assert chance.money.low < chance.money.expected < chance.money.high
        assert (chance.orders.luck > 0) == (chance.money.luck < 0)


def test_nothing_to_expect_leaves_no_room_for_luck():
    (chance,) = lucks_of((plan(budget=0),), 1)
    assert (chance.orders.low, chance.orders.high) == (0, 0)
    assert chance.orders.ordinary
    assert luck_band((), (), (), tuning()).money.luck == 0


@pytest.mark.parametrize("budget", [6_000, 26_000, 30_000])
def test_the_ends_of_the_band_are_whole_orders_and_inside(budget):
    days = reports(tuning(), plan(budget=budget), days=9)
    band = luck_band([plan()], days, days, tuning()).orders
    assert (band.low, band.high) == (int(band.low), int(band.high))
    assert replace(band, realised=int(band.low)).ordinary
    assert replace(band, realised=int(band.high)).ordinary


def test_an_odd_result_is_called_odd():
    told = lucks("a meta week")[0].orders
    assert not replace(told, realised=told.high + 1).ordinary
    assert not replace(told, realised=told.low - 1).ordinary
