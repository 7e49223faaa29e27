"""Read where a country's sellers put links and with which inks they print codes (``<country>/links.toml``)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sandbox.packs.reading import Table, Words, folder_of, read_toml

WAYS = frozenset({"text", "address", "qr", "other"})
LABEL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
COLOUR = re.compile(r"#[0-9a-f]{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere a link is put. ``short`` stands in the short address for ``source`` and ``medium``, which is how
    a counter elsewhere would be told. ``way`` says what is given out: a text, an address, a QR; ``other`` is not
    offered and only counted.
    """

    short: str
    name: Words
    hint: Words
    source: str
    medium: str
    way: str


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour for codes on white, ``#rrggbb``."""

    colour: str
    name: Words


@dataclass(frozen=True, slots=True)
class LinkPack:
    """Everything about links of one country. ``titles`` are words that announce a person's name."""

    checked_on: dt.date
    source: str
    places: Mapping[str, Place]
    mediums: Mapping[str, Words]
    titles: tuple[str, ...]
    inks: tuple[Ink, ...]

    def medium_of(self, short: str) -> str:
        """The medium of a known place, "" for any other source."""
        return self.places[short].medium if short in self.places else ""


@cache
def load_links(country: str, locales: tuple[str, ...]) -> LinkPack:
    """The country's places and inks, once per process. Raises ``PackError`` naming file and key at fault."""
    return read_links(folder_of(country) / "links.toml", locales)


def read_links(path: Path, locales: tuple[str, ...]) -> LinkPack:
    """Read and check one file. Raises ``PackError``."""
    file = read_toml(path)
    checked_on = file.day("checked_on")
    mediums = {}
    for row in file.tables("mediums"):
        mediums[_label(row, "key")] = row.words("name", locales)
        row.done()
    places = {}
    for row in file.tables("places"):
        place = _place(row, locales, frozenset(mediums))
        if place.short in places:
            raise row.fault("short", f"'{place.short}' is there twice")
        places[place.short] = place
    if missing := {"qr", "link"} - places.keys():
        raise file.fault("places", f"must have {', '.join(sorted(missing))}")
    words = file.table("words")
    titles = words.texts("titles")
    words.done()
    pack = LinkPack(
        checked_on,
        file.text("source"),
        MappingProxyType(places),
        MappingProxyType(mediums),
        titles,
        tuple(_ink(row, locales) for row in file.tables("inks")),
    )
    file.done()
    return pack


def _place(row: Table, locales: tuple[str, ...], mediums: frozenset[str]) -> Place:
    place = Place(
        short=_label(row, "short"),
        name=row.words("name", locales),
        hint=row.words("hint", locales),
        source=_label(row, "source"),
        medium=row.one_of("medium", mediums),
        way=row.one_of("way", WAYS),
    )
    row.done()
    return place


def _ink(row: Table, locales: tuple[str, ...]) -> Ink:
    colour = row.text("colour")
    if not COLOUR.fullmatch(colour):
        raise row.fault("colour", "must be #rrggbb in small letters")
    ink = Ink(colour, row.words("name", locales))
    row.done()
    return ink


def _label(row: Table, key: str) -> str:
    text = row.text(key)
    if not LABEL.fullmatch(text):
        raise row.fault(key, "must be small letters, digits and hyphens")
    return text
