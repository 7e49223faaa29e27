"""Posts to followers and the WhatsApp status: who sees them, who stays, who leaves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.campaigns.market import followers, organic
from sandbox.campaigns.market.segments import fit
from tests.support.market import OFFER, tuning

RULES, TABLE = tuning().organic, tuning().segments
PEOPLE = TABLE.people
counts = st.floats(0, 5_000_000)
qualities = st.floats(0.5, 2)


def fans(count: float) -> np.ndarray:
    return followers.spread_followers(TABLE, count, RULES)


@pytest.mark.parametrize(("feed", "share"), [("org_ig", 0.035), ("org_fb", 0.0165), ("org_tt", 0.08)])
def test_a_post_of_a_large_account_reaches_the_published_share(feed, share):
    numbers = organic.feed_of(feed, RULES)
    reach = organic.follower_reach(fans(10_000), base=numbers.reach, quality=1.0, posts=1, tuning=RULES)
    assert reach.sum() == pytest.approx(share * 10_000)


def test_small_accounts_reach_more_of_their_followers_but_not_everybody():
    shares = organic.reach_share(0.035, [1, 300, 10_000, 1_000_000], RULES)
    assert (np.diff(shares) < 0).all()
    assert shares[1] == pytest.approx(0.035 * (300 / 10_000) ** -0.25)
    assert shares[0] == RULES.reach_cap
    assert organic.follower_reach(fans(0), base=0.035, quality=2.0, posts=1, tuning=RULES).sum() == 0


def test_more_posts_in_a_day_each_reach_fewer_and_together_more():
    each = np.array([float(organic.crowding(posts, RULES)) for posts in (1, 2, 3, 6)])
    assert each[0] == 1
    assert (np.diff(each) < 0).all()
    assert (np.diff(each * (1, 2, 3, 6)) > 0).all()


@given(counts, qualities, st.integers(1, 20), st.sampled_from(RULES.feeds))
def test_a_post_never_reaches_more_than_there_are(count, quality, posts, feed):
    numbers, have = organic.feed_of(feed, RULES), fans(count)
    reach = organic.follower_reach(have, base=numbers.reach, quality=quality, posts=posts, tuning=RULES)
    assert (reach >= 0).all()
    assert (reach <= have).all()
    mean = organic.discovery_mean(numbers.discovery, quality, RULES) * 1_000
    shares = organic.stranger_shares(TABLE, fit(TABLE, OFFER, tuning().auction), RULES)
    assert shares.sum() == pytest.approx(1)
    met = organic.strangers(mean, shares, have, PEOPLE)
    assert (met >= 0).all()
    assert (met + have <= PEOPLE * (1 + 1e-12)).all()
    assert 0 <= organic.engagements(reach.sum(), numbers.engagement, quality) <= reach.sum()


def test_some_posts_go_far_so_the_mean_is_about_twice_the_median():
    assert organic.discovery_mean(60, 1.0, RULES) == pytest.approx(60 * np.exp(0.72))
    # A better post is passed on more: twice the quality, four times the strangers.
    assert organic.discovery_mean(60, 2.0, RULES) == pytest.approx(4 * organic.discovery_mean(60, 1.0, RULES))


def test_strangers_are_mostly_near_and_interested():
    shares = organic.stranger_shares(TABLE, fit(TABLE, OFFER, tuning().auction), RULES)
    by_region = TABLE.total_by("region", shares)
    assert by_region == pytest.approx(RULES.discovery_regions)
    food = TABLE.interests.index("food")
    assert TABLE.total_by("interest", shares)[food] > TABLE.total_by("interest", PEOPLE / PEOPLE.sum())[food]


def test_a_third_of_the_contacts_open_the_status_and_few_of_them_answer():
    viewers = organic.status_viewers(fans(200), RULES)
    assert viewers.sum() == pytest.approx(70)
    answers = viewers * organic.status_reply_rate(np.full(TABLE.size, 2.0), RULES)
    assert answers.sum() == pytest.approx(1.4)


def test_people_who_met_an_ad_follow_only_feeds_of_that_platform():
    assert followers.feed_share(RULES, "org_tt", "tiktok") == 1
    assert followers.feed_share(RULES, "org_tt", "meta") == 0
    assert followers.feed_share(RULES, "org_ig", "gsearch") == 0
    assert sum(followers.feed_share(RULES, feed) for feed in RULES.feeds) == pytest.approx(1)
    assert sum(followers.feed_share(RULES, feed, "meta") for feed in RULES.feeds) == pytest.approx(1)


def test_reach_visits_and_orders_bring_followers():
    one = np.zeros(TABLE.size)
    one[0] = 1_000.0
    gained = followers.new_followers(RULES, reached=one, visits=one, orders=one, quality=2.0)
    assert gained.sum() == pytest.approx(1_000 * (2 * 0.003 + 0.015 + 0.08))


def test_followers_leave_and_too_many_posts_drive_them_away():
    have, nobody = fans(1_000), np.zeros(TABLE.size)

    def left(posts: int) -> float:
        after = followers.after_day(have, nobody, posts=posts, people=PEOPLE, tuning=RULES)
        return 1_000 - float(after.sum())

    assert left(0) == left(2) == pytest.approx(0.5)
    assert left(5) == pytest.approx(0.5 + 3)


@given(st.lists(st.tuples(counts, st.floats(0, 30)), min_size=1, max_size=6), counts)
def test_nobody_follows_twice(days, start):
    have = fans(start)
    assert have.sum() <= start * (1 + 1e-9)
    shares = PEOPLE / PEOPLE.sum()
    for gained, posts in days:
        have = followers.after_day(have, gained * 100 * shares, posts=posts, people=PEOPLE, tuning=RULES)
        assert (have >= 0).all()
        assert (have <= PEOPLE).all()


def test_a_batch_of_shops_is_each_shop_alone():
    many = np.stack([fans(100), fans(5_000)])
    both = organic.follower_reach(many, base=0.035, quality=[1.0, 1.5], posts=[1, 3], tuning=RULES)
    for row, (quality, posts) in enumerate([(1.0, 1), (1.5, 3)]):
        alone = organic.follower_reach(many[row], base=0.035, quality=quality, posts=posts, tuning=RULES)
        assert both[row] == pytest.approx(alone)
