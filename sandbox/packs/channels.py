"""Read what a country's channels show and take (``<country>/channels.toml``), checking every key."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sandbox.packs.reading import PackError, Table, Words, read_toml

HERE = Path(__file__).resolve().parent
LONGEST_CAPTION = 100_000
LARGEST_SIDE = 10_000


@dataclass(frozen=True, slots=True)
class Channel:
    """One place a post can be seen.

    ``picture`` is (width, height) in pixels; ``caption`` the most characters it takes; ``shown_first`` how
    many are seen without a tap; ``hashtags`` the most it allows, 0 when it does not say. ``sure`` is False
    for limits no page confirmed.
    """

    key: str
    name: Words
    picture: tuple[int, int]
    caption: int
    shown_first: int
    hashtags: int
    sure: bool
    source: str


@dataclass(frozen=True, slots=True)
class Channels:
    """Every channel, the day they were looked up, and words of the country that captions use.

    ``district_titles`` are left out when people say where they are from.
    """

    checked_on: dt.date
    by_key: Mapping[str, Channel]
    district_titles: tuple[str, ...]

    def __getitem__(self, key: str) -> Channel:
        return self.by_key[key]

    def say_district(self, name: str) -> str:
        """A district's name as people say it: ``Kabupaten Madiun`` -> ``Madiun``."""
        first, _, rest = name.partition(" ")
        return rest if rest and first in self.district_titles else name


@cache
def load_channels(country: str, locales: tuple[str, ...]) -> Channels:
    """The country's channels, once per process. Raises ``PackError`` naming file and key at fault."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", country):
        raise PackError(f"'{country}' is not a pack name")
    return read_channels(HERE / country / "channels.toml", locales)


def read_channels(path: Path, locales: tuple[str, ...]) -> Channels:
    """Read and check one file. Raises ``PackError``."""
    file = read_toml(path)
    checked_on = dict(file.items()).get("checked_on")
    if not isinstance(checked_on, dt.date):
        raise file.fault("checked_on", "must be a day like 2026-11-21")
    words = file.table("words")
    titles = words.texts("district_titles")
    words.done()
    channels = {
        key: _channel(key, file.table(key), locales) for key in file if key not in {"checked_on", "words"}
    }
    return Channels(checked_on, MappingProxyType(channels), titles)


def _channel(key: str, table: Table, locales: tuple[str, ...]) -> Channel:
    facts = dict(table.items())
    picture = facts.get("picture")
    if not (
        isinstance(picture, list)
        and len(picture) == 2
        and all(isinstance(side, int) and 0 < side <= LARGEST_SIDE for side in picture)
    ):
        raise table.fault("picture", "must be [width, height] in pixels")
    if not isinstance(facts.get("sure"), bool):
        raise table.fault("sure", "must be true or false")
    caption = table.whole("caption", 1, LONGEST_CAPTION)
    if unknown := set(facts) - {"name", "picture", "caption", "shown_first", "hashtags", "sure", "source"}:
        raise table.fault(", ".join(sorted(unknown)), "unknown key")
    return Channel(
        key=key,
        name=table.words("name", locales),
        picture=(picture[0], picture[1]),
        caption=caption,
        shown_first=table.whole("shown_first", 1, caption),
        hashtags=table.whole("hashtags", 0, 100),
        sure=facts["sure"],
        source=table.text("source"),
    )
