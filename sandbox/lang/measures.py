"""Numbers and their units stay on one line. Pure."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"

_UNITS = (
    "mg", "g", "gr", "gram", "kg", "kilo", "ons", "oz",
    "ml", "cc", "l", "lt", "ltr", "liter", "litre",
    "mm", "cm", "m", "meter", "inci", "inch",
    "cup", "pcs", "pc", "pack", "pak", "biji", "buah", "butir", "lembar", "porsi", "potong",
)  # fmt: skip
_BETWEEN = re.compile(rf"(?<=[0-9]) (?=(?:{'|'.join(_UNITS)})\b)", re.IGNORECASE)


def unbroken(text: str) -> str:
    """``text`` with a no-break space between a number and its unit: "Keripik 100 g" never ends in a lone "g"."""
    return _BETWEEN.sub(NO_BREAK, text)
