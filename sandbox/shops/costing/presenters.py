"""Harga jual in words: groups of costs, what one piece costs, and the places to sell side by side."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sandbox.lang.dates import format_short_day
from sandbox.lang.filters import current_timezone
from sandbox.lang.rupiah import format_number, format_rupiah
from sandbox.lang.texts import current_locale, t
from sandbox.packs.cost_sheets import KINDS
from sandbox.packs.fees import WHOLE, FeeChannel, FeePart, Fees
from sandbox.shops.costing.costing import (
    Outcome,
    compare,
    margin,
    markup,
    price_for_margin,
    round_price,
    sell,
)
from sandbox.shops.costing.forms import LOWEST_PRICE, TypedLine
from sandbox.shops.costing.sheet import Sheet
from sandbox.shops.validators import MOST_RUPIAH


@dataclass(frozen=True)
class Row:
    """One line of the sheet; ``place`` is its place among all lines, None for a row to write in."""

    place: int | None
    kind: str
    name: str
    typed: str
    error: str


@dataclass(frozen=True)
class Group:
    """The lines of one kind of cost."""

    kind: str
    title: str
    help: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class FeeLine:
    """One part of a fee: what it is, how much, the day it held, where that was read, how sure it is."""

    name: str
    rule: str
    amount: str
    as_of: str
    sure: str
    source: str


@dataclass(frozen=True)
class Place:
    """One place to sell. ``left`` of one order of one piece, ``many`` of one order of several, ``data`` for the script."""

    key: str
    name: str
    note: str
    is_best: bool
    fee: str
    left: str
    tone: str
    share: str
    many: str
    many_each: str
    pays_back: str
    keeps_at: str
    as_of: str
    sure: str
    sure_tone: str
    parts: tuple[FeeLine, ...]
    data: str


@dataclass(frozen=True)
class Result:
    """What the sheet comes to."""

    total: str
    unit_cost: str
    rounding: str
    loss: str
    suggested: str
    suggested_price: int
    price: str
    markup: str
    margin: str
    tone: str
    ads_limit: str
    places: tuple[Place, ...]


def groups(lines: Sequence[TypedLine], more: str = "") -> tuple[Group, ...]:
    """The lines by kind, a row to write in where there are none and in the kind ``more``."""
    made = []
    for kind in KINDS:
        rows = [
            Row(place, kind, line.name, line.typed, line.error)
            for place, line in enumerate(lines)
            if line.kind == kind
        ]
        spare = [Row(None, kind, "", "", "")] if kind == more or not rows else []
        made.append(Group(kind, t(f"costing-kind-{kind}"), t(f"costing-kind-{kind}-help"), (*rows, *spare)))
    return tuple(made)


def result(sheet: Sheet, fees: Fees, trade: str, *, is_booking: bool) -> Result:
    """Everything the page shows below the sheet. Nights, seats and hours leave out places that only take goods."""
    batch = sheet.batch
    suggested, price = suggested_price(sheet, fees), asked_price(sheet, fees)
    channels = [channel for channel in fees.channels if not (is_booking and channel.goods_only)]
    compared = compare(sheet.order(price), channels, trade)
    best = compared[0][1]
    before = price - batch.unit_cost
    return Result(
        total=format_rupiah(batch.total),
        unit_cost=format_rupiah(batch.unit_cost),
        rounding=t("costing-rounding", amount=format_rupiah(batch.rounding)) if batch.rounding else "",
        loss=t("costing-loss", count=batch.lost, amount=format_rupiah(batch.loss_each)) if batch.lost else "",
        suggested=format_rupiah(suggested),
        suggested_price=suggested,
        price=format_rupiah(price),
        markup=_percent(markup(price, batch.unit_cost)),
        margin=_percent(margin(before, price)),
        tone="leaf" if before > 0 else "chilli",
        ads_limit=format_rupiah(best.most_ad_cost),
        places=tuple(
            _place(channel, outcome, best=best, sheet=sheet, fees=fees, trade=trade)
            for channel, outcome in compared
        ),
    )


def suggested_price(sheet: Sheet, fees: Fees) -> int:
    """The price that leaves the wanted margin before selling costs, as people write prices; one a product can have."""
    asked = price_for_margin(sheet.order(0), sheet.margin, None, "")
    if asked is None:
        return MOST_RUPIAH
    return min(max(LOWEST_PRICE, round_price(asked, fees.steps)), MOST_RUPIAH)


def asked_price(sheet: Sheet, fees: Fees) -> int:
    """The price typed, else the suggested one."""
    return sheet.price if sheet.price is not None else suggested_price(sheet, fees)


def _place(
    channel: FeeChannel, outcome: Outcome, *, best: Outcome, sheet: Sheet, fees: Fees, trade: str
) -> Place:
    locale = current_locale()
    many = sell(sheet.order(outcome.order.price, sheet.pieces), channel, trade)
    back = outcome.orders_to_pay_back(sheet.ads)
    keeps = price_for_margin(sheet.order(0), sheet.margin, channel, trade)
    return Place(
        key=channel.key,
        name=channel.name(locale),
        note=channel.note(locale),
        is_best=outcome.left == best.left and outcome.left > 0,
        fee=format_rupiah(outcome.fee),
        left=format_rupiah(outcome.left),
        tone="leaf" if outcome.left > 0 else "chilli",
        share=_percent(outcome.margin),
        many=format_rupiah(many.left),
        many_each=t("costing-each", amount=format_rupiah(many.left // sheet.pieces)),
        pays_back=t("costing-never") if back is None else t("costing-orders", count=back),
        keeps_at=format_rupiah(round_price(keeps, fees.steps)) if keeps else t("costing-out-of-reach"),
        as_of=short_day(channel.as_of),
        sure=t(f"costing-sure-{channel.confidence.lower()}"),
        sure_tone={"H": "leaf", "M": "sky", "L": "sun"}[channel.confidence],
        parts=tuple(_part(*pair, trade=trade) for pair in zip(channel.parts, outcome.fees, strict=True)),
        data=json.dumps([[p.share_for(trade), p.fixed, p.above, p.most] for p in channel.parts]),
    )


def _part(part: FeePart, amount: int, *, trade: str) -> FeeLine:
    locale, share = current_locale(), part.share_for(trade)
    said = [_percent(Fraction(share, WHOLE))] if share else []
    if part.fixed:
        said.append(t("costing-per-order", amount=format_rupiah(part.fixed)))
    return FeeLine(
        name=part.name(locale),
        rule=" + ".join(said) or _percent(Fraction(0)),
        amount=format_rupiah(amount),
        as_of=short_day(part.as_of),
        sure=t(f"costing-sure-{part.confidence.lower()}"),
        source=part.source,
    )


def short_day(day: dt.date) -> str:
    """``10 Feb 2026``."""
    return format_short_day(day, current_timezone(), current_locale())


def _percent(share: Fraction | None) -> str:
    """One decimal, halves up, as the reader's language writes it; a dash when there is none."""
    if share is None:
        return "–"
    tenths = (share.numerator * 2000 + share.denominator) // (share.denominator * 2)
    text = format_number(abs(tenths) / 10, current_locale(), 1)
    space = "\u00a0" if current_locale() == "id" else ""
    return f"{'−' if tenths < 0 else ''}{text}{space}%"
