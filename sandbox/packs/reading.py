"""Checked reading of pack files: every fault says which file and which key."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
MOST_MONEY = 1_000_000_000
"""The largest amount of money a file may name."""


class PackError(Exception):
    """A pack file is missing, unreadable or says something impossible; the message names file and key."""


class Words:
    """One text in each language of the pack. `words("en")` reads it; an unknown language gives the first."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    def __call__(self, locale: str) -> str:
        found = self._texts.get(locale)
        return found if found is not None else next(iter(self._texts.values()))

    @property
    def locales(self) -> tuple[str, ...]:
        """Language codes present, default first."""
        return tuple(self._texts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self._texts == other._texts

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))

    def __repr__(self) -> str:
        return f"Words({self._texts!r})"


class Table:
    """A TOML table that complains clearly. Every key must be read: `done()` reports what nobody asked for."""

    def __init__(self, values: Mapping[str, Any], where: str) -> None:
        self._values = values
        self._unread = set(values)
        self.where = where

    def fault(self, key: str, problem: str) -> PackError:
        """A `PackError` for `key` of this table, to be raised by the caller."""
        return PackError(f"{self.where}: {key}: {problem}")

    def text(self, key: str) -> str:
        """A text that is not blank."""
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(key, "must be a text that is not empty")
        return value

    def words(self, key: str, locales: tuple[str, ...]) -> Words:
        """The same text in exactly these languages."""
        return as_words(self._take(key), locales, f"{self.where}: {key}")

    def whole(self, key: str, lowest: int, highest: int) -> int:
        """A whole number from `lowest` to `highest`."""
        value = self._take(key)
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            raise self.fault(key, f"must be a whole number from {lowest} to {highest}, not {value!r}")
        return value

    def span(self, key: str, lowest: int, highest: int) -> tuple[int, int]:
        """Two whole numbers `[low, high]` from `lowest` to `highest`, the first not above the second."""
        value = self._take(key)
        if (
            not isinstance(value, list)
            or len(value) != 2
            or any(not isinstance(end, int) or isinstance(end, bool) for end in value)
            or not lowest <= value[0] <= value[1] <= highest
        ):
            raise self.fault(key, f"must be [low, high] from {lowest} to {highest}, not {value!r}")
        return value[0], value[1]

    def maybe_text(self, key: str) -> str:
        """A text that may be empty."""
        value = self._take(key)
        if not isinstance(value, str):
            raise self.fault(key, "must be a text")
        return value.strip()

    def yes_no(self, key: str) -> bool:
        """True or false."""
        value = self._take(key)
        if not isinstance(value, bool):
            raise self.fault(key, "must be true or false")
        return value

    def day(self, key: str) -> dt.date:
        """A day such as `2026-11-21`."""
        value = self._take(key)
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            raise self.fault(key, "must be a day like 2026-11-21")
        return value

    def one_of(self, key: str, allowed: Any) -> str:
        """A text found among `allowed`."""
        value = self.text(key)
        if value not in allowed:
            raise self.fault(key, f"'{value}' is not known here; known: {', '.join(sorted(allowed)[:30])}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none twice."""
        value = self._take(key)
        if not isinstance(value, list) or not value or not all(isinstance(v, str) and v for v in value):
            raise self.fault(key, "must be a list of texts")
        if len(set(value)) != len(value):
            raise self.fault(key, "has something twice")
        return tuple(value)

    def table(self, key: str) -> Table:
        """A table inside this one."""
        value = self._take(key)
        if not isinstance(value, dict):
            raise self.fault(key, "must be a table")
        return Table(value, f"{self.where}: {key}")

    def tables(self, key: str) -> Iterator[Table]:
        """A list of tables inside this one."""
        value = self._take(key)
        if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
            raise self.fault(key, "must be a list of tables")
        for number, entry in enumerate(value, start=1):
            yield Table(entry, f"{self.where}: {key} {entry.get('key', number)}")

    def raw(self, key: str) -> Any:
        """A value of a kind of its own, which the caller checks."""
        return self._take(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def items(self) -> Iterator[tuple[str, Any]]:
        """Every key with its raw value, all counted as read."""
        self._unread.clear()
        yield from self._values.items()

    def has(self, key: str) -> bool:
        """Whether an optional key is present."""
        return key in self._values

    def done(self) -> None:
        """Raise `PackError` when a key was never read: most likely a slip in its spelling."""
        if self._unread:
            raise self.fault(", ".join(sorted(self._unread)), "unknown key")

    def _take(self, key: str) -> Any:
        if key not in self._values:
            raise self.fault(key, "is missing")
        self._unread.discard(key)
        return self._values[key]


def as_words(value: Any, locales: tuple[str, ...], where: str) -> Words:
    """Check that `value` is a text in exactly these languages."""
    if not isinstance(value, dict) or set(value) != set(locales):
        raise PackError(f"{where}: must be written in exactly: {', '.join(locales)}")
    for locale in locales:
        if not isinstance(value[locale], str) or not value[locale].strip():
            raise PackError(f"{where}: the text in '{locale}' is empty")
    return Words({locale: value[locale] for locale in locales})


def read_toml(path: Path) -> Table:
    """Read a TOML file of the pack."""
    where = f"{path.parent.name}/{path.name}"
    try:
        return Table(tomllib.loads(path.read_text(encoding="utf-8")), where)
    except FileNotFoundError:
        raise PackError(f"{where}: file is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{where}: {error}") from error


def folder_of(country: str) -> Path:
    """The folder of a pack. Raises `PackError` for what is not a pack's name."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", country):
        raise PackError(f"'{country}' is not a pack name")
    return HERE / country


def locales_of(folder: Path) -> tuple[str, ...]:
    """The languages of a pack, the default one first."""
    return read_toml(folder / "pack.toml").texts("locales")
