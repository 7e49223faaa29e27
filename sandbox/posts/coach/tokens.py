"""Cut a caption into words, numbers, hashtags, line ends and single signs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

NEWLINE = "\n"
AS_WRITTEN: Mapping[str, str] = MappingProxyType({})

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


def tokens_of(text: str, spelling: Mapping[str, str] = AS_WRITTEN) -> list[Token]:
    """The pieces of a caption in order; spaces only separate. ``spelling``: short form to full word (utk: untuk)."""
    found = []
    for match in _TOKEN.finditer(text):
        norm = _norm(match.group())
        found.append(Token(match.lastgroup or "sign", spelling.get(norm, norm), match.start(), match.end()))
    return found


def _norm(word: str) -> str:
    """Small letters, typographic apostrophes plain, and letters drawn out (``enaaaak``) said once."""
    small = word.casefold().replace("’", "'")
    return _DRAWN_OUT.sub(r"\1", small)
