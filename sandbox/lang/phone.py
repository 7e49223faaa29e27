"""Indonesian mobile numbers in the one form that wa.me links accept: digits only, starting 628."""

from __future__ import annotations

import re

from sandbox.lang.typed import fold_typed

EMPTY = "empty"
NOT_A_NUMBER = "not_a_number"
NOT_MOBILE = "not_mobile"
FOREIGN = "foreign"
WRONG_LENGTH = "wrong_length"
CODES = (EMPTY, NOT_A_NUMBER, NOT_MOBILE, FOREIGN, WRONG_LENGTH)

SHORTEST = 10
LONGEST = 15


class PhoneError(ValueError):
    """Not an Indonesian mobile number. `code` is one of `CODES`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def normalise_phone(text: str) -> str:
    """`0812-3456-7890`, `+62 812…`, `62 0812…`, `(0812)…`, `812…`, `0062…` all become `6281234567890`.

    The answer has 10 to 15 digits. Raises `PhoneError`.
    """
    typed = fold_typed(text)
    if not typed:
        raise PhoneError(EMPTY)
    digits = re.sub(r"[\s().\-/\u2010-\u2015\u2212]", "", typed)
    if not re.fullmatch(r"\+?[0-9]+", digits):
        raise PhoneError(NOT_A_NUMBER)
    international = digits.startswith(("+", "00"))
    local = digits.lstrip("+")
    if international:
        local = local.removeprefix("00")
        if not local.startswith("62"):
            raise PhoneError(FOREIGN)
    local = local.removeprefix("62")
    local = local.removeprefix("0")
    if not local.startswith("8"):
        raise PhoneError(NOT_MOBILE)
    number = "62" + local
    if not SHORTEST <= len(number) <= LONGEST:
        raise PhoneError(WRONG_LENGTH)
    return number


def format_phone(number: str) -> str:
    """A normalised number as people read it aloud: `0812-3456-7890`."""
    local = "0" + number.removeprefix("62")
    groups = [local[start : start + 4] for start in range(0, len(local), 4)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return "-".join(groups)
