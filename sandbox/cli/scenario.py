"""Read a scenario file: a market to play without web or database.

Whatever is wrong with a file ends in a :class:`ScenarioError` that names the place and the key.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandbox.campaigns.market.state import initial_state
from sandbox.campaigns.market.types import (
    Audience,
    CampaignPlan,
    Creative,
    Environment,
    Event,
    Mode,
    Objective,
    Offer,
    ShippingTerms,
    ShopFacts,
    Targeting,
)
from sandbox.campaigns.market.world import World
from sandbox.cli.scenario_keys import PARTS, REQUIRED, Key

if TYPE_CHECKING:
    from sandbox.campaigns.market.events import EventKind
    from sandbox.campaigns.market.tuning import Tuning

MOST_SHOPS = 300
MOST_BYTES = 1_000_000
USUAL_START = date(2026, 6, 8)
"""A plain Monday; the date of day 0 when the file names none."""


class ScenarioError(Exception):
    """The file is no scenario.  ``code`` and ``facts`` make the sentence ``cli-scenario-<code>``."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Scenario:
    """A market to play: one world per shop, in the file's order."""

    title: str
    days: int
    mode: Mode
    shared: bool
    worlds: tuple[World, ...]


def read_scenario(path: Path, tuning: Tuning, kinds: Mapping[str, EventKind]) -> Scenario:
    """Read and check a scenario file.  Raises ScenarioError, and OSError when it cannot be read."""
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise ScenarioError("too-big", most=f"{MOST_BYTES // 1000}")
    try:
        data = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ScenarioError("not-text") from error
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits
        raise ScenarioError("not-toml", why=str(error)) from error
    return scenario_from_dict(data, tuning, kinds)


def scenario_from_dict(data: Mapping[str, Any], tuning: Tuning, kinds: Mapping[str, EventKind]) -> Scenario:
    """Build a scenario from a file's tables.  Raises ScenarioError."""
    top = _part("scenario", "", data)
    if len(top["shop"]) > MOST_SHOPS:
        raise ScenarioError("too-many-shops", most=str(MOST_SHOPS))
    reader = _Reader(tuning, kinds, top["days"])
    env = reader.environment(top["environment"], top["seed"])
    worlds = tuple(reader.world(_at("shop", n), shop, env) for n, shop in enumerate(top["shop"], 1))
    _no_twins("shop", [each.shop.key for each in worlds])
    return Scenario(top["title"], top["days"], Mode(top["mode"]), top["market"] == "shared", worlds)


@dataclass(frozen=True)
class _Reader:
    """Builds the kernel's values; ``where`` is always the place in the file, for sentences."""

    tuning: Tuning
    kinds: Mapping[str, EventKind]
    days: int

    def environment(self, data: Mapping[str, Any] | None, seed: str) -> Environment:
        values = _part("environment", "environment", data or {})
        events = [
            self.event(_at("environment.event", n), event) for n, event in enumerate(values["event"] or (), 1)
        ]
        start = values["start_date"] or USUAL_START
        if start > date.max.replace(year=9000):
            raise _out_of_range("environment.start_date", start, date.min, date.max.replace(year=9000))
        return Environment(seed, start, values["demand"], values["price"], tuple(events))

    def event(self, where: str, data: Mapping[str, Any]) -> Event:
        values = _part("event", where, data)
        name, first, days = (values.pop(key) for key in ("kind", "first_day", "days"))
        own = {key: value for key, value in values.items() if value is not None}
        self._known(where, "regions", own.get("regions", ()), self.tuning.segments.regions)
        kind = self.kinds.get(name)
        if kind is None and not own:
            raise ScenarioError("unknown-name", where=f"{where}.kind", name=name, known=", ".join(self.kinds))
        effects = {**({"regions": kind.regions, **kind.effects} if kind else {}), **own}
        last = first + (days or (kind.days if kind else 1)) - 1
        return Event(name, first, last, **effects)

    def world(self, where: str, data: Mapping[str, Any], env: Environment) -> World:
        values = _part("shop", where, data)
        offers, creatives, campaigns = (values.pop(key) for key in ("offer", "creative", "campaign"))
        followers = _part("followers", f"{where}.followers", values.pop("followers") or {})
        shop = ShopFacts(**values, followers=followers)
        goods = self._named(where, "offer", offers, self.offer)
        posts = self._named(where, "creative", creatives, self.creative)
        plans = tuple(
            self.campaign(_at(f"{where}.campaign", n), campaign, n - 1, goods, posts)
            for n, campaign in enumerate(campaigns or (), 1)
        )
        return World(initial_state(shop, self.tuning), plans, shop, env, tuple(goods.values()))

    def offer(self, where: str, data: Mapping[str, Any]) -> Offer:
        values = _part("offer", where, data)
        table = self.tuning.segments
        self._known(where, "interest", (values["interest"],), table.interests)
        self._known(where, "ages", values["ages"], table.ages)
        self._known(where, "genders", values["genders"], table.genders)
        fees = values["shipping_fees"]
        if fees is not None and len(fees) != len(table.regions):
            raise ScenarioError(
                "wrong-count",
                where=f"{where}.shipping_fees",
                wanted=str(len(table.regions)),
                given=str(len(fees)),
            )
        values["market_price"] = values["market_price"] or max(1, values["price"])
        return Offer(**{**values, "shipping": ShippingTerms(values["shipping"])})

    def creative(self, where: str, data: Mapping[str, Any]) -> Creative:
        values = _part("creative", where, data)
        key = values.pop("key")
        return Creative(**{**values, "photo": values["photo"] or key, "caption": values["caption"] or key})

    def campaign(
        self,
        where: str,
        data: Mapping[str, Any],
        slot: int,
        goods: Mapping[str, Offer],
        posts: Mapping[str, Creative],
    ) -> CampaignPlan:
        values = _part("campaign", where, data)
        audience = _part("audience", f"{where}.audience", values["audience"] or {})
        table = self.tuning.segments
        for name in ("regions", "ages", "genders", "interests"):
            self._known(f"{where}.audience", name, audience[name], getattr(table, name))
        self._known(where, "channel", (values["channel"],), tuple(self.tuning.channels))
        end = max(values["start_day"], self.days - 1) if values["end_day"] is None else values["end_day"]
        if end < values["start_day"]:
            raise _out_of_range(f"{where}.end_day", end, values["start_day"], 1_000)
        return CampaignPlan(
            **{
                **values,
                "slot": slot,
                "offer": _chosen(where, "offer", values["offer"], goods),
                "creative": _chosen(where, "creative", values["creative"], posts),
                "audience": Audience(**audience),
                "objective": Objective(values["objective"]),
                "targeting": Targeting(values["targeting"]),
                "end_day": end,
            }
        )

    def _named(self, where: str, part: str, items: Sequence[Mapping[str, Any]], build: Any) -> dict[str, Any]:
        keys = [_part(part, _at(f"{where}.{part}", n), item)["key"] for n, item in enumerate(items, 1)]
        _no_twins(f"{where}.{part}", keys)
        built = [build(_at(f"{where}.{part}", n), item) for n, item in enumerate(items, 1)]
        return dict(zip(keys, built, strict=True))

    def _known(self, where: str, key: str, names: Sequence[str], known: Sequence[str]) -> None:
        for name in names:
            if name not in known:
                raise ScenarioError("unknown-name", where=f"{where}.{key}", name=name, known=", ".join(known))


