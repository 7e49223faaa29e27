"""The ready-made rubric of a country (``<country>/rubric.toml``)."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.packs.reading import Table, Words


@dataclass(frozen=True, slots=True)
class RubricLevel:
    """One step of a criterion; `score` rises from 1."""

    score: int
    name: Words
    text: Words


@dataclass(frozen=True, slots=True)
class RubricCriterion:
    """One thing to look at, with its steps from lowest to highest."""

    key: str
    name: Words
    hint: Words
    levels: tuple[RubricLevel, ...]


@dataclass(frozen=True, slots=True)
class RubricTemplate:
    """A ready-made rubric that trainers may edit."""

    key: str
    name: Words
    criteria: tuple[RubricCriterion, ...]


def read_rubric(file: Table, locales: tuple[str, ...]) -> RubricTemplate:
    """Read and check it. Raises ``PackError``."""
    criteria = []
    for table in file.tables("criteria"):
        levels = []
        for step, row in enumerate(table.tables("levels"), start=1):
            score = row.whole("score", step, step)
            levels.append(RubricLevel(score, row.words("name", locales), row.words("text", locales)))
            row.done()
        criteria.append(
            RubricCriterion(
                key=table.text("key"),
                name=table.words("name", locales),
                hint=table.words("hint", locales),
                levels=tuple(levels),
            )
        )
        table.done()
    rubric = RubricTemplate(file.text("key"), file.words("name", locales), tuple(criteria))
    file.done()
    return rubric
