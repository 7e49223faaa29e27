"""QR codes as matrix, SVG, PNG and terminal text.

The matrix comes from the ``qrcode`` package; drawing is our own, because the SVG must be small enough to
stand in a page forty times and the PNG must use whole pixels. Every picture carries its own quiet zone of
four modules and its own light ground: on a dark wall a code without them is not read.

A logo may stand in the middle within what was measured with three decoders: error correction H, at most 22 % of
the side, a light rim of one module around it, far from the three corner squares; and only in codes of at most 41
modules, for larger ones have an alignment pattern in the middle, and one decoder lost its way without it.
"""

from __future__ import annotations

import base64
import io
import re
from typing import Literal

import qrcode
from PIL import Image
from qrcode.exceptions import DataOverflowError

from sandbox.media.colours import lights, luminance

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
LOGO_SHARE = 0.22
LOGO_RIM = 1
LOGO_COLOURS = 62
CORNER_SQUARE = 8  # with its light edge
MOST_LOGO_MODULES = 41
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


def logo_box(modules: int) -> tuple[int, int]:
    """Where a logo goes in a code of that many modules: its first module from either edge, and its side.

    The side is odd, as codes are, so that it stands exactly in the middle on whole modules.
    """
    side = int(modules * LOGO_SHARE)
    side -= 1 - side % 2
    return (modules - side) // 2, side


def has_room_for_logo(text: str) -> bool:
    """Whether a code of this text can be read with a logo in it; long addresses make codes that cannot."""
    return len(qr_matrix(text, "H")) <= MOST_LOGO_MODULES


def with_logo_room(matrix: Matrix) -> Matrix:
    """The code with a light place in its middle for a logo and its rim. The code must be one of level H.

    Raises QrError for a code too large for one (``has_room_for_logo`` asks first).
    """
    start, side = logo_box(len(matrix))
    low, high = start - LOGO_RIM, start + side + LOGO_RIM
    if len(matrix) > MOST_LOGO_MODULES or low < CORNER_SQUARE:
        raise QrError("no room for a logo")
    room = range(low, high)
    return tuple(
        tuple(cell and not (y in room and x in room) for x, cell in enumerate(row))
        for y, row in enumerate(matrix)
    )


def qr_svg(
    text: str,
    error_correction: ErrorCorrection = "M",
    *,
    dark: str = "#000000",
    light: str = "#ffffff",
    logo: bytes = b"",
) -> str:
    """SVG document of about 2 KB, one unit a module, without width and height: the page says how large.

    ``logo`` is a square PNG or JPEG for the middle; with one the code is drawn at level H whatever was asked.
    Raises QrError, also when ``dark`` on ``light`` (``#rrggbb``) has a contrast under 7:1.
    """
    check_contrast(dark, light)
    matrix = with_logo_room(qr_matrix(text, "H")) if logo else qr_matrix(text, error_correction)
    side = len(matrix) + 2 * QUIET_ZONE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="{light}" d="M0 0h{side}v{side}H0z"/>'
        f'<path stroke="{dark}" d="{_path(matrix)}"/>{_svg_logo(matrix, logo) if logo else ""}</svg>'
    )


def _svg_logo(matrix: Matrix, logo: bytes) -> str:
    start, side = logo_box(len(matrix))
    kind = "jpeg" if logo.startswith(b"\xff\xd8") else "png"
    data = base64.b64encode(logo).decode("ascii")
    place = f'x="{start + QUIET_ZONE}" y="{start + QUIET_ZONE}" width="{side}" height="{side}"'
    return f'<image {place} href="data:image/{kind};base64,{data}"/>'


def qr_png(
    text: str,
    error_correction: ErrorCorrection = "M",
    *,
    module_pixels: int = MIN_MODULE_PIXELS,
    dark: str = "#000000",
    light: str = "#ffffff",
    logo: bytes = b"",
) -> bytes:
    """PNG with ``module_pixels`` whole pixels a module (at least 10). Logo and QrError as in ``qr_svg``."""
    out = io.BytesIO()
    if not logo:
        code = matrix_picture(qr_matrix(text, error_correction), module_pixels, dark, light)
        code.save(out, "PNG", bits=1, optimize=True)
        return out.getvalue()
    matrix = with_logo_room(qr_matrix(text, "H"))
    start, side = logo_box(len(matrix))
    picture = matrix_picture(matrix, module_pixels, dark, light)
    badge = Image.open(io.BytesIO(logo)).convert("RGB")
    badge = badge.resize((side * module_pixels,) * 2, Image.Resampling.LANCZOS).quantize(LOGO_COLOURS)
    # the code keeps the first two colours of the palette for itself
    colours = badge.getpalette() or []
    picture.putpalette(bytes.fromhex(light[1:] + dark[1:]) + bytes(colours[: 3 * LOGO_COLOURS]))
    picture.paste(badge.point(lambda index: index + 2), ((start + QUIET_ZONE) * module_pixels,) * 2)
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def matrix_picture(matrix: Matrix, module_pixels: int, dark: str, light: str) -> Image.Image:
    """The code with its quiet zone, two colours, whole pixels."""
    check_contrast(dark, light)
    if module_pixels < MIN_MODULE_PIXELS:
        raise QrError("modules too small")
    side = len(matrix) + 2 * QUIET_ZONE
    picture = Image.new("P", (side, side), 0)
    picture.putpalette(bytes.fromhex(light[1:] + dark[1:]))
    picture.putdata([cell for row in _with_quiet_zone(matrix) for cell in row])
    return picture.resize((side * module_pixels, side * module_pixels), Image.Resampling.NEAREST)


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
    if contrast(dark, light) < MIN_CONTRAST:
        raise QrError("too little contrast")


def contrast(dark: str, light: str = "#ffffff") -> float:
    """How many times brighter ``light`` is than ``dark`` as WCAG counts it, 0 to 21; both ``#rrggbb``."""
    return (luminance(light) + 0.05) / (luminance(dark) + 0.05)


def dark_enough(colour: str) -> str:
    """The nearest colour of the same tint that a code on white may have; ``colour`` itself when it may."""
    most = 1.05 / MIN_CONTRAST - 0.05
    if contrast(colour) >= MIN_CONTRAST:
        return colour
    share = most / luminance(colour)
    parts = (part * share for part in lights(colour))
    return "#" + "".join(f"{int(255 * _as_written(part)):02x}" for part in parts)


def _as_written(light: float) -> float:
    """A colour's part from the light it gives off (linear to sRGB), the way back from ``lights``."""
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


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
