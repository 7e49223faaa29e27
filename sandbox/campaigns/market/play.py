"""Play market days of many worlds at once: the market's one engine.

Rows (campaigns of all worlds) go through the day together as arrays; every world is worked out as if it were
alone, to the last bit, whatever else is in the batch.  Pure: the states handed in are never changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.carried import Carried
from sandbox.campaigns.market.contact import Contact, Today, begin, contact_all
from sandbox.campaigns.market.luck import Luck
from sandbox.campaigns.market.report import Day, account_of, reports_of
from sandbox.campaigns.market.rounding import in_order
from sandbox.campaigns.market.rows import Rows, rows_of
from sandbox.campaigns.market.selling import Sale, mood_of, sell
from sandbox.campaigns.market.types import DayReport, Mode, Objective
from sandbox.campaigns.market.world import ALL, Course, Mechanisms, Sums, World

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]

CHUNK_ROWS = 128
"""Campaigns per batch: more no longer save calls, but outgrow the processor's cache."""
COUNTED = ("impressions", "clicks", "visits", "carts", "chats", "orders", "lost_to_stock")
PAID = ("spend", "revenue", "profit")


def play(
    worlds: Sequence[World],
    tuning: Tuning,
    *,
    days: int,
    mode: Mode = Mode.EXPECTED,
    mechanisms: Mechanisms = ALL,
    details: bool = False,
) -> list[Course]:
    """Play ``days`` market days of every world, each for itself (isolated market), with unchanged decisions.

    The worlds may differ in anything, their day included; they are computed as one batch.  Returns one course
    per world; ``details`` adds the daily reports.  ``ValueError`` when two plans of a world share a slot or an
    audience names somebody unknown, ``KeyError`` for a channel the tuning does not know.
    """
    courses: list[Course] = []
    for batch in _chunks(worlds):
        courses += _play(batch, tuning, days=days, mode=mode, mechanisms=mechanisms, details=details)
    return courses


def _chunks(worlds: Sequence[World]) -> Iterator[list[World]]:
    """Cut the worlds into batches of about :data:`CHUNK_ROWS` campaigns."""
    batch: list[World] = []
    rows = 0
    for world in worlds:
        if batch and rows + len(world.plans) > CHUNK_ROWS:
            yield batch
            batch, rows = [], 0
        batch.append(world)
        rows += len(world.plans)
    if batch:
        yield batch


def _play(
    worlds: Sequence[World],
    tuning: Tuning,
    *,
    days: int,
    mode: Mode,
    mechanisms: Mechanisms,
    details: bool,
) -> list[Course]:
    rows = rows_of(worlds, tuning, days=days, mechanisms=mechanisms)
    carried = Carried.load(rows, tuning)
    luck = Luck(mode, worlds, rows.plans, rows.world, tuning.version)
    tally = Tally.empty(rows)
    for _ in range(days):
        day = _one_day(rows, carried, tuning, luck, mechanisms)
        tally.add(day, reports_of(day, carried, tuning) if details else [])
    return tally.courses(carried)


def _one_day(rows: Rows, carried: Carried, tuning: Tuning, luck: Luck, mechanisms: Mechanisms) -> Day:
    """Play one day and carry its consequences over to the next."""
    today = begin(rows, carried, tuning, mechanisms)
    contact = contact_all(today, carried, tuning, luck)
    mood = mood_of(today, tuning, luck)
    sale = sell(today, contact, mood, carried=carried, tuning=tuning, luck=luck, mechanisms=mechanisms)
    account = account_of(today, contact, sale, tuning, whole=luck.whole)
    best = carried.best[carried.cost_cell[today.on]]
    _carry_over(today, contact, sale, carried=carried, tuning=tuning)
    return Day(today, contact, sale, account, best, luck.whole)


