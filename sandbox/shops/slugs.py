"""Addresses made from names: lower-case ASCII words joined by hyphens. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST = 48
"""Longest slug in characters; an address that can still be read aloud."""
RESERVED = frozenset({"pesan"})
"""Never a slug: ``/t/<shop>/pesan`` is the order chat, so a product of that address could not be reached."""


def make_slug(name: str, fallback: str) -> str:
    """The slug of ``name``; ``fallback`` (itself a slug) when no ASCII letter or digit is left.

    >>> make_slug("Keripik Bu Siti (Jéngkol)", "toko")
    'keripik-bu-siti-jengkol'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    slug = "-".join(words)[: LONGEST + 1]
    if len(slug) > LONGEST:  # end at a whole word where there is one
        slug = slug[:LONGEST] if "-" not in slug[1:] else slug[: slug.rindex("-")][:LONGEST]
    return slug.strip("-") or fallback


def free_slug(wanted: str, taken: Collection[str]) -> str:
    """``wanted`` itself, or with the first free number behind it: ``-2``, ``-3`` ..."""
    if wanted not in taken and wanted not in RESERVED:
        return wanted
    number = 2
    while (slug := f"{wanted[: LONGEST - len(str(number)) - 1].rstrip('-')}-{number}") in taken:
        number += 1
    return slug
