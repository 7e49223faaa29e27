"""What the photo studio does to a picture, as a few whole numbers: which part, how straight, how light. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

RATIOS: Mapping[str, tuple[int, int] | None] = {
    "asli": None,
    "1x1": (1, 1),
    "4x5": (4, 5),
    "9x16": (9, 16),
    "16x9": (16, 9),
}
ROOM = 1000  # x and y run from 0 (left, top) to this (right, bottom)
CLOSEST = 300  # percent
STEEPEST = 150  # tenths of a degree
MOST_STEPS = 4
LEAST_SIDE = 100  # pixels a cut keeps, where the picture has them


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Changes to the original; the defaults change nothing.

    ``ratio`` is a key of RATIOS. ``x`` and ``y`` (0 to 1000) say where the cut lies in the room that is left,
    ``zoom`` in percent how close it is (100 to 300). ``angle`` in tenths of a degree turns clockwise (-150 to
    150). ``auto`` balances light and white; ``light`` and ``warmth`` are steps by hand (-4 to 4).
    """

    ratio: str = "asli"
    x: int = 500
    y: int = 500
    zoom: int = 100
    angle: int = 0
    auto: bool = False
    light: int = 0
    warmth: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether the original stays as it is; where an uncut picture would be cut does not matter."""
        return (
            self.ratio == "asli"
            and self.zoom == 100
            and not (self.angle or self.auto or self.light or self.warmth)
        )

    def stored(self) -> dict[str, Any]:
        """As kept in the database; {} when nothing changes."""
        return {} if self.is_plain else asdict(self)


_BOUNDS = {
    "x": (0, ROOM),
    "y": (0, ROOM),
    "zoom": (100, CLOSEST),
    "angle": (-STEEPEST, STEEPEST),
    "light": (-MOST_STEPS, MOST_STEPS),
    "warmth": (-MOST_STEPS, MOST_STEPS),
}


def recipe_of(values: Mapping[str, Any]) -> Recipe:
    """A recipe from stored or typed values. What is missing or unreadable is left as it was, numbers are kept
    within their bounds: somebody who drags too far wants the end of the slider, not an error.
    """
    ratio = values.get("ratio")
    known: dict[str, Any] = {"ratio": ratio if isinstance(ratio, str) and ratio in RATIOS else "asli"}
    for name, (low, high) in _BOUNDS.items():
        if (number := _whole(values.get(name))) is not None:
            known[name] = min(high, max(low, number))
    known["auto"] = str(values.get("auto")) in {"True", "1"}
    return Recipe(**known)


def _whole(value: Any) -> int | None:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return round(number) if math.isfinite(number) else None


@dataclass(frozen=True)
class Cut:
    """A part of a picture turned about its middle: size in pixels, left and top edge from that middle."""

    width: int
    height: int
    left: float
    top: float


def cut_of(size: tuple[int, int], recipe: Recipe) -> Cut:
    """The part ``recipe`` keeps of a picture of this size.

    A turned picture has empty corners; the cut stays inside the largest upright frame of the picture's own
    shape that has none. A cut of a named ratio has exactly that ratio, in whole pixels.
    """
    width, height = upright_frame(size, recipe.angle)
    wanted = RATIOS[recipe.ratio]
    across, down = wanted or size
    unit = min(width / across, height / down)
    if wanted:
        least = min(unit, LEAST_SIDE / min(wanted))
        whole = max(1, math.floor(max(least, unit * 100 / recipe.zoom) + 1e-9))
        new_width, new_height = across * whole, down * whole
    else:
        share = max(100 / recipe.zoom, min(1.0, LEAST_SIDE / min(width, height)))
        new_width = max(1, math.floor(width * share + 1e-9))
        new_height = max(1, math.floor(height * share + 1e-9))
    left = -width / 2 + max(0.0, width - new_width) * recipe.x / ROOM
    top = -height / 2 + max(0.0, height - new_height) * recipe.y / ROOM
    return Cut(new_width, new_height, left, top)


def upright_frame(size: tuple[int, int], angle: int) -> tuple[float, float]:
    """Size of the largest rectangle of the picture's own shape inside the picture turned by ``angle``."""
    width, height = size
    sine, cosine = abs(math.sin(math.radians(angle / 10))), abs(math.cos(math.radians(angle / 10)))
    share = min(width / (width * cosine + height * sine), height / (width * sine + height * cosine))
    return width * share, height * share