def _part(name: str, where: str, data: Any) -> dict[str, Any]:
    """Return a part's values, checked, with defaults filled in."""
    _, keys = PARTS[name]
    if not isinstance(data, Mapping):
        raise ScenarioError("wrong-kind", where=where, wanted="table", given=_shown(data))
    for key in data:
        if key not in keys:
            raise ScenarioError("unknown-key", where=where or "scenario", name=key, known=", ".join(keys))
    values = {}
    for key, rules in keys.items():
        path = f"{where}.{key}" if where else key
        if key in data:
            values[key] = _value(path, rules, data[key])
        elif rules.default is REQUIRED:
            raise ScenarioError("missing-key", where=path)
        else:
            values[key] = rules.default
    return values


def _value(path: str, rules: Key, given: Any) -> Any:
    if not _KINDS[rules.kind](given):
        raise ScenarioError("wrong-kind", where=path, wanted=rules.kind, given=_shown(given))
    if rules.choices and given not in rules.choices:
        raise ScenarioError(
            "unknown-name", where=path, name=given, known=", ".join(filter(None, rules.choices))
        )
    if rules.kind == "text" and rules.default is REQUIRED and not given.strip():
        raise ScenarioError("missing-key", where=path)
    if rules.low is not None and rules.high is not None:
        for number in given if isinstance(given, list) else [given]:
            if not rules.low <= number <= rules.high:
                raise _out_of_range(path, number, rules.low, rules.high)
    return tuple(given) if rules.kind in {"names", "wholes"} else given


def _whole(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "text": lambda given: isinstance(given, str),
    "whole": _whole,
    "number": lambda given: _whole(given) or (isinstance(given, float) and not math.isnan(given)),
    "yes-no": lambda given: isinstance(given, bool),
    "date": lambda given: isinstance(given, date) and not isinstance(given, datetime),
    "names": lambda given: isinstance(given, list) and all(isinstance(each, str) for each in given),
    "wholes": lambda given: isinstance(given, list) and all(_whole(each) for each in given),
    "table": lambda given: isinstance(given, dict),
    "tables": lambda given: (
        isinstance(given, list) and bool(given) and all(isinstance(e, dict) for e in given)
    ),
}


def _at(path: str, number: int) -> str:
    """The place of the n-th table of a list, counted from one: ``shop[2]``."""
    return f"{path}[{number}]"


def _no_twins(where: str, keys: Sequence[str]) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise ScenarioError("twins", where=where, name=key)


def _chosen(where: str, part: str, name: str | None, known: Mapping[str, Any]) -> Any:
    if name is None:
        if len(known) == 1:
            return next(iter(known.values()))
        raise ScenarioError("missing-key", where=f"{where}.{part}")
    if name not in known:
        raise ScenarioError("unknown-name", where=f"{where}.{part}", name=name, known=", ".join(known))
    return known[name]


def _out_of_range(where: str, given: object, low: object, high: object) -> ScenarioError:
    return ScenarioError("out-of-range", where=where, given=_shown(given), low=str(low), high=str(high))


def _shown(given: object) -> str:
    """Return the beginning of what was typed."""
    try:
        return (str(given) if isinstance(given, date | int | float) else repr(given))[:40]
    except ValueError:  # Python writes out no number of thousands of digits
        return "..."
