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

from sandbox.campaigns.market.aftermath import leave_behind, new_people
from sandbox.campaigns.market.carried import Carried
from sandbox.campaigns.market.contact import Contact, Today, begin, contact_all
from sandbox.campaigns.market.luck import Luck
from sandbox.campaigns.market.own import claimed
from sandbox.campaigns.market.own_report import organic_reports_of
from sandbox.campaigns.market.report import Day, account_of, reports_of
from sandbox.campaigns.market.rounding import gather, in_order
from sandbox.campaigns.market.rows import Rows, rows_of
from sandbox.campaigns.market.selling import Sale, mood_of, sell
from sandbox.campaigns.market.targeting import CONTACT_LISTS
from sandbox.campaigns.market.types import DayReport, Mode, Objective
from sandbox.campaigns.market.world import ALL, Course, Mechanisms, OrganicReport, Sums, World

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]

CHUNK_ROWS = 256
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
        size = len(world.plans) + len(world.on_sale())
        if batch and rows + size > CHUNK_ROWS:
            yield batch
            batch, rows = [], 0
        batch.append(world)
        rows += size
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
    tally = Tally.empty(rows, details=details)
    for _ in range(days):
        day = _one_day(rows, carried, tuning, luck, mechanisms)
        tally.add(day, carried, tuning)
    return tally.courses(carried, tuning)


def _one_day(rows: Rows, carried: Carried, tuning: Tuning, luck: Luck, mechanisms: Mechanisms) -> Day:
    """Play one day and carry its consequences over to the next."""
    today = begin(rows, carried, tuning, mechanisms)
    contact = contact_all(today, carried, tuning, luck)
    mood = mood_of(today, tuning, luck)
    sale = sell(today, contact, mood, carried=carried, tuning=tuning, luck=luck, mechanisms=mechanisms)
    account = account_of(today, contact, sale, tuning, whole=luck.whole)
    best = carried.best[carried.cost_cell[today.on]]
    claims = claimed(today, contact, sale, carried, tuning)
    leave_behind(today, contact, sale, carried=carried, tuning=tuning, luck=luck)
    _carry_over(today, contact, sale, carried=carried, tuning=tuning)
    return Day(today, contact, sale, account, best, luck.whole, *claims)


def _carry_over(today: Today, contact: Contact, sale: Sale, *, carried: Carried, tuning: Tuning) -> None:
    """Turn the day into tomorrow's state (``carried`` changes)."""
    rows, on = today.rows, today.on
    carried.ran[on] = ~rows.is_own[on]
    carried.seen[on] += contact.per_person
    carried.recent.add(on, contact.per_person)
    carried.impressions[on] += contact.impressions
    carried.reach[on] = contact.reach_total
    carried.sends[on] = contact.sends
    aims = rows.aims
    events = np.where(aims[Objective.CHAT][on], sale.interest.chats, contact.clicks)
    events = np.where(aims[Objective.ORDER][on], sale.orders, events)
    carried.events[on] += events
    carried.event_days.add(on, events)
    carried.learning_days[on] += 1
    results = np.where(aims[Objective.REACH][on], contact.reach, events)
    carried.results.add(on, np.array((contact.spend, results)).T)
    carried.note_best_costs(on)
    carried.remember_prices(on, tuning)
    carried.memories.end_day(
        on, today.start, contact.per_person, columns=rows.columns, keep=tuning.reach.memory_keep
    )
    lists = rows.priced(CONTACT_LISTS, tuning)[on]
    _change_contacts(today, contact, sale, lists=lists, carried=carried, tuning=tuning)
    sent = rows.priced(("contacts",), tuning)[on] & (contact.impressions > 0.0)
    carried.end_day(today.world[sent])


def _change_contacts(
    today: Today, contact: Contact, sale: Sale, *, lists: NDArray[np.bool_], carried: Carried, tuning: Tuning
) -> None:
    """Strangers who ask or order become contacts; those who opt out leave where the messages went."""
    rules = tuning.broadcast
    first = sale.orders - sale.again
    gained = rules.contacts_per_chat * sale.interest.chats + rules.contacts_per_order * first
    gained = gained * new_people(today)
    change = np.where(lists, -contact.opt_outs, gained)
    where = np.where(lists[:, None], contact.shown, sale.first_weight)
    mass = in_order(where)
    change = np.where(mass > 0.0, change / np.where(mass > 0.0, mass, 1.0), 0.0)[:, None] * where
    columns = today.rows.columns
    known = carried.contacts[:, columns]
    gather(known, today.world, change)
    carried.contacts[:, columns] = np.maximum(known, 0.0)


@dataclass(eq=False)
class Tally:
    """Sums by row, shape ``(R,)`` per name of :class:`Sums`, and the reports by world."""

    rows: Rows
    sums: dict[str, Array]
    absent: list[dict[int, Sums]]
    details: bool
    reports: list[list[DayReport]]
    organic: list[list[OrganicReport]]

    @classmethod
    def empty(cls, rows: Rows, *, details: bool) -> Tally:
        """Return a tally of no days."""
        sums = {field.name: np.zeros(rows.count) for field in fields(Sums)}
        absent, reports, organic = ([kind() for _ in rows.worlds] for kind in (dict, list, list))
        return cls(rows, sums, absent, details, reports, organic)

    def add(self, day: Day, carried: Carried, tuning: Tuning) -> None:
        """Add one day."""
        contact, sale, on = day.contact, day.sale, day.today.on
        counted = (
            contact.impressions, contact.clicks, sale.interest.visits, sale.interest.carts,
            sale.interest.chats, sale.orders, sale.lost,
        )  # fmt: skip
        paid = (day.account.spend, day.account.revenue, day.account.profit)
        for name, values in zip((*COUNTED, *PAID), (*counted, *paid), strict=True):
            self.sums[name][on] += values
        own = self.rows.is_own[on]
        self.sums["attributed_orders"][on] += np.where(own, 0.0, sale.orders)
        self.sums["attributed_revenue"][on] += np.where(own, 0.0, day.account.revenue)
        self.sums["attributed_orders"] += day.attributed
        self.sums["attributed_revenue"] += day.attributed_revenue
        for number, slot, orders, revenue in day.absent:
            claim = Sums(attributed_orders=orders, attributed_revenue=revenue)
            self.absent[number][slot] = self.absent[number].get(slot, Sums()) + claim
        if self.details:
            campaigns = day.today.world[~own].tolist()
            for number, report in zip(campaigns, reports_of(day, carried, tuning), strict=True):
                self.reports[number].append(report)
            for days, organic in zip(self.organic, organic_reports_of(day, carried, tuning), strict=True):
                days.append(organic)

    def courses(self, carried: Carried, tuning: Tuning) -> list[Course]:
        """Return one course per world."""

        def sums_of(row: int) -> Sums:
            return Sums(**{name: float(values[row]) for name, values in self.sums.items()})

        campaigns = self.absent
        claims = self.sums["attributed_orders"] > 0.0
        for row in np.flatnonzero((carried.ran | claims) & ~self.rows.is_own).tolist():
            campaigns[self.rows.world[row]][self.rows.plans[row].slot] = sums_of(row)
        organic = [Sums()] * len(self.rows.worlds)
        for row in self.rows.own.tolist():
            number = self.rows.world[row]
            organic[number] = organic[number] + sums_of(row)
        parts = zip(carried.store(tuning), campaigns, organic, self.reports, self.organic, strict=True)
        return [
            Course(state, sums, own, reports=tuple(reports), organic_days=tuple(days))
            for state, sums, own, reports, days in parts
        ]
