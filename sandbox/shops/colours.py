"""Colours that can be read: contrast as WCAG 2 measures it, and the nearest colour that has enough. Pure."""

from __future__ import annotations

import re

ENOUGH = 4.5
"""The contrast text needs against its ground (WCAG 2, level AA)."""

WHITE = "#ffffff"
BLACK = "#000000"
PAPER = "#fbf8f2"
NIGHT = "#121917"
"""The grounds of the light and the dark theme, as in static/css/tokens.css."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)
_STEPS = 255


def is_colour(text: str) -> bool:
    """Whether ``text`` is a colour like ``#0b6b58`` and nothing else."""
    return _HEX.fullmatch(text) is not None


def luminance(colour: str) -> float:
    """Relative luminance from 0 (black) to 1 (white). Raises ValueError for anything but ``#rrggbb``."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 (none) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable_accent(colour: str, ground: str) -> str:
    """``colour``, darkened or lightened just as much as it takes to read at 4.5:1 on ``ground``.

    Moves towards black on a light ground and towards white on a dark one, so the hue stays. A colour that
    reads already comes back unchanged (lower case). Raises ValueError for anything but ``#rrggbb``.
    """
    colour = colour.lower()
    if contrast(colour, ground) >= ENOUGH:
        return colour
    goal = BLACK if contrast(BLACK, ground) > contrast(WHITE, ground) else WHITE
    low, high = 0, _STEPS
    while low < high:  # contrast rises all the way to the goal once the ground's own lightness is passed
        middle = (low + high) // 2
        if _reads_from(_mixed(colour, goal, middle), ground, goal):
            high = middle
        else:
            low = middle + 1
    return _mixed(colour, goal, low)


def text_on(colour: str) -> str:
    """White or black, whichever reads better on ``colour``; one of the two always passes 4.5:1."""
    return WHITE if contrast(WHITE, colour) >= contrast(BLACK, colour) else BLACK


def _reads_from(colour: str, ground: str, goal: str) -> bool:
    """Enough contrast, and on the goal's side of the ground."""
    side = luminance(colour) <= luminance(ground) if goal == BLACK else luminance(colour) >= luminance(ground)
    return side and contrast(colour, ground) >= ENOUGH


def _mixed(colour: str, goal: str, step: int) -> str:
    parts = zip(_channels(colour), _channels(goal), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * step / _STEPS):02x}" for a, b in parts)


def _channels(colour: str) -> tuple[int, int, int]:
    if not is_colour(colour):
        raise ValueError(f"not a colour: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
