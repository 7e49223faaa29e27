"""Free channels, people who come by themselves, and audiences that know the shop, played through the market."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from sandbox.campaigns.market import play as market
from sandbox.campaigns.market.events import event_kinds, event_of
from sandbox.campaigns.market.plain import world_from_dict, world_to_dict
from sandbox.campaigns.market.state import initial_state
from sandbox.campaigns.market.types import Audience, Mode, Status, Targeting
from sandbox.campaigns.market.world import World
from sandbox.packs.events import load_events
from tests.support.market import ENV, OFFER, SHOP, plan, tuning

TABLE = tuning().segments
FANS = replace(SHOP, contacts=300, followers={"org_ig": 2_000, "org_fb": 900, "org_tt": 500})


def world(*plans, shop=FANS, env=ENV, offers=(OFFER,), state=None) -> World:
    return World(state or initial_state(shop, tuning()), plans, shop, env, offers)


def played(*plans, days: int = 7, mode: Mode = Mode.EXPECTED, **where):
    return market.play([world(*plans, **where)], tuning(), days=days, mode=mode, details=True)[0]


def free(channel: str, **changes):
    return plan(channel=channel, budget=0, **changes)


def test_a_post_reaches_followers_and_strangers_and_is_seen_again_less_gladly():
    course = played(free("org_ig"), days=7)
    first, last = course.reports[0], course.reports[-1]
    followers = 2_000 * 0.035 * (2_000 / 10_000) ** -0.25
    assert first.impressions == pytest.approx(followers + 60 * np.exp(0.72), rel=1e-6)
    assert first.clicks / first.impressions == pytest.approx(0.006, rel=0.3)
    assert 0 < first.engagements < first.impressions
    assert last.wear < first.wear
    assert first.spend == first.profit - first.profit == 0
    assert first.reach < last.reach_total < sum(report.reach for report in course.reports)


def test_a_post_is_for_everybody_whatever_audience_was_typed():
    typed, plain = (played(free("org_tt", audience=a), days=2) for a in (Audience(("home",)), Audience()))
    assert typed.total == plain.total


def test_posts_of_one_day_crowd_each_other_out():
    one = played(free("org_ig"), days=1).total.impressions
    three = played(*(free("org_ig", slot=slot) for slot in range(3)), days=1).total.impressions
    assert one < three == pytest.approx(3 * one / 2.2)


def test_a_post_rests_between_its_days():
    reports = played(free("org_fb", every_days=3)).reports
    assert [report.impressions > 0 for report in reports] == [True, False, False, True, False, False, True]
    assert reports[1].status == (Status.NOT_SENT_TODAY,)


def test_the_status_is_answered_in_the_chat():
    (status,) = played(free("wa_status", audience=Audience()), days=1).reports
    assert status.impressions == pytest.approx(0.35 * 300)
    assert status.chats == status.clicks > 0
    assert status.visits == 0
    assert status.orders > 0
    (alone,) = played(free("wa_status", audience=Audience()), days=1, shop=SHOP).reports
    assert alone.status == (Status.NOT_ENOUGH_CONTACTS,)


def test_followers_and_contacts_grow_with_what_people_meet():
    idle, posting, advertising = (played(*plans, days=14) for plans in ((), (free("org_ig"),), (plan(),)))

    def fans(course, feed: str) -> float:
        return course.organic_days[-1].followers[feed]

    assert fans(posting, "org_ig") > fans(idle, "org_ig")
    # A Meta ad leads to Facebook and Instagram; TikTok gets only a share of visitors and buyers.
    assert fans(advertising, "org_fb") - fans(idle, "org_fb") > 10 * (
        fans(advertising, "org_tt") - fans(idle, "org_tt")
    )
    assert advertising.organic_days[-1].contacts > idle.organic_days[-1].contacts
    assert advertising.organic_days[-1].reviews > idle.organic_days[-1].reviews


def test_nobody_is_followed_by_more_people_than_there_are():
    course = played(plan("home", budget=3_000_000), days=30)
    for followers in course.state.glow.followers.values():
        assert (followers <= TABLE.people).all()
    for aware in course.state.glow.awareness.values():
        assert (aware >= 0).all()
        assert (aware <= 1).all()


def test_people_with_the_number_come_even_when_nothing_is_advertised():
    day = played(days=1).organic_days[0]
    assert day.from_contacts == day.visits > 0
    assert day.from_memory == day.from_talk == day.again == 0
    assert played(days=1, offers=()).organic.visits == 0


def test_two_products_share_those_who_come():
    second = replace(OFFER, key="rengginang")
    one, two = played(days=3), played(days=3, offers=(OFFER, second))
    assert two.organic.visits == pytest.approx(one.organic.visits)
    assert two.organic_days[0].sold["tempe"] == pytest.approx(two.organic_days[0].sold["rengginang"])


def test_own_orders_need_stock_too():
    few = replace(OFFER, stock=2)
    course = played(plan(offer=few, budget=300_000), days=14, mode=Mode.REALISED, offers=(few,))
    assert course.total.orders == 2
    assert course.state.stock["tempe"] == 0
    assert course.organic.orders + course.campaigns[0].orders == 2


def test_who_looks_for_visitors_needs_some():
    hunt = plan(slot=1, audience=Audience(), targeting=Targeting.VISITORS)
    (first,) = played(hunt, days=1, shop=SHOP).reports
    assert first.status[0] is Status.NO_AUDIENCE
    assert first.spend == first.impressions == 0
    cold, warm = played(plan(), hunt, days=10).reports[-2:]
    assert warm.impressions > 0
    assert Status.UNDER_DELIVERY in warm.status
    # A small crowd is soon tired of an ad; fresh, it would respond far better than strangers.
    rates = [report.clicks / report.impressions / report.wear for report in (warm, cold)]
    assert rates[0] > 1.5 * rates[1]
    assert warm.orders / warm.visits > 1.2 * cold.orders / cold.visits
    assert warm.frequency > cold.frequency


def test_an_ad_for_the_own_name_takes_from_those_who_come_anyway():
    brand = plan(channel="gsearch", audience=Audience(), targeting=Targeting.BRAND)
    with_ad, without = played(brand), played()
    assert with_ad.campaigns[0].visits > 0
    gained = with_ad.total.visits - without.total.visits
    assert 0 < gained < 0.4 * with_ad.campaigns[0].visits
    assert with_ad.organic.visits < without.organic.visits


def test_a_dashboard_claims_what_came_by_itself():
    course = played(plan("home", end_day=6), days=14)
    ad = course.campaigns[0]
    assert ad.orders < ad.attributed_orders < course.total.orders
    claimed = sum(report.attributed_orders for report in course.reports)
    assert claimed < ad.attributed_orders
    post = played(free("org_ig")).campaigns[0]
    assert post.attributed_orders == post.orders


def test_no_order_is_claimed_twice_by_one_platform():
    twins = [plan("home", slot=slot, budget=400_000) for slot in range(4)]
    course = played(*twins, days=14)
    claimed = sum(ad.attributed_orders for ad in course.campaigns.values())
    assert claimed <= course.total.orders + 1e-9


def test_a_viral_day_makes_strangers_see_the_post():
    viral = event_of(event_kinds(load_events(), TABLE)["viral"], 0)
    plain, famous = (played(free("org_ig"), days=1, env=replace(ENV, events=e)) for e in ((), (viral,)))
    assert famous.total.impressions > 3 * plain.total.impressions


def test_luck_of_a_post_has_the_expected_mean_and_a_long_tail():
    expected = played(free("org_tt"), days=1).total.impressions
    seen = [
        played(
            free("org_tt"), days=1, mode=Mode.REALISED, env=replace(ENV, class_seed=str(k))
        ).total.impressions
        for k in range(300)
    ]
    assert np.mean(seen) == pytest.approx(expected, rel=0.25)
    assert max(seen) > 3 * np.median(seen)


def test_own_visits_are_whole_and_right_on_average():
    expected = played(days=5).organic
    lucky = [
        played(days=5, mode=Mode.REALISED, env=replace(ENV, class_seed=str(k))).organic for k in range(150)
    ]
    assert all(float(course.visits).is_integer() and float(course.orders).is_integer() for course in lucky)
    assert np.mean([course.visits for course in lucky]) == pytest.approx(expected.visits, rel=0.1)


def test_stored_in_the_middle_the_shop_goes_on_the_same():
    plans = (plan(), free("org_ig", slot=1), plan(slot=2, targeting=Targeting.VISITORS, audience=Audience()))
    for mode in Mode:
        first = played(*plans, days=4, mode=mode)
        kept = world_from_dict(json.loads(json.dumps(world_to_dict(world(*plans, state=first.state)))))
        straight = played(*plans, days=8, mode=mode)
        (resumed,) = market.play([kept], tuning(), days=4, mode=mode, details=True)
        assert repr(straight.reports[-12:]) == repr(resumed.reports)
        assert repr(straight.organic_days[-4:]) == repr(resumed.organic_days)
