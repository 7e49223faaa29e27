"""The picture of a practice payment QR: its own frame, LATIHAN across and under the code, coins crossed out.

It looks like no bank's and no network's code on purpose, and carries a plain address only (``payment_codes``).
"""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from sandbox.media.payment_codes import PayableCodeError, is_payment_code
from sandbox.media.qr import QUIET_ZONE, Matrix, matrix_picture, qr_matrix
from sandbox.media.typeface import Weight, printable, text_width, typeface

PRACTICE = "LATIHAN"
MODULE = 12
MARGIN = 3 * MODULE
FOOT = 15 * MODULE
FINE = 3  # drawn larger, then shrunk, so that round things are round
INK, PAPER, SUN, SUN_WASH, CHILLI = "#1d2a27", "#ffffff", "#f2a516", "#fdf1d8", "#bf3a24"
BAND_WIDTH, BAND_HEIGHT = 0.42, 0.13  # of the code's side: about 5 % of its area, as a logo takes
LEAST = 0.7


def practice_png(payload: str, shop_name: str, note: str) -> bytes:
    """The code of one shop as PNG; ``note`` is the sentence at its foot.

    Raises PayableCodeError when the payload is anything a payment app might read.
    """
    if is_payment_code(payload):
        raise PayableCodeError("a practice code must not look like a payment")
    matrix, band = _with_band(qr_matrix(payload, "H"))
    code = matrix_picture(matrix, MODULE, INK, PAPER).convert("RGB")
    width, height = code.width + 2 * MARGIN, MARGIN + code.height + FOOT
    art = Image.new("RGB", (width * FINE, height * FINE), PAPER)
    pen = ImageDraw.Draw(art)
    _draw_frame(pen, width, height)
    _draw_foot(pen, width, MARGIN + code.height, shop_name, note)
    picture = art.resize((width, height), Image.Resampling.LANCZOS)
    _write_across(code, band)
    picture.paste(code, (MARGIN, MARGIN))
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _with_band(matrix: Matrix) -> tuple[Matrix, tuple[int, int, int, int]]:
    """The code with a light band in its middle, and where that is in pixels of the picture."""
    modules = len(matrix)
    wide, tall = (int(modules * share) // 2 * 2 + 1 for share in (BAND_WIDTH, BAND_HEIGHT))
    left, top = (modules - wide) // 2, (modules - tall) // 2
    cleared = tuple(
        tuple(cell and not (top <= y < top + tall and left <= x < left + wide) for x, cell in enumerate(row))
        for y, row in enumerate(matrix)
    )
    corner = ((left + QUIET_ZONE) * MODULE, (top + QUIET_ZONE) * MODULE)
    return cleared, (*corner, corner[0] + wide * MODULE, corner[1] + tall * MODULE)


def _write_across(code: Image.Image, band: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = band
    word = Image.new("RGB", ((right - left) * FINE, (bottom - top) * FINE), PAPER)
    pen = ImageDraw.Draw(word)
    edge = MODULE * FINE // 3
    box = (edge, edge, word.width - edge - 1, word.height - edge - 1)
    pen.rounded_rectangle(box, radius=word.height // 4, fill=SUN)
    middle, room = (word.width / 2, word.height / 2), (word.width * 0.86, word.height * 0.62)
    _write(pen, PRACTICE, at=middle, room=room)
    code.paste(word.resize((right - left, bottom - top), Image.Resampling.LANCZOS), (left, top))


def _draw_frame(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
    """A sunny ground with a dashed edge, as on a coupon to cut out."""
    edge = MODULE * FINE
    pen.rectangle((0, 0, width * FINE, height * FINE), fill=SUN_WASH)
    step, dash, thick = 3 * edge, 2 * edge, edge // 2
    for at in range(edge, width * FINE - edge, step):
        end = min(at + dash, width * FINE - edge)
        for y in (edge, height * FINE - edge - thick):
            pen.rectangle((at, y, end, y + thick), fill=INK)
    for at in range(edge, height * FINE - edge, step):
        end = min(at + dash, height * FINE - edge)
        for x in (edge, width * FINE - edge - thick):
            pen.rectangle((x, at, x + thick, end), fill=INK)


def _draw_foot(pen: ImageDraw.ImageDraw, width: int, top: int, shop_name: str, note: str) -> None:
    """Coins crossed out, the word, the shop and the sentence."""
    unit = MODULE * FINE
    _draw_coins(pen, 4 * unit, top * FINE + 2 * unit, 9 * unit)
    left, room = 15 * unit, width * FINE - 18 * unit
    name = printable(shop_name)
    lines: list[tuple[str, float, float, Weight]] = [(PRACTICE, 3.6 if name else 4.8, 4.4, "bold")]
    lines += [(name, 7.6, 2.2, "bold")] if name else []
    lines += [(printable(note), 10.6 if name else 9.4, 1.9, "regular")]
    for text, y, tall, weight in lines:
        at = (left, top * FINE + y * unit)
        _write(pen, text, at=at, room=(room, tall * unit), weight=weight, anchor="lm")


def _draw_coins(pen: ImageDraw.ImageDraw, left: float, top: float, side: float) -> None:
    """Two coins and a stroke through them."""
    thick = round(side / 18)
    size = side * 0.62
    for x, y in ((left + side * 0.36, top + side * 0.04), (left + side * 0.02, top + side * 0.32)):
        pen.ellipse((x, y, x + size, y + size), fill=SUN, outline=INK, width=thick)
        _write(pen, "Rp", at=(x + size / 2, y + size / 2), room=(size * 0.6, size * 0.42))
    pen.line((left, top + side, left + side, top), fill=SUN_WASH, width=thick * 3)
    pen.line((left, top + side, left + side, top), fill=CHILLI, width=thick * 3 // 2)


def _write(
    pen: ImageDraw.ImageDraw,
    text: str,
    *,
    at: tuple[float, float],
    room: tuple[float, float],
    weight: Weight = "bold",
    anchor: str = "mm",
) -> None:
    """Text as large as fits into ``room`` (wide, tall); what would become too small to read is cut with dots."""
    wide, tall = room
    whole = text
    while (size := min(tall, wide / max(text_width(text, weight), 0.01))) < tall * LEAST and len(whole) > 1:
        whole = whole[:-1].rstrip()
        text = f"{whole}…"
    pen.text(at, text, font=ImageFont.truetype(str(typeface(weight)), round(size)), fill=INK, anchor=anchor)
