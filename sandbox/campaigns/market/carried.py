"""The states of a batch of shops as arrays, from the first day played to the last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market import funnel, learning
from sandbox.campaigns.market.broadcast import WINDOW_DAYS
from sandbox.campaigns.market.glows import Glows
from sandbox.campaigns.market.learning import Learning
from sandbox.campaigns.market.memory import Memories
from sandbox.campaigns.market.state import RECENT_DAYS, CampaignState, ShopState
from sandbox.campaigns.market.types import CampaignPlan, Objective

if TYPE_CHECKING:
    from sandbox.campaigns.market.rows import Rows
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]
Ints = NDArray[np.intp]


@dataclass(eq=False)
class Window:
    """The last days of every row: ``values`` is ``(R, days, ...)``, the oldest at ``place``; ``count`` are
    filled.
    """

    values: Array
    count: Ints
    place: Ints

    @classmethod
    def empty(cls, rows: int, days: int, *shape: int) -> Window:
        """Return a window nothing has been added to."""
        return cls(np.zeros((rows, days, *shape)), *np.zeros((2, rows), dtype=np.intp))

    def fill(self, row: int, past: Array) -> None:
        """Put what was kept before into one row, oldest first."""
        length = min(len(past), self.values.shape[1])
        if length:
            self.values[row, -length:] = past[-length:]
        self.count[row] = length

    def add(self, on: Ints, today: Array) -> None:
        """Add one day to the rows ``on``."""
        place, days = self.place[on], self.values.shape[1]
        self.values[on, place] = today
        self.place[on] = (place + 1) % days
        self.count[on] = np.minimum(self.count[on] + 1, days)

    def of(self, row: int) -> Array:
        """Return one row's filled days, oldest first."""
        place = int(self.place[row])
        turned = np.concatenate((self.values[row, place:], self.values[row, :place]))
        return turned[len(turned) - int(self.count[row]) :]

    def totals(self, on: Ints) -> Array:
        """Return the sums over the days of the rows ``on``, added from the oldest to the newest."""
        days = self.values.shape[1]
        turned = (self.place[on, None] + np.arange(days)) % days
        return self.values[on[:, None], turned].sum(axis=1)


