"""Files a trainer takes away: tables as CSV, with a name a folder can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flask import Response, make_response

from sandbox.lang.csv_cells import csv_text


def csv_download(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A table as a download called ``<name>.csv``; nobody between here and the laptop keeps a copy."""
    response = make_response(csv_text(head, rows))
    response.mimetype = "text/csv"
    response.headers["Content-Disposition"] = f"attachment; filename={name}.csv"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def file_word(name: str) -> str:
    """A typed name as part of a file name: plain letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40] or "data"
