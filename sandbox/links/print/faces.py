"""The faces of print sheets: what stands where on a poster, a tent, a tag or a sticker, in four designs. Pure.

Everything is in millimetres from the top left corner of the art. Words shrink and wrap, they are never cut
(``artwork.fit_words``); the QR code keeps the size its sheet asks for and has the link in words beneath it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sandbox.media.artwork import Align, Box, Code, Mark, Photo, Shape, Words, fit_words, moved
from sandbox.media.colours import WHITE, mix, readable
from sandbox.media.ornaments import Band, Palette, awning, woven
from sandbox.media.typeface import Weight, printable, text_width
from sandbox.packs.print_sheets import SheetSpec

INK = "#1d2a27"
KRAFT_INK = "#231f1a"
LEAST_TYPE = 2.0
"""Smallest type a face is planned with, in millimetres (5.7 points); only a very long name goes below."""


@dataclass(frozen=True)
class Content:
    """What one piece says. ``link`` is the address in words, ``address`` what the code holds, ``spoken`` its code to read
    aloud and ``type_code`` that in a sentence; ``photo`` a media name or "".
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


def draw_face(sheet: SheetSpec, design: str, content: Content, look: Look) -> list[Mark]:
    """The marks of one piece's art."""
    w, h = sheet.art
    return FACES[sheet.face, design](_Face(w, h, sheet.code, content, look))


def base_panel(fold: str, look: Look, w: float, h: float) -> list[Mark]:
    """The panel a tent stands on: how to fold it, for whoever holds the sheet."""
    return [
        Box(0, 0, w, h, "", 3, mix(look.accent, WHITE, 0.35), 0.3),
        fit_words(
            fold, x=12, y=h * 0.28, w=w - 24, h=h * 0.4, largest=5.2, smallest=3, weight="regular",
            colour=readable(mix(INK, WHITE, 0.7), WHITE), align="center", leading=1.4,
        ),
    ]  # fmt: skip


@dataclass(frozen=True)
class _Face:
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
        code = Code(x, y, self.code, self.content.address, self.content.code_alt)
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


def _call_column(face: _Face, band: Band, inks: Inks, size: float) -> list[Mark]:
    """Beside a code: what to do, the code to type, the place, the practice mark at the foot."""
    c = face.content
    call = face.words(
        c.call, replace_h(band, band.h * 0.5), size, inks.title, weight="bold", least=size * 0.6, leading=1.16
    )
    spoken = face.words(c.type_code, replace_h(band, size), size * 0.62, inks.price, weight="bold", lines=1)
    place = face.words(c.place, replace_h(band, size * 1.6), size * 0.5, inks.soft, lines=2)
    y = band.y
    marks: list[Mark] = []
    for part, gap in ((call, size * 0.5), (spoken, size * 0.3), (place, 0)):
        marks.append(replace(part, y=y))
        y += part.h + gap if part.lines else 0
    small = max(LEAST_TYPE + 0.2, size * 0.42)
    foot = Band(band.x, band.y + band.h - small * 4.6, band.w, small * 4.6)
    return marks + face.practice_line(foot, small, inks.soft)


# Tall: posters and flyers.


def _tall_awning(face: _Face) -> list[Mark]:
    u, w, h = face.unit, face.w, face.h
    on_pale, on_white = Inks.on(face.look.pale, face.look.accent), Inks.on(WHITE, face.look.accent)
    block, tall = face.code_block(0, 0, on_white)
    panel = tall + 9 * u
    top = h * 0.32 if face.content.photo else 13 * u
    marks = face.photo(Band(0, 4 * u, w, top - 4 * u))
    marks += awning(Band(0, 0, w, 11 * u), face.look.palette)
    story = Band(2 * u, top + 3 * u, w - 4 * u, h - panel - top - 6 * u)
    marks += face.story(story, on_white, 11 * u if face.content.photo else 17 * u)
    marks.append(Box(0, h - panel, w, panel, face.look.pale, 3 * u))
    x, y = 4 * u, h - panel + 3.5 * u
    marks.append(Box(x, y, face.code, tall + 2 * u, WHITE, 2 * u))
    marks += [moved(mark, x, y) for mark in block]
    column = Band(x + face.code + 4 * u, y + 2 * u, w - face.code - 12 * u, tall - 1 * u)
    return marks + _call_column(face, column, on_pale, 5.4 * u)


