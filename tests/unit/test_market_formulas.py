"""The market's closed forms against direct calculation, on numbers small enough to check."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.campaigns.market import calendar, explain, funnel
from sandbox.campaigns.market.auction import mean_payment, partial_mean, win_rate
from sandbox.campaigns.market.draws import Draws, Stage, binomial_quantile, hash64
from sandbox.campaigns.market.pacing import Landscape, pace
from sandbox.campaigns.market.reach import reached
from sandbox.campaigns.market.rounding import largest_remainder
from sandbox.campaigns.market.stock import expected_filled
from sandbox.campaigns.market.wearout import same_picture, similarity, wear_out, wear_out_exact
from tests.support.market import tuning

FLOOR = 0.22
calm = settings(deadline=None)
"""A busy machine is not a failure."""


def integrate(values: np.ndarray, at: np.ndarray) -> float:
    """Return the trapezoid integral of sampled values."""
    return float(np.sum((values[1:] + values[:-1]) / 2 * np.diff(at)))


@pytest.mark.parametrize("y", [0.25, 0.6, 1.0, 2.5, 8.0])
def test_win_rate_and_payment_agree_with_numerical_integration(y):
    grid = np.linspace(0.0, y, 200_001)
    density = 4 * grid**3 / (1 + grid**4) ** 2
    assert integrate(density, grid) == pytest.approx(float(win_rate(y)), rel=1e-6)
    assert integrate(grid * density, grid) == pytest.approx(float(partial_mean(y)), rel=1e-6)
    paid = integrate(np.maximum(grid, FLOOR) * density, grid)
    assert paid == pytest.approx(float(mean_payment(y, FLOOR)), rel=1e-6)


def test_payment_ends_are_as_documented():
    assert float(partial_mean(0.0)) == pytest.approx(0.0, abs=1e-12)
    assert float(partial_mean(1e6)) == pytest.approx(math.pi / (2 * math.sqrt(2)), rel=1e-9)
    assert float(mean_payment(FLOOR * 0.999, FLOOR)) == 0.0


def test_auction_agrees_with_drawn_rival_bids():
    u = np.random.default_rng(1).random(400_000)
    rivals = (u / (1 - u)) ** 0.25
    won = rivals < 0.8
    assert won.mean() == pytest.approx(float(win_rate(0.8)), abs=0.003)
    assert np.where(won, np.maximum(rivals, FLOOR), 0).mean() == pytest.approx(
        float(mean_payment(0.8, FLOOR)), abs=0.003
    )


def landscape(*, per_click: bool = False) -> Landscape:
    rng = np.random.default_rng(3)
    return Landscape(
        opportunities=rng.uniform(100, 5_000, 12),
        price=rng.uniform(30, 60, 12),
        pull=rng.uniform(0.005, 0.03, 12),
        click_rate=rng.uniform(0.005, 0.02, 12),
        floor=FLOOR,
        per_click=per_click,
    )


@calm
@given(budget=st.just(0.0) | st.floats(1, 2e6), per_click=st.booleans(), cap=st.none() | st.floats(0, 300))
def test_pacing_spends_the_budget_or_says_why_not(budget, per_click, cap):
    market = landscape(per_click=per_click)
    result = pace(market, budget, cap=cap)
    spent = float(result.spend.sum())
    assert spent <= budget * (1 + 1e-12)
    assert result.exhausted or spent == pytest.approx(budget, rel=1e-9)
    assert (result.impressions >= 0).all()
    assert (result.impressions <= market.opportunities).all()
    assert (result.clicks <= result.impressions).all()


def test_pacing_of_a_batch_is_pacing_of_each():
    market = landscape()
    stacked = Landscape(
        *(np.stack([getattr(market, name)] * 3) for name in ("opportunities", "price", "pull", "click_rate")),
        floor=FLOOR,
    )
    budgets = np.array([500.0, 20_000.0, 5e6])
    batch = pace(stacked, budgets)
    for row, budget in enumerate(budgets):
        alone = pace(market, float(budget))
        np.testing.assert_allclose(batch.impressions[row], alone.impressions, rtol=1e-9)
        assert batch.exhausted[row] == alone.exhausted


def test_pacing_equalises_marginal_prices():
    result = pace(landscape(), 20_000.0)
    win = result.impressions / landscape().opportunities
    y = (win / (1 - win)) ** 0.25
    active = win > 0
    level = (y / landscape().pull)[active]
    assert level.max() / level.min() == pytest.approx(1.0, rel=1e-4)


@calm
@given(st.floats(0, 20), st.sampled_from([0.43, 0.5, 0.0]))
def test_wear_out_table_agrees_with_the_direct_sum(exposure, kappa):
    assert float(wear_out(exposure, kappa, 1.0)) == pytest.approx(
        wear_out_exact(exposure, kappa, 1.0), abs=2e-3
    )


def test_wear_out_agrees_with_drawn_exposures():
    # Negative binomial as a Poisson with a gamma mean: shape 2, mean 2 G, for R = 1 and G = 3.
    rng = np.random.default_rng(2)
    seen = rng.poisson(rng.gamma(2.0, 3.0, 400_000))
    assert ((seen + 1.0) ** -0.43).mean() == pytest.approx(wear_out_exact(3.0, 0.43, 1.0), abs=0.002)


def test_reach_of_a_heavy_use_audience():
    np.testing.assert_allclose(
        reached(np.array([100.0, 100.0]), np.array([0.0, 1.0]), 1.0), [0.0, 50.0], atol=1e-9
    )
    even = float(reached(np.array(100.0), np.array(1.0), 1e9))
    assert even == pytest.approx(100 * (1 - math.exp(-1)), rel=1e-6)


@calm
@given(st.integers(0, 60), st.floats(0, 1), st.floats(1e-9, 1 - 1e-9))
def test_binomial_quantile_is_the_exact_inverse(n, p, u):
    k = binomial_quantile(u, n, p)
    mass = [math.comb(n, j) * p**j * (1 - p) ** (n - j) for j in range(n + 1)]
    assert sum(mass[: k + 1]) >= u - 1e-9
    assert k == 0 or sum(mass[:k]) < u + 1e-9


@calm
@given(st.integers(0, 5_000), st.floats(0, 1), st.floats(0, 1), st.floats(1e-6, 1 - 1e-6))
def test_a_better_chance_never_brings_less(n, p, q, u):
    low, high = sorted((p, q))
    assert 0 <= binomial_quantile(u, n, low) <= binomial_quantile(u, n, high) + 1 <= n + 1


def test_draws_are_keyed_and_fixed_for_ever():
    draws = Draws("class", "v1", "shop")
    same = draws.uniform(day=3, stage=Stage.CLICKS, channel="meta", slot=1)
    assert same == Draws("class", "v1", "shop").uniform(day=3, stage=Stage.CLICKS, channel="meta", slot=1)
    others = {
        draws.uniform(day=4, stage=Stage.CLICKS, channel="meta", slot=1),
        draws.uniform(day=3, stage=Stage.VISITS, channel="meta", slot=1),
        draws.uniform(day=3, stage=Stage.CLICKS, channel="tiktok", slot=1),
        draws.uniform(day=3, stage=Stage.CLICKS, channel="meta", slot=2),
        Draws("class", "v2", "shop").uniform(day=3, stage=Stage.CLICKS, channel="meta", slot=1),
        Draws("class", "v1", "shop-2").uniform(day=3, stage=Stage.CLICKS, channel="meta", slot=1),
    }
    assert same not in others
    assert len(others) == 6
    # A stored class must replay on any machine and any later version: these are literal for that reason.
    assert hash64("class", "v1", "shop") == PINNED_HASH
    assert same == PINNED_UNIFORM


PINNED_HASH = 7285426786746658290
PINNED_UNIFORM = 0.4345032733880581


def test_draws_look_uniform():
    draws = Draws("class", "v1", "shop")
    values = np.array([draws.uniform(day=day, stage=Stage.SHOP) for day in range(2_000)])
    assert values.mean() == pytest.approx(0.5, abs=0.02)
    assert values.var() == pytest.approx(1 / 12, abs=0.005)


@calm
@given(st.integers(0, 10**6), st.lists(st.floats(0, 1e6), min_size=1, max_size=8))
def test_largest_remainder_adds_up_and_is_fair(total, weights):
    parts = largest_remainder(total, weights)
    assert sum(parts) == total
    assert min(parts) >= 0
    mass = sum(weights)
    if mass > 0:
        # A weight is a whole number of units off by less than one.
        assert all(abs(part - total * w / mass) < 1 + 1e-6 for part, w in zip(parts, weights, strict=True))


@calm
@given(st.floats(0, 60), st.integers(0, 80))
def test_expected_sales_from_stock_agree_with_the_direct_sum(demand, stock):
    mass, direct = math.exp(-demand), 0.0
    for k in range(400):
        direct += min(k, stock) * mass
        mass *= demand / (k + 1)
    assert expected_filled(demand, stock) == pytest.approx(direct, abs=1e-6)


@calm
@given(st.floats(0, 9_000), st.floats(0, 9_000), st.floats(0, 500))
def test_expected_sales_never_fall_when_demand_or_stock_rises(demand, stock, more):
    base = expected_filled(demand, stock)
    assert base <= min(demand, stock) + 1e-9
    # The three regimes (sum, normal, ample stock) meet to within a thousandth of an order.
    assert expected_filled(demand + more, stock) >= base - 1e-3
    assert expected_filled(demand, stock + more) >= base - 1e-3


def test_pictures_and_captions_decide_similarity():
    assert same_picture("00000000000000ff", "00000000000000fe")
    assert not same_picture("0000000000000000", "ffffffffffffffff")
    assert not same_picture("photo-1-abcdefgh", "photo-2-abcdefgh")
    assert similarity(("p", "c"), ("p", "c"), 0.8, 0.15) == 1.0
    assert similarity(("p", "c"), ("p", "d"), 0.8, 0.15) == 0.8
    assert similarity(("p", "c"), ("q", "c"), 0.8, 0.15) == 0.15


def test_calendar_knows_the_days_that_matter():
    rules, meta, market = tuning().calendar, tuning().channel("meta"), tuning().channel("mkt")

    def d(day: date, channel=meta, *, promo: bool = False) -> float:
        return calendar.demand(day, rules, channel, promo=promo)

    assert d(date(2026, 6, 10)) == pytest.approx(1.06)
    assert d(date(2026, 6, 26)) == pytest.approx(1.12)
    assert d(date(2026, 9, 9), market) == pytest.approx(1.06 * 2.3)
    assert d(date(2026, 9, 9), promo=True) == pytest.approx(1.06 * 1.35)
    assert d(date(2026, 9, 10), market) == pytest.approx(1.06 * 1.65)
    assert d(date(2026, 3, 14)) == pytest.approx(0.90 * 1.57)
    assert d(date(2026, 3, 21)) == pytest.approx(0.90 * 0.70)
    assert calendar.price(date(2026, 11, 11), rules, market) == pytest.approx(1.20 * 1.21)
    assert calendar.price(date(2026, 3, 4), rules, meta) == pytest.approx(1.10)
    assert d(date(2028, 2, 29)) == pytest.approx(1.03 * 1.12 * 0.70)


def test_reply_time_follows_the_table_between_its_points():
    rules = tuning().funnel
    assert [funnel.reply_close_rate(m, rules) for m in (0, 1, 5, 15, 60, 10_000)] == pytest.approx(
        [0.35, 0.35, 0.29, 0.22, 0.15, 0.08]
    )
    assert 0.22 < funnel.reply_close_rate(8, rules) < 0.29


def test_page_load_of_a_light_page():
    assert funnel.page_load_seconds(100_000, 6) == pytest.approx(0.6 + 0.5 + 0.9)


@calm
@given(st.lists(st.tuples(st.floats(1e-3, 1e3), st.floats(1e-3, 1e3)), min_size=1, max_size=7))
def test_lmdi_parts_add_up(pairs):
    before = {str(k): a for k, (a, _) in enumerate(pairs)}
    after = {str(k): b for k, (_, b) in enumerate(pairs)}
    parts = explain.lmdi(before, after)
    change = math.prod(after.values()) - math.prod(before.values())
    scale = max(math.prod(after.values()), math.prod(before.values()))
    assert sum(parts.values()) == pytest.approx(change, abs=1e-9 * scale)


def test_lmdi_blames_only_what_moved():
    parts = explain.lmdi({"click": 0.01, "visit": 0.8}, {"click": 0.02, "visit": 0.8})
    assert parts["visit"] == 0.0
    assert parts["click"] == pytest.approx(0.008)
    unknown = explain.lmdi({"click": 10.0, "visit": 0.5}, {"click": 0.0, "visit": math.nan})
    assert unknown["visit"] == 0.0
    assert unknown["click"] == pytest.approx(-5.0, abs=1e-6)
    with pytest.raises(ValueError, match="same stages"):
        explain.lmdi({"click": 1.0}, {"visit": 1.0})
