"""Numbers of rows as strangers send them: in addresses, behind the question mark, in hidden fields."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter

MOST_DIGITS = 9
"""No database refuses a number this long, and no installation counts further."""


class RowIdConverter(IntegerConverter):
    """``<int:...>`` in addresses: a longer number is no address of ours, so it is 404 and asks no database."""

    regex = rf"\d{{1,{MOST_DIGITS}}}"


def row_id(typed: str) -> int:
    """The number somebody sent; 0, which no row has, when it is none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else 0


def init_numbers(app: Flask) -> None:
    """Use it for every route; call it before the first view is registered."""
    app.url_map.converters["int"] = RowIdConverter
