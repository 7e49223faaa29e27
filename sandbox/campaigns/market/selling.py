"""The second half of a day: from people on the page or in the chat to filled orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market import calendar, funnel
from sandbox.campaigns.market.carried import Carried
from sandbox.campaigns.market.contact import Contact, Today
from sandbox.campaigns.market.draws import Stage
from sandbox.campaigns.market.events import Effects, effects_on
from sandbox.campaigns.market.luck import Luck
from sandbox.campaigns.market.own import order_again
from sandbox.campaigns.market.rounding import in_order, largest_remainder, split
from sandbox.campaigns.market.stock import expected_filled
from sandbox.campaigns.market.world import Mechanisms

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]
Ints = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Interest:
    """Carts and chats of today's rows, with what decides how many of them order; counts ``(n,)``.

    cart_rate, chat_rate: their chances per visit.  cart_close: orders per cart.  chat_close, reply_close: what price (and, for people who answered a
    broadcast, the day) makes of the reply-time rate.  cart_weight, chat_weight, reply_weight: expected
    orders by cart, and chats, per click and segment, ``(n, C)``: the shape of breakdowns.
    """

    visits: Array
    carts: Array
    chats: Array
    cart_rate: Array
    chat_rate: Array
    cart_close: Array
    chat_close: Array
    reply_close: Array
    cart_weight: Array
    chat_weight: Array
    reply_weight: Array


@dataclass(frozen=True, eq=False)
class Sale:
    """Orders of today's rows, ``(n,)``; again: those of past buyers among them.  order_weight: expected per
    segment, ``(n, C)``; first_weight: the same without past buyers; late: some chats waited
    too long; fees: shipping fees of the day, rupiah per parcel, ``(n, C)``; fee_factor: today's multiplier on
    the shop's fees, ``(n,)``; stock_left: of the row's offer, after the day.
    """

    interest: Interest
    orders: Array
    again: Array
    lost: Array
    cod_failed: Array
    order_weight: Array
    first_weight: Array
    late: NDArray[np.bool_]
    fees: Array
    fee_factor: Array
    stock_left: Array


@dataclass(frozen=True, eq=False)
class Mood:
    """What the day does to buyers, per row.

    demand: multiplier on intent ``(n,)``; regional: the part of it that differs by segment, ``(n, C)``, with
    ``has_regional`` ``(n,)``; shipping, market_price: multipliers ``(n,)``.
    """

    demand: Array
    regional: Array
    has_regional: NDArray[np.bool_]
    shipping: Array
    market_price: Array


def mood_of(today: Today, tuning: Tuning, luck: Luck) -> Mood:
    """Return calendar, events and the day's shocks as they meet each of today's rows."""
    rows, size = today.rows, today.on.size
    demand, shipping, market_price = np.ones((3, size))
    has_regional, regional = np.zeros(size, dtype=bool), np.ones((size, rows.columns.size))
    season: dict[tuple[date, str, bool], float] = {}
    happening: dict[tuple[int, int], Effects] = {}
    for k, (row, number) in enumerate(zip(today.on.tolist(), today.world.tolist(), strict=True)):
        plan, env, day = rows.plans[row], rows.worlds[number].env, int(today.days[number])
        when = (env.date_of(day), plan.channel, plan.offer.promo)
        if when not in season:
            channel = tuning.channel(plan.channel)
            season[when] = calendar.demand(when[0], tuning.calendar, channel, promo=plan.offer.promo)
        demand[k] = season[when] * env.demand
        if not env.events:
            continue
        if (id(env), day) not in happening:
            happening[id(env), day] = effects_on(env.events, day, tuning.segments)
        effects = happening[id(env), day]
        shipping[k], market_price[k] = effects.shipping, effects.market_price
        if np.ptp(effects.demand) == 0.0:
            demand[k] *= effects.demand[0]
        else:
            regional[k], has_regional[k] = effects.demand[rows.columns], True
    if luck.whole:
        worlds, back = np.unique(today.world, return_inverse=True)
        shocks = luck.shocks(worlds, today.days, tuning.noise.demand, Stage.DEMAND)
        demand *= (shocks * luck.shop_shocks(worlds, today.days, tuning.noise.shop))[back]
    return Mood(demand, regional, has_regional, shipping, market_price)


def arouse(
    today: Today, contact: Contact, mood: Mood, *, carried: Carried, tuning: Tuning, luck: Luck, endless: bool
) -> tuple[Interest, Array, Array]:
    """Turn clicks into visits, and visits into carts and chats.

    ``endless``: stock never ends.  Returns the interest and the fees of the day and what they do at the
    checkout, each ``(n, C)``.
    """
    rows, on, rules = today.rows, today.on, tuning.funnel
    (visits,) = luck.counts(Stage.VISITS, on, today.days, (contact.visitors, rows.land[on]))
    asked, cell = rows.price[on], rows.cell[on]
    own_price = np.where(np.isnan(carried.own_price[cell]), asked, carried.own_price[cell])
    reference = funnel.reference_price(rows.market_price[on] * mood.market_price, own_price, rules)
    price = funnel.price_factor(asked, reference, rules)
    fees, ship_cart, ship_close = _shipping(today, mood, tuning)
    page = rows.page[on] * carried.glows.trust[today.world] * rows.warmth[on]
    pull = (page * mood.demand)[:, None] * rows.wish[on] * mood.regional
    pull = pull / (1.0 + rules.class_overlap * _overlap(today))
    at_cart, at_chat = ship_cart * rows.at_cart[on, None], rows.at_chat[on, None]
    cart, chat = funnel.intent(pull, price[:, None], at_cart, at_chat, rules)
    if not endless:
        empty = (carried.stock[cell] <= 0.0)[:, None]
        cart, chat = np.where(empty, 0.0, cart), np.where(empty, chat * rules.stock_out_chat, chat)

    mass = in_order(contact.clicked)
    weight = contact.clicked / np.where(mass > 0.0, mass, 1.0)[:, None]
    p_cart, p_chat = in_order(weight * cart), in_order(weight * chat)
    (carts,) = luck.counts(Stage.INTENT, on, today.days, (visits, p_cart))
    # Cart, chat or leave: the chat is chosen among those who did not take the cart.
    (chats,) = luck.counts(Stage.CHATS, on, today.days, (visits - carts, p_chat / (1.0 - p_cart)))
    close = np.minimum(rules.close_cap, rules.cart_close * price[:, None] * ship_close)
    closing = weight * cart * close
    replied = np.divide(contact.replies, contact.clicks, out=np.zeros_like(mass), where=contact.clicks > 0.0)
    local = np.where(mood.has_regional, in_order(weight * mood.regional), 1.0)
    share = replied[:, None]
    interest = Interest(
        visits=visits,
        carts=carts,
        chats=chats + contact.replies,
        cart_rate=p_cart,
        chat_rate=p_chat,
        cart_close=np.divide(in_order(closing), p_cart, out=np.zeros_like(mass), where=p_cart > 0.0),
        chat_close=price,
        reply_close=price * price * mood.demand * local,
        cart_weight=closing * (1.0 - share),
        chat_weight=weight * chat * (1.0 - share),
        reply_weight=weight * mood.regional * share,
    )
    return interest, fees, ship_close


def _shipping(today: Today, mood: Mood, tuning: Tuning) -> tuple[Array, Array, Array]:
    """Return the day's (fees, factor at the cart, factor at the checkout), each ``(n, C)``."""
    rows, on = today.rows, today.on
    fees, at_cart, at_close = rows.fees[on], rows.ship_cart[on], rows.ship_close[on]
    for k in np.flatnonzero(mood.shipping != 1.0).tolist():
        fees[k] = fees[k] * mood.shipping[k]
        at_cart[k], at_close[k] = funnel.shipping_factors(rows.plans[on[k]].offer, fees[k], tuning.funnel)
    return fees, at_cart, at_close