def _carry_over(today: Today, contact: Contact, sale: Sale, *, carried: Carried, tuning: Tuning) -> None:
    """Turn the day into tomorrow's state (``carried`` changes)."""
    rows, on = today.rows, today.on
    carried.ran[on] = True
    carried.seen[on] += contact.per_person
    carried.recent.add(on, contact.per_person)
    carried.impressions[on] += contact.impressions
    carried.reach[on] = contact.reach_total
    carried.sends[on] = contact.sends
    aims = [rows.plans[row].objective for row in on.tolist()]
    wishes = {Objective.CHAT: sale.interest.chats, Objective.ORDER: sale.orders}
    events = np.array([wishes.get(aim, contact.clicks)[k] for k, aim in enumerate(aims)])
    reached = np.array([aim is Objective.REACH for aim in aims], dtype=bool)
    carried.events[on] += events
    carried.event_days.add(on, events)
    carried.learning_days[on] += 1
    results = np.where(reached, contact.reach, events)
    carried.results.add(on, np.stack((contact.spend, results), axis=1))
    carried.note_best_costs(on)
    carried.remember_prices(on, tuning)
    carried.memories.end_day(
        on, today.start, contact.per_person, columns=rows.columns, keep=tuning.reach.memory_keep
    )
    lists = np.array([tuning.channel(rows.plans[row].channel).pricing == "contacts" for row in on], bool)
    _change_contacts(today, contact, sale, lists=lists, carried=carried, tuning=tuning)
    carried.end_day(today.world[lists & (contact.impressions > 0.0)])


def _change_contacts(
    today: Today, contact: Contact, sale: Sale, *, lists: NDArray[np.bool_], carried: Carried, tuning: Tuning
) -> None:
    """Ads bring contacts where people order; those who opt out leave where the messages went."""
    rules = tuning.broadcast
    gained = rules.contacts_per_chat * sale.interest.chats + rules.contacts_per_order * sale.orders
    change = np.where(lists, -contact.opt_outs, gained)
    where = np.where(lists[:, None], contact.shown, sale.order_weight)
    mass = in_order(where)
    change = np.where(mass > 0.0, change / np.where(mass > 0.0, mass, 1.0), 0.0)[:, None] * where
    rank = today.rows.rank[today.on]
    for turn in range(int(rank.max(initial=-1)) + 1):
        now = np.flatnonzero(rank == turn)
        if now.size:
            carried.contacts[today.world[now][:, None], today.rows.columns] += change[now]
    np.maximum(carried.contacts, 0.0, out=carried.contacts)


@dataclass(eq=False)
class Tally:
    """Sums by row, shape ``(R,)`` per name of :class:`Sums`, and the reports by world."""

    rows: Rows
    sums: dict[str, Array]
    reports: list[list[DayReport]]

    @classmethod
    def empty(cls, rows: Rows) -> Tally:
        """Return a tally of no days."""
        sums = {field.name: np.zeros(rows.count) for field in fields(Sums)}
        return cls(rows, sums, [[] for _ in rows.worlds])

    def add(self, day: Day, reports: list[DayReport]) -> None:
        """Add one day."""
        contact, sale, on = day.contact, day.sale, day.today.on
        counted = (
            contact.impressions, contact.clicks, sale.interest.visits, sale.interest.carts,
            sale.interest.chats, sale.orders, sale.lost,
        )  # fmt: skip
        paid = (day.account.spend, day.account.revenue, day.account.profit)
        for name, values in zip((*COUNTED, *PAID), (*counted, *paid), strict=True):
            self.sums[name][on] += values
        for number, report in zip(day.today.world.tolist(), reports, strict=bool(reports)):
            self.reports[number].append(report)

    def courses(self, carried: Carried) -> list[Course]:
        """Return one course per world."""
        campaigns: list[dict[int, Sums]] = [{} for _ in self.rows.worlds]
        for row in np.flatnonzero(carried.ran).tolist():
            sums = Sums(**{name: float(values[row]) for name, values in self.sums.items()})
            campaigns[self.rows.world[row]][self.rows.plans[row].slot] = sums
        return [
            Course(state, sums, reports=tuple(reports))
            for state, sums, reports in zip(carried.store(), campaigns, self.reports, strict=True)
        ]
