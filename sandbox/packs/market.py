"""Read a country's market numbers as a plain dict: the newest from ``<country>/market.toml``, earlier ones that a
class may still be playing from ``<country>/market/<version>.toml``.

Packs sit below the campaigns wing, so this returns plain data; ``campaigns.market.tuning.tuning_from_dict``
checks and types it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

PACKS = Path(__file__).parent
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def pack_file(country: str, name: str, packs: Path = PACKS) -> Path:
    """Return where a country's file lies; ``ValueError`` for a country that is not a plain folder name."""
    if not _NAME.fullmatch(country):
        raise ValueError(f"not a country pack: {country!r}")
    return packs / country / name


def load_tuning(country: str = "indonesia", version: str = "", *, packs: Path = PACKS) -> dict[str, Any]:
    """Return the country's market parameters, each ``{value, unit, range, grade, source}``, and ``version``.

    Without a version the newest.  ``ValueError`` for a name that is not a plain folder name and for a file
    that holds another version than its name says, ``FileNotFoundError`` for a country without a market and for
    a version that is not kept, ``tomllib.TOMLDecodeError`` for a broken file.
    """
    newest = _read(pack_file(country, "market.toml", packs))
    if version in {"", newest["version"]}:
        return newest
    if version not in kept_versions(country, packs=packs):
        raise FileNotFoundError(f"{country}: market numbers {version!r} are not kept")
    earlier = _read(pack_file(country, f"market/{version}.toml", packs))
    if earlier["version"] != version:
        raise ValueError(f"{country}/market/{version}.toml holds version {earlier['version']!r}")
    return earlier


@cache
def kept_versions(country: str, *, packs: Path = PACKS) -> tuple[str, ...]:
    """Return the versions a class can play with, the newest first; errors as :func:`load_tuning`."""
    earlier = sorted(path.stem for path in pack_file(country, "market", packs).glob("*.toml"))
    return (_read(pack_file(country, "market.toml", packs))["version"], *earlier)


def version_to_use(country: str, versions: Iterable[str], *, packs: Path = PACKS) -> str:
    """Return the first of ``versions`` that is kept, otherwise the newest."""
    kept = kept_versions(country, packs=packs)
    return next((version for version in versions if version in kept), kept[0])


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
