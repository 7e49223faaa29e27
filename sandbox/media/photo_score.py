"""How strong a photo is, 0 to 100, part by part. Pure arithmetic; weights and limits are data (``packs/photos.py``).

Every part rises with its measure and never falls, and the parts are added (a photo of one's own counts as far as
the goods can be seen, a product of parts that rise): so improving anything never costs a point. What was not
measured counts as good; nobody is marked down for what nobody looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class Measured(Protocol):
    """Tells how good a value is (0 to 1)."""

    def share(self, value: float) -> float:
        """How good, 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class PhotoFacts:
    """What a score is made from. ``side`` is the shorter side in pixels, 0 without a photo; ``looks`` as measured."""

    side: int
    is_own: bool
    looks: Mapping[str, Any]


@dataclass(frozen=True)
class PhotoScore:
    """Points got and points possible by part; ``total`` is rounded once, at the end."""

    parts: Mapping[str, float]
    most: Mapping[str, int]

    @property
    def total(self) -> int:
        """0 to 100."""
        return round(sum(self.parts.values()))


def rate_photo(
    facts: PhotoFacts, points: Mapping[str, int], measures: Mapping[str, Measured], colours: float = 0.0
) -> PhotoScore:
    """Rate a photo. ``colours``: an edgy rim counts as clutter only with so many kinds of colour in it."""
    if facts.side <= 0:
        return PhotoScore(dict.fromkeys(points, 0.0), points)
    shares = part_shares(facts, measures, colours)
    return PhotoScore({key: points[key] * share for key, share in shares.items()}, points)


def part_shares(
    facts: PhotoFacts, measures: Mapping[str, Measured], colours: float = 0.0
) -> dict[str, float]:
    """How good each part is, 0 to 1."""

    def share(measure: str, name: str = "") -> float:
        value = facts.looks.get(name or measure)
        return 1.0 if value is None else measures[measure].share(float(value))

    light = min(share("dark"), share("pale"))
    sharp = share("sharp")
    return {
        "there": 1.0,
        "own": min(light, sharp) if facts.is_own else 0.0,
        "size": measures["size"].share(facts.side),
        "light": light,
        "sharp": sharp,
        "background": share("clutter") if float(facts.looks.get("colours", colours)) >= colours else 1.0,
        "words": share("text"),
    }


def gains(
    facts: PhotoFacts, points: Mapping[str, int], measures: Mapping[str, Measured], colours: float = 0.0
) -> dict[str, int]:
    """What putting one part right would add to the total, for every part that would; largest first.

    Light and sharpness also free the points of one's own photo. Rounded so that nobody is promised more.
    """
    if facts.side <= 0:
        return {"there": 100}
    now = part_shares(facts, measures, colours)
    before = sum(points[key] * share for key, share in now.items())
    found = {}
    for part in ("own", "size", "light", "sharp", "background", "words"):
        better = now | {part: 1.0}
        if part == "own":
            better["own"] = min(better["light"], better["sharp"]) if not facts.is_own else now["own"]
        elif facts.is_own:
            better["own"] = min(better["light"], better["sharp"])
        added = int(sum(points[key] * share for key, share in better.items()) - before + 1e-9)
        if added > 0:
            found[part] = added
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