def _overlap(today: Today) -> Array:
    """Return the reach share of classmates with the same goods per row and segment, ``(n, C)`` or zero."""
    worlds = today.rows.worlds
    if all(isinstance(o, (int, float)) and o == 0 for o in (world.env.overlap for world in worlds)):
        return np.zeros((1, 1))
    wide = np.zeros((len(worlds), today.rows.columns.size))
    for number, world in enumerate(worlds):
        overlap = np.asarray(world.env.overlap, dtype=float)
        wide[number] = overlap[today.rows.columns] if overlap.ndim else overlap
    return wide[today.world]


def sell(
    today: Today,
    contact: Contact,
    mood: Mood,
    *,
    carried: Carried,
    tuning: Tuning,
    luck: Luck,
    mechanisms: Mechanisms,
) -> Sale:
    """Turn clicks into filled orders and take them from stock (``carried.stock`` changes).

    All campaigns of a shop share its chat capacity, and all campaigns of an offer share its stock in
    proportion to what they could have sold.
    """
    rows, on, rules = today.rows, today.on, tuning.funnel
    interest, fees, _ = arouse(
        today, contact, mood, carried=carried, tuning=tuning, luck=luck, endless=not mechanisms.stock
    )
    chat_rate, late = _answering(today, interest, tuning)
    p_chat = np.minimum(rules.close_cap, chat_rate * interest.chat_close)
    bend = funnel.order_share(interest.cart_rate * interest.cart_close + interest.chat_rate * p_chat, rules)
    p_cart, p_chat = interest.cart_close * bend, p_chat * bend
    p_reply = np.minimum(rules.close_cap, chat_rate * interest.reply_close)
    counts = luck.counts(
        Stage.ORDERS, on, today.days,
        (interest.carts, p_cart),
        (interest.chats - contact.replies, p_chat),
        (contact.replies, p_reply),
    )  # fmt: skip
    again, again_weight = order_again(today, interest.reply_close, luck)
    wanted = counts[0] + counts[1] + counts[2] + again
    first_weight = (
        interest.cart_weight * bend[:, None]
        + interest.chat_weight * p_chat[:, None]
        + interest.reply_weight * p_reply[:, None]
    )
    first_weight[today.own] *= interest.visits[today.own, None]
    orders = _fill(rows.cell[on], wanted, carried, whole=luck.whole, endless=not mechanisms.stock)
    (failed,) = luck.counts(Stage.RETURNS, on, today.days, (orders, rows.cod_fail[on]))
    if mechanisms.stock:
        np.add.at(carried.stock, rows.cell[on], failed)
    carried.touched[rows.cell[on]] = True
    part = np.divide(again, wanted, out=np.zeros_like(again), where=wanted > 0.0)
    return Sale(
        interest=interest,
        orders=orders,
        again=luck.near(orders * part),
        lost=wanted - orders,
        cod_failed=failed,
        order_weight=first_weight + again_weight,
        first_weight=first_weight,
        late=late,
        fees=fees,
        fee_factor=mood.shipping,
        stock_left=carried.stock[rows.cell[on]],
    )


