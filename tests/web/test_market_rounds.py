"""The class's market: settings, events, rounds closed for everybody at once and taken back exactly."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select

from sandbox.campaigns import operations, queries
from sandbox.campaigns.class_market.export import day_rows
from sandbox.campaigns.facts import class_markets, environment_of, market_now
from sandbox.campaigns.models import (
    Campaign,
    ClassEvent,
    ClassMarket,
    MarketDay,
    MarketRun,
    Round,
    ShopDay,
    WalletEntry,
)
from sandbox.campaigns.operations import (
    IsolatedMarket,
    MarketBegun,
    NothingToUndo,
    WrongDates,
    WrongEventDays,
)
from sandbox.campaigns.playing import play_days
from sandbox.classrooms.models import Classroom
from sandbox.classrooms.operations import StaleVersion
from sandbox.clock import now
from sandbox.extensions import db
from sandbox.posts.models import Post
from sandbox.shops.models import Shop
from tests.support.desk import LAST_DAY, START, Desk, desk_of
from tests.support.world import World


@pytest.fixture
def shared(desk: Desk) -> Desk:
    desk.settle(mode="shared")
    return desk


def stored(desk: Desk) -> dict[str, Any]:
    """Everything the market keeps of a class, without the counters that only guard against stale pages."""
    tables = (MarketRun, Campaign, MarketDay, ShopDay, WalletEntry, Round, ClassMarket, ClassEvent)
    with desk.world.session() as session:
        return {
            model.__name__: [
                {
                    column.name: getattr(row, column.name)
                    for column in model.__table__.columns
                    if column.name != "row_version"
                }
                for row in session.scalars(select(model).order_by(*model.__table__.primary_key))
            ]
            for model in tables
        }


# -- settings ----------------------------------------------------------------------------------------------


def test_a_class_begins_with_each_shop_for_itself(desk: Desk) -> None:
    with desk.world.session():
        market = queries.class_market(desk.ids.classroom, start_date=START)
        assert (market.mode, market.start_date, market.day, market.row_version) == ("isolated", START, 0, 0)
    assert desk.count(ClassMarket) == 0
    with pytest.raises(IsolatedMarket):
        desk.close()


def test_settings_are_saved_and_of_two_tabs_the_later_is_told(desk: Desk) -> None:
    version = desk.settle(
        mode="shared", start_date=date(2027, 2, 8), seed="garuda", wallet_start=75_000, show_ranking=True
    )
    with pytest.raises(StaleVersion):
        desk.settle(version=0, max_restarts=9)
    assert desk.settle(version=version, seed="garuda") == version, "nothing changes, so nothing is stale"
    classroom = desk.world.one(select(Classroom))
    assert (classroom.seed, classroom.wallet_start) == ("garuda", 75_000)
    with desk.world.session():
        env = environment_of(desk.ids.classroom, desk.pack)
        assert (env.class_seed, env.start_date) == ("garuda", date(2027, 2, 8))
    desk.launch(desk.post(), daily_amount=10_000)
    assert desk.balance() == 75_000


@pytest.mark.parametrize(
    "facts", [{"mode": "shared"}, {"seed": "x"}, {"start_date": date(2027, 1, 4)}], ids=str
)
def test_what_decides_the_luck_stays_once_a_day_was_played(desk: Desk, facts: dict[str, Any]) -> None:
    desk.launch(desk.post())
    desk.settle(seed="before the first day")
    desk.play()
    with pytest.raises(MarketBegun):
        desk.settle(**facts)
    desk.settle(max_restarts=1, show_ranking=True, wallet_start=50_000)
    desk.restart()
    desk.settle(**facts)


def test_days_computed_under_other_settings_are_not_stored(desk: Desk) -> None:
    desk.launch(desk.post())
    with desk.world.session():
        market = market_now(shop=db.session.get_one(Shop, desk.ids.shop), pack=desk.pack)
        played = play_days(market=market, days=1)
    desk.settle(seed="another")
    with desk.world.session():
        assert not operations.record_days(shop_id=desk.ids.shop, played=played)


# -- events ------------------------------------------------------------------------------------------------


def test_events_reach_every_shop_and_only_on_days_to_come(desk: Desk) -> None:
    event = desk.event("rain", 2, days=2)
    with desk.world.session():
        (found,) = environment_of(desk.ids.classroom, desk.pack).events
        assert (found.kind, found.first_day, found.last_day) == ("rain", 2, 3)
    desk.launch(desk.post(), days=4)
    desk.play(days=3)
    with pytest.raises(WrongEventDays) as refused:
        desk.event("viral", 2)
    assert refused.value.first == 3
    with pytest.raises(WrongEventDays):
        desk.remove_event(event)
    later = desk.event("viral", 5)
    desk.remove_event(later)
    assert desk.count(ClassEvent) == 1


def test_an_event_changes_what_happens(shared: Desk) -> None:
    post = shared.post()
    shared.launch(post, channel="meta", aim="introduce", days=2)
    number = shared.close()
    plain = shared.outcome(1)
    assert number is not None
    shared.undo(number)
    shared.event("rain", 0)
    shared.event("payday", 0)
    shared.close()
    assert shared.outcome(1) != plain


def test_an_event_nobody_knows_any_more_is_left_out(desk: Desk) -> None:
    desk.event("gone_from_the_pack", 0)
    desk.launch(desk.post())
    assert desk.play()


# -- rounds ------------------------------------------------------------------------------------------------


def test_a_round_plays_everybody_at_once(shared: Desk) -> None:
    rina = shared.neighbour("Mbak Rina")
    idle = shared.neighbour("Mas Agus")
    draft = shared.neighbour("Bu Lilis", state="draft")
    mine, theirs = shared.launch(shared.post(), days=3), rina.launch(rina.post(), days=2)
    assert shared.close(days=2) == 1
    assert [len(shared.days(mine)), len(rina.days(theirs))] == [2, 2]
    assert rina.campaign(theirs).state == "done"
    assert [desk.run().day for desk in (shared, rina, idle)] == [2, 2, 2]
    assert [day.day for day in idle.shop_days()] == [0, 1], "a shop without a campaign plays along"
    assert idle.balance() == 100_000
    assert draft.count(MarketRun) == 3, "a shop that is not on display joins when it launches"
    draft.launch(draft.post())
    assert (draft.run().first_day, draft.run().day, draft.balance()) == (2, 2, 100_000)
    assert shared.close() == 2
    assert [len(desk.shop_days()) for desk in (shared, draft)] == [3, 1]
    for desk in (shared, rina):
        entries = desk.entries()
        assert [entry.balance_after for entry in entries] == [
            sum(entry.amount for entry in entries[: place + 1]) for place in range(len(entries))
        ]


def test_a_class_of_one_fares_in_a_shared_market_as_alone(shared: Desk) -> None:
    campaign = shared.launch(shared.post(), days=3)
    shared.close(days=3)
    together = shared.outcome(campaign)
    shared.undo(1)
    shared.settle(mode="isolated")
    shared.play(days=3)
    assert shared.outcome(campaign) == together


def test_shops_on_the_same_place_make_it_dearer_for_each_other(shared: Desk) -> None:
    campaign = shared.launch(shared.post(), aim="introduce", daily_amount=30_000, days=1)
    shared.close()
    alone = shared.outcome(campaign)
    shared.undo(1)
    for number in range(5):
        other = shared.neighbour(f"Bu {number}")
        other.launch(other.post(), aim="introduce", daily_amount=90_000, days=1)
    shared.close()
    assert shared.outcome(campaign)[0][1] < alone[0][1]


def test_the_same_round_cannot_be_closed_twice(shared: Desk) -> None:
    shared.launch(shared.post())
    assert shared.close(first_day=0) == 1
    assert shared.close(first_day=0) is None
    assert shared.count(Round) == 1


@pytest.mark.parametrize("days", [0, -1, LAST_DAY + 2])
def test_a_round_has_days_within_the_calendar(shared: Desk, days: int) -> None:
    with pytest.raises(WrongDates):
        shared.close(days=days)


def test_an_empty_class_lets_its_days_pass(world: World) -> None:
    desk = desk_of(world, state="draft")
    desk.settle(mode="shared")
    assert desk.close(days=3) == 1
    assert desk.undo(1)


def test_a_campaign_whose_post_is_gone_rests_when_the_round_closes(shared: Desk) -> None:
    post = shared.post()
    campaign = shared.launch(post)
    with shared.world.session() as session:
        session.get_one(Post, post).deleted_at = now()
    shared.close()
    assert (shared.campaign(campaign).state, shared.balance()) == ("paused", 100_000)
    shared.undo(1)
    assert (shared.campaign(campaign).state, shared.campaign(campaign).paused_for) == ("running", "")


def test_a_class_of_sixty_is_read_in_as_few_queries_as_one_of_two(shared: Desk) -> None:
    """A round is closed in front of everybody; sixty shops with a campaign each, played and taken back."""
    seen: list[str] = []

    def count() -> int:
        with shared.world.session():
            event.listen(db.engine, "before_cursor_execute", note)
            seen.clear()
            markets = class_markets(classroom_id=shared.ids.classroom, pack=shared.pack, day=0)
            event.remove(db.engine, "before_cursor_execute", note)
        assert all(market.plans for market in markets.values())
        return len(seen)

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        seen.append(statement)

    desks = [shared, shared.neighbour("Bu Rini")]
    for desk in desks:
        desk.launch(desk.post(), daily_amount=20_000)
    few = count()
    desks += [shared.neighbour(f"Bu {number}") for number in range(58)]
    for desk in desks[2:]:
        desk.launch(desk.post(), daily_amount=20_000)
    assert count() == few
    assert shared.close() == 1
    assert shared.count(ShopDay) == shared.count(MarketDay) == 60
    assert shared.undo(1)
    assert (shared.count(ShopDay), shared.count(MarketDay)) == (0, 0)


# -- undo --------------------------------------------------------------------------------------------------


def test_undo_gives_back_exactly_what_was(shared: Desk) -> None:
    rina = shared.neighbour("Mbak Rina")
    shared.launch(shared.post(), days=3)
    paused = shared.launch(shared.post(), days=2, daily_amount=10_000)
    rina.launch(rina.post(), days=9, channel="wa_bc", daily_amount=0, every_days=2)
    shared.close(days=1)
    shared.change("pause", paused)
    before = stored(shared)
    assert shared.close(days=2) == 2
    assert shared.campaign(paused).state == "done"
    after = stored(shared)
    assert shared.undo(2)
    assert stored(shared) == before
    assert shared.close(days=2) == 2
    again = stored(shared)
    for name in ("Campaign", "MarketRun"):
        assert again[name] == after[name]
    results = [
        [
            [{key: row[key] for key in row if key not in {"id", "created_at"}} for row in state[name]]
            for name in ("MarketDay", "ShopDay", "WalletEntry")
        ]
        for state in (after, again)
    ]
    assert results[0] == results[1], "closed again, the round brings the same"


def test_rounds_are_taken_back_one_by_one_from_the_last(shared: Desk) -> None:
    shared.launch(shared.post(), days=9, daily_amount=10_000)
    for _ in range(3):
        shared.close()
    assert not shared.undo(2)
    assert shared.undo(3)
    assert not shared.undo(3), "a double tap takes one round back"
    assert shared.undo(2)
    assert shared.undo(1)
    with pytest.raises(NothingToUndo):
        shared.undo(1)
    assert (shared.balance(), shared.run().day, shared.count(ShopDay)) == (100_000, 0, 0)
    shared.settle(mode="isolated")
    assert shared.play()


def test_decisions_made_since_stay_when_a_round_is_taken_back(shared: Desk) -> None:
    post = shared.post()
    stopped = shared.launch(post, days=3, daily_amount=10_000)
    edited = shared.launch(post, days=4, daily_amount=10_000)
    shared.close()
    shared.change("stop", stopped)
    shared.change("edit", edited, facts={"daily_amount": 15_000})
    newest = shared.launch(post, days=1, daily_amount=20_000)
    shared.undo(1)
    assert shared.campaign(stopped).state == "stopped"
    assert shared.campaign(edited).daily_amount == 15_000
    assert shared.campaign(newest).start_day == 1
    assert shared.free() == 100_000 - 4 * 15_000 - 20_000


def test_when_the_money_no_longer_covers_everything_the_newest_rest(shared: Desk) -> None:
    """All that was left was promised after the round; taken back, the days before it are promised again."""
    post = shared.post()
    first = shared.launch(post, days=3, daily_amount=20_000)
    shared.close(days=2)
    shared.change("edit", first, facts={"daily_amount": 30_000})
    newest = shared.launch(post, days=1, daily_amount=shared.free())
    shared.undo(1)
    assert shared.campaign(first).state == "running"
    assert (shared.campaign(newest).state, shared.campaign(newest).paused_for) == ("paused", "no_money")
    assert shared.free() == 10_000


def test_who_joined_after_the_round_is_on_the_class_day_again(shared: Desk) -> None:
    shared.launch(shared.post())
    shared.close(days=2)
    late = shared.neighbour("Bu Telat")
    campaign = late.launch(late.post())
    shared.undo(1)
    assert (late.run().first_day, late.run().day) == (0, 0)
    shared.close(days=3)
    assert [day.day for day in late.days(campaign)] == [2]


# -- at once -----------------------------------------------------------------------------------------------


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Run everything at one moment; results in order, crashes raised here."""
    start, results, crashes = threading.Barrier(len(actions)), [None] * len(actions), []

    def run(place: int) -> None:
        start.wait(10)
        try:
            results[place] = actions[place]()
        except Exception as crash:  # noqa: BLE001
            crashes.append(crash)

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    if crashes:
        raise crashes[0]
    return results


