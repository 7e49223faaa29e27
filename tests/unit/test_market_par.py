"""Par is worth trusting: near the best there is, never above the wallet, never below what was done."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from sandbox.campaigns.market.par import Change, Par, par
from sandbox.campaigns.market.par_options import Choice, Post
from sandbox.campaigns.market.par_search import Effort, Evaluator, knapsack
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.state import initial_state
from sandbox.campaigns.market.tuning import Tuning, tuning_from_dict
from sandbox.campaigns.market.types import Audience, CampaignPlan, Creative
from sandbox.campaigns.market.world import World
from sandbox.packs.market import load_tuning
from tests.support.brute_force import CASES, CLOTH, GOOD, Case, best_of_all, par_of
from tests.support.market import ENV, OFFER, SHOP, plan, tuning

QUICK = Effort(posts=1, audiences=1, starts=1, rounds=2, moves=6)
POSTS = (Post(CLOTH, Creative("photo-1", "caption-1", 40, 40)), Post(CLOTH, GOOD))
DAYS = 4


def world(*plans: CampaignPlan, shop=SHOP) -> World:
    return World(initial_state(shop, tuning()), plans, shop, ENV)


def own_plan(**changes) -> CampaignPlan:
    return plan(**{"offer": CLOTH, "creative": POSTS[0].creative, "end_day": DAYS - 1, **changes})


def search(*plans: CampaignPlan, **changes) -> Par:
    given = {
        "wallet": 400_000, "days": DAYS, "channels": ("meta", "gsearch", "wa_bc"),
        "posts": POSTS, "effort": QUICK, **changes,
    }  # fmt: skip
    shop = given.pop("shop", replace(SHOP, contacts=100))
    numbers = given.pop("numbers", tuning())
    return par(world(*plans, shop=shop), numbers, **given)


def profit_of(*plans: CampaignPlan, shop) -> float:
    with_, without = play([world(*plans, shop=shop), world(shop=shop)], tuning(), days=DAYS)
    return with_.total.profit - without.total.profit


@cache
def usual() -> Par:
    return search(own_plan())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_par_comes_near_the_best_of_a_grid_tried_out_whole(case: Case):
    best = best_of_all(case)
    assert par_of(case).profit >= 0.93 * best


def test_par_is_what_its_plans_really_earn():
    found, shop = usual(), replace(SHOP, contacts=100)
    assert found.profit == pytest.approx(profit_of(*found.plans, shop=shop), abs=1)
    assert found.own_profit == pytest.approx(profit_of(own_plan(), shop=shop), abs=1)
    assert found.percent == pytest.approx(100 * max(0, found.own_profit) / found.profit)
    assert found == search(own_plan())


def test_par_keeps_to_the_wallet_the_channels_and_the_days():
    found = search(own_plan(), wallet=250_000, channels=("meta", "tiktok"))
    spent = sum(each.daily_budget * (each.end_day - each.start_day + 1) for each in found.plans)
    assert spent <= 250_000
    assert {each.channel for each in found.plans} <= {"meta", "tiktok"}
    assert all(0 <= each.start_day <= each.end_day < DAYS for each in found.plans)
    assert len({each.slot for each in found.plans}) == len(found.plans)


def test_par_advertises_with_the_better_post():
    assert {each.creative for each in usual().plans} == {GOOD}


def test_the_named_changes_gain_what_they_say():
    found, shop = usual(), replace(SHOP, contacts=100)
    assert len(found.gains) == 2
    assert found.gains[0].profit >= found.gains[1].profit > 0
    for gain in found.gains:
        assert gain.before != gain.after
        own = () if gain.slot == 0 else (own_plan(),)
        changed = own if gain.plan is None else (*own, gain.plan)
        assert profit_of(*changed, shop=shop) - found.own_profit == pytest.approx(gain.profit, abs=1)
    assert found.profit >= found.own_profit + found.gains[0].profit - 1e-6


def test_par_is_never_below_the_own_plan_even_when_that_cost_more_than_the_wallet():
    dear = own_plan(
        channel="gsearch", creative=GOOD, daily_budget=80_000, audience=Audience((), interests=("fashion",))
    )
    found = search(dear, wallet=0, channels=())
    assert found.own_profit > 0
    assert found.profit == found.own_profit
    assert found.percent == 100


def test_who_has_done_nothing_is_told_what_to_begin_with():
    found = search()
    assert found.own_profit == 0
    assert {gain.change for gain in found.gains} <= {Change.ADD, Change.FREE}
    assert found.gains[0].plan.channel == found.gains[0].after


def test_with_an_empty_wallet_only_free_posts_remain():
    found = search(wallet=0)
    assert found.profit > 0
    assert {each.channel for each in found.plans} == {"wa_bc"}
    assert [gain.change for gain in found.gains] == [Change.FREE]


@pytest.mark.parametrize(
    "changes",
    [
        {"posts": [Post(replace(CLOTH, stock=0), GOOD)]},
        {"posts": []},
        {"channels": ()},
        {"channels": ("carrier-pigeon",)},
        {"posts": [Post(replace(OFFER, goods_cost=30_000), GOOD)]},
        {"wallet": 15_000, "channels": ("meta",)},
    ],
    ids=[
        "nothing in stock",
        "no post",
        "no channel",
        "unknown channel",
        "sold at a loss",
        "below the minimum",
    ],
)
def test_where_nothing_pays_par_is_nothing(changes):
    found = search(**changes)
    assert (found.profit, found.plans, found.percent) == (0, (), None)


def test_stopping_is_a_change_when_ads_only_cost():
    found = search(plan(end_day=DAYS - 1), channels=("meta",), posts=[Post(OFFER, GOOD)])
    assert found.own_profit < 0
    assert Change.STOP in {gain.change for gain in found.gains}


def test_one_day_is_enough_and_none_is_not():
    assert search(days=1).profit >= 0
    with pytest.raises(ValueError, match="day"):
        search(days=0)


def test_the_knapsack_takes_the_best_affordable_campaign_of_each_channel():
    choice = Choice(tuning(), ("meta", "gsearch"), POSTS, first_day=0, days=1, wallet=100_000, first_slot=0)
    cheap, dear = own_plan(daily_budget=50_000), own_plan(daily_budget=90_000)
    search_ad = own_plan(slot=1, channel="gsearch", daily_budget=50_000)
    known = {(): 0.0, (cheap,): 60.0, (dear,): 80.0, (search_ad,): 50.0}
    evaluator = Evaluator(world(), tuning(), 1, known=known)
    singles = {"meta": [dear, cheap], "gsearch": [search_ad]}
    joint = knapsack(choice, singles, evaluator, Effort())
    assert set(joint[0]) == {cheap, search_ad}
    assert joint[1] == (dear,)


def one_region() -> Tuning:
    """Return the Indonesian numbers cut down to the own sub-district."""

    def cut(name: str, record: dict) -> dict:
        by_region = "region" in name or name == "shipping_fees"
        return {**record, "value": record["value"][:1]} if by_region else record

    data = load_tuning()
    for part in ("segments", "money", "broadcast", "organic"):
        section = {name: cut(name, record) for name, record in data.get(part, {}).items()}
        data = {**data, part: section} if section else data
    return tuning_from_dict(data)


def test_a_country_of_one_region_has_a_par_too():
    numbers = one_region()
    shop = replace(SHOP, contacts=100)
    found = par(
        World(initial_state(shop, numbers), (), shop, ENV), numbers,
        wallet=400_000, days=3, channels=("meta", "gsearch"), posts=POSTS, effort=QUICK,
    )  # fmt: skip
    assert found.profit >= 0
    assert all(set(each.audience.regions) <= {"home"} for each in found.plans)
