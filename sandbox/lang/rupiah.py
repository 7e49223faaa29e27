"""Whole rupiah: reading what people type, writing what they read.

Amounts are plain `int`, never float. Reading is generous about *form* (15rb, Rp15.000, 15,000, full-width
digits) and strict about *meaning*: when two readings are plausible (`1.500rb`) we ask instead of guessing,
because a wrong price is worse than one more tap.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from sandbox.lang.typed import fold_typed

LARGEST = 1_000_000_000_000
"""Largest amount accepted, in rupiah. Far above any practice price, far below anything that overflows."""

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

EMPTY = "empty"
NEGATIVE = "negative"
FRACTION = "fraction"
NOT_A_NUMBER = "not_a_number"
TOO_LARGE = "too_large"
AMBIGUOUS = "ambiguous"
CODES = (EMPTY, NEGATIVE, FRACTION, NOT_A_NUMBER, TOO_LARGE, AMBIGUOUS)

_MULTIPLIERS = {
    "rb": 1_000,
    "rbu": 1_000,
    "ribu": 1_000,
    "k": 1_000,
    "jt": 1_000_000,
    "jta": 1_000_000,
    "juta": 1_000_000,
    "miliar": 1_000_000_000,
    "milyar": 1_000_000_000,
}
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_CURRENCY = re.compile(r"(?:rp|idr)\s*\.?\s*")
_TAIL = re.compile(r"(?:\s*(?:rupiah|idr))?(?:\s*[.,]\s*[-=]+)?$")
_WORD = re.compile(r"\s*([a-z]+)$")
_NUMERAL = re.compile(r"\d[\d., ']*")
# Phone keyboards like to add a space after a full stop: "15. 000".
_SEPARATOR = re.compile(r"\s*([.,'])\s*")


class RupiahError(ValueError):
    """Not an amount we can trust. `code` is one of `CODES`; the screen turns it into a sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse_rupiah(text: str) -> int:
    """Return the whole rupiah meant by `text`, between 0 and `LARGEST`.

    Raises `RupiahError`, whose `code` is one of `CODES`.
    """
    typed = fold_typed(text)
    if not typed:
        raise RupiahError(EMPTY)
    negative = typed[0] in _DASHES
    typed = typed.lstrip(_DASHES + " ")
    had_currency = _CURRENCY.match(typed)
    if had_currency:
        typed = typed[had_currency.end() :]
        negative = negative or typed[:1] in tuple(_DASHES)
        typed = typed.lstrip(_DASHES + " ")
    typed = _TAIL.sub("", typed)
    if not typed:
        raise RupiahError(EMPTY if had_currency and not negative else NOT_A_NUMBER)

    multiplier = 1
    word = _WORD.search(typed)
    if word:
        if word.group(1) not in _MULTIPLIERS:
            raise RupiahError(NOT_A_NUMBER)
        multiplier = _MULTIPLIERS[word.group(1)]
        typed = typed[: word.start()]
    if not _NUMERAL.fullmatch(typed):
        raise RupiahError(_why_not_a_numeral(typed))
    if negative:
        raise RupiahError(NEGATIVE)
    return _value(_SEPARATOR.sub(r"\1", typed).strip(), multiplier)


def format_rupiah(amount: int) -> str:
    """`15000` -> `Rp 15.000` with a no-break space; negative amounts get a true minus sign in front."""
    sign = MINUS if amount < 0 else ""
    return f"{sign}Rp{NO_BREAK_SPACE}{format_number(abs(amount), 'id')}"


def format_number(number: int | float | Decimal, locale: str = "id", decimals: int | None = None) -> str:
    """Group thousands the way `locale` does: `1.234,5` in `id`, `1,234.5` in `en`.

    `decimals` fixes the number of digits after the mark (halves round up); without it integers stay whole and
    other numbers keep at most two digits, trailing zeros dropped.
    """
    value = Decimal(str(number))
    places = decimals if decimals is not None else 2
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    english = f"{abs(rounded):,f}"
    if decimals is None and "." in english:
        english = english.rstrip("0").rstrip(".")
    sign = MINUS if rounded < 0 else ""
    if locale == "id":
        english = english.translate(str.maketrans(",.", ".,"))
    return sign + english


def _why_not_a_numeral(typed: str) -> str:
    """Tell a range (`10-15rb`, `10rb - 15rb`) from plain nonsense: the first deserves its own sentence."""
    if re.fullmatch(rf"\d[\d., a-z]*[{_DASHES}/]\s*(?:rp\.?\s*)?\d[\d., ]*", typed):
        return AMBIGUOUS
    return NOT_A_NUMBER


def _value(numeral: str, multiplier: int) -> int:
    groups = re.split(r"[., ']", numeral)
    marks = re.findall(r"[., ']", numeral)
    if not all(groups):
        raise RupiahError(NOT_A_NUMBER)
    if sum(len(group) for group in groups) > 20:
        raise RupiahError(TOO_LARGE)
    whole, decimals = _split_decimals(groups, marks, multiplier)
    amount = Decimal(f"{whole}.{decimals or 0}") * multiplier
    if amount > LARGEST:
        raise RupiahError(TOO_LARGE)
    if amount != amount.to_integral_value():
        raise RupiahError(FRACTION)
    return int(amount)


def _split_decimals(groups: list[str], marks: list[str], multiplier: int) -> tuple[str, str]:
    """Decide which marks group thousands and which one, if any, starts the decimals."""
    if not marks:
        return groups[0], ""
    tail = groups[-1]
    only_one = len(marks) == 1
    if multiplier > 1:
        # "1,5jt" has decimals; "1.500rb" may be 1.500 or 1.500.000, so we ask.
        if not only_one or marks[0] not in ".," or (len(tail) == 3 and groups[0].strip("0")):
            raise RupiahError(AMBIGUOUS)
        return groups[0], tail
    if len(set(marks)) == 1 and _are_thousands(groups):
        return "".join(groups), ""
    if marks[-1] in ".," and marks[-1] not in marks[:-1] and len(tail) <= 2:
        head = groups[:-1]
        if len(head) == 1 or (len(set(marks[:-1])) == 1 and _are_thousands(head)):
            if tail.strip("0"):
                raise RupiahError(FRACTION)
            # "15.00" may be a slip of the thumb for 15.000; "1500,00" and "15.000,00" may not.
            if len("".join(head)) > 3 or groups == ["0", "00"]:
                return "".join(head), ""
    if only_one and marks[0] in ".," and not groups[0].strip("0") and tail.strip("0"):
        raise RupiahError(FRACTION)
    raise RupiahError(AMBIGUOUS)


def _are_thousands(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and bool(groups[0].strip("0")) and all(len(g) == 3 for g in groups[1:])
