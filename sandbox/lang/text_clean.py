"""Typed text made safe to store without changing what the person sees.

Emoji, joiners, right-to-left marks and any script stay as typed. Only what no one can see or no database and
no file format can hold goes away: NUL, control characters, halves of surrogate pairs, noncharacters.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_PLANES = range(0, 0x110000, 0x10000)
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane + end) for plane in _PLANES for end in (0xFFFE, 0xFFFF))
_UNSTORABLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}]")


def drop_unstorable(text: str) -> str:
    """The text without signs no database and no page can hold; spaces and line ends stay."""
    return _UNSTORABLE.sub("", text.replace("\x85", "\n"))


_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_INVISIBLE = re.compile(f"[{_FILLERS}\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def visible_part(text: str) -> str:
    """What there is to see in a text: without joiners, marks of direction, fillers and variants of signs.

    For comparing and checking only; what is stored and shown keeps them, some scripts and emoji need them.
    """
    shown = _INVISIBLE.sub("", text.replace("\u2800", " "))
    return "".join(sign for sign in shown if unicodedata.category(sign) != "Cf")


def clean_line(text: str) -> str:
    """One line: line ends and tabs become spaces, both ends trimmed, NFC."""
    return _clean(_LINE_ENDS.sub(" ", text))


def clean_text(text: str) -> str:
    """Several lines: every kind of line end becomes a newline, tabs become spaces, both ends trimmed, NFC."""
    return _clean(_LINE_ENDS.sub("\n", text))


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", drop_unstorable(text.replace("\t", " "))).strip()
