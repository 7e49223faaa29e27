"""Read a country's events (``<country>/events.toml``) as a plain dict.

Packs sit below the campaigns wing, so this returns plain data; ``campaigns.market.events.event_kinds``
checks and types it.  What people read about a kind stands in the translations, under its key.
"""

from __future__ import annotations

import tomllib
from typing import Any

from sandbox.packs.market import pack_file


def load_events(country: str = "indonesia") -> dict[str, Any]:
    """Return the country's kinds of events by key, each effect ``{value, unit, range, grade, source}``.

    ``ValueError`` for a name that is not a plain folder name, ``FileNotFoundError`` for a country without
    events, ``tomllib.TOMLDecodeError`` for a broken file.
    """
    with pack_file(country, "events.toml").open("rb") as file:
        return tomllib.load(file)
