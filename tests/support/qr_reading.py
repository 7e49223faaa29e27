"""Reading QR codes with engines that are not ours, and drawing our SVG without a browser."""

from __future__ import annotations

import base64
import io
import re

import cv2
import numpy as np
import zxingcpp
from PIL import Image, ImageDraw

STROKE = re.compile(r"M(\d+) (\d+)\.5|m(\d+) 0|h(\d+)")

LOGO = re.compile(
    r'<image x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)" href="data:image/\w+;base64,([^"]+)"/>'
)


def read_with_zxing(image: Image.Image) -> list[str]:
    """Texts ZXing finds."""
    return [found.text for found in zxingcpp.read_barcodes(image.convert("L"))]


def read_with_second_engine(image: Image.Image) -> list[str]:
    """Texts ZBar finds, or OpenCV where libzbar is not installed."""
    try:
        from pyzbar import pyzbar
    except ImportError:
        text, _, _ = cv2.QRCodeDetector().detectAndDecode(np.array(image.convert("RGB")))
        return [text] if text else []
    return [found.data.decode() for found in pyzbar.decode(image.convert("L"), [pyzbar.ZBarSymbol.QRCODE])]


def draw_svg(svg: str, scale: int) -> Image.Image:
    """Draw a ``qr_svg`` document at ``scale`` pixels a module, by its ground, its strokes and its logo."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    light = re.search(r'fill="(#\w+)" d="M0 0h(\d+)v\2H0z"', svg)
    assert int(light[2]) == side, "the ground covers the whole picture"
    dark = re.search(r'stroke="(#\w+)" d="([^"]+)"', svg)
    image = Image.new("RGB", (side * scale, side * scale), light[1])
    pen = ImageDraw.Draw(image)
    x = y = 0
    for match in STROKE.finditer(dark[2]):
        start_x, start_y, gap, run = match.groups()
        if start_x:
            x, y = int(start_x), int(start_y)
        elif gap:
            x += int(gap)
        else:
            end = x + int(run)
            pen.rectangle((x * scale, y * scale, end * scale - 1, (y + 1) * scale - 1), fill=dark[1])
            x = end
    if logo := LOGO.search(svg):
        left, top, wide, tall = (int(number) * scale for number in logo.groups()[:4])
        badge = Image.open(io.BytesIO(base64.b64decode(logo[5]))).convert("RGB")
        image.paste(badge.resize((wide, tall)), (left, top))
    assert "".join(match.group() for match in STROKE.finditer(dark[2])) == dark[2], "nothing is left undrawn"
    return image
