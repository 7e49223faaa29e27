"""Events that a trainer lets happen: from the pack's kinds to :class:`Event`, and what they do to a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.records import TuningError, recorded
from sandbox.campaigns.market.types import Event

if TYPE_CHECKING:
    from sandbox.campaigns.market.segments import SegmentTable

Array = NDArray[np.float64]

EFFECTS = ("demand", "price", "shipping", "market_price", "discovery")
"""Multipliers an event may have; :class:`Event` says on what."""


@dataclass(frozen=True)
class EventKind:
    """One kind of event.  days: how long it lasts unless the trainer says otherwise.  effects: multipliers
    by name, only those that are not one.  regions: where the demand changes (empty: everywhere).
    """

    key: str
    days: int
    effects: Mapping[str, float]
    regions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Effects:
    """All events of one day together.  demand is per segment, shape ``(S,)``; the others are one number."""

    demand: Array
    price: float = 1.0
    shipping: float = 1.0
    market_price: float = 1.0
    discovery: float = 1.0


def event_kinds(data: Mapping[str, Any], table: SegmentTable) -> Mapping[str, EventKind]:
    """Read a pack's kinds, in the pack's order; ``TuningError`` names the first bad record."""
    return MappingProxyType({key: _kind(key, part, table) for key, part in data.items()})


def event_of(kind: EventKind, first_day: int, days: int | None = None) -> Event:
    """Return an event of this kind that begins on ``first_day`` and lasts ``days`` (the kind's own if None)."""
    last = first_day + (kind.days if days is None else days) - 1
    return Event(kind.key, first_day, last, regions=kind.regions, **kind.effects)


def effects_on(events: Iterable[Event], day: int, table: SegmentTable) -> Effects:
    """Return what the events do to a market day; several at once multiply."""
    demand, numbers = np.ones(table.size), dict.fromkeys(EFFECTS[1:], 1.0)
    for event in events:
        if not event.covers(day):
            continue
        here = np.isin(table.regions, event.regions or table.regions)[table.codes["region"]]
        demand = demand * np.where(here, event.demand, 1.0)
        for name in numbers:
            numbers[name] *= getattr(event, name)
    return Effects(demand, **numbers)


def _kind(key: str, part: Any, table: SegmentTable) -> EventKind:
    if not isinstance(part, Mapping):
        raise TuningError(f"{key}: must be a table")
    values = {name: recorded(f"{key}.{name}", record) for name, record in part.items()}
    days, regions = values.pop("days", None), values.pop("regions", ())
    if not isinstance(days, float) or days < 1 or days != int(days):
        raise TuningError(f"{key}.days: a whole number of days is needed")
    if not isinstance(regions, tuple) or set(regions) - set(table.regions):
        raise TuningError(f"{key}.regions: only names of regions")
    for name, value in values.items():
        if name not in EFFECTS or not isinstance(value, float):
            raise TuningError(f"{key}.{name}: not an effect; known: {', '.join(EFFECTS)}")
    if not values:
        raise TuningError(f"{key}: has no effect")
    return EventKind(key, int(days), MappingProxyType(values), regions)
