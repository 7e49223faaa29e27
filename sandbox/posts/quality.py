"""How strong a post's photo is, 0 to 100. Pure; the caption is the coach's (``posts/coach``).

45 there is one, 25 it is the shop's own, up to 30 by its shorter side (none at 320 px, all at 1080). The weights are
ours, not a platform's. Every good thing can only add points, so following advice never costs anything.
"""

from __future__ import annotations

from typing import NamedTuple

SMALL_SIDE, LARGE_SIDE = 320, 1080


class PostQuality(NamedTuple):
    """Two scores from 0 to 100."""

    photo_score: int
    caption_score: int


def score_photo(*, width: int, height: int, is_own: bool) -> int:
    """Points for a photo of this size in pixels. No photo at all is (0, 0)."""
    side = min(width, height)
    if side <= 0:
        return 0
    sharpness = min(1.0, max(0.0, (side - SMALL_SIDE) / (LARGE_SIDE - SMALL_SIDE)))
    return round(45 + (25 if is_own else 0) + 30 * sharpness)
