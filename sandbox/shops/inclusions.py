"""What a room or a service includes, read from how people describe it. Pure."""

from __future__ import annotations

import re

FEWEST = 3
MOST = 6
LONGEST = 42
"""A list has at least this many things, a room card has room for this many, each about a line long."""

_SENTENCE = re.compile(r"[.!?](?:\s|$)|\n")
_BETWEEN = re.compile(r"\s*[,;]\s*(?:(?:dan|serta|and)\s+)?")


def listed_in(text: str) -> tuple[str, ...]:
    """The things the first sentence of `text` lists; empty when it is a sentence rather than a list.

    "Ranjang besar, air hangat, dan sarapan." gives ("Ranjang besar", "Air hangat", "Sarapan"). Commas within
    numbers ("1,5 liter") do not part anything.
    """
    first = _SENTENCE.split(text.strip(), maxsplit=1)[0]
    things = [thing.strip() for thing in _BETWEEN.split(re.sub(r"(?<=\d),(?=\d)", "\u201a", first))]
    if len(things) < FEWEST or not all(0 < len(thing) <= LONGEST for thing in things):
        return ()
    return tuple((thing[:1].upper() + thing[1:]).replace("\u201a", ",") for thing in things[:MOST])
