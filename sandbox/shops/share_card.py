"""Share cards: the picture a chat shows when somebody sends the address of a shop or a product.

1200 x 630 for link previews, 1080 x 1080 for a status or a feed. Photo, name, price, place, in the shop's colour with
the ornament of its theme, and the practice mark. The layout is marks (``media.artwork``), painted as a JPEG.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.media.artwork import Box, Disc, Mark, Photo, Words, fit_words, moved
from sandbox.media.colours import WHITE, ink_on, mix, readable
from sandbox.media.ornaments import Band, Palette, ornament_of
from sandbox.media.paint import Painter, jpeg
from sandbox.media.typeface import printable, text_width

MOST_BYTES = 300_000
INK = "#1d2a27"
SHAPES: dict[str, tuple[int, int]] = {"wide": (1200, 630), "square": (1080, 1080)}
PAPERS = {
    "stall": "#fffaf2", "weave": "#faf8f5", "hill": "", "kitchen": "#fffdf8", "workshop": "#f6f4ef", "homestay": "",
}  # fmt: skip
"""Ground beside the photo, by theme; "" is the pale tone of the shop's colour."""


@dataclass(frozen=True)
class CardFacts:
    """What a card says. ``practice`` is the practice mark, "" on a real shop; ``photo`` a media name or ""."""

    name: str
    price: str
    note: str
    place: str
    theme: str
    accent: str
    pale: str
    practice: str
    photo: str
    initial: str


@dataclass(frozen=True)
class Composition:
    """Where things are on one card: the photo, the ornament, and the panel the words stand in."""

    photo: Band
    ornament: Band
    panel: Band


def composition(theme: str, shape: str) -> Composition:
    """Each theme has its own: the awning over everything, the woven band between, hills and roofs at the foot."""
    width, height = SHAPES[shape]
    wide = shape == "wide"
    cut = 560 if wide else 600
    photo = Band(0, 0, cut, height) if wide else Band(0, 0, width, cut)
    panel = Band(cut, 0, width - cut, height) if wide else Band(0, cut, width, height - cut)
    x, y, w, h = panel
    if theme in {"weave", "workshop", "kitchen"}:
        thick = 36 if theme == "weave" else 44
        if wide:
            return Composition(photo, Band(x, 0, thick, h), Band(x + thick, 0, w - thick, h))
        return Composition(photo, Band(0, y, w, thick), Band(0, y + thick, w, h - thick))
    if theme in {"hill", "homestay"}:
        tall = 120 if wide else 110
        return Composition(photo, Band(x, y + h - tall, w, tall), Band(x, y, w, h - tall))
    return Composition(photo, Band(0, 0, width, 88), Band(x, y + 72, w, h - 72) if wide else panel)


def card_marks(facts: CardFacts, shape: str) -> list[Mark]:
    """The card as marks, in pixels."""
    plan = composition(facts.theme, shape)
    paper = PAPERS.get(facts.theme) or facts.pale
    colours = Palette(facts.accent, mix(facts.pale, WHITE, 0.9), INK)
    marks: list[Mark] = [Box(0, 0, *map(float, SHAPES[shape]), paper)]
    marks += _picture(facts, plan.photo)
    marks += ornament_of(facts.theme)(plan.ornament, colours)
    marks += _practice(facts, plan.photo)
    return marks + _panel(facts, plan.panel, paper, shape)


def draw_card(facts: CardFacts, shape: str, read: Callable[[str], bytes]) -> bytes:
    """The card as a baseline JPEG under 300 KB; ``read`` gives a photo's bytes by its media name."""
    painter = Painter.blank(SHAPES[shape], 1, read)
    painter.paint(card_marks(facts, shape))
    return jpeg(painter.finish(), MOST_BYTES)


def _picture(facts: CardFacts, band: Band) -> list[Mark]:
    """The photo, or the first letter of the name on the shop's colour."""
    if facts.photo:
        return [Photo(*band, facts.photo, facts.name)]
    letter = printable(facts.initial)
    tone, ink = (
        mix(facts.accent, facts.pale, 0.16),
        readable(facts.accent, mix(facts.accent, facts.pale, 0.16)),
    )
    marks: list[Mark] = [Box(*band, tone)]
    middle = (band.x + band.w / 2, band.y + band.h / 2)
    radius = min(band.w, band.h) * 0.3
    marks.append(Disc(*middle, radius, mix(facts.pale, WHITE, 0.4)))
    size = radius * 1.15
    return [*marks, Words(band.x, middle[1] - size / 2, band.w, (letter,), size, "bold", ink, "center", 1.0)]


def _panel(facts: CardFacts, band: Band, paper: str, shape: str) -> list[Mark]:
    """Name and price; the shop and its place at the foot."""
    edge = 52 if shape == "wide" else 64
    x, w = band.x + edge, band.w - 2 * edge
    top, foot = band.y + edge * 0.75, band.y + band.h - edge * 0.75
    marks: list[Mark] = []
    place = _line(facts.place, Band(x + 22, 0, w - 22, 34), 25, readable(mix(INK, paper, 0.72), paper))
    note = _line(facts.note, Band(x, 0, w, 72), 29, readable(mix(INK, paper, 0.85), paper), lines=2)
    if place.lines:
        foot -= place.h
        marks += [Disc(x + 7, foot + place.h / 2, 7, facts.accent), moved(place, 0, foot)]
        foot -= 6
    if note.lines:
        foot -= note.h
        marks.append(moved(note, 0, foot))
    price = _line(facts.price, Band(x, 0, w, 76), 58, readable(facts.accent, paper), bold=True)
    room = foot - 28 - top - (price.h + 12 if price.lines else 0)
    name = fit_words(
        facts.name, x=x, y=top, w=w, h=max(room, 40), largest=72, smallest=34, weight="bold",
        colour=readable(INK, paper), leading=1.14, most_lines=4, is_heading=True,
    )  # fmt: skip
    spare = max(0.0, room - name.h) * 0.42
    marks.append(moved(name, 0, spare))
    if price.lines:
        marks.append(moved(price, 0, top + spare + name.h + (12 if name.lines else 0)))
    return marks


def _practice(facts: CardFacts, band: Band) -> list[Mark]:
    """The practice mark: a pill on the photo, rimmed so that it reads on any picture."""
    if not facts.practice:
        return []
    size, tall, rim = 25.0, 48.0, 4.0
    word = printable(facts.practice)
    wide = text_width(word, "bold") * size + 44
    x, y = band.x + (64 if band.w > 1000 else 36), band.y + band.h - tall - 32
    ground = readable(facts.accent, WHITE)
    words = Words(
        x, y + (tall - size) / 2, wide, (word,), size, "bold", ink_on(ground, dark=INK), "center", 1.0
    )
    outer = Box(x - rim, y - rim, wide + 2 * rim, tall + 2 * rim, WHITE, tall / 2 + rim)
    return [outer, Box(x, y, wide, tall, ground, tall / 2), words]


def _line(text: str, band: Band, size: float, colour: str, *, bold: bool = False, lines: int = 1) -> Words:
    """A short text that shrinks to its band."""
    return fit_words(
        text, x=band.x, y=band.y, w=band.w, h=band.h, largest=size, smallest=size * 0.7,
        weight="bold" if bold else "regular", colour=colour, most_lines=lines,
    )  # fmt: skip