def _answering(today: Today, interest: Interest, tuning: Tuning) -> tuple[Array, NDArray[np.bool_]]:
    """Return (orders per chat at the shop's reply time, whether some chats waited too long), ``(n,)``."""
    chats = np.zeros(len(today.rows.worlds))
    np.add.at(chats, today.world, interest.chats)
    rate, late = np.zeros(chats.size), np.zeros(chats.size, dtype=bool)
    for number in set(today.world.tolist()):
        shop = today.rows.worlds[number].shop
        rate[number], late[number] = funnel.answered_close_rate(shop, float(chats[number]), tuning.funnel)
    return rate[today.world], late[today.world]


def _fill(cell: Ints, wanted: Array, carried: Carried, *, whole: bool, endless: bool) -> Array:
    """Return what can be filled of what is wanted ``(n,)``, and take it from the stock cells."""
    if endless:
        return wanted.copy()
    want = np.zeros_like(carried.stock)
    np.add.at(want, cell, wanted)
    have = carried.stock
    # Enough even on a very good day: nothing to work out.
    ample = have >= (want if whole else want + 10.0 * np.sqrt(want) + 21.0)
    filled = wanted.copy()
    taken = want.copy()
    for place in sorted(set(cell[~ample[cell]].tolist())):
        members = np.flatnonzero(cell == place)
        asked = wanted[members].tolist()
        if whole:
            total = int(have[place])
            parts = largest_remainder(total, asked)
        else:
            total = expected_filled(float(want[place]), float(have[place]))
            parts = split(total, asked)
        filled[members] = np.minimum(parts, asked)
        taken[place] = total
    carried.stock = np.maximum(0.0, have - taken)
    return filled