def test_two_trainers_close_a_round_once(shared: Desk) -> None:
    shared.launch(shared.post(), days=9, daily_amount=10_000)
    numbers = at_once(*[lambda: shared.close(first_day=0)] * 4)
    assert sorted(number or 0 for number in numbers) == [0, 0, 0, 1]
    assert shared.count(ShopDay) == 1


def test_people_who_plan_while_the_round_closes_lose_nothing(shared: Desk) -> None:
    """Whoever is first: every campaign is stored, each shop-day once, and every wallet reconciles."""
    desks = [shared.neighbour(f"Bu {number}") for number in range(4)]
    posts = [desk.post() for desk in desks]
    shared.launch(shared.post())
    launches = [
        lambda desk=desk, post=post: desk.launch(post, daily_amount=10_000)
        for desk, post in zip(desks, posts, strict=True)
    ]
    results = at_once(lambda: shared.close(first_day=0), lambda: shared.close(first_day=0), *launches)
    assert sorted(number or 0 for number in results[:2]) == [0, 1]
    assert all(results[2:])
    for desk in (shared, *desks):
        entries = desk.entries()
        assert desk.run().day == 1
        assert entries[-1].balance_after == sum(entry.amount for entry in entries) >= 0
    runs = shared.world.read(lambda session: session.execute(select(ShopDay.run_id, ShopDay.day)).all())
    assert len(runs) == len(set(runs)) == 5


