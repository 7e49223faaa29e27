"""What the marking pages show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.lang.filters import number
from sandbox.packs.rubric import RubricTemplate
from sandbox.reviews.models import Review, Rubric
from sandbox.reviews.scoring import LEVELS, Standing, is_complete, standing


@dataclass(frozen=True)
class Criterion:
    """One thing to look at. ``levels`` are (value, name, description) from lowest to highest."""

    key: str
    title: str
    hint: str
    levels: tuple[tuple[int, str, str], ...]

    @property
    def field_name(self) -> str:
        """The form field of this criterion's mark."""
        return f"mark-{self.key}"


def criteria_of(rubric: Rubric | None, template: RubricTemplate, locale: str) -> tuple[Criterion, ...]:
    """The ready-made criteria in the reader's language, with the class's own wording on top."""
    own = {item["key"]: item for item in rubric.criteria} if rubric else {}
    shown = []
    for made in template.criteria:
        mine: dict[str, Any] = own.get(made.key, {})
        texts = mine.get("levels") or [level.text(locale) for level in made.levels]
        shown.append(
            Criterion(
                made.key,
                mine.get("title") or made.name(locale),
                made.hint(locale),
                tuple(
                    (value, level.name(locale), text)
                    for value, level, text in zip(LEVELS, made.levels, texts, strict=True)
                ),
            )
        )
    return tuple(shown)


@dataclass(frozen=True)
class MarkRow:
    """One shop in the trainer's list of shops to mark."""

    shop_id: int
    shop_name: str
    keepers: str
    is_mine_complete: bool
    is_mine_begun: bool
    others: str


def mark_rows(
    shops: Sequence[Any], reviews: dict[int, list[Review]], trainer_id: int, keys: list[str]
) -> list[MarkRow]:
    """Every shop with whether this trainer has marked it, and who else has."""
    rows = []
    for shop in shops:
        of_shop = reviews.get(shop.id, [])
        mine = next((review for review in of_shop if review.trainer_id == trainer_id), None)
        others = [review.trainer.name for review in of_shop if review.trainer_id != trainer_id]
        rows.append(
            MarkRow(
                shop.id,
                shop.name,
                ", ".join(keeper.participant.nickname for keeper in shop.keepers),
                mine is not None and is_complete(mine.marks, keys),
                mine is not None and bool(mine.marks),
                ", ".join(others),
            )
        )
    return rows


@dataclass(frozen=True)
class MarkedCriterion:
    """A criterion with what it came to. ``level`` is the whole level nearest below the mean."""

    criterion: Criterion
    level: int
    mean_text: str


@dataclass(frozen=True)
class MarkSheet:
    """A participant's own marks: points, each criterion, the comments, and one next step."""

    points_text: str
    most: int
    percent: int
    rows: tuple[MarkedCriterion, ...]
    comments: tuple[tuple[str, str], ...]
    next_criterion: Criterion | None
    next_text: str


def mark_sheet(reviews: Sequence[Review], criteria: Sequence[Criterion]) -> MarkSheet | None:
    """What a participant reads; None when nobody has marked the shop yet."""
    by_key = {criterion.key: criterion for criterion in criteria}
    result: Standing = standing([review.marks for review in reviews], list(by_key))
    if not result.means:
        return None
    rows = tuple(
        MarkedCriterion(by_key[key], int(mean), number(float(round(mean, 1)) if mean % 1 else int(mean)))
        for key, mean in result.means.items()
    )
    weakest = by_key[result.weakest] if result.weakest else None
    return MarkSheet(
        number(float(round(result.points, 1)) if result.points % 1 else int(result.points)),
        result.most,
        round(100 * result.points / result.most),
        rows,
        tuple((review.trainer.name, review.comment) for review in reviews if review.comment.strip()),
        weakest,
        weakest.levels[int(result.means[weakest.key])][2] if weakest else "",
    )
