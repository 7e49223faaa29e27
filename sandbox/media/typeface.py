"""The house type face for everything drawn on the server: where it is, what it can write, how wide that is.

Plus Jakarta Sans covers Latin only. Names are typed on phones, in any script, with emoji and fancy letters.
Whatever is drawn goes through :func:`printable` first, so nothing ever becomes an empty box; :func:`left_out`
names what fell away, so that the person can be told (docs/decisions/007-signs-in-pictures-and-print.md).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Weight = Literal["regular", "bold"]

FOLDER = Path(__file__).resolve().parent / "fonts"
FILES: dict[Weight, str] = {"regular": "PlusJakartaSans-Regular.ttf", "bold": "PlusJakartaSans-Bold.ttf"}
CAP_HEIGHT = 0.745
"""Height of a capital letter, in parts of the size."""

# Signs the type face lacks that have a plain neighbour; what else is missing is taken apart or left out.
NEIGHBOURS = {
    "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—", "\u2043": "-", "≤": "<=", "≥": ">=", "≈": "~",
    "→": "›", "←": "‹", "⇒": "›", "➔": "›", "➜": "›", "▶": "›", "★": "*", "☆": "*", "⭐": "*", "✓": "", "✔": "",
    "●": "•", "▪": "•", "■": "•", "◆": "•", "♦": "•", "・": "·", "，": ",", "。": ".", "、": ",", "Ø": "O", "ø": "o",
}  # fmt: skip
_BARE_CATEGORIES = {"Mn", "Me", "Mc", "Cf", "Cc", "Cs", "Co", "Cn"}


def typeface(weight: Weight = "regular") -> Path:
    """The TrueType file of a weight."""
    return FOLDER / FILES[weight]


@cache
def advances(weight: Weight = "regular") -> Mapping[str, float]:
    """Every sign the file can write, with its width in parts of the size."""
    from fontTools.ttLib import TTFont

    with TTFont(typeface(weight), lazy=True) as font:
        widths, units = font["hmtx"], font["head"].unitsPerEm
        signs = {chr(point): widths[name][0] / units for point, name in font.getBestCmap().items()}
    drawn = {
        sign: width for sign, width in signs.items() if unicodedata.category(sign) not in _BARE_CATEGORIES
    }
    return MappingProxyType(drawn)


def printable(text: str) -> str:
    """The text as the type face can write it, on one line, spaces folded; "" when nothing is left.

    Accents no glyph has are dropped (``ḥ`` -> ``h``), fancy and wide letters become plain ones (``𝓚`` -> ``K``), some signs
    become a neighbour (``→`` -> ``›``). Other scripts and emoji are left out.
    """
    return " ".join("".join(_written(sign) for sign in unicodedata.normalize("NFC", text)).split())


def left_out(text: str) -> str:
    """The visible signs of ``text`` that cannot be written, each once, in order."""
    lost = (
        sign
        for sign in unicodedata.normalize("NFC", text)
        if not sign.isspace()
        and unicodedata.category(sign) not in _BARE_CATEGORIES
        and not _written(sign).strip()
        and sign not in NEIGHBOURS
    )
    return "".join(dict.fromkeys(lost))


def text_width(text: str, weight: Weight = "regular") -> float:
    """Width of printable text in parts of the size."""
    widths = advances(weight)
    return sum(widths.get(sign, 0.0) for sign in text)


@cache
def _written(sign: str) -> str:
    if sign.isspace():
        return " "
    known = advances("regular")
    if sign in known:
        return sign
    if sign in NEIGHBOURS:
        return NEIGHBOURS[sign]
    parts = unicodedata.normalize("NFKD", sign)
    return "".join(part if part in known else " " if part.isspace() else "" for part in parts)
