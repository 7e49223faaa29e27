"""How two captions differ, word by word. Pure, and quick on any text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

WORD = re.compile(r"\s*\S+|\s+")
MOST_CELLS = 100_000
"""Texts that differ in more words than this (one by the other) are shown as wholly rewritten."""


@dataclass(frozen=True)
class Change:
    """A stretch of text. ``kind``: "same", "gone" (only before) or "new" (only after)."""

    kind: str
    text: str


def changes(before: str, after: str) -> list[Change]:
    """From one caption to another, in order: together "same" and "gone" are ``before``, "same" and "new" ``after``."""
    old, new = WORD.findall(before), WORD.findall(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    steps = [
        *(("same", word) for word in old[:start]),
        *_middle(middle_old, middle_new),
        *(("same", word) for word in old[len(old) - end :]),
    ]
    return [
        Change(kind, "".join(word for _, word in group))
        for kind, group in groupby(steps, key=lambda step: step[0])
    ]


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words both begin with."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The longest common words kept; what is gone before what is new."""
    if len(old) * len(new) > MOST_CELLS:
        yield from (("gone", word) for word in old)
        yield from (("new", word) for word in new)
        return
    longest = _common(old, new)
    place, other = 0, 0
    while place < len(old) and other < len(new):
        if old[place] == new[other]:
            yield "same", old[place]
            place, other = place + 1, other + 1
        elif longest[place + 1][other] >= longest[place][other + 1]:
            yield "gone", old[place]
            place += 1
        else:
            yield "new", new[other]
            other += 1
    yield from (("gone", word) for word in old[place:])
    yield from (("new", word) for word in new[other:])


def _common(old: Sequence[str], new: Sequence[str]) -> list[list[int]]:
    """Most words in common from each pair of places on."""
    rows = [[0] * (len(new) + 1)]
    for word in reversed(old):
        below, row = rows[-1], [0] * (len(new) + 1)
        for place in range(len(new) - 1, -1, -1):
            row[place] = below[place + 1] + 1 if word == new[place] else max(below[place], row[place + 1])
        rows.append(row)
    return rows[::-1]
