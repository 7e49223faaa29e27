"""Facts 11 to 15: from the visit to the order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sandbox.campaigns.market.types import ShippingTerms
from sandbox.campaigns.market.world import World
from sandbox.campaigns.stylised_facts.fact import Bound, Fact, Measured, Unit
from sandbox.campaigns.stylised_facts.lab import Lab
from sandbox.campaigns.stylised_facts.setting import (
    OFFER,
    SHOP,
    courses,
    plan,
    reports,
    total,
    totals,
    world,
)


def orders_per_visit(lab: Lab) -> Measured:
    """Orders per visit of the plain shop, and over the street of 500."""
    (sums,) = totals(lab.tuning, plan())
    low, high = np.percentile([rate for _, rate in lab.street], [10, 90])
    return {"plain": sums.orders / sums.visits, "p10": low, "p90": high}


def left_carts(lab: Lab) -> Measured:
    """Share of carts that never order, with the fee shown and hidden; chats are closed for this."""
    carts_only = replace(lab.tuning, funnel=replace(lab.tuning.funnel, chat=0.0))
    fee = int(0.3 * OFFER.price)
    offers = [
        replace(OFFER, shipping=terms, shipping_fees=(fee,) * len(lab.tuning.segments.regions))
        for terms in (ShippingTerms.SHOWN, ShippingTerms.HIDDEN)
    ]
    shown, hidden = totals(carts_only, *(plan(offer=offer) for offer in offers))
    left = [1.0 - each.orders / each.carts for each in (shown, hidden)]
    return {"shown": left[0], "more": left[1] - left[0]}


def price_elasticity(lab: Lab) -> Measured:
    """Elasticity just below and just above the price buyers expect.

    Day one only: afterwards buyers get used to a shop's own price.
    """
    worlds = []
    for price in (OFFER.price, int(0.95 * OFFER.price), int(1.05 * OFFER.price)):
        offer = replace(OFFER, price=price, shipping=ShippingTerms.FREE)
        start = world(lab.tuning, plan(offer=offer))
        known = replace(start.state, own_price={OFFER.key: float(OFFER.price)})
        worlds.append(World(known, start.plans, start.shop, start.env))
    plain, low, high = (total(course.reports).orders for course in courses(lab.tuning, worlds, days=1))
    cheaper = float(np.log(low / plain) / np.log(0.95))
    dearer = float(np.log(high / plain) / np.log(1.05))
    return {"cheaper": cheaper, "steeper": dearer / cheaper}


def page_speed(lab: Lab) -> Measured:
    """Orders lost when the page takes five seconds instead of three."""
    quick, slow = (
        total(reports(lab.tuning, plan(), shop=replace(SHOP, load_seconds=seconds))).orders
        for seconds in (3.0, 5.0)
    )
    return {"lost": 1.0 - slow / quick}


def reply_time(lab: Lab) -> Measured:
    """Orders per chat after five minutes and after an hour; carts are closed for this."""
    chats_only = replace(lab.tuning, funnel=replace(lab.tuning.funnel, cart=0.0))
    quick, slow = (
        total(reports(chats_only, plan(), shop=replace(SHOP, reply_minutes=minutes))) for minutes in (5, 60)
    )
    return {"ratio": (quick.orders / quick.chats) / (slow.orders / slow.chats)}


FACTS = (
    Fact(
        11,
        "Few visits become orders",
        (
            Bound("plain", "orders per visit, page 50, 3 s, market price", 0.015, 0.045, Unit.SHARE),
            Bound("p10", "p10 of 500 shops", 0.005, None, Unit.SHARE),
            Bound("p90", "p90", None, 0.06, Unit.SHARE),
        ),
        "2.4 % ecommercedb 2023; 1.8-2.3 % Statista Q3 2024",
        "B",
        orders_per_visit,
    ),
    Fact(
        12,
        "Most carts are left, and hidden fees make it worse",
        (
            Bound("shown", "carts left", 0.65, 0.80, Unit.SHARE),
            Bound("more", "more with a hidden fee of 30 % of the price", 0.06, None, Unit.POINTS),
        ),
        "Baymard: 70.2 % abandonment; 48 % of those who leave name extra cost",
        "B",
        left_carts,
    ),
    Fact(
        13,
        "Price elasticity",
        (
            Bound("cheaper", "elasticity below the reference price", -2.9, -2.3),
            Bound("steeper", "times as steep above it", 1.15, None),
        ),
        "Bijmolt et al. 2005: -2.62 over 1,851 estimates",
        "A",
        price_elasticity,
    ),
    Fact(
        14,
        "A slow page loses orders",
        (Bound("lost", "orders lost from 3 s to 5 s", 0.20, 0.32, Unit.SHARE),),
        "Akamai 2017: 2 s = -26 % on mobile (candidcreative.ca)",
        "B",
        page_speed,
    ),
    Fact(
        15,
        "Quick replies close more chats",
        (Bound("ratio", "orders per chat, 5 min / 60 min", 1.5, 3.0),),
        "nextwave.com.my: 42/29/18/13/7 % by reply time",
        "C",
        reply_time,
    ),
)
