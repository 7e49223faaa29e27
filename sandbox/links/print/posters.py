"""Posters, flyers and tents: the tall and the wide faces, in four designs. Pure."""

from __future__ import annotations

from dataclasses import replace

from sandbox.links.print.face import KRAFT_INK, LEAST_TYPE, Face, Inks, double_frame, replace_h
from sandbox.media.artwork import Box, Mark, Photo, Shape, moved
from sandbox.media.colours import WHITE, mix, readable
from sandbox.media.ornaments import Band, awning, woven


def _call_column(face: Face, band: Band, inks: Inks, size: float) -> list[Mark]:
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


def tall_awning(face: Face) -> list[Mark]:
    """A tall face under an awning."""
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


def tall_woven(face: Face) -> list[Mark]:
    """A tall face between woven bands."""
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


def tall_kraft(face: Face) -> list[Mark]:
    """A tall face in dark ink alone."""
    u, w, h = face.unit, face.w, face.h
    inks = Inks(KRAFT_INK, KRAFT_INK, KRAFT_INK, WHITE)
    marks: list[Mark] = double_frame(face, 1.6 * u)
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


def tall_bold(face: Face) -> list[Mark]:
    """A tall face on a block of colour."""
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


def _wide(face: Face, band: Band, inks: Inks, on_code: Inks, code_y: float) -> list[Mark]:
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


def wide_awning(face: Face) -> list[Mark]:
    """A wide face under an awning."""
    inks = Inks.on(WHITE, face.look.accent)
    marks = awning(Band(0, 0, face.w, 13), face.look.palette)
    return marks + _wide(face, Band(3, 18, face.w - 4, face.h - 18), inks, inks, 14.2)


def wide_woven(face: Face) -> list[Mark]:
    """A wide face between woven bands."""
    inks, thick = Inks.on(WHITE, face.look.accent), 9.0
    marks = woven(Band(0, 0, thick, face.h), face.look.palette)
    marks += woven(Band(face.w - thick, 0, thick, face.h), face.look.palette)
    return marks + _wide(face, Band(thick + 7, 5, face.w - 2 * thick - 10, face.h - 8), inks, inks, 7)


def wide_kraft(face: Face) -> list[Mark]:
    """A wide face in dark ink alone."""
    inks = Inks(KRAFT_INK, KRAFT_INK, KRAFT_INK, WHITE)
    return double_frame(face, 1.8) + _wide(face, Band(9, 8, face.w - 14, face.h - 14), inks, inks, 7.5)


def wide_bold(face: Face) -> list[Mark]:
    """A wide face on a block of colour."""
    ground = readable(face.look.accent, WHITE, 5)
    inks = Inks(WHITE, mix(WHITE, ground, 0.88), WHITE, ground)
    block = Box(0, 0, face.w - face.code - 4, face.h, ground, 4)
    return [
        block,
        *_wide(face, Band(8, 7, face.w - 8, face.h - 13), inks, Inks.on(WHITE, face.look.accent), 7),
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
