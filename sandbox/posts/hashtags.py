"""Hashtags of a caption, and own ones to suggest. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

HASHTAG = re.compile(r"#[^\W]+", re.UNICODE)
WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
MOST_SUGGESTED = 6


def hashtags_in(caption: str) -> list[str]:
    """Every hashtag of a caption, in order, as written."""
    return HASHTAG.findall(caption)


def hashtag(text: str, most_words: int = 2) -> str:
    """``Keripik tempe tipis 250 g`` -> ``#KeripikTempe``: its first words with letters only."""
    words = [word for word in WORD.findall(text) if len(word) > 1][:most_words]
    return "#" + "".join(word[0].upper() + word[1:] for word in words) if words else ""


def suggest_hashtags(
    *, product: str, category: str = "", trade: str = "", district: str = "", stems: Iterable[str] = ()
) -> list[str]:
    """A few of one's own: what it is, what it is from where, its kind. Nothing that thousands use."""
    found = [hashtag(product)]
    if district:
        found += [hashtag(f"{first} {district}", 3) for first in (_first_word(product), *stems) if first]
    found += [hashtag(category), hashtag(trade)]
    own: dict[str, str] = {}
    for tag in filter(None, found):
        own.setdefault(tag.casefold(), tag)
    return list(own.values())[:MOST_SUGGESTED]


def _first_word(text: str) -> str:
    return next((word for word in WORD.findall(text) if len(word) > 1), "")


def add_hashtag(caption: str, tag: str) -> str:
    """The caption with one more hashtag at its end, on the line of hashtags when it ends in one."""
    text = caption.rstrip()
    if tag.casefold() in {there.casefold() for there in hashtags_in(text)}:
        return caption
    if not text:
        return tag
    last = text.rsplit("\n", 1)[-1].split()
    return text + (" " if all(word.startswith("#") for word in last) else "\n\n") + tag
