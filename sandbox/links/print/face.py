"""What every face of a print sheet is made with: its words, its colours, and the blocks faces share. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sandbox.media.artwork import Align, Box, Code, Mark, Photo, Words, fit_words
from sandbox.media.colours import WHITE, mix, readable
from sandbox.media.ornaments import Band, Palette
from sandbox.media.typeface import Weight, printable, text_width

INK = "#1d2a27"
KRAFT_INK = "#231f1a"
LEAST_TYPE = 2.0
"""Smallest type a face is planned with, in millimetres (5.7 points); only a very long name goes below."""


@dataclass(frozen=True)
class Content:
    """What one piece says. ``link`` is the address in words, ``address`` what the code holds, ``spoken`` its code to read
    aloud and ``type_code`` that in a sentence; ``photo`` a media name or "". ``code_ink`` and ``code_logo`` are how the
    link's owner has its code drawn.
    """

    title: str
    note: str
    price: str
    place: str
    call: str
    practice: str
    practice_note: str
    link: str
    spoken: str
    type_code: str
    address: str
    code_alt: str
    photo: str = ""
    photo_alt: str = ""
    code_ink: str = "#000000"
    code_logo: bytes = b""

    @property
    def heading(self) -> str:
        """The title, or the link's code where no sign of the title can be printed."""
        return printable(self.title) or self.spoken


@dataclass(frozen=True)
class Look:
    """The shop's colours on white paper."""

    accent: str
    pale: str

    @property
    def palette(self) -> Palette:
        """For ornaments."""
        return Palette(self.accent, mix(self.pale, WHITE, 0.9), INK)


@dataclass(frozen=True)
class Inks:
    """Colours of words on one ground."""

    title: str
    soft: str
    price: str
    ground: str

    @classmethod
    def on(cls, ground: str, accent: str) -> Inks:
        """Legible inks for a ground."""
        title = readable(INK, ground, 7)
        return cls(title, readable(mix(title, ground, 0.8), ground), readable(accent, ground), ground)


@dataclass(frozen=True)
class Face:
    """One face being drawn: its size, the side of its code, what it says, in which colours."""

    w: float
    h: float
    code: float
    content: Content
    look: Look

    @property
    def unit(self) -> float:
        """A hundredth of the width, for gaps that grow with the face."""
        return self.w / 100

    def words(
        self, text: str, band: Band, size: float, colour: str, *, align: Align = "left", weight: Weight = "regular",
        least: float = 0.0, lines: int = 99, heading: bool = False, leading: float = 1.2,
    ) -> Words:  # fmt: skip
        """A text fitted to its band."""
        floor = max(least or size * 0.6, min(LEAST_TYPE, size))
        return fit_words(
            text, x=band.x, y=band.y, w=band.w, h=band.h, largest=size, smallest=floor, weight=weight, colour=colour,
            align=align, leading=leading, most_lines=lines, is_heading=heading,
        )  # fmt: skip

    def code_block(self, x: float, y: float, inks: Inks) -> tuple[list[Mark], float]:
        """The code with its link in words beneath, and the height of both."""
        size = max(LEAST_TYPE + 0.1, self.code * 0.046)
        link = self.words(
            self.content.link, Band(x, y + self.code + size * 0.1, self.code, size * 2.5), size, inks.title,
            align="center", weight="bold", lines=2, least=LEAST_TYPE,
        )  # fmt: skip
        c = self.content
        code = Code(x, y, self.code, c.address, c.code_alt, c.code_ink, c.code_logo)
        return [code, link], self.code + size * 0.1 + link.h

    def practice(self, x: float, y: float, size: float, ink: str, align: Align = "left") -> list[Mark]:
        """The practice mark: its word in a thin frame that starts, centres or ends at ``x``."""
        word = printable(self.content.practice)
        if not word:
            return []
        wide, tall = text_width(word, "bold") * size + size * 1.4, size * 1.75
        left = x - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        words = Words(left, y + tall / 2 - size / 2, wide, (word,), size, "bold", ink, "center", 1.0)
        return [Box(left, y, wide, tall, "", size * 0.4, ink, max(0.2, size * 0.09)), words]

    def practice_line(self, band: Band, size: float, ink: str, align: Align = "left") -> list[Mark]:
        """The practice mark with what it means, on one line or under it."""
        mark = self.practice(
            band.x + (band.w / 2 if align == "center" else 0),
            band.y,
            size,
            ink,
            "center" if align == "center" else "left",
        )
        if not mark:
            return []
        note = self.words(
            self.content.practice_note, Band(band.x, band.y + size * 2.0, band.w, band.h - size * 2.0), size * 0.95,
            ink, align=align, lines=2, least=LEAST_TYPE,
        )  # fmt: skip
        return [*mark, note]

    def story(
        self, band: Band, inks: Inks, largest: float, align: Align = "left", spread: float = 0.5
    ) -> list[Mark]:
        """Heading, price and note one under the other; ``spread`` of the room left over goes above them.

        All three shrink together, so that a long name does not leave a shouting price.
        """
        while True:
            parts = self._story_parts(band, inks, largest, align)
            gap = largest * 0.2
            free = band.h - sum(part.h for part in parts) - gap * (len(parts) - 1)
            if free >= 0 or largest < LEAST_TYPE:
                break
            largest *= 0.94
        y = band.y + max(0.0, free) * spread
        marks: list[Mark] = []
        for part in parts:
            marks.append(replace(part, y=y))
            y += part.h + gap
        return marks

    def _story_parts(self, band: Band, inks: Inks, largest: float, align: Align) -> list[Words]:
        c = self.content
        price = self.words(
            c.price, replace_h(band, largest), largest * 0.76, inks.price, align=align, weight="bold", lines=1
        )
        size = max(LEAST_TYPE + 0.3, largest * 0.36)
        note = self.words(c.note, replace_h(band, size * 2.6), size, inks.soft, align=align, lines=2)
        room = band.h - sum(part.h + largest * 0.2 for part in (price, note) if part.lines)
        title = self.words(
            c.heading, replace_h(band, max(room, largest * 0.6)), largest, inks.title, align=align, weight="bold", lines=3,
            heading=True, leading=1.12, least=largest * 0.72,
        )  # fmt: skip
        return [part for part in (title, price, note) if part.lines]

    def photo(self, band: Band) -> list[Mark]:
        """The photo, if there is one."""
        c = self.content
        return [Photo(*band, c.photo, c.photo_alt or c.title)] if c.photo else []


def replace_h(band: Band, h: float) -> Band:
    """The same band with another height."""
    return Band(band.x, band.y, band.w, h)


def double_frame(face: Face, gap: float) -> list[Mark]:
    """Two thin frames, one in the other."""
    return [
        Box(0, 0, face.w, face.h, "", gap, KRAFT_INK, gap * 0.35),
        Box(gap, gap, face.w - 2 * gap, face.h - 2 * gap, "", gap * 0.6, KRAFT_INK, gap * 0.12),
    ]
