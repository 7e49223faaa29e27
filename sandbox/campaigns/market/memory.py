"""Who remembers which creative, across the campaigns of a shop and over many shops at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.state import MemoryTrace
from sandbox.campaigns.market.tuning import OWN
from sandbox.campaigns.market.types import CampaignPlan, Targeting
from sandbox.campaigns.market.wearout import remember, similarity

if TYPE_CHECKING:
    from sandbox.campaigns.market.rows import Rows
    from sandbox.campaigns.market.tuning import ReachTuning

Array = NDArray[np.float64]
Ints = NDArray[np.intp]
Key = tuple[str, str, str, str]
"""Channel, photo, caption, arm."""
Links = list[tuple[Ints, Ints, Array]]
"""In the order in which they count: (into, from, weight), every ``into`` at most once per entry."""

_FORGOTTEN = 1e-6
"""Exposures per person below which a trace is dropped."""


@dataclass(eq=False)
class Memories:
    """The traces of a batch of shops; T traces over all S segments.  Changed in place from day to day.

    world: ``(T,)``.  exposure: remembered exposures per person, ``(T + 1, S)``; alive: ``(T + 1,)``; the last
    one stays empty, for rows that show nobody anything.  own: each row's own trace, ``(R,)``.  older: what a row's creative starts from; similar: what showing a
    row adds to a trace.
    """

    keys: list[Key]
    world: Ints
    exposure: Array
    alive: NDArray[np.bool_]
    own: Ints
    older: Links
    similar: Links

    @classmethod
    def load(cls, rows: Rows, size: int, reach: ReachTuning) -> Memories:
        """Lay out what the shops remember, and room for the creatives they are about to show."""
        place: dict[tuple[int, Key], int] = {}
        stored: list[tuple[int, Array]] = []
        for number, world in enumerate(rows.worlds):
            for trace in world.state.memory:
                key = (trace.channel, trace.photo, trace.caption, trace.arm)
                stored.append((place.setdefault((number, key), len(place)), trace.exposure))
        mine = [_key(plan) for plan in rows.plans]
        where = rows.world.tolist()
        shows = [plan.channel != OWN for plan in rows.plans]
        own = [
            place.setdefault(pair, len(place)) if seen else -1
            for pair, seen in zip(zip(where, mine, strict=True), shows, strict=True)
        ]
        exposure, alive = np.zeros((len(place) + 1, size)), np.zeros(len(place) + 1, dtype=bool)
        for position, values in stored:
            exposure[position], alive[position] = values, True

        by_place: dict[tuple[int, str], list[tuple[int, Key]]] = {}
        for (number, key), position in place.items():
            by_place.setdefault((number, key[0]), []).append((position, key))
        older, similar = [], []
        for row, (number, key) in enumerate(zip(where, mine, strict=True)):
            for position, other in by_place[number, key[0]] if shows[row] else ():
                older.append((row, position, _likeness(key, other, reach)))
                similar.append((position, row, _likeness(other, key, reach)))
        return cls(
            keys=[key for _, key in place],
            world=np.array([number for number, _ in place], dtype=np.intp),
            exposure=exposure,
            alive=alive,
            own=np.array(own, dtype=np.intp) % (len(place) + 1),
            older=_links(older),
            similar=_links(similar),
        )

    def starting(self, on: Ints) -> Array:
        """Return how often people remember having seen the like of each row's creative, ``(n, S)``.

        A creative shown before has its own trace; a new one starts at its likeness times the strongest
        memory of an older one.
        """
        own = self.own[on]
        result = self.exposure[own]
        new = ~self.alive[own] & (own < len(self.keys))
        if not (new.any() and self.alive.any()):
            return result
        place = np.full(self.own.size, -1)
        place[on[new]] = new.nonzero()[0]
        for row, trace, weight in self.older:
            use = (place[row] >= 0) & self.alive[trace]
            at = place[row[use]]
            result[at] = np.maximum(result[at], weight[use, None] * self.exposure[trace[use]])
        return result

    def end_day(self, on: Ints, start: Array, shown: Array, columns: Ints, keep: float) -> None:
        """Remember the day.  ``start``: as :meth:`starting` said; ``shown``: exposures per person, ``(n, C)``.

        Showing one creative also wears similar ones, in proportion to their likeness.
        """
        today = np.zeros((self.alive.size, columns.size))
        place = np.full(self.own.size, -1)
        place[on] = np.arange(on.size)
        for trace, row, weight in self.similar:
            use = place[row] >= 0
            today[trace[use]] += weight[use, None] * shown[place[row[use]]]
        own = self.own[on]
        fresh = ~self.alive[own]
        self.exposure[own[fresh]] = start[fresh]
        self.alive[own] = True
        self.exposure = remember(self.exposure, 0.0, keep)
        self.exposure[:, columns] += today
        self.alive &= self.exposure.max(axis=1) > _FORGOTTEN
        self.exposure[~self.alive] = 0.0

    def store(self, worlds: int) -> list[tuple[MemoryTrace, ...]]:
        """Return every world's traces."""
        kept: list[list[MemoryTrace]] = [[] for _ in range(worlds)]
        # Sorted, so that a state does not tell in how many goes its days were played.
        for position in sorted(np.flatnonzero(self.alive).tolist(), key=self.keys.__getitem__):
            channel, photo, caption, arm = self.keys[position]
            trace = MemoryTrace(channel, photo, caption, self.exposure[position].copy(), arm)
            kept[self.world[position]].append(trace)
        return [tuple(traces) for traces in kept]


def _key(plan: CampaignPlan) -> Key:
    """Return whose memory a plan works on; recent visitors are a small crowd with a memory of their own."""
    crowd = f"/{plan.targeting}" if plan.targeting is Targeting.VISITORS else ""
    return f"{plan.channel}{crowd}", plan.creative.photo, plan.creative.caption, plan.arm


def _likeness(who: Key, seen: Key, reach: ReachTuning) -> float:
    """Return how much an exposure to ``seen`` counts for those who look at ``who``.

    The two arms of a test have no people in common; half of everybody is in each.
    """
    _, photo, caption, arm = who
    _, other_photo, other_caption, other_arm = seen
    shared = 1.0 if other_arm in {"", arm} else 0.5 if arm == "" else 0.0
    if shared == 0.0:
        return 0.0
    return shared * similarity(
        (photo, caption), (other_photo, other_caption), reach.same_photo, reach.new_photo
    )


def _links(pairs: list[tuple[int, int, float]]) -> Links:
    """Return the links so that each step has every target once: array sums then keep their order."""
    steps: list[tuple[list[int], list[int], list[float]]] = []
    seen: dict[int, int] = {}
    for into, source, weight in pairs:
        if weight == 0.0:
            continue
        step = seen.get(into, 0)
        seen[into] = step + 1
        if step == len(steps):
            steps.append(([], [], []))
        for values, value in zip(steps[step], (into, source, weight), strict=True):
            values.append(value)
    return [(np.array(a, dtype=np.intp), np.array(b, dtype=np.intp), np.array(c)) for a, b, c in steps]
