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


def clean_line(text: str) -> str:
    """One line: line ends and tabs become spaces, both ends trimmed, NFC."""
    return _clean(_LINE_ENDS.sub(" ", text))


def clean_text(text: str) -> str:
    """Several lines: every kind of line end becomes a newline, tabs become spaces, both ends trimmed, NFC."""
    return _clean(_LINE_ENDS.sub("\n", text))


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", drop_unstorable(text.replace("\t", " "))).strip()
