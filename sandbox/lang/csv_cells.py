"""CSV that spreadsheets open as it was meant. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from sandbox.lang.text_clean import visible_part

BOM = "\ufeff"
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def guarded(cell: object) -> object:
    """A text that a spreadsheet would run as a formula gets a leading apostrophe; numbers stay numbers."""
    if isinstance(cell, str) and visible_part(cell).lstrip().startswith(_FORMULA_STARTS):
        return "'" + cell
    return "" if cell is None else cell


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The whole file: byte order mark (for Excel), header, one line a row, CRLF line ends."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(cell) for cell in head])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()
