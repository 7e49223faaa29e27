"""The class result in words: distributions, luck, channels. Every number here is an *angka latihan*."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.campaigns.class_market.presenters import Strip, counted, strip
from sandbox.campaigns.class_market.queries import ChannelUse
from sandbox.lang.filters import number, rupiah
from sandbox.lang.rupiah import MINUS
from sandbox.lang.texts import t

LARGE = {"dot": 8.5, "tallest": 170.0, "least": 170.0}
"""How the projector's drawing differs."""


def short_money(amount: float) -> str:
    """``−50rb`` for a line's round numbers."""
    whole = round(abs(amount))
    sign = MINUS if amount < 0 else ""
    for size, key in ((1_000_000, "class-market-million"), (1_000, "class-market-thousand")):
        if whole >= size:
            return sign + t(key, amount=number(round(whole / size, 1)))
    return f"{sign}{whole}"


@dataclass(frozen=True)
class Spread:
    """One distribution ready to show: the drawing, its sentence, round numbers on the line, and its table."""

    strip: Strip
    sentence: str
    middle: str
    ticks: tuple[tuple[float, str], ...]
    facts: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str], ...]


def money_spread(values: Sequence[int], *, is_large: bool = False) -> Spread | None:
    """Money left over, shop by shop; None without any. ``is_large`` draws it for the back row."""
    drawing = strip(values, step=10_000, **(LARGE if is_large else {}))
    return _spread(drawing, values, long=lambda value: rupiah(round(value)), short=short_money)


def order_spread(values: Sequence[int], *, is_large: bool = False) -> Spread | None:
    """Orders, shop by shop; None without any."""
    drawing = strip(values, step=1, **(LARGE if is_large else {}))
    return _spread(drawing, values, long=_whole, short=_whole)


def _whole(value: float) -> str:
    """A count; a quarter between two shops is told as the nearer whole one."""
    return number(math.floor(value + 0.5))


def _spread(
    drawing: Strip | None,
    values: Sequence[int],
    *,
    long: Callable[[float], str],
    short: Callable[[float], str],
) -> Spread | None:
    if drawing is None:
        return None
    five = drawing.quarters
    middle = t("class-market-middle", value=long(five.median))
    facts = [(t("class-market-lowest"), long(five.low)), (t("class-market-highest"), long(five.high))]
    if drawing.half is not None:
        facts.insert(1, (t("class-market-quarter-low"), long(five.first)))
        facts.insert(2, (t("class-market-quarter-high"), long(five.third)))
    facts.insert(len(facts) // 2, (t("class-market-median"), long(five.median)))
    return Spread(
        strip=drawing,
        sentence=_sentence(drawing, long),
        middle=middle,
        ticks=tuple((x, short(value)) for x, value in drawing.labels),
        facts=tuple(facts),
        rows=tuple(
            (t("class-market-stretch", low=long(low), high=long(high)), number(shops))
            for low, high, shops in counted(values, drawing.scale)
        ),
    )


def _sentence(drawing: Strip, long: Callable[[float], str]) -> str:
    five = drawing.quarters
    if drawing.half is None:
        return t("class-market-few", shops=len(drawing.dots), median=long(five.median))
    if long(five.first) == long(five.third):
        return t("class-market-half-same", shops=len(drawing.dots), median=long(five.median))
    return t(
        "class-market-half",
        shops=len(drawing.dots),
        low=long(five.first),
        high=long(five.third),
        median=long(five.median),
    )


def luck_words(share: float | None) -> str:
    """How much of the differences is chance, in tenths; "" while there is nothing to say."""
    if share is None:
        return ""
    tenths = round(share * 10)
    return t("class-market-luck", tenths=tenths, rest=10 - tenths)


def channel_rows(used: Sequence[ChannelUse]) -> list[dict[str, Any]]:
    """Bars: how many shops used each channel, with the rupiah spent there."""
    return [
        {
            "label": t(f"campaigns-channel-{use.channel.replace('_', '-')}"),
            "value": use.shops,
            "text": t("class-market-channel-use", shops=use.shops),
            "note": t("class-market-channel-spend", amount=rupiah(use.spend))
            if use.spend
            else t("class-market-channel-free"),
            "tone": "sun",
        }
        for use in used
    ]


def ranking_rows(results: Sequence[Any], names: Mapping[int, str]) -> list[tuple[str, str, str]]:
    """Place with nicknames, money left, orders; equal money shares a place. ``names`` are by shop id."""
    ordered = sorted(results, key=lambda one: (-one.money_left, names.get(one.shop_id, "")))
    money = [one.money_left for one in ordered]
    return [
        (
            f"{money.index(one.money_left) + 1}. {names.get(one.shop_id, '')}",
            rupiah(one.money_left),
            number(one.orders),
        )
        for one in ordered
    ]
