"""What a shop offers, worked out: prices shown struck through, variants, bundles, pre-orders, bookings, permits.

Pure: numbers, days and texts in, numbers and codes out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from sandbox.lang.typed import fold_typed

BOOKED = frozenset({"night", "seat", "hour"})
"""Kinds of product that are a time: they are booked for a day."""

BOOKING_WEEKS = 4
"""How far ahead a day can be booked: the keeper marks the days visitors see, no more and no fewer."""

LATEST_READY = dt.timedelta(days=365)
LONGEST_SALE = dt.timedelta(days=90)


class NumberRule(Protocol):
    """What a permit's number looks like; ``sandbox.packs.permits.NumberRule`` is one."""

    @property
    def prefixes(self) -> tuple[str, ...]:
        """What people write in front of the digits."""

    @property
    def shown(self) -> str:
        """What is written in front of them here."""

    @property
    def fewest(self) -> int:
        """Fewest digits."""

    @property
    def most(self) -> int:
        """Most digits."""

    @property
    def tail(self) -> int:
        """Digits set apart at the end by a hyphen."""


# -- prices ---------------------------------------------------------------------------------------------


def lowest_price(price: int, variant_prices: Iterable[int | None]) -> int:
    """What buying begins at: the lowest of the variants' prices, None standing for the product's own."""
    return min((price if one is None else one for one in variant_prices), default=price)


def buyable_prices(price: int, rows: Iterable[tuple[int | None, int]]) -> tuple[int, ...]:
    """The different prices one can still pay, lowest first; with everything sold out, those one could.

    ``rows`` are the variants' (price, stock), None standing for ``price``; without variants it is ``price``.
    """
    asked = [(price if own is None else own, stock) for own, stock in rows]
    left = {one for one, stock in asked if stock > 0}
    return tuple(sorted(left or {one for one, _stock in asked} or {price}))


def settle_variants(price: int, rows: Sequence[tuple[int | None, int]]) -> tuple[int, list[int | None], int]:
    """The product's price, each variant's own price, and the product's stock.

    ``rows`` are (price, stock) as typed, None standing for ``price``. The product then costs the lowest of
    them; what a buyer pays for a variant stays the same.
    """
    lowest = lowest_price(price, (own for own, _stock in rows))
    asked = (price if own is None else own for own, _stock in rows)
    return lowest, [None if own == lowest else own for own in asked], sum(stock for _own, stock in rows)


def shown_was_price(
    *,
    price: int,
    was_price: int | None,
    earlier_prices: Collection[int],
    today: dt.date,
    ends_on: dt.date | None,
) -> int | None:
    """The earlier price to show struck through, or None when showing it would not be honest (any more)."""
    if was_price is None or ends_on is None or today > ends_on:
        return None
    return was_price if was_price > price and was_price in earlier_prices else None


def stood_prices(
    steps: Sequence[tuple[int, dt.datetime]], *, least: dt.timedelta, moment: dt.datetime
) -> tuple[int, ...]:
    """Prices that stood for at least ``least`` in one go, each once, highest first.

    ``steps`` are (price, since) in order of time; each stood until the next began, the last until ``moment``.
    """
    ends = [since for _price, since in steps[1:]] + [moment]
    stood = {price for (price, since), end in zip(steps, ends, strict=False) if end - since >= least}
    return tuple(sorted(stood, reverse=True))


# -- bundles --------------------------------------------------------------------------------------------


def bundle_stock(parts: Iterable[tuple[int, int]]) -> int:
    """How many bundles can be put together. ``parts``: (stock, how many a bundle takes); no parts, no bundle."""
    return min((max(stock, 0) // quantity for stock, quantity in parts if quantity > 0), default=0)


def bundle_worth(parts: Iterable[tuple[int, int]]) -> int:
    """What the parts cost bought apart. ``parts``: (price, how many)."""
    return sum(price * quantity for price, quantity in parts)


# -- days -----------------------------------------------------------------------------------------------


def is_preorder(ready_on: dt.date | None, today: dt.date) -> bool:
    """Ordered now, ready later."""
    return ready_on is not None and ready_on > today


def booking_weeks(today: dt.date) -> list[list[dt.date]]:
    """The days that can be booked from ``today`` on, in calendar weeks (Monday first; the first may be short)."""
    days = [today + dt.timedelta(days=n) for n in range(7 * BOOKING_WEEKS)]
    grouped: dict[tuple[int, int], list[dt.date]] = {}
    for day in days:
        grouped.setdefault(day.isocalendar()[:2], []).append(day)
    return list(grouped.values())


def kept_taken(taken: Iterable[str], today: dt.date) -> list[str]:
    """ISO days that are full, sorted, each once; past days and what is no day are left out."""
    return sorted({day.isoformat() for text in taken if (day := read_day(text)) is not None and day >= today})


def read_day(text: str) -> dt.date | None:
    """``2026-11-21`` as a day; None for anything else."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


# -- permits --------------------------------------------------------------------------------------------


def clean_permit(digits_spec: NumberRule, text: str) -> str | None:
    """A permit's number in its usual form; None when it cannot be one.

    Accepts any known prefix, ``No.`` and whatever people put between digits. Numbers somebody obviously made
    up (one digit throughout, 123456...) are refused.
    """
    typed = fold_typed(text)
    letters = re.sub(r"[^a-z]", "", re.sub(r"\b(no|nomor|number)\b", "", typed))
    known = {re.sub(r"[^a-z]", "", prefix.lower()) for prefix in digits_spec.prefixes}
    if (letters and letters not in known) or re.search(r"\d.*[a-z]", typed):
        return None
    if re.sub(r"[0-9a-z .,:;/\\()#'_\-\u2010-\u2015]", "", typed):
        return None
    digits = re.sub(r"[^0-9]", "", typed)
    if not digits_spec.fewest <= len(digits) <= digits_spec.most or _made_up(digits):
        return None
    cut = len(digits) - digits_spec.tail
    number = f"{digits[:cut]}-{digits[cut:]}" if digits_spec.tail else digits
    return f"{digits_spec.shown} {number}".strip()


def _made_up(digits: str) -> bool:
    """One digit throughout, or counted up or down."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(digits)}
    return len(steps) <= 1 and steps <= {0, 1, 9}


def shown_permits(rules: Mapping[str, NumberRule], stored: Mapping[str, str]) -> list[tuple[str, str]]:
    """(key, number) of the permits whose stored number is valid, in the pack's order."""
    return [
        (key, number) for key, rule in rules.items() if (number := clean_permit(rule, stored.get(key, "")))
    ]
