"""How numbers are said on the pages that explain a result. Every one of them is an *angka latihan*."""

from __future__ import annotations

import math

from sandbox.lang.filters import rupiah
from sandbox.lang.rupiah import MINUS, format_number
from sandbox.lang.texts import current_locale


def decimal(value: float, places: int = 1) -> str:
    """A number with a fixed number of digits: ``4,1`` or ``4.1``."""
    return format_number(round(value, places), current_locale(), places)


def count(value: float) -> str:
    """A count: whole from ten on, one digit below (an expected 2.4 orders is not 2)."""
    if abs(value) >= 10 or float(value).is_integer():
        return format_number(round(value), current_locale())
    return decimal(value)


def signed_count(value: float) -> str:
    """A change in counts with its sign: ``+4,1``, ``−3,2``, ``0``."""
    if round(abs(value), 1) == 0:
        return "0"
    shown = count(abs(value)) if abs(value) >= 99.95 or float(value).is_integer() else decimal(abs(value))
    return f"+{shown}" if value > 0 else f"{MINUS}{shown}"


def money(value: float) -> str:
    """Whole rupiah."""
    return rupiah(round(value))


def round_money(value: float) -> str:
    """Rupiah rounded as one would say it: to 100 below 100,000, above to the three leading digits."""
    if abs(value) < 100_000:
        return rupiah(round(value / 100) * 100)
    step = 10 ** max(2, math.floor(math.log10(abs(value))) - 2)
    return rupiah(round(value / step) * step)


def signed_money(value: float, *, exact: bool = False) -> str:
    """An amount with its sign: ``+Rp 46.200``; rounded unless exact."""
    text = money(value) if exact else round_money(value)
    return f"+{text}" if round(value) > 0 else text


def per_hundred(part: float, whole: float) -> float:
    """How many of a hundred; 0 when there was nobody."""
    return 100.0 * part / whole if whole > 0 else 0.0


def share(value: float) -> str:
    """A share in percent as one would say it: ``1,4`` below ten, whole above."""
    return decimal(value) if 0 < value < 9.95 else format_number(round(value), current_locale())
