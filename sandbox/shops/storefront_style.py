"""The stylesheet of a shop page: what all themes share, the theme, the shop's colour; in one file."""

from __future__ import annotations

import gzip
import hashlib
import re
from functools import cache
from pathlib import Path

from sandbox.packs.loader import Accent

FOLDER = Path(__file__).resolve().parent.parent / "static" / "css" / "storefront"
SHEETS = ("stall", "weave", "hill", "chat")
DARK_GROUND = (20, 20, 20)


@cache
def stylesheet(sheet: str, accent: Accent, font_url: str = "") -> str:
    """CSS of theme `sheet` in the colours of `accent`.

    With `font_url` for the sandbox: in the house's type face, with its badges. Without it for a taken-home
    site, in the reader's system fonts. Raises KeyError for an unknown sheet.
    """
    if sheet not in SHEETS:
        raise KeyError(sheet)
    parts = [_font_face(font_url), accent_css(accent)]
    sheets = ("shared", "offers", "badge", sheet) if font_url else ("shared", "offers", sheet)
    parts += [(FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in sheets]
    return squeeze("".join(parts))


@cache
def packed_stylesheet(sheet: str, accent: Accent, font_url: str) -> bytes:
    """The stylesheet as gzip, a quarter of the size."""
    return gzip.compress(stylesheet(sheet, accent, font_url).encode(), 9, mtime=0)


@cache
def style_version(sheet: str, accent: Accent) -> str:
    """Changes whenever the stylesheet does."""
    return hashlib.sha256(stylesheet(sheet, accent).encode()).hexdigest()[:10]


def accent_css(accent: Accent) -> str:
    """The three colours that differ from shop to shop, for light and dark."""
    light = f"--accent:{accent.light};--on-accent:#fff;--wash:{accent.wash}"
    dark = f"--accent:{accent.dark};--on-accent:#0b0b0b;--wash:{_mixed(accent.light, 0.38)}"
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def squeeze(css: str) -> str:
    """CSS without comments and needless space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip() + "\n"


def _font_face(url: str) -> str:
    if not url:
        return ""
    return (
        '@font-face{font-family:"Plus Jakarta Sans";font-weight:400 700;font-display:swap;'
        f'src:url("{url}") format("woff2")}}'
    )


def _mixed(colour: str, part: float) -> str:
    """`part` of `colour` on the dark ground, as ``#rrggbb``."""
    signs = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    pairs = zip(signs, DARK_GROUND, strict=True)
    mixed = (round(sign * part + ground * (1 - part)) for sign, ground in pairs)
    return "#" + "".join(f"{value:02x}" for value in mixed)
