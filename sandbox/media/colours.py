"""Colours as ``#rrggbb``: how light they are, how well they read, and mixing them. Pure."""

from __future__ import annotations

BLACK, WHITE = "#000000", "#ffffff"
READABLE = 4.5


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def lights(colour: str) -> tuple[float, ...]:
    """The light red, green and blue give off, 0 to 1 each (sRGB to linear)."""
    parts = (value / 255 for value in channels(colour))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it, 0 to 1."""
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), lights(colour), strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG defines it, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """``share`` (0 to 1) of ``colour``, the rest ``other``."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def readable(colour: str, ground: str, least: float = READABLE) -> str:
    """``colour``, moved towards black or white only as far as it takes to read on ``ground``."""
    goal = BLACK if luminance(ground) > 0.18 else WHITE
    share = 1.0
    while share > 0 and contrast(mix(colour, goal, share), ground) < least:
        share -= 0.05
    return mix(colour, goal, max(share, 0.0))


def ink_on(ground: str, *, dark: str, light: str = WHITE) -> str:
    """Whichever of two inks reads better on ``ground``."""
    return max((dark, light), key=lambda ink: contrast(ink, ground))
