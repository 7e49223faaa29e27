"""The list of districts of a country: found by code, searched by what a person types."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from sandbox.packs.reading import PackError

COLUMNS = ["code", "name", "province"]


@dataclass(frozen=True, slots=True)
class District:
    """A second-level area. `code` is the official one and never changes hands."""

    code: str
    name: str
    province: str

    @property
    def label(self) -> str:
        """Name and province, as shown in a list of choices."""
        return f"{self.name}, {self.province}"


class Districts:
    """All districts of a pack, in the order of their codes."""

    def __init__(self, rows: tuple[District, ...]) -> None:
        self.all = rows
        self._by_code = {row.code: row for row in rows}
        self._search = [(row, row.name.casefold().split(), row.province.casefold().split()) for row in rows]

    @classmethod
    def read(cls, path: Path) -> Districts:
        """Read `districts.csv`. Raises `PackError` for a missing file or column, a gap, a code used twice."""
        if not path.is_file():
            raise PackError(f"{path.name}: file is missing")
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if reader.fieldnames != COLUMNS:
                raise PackError(f"{path.name}: columns must be {', '.join(COLUMNS)}")
            rows = []
            for line, row in enumerate(reader, start=2):
                if not all(row.get(column) for column in COLUMNS) or None in row:
                    raise PackError(f"{path.name}: line {line} is not complete")
                rows.append(District(row["code"], row["name"], row["province"]))
        if len({row.code for row in rows}) != len(rows):
            raise PackError(f"{path.name}: a code is used twice")
        return cls(tuple(sorted(rows, key=lambda row: row.code)))

    def meant(self, typed: str) -> tuple[District, ...]:
        """The district called `typed` by code, name or label, else those a search finds (at most three)."""
        if (by_code := self.find(typed)) is not None:
            return (by_code,)
        wanted = typed.casefold()
        exact = tuple(row for row in self.all if wanted in {row.name.casefold(), row.label.casefold()})
        return exact or self.search(typed, 3)

    def find(self, code: str | None) -> District | None:
        """The district with this code, or None."""
        return self._by_code.get(code) if code else None

    def search(self, text: str, limit: int) -> tuple[District, ...]:
        """Districts where every typed word starts a word of the name or the province.

        Names come before provinces and whole words before beginnings, so "madiun" gives both Madiuns first
        and "kota ambon" gives Ambon. Spaces do not matter: "baubau" finds "Bau Bau".
        """
        typed = text.casefold().replace(".", " ").replace(",", " ").split()
        if not typed:
            return ()
        joined = "".join(typed)
        ranked = []
        for row, name, province in self._search:
            if all(any(word.startswith(t) for word in name) for t in typed):
                rank = 0 if all(t in name for t in typed) else 1
            elif joined in "".join(name):
                rank = 2
            elif all(any(word.startswith(t) for word in name + province) for t in typed):
                rank = 3
            else:
                continue
            ranked.append((rank, row.code, row))
        return tuple(row for _, _, row in sorted(ranked, key=lambda found: found[:2])[:limit])