def _tall_woven(face: _Face) -> list[Mark]:
    u, w, h = face.unit, face.w, face.h
    inks, thick = Inks.on(WHITE, face.look.accent), 5.5 * u
    marks = woven(Band(0, 0, w, thick), face.look.palette) + woven(
        Band(0, h - thick, w, thick), face.look.palette
    )
    small = max(LEAST_TYPE + 0.2, 2.1 * u)
    block, tall = face.code_block(0, 0, inks)
    foot = h - thick - 2.5 * u - small * 3.2
    marks += face.practice_line(Band(6 * u, foot, w - 12 * u, small * 3.3), small, inks.soft, "center")
    top = foot - 2 * u - tall
    marks += [moved(mark, (w - face.code) / 2, top) for mark in block]
    call_size = 4.4 * u
    call = face.words(
        face.content.call,
        Band(4 * u, 0, w - 8 * u, call_size * 1.3),
        call_size,
        inks.price,
        align="center",
        weight="bold",
        lines=1,
    )
    top -= call.h
    marks.append(moved(call, 0, top))
    above = Band(4 * u, thick + 3 * u, w - 8 * u, top - thick - 5.5 * u)
    if face.content.photo:
        side = above.h * 0.5
        wide = min(above.w, side * 2.1)
        frame = Band((w - wide) / 2, above.y, wide, side)
        marks.append(Box(*frame, "", 0, face.look.accent, 0.3))
        marks += face.photo(Band(frame.x + 1.4 * u, frame.y + 1.4 * u, wide - 2.8 * u, side - 2.8 * u))
        above = Band(above.x, above.y + side + 2.5 * u, above.w, above.h - side - 2.5 * u)
    return marks + face.story(above, inks, 10.5 * u, "center")


def _tall_kraft(face: _Face) -> list[Mark]:
    u, w, h = face.unit, face.w, face.h
    inks = Inks(KRAFT_INK, KRAFT_INK, KRAFT_INK, WHITE)
    marks: list[Mark] = _double_frame(face, 1.6 * u)
    block, tall = face.code_block(0, 0, inks)
    small = max(LEAST_TYPE + 0.2, 2.1 * u)
    foot = h - 5 * u - small * 3.2
    marks += face.practice_line(Band(8 * u, foot, w - 16 * u, small * 3.3), small, inks.soft, "center")
    top = foot - 2.5 * u - tall
    marks += [moved(mark, (w - face.code) / 2, top) for mark in block]
    call = face.words(
        face.content.call,
        Band(8 * u, 0, w - 16 * u, 5.6 * u),
        4.2 * u,
        inks.price,
        align="center",
        weight="bold",
        lines=1,
    )
    top -= call.h + 1.5 * u
    marks.append(moved(call, 0, top))
    top -= 4 * u
    marks += _divider(w / 2, top, 26 * u, u)
    return marks + face.story(Band(7 * u, 7 * u, w - 14 * u, top - 10 * u), inks, 14.5 * u, "center")


def _tall_bold(face: _Face) -> list[Mark]:
    u, w, h = face.unit, face.w, face.h
    ground = readable(face.look.accent, WHITE, 5)
    inks, on_white = Inks(WHITE, mix(WHITE, ground, 0.88), WHITE, ground), Inks.on(WHITE, face.look.accent)
    block, tall = face.code_block(0, 0, on_white)
    row = tall + 5 * u
    hero = h - row - 1 * u
    marks: list[Mark] = [Box(0, 0, w, hero, ground, 3 * u)]
    top = 0.0
    if face.content.photo:
        top = hero * 0.5
        marks += [
            Photo(
                4 * u,
                4 * u,
                w - 8 * u,
                top - 4 * u,
                face.content.photo,
                face.content.photo_alt or face.content.title,
            )
        ]
    marks += face.story(
        Band(5 * u, top + 4 * u, w - 10 * u, hero - top - 8 * u), inks, 12.5 * u if top else 17 * u
    )
    y = h - row + 3 * u
    marks += [moved(mark, 0, y) for mark in block]
    return marks + _call_column(
        face, Band(face.code + 4 * u, y + 2 * u, w - face.code - 4 * u, tall - 2 * u), on_white, 6 * u
    )


# Wide: the two faces of a table tent.


def _wide(face: _Face, band: Band, inks: Inks, on_code: Inks, code_y: float) -> list[Mark]:
    """Words on the left, code on the right; ``band`` is what the ornament leaves."""
    block, _ = face.code_block(0, 0, on_code)
    x = band.x + band.w - face.code
    marks = [moved(mark, x, code_y) for mark in block]
    left = Band(band.x, band.y, band.w - face.code - 8, band.h)
    small = 2.6
    marks += face.practice_line(
        Band(left.x, left.y + left.h - small * 3.3, left.w, small * 3.4), small, inks.soft
    )
    call = face.words(face.content.call, Band(left.x, 0, left.w, 7), 5, inks.price, weight="bold", lines=1)
    foot = left.y + left.h - small * 3.3 - 3 - call.h
    marks.append(moved(call, 0, foot))
    return marks + face.story(Band(left.x, left.y, left.w, foot - left.y - 3), inks, 15, spread=0.3)


