"""Whatever a class does in whatever order: no wallet is ever negative, and each reconciles to the rupiah."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from sandbox.campaigns import queries
from sandbox.campaigns.models import Campaign, MarketDay, MarketRun, WalletEntry
from sandbox.campaigns.operations import (
    CampaignOver,
    InTest,
    IsolatedMarket,
    MarketBegun,
    NoRestartsLeft,
    NotEnoughMoney,
    NothingToUndo,
    SharedMarket,
    TooManyCampaigns,
    WrongDates,
)
from tests.support.desk import START as FIRST_DATE
from tests.support.desk import Desk, desk_of
from tests.support.world import World

REFUSED = (
    CampaignOver, InTest, IsolatedMarket, MarketBegun, NoRestartsLeft, NothingToUndo, NotEnoughMoney, SharedMarket,
    TooManyCampaigns,
    WrongDates,
)  # fmt: skip
START = 100_000
"""What every wallet begins with, in rupiah."""

amounts = st.one_of(st.sampled_from([0, 1, 10_000, 50_000, 100_000]), st.integers(1, 120_000))
days = st.integers(1, 4)
which = st.integers(0, 3)
steps = st.one_of(
    st.tuples(st.just("launch"), amounts, days, st.integers(0, 2)),
    st.tuples(st.just("test"), amounts, days),
    st.tuples(st.just("edit"), which, amounts, st.integers(1, 6)),
    st.tuples(st.sampled_from(["pause", "resume", "stop"]), which),
    st.tuples(st.just("play"), st.one_of(st.none(), days)),
    st.tuples(st.just("close"), days),
    st.tuples(st.sampled_from(["restart", "undo", "mode"])),
)


class Story:
    """A shop and its neighbour doing one thing after the other."""

    def __init__(self, world: World) -> None:
        self.desk = desk_of(world, slug=f"toko-{world.next()}")
        self.posts = (self.desk.post(), self.desk.post(product=1))
        other = self.desk.neighbour("Bu Rini")
        other.launch(other.post(), daily_amount=12_345, days=6)
        self.desks = (self.desk, other)
        self.rounds: list[int] = []

    def do(self, name: str, *facts: Any) -> None:
        """Do one thing; what the desk refuses changes nothing."""
        with suppress(*REFUSED):
            self._do(name, *facts)

    def _do(self, name: str, *facts: Any) -> None:
        desk = self.desk
        if name == "launch":
            amount, length, later = facts
            desk.launch(self.posts[0], daily_amount=amount, days=length, start_day=self._day() + later)
        elif name == "test":
            desk.launch_test(*self.posts, daily_amount=facts[0], days=facts[1])
        elif name == "play":
            desk.play(days=facts[0])
        elif name == "close":
            self.rounds += [number] if (number := desk.close(days=facts[0])) else []
        elif name == "undo" and self.rounds:
            desk.undo(self.rounds.pop())
        elif name == "restart":
            desk.restart()
        elif name == "mode":
            with desk.world.session():
                mode = queries.class_market(desk.ids.classroom, start_date=FIRST_DATE).mode
            desk.settle(mode="isolated" if mode == "shared" else "shared")
        elif name in {"edit", "pause", "resume", "stop"}:
            self._change(name, *facts)

    def _change(self, name: str, place: int, *facts: int) -> None:
        query = select(Campaign.id).where(Campaign.shop_id == self.desk.ids.shop).order_by(Campaign.id.desc())
        found = self.desk.world.read(lambda session: list(session.scalars(query)))
        if place < len(found):
            more = {"facts": {"daily_amount": facts[0], "days": facts[1]}} if name == "edit" else {}
            self.desk.change(name, found[place], **more)

    def _day(self) -> int:
        run = self.desk.world.read(lambda _session: queries.current_run(self.desk.ids.shop))
        return run.day if run else 0


def check(desk: Desk) -> None:
    """Every run of the shop: entries add up one by one, to start minus what its days spent; nothing is below zero."""
    with desk.world.session() as session:
        for run in session.scalars(select(MarketRun).where(MarketRun.shop_id == desk.ids.shop)):
            query = select(WalletEntry).where(WalletEntry.run_id == run.id).order_by(WalletEntry.id)
            total = 0
            for entry in session.scalars(query):
                total += entry.amount
                assert entry.balance_after == total >= 0
            spent = session.scalar(
                select(func.coalesce(func.sum(MarketDay.spend), 0))
                .join(Campaign)
                .where(Campaign.run_id == run.id)
            )
            assert total == START - (spent or 0)
        free = queries.free_of(desk.ids.shop)
        assert free is None or 0 <= free <= START


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=st.lists(steps, min_size=4, max_size=12))
def test_no_order_of_doing_things_loses_or_makes_money(world: World, story: list[tuple[Any, ...]]) -> None:
    here = Story(world)
    for step in story:
        here.do(*step)
        for desk in here.desks:
            check(desk)
