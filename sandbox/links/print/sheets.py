"""Where pieces, cut lines, fold lines and the ruler go on a page. Pure arithmetic in millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from sandbox.links.print.face import Content, Look
from sandbox.links.print.faces import base_panel, draw_face
from sandbox.media.artwork import Mark, Stroke, Words, moved
from sandbox.packs.print_sheets import PrintPack, SheetSpec

GREY = "#8b9691"
HAIR = 0.18
FOLD_DASH = 2.5
TICK = 1.6


@dataclass(frozen=True)
class Placement:
    """A face on the page: its marks (already in place), its box, and whether it stands upside down."""

    x: float
    y: float
    w: float
    h: float
    marks: tuple[Mark, ...]
    is_turned: bool = False


@dataclass(frozen=True)
class Page:
    """One sheet of paper: faces, and the lines between them."""

    w: float
    h: float
    placements: tuple[Placement, ...]
    lines: tuple[Mark, ...]


@dataclass(frozen=True)
class Notes:
    """The words on a sheet that are not for customers: ruler, and how to fold."""

    ruler: str
    fold: str


@dataclass(frozen=True)
class Order:
    """What is to be printed: which sheet, in which design and colours, with which words beside."""

    pack: PrintPack
    sheet: SheetSpec
    design: str
    look: Look
    notes: Notes


def pages_of(order: Order, contents: Sequence[Content]) -> list[Page]:
    """The pages of a sheet: one for each content, repeated on it; where pieces differ, as many pages as that takes.

    What is left of the last page begins again from the first: the paper is used anyway, and tags get lost.
    """
    sheet = order.sheet
    if not sheet.is_many:
        return [_page(order, [content] * sheet.per_page) for content in contents]
    starts = range(0, len(contents), sheet.per_page)
    repeated = list(islice(cycle(contents), len(starts) * sheet.per_page))
    return [_page(order, repeated[start : start + sheet.per_page]) for start in starts]


def piece_boxes(sheet: SheetSpec) -> list[tuple[float, float]]:
    """Top left corners of the pieces, row by row, the whole grid in the middle of the page."""
    left = (sheet.page[0] - sheet.grid[0] * sheet.piece[0]) / 2
    top = (sheet.page[1] - sheet.grid[1] * sheet.piece[1]) / 2
    return [
        (left + column * sheet.piece[0], top + row * sheet.piece[1])
        for row in range(sheet.grid[1])
        for column in range(sheet.grid[0])
    ]


def art_corner(sheet: SheetSpec, corner: tuple[float, float], safe: float) -> tuple[float, float]:
    """Top left corner of a piece's art: in its middle, moved inwards as far as the safe area asks."""
    found = []
    for axis in (0, 1):
        middle = corner[axis] + (sheet.piece[axis] - sheet.art[axis]) / 2
        lowest, highest = safe, sheet.page[axis] - safe - sheet.art[axis]
        found.append(min(max(middle, lowest), highest))
    return found[0], found[1]


def _page(order: Order, contents: list[Content]) -> Page:
    sheet, pack, notes = order.sheet, order.pack, order.notes
    placements = []
    waiting = iter(contents)
    w, h = sheet.art
    for number, corner in enumerate(piece_boxes(sheet)):
        panel = sheet.panels[number] if sheet.panels else "upright"
        x, y = art_corner(sheet, corner, pack.safe)
        if sheet.grid == (1, 1):
            y = pack.safe  # a single piece leaves its foot to the ruler
        if panel == "base":
            marks = base_panel(notes.fold, order.look, w, h)
        else:
            marks = draw_face(sheet, order.design, next(waiting), order.look)
        in_place = tuple(moved(mark, x, y) for mark in marks)
        placements.append(Placement(x, y, w, h, in_place, panel == "turned"))
    return Page(*sheet.page, tuple(placements), (*_lines(sheet, pack), *_ruler(sheet, pack, notes.ruler)))


def _lines(sheet: SheetSpec, pack: PrintPack) -> list[Mark]:
    """Lines between pieces: dashed to fold, solid to cut; round the grid too where it is smaller than the page."""
    columns, rows = sheet.grid
    left, top = piece_boxes(sheet)[0]
    right, bottom = left + columns * sheet.piece[0], top + rows * sheet.piece[1]
    dash = FOLD_DASH if sheet.panels else 0.0
    start = (max(left, pack.safe), max(top, pack.safe))
    end = (min(right, sheet.page[0] - pack.safe), min(bottom, sheet.page[1] - pack.safe))
    marks: list[Mark] = []
    for number in range(columns + 1):
        x = left + number * sheet.piece[0]
        if start[0] <= x <= end[0]:
            marks.append(Stroke(x, start[1], x, end[1], GREY, HAIR, dash))
    for number in range(rows + 1):
        y = top + number * sheet.piece[1]
        if start[1] <= y <= end[1]:
            marks.append(Stroke(start[0], y, end[0], y, GREY, HAIR, dash))
    return marks


def _ruler(sheet: SheetSpec, pack: PrintPack, label: str) -> list[Mark]:
    """A line of known length with its length in words: on the first cut line, or alone at the foot."""
    x = pack.safe + 6
    if sheet.panels:
        y = sheet.page[1] - pack.safe - 7
    elif sheet.grid == (1, 1):
        y = sheet.page[1] - pack.safe - 2
    elif sheet.grid[1] > 1:
        y = piece_boxes(sheet)[sheet.grid[0]][1]
    else:
        cut = piece_boxes(sheet)[1][0]
        y = pack.safe + 12
        return [
            Stroke(cut, y, cut, y + pack.ruler, GREY, HAIR * 2),
            Stroke(cut - TICK, y, cut + TICK, y, GREY, HAIR * 2),
            Stroke(cut - TICK, y + pack.ruler, cut + TICK, y + pack.ruler, GREY, HAIR * 2),
            Words(cut + 1.2, y + pack.ruler / 2 - 1.4, 8, (label,), 2.1, "regular", GREY, "left", 1.2),
        ]
    return [
        Stroke(x, y, x + pack.ruler, y, GREY, HAIR * 2),
        Stroke(x, y - TICK, x, y + TICK, GREY, HAIR * 2),
        Stroke(x + pack.ruler, y - TICK, x + pack.ruler, y + TICK, GREY, HAIR * 2),
        Words(x + 1, y - 2.9, pack.ruler - 2, (label,), 2.1, "regular", GREY, "left", 1.2),
    ]
