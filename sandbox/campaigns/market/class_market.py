"""One day of a class whose shops meet on the same market: dearer places, and buyers in common.

Shops do not wait for each other: what each buys depends on what all others buy at the same time.  That is
settled without luck, in a few rounds in which everybody answers the round before, half-heartedly so that the
answers do not swing (damped Jacobi).  What comes out goes into each shop's ``Environment`` (``rivals``,
``overlap``), so a day of the class is a day of ``play`` like any other, replayed and explained shop by shop.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.carried import Carried
from sandbox.campaigns.market.contact import AUCTIONS, Contact, Today, auction, begin, contact_all
from sandbox.campaigns.market.luck import Luck
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.rows import Rows, rows_of
from sandbox.campaigns.market.types import Mode
from sandbox.campaigns.market.world import ALL, Course, World

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import ChannelTuning, Tuning

Array = NDArray[np.float64]

_SHORTEST = 0.05
"""The shortest step of a round: a smaller one would not get anywhere in the rounds there are."""


@dataclass(frozen=True, eq=False)
class SharedDay:
    """The worlds of a class with each other in them, in the order given.

    unsettled: by channel, the largest change another round would make to a share of the ad places.
    """

    worlds: tuple[World, ...]
    unsettled: Mapping[str, float]


def play_class_day(
    worlds: Sequence[World], tuning: Tuning, *, mode: Mode, details: bool = True
) -> list[Course]:
    """Play one day of a shared market, one world per shop; return one course per world.

    Their order changes nothing, and a class of one plays as if it were alone.  ``ValueError`` when the shops
    are not on the same day or two have the same key.
    """
    return play(shared_day(worlds, tuning).worlds, tuning, days=1, mode=mode, details=details)


def shared_day(worlds: Sequence[World], tuning: Tuning) -> SharedDay:
    """Settle what the shops of a class do to each other today, and put it into their environments.

    ``rivals[channel][s]``: classmates' impressions per ad place of the segment.  ``overlap[s]``: share of its
    people whom classmates of the same category reach.  Errors as in :func:`play_class_day`.
    """
    if len({world.state.day for world in worlds}) > 1:
        raise ValueError("the shops of a class play the same day")
    if len({world.shop.key for world in worlds}) < len(worlds):
        raise ValueError("two shops of a class have the same key")
    # Sorted, so that sums over the class do not depend on the order in which the shops are handed in.
    order = sorted(range(len(worlds)), key=lambda k: worlds[k].shop.key)
    alone = [replace(worlds[k], env=replace(worlds[k].env, rivals={}, overlap=0.0)) for k in order]
    rows = rows_of(alone, tuning, days=1, mechanisms=ALL)
    carried = Carried.load(rows, tuning)
    luck = Luck(Mode.EXPECTED, alone, rows.plans, rows.world, tuning.version)
    today = begin(rows, carried, tuning, ALL)

    rivals: dict[str, Array] = {}
    unsettled: dict[str, float] = {}
    for name in today.by_channel:
        if tuning.channel(name).pricing in AUCTIONS:
            rivals[name], unsettled[name] = _settle(today, name, tuning, luck)
    contact = contact_all(today, carried, tuning, luck, rivals=rivals)
    overlap = _overlap(today, contact)
    result = list(worlds)
    for place, k in enumerate(order):
        mine = {name: _wide(values[place], rows, tuning) for name, values in rivals.items()}
        env = replace(worlds[k].env, rivals=mine, overlap=_wide(overlap[place], rows, tuning))
        result[k] = replace(worlds[k], env=env)
    return SharedDay(tuple(result), unsettled)


def _settle(today: Today, name: str, tuning: Tuning, luck: Luck) -> tuple[Array, float]:
    """Return classmates' share of a channel's ad places, ``(W, C)``, and how much it would still move."""
    rules, at = tuning.class_market, today.by_channel[name]
    world = today.world[at]
    places = _places(today.rows, tuning.channel(name), tuning)

    def answer(share: Array) -> Array:
        """Return the share that results when everybody meets ``share``."""
        bought = np.zeros_like(share)
        np.add.at(bought, world, auction(today, name, tuning, luck, rivals=share[world]).impressions)
        total = np.cumsum(bought, axis=0)[-1]
        return np.maximum(0.0, total - bought) / places

    share = np.zeros((len(today.rows.worlds), today.rows.columns.size))
    move = answer(share)
    part = np.full_like(share, 1.0 - rules.damping)
    for _ in range(int(rules.rounds)):
        share, before = share + part * move, move
        move = answer(share) - share
        if np.abs(move).max() <= rules.settled:
            break
        # A secant per segment: where the last step was answered strongly, the next one is shorter.
        change = before - move
        secant = np.divide(part * before, change, out=np.zeros_like(part), where=np.abs(change) > 1e-12)
        part = np.clip(secant, _SHORTEST, 1.0 - rules.damping)
    return share, float(np.abs(move).max())


def _places(rows: Rows, channel: ChannelTuning, tuning: Tuning) -> Array:
    """Return a channel's ad places per segment and day, for all advertisers together, ``(C,)``."""
    rules = tuning.class_market
    is_search = channel.pricing == "click"
    each = channel.slots * rules.search_slots if is_search else rules.impression_slots
    return rows.people * channel.active * each


def _overlap(today: Today, contact: Contact) -> Array:
    """Return the share of people whom others with the same goods reach, ``(W, C)``."""
    worlds = today.rows.worlds
    missed = np.ones((len(worlds), today.rows.columns.size))
    reach = np.minimum(1.0, contact.reached / today.rows.people)
    for turn in range(int(today.rows.rank.max(initial=-1)) + 1):
        now = np.flatnonzero(today.rows.rank[today.on] == turn)
        missed[today.world[now]] *= 1.0 - reach[now]
    result = np.zeros_like(missed)
    for category in {world.shop.category for world in worlds} - {""}:
        members = [k for k, world in enumerate(worlds) if world.shop.category == category]
        # What everybody before and everybody after a shop misses: the product over all others.
        before = np.cumprod(np.vstack((np.ones(missed.shape[1]), missed[members[:-1]])), axis=0)
        after = np.cumprod(np.vstack((np.ones(missed.shape[1]), missed[members[:0:-1]])), axis=0)[::-1]
        result[members] = 1.0 - before * after
    return result


def _wide(values: Array, rows: Rows, tuning: Tuning) -> Array:
    wide = np.zeros(tuning.segments.size)
    wide[rows.columns] = values
    return wide