def _wide_awning(face: _Face) -> list[Mark]:
    inks = Inks.on(WHITE, face.look.accent)
    marks = awning(Band(0, 0, face.w, 13), face.look.palette)
    return marks + _wide(face, Band(3, 18, face.w - 4, face.h - 18), inks, inks, 14.2)


def _wide_woven(face: _Face) -> list[Mark]:
    inks, thick = Inks.on(WHITE, face.look.accent), 9.0
    marks = woven(Band(0, 0, thick, face.h), face.look.palette)
    marks += woven(Band(face.w - thick, 0, thick, face.h), face.look.palette)
    return marks + _wide(face, Band(thick + 7, 5, face.w - 2 * thick - 10, face.h - 8), inks, inks, 7)


def _wide_kraft(face: _Face) -> list[Mark]:
    inks = Inks(KRAFT_INK, KRAFT_INK, KRAFT_INK, WHITE)
    return _double_frame(face, 1.8) + _wide(face, Band(9, 8, face.w - 14, face.h - 14), inks, inks, 7.5)


def _wide_bold(face: _Face) -> list[Mark]:
    ground = readable(face.look.accent, WHITE, 5)
    inks = Inks(WHITE, mix(WHITE, ground, 0.88), WHITE, ground)
    block = Box(0, 0, face.w - face.code - 4, face.h, ground, 4)
    return [
        block,
        *_wide(face, Band(8, 7, face.w - 8, face.h - 13), inks, Inks.on(WHITE, face.look.accent), 7),
    ]


# Tags: name and price beside a code.


def _tag(face: _Face, band: Band, inks: Inks, on_code: Inks, code_at: tuple[float, float]) -> list[Mark]:
    block, _ = face.code_block(*code_at, on_code)
    size = 2.15
    marks = [*block, *face.practice(band.x, band.y + band.h - size * 1.75, size, inks.soft)]
    shop = face.words(
        face.content.note, Band(band.x, 0, band.w, 5.2), 2.3, inks.soft, lines=2, least=LEAST_TYPE
    )
    foot = band.y + band.h - size * 1.75 - 1.2 - shop.h
    marks.append(moved(shop, 0, foot))
    price = face.words(
        face.content.price, Band(band.x, 0, band.w, 7), 5.6, inks.price, weight="bold", lines=1, least=3
    )
    foot -= price.h + 0.4
    marks.append(moved(price, 0, foot))
    name = face.words(
        face.content.heading, Band(band.x, band.y, band.w, foot - band.y - 0.6), 4.3, inks.title, weight="bold", heading=True,
        least=2.4, leading=1.12,
    )  # fmt: skip
    return [*marks, name]


def _tag_awning(face: _Face) -> list[Mark]:
    inks = Inks.on(WHITE, face.look.accent)
    marks = awning(Band(0, 0, face.w, 4), face.look.palette)
    column = Band(0.6, 5.6, face.w - face.code - 1.8, face.h - 5.8)
    return marks + _tag(face, column, inks, inks, (face.w - face.code, 4.2))


def _tag_woven(face: _Face) -> list[Mark]:
    inks = Inks.on(WHITE, face.look.accent)
    marks = woven(Band(0, 0, 3, face.h), face.look.palette)
    return marks + _tag(
        face, Band(4.6, 1.6, face.w - face.code - 5.4, face.h - 3.2), inks, inks, (face.w - face.code, 1.8)
    )


def _tag_kraft(face: _Face) -> list[Mark]:
    inks = Inks(KRAFT_INK, KRAFT_INK, KRAFT_INK, WHITE)
    marks: list[Mark] = [Box(0, 0, face.w, face.h, "", 1.2, KRAFT_INK, 0.35)]
    return marks + _tag(
        face, Band(2, 2, face.w - face.code - 3, face.h - 4), inks, inks, (face.w - face.code - 0.8, 1.2)
    )


def _tag_bold(face: _Face) -> list[Mark]:
    ground = readable(face.look.accent, WHITE, 5)
    inks = Inks(WHITE, WHITE, WHITE, ground)
    wide = face.w - face.code - 0.4
    marks: list[Mark] = [Box(0, 0, wide, face.h, ground, 1.6)]
    return marks + _tag(
        face,
        Band(2, 2, wide - 3.4, face.h - 4),
        inks,
        Inks.on(WHITE, face.look.accent),
        (face.w - face.code, 1.8),
    )


