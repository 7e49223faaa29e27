"""People who come by themselves: who is about to come, who does, and which of them a dashboard claims.

They go through the shop in rows of their own (see :mod:`~sandbox.campaigns.market.rows`), so that visits,
carts, chats, stock and money are the same for them as for anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market import afterglow, attribution
from sandbox.campaigns.market.draws import Stage
from sandbox.campaigns.market.rounding import gather, in_order

if TYPE_CHECKING:
    from sandbox.campaigns.market.carried import Carried
    from sandbox.campaigns.market.contact import Contact, Today
    from sandbox.campaigns.market.luck import Luck
    from sandbox.campaigns.market.rows import Rows
    from sandbox.campaigns.market.selling import Sale
    from sandbox.campaigns.market.tuning import Tuning
    from sandbox.campaigns.market.world import Mechanisms

Array = NDArray[np.float64]
Ints = NDArray[np.intp]

_TRIES = 1e5
"""So many people each come with a tiny chance: in realised mode the number that does is Poisson."""


@dataclass(frozen=True, eq=False)
class Coming:
    """Who is about to open the page by themselves today, expected per own row and segment ``(K, C)``.

    memory: they remember the offer; contacts: they have the shop's number; talk: a buyer told them.
    again: past buyers' orders before price and the day's demand; buyers: how many there are, ``(K,)``.
    """

    memory: Array
    contacts: Array
    talk: Array
    again: Array
    buyers: Array

    @property
    def visits(self) -> Array:
        """All three parts, ``(K, C)``."""
        return self.memory + self.contacts + self.talk


def coming(rows: Rows, carried: Carried, tuning: Tuning, mechanisms: Mechanisms) -> Coming:
    """Work out the morning's expectations.

    People who have the shop's number look at one of its offers each.  Without ``carry_over`` nobody
    remembers, tells or comes back; those with the number still come.
    """
    rules, glows = tuning.afterglow, carried.glows
    number = np.array([n for n, _ in rows.cells], dtype=np.intp)
    on_sale = np.bincount(number, minlength=len(rows.worlds))[number]
    known = carried.contacts[np.ix_(number, rows.columns)]
    contacts = afterglow.visits_from_contacts(known, rules) / on_sale[:, None]
    nobody = np.zeros_like(contacts)
    if not mechanisms.carry_over:
        return Coming(nobody, contacts, nobody, nobody, np.zeros(number.size))
    buyers = in_order(glows.buyers)
    told = afterglow.visits_from_talk(glows.talk, glows.rating[number], rules)
    like_buyers = glows.buyers / np.where(buyers > 0.0, buyers, 1.0)[:, None]
    return Coming(
        memory=afterglow.visits_from_memory(glows.awareness, rows.people, rules),
        contacts=contacts,
        talk=told[:, None] * like_buyers,
        again=rows.again[:, None] * glows.buyers,
        buyers=buyers,
    )


def shop_visits(rows: Rows, who: Coming) -> Array:
    """Return expected own visits per world, ``(W, C)``: among them are those who search for its name."""
    total = np.zeros((len(rows.worlds), rows.columns.size))
    gather(total, rows.world[rows.own], who.visits)
    return total


def arrive(contact: Contact, today: Today, luck: Luck) -> None:
    """Let those come whom no ad took (fills ``contact`` for the own rows)."""
    at = today.own
    left = attribution.without_taken(today.coming.visits, _taken(contact, today))
    mean = in_order(left)
    tries = np.full(mean.size, _TRIES)
    (came,) = luck.counts(Stage.COMING, today.on[at], today.days, (tries, np.minimum(1.0, mean / _TRIES)))
    contact.visitors[at], contact.clicked[at] = came, left


def _taken(contact: Contact, today: Today) -> Array:
    """Return the people in each own row's segments whom an ad for the offer took, ``(K, C)``."""
    rows = today.rows
    taken = np.zeros((rows.own.size, rows.columns.size))
    ads = (rows.cannibal[today.on] > 0.0).nonzero()[0]
    mass = in_order(contact.clicked[ads])
    part = rows.cannibal[today.on[ads]] * contact.clicks[ads] / np.where(mass > 0.0, mass, 1.0)
    gather(taken, rows.cell[today.on[ads]], part[:, None] * contact.clicked[ads])
    return taken


def order_again(today: Today, willing: Array, luck: Luck) -> tuple[Array, Array]:
    """Return past buyers' orders of today's rows ``(n,)``, and expected per segment ``(n, C)``.

    ``willing``: what price and the day's demand make of their usual chance, ``(n,)``.
    """
    orders, weight = np.zeros(today.on.size), np.zeros((today.on.size, today.rows.columns.size))
    at, who = today.own, today.coming
    weight[at] = who.again * willing[at, None]
    people = np.ceil(who.buyers) if luck.whole else who.buyers
    chance = np.divide(in_order(weight[at]), people, out=np.zeros_like(people), where=people > 0.0)
    chance = np.minimum(1.0, chance)
    (orders[at],) = luck.counts(Stage.AGAIN, today.on[at], today.days, (people, chance))
    return orders, weight