@dataclass(eq=False)
class Carried:
    """What days change, in place.  W worlds, R rows, C columns, K stock cells, S segments.

    day: ``(W,)``.  contacts: ``(W, S)``.  stock, own_price: ``(K,)``; ``own_price`` is nan before the first
    day.  touched: cells that were on offer.  seen: impressions per person, ``(R, C)``.  recent: the same by
    day.  events: optimisation events ``(R,)`` and by day.  results: (spend, results) by day.  ran: rows that
    ran at all.  best: lowest cost per result of a full week by cost cell (``inf``: none); cost_cell: ``(R,)``.
    """

    rows: Rows
    day: Ints
    contacts: Array
    stock: Array
    own_price: Array
    touched: NDArray[np.bool_]
    begun: list[Learning]
    seen: Array
    recent: Window
    impressions: Array
    reach: Array
    sends: Array
    events: Array
    event_days: Window
    learning_days: Array
    results: Window
    ran: NDArray[np.bool_]
    memories: Memories
    glows: Glows
    broadcasts: list[tuple[int, ...]]
    best: Array
    cost_cell: Ints
    cost_keys: list[tuple[int, str]]

    @classmethod
    def load(cls, rows: Rows, tuning: Tuning) -> Carried:
        """Read the states of the batch's worlds."""
        states = [world.state for world in rows.worlds]
        count, width = rows.count, rows.columns.size
        keys: dict[tuple[int, str], int] = {}
        cost_cell = [
            keys.setdefault((number, _cost_key(plan)), len(keys))
            for number, plan in zip(rows.world.tolist(), rows.plans, strict=True)
        ]
        best = [states[number].best_cost.get(key, np.inf) for number, key in keys]
        carried = cls(
            rows=rows,
            day=np.array([state.day for state in states], dtype=np.intp),
            contacts=np.array([state.contacts for state in states]).reshape(-1, tuning.segments.size),
            stock=np.array([float(states[w].stock.get(o.key, o.stock)) for w, o in rows.cells]),
            own_price=np.array([states[w].own_price.get(o.key, np.nan) for w, o in rows.cells]),
            touched=np.zeros(len(rows.cells), dtype=bool),
            begun=[],
            seen=np.zeros((count, width)),
            recent=Window.empty(count, RECENT_DAYS, width),
            impressions=np.zeros(count),
            reach=np.zeros(count),
            sends=np.zeros(count),
            events=np.zeros(count),
            event_days=Window.empty(count, int(tuning.learning.window_days)),
            learning_days=np.zeros(count),
            results=Window.empty(count, RECENT_DAYS, 2),
            ran=np.zeros(count, dtype=bool),
            memories=Memories.load(rows, tuning.segments.size, tuning.reach),
            glows=Glows.load(rows, tuning),
            broadcasts=[state.broadcasts for state in states],
            best=np.array(best, dtype=float),
            cost_cell=np.array(cost_cell, dtype=np.intp),
            cost_keys=list(keys),
        )
        for row, plan in enumerate(rows.plans):
            carried._load_row(row, plan, tuning)
        return carried

    def _load_row(self, row: int, plan: CampaignPlan, tuning: Tuning) -> None:
        past = self.rows.worlds[self.rows.world[row]].state.campaigns.get(plan.slot)
        begun = learning.begin_day(past.learning if past else Learning(), plan, tuning.learning)
        self.begun.append(begun)
        self.events[row], self.learning_days[row] = begun.events, begun.days
        self.event_days.fill(row, np.array(begun.recent))
        if past is None:
            return
        self.seen[row] = past.seen[self.rows.columns]
        self.recent.fill(row, past.recent[:, self.rows.columns])
        self.impressions[row], self.reach[row], self.sends[row] = past.impressions, past.reach, past.sends
        self.results.fill(row, np.array(past.results).reshape(-1, 2))

    def learnt(self, on: Ints, tuning: Tuning, *, known: bool) -> Array:
        """Return how far the platform has learnt, 0..1 per row of ``on``; to show an ad to people needs nothing.

        ``known``: it knows the buyers from the start.
        """
        asks = np.array([self.rows.plans[row].objective is not Objective.REACH for row in on.tolist()], bool)
        return np.where(asks, 1.0 if known else learning.level(self.events[on], tuning.learning), 1.0)

    def remember_prices(self, on: Ints, tuning: Tuning) -> None:
        """Let buyers get used to what the running campaigns ask."""
        cell, price = self.rows.cell[on], self.rows.price[on]
        before = np.where(np.isnan(self.own_price[cell]), price, self.own_price[cell])
        self.own_price[cell] = funnel.remember_price(before, price, tuning.funnel)

    def note_best_costs(self, on: Ints) -> None:
        """Remember every shop's best full week's cost per result."""
        spend, results = self.results.totals(on).T
        full = (self.results.count[on] == RECENT_DAYS) & (spend > 0.0) & (results > 0.0)
        np.minimum.at(self.best, self.cost_cell[on[full]], spend[full] / results[full])

    def end_day(self, sent: Ints) -> None:
        """Turn the clock; ``sent``: worlds that sent a broadcast today."""
        for number in set(sent.tolist()):
            self.broadcasts[number] = (*self.broadcasts[number], int(self.day[number]))
        for number, days in enumerate(self.broadcasts):
            if days and days[0] <= self.day[number] - WINDOW_DAYS:
                oldest = self.day[number] - WINDOW_DAYS
                self.broadcasts[number] = tuple(day for day in days if day > oldest)
        self.day = self.day + 1

    def store(self, tuning: Tuning) -> list[ShopState]:
        """Return the states as they are now."""
        rows = self.rows
        campaigns = [dict(world.state.campaigns) for world in rows.worlds]
        stock = [dict(world.state.stock) for world in rows.worlds]
        prices = [dict(world.state.own_price) for world in rows.worlds]
        best = [dict(world.state.best_cost) for world in rows.worlds]
        for row in np.flatnonzero(self.ran).tolist():
            campaigns[rows.world[row]][rows.plans[row].slot] = self._campaign(row)
        for cell in np.flatnonzero(self.touched).tolist():
            number, offer = rows.cells[cell]
            stock[number][offer.key] = float(self.stock[cell])
            prices[number][offer.key] = float(self.own_price[cell])
        for (number, key), cost in zip(self.cost_keys, self.best.tolist(), strict=True):
            if np.isfinite(cost):
                best[number][key] = cost
        memories = self.memories.store(len(rows.worlds))
        glows = self.glows.store(tuning)
        return [
            replace(
                world.state,
                day=int(self.day[number]),
                contacts=self.contacts[number].copy(),
                stock=stock[number],
                own_price=prices[number],
                campaigns=campaigns[number],
                memory=memories[number],
                broadcasts=self.broadcasts[number],
                best_cost=best[number],
                glow=glows[number],
            )
            for number, world in enumerate(rows.worlds)
        ]

    def _campaign(self, row: int) -> CampaignState:
        columns, size = self.rows.columns, self.contacts.shape[1]
        recent = self.recent.of(row)
        seen, by_day = np.zeros(size), np.zeros((len(recent), size))
        seen[columns], by_day[:, columns] = self.seen[row], recent
        return CampaignState(
            learning=replace(
                self.begun[row],
                events=float(self.events[row]),
                recent=tuple(self.event_days.of(row).tolist()),
                days=int(self.learning_days[row]),
            ),
            seen=seen,
            recent=by_day,
            impressions=float(self.impressions[row]),
            reach=float(self.reach[row]),
            sends=int(self.sends[row]),
            results=tuple((spend, result) for spend, result in self.results.of(row).tolist()),
        )


def _cost_key(plan: CampaignPlan) -> str:
    return f"{plan.channel}/{plan.objective}"
