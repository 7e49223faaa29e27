"""Read what a country's channels show and take (``<country>/channels.toml``), checking every key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sandbox.packs.reading import Table, Words, folder_of, read_toml

LONGEST_CAPTION = 100_000
LARGEST_SIDE = 10_000
KINDS = frozenset({"feed", "story", "wall", "video", "status", "chat", "listing"})
FRAMES = frozenset({"fill", "whole"})


@dataclass(frozen=True, slots=True)
class Channel:
    """One place a post can be seen.

    ``kind`` says how it is drawn. ``picture`` is (width, height) in pixels; ``frame`` "fill" cuts the photo
    to that shape, "whole" shows all of it; ``safe`` are the pixels at top and bottom that the app covers;
    ``smallest`` is the shorter side it asks for, 0 when it does not say. ``title`` is the most characters of
    a title, 0 without one; ``caption`` the most it takes, 0 for none; ``shown_first`` how many are seen
    without a tap; ``hashtags`` the most it allows, 0 when it does not say. ``sure`` is False for limits no
    page confirmed.
    """

    key: str
    name: Words
    kind: str
    picture: tuple[int, int]
    frame: str
    safe: tuple[int, int]
    smallest: int
    title: int
    caption: int
    shown_first: int
    hashtags: int
    sure: bool
    source: str


@dataclass(frozen=True, slots=True)
class Channels:
    """Every channel, the day they were looked up, and words of the country that captions use.

    ``district_titles`` are left out when people say where they are from; ``hashtag_stems`` stand before a
    district in a hashtag; ``benefit`` and ``proof`` are words by which those parts of a caption are known.
    """

    checked_on: dt.date
    by_key: Mapping[str, Channel]
    district_titles: tuple[str, ...]
    hashtag_stems: tuple[str, ...]
    benefit: tuple[str, ...]
    proof: tuple[str, ...]

    def __iter__(self) -> Iterator[Channel]:
        return iter(self.by_key.values())

    def __contains__(self, key: object) -> bool:
        return key in self.by_key

    def __getitem__(self, key: str) -> Channel:
        return self.by_key[key]

    def say_district(self, name: str) -> str:
        """A district's name as people say it: ``Kabupaten Madiun`` -> ``Madiun``."""
        first, _, rest = name.partition(" ")
        return rest if rest and first in self.district_titles else name


@cache
def load_channels(country: str, locales: tuple[str, ...]) -> Channels:
    """The country's channels, once per process. Raises ``PackError`` naming file and key at fault."""
    return read_channels(folder_of(country) / "channels.toml", locales)


def read_channels(path: Path, locales: tuple[str, ...]) -> Channels:
    """Read and check one file. Raises ``PackError``."""
    file = read_toml(path)
    checked_on = file.day("checked_on")
    words = file.table("words")
    lists = [words.texts(name) for name in ("district_titles", "hashtag_stems", "benefit", "proof")]
    words.done()
    channels = {
        key: _channel(key, file.table(key), locales) for key in file if key not in {"checked_on", "words"}
    }
    return Channels(checked_on, MappingProxyType(channels), *lists)


def _channel(key: str, table: Table, locales: tuple[str, ...]) -> Channel:
    caption = table.whole("caption", 0, LONGEST_CAPTION)
    picture = _pair(table, "picture", 1, LARGEST_SIDE)
    channel = Channel(
        key=key,
        name=table.words("name", locales),
        kind=table.one_of("kind", KINDS),
        picture=picture,
        frame=table.one_of("frame", FRAMES),
        safe=_pair(table, "safe", 0, picture[1] // 3),
        smallest=table.whole("smallest", 0, min(picture)),
        title=table.whole("title", 0, LONGEST_CAPTION),
        caption=caption,
        shown_first=table.whole("shown_first", min(1, caption), caption),
        hashtags=table.whole("hashtags", 0, 100),
        sure=table.yes_no("sure"),
        source=table.text("source"),
    )
    table.done()
    return channel


def _pair(table: Table, key: str, low: int, high: int) -> tuple[int, int]:
    """Two whole numbers within bounds."""
    pair = table.raw(key)
    is_pair = isinstance(pair, list) and len(pair) == 2
    if not (is_pair and all(type(side) is int and low <= side <= high for side in pair or ())):
        raise table.fault(key, f"must be two whole numbers from {low} to {high} (pixels)")
    return pair[0], pair[1]
