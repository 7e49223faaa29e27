"""The ornaments of the shop themes as marks: an awning, a woven band, hills, a checked cloth, a rule, roofs. Pure.

Each fills a band (x, y, w, h) in the shop's colours. Share cards and print sheets wear them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from sandbox.media.artwork import Box, Disc, Mark, Shape
from sandbox.media.colours import mix

LURIK = ((0, 2), (5, 6), (17, 1), (24, 10))
"""Threads of the woven band in the shop's colour: (start, width) in a repeat of 42."""
LURIK_INK = ((13, 1), (36, 1))
LURIK_REPEAT = 42
LAMP = "#f6c860"


class Band(NamedTuple):
    """Where an ornament goes."""

    x: float
    y: float
    w: float
    h: float


class Palette(NamedTuple):
    """The colours it is drawn in: the shop's own, a pale ground, dark ink."""

    accent: str
    pale: str
    ink: str


Ornament = Callable[[Band, Palette], list[Mark]]


def awning(band: Band, colours: Palette) -> list[Mark]:
    """A striped awning with scalloped edge; an odd number of stripes, so both ends are in the shop's colour."""
    x, y, w, h = band
    accent, pale, _ = colours
    count = max(3, round(w / (h * 0.92)))
    count += 1 - count % 2
    stripe = w / count
    radius = stripe / 2
    body = max(h - radius, h * 0.4)
    marks: list[Mark] = []
    for number in range(count):
        colour = pale if number % 2 else accent
        left = x + number * stripe
        marks.append(Disc(left + radius, y + body, radius, colour))
        marks.append(Box(left, y, stripe, body, colour))
    marks.append(Box(x, y, w, h * 0.12, mix(accent, "#000000", 0.8)))
    return marks


def woven(band: Band, colours: Palette) -> list[Mark]:
    """A band of lurik: threads across the longer side."""
    x, y, w, h = band
    accent, pale, ink = colours
    upright = h > w
    length, depth = (h, w) if upright else (w, h)
    scale = depth / 16 if depth < length / 4 else length / 120
    marks: list[Mark] = [Box(x, y, w, h, pale)]
    for repeat in range(math.ceil(length / (LURIK_REPEAT * scale))):
        for threads, colour in ((LURIK, accent), (LURIK_INK, ink)):
            for start, width in threads:
                at = (repeat * LURIK_REPEAT + start) * scale
                thick = min(width * scale, length - at)
                if thick > 0:
                    marks.append(
                        Box(x, y + at, w, thick, colour) if upright else Box(x + at, y, thick, h, colour)
                    )
    return marks


def hills(band: Band, colours: Palette) -> list[Mark]:
    """Two ridges of hills, the further one paler."""
    accent, pale, _ = colours
    return [
        _ridge(band, (0.10, 0.62, 1.35, 0.4), mix(accent, pale, 0.35)),
        _ridge(band, (0.52, 0.40, 1.9, 2.2), accent),
    ]


def _ridge(band: Band, wave: tuple[float, float, float, float], colour: str) -> Shape:
    x, y, w, h = band
    low, swing, turns, start = wave
    steps = 60
    top = [
        (
            x + w * step / steps,
            y + h * (low + swing * (0.5 + 0.5 * math.sin(start + turns * math.tau * step / steps))),
        )
        for step in range(steps + 1)
    ]
    return Shape((*top, (x + w, y + h), (x, y + h)), colour)


def checked(band: Band, colours: Palette) -> list[Mark]:
    """A kitchen cloth: two rows of checks (upright: two columns)."""
    x, y, w, h = band
    accent, pale, _ = colours
    upright = h > w
    cell = (w if upright else h) / 2
    count = round((h if upright else w) / cell)
    step = (h if upright else w) / count
    middle = mix(accent, pale, 0.5)
    marks: list[Mark] = [Box(x, y, w, h, pale)]
    for number in range(count):
        for row in range(2):
            colour = (accent, middle, middle, "")[(number % 2) * 2 + row]
            if colour and upright:
                marks.append(Box(x + row * cell, y + number * step, cell, step, colour))
            elif colour:
                marks.append(Box(x + number * step, y + row * cell, step, cell, colour))
    return marks


def ruled(band: Band, colours: Palette) -> list[Mark]:
    """A carpenter's rule: ticks along a band, every fifth longer."""
    x, y, w, h = band
    accent, pale, _ = colours
    marks: list[Mark] = [Box(x, y, w, h, accent)]
    upright = h > w
    length, depth = (h, w) if upright else (w, h)
    count = max(10, round(length / (depth * 0.34)))
    step = length / count
    for number in range(1, count):
        long = depth * (0.62 if number % 5 == 0 else 0.34)
        at, thick = number * step - step * 0.07, step * 0.14
        marks.append(
            Box(x + depth - long, y + at, long, thick, pale)
            if upright
            else Box(x + at, y + depth - long, thick, long, pale)
        )
    return marks


def roofs(band: Band, colours: Palette) -> list[Mark]:
    """A row of village roofs in the evening, a lamp in every door."""
    x, y, w, h = band
    accent, pale, _ = colours
    count = max(2, round(w / (h * 2.4)))
    step = w / count
    light, dark = mix(accent, pale, 0.45), accent
    marks: list[Mark] = []
    for number in range(count):
        left, tall = x + number * step, h * (1.0 if number % 2 == 0 else 0.72)
        peak = y + h - tall
        marks += [
            Shape(
                ((left, y + h), (left + step * 0.5, peak), (left + step, y + h)),
                light if number % 2 else dark,
            ),
            Box(left + step * 0.44, y + h - tall * 0.36, step * 0.12, tall * 0.36, LAMP),
        ]
    return marks


ORNAMENTS: dict[str, Ornament] = {
    "stall": awning,
    "weave": woven,
    "hill": hills,
    "kitchen": checked,
    "workshop": ruled,
    "homestay": roofs,
}


def ornament_of(theme: str) -> Ornament:
    """The ornament of a shop theme; the awning for one this module has not met."""
    return ORNAMENTS.get(theme, awning)
