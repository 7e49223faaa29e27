"""A print sheet as PDF: real text in embedded subset fonts, codes as vectors, tags and descriptions for screen readers.

The same pages give the same bytes: dates are fixed and the file's identity follows from its content.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from fpdf import FPDF
from PIL import Image

from sandbox.links.print.sheets import Page, Placement
from sandbox.media.artwork import Box, Code, Disc, Mark, Photo, Shape, Stroke, Words
from sandbox.media.paint import known_matrix, logo_square
from sandbox.media.qr import QUIET_ZONE
from sandbox.media.typeface import typeface

POINTS = 72 / 25.4
FAMILY = "house"
WRITTEN_ON = datetime(2026, 1, 1, tzinfo=UTC)
"""Every file says it was made on this day, so that the same sheet is the same file."""


@dataclass(frozen=True)
class About:
    """What the file says of itself."""

    title: str
    author: str
    language: str


def sheet_pdf(pages: Sequence[Page], about: About, read: Callable[[str], bytes]) -> bytes:
    """The pages as one PDF; ``read`` gives a photo's bytes by its media name."""
    pdf = _Document(read)
    pdf.set_title(about.title)
    pdf.set_author(about.author)
    pdf.set_lang(about.language)
    for page in pages:
        pdf.draw(page)
    return bytes(pdf.output())


class _Document(FPDF):
    """An FPDF in millimetres without margins that draws marks, each tagged as what it is."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        super().__init__(unit="mm")
        self._read = read
        self._photos: dict[str, io.BytesIO | None] = {}
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        self.set_creation_date(WRITTEN_ON)
        self.set_producer("Lapak Latihan")
        for weight, style in (("regular", ""), ("bold", "B")):
            self.add_font(FAMILY, style, str(typeface(weight)))

    def draw(self, page: Page) -> None:
        """One page."""
        self.add_page(
            format=(min(page.w, page.h), max(page.w, page.h)), orientation="L" if page.w > page.h else "P"
        )
        for face in page.placements:
            self._face(face)
        for mark in page.lines:
            self._mark(mark)

    def _face(self, face: Placement) -> None:
        if not face.is_turned:
            for mark in face.marks:
                self._mark(mark)
            return
        with self.rotation(180, face.x + face.w / 2, face.y + face.h / 2):
            for mark in face.marks:
                self._mark(mark)

    def _mark(self, mark: Mark) -> None:
        getattr(self, f"_draw_{type(mark).__name__.lower()}")(mark)

    @contextmanager
    def _decoration(self) -> Iterator[None]:
        """What a screen reader passes over."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    @contextmanager
    def _tagged(self, kind: str, alt: str = "") -> Iterator[None]:
        """What a screen reader reads: ``H1``, ``P`` or ``Figure``."""
        number = self.struct_builder.next_mcid_for_page(self.page)
        self._add_marked_content(struct_type=f"/{kind}", mcid=number, alt_text=alt or None)
        self._out(f"/{kind} <</MCID {number}>> BDC")
        yield
        self._out("EMC")

    def _draw_box(self, box: Box) -> None:
        with self._decoration():
            style = ("D" if box.edge else "") + ("F" if box.fill else "")
            if box.fill:
                self.set_fill_color(box.fill)
            if box.edge:
                self.set_draw_color(box.edge)
                self.set_line_width(box.thick)
            inset = box.thick / 2 if box.edge else 0.0
            rounded = (
                {"round_corners": True, "corner_radius": min(box.radius, box.w / 2, box.h / 2)}
                if box.radius
                else {}
            )
            self.rect(
                box.x + inset, box.y + inset, box.w - 2 * inset, box.h - 2 * inset, style=style, **rounded
            )  # fmt: skip

    def _draw_disc(self, disc: Disc) -> None:
        with self._decoration():
            self.set_fill_color(disc.fill)
            self.ellipse(disc.x - disc.r, disc.y - disc.r, 2 * disc.r, 2 * disc.r, style="F")

    def _draw_shape(self, shape: Shape) -> None:
        with self._decoration():
            self.set_fill_color(shape.fill)
            self.polygon(list(shape.points), style="F")

    def _draw_stroke(self, line: Stroke) -> None:
        with self._decoration():
            self.set_draw_color(line.colour)
            self.set_line_width(line.thick)
            if line.dash:
                self.set_dash_pattern(dash=line.dash, gap=line.dash)
            self.line(line.x1, line.y1, line.x2, line.y2)
            if line.dash:
                self.set_dash_pattern()

    def _draw_words(self, words: Words) -> None:
        if not words.lines:
            return
        with self._tagged("H1" if words.is_heading else "P"):
            self.set_font(FAMILY, "B" if words.weight == "bold" else "", words.size * POINTS)
            self.set_text_color(words.colour)
            for left, base, line in words.places():
                self.text(left, base, line)

    def _draw_code(self, code: Code) -> None:
        """Runs of dark modules as rectangles on the code's own white ground."""
        matrix = known_matrix(code.text, has_logo=bool(code.logo))
        module = code.side / (len(matrix) + 2 * QUIET_ZONE)
        with self._tagged("Figure", code.alt):
            self.set_fill_color("#ffffff")
            self.rect(code.x, code.y, code.side, code.side, style="F")
            self.set_fill_color(code.dark)
            for row, cells in enumerate(matrix):
                y = code.y + (row + QUIET_ZONE) * module
                for start, length in _runs(cells):
                    self.rect(code.x + (start + QUIET_ZONE) * module, y, length * module, module, style="F")
            if code.logo:
                x, top, wide = logo_square(code, len(matrix))
                self.image(io.BytesIO(code.logo), x, top, wide, wide)

    def _draw_photo(self, photo: Photo) -> None:
        source = self._photo(photo.name)
        if source is None:
            return
        source.seek(0)
        with Image.open(source) as image:
            width, height = image.size
        scale = max(photo.w / width, photo.h / height)
        w, h = width * scale, height * scale
        with self._tagged("Figure", photo.alt), self.rect_clip(photo.x, photo.y, photo.w, photo.h):
            source.seek(0)
            self.image(source, photo.x - (w - photo.w) / 2, photo.y - (h - photo.h) / 2, w, h)

    def _photo(self, name: str) -> io.BytesIO | None:
        """The photo's file; None when it is gone or no picture, and the face simply has none."""
        if name not in self._photos:
            try:
                data = io.BytesIO(self._read(name))
                Image.open(data).verify()
                self._photos[name] = data
            except (OSError, ValueError, SyntaxError):
                self._photos[name] = None
        return self._photos[name]


def _runs(cells: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """(start, length) of each run of dark cells."""
    start = None
    for place, is_dark in enumerate([*cells, False]):
        if is_dark and start is None:
            start = place
        elif not is_dark and start is not None:
            yield start, place - start
            start = None