def claimed(
    today: Today, contact: Contact, sale: Sale, carried: Carried, tuning: Tuning
) -> tuple[Array, Array, list[tuple[int, int, float, float]]]:
    """Return (orders, revenue) that dashboards claim beyond those of each row's own clicks, ``(R,)`` each,
    and the claims of campaigns without a row as (world, slot, orders, revenue).

    An order is claimed by a platform at most once, so a platform's claims are scaled down where its campaigns
    together want more than there were; different platforms do claim the same order.
    """
    rows, glows = today.rows, carried.glows
    if not sale.orders[today.own].any():
        return *np.zeros((2, rows.count)), []
    by_cell = _OwnOrders.of(today, sale)
    aware = in_order(glows.awareness * rows.people)
    ads, owns = rows.claims
    cells = rows.cell[owns]
    place = np.full(rows.count, -1)
    place[today.on] = np.arange(today.on.size)
    here = place[ads]
    runs = (here >= 0)[:, None]
    reached = np.where(runs, contact.reached[here], 0.0)
    chance = attribution.seen_share(reached, rows.people, tuning.attribution)
    seen = in_order(by_cell.shape[cells] * chance)
    same = rows.cell[ads] == cells
    week = in_order(glows.clicked[ads]) + np.where(runs[:, 0], contact.clicks[here], 0.0)
    rules = tuning.attribution
    by_click = np.where(same, attribution.remembered_share(week, aware[cells], rules.return_bias), 0.0)
    by_view = attribution.remembered_share(in_order(reached), aware[cells], rules.activity_bias)
    recall = attribution.claimed_share(by_click, np.where(same, by_view, seen))
    bought = np.where(same, in_order(glows.bought[ads]), 0.0)
    again = attribution.remembered_share(bought, today.coming.buyers[cells], 1.0)
    wanted = (
        by_cell.remembered[cells] * recall
        + by_cell.again[cells] * attribution.claimed_share(again, seen)
        + by_cell.others[cells] * seen
    )

    channels = [rows.plans[row].channel for row in ads.tolist()]
    entries = [
        (int(rows.world[ad]), channel, int(cell), float(want), int(ad), -1)
        for ad, channel, cell, want in zip(ads, channels, cells, wanted, strict=True)
        if want > 0.0
    ]
    entries += _absent(today, carried, by_cell, aware, rules.return_bias)
    return _settle(rows, entries, by_cell)


@dataclass(frozen=True, eq=False)
class _OwnOrders:
    """Own orders by cell ``(K,)``: of those who remembered the offer, who bought before, and others; shape:
    where, ``(K, C)``.
    """

    remembered: Array
    again: Array
    others: Array
    shape: Array

    @classmethod
    def of(cls, today: Today, sale: Sale) -> _OwnOrders:
        at, who = today.own, today.coming
        again, first = sale.again[at], sale.orders[at] - sale.again[at]
        visits, memory = in_order(who.visits), in_order(who.memory)
        remembered = first * np.divide(memory, visits, out=np.zeros_like(visits), where=visits > 0.0)
        weight = sale.order_weight[at]
        mass = in_order(weight)
        shape = weight / np.where(mass > 0.0, mass, 1.0)[:, None]
        return cls(remembered, again, first - remembered, shape)

    @property
    def all(self) -> Array:
        """All of them."""
        return self.remembered + self.again + self.others


def _absent(
    today: Today, carried: Carried, orders: _OwnOrders, aware: Array, bias: float
) -> list[tuple[int, str, int, float, int, int]]:
    """Return what campaigns that no longer run claim: orders within seven days of a click."""
    place = {(number, offer.key): cell for cell, (number, offer) in enumerate(today.rows.cells)}
    found = []
    for number, shop in enumerate(carried.glows.others):
        for slot, who in sorted(shop.items()):
            cell = place.get((number, who.offer))
            if cell is None:
                continue
            back = attribution.remembered_share(sum(who.clicks), aware[cell], bias)
            again = attribution.remembered_share(sum(who.orders), today.coming.buyers[cell], 1.0)
            want = float(back * orders.remembered[cell] + again * orders.again[cell])
            if want > 0.0:
                found.append((number, who.channel, cell, want, -1, slot))
    return found


def _settle(
    rows: Rows, entries: list[tuple[int, str, int, float, int, int]], orders: _OwnOrders
) -> tuple[Array, Array, list[tuple[int, int, float, float]]]:
    """Scale the claims of each platform down to the orders there were, and add them up by campaign."""
    total: dict[tuple[int, str, int], float] = {}
    for number, channel, cell, want, _, _ in entries:
        total[number, channel, cell] = total.get((number, channel, cell), 0.0) + want
    count, money = np.zeros((2, rows.count))
    absent = []
    for number, channel, cell, want, row, slot in entries:
        got = want * min(1.0, float(orders.all[cell]) / total[number, channel, cell])
        paid = got * rows.price[rows.own[cell]]
        if row >= 0:
            count[row] += got
            money[row] += paid
        else:
            absent.append((number, slot, got, paid))
    return count, money, absent
