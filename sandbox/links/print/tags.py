"""Price tags and stickers: the small faces, in four designs. Pure."""

from __future__ import annotations

from sandbox.links.print.face import KRAFT_INK, LEAST_TYPE, Face, Inks
from sandbox.media.artwork import Box, Mark, moved
from sandbox.media.colours import WHITE, readable
from sandbox.media.ornaments import Band, awning, woven

# Tags: name and price beside a code.


def _tag(face: Face, band: Band, inks: Inks, on_code: Inks, code_at: tuple[float, float]) -> list[Mark]:
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


def tag_awning(face: Face) -> list[Mark]:
    """A tag face under an awning."""
    inks = Inks.on(WHITE, face.look.accent)
    marks = awning(Band(0, 0, face.w, 3.6), face.look.palette)
    column = Band(0.6, 5.2, face.w - face.code - 1.8, face.h - 5.4)
    return marks + _tag(face, column, inks, inks, (face.w - face.code, 3.7))


def tag_woven(face: Face) -> list[Mark]:
    """A tag face between woven bands."""
    inks = Inks.on(WHITE, face.look.accent)
    marks = woven(Band(0, 0, 3, face.h), face.look.palette)
    return marks + _tag(
        face, Band(4.6, 1.6, face.w - face.code - 5.4, face.h - 3.2), inks, inks, (face.w - face.code, 1.8)
    )


def tag_kraft(face: Face) -> list[Mark]:
    """A tag face in dark ink alone."""
    inks = Inks(KRAFT_INK, KRAFT_INK, KRAFT_INK, WHITE)
    marks: list[Mark] = [Box(0, 0, face.w, face.h, "", 1.2, KRAFT_INK, 0.35)]
    return marks + _tag(
        face, Band(2, 2, face.w - face.code - 3, face.h - 4), inks, inks, (face.w - face.code - 0.8, 1.2)
    )


def tag_bold(face: Face) -> list[Mark]:
    """A tag face on a block of colour."""
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
    face: Face, band: Band, inks: Inks, on_code: Inks, *, code_at: float, gap: float = 0.4
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


def label_awning(face: Face) -> list[Mark]:
    """A label face under an awning."""
    inks = Inks.on(WHITE, face.look.accent)
    return awning(Band(0, 0, face.w, 6), face.look.palette) + _label(
        face, Band(1, 6.6, face.w - 2, face.h - 6.6), inks, inks, code_at=15.4
    )


def label_woven(face: Face) -> list[Mark]:
    """A label face between woven bands."""
    inks, thick = Inks.on(WHITE, face.look.accent), 2.6
    marks = woven(Band(0, 0, face.w, thick), face.look.palette) + woven(
        Band(0, face.h - thick, face.w, thick), face.look.palette
    )
    return marks + _label(face, Band(1, 3.2, face.w - 2, face.h - 2 * thick - 1.2), inks, inks, code_at=12.6)


def label_kraft(face: Face) -> list[Mark]:
    """A label face in dark ink alone."""
    inks = Inks(KRAFT_INK, KRAFT_INK, KRAFT_INK, WHITE)
    marks: list[Mark] = [Box(0, 0, face.w, face.h, "", 4, KRAFT_INK, 0.5)]
    return marks + _label(face, Band(3, 2.4, face.w - 6, face.h - 4.2), inks, inks, code_at=13)


def label_bold(face: Face) -> list[Mark]:
    """A label face on a block of colour."""
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
