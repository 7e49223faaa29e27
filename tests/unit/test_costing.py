"""Harga jual: the worked example to the rupiah; no rupiah lost or made; dearer never means less fee."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.packs.cost_sheets import KINDS, load_cost_sheets
from sandbox.packs.fees import FeeChannel, load_fees, read_fees
from sandbox.packs.loader import load_pack
from sandbox.packs.qris import load_qris
from sandbox.packs.reading import HERE, PackError
from sandbox.shops.costing.costing import (
    Batch,
    CostLine,
    Order,
    Outcome,
    compare,
    fee_of,
    margin,
    markup,
    price_for_margin,
    round_price,
    sell,
)

LOCALES = ("id", "en")
FEES = load_fees("indonesia", LOCALES)
CHANNELS = {channel.key: channel for channel in FEES.channels}
CRISPS = load_cost_sheets("indonesia", LOCALES)["camilan"]

amounts = st.integers(0, 100_000_000)
counts = st.integers(1, 5_000)
channels = st.sampled_from(FEES.channels)


def batch(made: int = 20, good: int = 20) -> Batch:
    lines = tuple(CostLine(line.kind, line.name("id"), line.amount) for line in CRISPS.lines)
    return Batch(lines, made, good)


def percent(share: Fraction | None) -> float:
    assert share is not None
    return float(round(share * 1000)) / 10


def test_twenty_packs_of_tempeh_crisps_cost_what_the_class_is_taught() -> None:
    crisps = batch()
    assert crisps.total == 218_000
    assert crisps.unit_cost == 10_900
    assert crisps.rounding == 0
    assert percent(markup(18_000, crisps.unit_cost)) == 65.1
    assert percent(margin(18_000 - crisps.unit_cost, 18_000)) == 39.4
    assert sum(crisps.spent_on(kind) for kind in KINDS) == crisps.total


def test_two_burnt_packs_raise_the_cost_by_a_ninth() -> None:
    crisps = batch(good=18)
    assert Fraction(crisps.total, crisps.good) == Fraction(10_900) * 10 / 9
    assert crisps.unit_cost == 12_112
    assert (crisps.lost, crisps.loss_each) == (2, 1_212)


@pytest.mark.parametrize(
    ("channel", "fee", "left", "share"),
    [
        ("wa_transfer", 0, 7_100, 39.4),
        ("qris_micro", 0, 7_100, 39.4),
        ("qris_small", 126, 6_974, 38.7),
        ("shopee", 2_870, 4_230, 23.5),
        ("shopee_shipping", 3_590, 3_510, 19.5),
        ("tokopedia", 2_690, 4_410, 24.5),
        ("tokopedia_dynamic", 3_590, 3_510, 19.5),
    ],
)
def test_what_each_place_leaves_of_one_pack(channel: str, fee: int, left: int, share: float) -> None:
    outcome = sell(Order(18_000, 1, 10_900, 0), CHANNELS[channel], "camilan")
    assert (outcome.fee, outcome.left, percent(outcome.margin)) == (fee, left, share)


def test_three_packs_in_one_order_pay_the_fixed_fee_once() -> None:
    outcome = sell(Order(18_000, 3, 10_900, 0), CHANNELS["shopee"], "camilan")
    assert (outcome.fee, outcome.left, percent(outcome.margin)) == (6_110, 15_190, 28.1)


def test_the_price_that_keeps_thirty_percent_on_shopee() -> None:
    order = Order(0, 1, 10_900, 0)
    price = price_for_margin(order, 30, CHANNELS["shopee"], "camilan")
    assert price is not None
    assert abs(price - 19_918) <= 1
    assert round_price(price, FEES.steps) == 20_000
    assert price_for_margin(order, 95, CHANNELS["shopee"], "camilan") is None, (
        "fees and margin exceed the price"
    )


def test_places_are_listed_by_the_money_they_leave() -> None:
    order = Order(18_000, 1, 10_900, 0)
    listed = compare(order, FEES.channels, "camilan")
    assert [channel.key for channel, _ in listed][:3] == ["wa_transfer", "qris_micro", "qris_small"]
    assert [o.left for _, o in listed] == sorted((o.left for _, o in listed), reverse=True)


def test_cloth_pays_its_own_share_and_large_qris_payments_pay() -> None:
    assert fee_of(CHANNELS["shopee"].parts[0], Order(100_000, 1, 0, 0), "kain") == 8_000
    micro = CHANNELS["qris_micro"].parts[0]
    assert fee_of(micro, Order(500_000, 1, 0, 0), "camilan") == 0
    assert fee_of(micro, Order(600_000, 1, 0, 0), "camilan") == 1_800
    dynamic = CHANNELS["tokopedia_dynamic"].parts[1]
    assert fee_of(dynamic, Order(2_000_000, 2, 0, 0), "camilan") == 80_000, "at most Rp40.000 a piece"


def test_how_many_orders_pay_advertising_back() -> None:
    outcome = sell(Order(18_000, 1, 10_900, 0), CHANNELS["wa_transfer"], "camilan")
    assert outcome.most_ad_cost == 7_100
    assert outcome.orders_to_pay_back(50_000) == 8
    assert outcome.orders_to_pay_back(0) == 0
    assert Outcome(Order(10_000, 1, 10_900, 0), ()).orders_to_pay_back(1) is None


def test_nothing_asked_or_nothing_spent_has_no_share() -> None:
    assert markup(18_000, 0) is None
    assert margin(0, 0) is None
    with pytest.raises(ValueError):
        batch(made=5, good=6)


@given(st.lists(amounts, max_size=12), counts, counts)
def test_the_pieces_together_cost_what_was_spent(spent: list[int], one: int, two: int) -> None:
    lines = tuple(CostLine("other", "", amount) for amount in spent)
    whole = Batch(lines, max(one, two), min(one, two))
    assert whole.unit_cost * whole.good == whole.total + whole.rounding
    assert 0 <= whole.rounding < whole.good
    dearer = Batch((*lines, CostLine("other", "", 1_000)), whole.made, whole.good)
    assert dearer.unit_cost >= whole.unit_cost
    assert Batch(lines, whole.made, whole.made).unit_cost <= whole.unit_cost, (
        "losing pieces never makes cheaper"
    )


@given(amounts, counts, amounts, amounts, channels)
def test_an_order_is_its_goods_packing_fees_and_what_is_left(
    price: int, pieces: int, cost: int, packing: int, channel: FeeChannel
) -> None:
    outcome = sell(Order(price, pieces, cost, packing), channel, "camilan")
    assert price * pieces == cost * pieces + packing + sum(outcome.fees) + outcome.left
    assert sell(Order(price + 1_000, pieces, cost, packing), channel, "camilan").fee >= outcome.fee
    assert sell(Order(price, pieces, cost + 1, packing), channel, "camilan").left < outcome.left
    one, both = (sell(Order(price, n, cost, 0), channel, "camilan").fee for n in (pieces, 2 * pieces))
    rounding = len(channel.parts)
    if price * 2 * pieces <= 500_000:  # above it a micro business begins to pay
        assert both <= 2 * one + rounding, "a fixed fee is paid once an order, however many pieces"


@given(st.integers(0, 1_000_000), st.integers(1, 60), channels)
def test_a_price_for_a_margin_keeps_it(cost: int, wanted: int, channel: FeeChannel) -> None:
    order = Order(0, 1, cost, 0)
    price = price_for_margin(order, wanted, channel, "camilan")
    assert price is not None
    outcome = sell(Order(price, 1, cost, 0), channel, "camilan")
    assert outcome.left * 100 >= wanted * price
    assert (price_for_margin(order, wanted + 1, channel, "camilan") or 0) >= price


@given(st.integers(0, 200_000_000), st.integers(0, 100_000))
def test_a_used_price_is_never_lower_and_never_jumps_back(price: int, more: int) -> None:
    used = round_price(price, FEES.steps)
    assert price <= used < price + 10_000
    assert round_price(price + more, FEES.steps) >= used
    assert round_price(used, FEES.steps) == used


def test_the_practice_payment_page_and_the_price_page_name_the_same_fees() -> None:
    told = load_qris("indonesia")
    (micro,), (small,) = CHANNELS["qris_micro"].parts, CHANNELS["qris_small"].parts
    assert (micro.share, micro.above, micro.as_of) == (
        told.micro_rate_above,
        told.micro_free_up_to,
        told.micro_since,
    )
    assert (small.share, small.as_of) == (told.small_rate, told.small_since)


def test_every_trade_has_a_believable_example() -> None:
    pack = load_pack("indonesia")
    sheets = load_cost_sheets("indonesia", pack.locales)
    assert set(sheets) == set(pack.trades)
    for trade, sheet in sheets.items():
        lines = tuple(CostLine(line.kind, line.name("id"), line.amount) for line in sheet.lines)
        cost = Batch(lines, sheet.made, sheet.good).unit_cost
        assert cost < sheet.price, trade
        assert any(line.kind == "labour" for line in lines), f"{trade}: own work counts"
        usual = [product.unit_cost / product.price for product in pack.trades[trade].products]
        assert min(usual) * 0.9 <= cost / sheet.price <= max(usual) * 1.1, trade
    assert {trade for part in FEES.channels for p in part.parts for trade in p.by_trade} <= set(pack.trades)


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ("percent = 0.3", "percent = 0.333", "percent"),
        ("percent = 9", "percent = 100", "percent"),
        ('confidence = "L"', 'confidence = "X"', "confidence"),
        ("as_of = 2026-11-21", 'as_of = "lately"', "as_of"),
        ("[20_000, 500]", "[20_300, 500]", "steps"),
        ("goods_only = false", 'goods_only = "no"', "goods_only"),
        ("margin = 40", "margen = 40", "margin"),
        ('key = "tokopedia"', 'key = "shopee"', "channels"),
    ],
)
def test_a_slip_in_the_fees_names_file_and_key(tmp_path: Path, right: str, wrong: str, key: str) -> None:
    text = (HERE / "indonesia" / "fees.toml").read_text(encoding="utf-8")
    assert right in text
    file = tmp_path / "fees.toml"
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PackError, match=rf"fees\.toml.*{key}"):
        read_fees(file, LOCALES)