# Labels: stickers, everything in the middle.


def _label(
    face: _Face, band: Band, inks: Inks, on_code: Inks, *, code_at: float, gap: float = 0.4
) -> list[Mark]:
    block, tall = face.code_block((face.w - face.code) / 2, code_at, on_code)
    name = face.words(
        face.content.heading, Band(band.x, 0, band.w, code_at - band.y - gap), 5, inks.title, align="center", weight="bold",
        heading=True, least=2.6, leading=1.1,
    )  # fmt: skip
    spare = max(0.0, code_at - gap - band.y - name.h) / 2
    size = 2.1
    line = code_at + tall + 0.5
    mark = face.practice(face.w / 2, min(line, band.y + band.h - size * 1.75), size, on_code.soft, "center")
    return [moved(name, 0, band.y + spare), *block, *mark]


def _label_awning(face: _Face) -> list[Mark]:
    inks = Inks.on(WHITE, face.look.accent)
    return awning(Band(0, 0, face.w, 6), face.look.palette) + _label(
        face, Band(1, 6.6, face.w - 2, face.h - 6.6), inks, inks, code_at=15.4
    )


def _label_woven(face: _Face) -> list[Mark]:
    inks, thick = Inks.on(WHITE, face.look.accent), 2.6
    marks = woven(Band(0, 0, face.w, thick), face.look.palette) + woven(
        Band(0, face.h - thick, face.w, thick), face.look.palette
    )
    return marks + _label(face, Band(1, 3.2, face.w - 2, face.h - 2 * thick - 1.2), inks, inks, code_at=12.6)


def _label_kraft(face: _Face) -> list[Mark]:
    inks = Inks(KRAFT_INK, KRAFT_INK, KRAFT_INK, WHITE)
    marks: list[Mark] = [Box(0, 0, face.w, face.h, "", 4, KRAFT_INK, 0.5)]
    return marks + _label(face, Band(3, 2.4, face.w - 6, face.h - 4.2), inks, inks, code_at=13)


def _label_bold(face: _Face) -> list[Mark]:
    ground = readable(face.look.accent, WHITE, 5)
    inks, top = Inks(WHITE, WHITE, WHITE, ground), 13.4
    marks: list[Mark] = [Box(0, 0, face.w, top, ground, 3), Box(0, 0, face.w, face.h, "", 3, ground, 0.5)]
    marks.append(Box(0, top - 3, face.w, 3, ground))
    return marks + _label(
        face,
        Band(2, 1.4, face.w - 4, face.h - 2.4),
        inks,
        Inks.on(WHITE, face.look.accent),
        code_at=top + 0.6,
        gap=2.6,
    )


def _double_frame(face: _Face, gap: float) -> list[Mark]:
    return [
        Box(0, 0, face.w, face.h, "", gap, KRAFT_INK, gap * 0.35),
        Box(gap, gap, face.w - 2 * gap, face.h - 2 * gap, "", gap * 0.6, KRAFT_INK, gap * 0.12),
    ]


def _divider(x: float, y: float, wide: float, unit: float) -> list[Mark]:
    """A rule with a diamond in its middle."""
    r = 1.5 * unit
    diamond = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
    thick = 0.22 * unit
    left, right = x - wide / 2, x + r * 2
    return [
        Box(left, y - thick / 2, wide / 2 - r * 2, thick, KRAFT_INK),
        Box(right, y - thick / 2, wide / 2 - r * 2, thick, KRAFT_INK),
        Shape(diamond, KRAFT_INK),
    ]


FACES: dict[tuple[str, str], Callable[[_Face], list[Mark]]] = {
    ("tall", "awning"): _tall_awning,
    ("tall", "woven"): _tall_woven,
    ("tall", "kraft"): _tall_kraft,
    ("tall", "bold"): _tall_bold,
    ("wide", "awning"): _wide_awning,
    ("wide", "woven"): _wide_woven,
    ("wide", "kraft"): _wide_kraft,
    ("wide", "bold"): _wide_bold,
    ("tag", "awning"): _tag_awning,
    ("tag", "woven"): _tag_woven,
    ("tag", "kraft"): _tag_kraft,
    ("tag", "bold"): _tag_bold,
    ("label", "awning"): _label_awning,
    ("label", "woven"): _label_woven,
    ("label", "kraft"): _label_kraft,
    ("label", "bold"): _label_bold,
}
