"""The stylesheet of a shop page: what all themes share, the theme, the shop's colour; in one file."""

from __future__ import annotations

import gzip
import hashlib
import re
from functools import cache
from pathlib import Path

from sandbox.media.colours import WHITE, mix, readable
from sandbox.packs.loader import Accent

FOLDER = Path(__file__).resolve().parent.parent / "static" / "css" / "storefront"
SHEETS = ("stall", "weave", "hill", "kitchen", "workshop", "homestay", "chat")
NIGHT = "#141414"
ON_DARK = "#0b0b0b"
WASH_SHARE = 0.38


@cache
def stylesheet(sheet: str, accent: Accent, font_url: str = "") -> str:
    """CSS of theme `sheet` in the colours of `accent`.

    With `font_url` for the sandbox: in the house's type face, with its badges. Without it for a taken-home
    site, in the reader's system fonts. Raises KeyError for an unknown sheet.
    """
    if sheet not in SHEETS:
        raise KeyError(sheet)
    own = (FOLDER / f"{sheet}.css").read_text(encoding="utf-8")
    parts = [_font_face(font_url), accent_css(accent, *grounds(own))]
    sheets = ("shared", "offers", "badge", sheet) if font_url else ("shared", "offers", sheet)
    parts += [(FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in sheets]
    return squeeze("".join(parts))


@cache
def packed_stylesheet(sheet: str, accent: Accent, font_url: str) -> bytes:
    """The stylesheet as gzip, a quarter of the size."""
    return gzip.compress(stylesheet(sheet, accent, font_url).encode(), 9, mtime=0)


@cache
def style_version(sheet: str, accent: Accent) -> str:
    """Changes whenever any part of the sandbox's stylesheet does, its badges included."""
    return hashlib.sha256(stylesheet(sheet, accent, "font").encode()).hexdigest()[:10]


def grounds(css: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a theme writes on, by day and by night: its ``--paper`` and ``--sheet``."""
    found = {name: re.findall(rf"--{name}:(#[0-9a-f]{{3,6}})", css) for name in ("paper", "sheet")}
    day, night = zip(*(map(_full, found[name][:2]) for name in ("paper", "sheet")), strict=True)
    return day, night


def accent_css(accent: Accent, day: tuple[str, ...], night: tuple[str, ...]) -> str:
    """The colours that differ from shop to shop, moved as far as it takes to read on the theme's grounds."""
    dark_wash = mix(accent.light, NIGHT, WASH_SHARE)
    light = legible(accent.light, *day, accent.wash, WHITE)
    dark = legible(accent.dark, *night, dark_wash, ON_DARK)
    by_day = f"--accent:{light};--on-accent:{WHITE};--wash:{accent.wash}"
    by_night = f"--accent:{dark};--on-accent:{ON_DARK};--wash:{dark_wash}"
    return f":root{{{by_day}}}@media (prefers-color-scheme:dark){{:root{{{by_night}}}}}"


def legible(colour: str, *on: str) -> str:
    """`colour`, darker or lighter until it reads on each of these grounds."""
    for ground in on:
        colour = readable(colour, ground)
    return colour


def _full(colour: str) -> str:
    """``#fff`` written out as ``#ffffff``."""
    return colour if len(colour) == 7 else "#" + "".join(2 * sign for sign in colour[1:])


def squeeze(css: str) -> str:
    """CSS without comments and needless space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip() + "\n"


def _font_face(url: str) -> str:
    if not url:
        return ""
    return (
        '@font-face{font-family:"Plus Jakarta Sans";font-weight:400 700;font-display:optional;'
        f'src:url("{url}") format("woff2")}}'
    )
