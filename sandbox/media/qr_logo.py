"""The small square picture in the middle of a QR code: a shop's logo, or the first letter of its name."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont, ImageOps

from sandbox.media.typeface import printable, typeface

SIDE = 168
WHITE = "#ffffff"


@lru_cache(maxsize=16)
def photo_logo(data: bytes) -> bytes:
    """The middle of a stored photo as a small square JPEG, on white where it lets light through."""
    photo = ImageOps.fit(Image.open(io.BytesIO(data)).convert("RGBA"), (SIDE, SIDE), Image.Resampling.LANCZOS)
    ground = Image.new("RGB", (SIDE, SIDE), WHITE)
    ground.paste(photo, mask=photo.getchannel("A"))
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=85)
    return out.getvalue()


@lru_cache(maxsize=64)
def letter_logo(name: str, colour: str) -> bytes:
    """The first letter of a name, white on the code's own colour; a stall where the type face lacks the letter."""
    badge = Image.new("RGB", (SIDE, SIDE), WHITE)
    pen = ImageDraw.Draw(badge)
    pen.rounded_rectangle((0, 0, SIDE - 1, SIDE - 1), radius=SIDE // 5, fill=colour)
    font = ImageFont.truetype(str(typeface("bold")), SIDE * 5 // 8)
    letter = next((sign for sign in printable(name).upper() if sign.isalnum()), "")
    if letter:
        pen.text((SIDE / 2, SIDE / 2), letter, font=font, fill=WHITE, anchor="mm")
    else:
        _draw_stall(pen, colour)
    out = io.BytesIO()
    badge.save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_stall(pen: ImageDraw.ImageDraw, colour: str) -> None:
    """An awning over a counter."""
    unit = SIDE // 12
    pen.rectangle((2 * unit, 3 * unit, 10 * unit, 5 * unit), fill=WHITE)
    for place in range(4):
        left = (2 + 2 * place) * unit
        pen.pieslice((left, 4 * unit, left + 2 * unit, 6 * unit), 0, 180, fill=WHITE)
    pen.rectangle((3 * unit, 7 * unit, 9 * unit, 10 * unit), fill=WHITE)
    pen.rectangle((5 * unit, 8 * unit, 7 * unit, 10 * unit), fill=colour)
