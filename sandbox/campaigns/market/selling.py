"""The second half of a day: from people on the page or in the chat to filled orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market import calendar, funnel
from sandbox.campaigns.market.contact import Contact
from sandbox.campaigns.market.draws import Stage
from sandbox.campaigns.market.luck import Luck
from sandbox.campaigns.market.rounding import largest_remainder, split
from sandbox.campaigns.market.state import ShopState
from sandbox.campaigns.market.stock import expected_filled
from sandbox.campaigns.market.types import Environment, Objective, Offer, ShopFacts

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Interest:
    """Carts and chats of one campaign-day, with what decides how many of them order.

    cart_close: orders per cart.  chat_close, reply_close: what price (and, for people who answered a
    broadcast, the day) makes of the reply-time rate.  cart_weight, chat_weight, reply_weight: expected
    orders by cart, and chats, per click and segment: the shape of breakdowns.
    """

    contact: Contact
    visits: float
    carts: float
    chats: float
    cart_close: float
    chat_close: float
    reply_close: float
    cart_weight: Array
    chat_weight: Array
    reply_weight: Array


@dataclass(frozen=True)
class Sale:
    """Orders of one campaign-day.  order_weight: expected per segment; late: some chats waited too long."""

    interest: Interest
    orders: float
    lost: float
    cod_failed: float
    order_weight: Array
    late: bool


def arouse(
    state: ShopState, contact: Contact, *, shop: ShopFacts, env: Environment, tuning: Tuning, luck: Luck
) -> Interest:
    """Turn clicks into visits, and visits into carts and chats."""
    run, plan = contact.running, contact.running.plan
    offer, rules, table = plan.offer, tuning.funnel, tuning.segments
    channel = tuning.channel(plan.channel)
    seconds = channel.load_seconds or shop.load_seconds
    slot = (plan.channel, plan.slot)
    (visits,) = luck.counts(Stage.VISITS, *slot, (contact.visitors, funnel.landing_rate(seconds, rules)))

    demand = calendar.demand(env.date_of(state.day), tuning.calendar, channel, promo=offer.promo) * env.demand
    demand *= luck.class_shock(tuning.noise.demand, Stage.DEMAND) * luck.shop_shock(tuning.noise.shop)
    own_price = state.own_price.get(offer.key, float(offer.price))
    price = funnel.price_factor(
        offer.price, funnel.reference_price(offer.market_price, own_price, rules), rules
    )
    table_fees = offer.shipping_fees or tuning.money.shipping_fees
    fees = np.asarray(table_fees, dtype=float)[table.codes["region"]]
    ship_cart, ship_close = funnel.shipping_factors(offer, fees, rules)
    pull = funnel.page_factor(shop, seconds, rules) * demand * table.conversion * np.sqrt(run.fit)
    pull = pull / (1.0 + rules.class_overlap * np.asarray(env.overlap))
    cart, chat = funnel.intent(pull, ship_cart, price, rules, for_chat=plan.objective is Objective.CHAT)
    if _stock(state, offer) <= 0.0:
        cart, chat = cart * 0.0, chat * rules.stock_out_chat

    mass = float(contact.clicked.sum())
    weight = contact.clicked / mass if mass > 0.0 else contact.clicked
    p_cart, p_chat = float((weight * cart).sum()), float((weight * chat).sum())
    (carts,) = luck.counts(Stage.INTENT, *slot, (visits, p_cart))
    # Cart, chat or leave: the chat is chosen among those who did not take the cart.
    left = visits - carts
    (chats,) = luck.counts(Stage.CHATS, *slot, (left, p_chat / (1.0 - p_cart)))
    cart_close = np.minimum(rules.close_cap, rules.cart_close * price * ship_close)
    share = contact.replies / contact.clicks if contact.clicks > 0 else 0.0
    return Interest(
        contact=contact,
        visits=visits,
        carts=carts,
        chats=chats + contact.replies,
        cart_close=float((weight * cart * cart_close).sum() / p_cart) if p_cart > 0.0 else 0.0,
        chat_close=price,
        reply_close=price * price * demand,
        cart_weight=weight * cart * cart_close * (1.0 - share),
        chat_weight=weight * chat * (1.0 - share),
        reply_weight=weight * share,
    )


def sell(
    state: ShopState, interests: Sequence[Interest], shop: ShopFacts, tuning: Tuning, luck: Luck
) -> tuple[list[Sale], dict[str, float]]:
    """Close the day's carts and chats, fill orders from stock, and return the sales and the stock left.

    All campaigns of the shop share its chat capacity, and all campaigns of an offer share its stock in
    proportion to what they could have sold.
    """
    rules = tuning.funnel
    chat_rate, late = funnel.answered_close_rate(shop, sum(i.chats for i in interests), rules)
    wanted, weights = [], []
    for i in interests:
        plan = i.contact.running.plan
        p_chat = min(rules.close_cap, chat_rate * i.chat_close)
        p_reply = min(rules.close_cap, chat_rate * i.reply_close)
        replies = i.contact.replies
        counts = luck.counts(
            Stage.ORDERS, plan.channel, plan.slot,
            (i.carts, i.cart_close), (i.chats - replies, p_chat), (replies, p_reply),
        )  # fmt: skip
        wanted.append(sum(counts))
        weights.append(i.cart_weight + i.chat_weight * p_chat + i.reply_weight * p_reply)

    stock = dict(state.stock)
    filled = [0.0] * len(wanted)
    for key in sorted({i.contact.running.plan.offer.key for i in interests}):
        rows = [n for n, i in enumerate(interests) if i.contact.running.plan.offer.key == key]
        have = _stock(state, interests[rows[0]].contact.running.plan.offer)
        want = sum(wanted[n] for n in rows)
        total = min(want, int(have)) if luck.whole else expected_filled(want, have)
        shares = [wanted[n] for n in rows]
        parts = largest_remainder(total, shares) if luck.whole else split(total, shares)
        for n, part in zip(rows, parts, strict=True):
            filled[n] = min(part, wanted[n])
        stock[key] = max(0.0, have - total)

    sales = []
    for i, want, got, weight in zip(interests, wanted, filled, weights, strict=True):
        plan = i.contact.running.plan
        fail = tuning.money.cod_share * tuning.money.cod_fail if plan.offer.cod else 0.0
        (failed,) = luck.counts(Stage.RETURNS, plan.channel, plan.slot, (got, fail))
        stock[plan.offer.key] += failed
        sales.append(Sale(i, got, want - got, failed, weight, late))
    return sales, stock


def _stock(state: ShopState, offer: Offer) -> float:
    return float(state.stock.get(offer.key, offer.stock))
