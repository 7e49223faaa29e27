"""Read a country's market numbers (``<country>/market.toml``) as a plain dict.

Packs sit below the campaigns wing, so this returns plain data; ``campaigns.market.tuning.tuning_from_dict``
checks and types it.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

_PACKS = Path(__file__).parent
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def pack_file(country: str, name: str) -> Path:
    """Return where a country's file lies; ``ValueError`` for a country that is not a plain folder name."""
    if not _NAME.fullmatch(country):
        raise ValueError(f"not a country pack: {country!r}")
    return _PACKS / country / name


def load_tuning(country: str = "indonesia") -> dict[str, Any]:
    """Return the country's market parameters, each ``{value, unit, range, grade, source}``, and ``version``.

    ``ValueError`` for a name that is not a plain folder name, ``FileNotFoundError`` for a country without a
    market, ``tomllib.TOMLDecodeError`` for a broken file.
    """
    with pack_file(country, "market.toml").open("rb") as file:
        return tomllib.load(file)
