"""What stays after the ad, what a dashboard claims of it, and what a trainer lets happen."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.campaigns.market import afterglow, attribution
from sandbox.campaigns.market.afterglow import Afterglow, Clickers
from sandbox.campaigns.market.types import Targeting
from tests.support.market import SHOP, tuning

RULES, CLAIMS, TABLE = tuning().afterglow, tuning().attribution, tuning().segments
SIZE = TABLE.size
shares = st.floats(0, 1)
amounts = st.floats(0, 1e6)


def everybody(value: float) -> np.ndarray:
    return np.full(SIZE, float(value))


@given(st.lists(st.tuples(shares, st.floats(0.5, 2)), min_size=1, max_size=20))
def test_awareness_stays_between_nobody_and_everybody(days):
    aware = everybody(0)
    for reached, quality in days:
        new = afterglow.impressed(everybody(reached), quality, RULES)
        aware = afterglow.remember(aware, new, RULES)
        assert (aware >= 0).all()
        assert (aware <= 1).all()


def test_awareness_fades_by_a_fifth_a_day_and_levels_off_under_a_steady_campaign():
    aware = everybody(0.5)
    assert afterglow.remember(aware, everybody(0), RULES) == pytest.approx(0.4)
    for _ in range(60):
        aware = afterglow.remember(aware, afterglow.impressed(everybody(0.1), 1.0, RULES), RULES)
    assert aware == pytest.approx(0.1 * RULES.remember, rel=1e-3)


def test_word_of_mouth_sums_to_its_share_and_needs_stars():
    talk, visits = 0.0, 0.0
    talk = afterglow.keep_talking(talk, 10, RULES)
    for _ in range(60):
        visits += float(afterglow.visits_from_talk(talk, 4.5, RULES))
        talk = afterglow.keep_talking(talk, 0, RULES)
    assert visits == pytest.approx(10 * RULES.talk_visits)
    assert afterglow.visits_from_talk(10, 2.9, RULES) == 0
    assert afterglow.visits_from_talk(10, 5, RULES) > afterglow.visits_from_talk(10, 4, RULES)


def test_food_is_bought_again_more_often():
    assert afterglow.again_rate("food", tuning()) == 0.02
    assert afterglow.again_rate("craft", tuning()) == 0.006


@given(amounts, amounts, amounts)
def test_visitors_and_buyers_are_never_negative(before, visits, orders):
    after = afterglow.keep_visitors(everybody(before), everybody(visits), everybody(orders), RULES)
    assert (after >= 0).all()
    assert (after <= before + visits).all()
    assert (afterglow.keep_buyers(everybody(before), everybody(orders), RULES) <= before + orders).all()


def test_a_click_is_remembered_for_seven_days():
    who = Clickers("meta", "kue", (5.0,), (1.0,))
    for _ in range(6):
        who = who.after()
        assert (sum(who.clicks), sum(who.orders)) == (5, 1)
    assert sum(who.after().clicks) == 0


def test_reviews_move_the_stars_slowly():
    assert afterglow.standing(SHOP, Afterglow(visitors=everybody(0))) == (4.6, 20)
    rating, count = afterglow.standing(SHOP, Afterglow(visitors=everybody(0), reviews=20, stars=20 * 3.6))
    assert (rating, count) == (pytest.approx(4.1), 40)
    assert afterglow.review_stars(1.0, RULES) < afterglow.review_stars(0.0, RULES) <= 5
    newcomer = replace(SHOP, reviews=0)
    assert afterglow.standing(newcomer, Afterglow(visitors=everybody(0), reviews=2, stars=9)) == (4.5, 2)


arrays = st.lists(st.floats(0, 1e9), min_size=SIZE, max_size=SIZE).map(np.array) | st.just(np.zeros(SIZE))
keys = st.sampled_from(["product-1", "product-2", "kue"])
weeks = st.lists(amounts, max_size=7).map(tuple)


@given(
    st.builds(
        Afterglow,
        visitors=arrays,
        followers=st.dictionaries(st.sampled_from(tuning().organic.feeds), arrays, max_size=2),
        awareness=st.dictionaries(keys, arrays, max_size=1),
        talk=st.dictionaries(keys, amounts),
        buyers=st.dictionaries(keys, arrays, max_size=1),
        clickers=st.dictionaries(
            st.integers(0, 9), st.builds(Clickers, st.just("meta"), keys, weeks, weeks), max_size=2
        ),
        reviews=amounts,
        stars=amounts,
    )
)
def test_stored_and_read_back_it_is_the_same_to_the_last_bit(glow):
    stored = json.dumps(afterglow.glow_to_dict(glow))
    again = afterglow.glow_from_dict(json.loads(stored))
    assert json.dumps(afterglow.glow_to_dict(again)) == stored
    assert again.visitors.tobytes() == glow.visitors.tobytes()
    assert {k: v.tobytes() for k, v in again.buyers.items()} == {
        k: v.tobytes() for k, v in glow.buyers.items()
    }
    assert (again.talk, again.clickers, again.stars) == (dict(glow.talk), dict(glow.clickers), glow.stars)


def test_a_new_shop_brings_its_followers_and_nothing_else():
    glow = afterglow.first_afterglow(replace(SHOP, followers={"org_ig": 300}), tuning())
    assert glow.followers["org_ig"].sum() == pytest.approx(300)
    assert glow.followers["org_fb"].sum() == 0
    assert glow.visitors.sum() == glow.reviews == 0


def test_whoever_knows_the_shop_already_would_mostly_have_come_anyway():
    meta, search = tuning().channel("meta"), tuning().channel("gsearch")
    cold = attribution.cannibal_share(meta, Targeting.BROAD, CLAIMS)
    warm = attribution.cannibal_share(meta, Targeting.VISITORS, CLAIMS)
    brand = attribution.cannibal_share(search, Targeting.BRAND, CLAIMS)
    assert 0 <= cold < warm < brand <= 1
    assert attribution.is_ad(meta)
    assert not attribution.is_ad(tuning().channel("wa_bc"))


vectors = st.lists(st.floats(0, 1e6), min_size=6, max_size=6).map(np.array)


@given(vectors, vectors)
def test_ads_take_no_more_visits_than_there_are(visits, taken):
    left = attribution.without_taken(visits, taken)
    assert (left >= 0).all()
    assert (left <= visits).all()
    assert left.sum() == pytest.approx(max(0.0, visits.sum() - taken.sum()), abs=1e-6 * (1 + visits.sum()))


@given(shares, shares)
def test_claims_are_shares(clicked, seen):
    claimed = attribution.claimed_share(clicked, seen)
    assert max(clicked, seen) - 1e-12 <= claimed <= 1
    assert 0 <= attribution.remembered_share(10 * clicked, seen, 2.0) <= 1
    assert attribution.seen_share(everybody(clicked), everybody(1), CLAIMS).max() <= 1