def test_closing_and_undoing_at_once_leaves_whole_rounds(shared: Desk) -> None:
    shared.launch(shared.post(), days=9, daily_amount=10_000)
    shared.close()
    at_once(lambda: shared.close(first_day=1), lambda: shared.undo(1))
    day = shared.run().day
    assert day == shared.world.one(select(ClassMarket.day)) == shared.count(ShopDay) == shared.count(Round)


# -- results -----------------------------------------------------------------------------------------------


def test_the_class_result_and_the_export_add_up(shared: Desk) -> None:
    rina = shared.neighbour("Mbak Rina")
    mine = shared.launch(shared.post(), days=2, daily_amount=30_000)
    shared.close(days=2)
    with shared.world.session():
        first, second = queries.class_results(shared.ids.classroom)
        rows = day_rows(shared.ids.classroom)
    assert (first.shop_id, second.shop_id) == (shared.ids.shop, rina.ids.shop)
    days = shared.days(mine)
    assert first.spend == sum(day.spend for day in days) == 100_000 - first.wallet
    assert first.orders - first.organic_orders == sum(day.orders for day in days)
    organic = sum(day.money_left for day in shared.shop_days())
    assert first.money_left == organic + sum(day.money_left for day in days)
    hoped = sum(day.report["expected"]["profit"] for day in days)
    hoped += sum(day.report["expected"]["profit"] for day in shared.shop_days())
    assert first.expected_money_left == pytest.approx(hoped, abs=1)
    assert (first.days, first.campaigns, second.campaigns, second.spend) == (2, 1, 0, 0)
    assert [(row["shop_id"], row["day"], row["source"]) for row in rows] == [
        (shared.ids.shop, 0, "organic"), (shared.ids.shop, 0, "campaign"),
        (shared.ids.shop, 1, "organic"), (shared.ids.shop, 1, "campaign"),
        (rina.ids.shop, 0, "organic"), (rina.ids.shop, 1, "organic"),
    ]  # fmt: skip
    for name in ("spend", "orders", "revenue", "money_left"):
        told = sum(row.get(name, 0) for row in rows)
        assert told == getattr(first, name) + getattr(second, name), name
