"""Marks painted as a picture with Pillow, at twice the size and then halved, so that every edge is smooth."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont, ImageOps

from sandbox.media.artwork import Box, Code, Disc, Mark, Photo, Shape, Stroke, Words, moved
from sandbox.media.colours import mix
from sandbox.media.qr import QUIET_ZONE, Matrix, logo_box, qr_matrix, with_logo_room
from sandbox.media.typeface import Weight, typeface

FINER = 2
SMOOTH_FROM = 30
"""Type of fewer pixels is drawn larger first."""
JPEG_FLOOR = 46

ReadPhoto = Callable[[str], bytes]


@dataclass
class Painter:
    """A picture in the making. ``scale`` pixels a unit; photos come from ``read`` by name."""

    picture: Image.Image
    scale: float
    read: ReadPhoto

    @classmethod
    def blank(cls, size: tuple[int, int], scale: float, read: ReadPhoto, ground: str = "#ffffff") -> Painter:
        """An empty picture that will have ``size`` pixels when finished."""
        fine = (size[0] * FINER, size[1] * FINER)
        return cls(Image.new("RGB", fine, ground), scale * FINER, read)

    def paint(self, marks: Iterable[Mark]) -> None:
        """Draw the marks in order."""
        for mark in marks:
            getattr(self, f"_{type(mark).__name__.lower()}")(mark)

    def paint_turned(self, marks: Iterable[Mark], box: tuple[float, float, float, float]) -> None:
        """Draw marks placed in ``box`` (x, y, w, h) upside down about its middle."""
        x, y, w, h = (round(value * self.scale) for value in box)
        whole = self.picture
        self.picture = whole.transpose(Image.Transpose.ROTATE_180)
        width, height = whole.size
        shift = ((width - x - w) / self.scale, (height - y - h) / self.scale)
        self.paint(moved(mark, shift[0] - box[0], shift[1] - box[1]) for mark in marks)
        self.picture = self.picture.transpose(Image.Transpose.ROTATE_180)

    def finish(self) -> Image.Image:
        """The finished picture."""
        return self.picture.reduce(FINER)

    @property
    def _pen(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.picture)

    def _edges(self, x: float, y: float, w: float, h: float) -> tuple[int, int, int, int]:
        """Whole pixels; neighbours share an edge without a gap."""
        left, top = round(x * self.scale), round(y * self.scale)
        return (
            left,
            top,
            max(left, round((x + w) * self.scale) - 1),
            max(top, round((y + h) * self.scale) - 1),
        )

    def _box(self, box: Box) -> None:
        self._pen.rounded_rectangle(
            self._edges(box.x, box.y, box.w, box.h),
            radius=box.radius * self.scale,
            fill=box.fill or None,
            outline=box.edge or None,
            width=max(1, round(box.thick * self.scale)) if box.edge else 0,
        )

    def _disc(self, disc: Disc) -> None:
        self._pen.ellipse(
            self._edges(disc.x - disc.r, disc.y - disc.r, 2 * disc.r, 2 * disc.r), fill=disc.fill
        )

    def _shape(self, shape: Shape) -> None:
        self._pen.polygon([(x * self.scale, y * self.scale) for x, y in shape.points], fill=shape.fill)

    def _stroke(self, line: Stroke) -> None:
        thick = max(1, round(line.thick * self.scale))
        length = max(abs(line.x2 - line.x1), abs(line.y2 - line.y1))
        step = line.dash or length or 1
        for number in range(0, max(1, round(length / step)), 2 if line.dash else 1):
            start, end = number * step / (length or 1), min(1.0, (number + 1) * step / (length or 1))
            points = [
                (
                    (line.x1 + (line.x2 - line.x1) * part) * self.scale,
                    (line.y1 + (line.y2 - line.y1) * part) * self.scale,
                )
                for part in (start, end)
            ]
            self._pen.line(points, fill=line.colour, width=thick)

    def _words(self, words: Words) -> None:
        """Small type is drawn large and shrunk: at its own size, glyphs would be moved to whole pixels."""
        size = words.size * self.scale
        larger = max(1, math.ceil(SMOOTH_FROM / size))
        font = _font(words.weight, round(size * larger * 4) / 4)
        for left, base, line in words.places():
            place = (left * self.scale, base * self.scale)
            if larger == 1:
                self._pen.text(place, line, font=font, fill=words.colour, anchor="ls")
            else:
                self._paste_small(line, font, larger, place, words.colour)

    def _paste_small(
        self, line: str, font: ImageFont.FreeTypeFont, larger: int, place: tuple[float, float], colour: str
    ) -> None:
        wide = math.ceil(font.getlength(line) / larger) + 2
        rise, fall = math.ceil(font.size / larger), math.ceil(font.size / larger * 0.4)
        mask = Image.new("L", (wide * larger, (rise + fall) * larger))
        left, base = math.floor(place[0]), math.floor(place[1])
        within = ((place[0] - left) * larger, (rise + place[1] - base) * larger)
        ImageDraw.Draw(mask).text(within, line, font=font, fill=255, anchor="ls")
        self.picture.paste(colour, (left, base - rise), mask.reduce(larger))

    def _code(self, code: Code) -> None:
        matrix = known_matrix(code.text, has_logo=bool(code.logo))
        side = len(matrix) + 2 * QUIET_ZONE
        cells = Image.new("L", (side, side), 255)
        for y, row in enumerate(matrix):
            for x, is_dark in enumerate(row):
                if is_dark:
                    cells.putpixel((x + QUIET_ZONE, y + QUIET_ZONE), 0)
        left, top, right, bottom = self._edges(code.x, code.y, code.side, code.side)
        mask = cells.resize((right - left + 1, bottom - top + 1), Image.Resampling.NEAREST)
        self.picture.paste("#ffffff", (left, top, right + 1, bottom + 1))
        self.picture.paste(code.dark, (left, top), ImageOps.invert(mask))
        if code.logo:
            x, y, wide = logo_square(code, len(matrix))
            left, top, right, bottom = self._edges(x, y, wide, wide)
            badge = Image.open(io.BytesIO(code.logo)).convert("RGB")
            self.picture.paste(badge.resize((right - left + 1, bottom - top + 1)), (left, top))

    def _photo(self, photo: Photo) -> None:
        left, top, right, bottom = self._edges(photo.x, photo.y, photo.w, photo.h)
        size = (right - left + 1, bottom - top + 1)
        try:
            source = Image.open(io.BytesIO(self.read(photo.name)))
            source.draft("RGB", size)
            fitted = ImageOps.fit(source.convert("RGB"), size, Image.Resampling.BICUBIC)
        except (OSError, ValueError):  # the file is gone or damaged: a calm tile is better than no picture
            self.picture.paste(mix("#1d2a27", "#ffffff", 0.12), (left, top, right + 1, bottom + 1))
            return
        self.picture.paste(fitted, (left, top))


@lru_cache(maxsize=512)
def known_matrix(text: str, *, has_logo: bool = False) -> Matrix:
    """The modules of a code, remembered: a sheet repeats its codes, and its PDF follows its picture."""
    return with_logo_room(qr_matrix(text, "H")) if has_logo else qr_matrix(text)


def logo_square(code: Code, modules: int) -> tuple[float, float, float]:
    """Where a code's logo stands: its left, its top, its side, in the units of the code."""
    module = code.side / (modules + 2 * QUIET_ZONE)
    start, side = logo_box(modules)
    return code.x + (start + QUIET_ZONE) * module, code.y + (start + QUIET_ZONE) * module, side * module


def jpeg(picture: Image.Image, most_bytes: int) -> bytes:
    """A baseline JPEG of at most ``most_bytes``, as good as fits."""
    quality = 88
    while True:
        out = io.BytesIO()
        picture.save(
            out,
            "JPEG",
            quality=quality,
            optimize=True,
            progressive=False,
            subsampling=0 if quality > 80 else 2,
        )
        if out.tell() <= most_bytes or quality <= JPEG_FLOOR:
            return out.getvalue()
        quality -= 7


@lru_cache(maxsize=256)
def _font(weight: Weight, pixels: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(typeface(weight), pixels, layout_engine=ImageFont.Layout.BASIC)
