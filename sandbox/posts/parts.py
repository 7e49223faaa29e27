"""The five parts of a caption that sells: which are there, and putting a first sentence where one is missing. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import lru_cache


class Part(StrEnum):
    """In the order people read them."""

    HOOK = "hook"
    BENEFIT = "benefit"
    PROOF = "proof"
    PRICE = "price"
    CALL = "call"


MISSED = {Part.HOOK: "no_hook", Part.PRICE: "no_price", Part.CALL: "no_cta"}
"""The coach's remark that says a part is missing; the others are known by their words."""


def parts_in(caption: str, remarks: Collection[str], words: dict[Part, Sequence[str]]) -> frozenset[Part]:
    """The parts a caption has: by what the coach did not miss, and by the country's words for the others."""
    if not caption.strip():
        return frozenset()
    found = {part for part, family in MISSED.items() if family not in remarks}
    found |= {part for part, known in words.items() if _spoken(tuple(known)).search(caption)}
    return frozenset(found)


@lru_cache(maxsize=16)
def _spoken(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of these words or a word that begins so."""
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + ")", re.IGNORECASE)


def add_part(caption: str, part: Part, sentence: str) -> str:
    """The caption with a first sentence for one part: a hook in front, the others on a line at the end.

    Hashtags stay last.
    """
    text = caption.strip()
    if not text:
        return sentence
    if part is Part.HOOK:
        return f"{sentence}\n\n{text}"
    lines = text.split("\n")
    tail = len(lines)
    while tail and (not lines[tail - 1].strip() or _is_tags(lines[tail - 1])):
        tail -= 1
    body, tags = "\n".join(lines[:tail]), "\n".join(lines[tail:]).strip()
    return "\n\n".join(piece for piece in (body, sentence, tags) if piece)


def _is_tags(line: str) -> bool:
    return all(word.startswith("#") for word in line.split())
