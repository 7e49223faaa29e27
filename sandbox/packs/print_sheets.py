"""Read what can be printed (``<country>/print.toml``): sheets with their sizes, and designs. Checks every key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sandbox.packs.reading import Table, Words, folder_of, read_toml

LARGEST_SIDE = 500
FACES = ("tall", "wide", "tag", "label")
PANELS = ("turned", "upright", "base")

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """One kind of sheet; lengths in millimetres.

    ``grid`` (columns, rows) pieces of size ``piece``, each with a printed part of size ``art`` laid out as ``face``.
    ``code`` is the side of the QR code with its quiet zone, ``least_code`` the least without it. ``panels`` says
    for a folded sheet which way up each piece stands. ``is_many``: every piece shows a product of its own.
    ``place`` is where the sheet hangs, carried in the link.
    """

    key: str
    name: Words
    note: Words
    paper: Words
    page: Size
    grid: tuple[int, int]
    piece: Size
    art: Size
    face: str
    code: float
    least_code: float
    panels: tuple[str, ...]
    is_many: bool
    place: str
    source: str

    @property
    def per_page(self) -> int:
        """Pieces on a page that show something."""
        return self.grid[0] * self.grid[1] - self.panels.count("base")


@dataclass(frozen=True, slots=True)
class DesignSpec:
    """A look; ``themes`` are the shop themes that suggest it."""

    key: str
    name: Words
    note: Words
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintPack:
    """Everything that can be printed, with the day its sizes were checked."""

    checked_on: dt.date
    source: str
    safe: float
    ruler: float
    sheets: Mapping[str, SheetSpec]
    designs: Mapping[str, DesignSpec]

    def design_for(self, theme: str) -> str:
        """The design a shop theme suggests; the first when none does."""
        fitting = (key for key, design in self.designs.items() if theme in design.themes)
        return next(fitting, next(iter(self.designs)))


@cache
def load_print(country: str, locales: tuple[str, ...]) -> PrintPack:
    """The country's print sheets, once per process. Raises ``PackError`` naming file and key at fault."""
    return read_print(folder_of(country) / "print.toml", locales)


def read_print(path: Path, locales: tuple[str, ...]) -> PrintPack:
    """Read and check one file. Raises ``PackError``."""
    file = read_toml(path)
    sheets, designs = file.table("sheets"), file.table("designs")
    pack = PrintPack(
        checked_on=file.day("checked_on"),
        source=file.text("source"),
        safe=file.whole("safe", 0, 30),
        ruler=file.whole("ruler", 10, 150),
        sheets=MappingProxyType({key: _sheet(key, sheets.table(key), locales) for key in sheets}),
        designs=MappingProxyType({key: _design(key, designs.table(key), locales) for key in designs}),
    )
    file.done()
    for key, sheet in pack.sheets.items():
        page, whole = sheet.page, (sheet.piece[0] * sheet.grid[0], sheet.piece[1] * sheet.grid[1])
        if whole[0] > page[0] or whole[1] > page[1]:
            raise file.fault(f"sheets: {key}", "the pieces are larger than the page")
        if sheet.art[0] > sheet.piece[0] or sheet.art[1] > sheet.piece[1] or sheet.code > min(sheet.art):
            raise file.fault(f"sheets: {key}", "art must fit its piece, and the code its art")
    return pack


def _sheet(key: str, table: Table, locales: tuple[str, ...]) -> SheetSpec:
    grid = _pair(table, "grid")
    sheet = SheetSpec(
        key=key,
        name=table.words("name", locales),
        note=table.words("note", locales),
        paper=table.words("paper", locales),
        page=_pair(table, "page"),
        grid=(int(grid[0]), int(grid[1])),
        piece=_pair(table, "piece"),
        art=_pair(table, "art"),
        face=table.one_of("face", FACES),
        code=_length(table, "code"),
        least_code=_length(table, "least_code"),
        panels=table.texts("panels") if table.has("panels") else (),
        is_many=table.has("many") and table.yes_no("many"),
        place=table.text("place"),
        source=table.text("source"),
    )
    table.done()
    if not set(sheet.panels) <= set(PANELS):
        raise table.fault("panels", f"known: {', '.join(PANELS)}")
    return sheet


def _design(key: str, table: Table, locales: tuple[str, ...]) -> DesignSpec:
    themes = table.raw("themes")
    if not isinstance(themes, list) or not all(isinstance(theme, str) for theme in themes):
        raise table.fault("themes", "must be a list of shop themes, empty for none")
    design = DesignSpec(key, table.words("name", locales), table.words("note", locales), tuple(themes))
    table.done()
    return design


def _length(table: Table, key: str) -> float:
    value = table.raw(key)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value <= LARGEST_SIDE:
        raise table.fault(key, "must be a length in millimetres")
    return float(value)


def _pair(table: Table, key: str) -> Size:
    value = table.raw(key)
    is_pair = isinstance(value, list) and len(value) == 2
    if not is_pair or not all(isinstance(side, int | float) and 0 < side <= LARGEST_SIDE for side in value):
        raise table.fault(key, "must be two lengths in millimetres")
    return float(value[0]), float(value[1])
