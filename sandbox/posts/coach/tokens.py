"""Cut a caption into words, numbers, hashtags, line ends and single signs."""

from __future__ import annotations

import re
from typing import NamedTuple

NEWLINE = "\n"

# Alternatives start with different signs and none is nested in another: one pass, whatever is typed.
_TOKEN = re.compile(
    r"(?P<tag>#\w+)|(?P<number>[0-9]+(?:[.,][0-9]+)*)|(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)"
    r"|(?P<line>\n)|(?P<sign>[^\s])"
)
# Three equal letters in a row are emphasis, not spelling.
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")


class Token(NamedTuple):
    """One piece. ``kind``: tag, number, word, line or sign. ``norm``: how patterns see it. ``start``, ``end``:
    characters in the caption.
    """

    kind: str
    norm: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The pieces of a caption in order; spaces only separate."""
    return [
        Token(match.lastgroup or "sign", _norm(match.group()), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


def _norm(word: str) -> str:
    """Small letters, typographic apostrophes plain, and letters drawn out (``enaaaak``) said once."""
    small = word.casefold().replace("’", "'")
    return _DRAWN_OUT.sub(r"\1", small)
