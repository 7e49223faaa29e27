"""The words of causes, true effects and par: what is said adds up, and chance is not taken for skill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.campaigns.insight import causes as words
from sandbox.campaigns.insight.par import Say, as_campaign, gain_words, par_words, sentence
from sandbox.campaigns.insight.post_tests import rounded_up
from sandbox.campaigns.market.causes import explain, worth_saying
from sandbox.campaigns.market.chance import Band
from sandbox.campaigns.market.par import Change, Gain, Par
from sandbox.campaigns.market.situation import Situation, typical
from sandbox.campaigns.market.state import initial_state
from sandbox.campaigns.market.truth import Effect
from sandbox.campaigns.market.types import Audience, ShippingTerms
from sandbox.campaigns.market.world import World
from sandbox.lang.texts import use_locale
from sandbox.packs.market import load_tuning
from tests.support.insight import campaign_played
from tests.support.market import ENV, OFFER, SHOP, plan, tuning

CALENDAR = load_tuning()["calendar"]
SAY = Say(audience=lambda audience: "semua", day=lambda day: f"hari {day}")


def situation(days: int = 3, *, env: Any = ENV, shop: Any = SHOP, **facts: Any) -> Situation:
    chosen = plan(**facts)
    return Situation(World(initial_state(shop, tuning()), (chosen,), shop, env), 0, days)


def effect(
    orders: float, claimed: float, *, spend: float = 10_000, revenue: float = 20_000, even: float | None = 2.0
) -> Effect:
    return Effect(orders, revenue, revenue - spend, spend, claimed, 30_000, even)


def test_better_choices_are_causes_that_add_up() -> None:
    now, base = situation(score=90), situation(score=50)
    causes = explain(now, base, tuning())
    named = worth_saying(causes).causes
    said = words.summary(causes, named, "toko biasa")
    assert said.startswith("Dibanding toko biasa, pilihanmu biasanya membawa +")
    assert "foto (+" in said
    assert "kata-kata (+" in said
    total = sum(part.orders for part in causes.parts)
    assert total == pytest.approx(causes.now.orders - causes.base.orders, abs=1e-6)


def test_nothing_different_is_said_so() -> None:
    causes = explain(situation(), situation(), tuning())
    assert (
        words.summary(causes, (), "toko biasa")
        == "Pilihanmu dan toko biasa biasanya membawa hasil yang sama."
    )
    assert words.short((), "toko biasa") == "Pilihanmu dan toko biasa biasanya membawa hasil yang sama."


def test_the_second_sentence_speaks_of_money() -> None:
    """Four times the ad money brings more orders and may well leave less money: that is no help."""
    now, base = situation(budget=400_000), situation(budget=50_000)
    causes = explain(now, base, tuning())
    assert causes.now.orders > causes.base.orders
    assert causes.now.profit < causes.base.profit
    said = words.short(worth_saying(causes, by="profit").causes, "promosi sebelumnya")
    assert (
        said == "Dibanding promosi sebelumnya, yang paling mengurangi uang tersisa: uang iklan dan lamanya."
    )


@pytest.mark.parametrize(
    ("base", "now", "sort", "detail"),
    [
        ({}, {"score": 80}, "photo", "nilai 80, pembandingnya 50"),
        ({"offer": replace(OFFER, shipping=ShippingTerms.SHOWN)}, {"offer": replace(OFFER, shipping=ShippingTerms.HIDDEN)}, "shipping", ""),
        ({}, {"offer": replace(OFFER, price=25_000)}, "price", "Rp\u00a025.000, pembandingnya Rp\u00a020.000"),
        ({}, {"budget": 80_000}, "budget", "Rp\u00a080.000 × 3 hari, pembandingnya Rp\u00a050.000 × 3 hari"),
        ({}, {"shop": replace(SHOP, page_score=80)}, "page", "nilai 80, pembandingnya 50"),
        ({}, {"shop": replace(SHOP, reply_minutes=60)}, "reply", "60 menit, pembandingnya 15"),
    ],
)  # fmt: skip
def test_a_cause_names_what_exactly_differs(
    base: dict[str, Any], now: dict[str, Any], sort: str, detail: str
) -> None:
    player = {"shipping": "price", "reply": "page"}.get(sort, sort)
    assert words.detail_of(player, situation(**now), situation(**base), helps=False) == (sort, detail)


def test_the_time_is_told_by_what_fell_into_it() -> None:
    payday = situation(env=replace(ENV, start_date=date(2026, 6, 26)))
    assert words.times_of(payday, CALENDAR) == "gajian"
    assert words.times_of(situation(), CALENDAR) == "hari biasa"


def test_a_difference_within_chance_is_said_first() -> None:
    band = Band(expected=8, low=5, high=11, realised=10)
    assert "masih wajar karena kebetulan" in words.luck_against(band, 7, "toko biasa")
    assert words.luck_against(band, 3, "toko biasa") == ""
    assert words.luck_against(band, 10.3, "toko biasa") == ""
    assert words.luck_against(replace(band, realised=19), 7, "toko biasa") == ""


def test_small_causes_are_merged_and_nothing_is_said_of_nothing() -> None:
    assert words.rest_words(0.01, 100) == ""
    assert "+0,4 pesanan" in words.rest_words(0.4, 2_000)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (effect(6, 9), "Dari 9 pesanan yang diakui laporan iklan, 3 tetap akan datang tanpa iklan."),
        (effect(9, 9.2), "hampir sama"),
        (effect(9, 6), "Laporan iklan melewatkan 3 pesanan"),
    ],
)
def test_the_dashboard_is_set_right_in_one_line(found: Effect, said: str) -> None:
    told = words.truth_words(found)
    assert told is not None
    assert said in told.words


def test_whether_ads_pay_for_themselves_is_told_against_break_even() -> None:
    def earns(found: Effect) -> str:
        told = words.truth_words(found)
        assert told is not None
        return told.earns

    assert earns(effect(6, 9, even=1.5)).endswith("membayar dirinya.")
    assert "belum" in earns(effect(6, 9, even=2.5))
    assert "Setiap pesanan sudah rugi" in earns(effect(6, 9, even=None))
    assert earns(effect(6, 9, spend=0)) == ""
    assert words.truth_words(None) is None


def a_par(profit: float, own: float, percent: float | None, *gains: Gain) -> Par:
    return Par(profit, (plan(),), own, 0.0, percent, gains, 1)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (a_par(74_500, 46_200, 62.0), "Kamu mencapai 62 % dari par"),
        (a_par(50_000, 48_000, 96.0), "Hebat"),
        (a_par(50_000, -10_000, 0.0), "belum ada uang tersisa"),
        (a_par(0, -10_000, None), "Menahan uang juga pilihan yang baik"),
    ],
)
def test_par_is_told_in_one_sentence(found: Par, said: str) -> None:
    assert said in sentence(found, None if found.percent is None else round(found.percent))


def test_forecast_outcome_and_par_stand_side_by_side() -> None:
    campaign = campaign_played(1)
    told = par_words(a_par(74_500, 46_200, 62.0), campaign, outcome=-3_000, others=1, say=SAY)
    assert [row["label"] for row in told.rows] == ["Tebakanmu", "Hasilnya", "Biasanya", "Par"]
    assert told.rows[1]["tone"] == "chilli"
    assert told.others
    campaign.forecast_money = None
    told = par_words(a_par(74_500, 46_200, 62.0), campaign, outcome=0, others=0, say=SAY)
    assert [row["label"] for row in told.rows] == ["Hasilnya", "Biasanya", "Par"]


@pytest.mark.parametrize("locale", ["id", "en"])
@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (Change.CHANNEL, "meta", "mkt"),
        (Change.ADD, None, "meta"),
        (Change.FREE, None, "wa_bc"),
        (Change.AUDIENCE, Audience(), Audience(regions=("home",))),
        (Change.AMOUNT, 40_000, 60_000),
        (Change.AMOUNT, 40_000, 20_000),
        (Change.TIMING, (0, 2), (3, 5)),
        (Change.STOP, 40_000, None),
    ],
)
def test_every_gain_is_a_step_one_can_take(locale: str, change: Change, before: Any, after: Any) -> None:
    with use_locale(locale):
        told = gain_words(Gain(change, 0, before, after, 12_345.0, None), SAY)
    assert told["text"].endswith(".")
    assert told["size"] == "+Rp\u00a012.300"


def test_an_audience_is_said_as_on_the_plan_page() -> None:
    assert as_campaign(Audience(regions=("home",))).audience["regions"] == ["home"]


@given(st.integers(min_value=1, max_value=10_000_000))
def test_people_still_needed_are_rounded_but_never_down(people: int) -> None:
    assert people <= rounded_up(people) < people * 1.2 + 10


def test_the_usual_shop_is_compared_without_a_word_about_money_spent() -> None:
    now = situation(score=70)
    causes = explain(now, typical(now, tuning()), tuning())
    assert "budget" not in {part.player for part in causes.parts}
