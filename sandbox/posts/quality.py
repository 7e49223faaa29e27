"""How strong a post's photo is, 0 to 100. Pure; the caption is the coach's (``posts/coach``).

The sum is in ``media/photo_score.py``, its weights and limits in the pack's ``photos.toml``; docs/market-model.md
says what counts. Every good thing can only add points, so following advice never costs anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sandbox.media.photo_score import PhotoFacts, rate_photo
from sandbox.packs.photos import PhotoRules


class PostQuality(NamedTuple):
    """Two scores from 0 to 100."""

    photo_score: int
    caption_score: int


def score_photo(
    *, width: int, height: int, is_own: bool, rules: PhotoRules, looks: Mapping[str, Any] | None = None
) -> int:
    """Points for a photo of this size in pixels, as far as it was measured. No photo at all is (0, 0)."""
    facts = PhotoFacts(side=min(width, height), is_own=is_own, looks=looks or {})
    return rate_photo(facts, rules.points, rules.measures, rules.colours).total
