"""Codes people can read aloud: class codes and short links. Pure.

The signs leave out everything that looks or sounds alike for Indonesian speakers (0/O, 1/I/L, 5/S, 2/Z, 8/B,
and V beside F/P); lower case, spaces and hyphens are understood. A short link ends in a check sign that
catches every single wrong sign and every swap of neighbours.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

ALPHABET = "ACDEFHJKMNPRTWXY34679"
CLASS_CODE_LENGTH = 6
LINK_CODE_LENGTH = 6

# Syllables that make rude or political words in Indonesian or English when they land side by side.
UNWANTED = ("AXY", "FAK", "FCK", "KNT", "MMK", "PKE", "PKN", "TAE", "TAY", "WTF", "XXX", "HAM", "CCP", "P3K")


def normalise_code(typed: str) -> str:
    """The code behind what someone typed: upper case, without spaces, hyphens or dots."""
    return "".join(sign for sign in typed.upper() if sign not in " -._\u00a0\u2011\u2013")


def check_sign(body: str) -> str:
    """One sign that depends on every sign of ``body`` and its place.

    Raises ValueError for a sign outside the alphabet.
    """
    size = len(ALPHABET)
    total = 0
    for place, sign in enumerate(body):
        total += _WEIGHTS[place % len(_WEIGHTS)] * ALPHABET.index(sign)
    return ALPHABET[total % size]


# Prime to 21, and so are the differences of neighbours: every slip of one sign or one swap shows.
_WEIGHTS = (1, 2, 4, 5)


def is_link_code(code: str) -> bool:
    """Whether a normalised code is well formed and its check sign agrees."""
    return (
        len(code) == LINK_CODE_LENGTH + 1
        and all(sign in ALPHABET for sign in code)
        and check_sign(code[:-1]) == code[-1]
    )


def new_class_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """A random class code of six signs."""
    return _random_body(CLASS_CODE_LENGTH, choose)


def new_link_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """A random short-link code: six signs and a check sign."""
    body = _random_body(LINK_CODE_LENGTH, choose)
    return body + check_sign(body)


def spoken(code: str) -> str:
    """The code in groups for reading aloud: ``MDN 74K`` for six signs, ``7M 4T 9KA`` for seven."""
    if len(code) == CLASS_CODE_LENGTH:
        return f"{code[:3]} {code[3:]}"
    return f"{code[:2]} {code[2:4]} {code[4:]}"


def _random_body(length: int, choose: Callable[[str], str]) -> str:
    while True:
        body = "".join(choose(ALPHABET) for _ in range(length))
        if not any(word in body for word in UNWANTED):
            return body
