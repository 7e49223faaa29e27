"""Plans, shops, circumstances and whole worlds as plain JSON values, exact in both directions.

What is read may be older than the code: a key that is missing takes the default of the value it belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import numpy as np

from sandbox.campaigns.market.packing import pack, unpack
from sandbox.campaigns.market.state import state_from_dict, state_to_dict
from sandbox.campaigns.market.types import (
    Audience,
    CampaignPlan,
    Creative,
    Environment,
    Event,
    Objective,
    Offer,
    ShippingTerms,
    ShopFacts,
    Targeting,
)
from sandbox.campaigns.market.world import World

T = TypeVar("T")
Plain = dict[str, Any]

FORMAT = 1
"""Version of a stored world; a newer one than known is refused."""


def plan_to_dict(plan: CampaignPlan) -> Plain:
    """Return a campaign as plain JSON values."""
    return _simple(plan) | {
        "offer": offer_to_dict(plan.offer),
        "creative": _simple(plan.creative),
        "audience": _simple(plan.audience),
    }


def plan_from_dict(data: Mapping[str, Any]) -> CampaignPlan:
    """Read what :func:`plan_to_dict` wrote; ``ValueError`` for values no plan may have."""
    return _build(
        CampaignPlan,
        data,
        offer=offer_from_dict,
        creative=lambda part: _build(Creative, part),
        audience=lambda part: _build(Audience, part),
        objective=Objective,
        targeting=Targeting,
    )


def offer_to_dict(offer: Offer) -> Plain:
    """Return an offer as plain JSON values."""
    return _simple(offer)


def offer_from_dict(data: Mapping[str, Any]) -> Offer:
    """Read what :func:`offer_to_dict` wrote."""
    return _build(Offer, data, shipping=ShippingTerms)


def shop_to_dict(shop: ShopFacts) -> Plain:
    """Return a shop as plain JSON values."""
    return _simple(shop)


def shop_from_dict(data: Mapping[str, Any]) -> ShopFacts:
    """Read what :func:`shop_to_dict` wrote."""
    return _build(ShopFacts, data)


def env_to_dict(env: Environment) -> Plain:
    """Return the circumstances as plain JSON values; per-segment shares keep every bit."""
    overlap = np.asarray(env.overlap, dtype=float)
    return _simple(env) | {
        "events": [_simple(event) for event in env.events],
        "rivals": {name: pack(np.asarray(share)) for name, share in sorted(env.rivals.items())},
        "overlap": pack(overlap) if overlap.ndim else float(overlap),
    }


def env_from_dict(data: Mapping[str, Any]) -> Environment:
    """Read what :func:`env_to_dict` wrote."""
    return _build(
        Environment,
        data,
        start_date=date.fromisoformat,
        events=lambda parts: tuple(_build(Event, part) for part in parts),
        rivals=lambda parts: {name: unpack(share) for name, share in parts.items()},
        overlap=lambda part: unpack(part) if isinstance(part, Mapping) else float(part),
    )


def world_to_dict(world: World) -> Plain:
    """Return a whole world, its state included, as plain JSON values."""
    return {
        "format": FORMAT,
        "state": state_to_dict(world.state),
        "plans": [plan_to_dict(plan) for plan in world.plans],
        "shop": shop_to_dict(world.shop),
        "env": env_to_dict(world.env),
        "offers": [offer_to_dict(offer) for offer in world.offers],
    }


def world_from_dict(data: Mapping[str, Any]) -> World:
    """Read what :func:`world_to_dict` wrote; ``ValueError`` when a newer version wrote it."""
    if data["format"] > FORMAT:
        raise ValueError(f"world format {data['format']} is newer than {FORMAT}")
    return World(
        state=state_from_dict(data["state"]),
        plans=tuple(plan_from_dict(plan) for plan in data["plans"]),
        shop=shop_from_dict(data["shop"]),
        env=env_from_dict(data["env"]),
        offers=tuple(offer_from_dict(offer) for offer in data.get("offers", ())),
    )


def _simple(value: Any) -> Plain:
    """Return the fields that are texts, numbers, dates, names or lists and tables of them."""
    plain = {}
    for field in fields(value):
        item = getattr(value, field.name)
        if isinstance(item, StrEnum):
            item = str(item)
        elif isinstance(item, date):
            item = item.isoformat()
        elif isinstance(item, tuple):
            item = list(item)
        elif isinstance(item, Mapping):
            item = dict(sorted(item.items()))
        plain[field.name] = item
    return plain


def _build(kind: type[T], data: Mapping[str, Any], **read: Any) -> T:
    """Build a frozen value from its fields; lists become tuples, ``read`` says how to read special fields."""
    values = {}
    for field in fields(kind):  # type: ignore[arg-type]  every kind here is a dataclass
        if field.name in data:
            item = data[field.name]
            how = read.get(field.name)
            values[field.name] = how(item) if how else tuple(item) if isinstance(item, list) else item
    return kind(**values)
