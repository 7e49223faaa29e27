"""What a shop carries from one market day to the next, and its plain, JSON-safe form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.afterglow import Afterglow, first_afterglow, glow_from_dict, glow_to_dict
from sandbox.campaigns.market.broadcast import spread_contacts
from sandbox.campaigns.market.learning import Learning
from sandbox.campaigns.market.packing import pack, unpack
from sandbox.campaigns.market.tuning import Tuning
from sandbox.campaigns.market.types import ShopFacts

Array = NDArray[np.float64]

FORMAT = 3
"""Version of the stored form.  Later versions add keys with defaults; a newer one than known is refused.

1: the first.  2: a memory trace may belong to one arm of a test.
3: what stays after the ads (followers, awareness, word of mouth, buyers, reviews).
"""
RECENT_DAYS = 7
"""Days of a campaign kept one by one, for weekly reach and weekly cost."""


@dataclass(frozen=True, eq=False)
class MemoryTrace:
    """Remembered exposures per person to one creative on one channel, shape ``(S,)``.

    arm: the half of the people who remember it (an arm of a test); empty for everybody.
    """

    channel: str
    photo: str
    caption: str
    exposure: Array
    arm: str = ""


@dataclass(frozen=True, eq=False)
class CampaignState:
    """One campaign's running totals.

    seen: impressions per person since the start, ``(S,)``.  recent: the same per day for the last seven
    days, ``(<=7, S)``.  results: (spend, results) of the last seven days, for cost per result.
    sends: broadcasts sent.
    """

    learning: Learning
    seen: Array
    recent: Array
    impressions: float = 0.0
    reach: float = 0.0
    sends: int = 0
    results: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, eq=False)
class ShopState:
    """The shop at the start of market day ``day``.

    stock, own_price: by offer key (absent: taken from the offer).  contacts: WhatsApp contacts per segment.
    best_cost: the shop's best seven-day cost per result by channel and objective.
    glow: how the shop stands with people; ``None`` as long as nothing but ``ShopFacts`` says so.
    """

    day: int
    contacts: Array
    stock: Mapping[str, float] = field(default_factory=dict)
    own_price: Mapping[str, float] = field(default_factory=dict)
    campaigns: Mapping[int, CampaignState] = field(default_factory=dict)
    memory: tuple[MemoryTrace, ...] = ()
    broadcasts: tuple[int, ...] = ()
    best_cost: Mapping[str, float] = field(default_factory=dict)
    glow: Afterglow | None = None


def initial_state(shop: ShopFacts, tuning: Tuning, *, day: int = 0) -> ShopState:
    """Return a shop that has never advertised."""
    return ShopState(
        day=day,
        contacts=spread_contacts(tuning.segments, shop.contacts, tuning.broadcast),
        glow=first_afterglow(shop, tuning),
    )


def with_stock(state: ShopState, stock: Mapping[str, float]) -> ShopState:
    """Return the state with the stock of some offers set (sales elsewhere, restocking)."""
    if any(amount < 0 for amount in stock.values()):
        raise ValueError("stock cannot be negative")
    return replace(state, stock={**state.stock, **{key: float(amount) for key, amount in stock.items()}})


def new_campaign(size: int) -> CampaignState:
    """Return the totals of a campaign that has not run yet."""
    return CampaignState(Learning(), np.zeros(size), np.zeros((0, size)))


def state_to_dict(state: ShopState) -> dict[str, Any]:
    """Return a dict of plain JSON values; :func:`state_from_dict` gives back exactly the same state."""
    return {
        "format": FORMAT,
        "day": state.day,
        "contacts": pack(state.contacts),
        "stock": dict(sorted(state.stock.items())),
        "own_price": dict(sorted(state.own_price.items())),
        "best_cost": dict(sorted(state.best_cost.items())),
        "broadcasts": list(state.broadcasts),
        "glow": None if state.glow is None else glow_to_dict(state.glow),
        "memory": [
            {
                "channel": m.channel,
                "photo": m.photo,
                "caption": m.caption,
                "exposure": pack(m.exposure),
                "arm": m.arm,
            }
            for m in state.memory
        ],
        "campaigns": {
            str(slot): {
                "learning": {**asdict(c.learning), "recent": list(c.learning.recent)},
                "seen": pack(c.seen),
                "recent": pack(c.recent),
                "impressions": c.impressions,
                "reach": c.reach,
                "sends": c.sends,
                "results": [list(pair) for pair in c.results],
            }
            for slot, c in sorted(state.campaigns.items())
        },
    }


def state_from_dict(data: Mapping[str, Any]) -> ShopState:
    """Read a stored state; ``ValueError`` when it was written by a newer version."""
    if data["format"] > FORMAT:
        raise ValueError(f"state format {data['format']} is newer than {FORMAT}")
    campaigns = {}
    for slot, c in data["campaigns"].items():
        learning = Learning(**{**c["learning"], "recent": tuple(c["learning"]["recent"])})
        campaigns[int(slot)] = CampaignState(
            learning=learning,
            seen=unpack(c["seen"]),
            recent=unpack(c["recent"]),
            impressions=c["impressions"],
            reach=c["reach"],
            sends=c["sends"],
            results=tuple((spend, result) for spend, result in c["results"]),
        )
    return ShopState(
        day=data["day"],
        contacts=unpack(data["contacts"]),
        stock=dict(data["stock"]),
        own_price=dict(data["own_price"]),
        campaigns=campaigns,
        memory=tuple(
            MemoryTrace(m["channel"], m["photo"], m["caption"], unpack(m["exposure"]), m.get("arm", ""))
            for m in data["memory"]
        ),
        broadcasts=tuple(data["broadcasts"]),
        best_cost=dict(data["best_cost"]),
        glow=glow_from_dict(data["glow"]) if data.get("glow") else None,
    )
