"""Nicknames: when two are the same, and what to offer when one is taken. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Container

from sandbox.lang.text_clean import visible_part

MAX_NICKNAME = 30


def name_key(name: str) -> str:
    """What makes a name unique in a class: letter size, width, spaces and what no one sees do not count."""
    return " ".join(visible_part(unicodedata.normalize("NFKC", name)).casefold().split())


def suggest_name(wanted: str, taken: Container[str]) -> str:
    """A free name near the wanted one: "Siti 2", "Siti 3" ... ``taken`` holds name keys."""
    number = 2
    while True:
        ending = f" {number}"
        offer = wanted[: MAX_NICKNAME - len(ending)].rstrip() + ending
        if name_key(offer) not in taken:
            return offer
        number += 1
