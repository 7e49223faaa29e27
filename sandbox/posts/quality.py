"""How strong a post's photo and caption are, 0 to 100 each. Pure; a first slice the coach will deepen.

Every good thing can only add points and every fault can only take some away, so following advice never costs
anything. The weights are ours, not a platform's: they say what a reader needs before buying.

photo     45 there is one, 25 it is the shop's own, up to 30 by its shorter side (none at 320 px, all at 1080)
caption   20 an opening of three words or more, up to 25 by words that say something (all at 120 characters),
          30 an amount of money, 25 a request to act; minus up to 25 for shouting, minus up to 15 for length
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

SMALL_SIDE, LARGE_SIDE = 320, 1080
SAYS_ENOUGH = 120
TOO_LONG, FAR_TOO_LONG = 1_000, 2_200
SHOUTING = 0.6
FEWEST_LETTERS = 20

MONEY = re.compile(
    r"(?:\brp\.?\s*\d|\bidr\s*\d|\d\s*(?:rb|rbu|ribu|jt|juta|k)\b|\b\d{1,3}(?:[.,]\d{3})+\b)", re.IGNORECASE
)
WORD = re.compile(r"[^\W_]+", re.UNICODE)
TAG = re.compile(r"#[^\W]+", re.UNICODE)


class PostQuality(NamedTuple):
    """Two scores from 0 to 100."""

    photo_score: int
    caption_score: int


@dataclass(frozen=True)
class CaptionParts:
    """Which of the parts a caption should have are there, and what spoils it."""

    opening: bool
    benefit: bool
    price: bool
    call: bool
    shouts: bool
    too_long: bool


def score_photo(*, width: int, height: int, is_own: bool) -> int:
    """Points for a photo of this size in pixels. No photo at all is (0, 0)."""
    side = min(width, height)
    if side <= 0:
        return 0
    sharpness = min(1.0, max(0.0, (side - SMALL_SIDE) / (LARGE_SIDE - SMALL_SIDE)))
    return round(45 + (25 if is_own else 0) + 30 * sharpness)


def caption_parts(caption: str, calls: Collection[str]) -> CaptionParts:
    """What is there. ``calls`` are lower-case words that ask a reader to act."""
    words = WORD.findall(caption)
    return CaptionParts(
        opening=len(WORD.findall(caption.strip().split("\n", 1)[0])) >= 3,
        benefit=_said(caption) >= SAYS_ENOUGH // 2,
        price=bool(MONEY.search(caption)),
        call=any(word.casefold() in calls for word in words),
        shouts=_shouted(caption) > SHOUTING,
        too_long=len(caption) > TOO_LONG,
    )


def score_caption(caption: str, calls: Collection[str]) -> int:
    """Points for a caption; an empty one has none."""
    parts = caption_parts(caption, calls)
    points = 20.0 * parts.opening + 30.0 * parts.price + 25.0 * parts.call
    points += 25.0 * min(1.0, _said(caption) / SAYS_ENOUGH)
    if parts.shouts:
        points -= 25.0 * (_shouted(caption) - SHOUTING) / (1 - SHOUTING)
    if parts.too_long:
        points -= 15.0 * min(1.0, (len(caption) - TOO_LONG) / (FAR_TOO_LONG - TOO_LONG))
    return round(max(0.0, points))


def _said(caption: str) -> int:
    """Characters of words, hashtags left out: they bring readers but tell them nothing."""
    return sum(len(word) for word in WORD.findall(TAG.sub(" ", caption)))


def _shouted(caption: str) -> float:
    """Share of capitals among letters; 0 for a text too short to tell."""
    letters = [sign for sign in caption if sign.isalpha()]
    if len(letters) < FEWEST_LETTERS:
        return 0.0
    return sum(sign.isupper() for sign in letters) / len(letters)
