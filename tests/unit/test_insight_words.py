"""How a result is told: the first sentences, luck apart from skill, numbers that add up, in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sandbox.campaigns.insight import charts
from sandbox.campaigns.insight.compare import results, same_luck, stage_parts
from sandbox.campaigns.insight.computing import luck_of
from sandbox.campaigns.insight.presenters import (
    Understanding,
    happened,
    is_luck,
    luck_words,
    understand,
    weakest_stage,
)
from sandbox.campaigns.insight.sums import Totals, totals
from sandbox.campaigns.insight.words import count, round_money, signed_count, signed_money
from sandbox.campaigns.market.chance import Band
from sandbox.lang.texts import use_locale
from sandbox.packs.benchmarks import load_benchmarks
from tests.support.insight import campaign_played, with_result
from tests.support.market import tuning

NAMES: dict[str, dict[str, str]] = {"region": {"home": "Dekat"}, "age": {}, "gender": {}}


def told(campaign: Any) -> Understanding:
    found = understand(campaign, tuning=tuning(), benchmarks=load_benchmarks(), names=NAMES)
    assert found is not None
    return found


def a_total(**figures: float) -> Totals:
    sums = dict.fromkeys(
        ("impressions", "reach", "clicks", "visits", "carts", "chats", "orders", "lost_to_stock", "cod_failed",
         "spend", "revenue", "goods_cost", "packing", "platform_fee", "cod_loss", "shipping_cost", "profit"), 0.0,
    )  # fmt: skip
    return Totals(sums | figures, 0.0, 3)


def test_a_campaign_without_days_says_nothing_yet() -> None:
    campaign = campaign_played(1)
    campaign.results = []
    assert understand(campaign, tuning=tuning(), benchmarks=load_benchmarks(), names=NAMES) is None


@pytest.mark.parametrize("locale", ["id", "en"])
@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"channel": "wa_bc", "daily_budget": 0},
        {"channel": "mkt"},
        {"daily_budget": 0},
    ],
    ids=["paid", "broadcast", "marketplace", "no money"],
)
def test_every_kind_of_campaign_is_told_in_both_languages(locale: str, facts: dict[str, Any]) -> None:
    with use_locale(locale):
        for days in (1, 3):
            found = told(campaign_played(days, **facts))
            assert found.happened
            assert found.why
            assert found.luck
            assert len(found.table) == days + 1
            assert [chart.key for chart in found.days] == ["orders", "clicks", "reach"]


def test_the_waterfall_adds_up_to_the_rupiah() -> None:
    rows = charts.money_rows(totals(campaign_played(7).results, "realised"))
    assert rows[0]["kind"] == "start"
    assert rows[-1]["kind"] == "total"
    assert rows[0]["value"] + sum(row["value"] for row in rows[1:-1]) == rows[-1]["value"]


def test_costs_nobody_paid_are_not_listed_but_the_goods_always_are() -> None:
    rows = charts.money_rows(a_total(revenue=100, profit=100))
    assert [row["kind"] for row in rows] == ["start", "minus", "total"]


def test_the_funnel_says_how_many_of_a_hundred_go_on() -> None:
    rows = charts.funnel_rows(
        a_total(impressions=1000, clicks=20, visits=10, carts=1, chats=1, orders=1), is_message=False
    )
    assert [row["rate"] for row in rows] == ["", "2,0 dari 100", "50 dari 100", "20 dari 100", "50 dari 100"]
    assert rows[0]["value"] == 100


def test_a_message_may_be_answered_without_a_visit() -> None:
    rows = charts.funnel_rows(
        a_total(impressions=145, clicks=9, visits=4, chats=7, orders=3), is_message=True
    )
    assert [row["rate"] for row in rows] == ["", "6,2 dari 100", "44 dari 100", "78 dari 100", "43 dari 100"]


def test_four_visits_are_not_held_against_what_others_report() -> None:
    rows = charts.range_rows(
        load_benchmarks().of("meta"), a_total(impressions=900, clicks=9, visits=4, orders=3)
    )
    assert "Pesanan per 100 yang mampir" not in {row["label"] for row in rows}


def test_a_funnel_nobody_entered_has_no_rates() -> None:
    rows = charts.funnel_rows(a_total(), is_message=False)
    assert [row["rate"] for row in rows] == [""] * 5
    assert {row["value"] for row in rows} == {0.0}


def test_the_audience_adds_up_and_few_orders_are_no_reason_to_narrow() -> None:
    campaign = campaign_played(7)
    for table in told(campaign).audience:
        clicks = sum(int(row[1].replace(".", "")) for row in table.rows)
        assert table.foot[1] == f"{clicks:,}".replace(",", ".")
    few = charts.audience_tables(campaign.results, 9, NAMES)[0]
    many = charts.audience_tables(campaign.results, 40, NAMES)[0]
    assert "Jangan dulu" in few.words
    assert "Jangan dulu" not in many.words


def test_a_result_inside_the_band_but_off_the_expected_is_luck() -> None:
    assert is_luck(Band(expected=8, low=5, high=11, realised=11))
    assert not is_luck(Band(expected=8, low=5, high=11, realised=8))
    assert not is_luck(Band(expected=8, low=5, high=11, realised=12))


def test_luck_is_said_with_its_range() -> None:
    words = luck_words(Band(expected=8.2, low=5, high=11, realised=11))
    assert words.startswith("Ini masih wajar karena kebetulan.")
    assert "5 sampai 11" in words
    assert luck_words(Band(8, 5, 11, 13)).startswith("Kamu sedang beruntung")
    assert luck_words(Band(8, 5, 11, 2)).startswith("Kamu sedang kurang beruntung")
    assert luck_words(Band(8, 5, 11, 8)).startswith("8 pesanan itu sesuai")


def test_the_stored_days_give_the_band_the_market_gives() -> None:
    campaign = campaign_played(7)
    band = luck_of(campaign.results, tuning()).orders
    assert band.realised == sum(day.orders for day in campaign.results)
    assert band.low <= band.expected <= band.high


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"orders": 3, "profit": 5_000}, "tersisa Rp\u00a05.000"),
        ({"orders": 3, "profit": -5_000}, "uangmu kurang Rp\u00a05.000"),
        ({"orders": 3}, "hasilnya pas"),
        ({"clicks": 7, "spend": 9_000}, "7 orang mengetuk postingmu, dan iklannya memakai Rp\u00a09.000"),
        ({"clicks": 7}, "tanpa biaya iklan"),
    ],
)
def test_the_first_sentence_says_orders_and_money(figures: dict[str, float], said: str) -> None:
    assert said in happened(a_total(**figures))


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"lost_to_stock": 4, "impressions": 100}, "4 pesanan tidak bisa dipenuhi"),
        ({}, "belum sempat dilihat"),
        ({"impressions": 10_000, "clicks": 20}, "sedikit yang mengetuk"),
        ({"impressions": 10_000, "clicks": 200, "visits": 200, "orders": 1}, "200 orang mampir, tapi hanya 0,5 dari 100"),
        ({"impressions": 10_000, "clicks": 200, "visits": 200, "orders": 8, "spend": 50_000, "profit": -20_000}, "Dari barangnya tersisa"),
        ({"impressions": 10_000, "clicks": 200, "visits": 200, "orders": 8, "profit": -20_000}, "sudah rugi sebelum iklan"),
        ({"impressions": 10_000, "clicks": 200, "visits": 200, "orders": 8, "profit": 1}, "Alurnya lancar"),
        ({"impressions": 1_000, "clicks": 26, "visits": 22}, "22 orang mampir, tapi belum ada yang memesan"),
        ({"impressions": 1_000, "clicks": 15, "visits": 12}, "masih sedikit"),
    ],
)  # fmt: skip
def test_the_second_sentence_names_what_holds_back(figures: dict[str, float], said: str) -> None:
    assert said in weakest_stage(a_total(**figures), {"ctr": 1.0, "order": 1.8})


def test_ranges_carry_their_grade_and_stay_on_the_bar() -> None:
    rows = charts.range_rows(
        load_benchmarks().of("meta"),
        a_total(impressions=1000, clicks=900, visits=1, orders=1, spend=9_000_000),
    )
    assert {row["label"] for row in rows} >= {"Biaya 1.000 tayang", "Ketukan per 100 tayang"}
    assert all(
        0 <= row["at"] <= 100 and row["start"] >= 0 and row["start"] + row["width"] <= 100.5 for row in rows
    )
    assert all(row["source"].startswith("Bukti ") for row in rows)


def test_a_tired_post_and_a_platform_that_still_learns_are_told_kindly() -> None:
    last = {"impressions": 10, "wear": 0.4, "frequency": 4.2, "learning": 0.2, "status": ["learning"]}
    fresh, learning = charts.meters(last)
    assert (fresh.tone, fresh.word) == ("chilli", "sudah bosan")
    assert "4,2 kali" in fresh.note
    assert learning.word == "masih belajar"
    assert charts.meters({"impressions": 0}) == ()


def test_older_reports_with_fewer_columns_still_add_up() -> None:
    campaign = campaign_played(2)
    for day in campaign.results:
        for report in day.report.values():
            del report["shipping_cost"]
    assert told(campaign).money


def test_the_split_by_stage_adds_up_to_the_difference() -> None:
    one, two = campaign_played(5), campaign_played(5, daily_budget=100_000)
    usual = [sum(day.report["expected"]["orders"] for day in c.results) for c in (one, two)]
    assert sum(stage_parts(one, two).values()) == pytest.approx(usual[1] - usual[0], abs=1e-6)
    assert sum(stage_parts(one, one).values()) == pytest.approx(0, abs=1e-9)


def test_the_same_luck_needs_the_same_days_and_place() -> None:
    one, two = campaign_played(2), campaign_played(2)
    assert same_luck(one, two)
    two.start_day = 3
    assert not same_luck(one, two)


def test_changes_are_written_with_their_sign() -> None:
    rows = results(campaign_played(2), with_result(campaign_played(2), orders=9))
    orders = rows[0]
    assert orders["b"] == "18"
    assert orders["change"].startswith("+")


def test_numbers_are_said_the_way_people_say_them() -> None:
    assert [signed_count(x) for x in (4.12, -3.2, 0.01, -7.0, 120.4)] == ["+4,1", "−3,2", "0", "−7", "+120"]
    assert [count(x) for x in (2.44, 2.0, 12.6)] == ["2,4", "2", "13"]
    assert [round_money(x) for x in (46_234, 1_234_567, -412)] == [
        "Rp\u00a046.200",
        "Rp\u00a01.230.000",
        "−Rp\u00a0400",
    ]
    assert signed_money(46_200, exact=True) == "+Rp\u00a046.200"
    with use_locale("en"):
        assert signed_count(4.12) == "+4.1"


def test_the_band_of_a_chart_holds_whole_counts() -> None:
    band = replace(Band(2.4, 1, 4, 3), realised=2)
    assert charts.band_words(band) == "1–4"
