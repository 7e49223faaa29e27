"""What a photo shows, in words: is it said, and what could be said. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

SHORTEST = 12  # letters; "tempe di piring" is 15
LONGEST_SUGGESTION = 120
FILE_NAME = re.compile(
    r"^(img|dsc|dcim|pxl|photo|image|screenshot|whatsapp)[ _-]?(image |video )?[\w-]*\d|\.(jpe?g|png|webp|heic|avif)$",
    re.IGNORECASE,
)
EMPTY_WORD = re.compile(
    r"^(ini |sebuah |a |the |an )?(foto|photo|gambar|image|picture|pic|produk|product)( (saya|ini|produk|of|my|product))*$",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,12}|\d(?:[ .-]?\d){15}"
)  # a mobile phone, or an identity card


class WordsFault(StrEnum):
    """What is not right with a photo's words; "" when nothing is."""

    NONE = ""
    MISSING = "missing"
    SHORT = "short"
    EMPTY = "empty"
    FILE_NAME = "file-name"
    SAME = "same"
    NUMBER = "number"


def check_words(text: str, product_names: list[str]) -> WordsFault:
    """The first fault of ``text``, the gravest first."""
    bare = " ".join(text.split())
    if not bare:
        return WordsFault.MISSING
    if NUMBER.search(bare):
        return WordsFault.NUMBER
    if FILE_NAME.search(bare):
        return WordsFault.FILE_NAME
    if EMPTY_WORD.match(bare):
        return WordsFault.EMPTY
    if bare.casefold() in {" ".join(name.split()).casefold() for name in product_names}:
        return WordsFault.SAME
    return WordsFault.SHORT if len(bare) < SHORTEST else WordsFault.NONE


def suggest_words(*, name: str, unit: str = "", description: str = "", shop: str = "") -> str:
    """A start from what is known about the product: its name, its unit, the first few words about it."""
    first = re.split(r"[.!?\n]", " ".join(description.split()), maxsplit=1)[0].strip(" ,;:")
    parts = [f"{name} ({unit})" if unit else name, *([first] if first else [])]
    text = ", ".join(parts)
    if not first and shop:
        text = f"{text}, {shop}"
    if len(text) <= LONGEST_SUGGESTION:
        return text
    return text[:LONGEST_SUGGESTION].rsplit(" ", 1)[0].rstrip(" ,;:(")
