"""Read what a country's coach looks for (``<country>/coach.toml``) as plain data.

Packs sit below the posts wing; ``posts.coach.loading.coach_book_of`` checks and types it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


@cache
def load_coach_data(country: str = "indonesia") -> dict[str, Any]:
    """The country's rules as written, read once."""
    with (HERE / country / "coach.toml").open("rb") as file:
        return tomllib.load(file)
