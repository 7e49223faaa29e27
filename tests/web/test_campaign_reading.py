"""What the pages that list and explain results read: a few queries, and only the days they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from sandbox.campaigns.models import MarketDay
from sandbox.extensions import db
from tests.support.desk import Desk
from tests.support.world import World

pytestmark = pytest.mark.one_database


@contextmanager
def days_read() -> Iterator[set[int]]:
    """The campaigns whose days are read meanwhile."""
    found: set[int] = set()

    def note(day: MarketDay, _context: Any) -> None:
        found.add(day.__dict__["campaign_id"])

    event.listen(MarketDay, "load", note)
    try:
        yield found
    finally:
        event.remove(MarketDay, "load", note)


def test_only_the_compared_campaigns_days_are_read(world: World, desk: Desk) -> None:
    post = desk.post()
    tries = []
    for _ in range(4):
        tries.append(desk.launch(post, days=1, daily_amount=15_000))
        desk.play()
    phone = world.phone("participant", desk.ids.participant)
    with days_read() as found:
        assert phone.get(f"/promosi/{tries[3]}/sebab").status_code == 200
    assert found == {tries[2], tries[3]}
    with days_read() as found:
        assert phone.get(f"/promosi/banding?a={tries[0]}&b={tries[1]}").status_code == 200
    assert found == {tries[0], tries[1]}


@pytest.mark.parametrize(("facts", "is_same"), [({}, True), ({"seed": "lain sekali"}, False)])
def test_two_tries_under_different_seeds_did_not_meet_the_same_luck(
    world: World, desk: Desk, facts: dict[str, str], is_same: bool
) -> None:
    """A trainer may change the seed once everybody has begun anew; the earlier try was played under the old one."""
    post = desk.post()
    tries = []
    for settings in ({}, facts):
        if tries:
            desk.restart()
        desk.settle(**settings)
        tries.append(desk.launch(post, days=1))
        desk.play()
    phone = world.phone("participant", desk.ids.participant)
    page = phone.get(f"/promosi/banding?a={tries[0]}&b={tries[1]}").text
    assert ("Keduanya bertemu keberuntungan yang sama" in page) is is_same


def test_more_tries_take_no_more_queries(world: World, desk: Desk) -> None:
    post, phone, counts = desk.post(), world.phone("participant", desk.ids.participant), []
    for number in range(3):
        if number:
            desk.restart()
        desk.launch(post, days=1)
        desk.play()
        phone.get("/promosi")
        with queries_sent(world) as sent:
            phone.get("/promosi")
        counts.append(len(sent))
    assert counts[0] == counts[1] == counts[2]


@contextmanager
def queries_sent(world: World) -> Iterator[list[str]]:
    """The statements the database is asked meanwhile."""
    sent: list[str] = []

    def note(*arguments: Any) -> None:
        sent.append(arguments[2])

    with world.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
