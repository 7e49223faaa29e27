"""QR codes as matrix, SVG, PNG and terminal text.

The matrix comes from the ``qrcode`` package; drawing is our own, because the SVG must be small enough to
stand in a page forty times and the PNG must use whole pixels. Every picture carries its own quiet zone of
four modules and its own light ground: on a dark wall a code without them is not read.
"""

from __future__ import annotations

import io
import re
from typing import Literal

import qrcode
from PIL import Image
from qrcode.exceptions import DataOverflowError

ErrorCorrection = Literal["L", "M", "Q", "H"]
Matrix = tuple[tuple[bool, ...], ...]

LEVELS = {
    "L": qrcode.constants.ERROR_CORRECT_L,
    "M": qrcode.constants.ERROR_CORRECT_M,
    "Q": qrcode.constants.ERROR_CORRECT_Q,
    "H": qrcode.constants.ERROR_CORRECT_H,
}
QUIET_ZONE = 4
MIN_MODULE_PIXELS = 10
MIN_CONTRAST = 7.0
COLOUR = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)
ANSI_DARK_ON_LIGHT = "\x1b[30;107m"
ANSI_RESET = "\x1b[0m"


class QrError(ValueError):
    """The code could not be read by phones, or not be made: too much text, or colours too much alike."""


def qr_matrix(text: str, error_correction: ErrorCorrection = "M") -> Matrix:
    """Rows of modules, True where dark, without quiet zone. Raises QrError for no text or too much."""
    if not text:
        raise QrError("no text")
    code = qrcode.QRCode(error_correction=LEVELS[error_correction], border=0)
    code.add_data(text)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise QrError("too much text") from error
    return tuple(tuple(bool(cell) for cell in row) for row in code.modules)


def qr_svg(
    text: str, error_correction: ErrorCorrection = "M", *, dark: str = "#000000", light: str = "#ffffff"
) -> str:
    """SVG document of about 2 KB, one unit a module, without width and height: the page says how large.

    Raises QrError, also when ``dark`` on ``light`` (``#rrggbb``) has a contrast under 7:1.
    """
    check_contrast(dark, light)
    matrix = qr_matrix(text, error_correction)
    side = len(matrix) + 2 * QUIET_ZONE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="{light}" d="M0 0h{side}v{side}H0z"/>'
        f'<path stroke="{dark}" d="{_path(matrix)}"/></svg>'
    )


def qr_png(
    text: str,
    error_correction: ErrorCorrection = "M",
    *,
    module_pixels: int = MIN_MODULE_PIXELS,
    dark: str = "#000000",
    light: str = "#ffffff",
) -> bytes:
    """PNG with ``module_pixels`` whole pixels a module (at least 10). Raises QrError like ``qr_svg``."""
    check_contrast(dark, light)
    if module_pixels < MIN_MODULE_PIXELS:
        raise QrError("modules too small")
    matrix = qr_matrix(text, error_correction)
    side = len(matrix) + 2 * QUIET_ZONE
    picture = Image.new("P", (side, side), 0)
    picture.putpalette(bytes.fromhex(light[1:] + dark[1:]))
    picture.putdata([cell for row in _with_quiet_zone(matrix) for cell in row])
    picture = picture.resize((side * module_pixels, side * module_pixels), Image.Resampling.NEAREST)
    out = io.BytesIO()
    picture.save(out, "PNG", bits=1, optimize=True)
    return out.getvalue()


def qr_terminal(text: str, *, ansi: bool = True) -> str:
    """The code in half blocks, two rows of modules a line, to scan from a terminal window.

    With ``ansi`` the colours are set outright, so it reads the same on dark and light terminals. Without,
    light modules are the ones drawn, which fits the usual dark terminal.
    """
    rows = _with_quiet_zone(qr_matrix(text, "L"))
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    signs = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
    lines = []
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        line = "".join(signs[(a == ansi, b == ansi)] for a, b in zip(upper, lower, strict=True))
        lines.append(f"{ANSI_DARK_ON_LIGHT}{line}{ANSI_RESET}" if ansi else line)
    return "\n".join(lines)


def check_contrast(dark: str, light: str) -> None:
    """Raise QrError unless ``dark`` is darker than ``light`` by a contrast of at least 7:1."""
    if not (COLOUR.fullmatch(dark) and COLOUR.fullmatch(light)):
        raise QrError("colours are #rrggbb")
    if (_luminance(light) + 0.05) / (_luminance(dark) + 0.05) < MIN_CONTRAST:
        raise QrError("too little contrast")


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it, 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _with_quiet_zone(matrix: Matrix) -> list[list[bool]]:
    width = len(matrix) + 2 * QUIET_ZONE
    edge = [[False] * width for _ in range(QUIET_ZONE)]
    side = [False] * QUIET_ZONE
    return [*edge, *([*side, *row, *side] for row in matrix), *(list(row) for row in edge)]


def _path(matrix: Matrix) -> str:
    """One path of horizontal strokes, one module thick: ``h7`` is a run of dark modules, ``m3 0`` a gap."""
    parts = []
    for y, row in enumerate(matrix):
        x, end = 0, None
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            start = x
            while x < len(row) and row[x]:
                x += 1
            move = f"M{start + QUIET_ZONE} {y + QUIET_ZONE}.5" if end is None else f"m{start - end} 0"
            parts.append(f"{move}h{x - start}")
            end = x
    return "".join(parts)
