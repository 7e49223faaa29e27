"""Whatever a shop decides, the market day keeps its promises."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.campaigns.market import explain
from sandbox.campaigns.market import play as market
from sandbox.campaigns.market.contact import AUCTIONS
from sandbox.campaigns.market.delivery import opportunities
from sandbox.campaigns.market.estimate import estimate
from sandbox.campaigns.market.report import report_to_dict
from sandbox.campaigns.market.segments import audience_mask, audience_people
from sandbox.campaigns.market.state import initial_state, state_from_dict, state_to_dict, with_stock
from sandbox.campaigns.market.step import run, step
from sandbox.campaigns.market.tuning import TuningError, tuning_from_dict
from sandbox.campaigns.market.types import (
    Audience,
    Creative,
    Environment,
    Mode,
    Objective,
    Offer,
    ShippingTerms,
    ShopFacts,
    Status,
)
from sandbox.campaigns.market.world import World
from sandbox.packs.market import load_tuning
from tests.support.market import CREATIVE, ENV, OFFER, SHOP, plan, play, total, tuning

TABLE = tuning().segments
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

scores = st.floats(0, 100)


def some_of(names):
    """Return a strategy for none, one or two of the names."""
    return st.lists(st.sampled_from(names), max_size=2, unique=True).map(tuple)


shops = st.builds(
    ShopFacts,
    key=st.sampled_from(["a", "b"]),
    page_score=scores,
    load_seconds=st.floats(0.5, 60),
    reply_minutes=st.floats(0, 600),
    rating=st.floats(1, 5),
    reviews=st.integers(0, 2_000),
    contacts=st.integers(0, 3_000),
    open_share=st.floats(0, 1),
    chat_capacity=st.integers(0, 60),
)
offers = st.builds(
    Offer,
    key=st.sampled_from(["p", "q"]),
    price=st.integers(0, 400_000),
    goods_cost=st.integers(0, 50_000),
    market_price=st.integers(1_000, 100_000),
    interest=st.sampled_from(TABLE.interests),
    stock=st.integers(0, 40),
    packing=st.integers(0, 5_000),
    shipping=st.sampled_from(ShippingTerms),
    ages=some_of(TABLE.ages),
    genders=some_of(TABLE.genders),
    promo=st.booleans(),
    cod=st.booleans(),
)
creatives = st.builds(Creative, st.sampled_from("xy"), st.sampled_from("xy"), scores, scores)
audiences = st.builds(
    Audience, some_of(TABLE.regions), some_of(TABLE.ages), some_of(TABLE.genders), some_of(TABLE.interests)
)


@st.composite
def campaigns(draw):
    """Return one to three campaigns with different slots; one offer per key."""
    by_key = {offer.key: offer for offer in draw(st.lists(offers, min_size=1, max_size=2))}
    return [
        plan(
            slot=slot,
            channel=draw(st.sampled_from(sorted(tuning().channels))),
            offer=draw(st.sampled_from(list(by_key.values()))),
            creative=draw(creatives),
            audience=draw(audiences),
            objective=draw(st.sampled_from(Objective)),
            budget=draw(st.integers(0, 3_000_000)),
            bid_cap=draw(st.none() | st.integers(0, 5_000)),
        )
        for slot in range(draw(st.integers(1, 3)))
    ]


@few
@given(campaigns(), shops, st.sampled_from(Mode), st.dates(date(2025, 1, 1), date(2029, 12, 31)))
def test_a_day_keeps_its_promises(plans, shop, mode, start):
    env, state = Environment("seed", start), initial_state(shop, tuning())
    for _ in range(2):
        before = state
        (course,) = market.play(
            [World(state, tuple(plans), shop, env)], tuning(), days=1, mode=mode, details=True
        )
        state, reports, (organic,) = course.state, course.reports, course.organic_days
        stock = {p.offer.key: before.stock.get(p.offer.key, p.offer.stock) for p in plans}
        for key, had in stock.items():
            mine = [r for r, p in zip(reports, plans, strict=True) if p.offer.key == key]
            sold = sum(r.orders for r in mine) + organic.sold[key]
            assert sold <= had + 1e-9
            assert state.stock[key] >= had - sold - 1e-9
        back = sum(r.cod_failed for r in reports) + organic.cod_failed
        assert sum(state.stock.values()) == pytest.approx(
            sum(stock.values()) - sum(r.orders for r in reports) - organic.orders + back
        )
        check_organic(organic, whole=mode is Mode.REALISED)
        for report, campaign in zip(reports, plans, strict=True):
            check_report(report, campaign, whole=mode is Mode.REALISED)
        assert (state.contacts >= 0).all()


def check_organic(organic, *, whole: bool) -> None:
    """Assert everything that must hold for what came without a campaign."""
    numbers = asdict(organic)
    counts = ("visits", "from_memory", "from_contacts", "from_talk", "carts", "chats", "orders", "again")
    counts += ("lost_to_stock", "cod_failed")
    assert all(math.isfinite(numbers[name]) and numbers[name] >= 0 for name in counts)
    if whole:
        assert all(isinstance(numbers[name], int) for name in counts)
    parts = organic.from_memory + organic.from_contacts + organic.from_talk
    assert parts == (organic.visits if whole else pytest.approx(organic.visits))
    assert sum(organic.sold.values()) == pytest.approx(organic.orders)
    assert organic.again <= organic.orders + 1e-9
    costs = organic.goods_cost + organic.packing + organic.cod_loss + organic.shipping_cost
    assert organic.profit == organic.revenue - costs
    assert all(0 <= fans <= TABLE.people.sum() for fans in organic.followers.values())
    assert 1 <= organic.rating <= 5


def check_report(report, campaign, *, whole: bool) -> None:
    """Assert everything that must hold for one campaign-day."""
    numbers = asdict(report)
    counts = (
        "impressions", "reach", "reach_7d", "reach_total", "clicks", "visits", "carts", "chats",
        "orders", "lost_to_stock", "cod_failed", "opt_outs", "stock_left",
    )  # fmt: skip
    money = (
        "spend", "revenue", "goods_cost", "packing", "platform_fee", "cod_loss", "shipping_cost", "profit",
    )  # fmt: skip
    assert all(math.isfinite(numbers[name]) and numbers[name] >= 0 for name in counts)
    assert all(isinstance(numbers[name], int) for name in money)
    if whole:
        assert all(isinstance(numbers[name], int) for name in counts)
    assert 0 <= report.spend <= campaign.daily_budget
    costs = sum(numbers[name] for name in money[2:-1])
    assert report.profit == report.revenue - costs - report.spend
    mask = audience_mask(tuning(), *vars(campaign.audience).values())
    channel = tuning().channel(campaign.channel)
    if channel.pricing in AUCTIONS:
        seen = opportunities(tuning(), channel, campaign, mask).sum() * (1 + 1e-9)
        assert report.impressions <= (math.ceil(seen) if whole else seen)  # people come whole
        assert report.reach_total <= audience_people(tuning(), mask) + 1
        assert report.clicks <= report.impressions * (1 if whole else channel.rate_cap) + 1e-9
    assert report.reach <= report.reach_7d <= report.reach_total
    assert report.reach <= report.impressions + 1e-9
    assert report.orders + report.lost_to_stock <= report.carts + report.chats + 1e-9
    assert report.cod_failed <= report.orders
    for rows in report.breakdown.values():
        for name in ("impressions", "reach", "clicks", "orders", "spend"):
            added = sum(getattr(row, name) for row in rows)
            assert added == (numbers[name] if whole else pytest.approx(numbers[name], rel=1e-9))
    assert json.loads(json.dumps(report_to_dict(report)))["spend"] == report.spend


@few
@given(campaigns(), shops, st.sampled_from(Mode))
def test_stored_and_read_back_the_market_goes_on_the_same(plans, shop, mode):
    state, _ = run(initial_state(shop, tuning()), plans, shop, ENV, tuning(), mode, days=2)
    stored = json.dumps(state_to_dict(state))
    again = state_from_dict(json.loads(stored))
    assert json.dumps(state_to_dict(again)) == stored
    straight = step(state, plans, shop, ENV, tuning(), mode)
    resumed = step(again, plans, shop, ENV, tuning(), mode)
    assert repr(straight[1]) == repr(resumed[1])
    assert state_to_dict(straight[0]) == state_to_dict(resumed[0])


def test_a_state_from_the_future_is_refused():
    stored = state_to_dict(initial_state(SHOP, tuning()))
    with pytest.raises(ValueError, match="newer"):
        state_from_dict({**stored, "format": 99})


@few
@given(
    field=st.sampled_from(["photo_score", "caption_score"]),
    one=scores,
    other=scores,
    campaign=st.builds(
        plan,
        st.sampled_from(["home", "regency", "province"]),
        channel=st.sampled_from(["meta", "tiktok", "wa_bc"]),
        budget=st.integers(5_000, 400_000),
        offer=st.integers(5, 60).map(lambda stock: replace(OFFER, stock=stock)),
    ),
)
def test_fact_21_a_better_creative_never_sells_less(field, one, other, campaign):
    def sold(score: float) -> float:
        better = replace(campaign, creative=replace(CREATIVE, **{field: score}))
        return total(play(better, shop=replace(SHOP, contacts=400), days=5)).orders

    worse, better = sorted((one, other))
    assert sold(worse) <= sold(better) * (1 + 1e-6) + 1e-9


@few
@given(scores, scores, st.floats(0, 300), st.floats(0, 300), st.integers(5, 60))
def test_fact_21_a_better_page_or_quicker_reply_never_sells_less(one, other, fast, slow, stock):
    def sold(page: float, minutes: float) -> float:
        shop = replace(SHOP, page_score=page, reply_minutes=minutes)
        return total(play(plan(offer=replace(OFFER, stock=stock)), shop=shop, days=5)).orders

    worse, better = sorted((one, other))
    fast, slow = sorted((fast, slow))
    assert sold(worse, slow) <= sold(better, slow) * (1 + 1e-6) + 1e-9
    assert sold(worse, slow) <= sold(worse, fast) * (1 + 1e-6) + 1e-9


def test_the_modes_agree_on_average():
    expected = total(play(plan(), days=2))
    seeds = [
        total(play(plan(), days=2, env=replace(ENV, class_seed=str(s)), mode=Mode.REALISED))
        for s in range(120)
    ]
    for name, slack in (("impressions", 0.03), ("clicks", 0.06), ("visits", 0.06)):
        mean = sum(getattr(s, name) for s in seeds) / len(seeds)
        assert mean == pytest.approx(getattr(expected, name), rel=slack)
    orders = sum(s.orders for s in seeds) / len(seeds)
    assert orders == pytest.approx(expected.orders, abs=4 * math.sqrt(expected.orders * 1.3 / len(seeds)))


def test_no_budget_no_audience_and_too_much_money_are_said():
    (nothing,) = play(plan(budget=0), days=1)
    assert nothing.status[0] is Status.NO_BUDGET
    assert nothing.impressions == nothing.spend == nothing.orders == 0
    (flood,) = play(plan("home", budget=50_000_000), days=1)
    assert Status.UNDER_DELIVERY in flood.status
    assert flood.spend < 2_000_000
    (capped,) = play(plan(bid_cap=100), days=1)
    assert Status.BID_CAP in capped.status
    assert capped.spend < 50_000


def test_one_segment_audience_delivers():
    narrow = Audience(("home",), ("18-24",), ("female",), ("food",))
    report = play(plan(audience=narrow, budget=5_000), days=3)[-1]
    assert report.spend > 0
    assert {row.name for row in report.breakdown["age"] if row.impressions > 0} == {"18-24"}
    with pytest.raises(ValueError, match="unknown region: mars"):
        play(plan("mars"), days=1)


def test_stock_runs_out_and_money_still_burns():
    offer = replace(OFFER, stock=2)
    days = play(plan(offer=offer, budget=400_000), days=8, mode=Mode.REALISED)
    assert sum(day.orders for day in days) == 2
    assert sum(day.lost_to_stock for day in days) > 0
    assert days[-1].spend == 400_000
    assert days[-1].carts == 0
    assert Status.STOCK_OUT in days[-1].status
    state = with_stock(initial_state(SHOP, tuning()), {"tempe": 0})
    assert step(state, [plan()], SHOP, ENV, tuning())[1][0].orders == 0


def test_splitting_one_budget_into_ten_buys_nothing():
    whole = total(play(plan(budget=100_000), days=7))
    parts = total(play(*(plan(slot=slot, budget=10_000) for slot in range(10)), days=7))
    assert parts.orders <= 1.2 * whole.orders
    assert parts.impressions == pytest.approx(whole.impressions, rel=0.05)


def test_a_campaign_elsewhere_changes_no_luck():
    alone = play(plan("home"), days=3, mode=Mode.REALISED)
    second = plan("province", slot=1, channel="tiktok", creative=Creative("other", "other"))
    both = [r for r in play(plan("home"), second, days=3, mode=Mode.REALISED) if r.slot == 0]
    assert [(r.impressions, r.clicks, r.visits, r.carts, r.orders) for r in alone] == [
        (r.impressions, r.clicks, r.visits, r.carts, r.orders) for r in both
    ]


def test_a_significant_edit_sends_the_platform_back_to_learning():
    state, _ = run(initial_state(SHOP, tuning()), [plan()], SHOP, ENV, tuning(), days=7)

    def learnt(changed) -> float:
        return step(state, [changed], SHOP, ENV, tuning())[1][0].learning

    settled = learnt(plan())
    assert learnt(plan(budget=58_000)) == settled
    assert learnt(plan(budget=70_000)) < settled
    assert learnt(plan(creative=Creative("new", "caption-1"))) < settled
    assert learnt(plan("home")) < settled


def broadcast(contacts: int, *, days: int = 1, mode: Mode = Mode.EXPECTED, **changes):
    shop = replace(SHOP, contacts=contacts)
    campaign = plan(channel="wa_bc", budget=0, audience=Audience(), **changes)
    return run(initial_state(shop, tuning()), [campaign], shop, ENV, tuning(), mode, days=days)


def test_a_broadcast_follows_its_rules():
    _, (small,) = broadcast(100)
    assert small.impressions == pytest.approx(60)
    assert small.reach == pytest.approx(60 * 0.68)
    assert small.spend == 0
    assert small.opt_outs == pytest.approx(0.6)
    assert small.orders > 0
    state, (large,) = broadcast(5_000)
    assert large.impressions == pytest.approx(256 * 0.6)
    assert Status.LIST_CAPPED in large.status
    assert float(state.contacts.sum()) == pytest.approx(5_000 - large.opt_outs)
    _, (nobody,) = broadcast(0)
    assert nobody.status == (Status.NOT_ENOUGH_CONTACTS,)


def test_broadcasting_every_day_wears_out_and_drives_people_away():
    _, daily = broadcast(300, days=7)
    assert daily[1].opt_outs == pytest.approx(daily[0].opt_outs, rel=0.05)
    assert daily[6].opt_outs > 4 * daily[0].opt_outs
    assert daily[6].clicks < 0.7 * daily[0].clicks
    _, weekly = broadcast(300, days=8, every_days=7)
    assert [day.impressions > 0 for day in weekly] == [True, *[False] * 6, True]
    assert weekly[3].status[0] is Status.NOT_SENT_TODAY


def test_ads_grow_the_contact_list():
    state, reports = run(initial_state(SHOP, tuning()), [plan()], SHOP, ENV, tuning(), days=3)
    sums = total(reports)
    asked = 0.5 * sums.chats + 0.6 * sums.orders
    # A few more come by themselves, having seen the ad.
    assert asked <= float(state.contacts.sum()) <= 1.2 * asked


def test_money_of_one_day_by_hand():
    offer = replace(OFFER, shipping=ShippingTerms.FREE, shipping_fees=(1_000,) * 6, cod=True)
    numbers = tuning()
    certain = replace(numbers, money=replace(numbers.money, cod_share=1.0, cod_fail=1.0))
    reports = play(plan(offer=offer, channel="mkt"), days=7, mode=Mode.REALISED, numbers=certain)
    sold = [report for report in reports if report.orders]
    assert sold
    for day in sold:
        n = day.orders
        assert day.cod_failed == n
        assert (day.revenue, day.goods_cost, day.packing) == (20_000 * n, 11_000 * n, 1_000 * n)
        assert day.platform_fee == round(0.065 * 20_000 * n + 1_250 * n)
        assert day.cod_loss == 9_000 * n + 1_000 * n
        assert day.shipping_cost == 1_000 * n


def test_estimate_brackets_the_first_day():
    guess = estimate(plan(), SHOP, ENV, tuning())
    (day,) = play(plan(), days=1)
    assert guess.people == 500_000
    assert guess.reach[0] <= day.reach <= guess.reach[1]
    assert guess.clicks[0] <= day.clicks <= guess.clicks[1]
    assert guess.cost_per_click[0] < day.spend / day.clicks < guess.cost_per_click[1]
    assert not guess.below_minimum
    assert estimate(plan(budget=20_000), SHOP, ENV, tuning()).below_minimum
    assert Status.UNDER_DELIVERY in estimate(plan("home", budget=9_000_000), SHOP, ENV, tuning()).status
    by_list = plan(channel="wa_bc", budget=0, audience=Audience(), start_day=3)
    sent = estimate(by_list, replace(SHOP, contacts=80), ENV, tuning())
    assert (sent.people, sent.spend, sent.cost_per_click) == (80, 0, None)
    assert sent.reach[1] > 0


def test_funnel_of_reports_multiplies_to_its_orders():
    before, after = play(plan(), days=3), play(plan(score=80, budget=60_000), days=3)
    one, two = explain.funnel_factors(before), explain.funnel_factors(after)
    assert math.prod(one.values()) == pytest.approx(total(before).orders)
    parts = explain.lmdi(one, two)
    assert sum(parts.values()) == pytest.approx(total(after).orders - total(before).orders)
    assert parts["click"] > 0


def test_every_number_is_recorded_and_checked():
    data = load_tuning()
    assert tuning_from_dict(data).version == data["version"]
    wrong = load_tuning()
    wrong["auction"]["floor_ratio"]["value"] = 5
    with pytest.raises(TuningError, match=r"auction\.floor_ratio"):
        tuning_from_dict(wrong)
    missing = load_tuning()
    del missing["channels"]["meta"]["rate"]
    with pytest.raises(TuningError, match=r"channels\.meta\.rate: missing"):
        tuning_from_dict(missing)
    unsourced = load_tuning()
    unsourced["funnel"]["cart"]["source"] = ""
    with pytest.raises(TuningError, match=r"funnel\.cart"):
        tuning_from_dict(unsourced)
    shape = load_tuning()
    shape["auction"]["bid_shape"]["value"] = 5
    with pytest.raises(TuningError, match="bid_shape"):
        tuning_from_dict(shape)
    with pytest.raises(ValueError, match="not a country pack"):
        load_tuning("../indonesia")


def test_the_street_has_288_segments_and_everybody_is_counted():
    assert TABLE.size == 288
    assert audience_people(tuning(), audience_mask(tuning())) == 123_560_000
    assert audience_people(tuning(), audience_mask(tuning(), ["home"])) == 60_000


def test_the_market_needs_neither_web_nor_database():
    code = (
        "import sys, sandbox.campaigns.market.step, sandbox.campaigns.market.estimate\n"
        "heavy = {'flask', 'sqlalchemy', 'jinja2', 'PIL', 'wtforms'} & set(sys.modules)\n"
        "sys.exit(1 if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
