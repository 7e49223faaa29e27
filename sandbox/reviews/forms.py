"""The marking form and the rubric form, made from the class's criteria."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms.fields.core import UnboundField

from sandbox.lang.texts import lazy_t
from sandbox.reviews.models import Review
from sandbox.reviews.presenters import Criterion
from sandbox.reviews.scoring import LEVELS
from sandbox.web.editing import ChoiceField, EditForm
from sandbox.web.forms import LineField, TextField

COMMENT_LIMIT = 1_000
TITLE_LIMIT = 60
LEVEL_LIMIT = 300


class MarkField(ChoiceField):
    """One level of one criterion, or nothing yet."""

    keys = frozenset({None, "", *(str(level) for level in LEVELS)})


class ReviewFormBase(EditForm):
    """The part of the marking form that is the same for every rubric."""

    comment = TextField(lazy_t("reviews-comment"), limit=COMMENT_LIMIT)
    criteria: Sequence[Criterion] = ()

    def facts(self) -> dict[str, Any]:
        """``marks`` by criterion key, and the ``comment``."""
        marks = {
            item.key: int(self[item.field_name].data) for item in self.criteria if self[item.field_name].data
        }
        return {"marks": marks, "comment": self.comment.data or ""}


def review_form(criteria: Sequence[Criterion], review: Review | None) -> ReviewFormBase:
    """The marking form for these criteria, filled with what the trainer has marked so far."""
    fields: dict[str, UnboundField] = {item.field_name: MarkField(item.title) for item in criteria}
    form_class = type("ReviewForm", (ReviewFormBase,), {**fields, "criteria": tuple(criteria)})
    stored: dict[str, Any] = {}
    if review is not None:
        stored = {f"mark-{key}": str(level) for key, level in review.marks.items()}
        stored["comment"] = review.comment
    return form_class(review.row_version if review else 0, data=stored)


class RubricFormBase(EditForm):
    """The rubric's wording: a title and three descriptions for each criterion."""

    criteria: Sequence[Criterion] = ()

    def facts(self) -> dict[str, Any]:
        """``criteria`` as stored in Rubric."""
        return {
            "criteria": [
                {
                    "key": item.key,
                    "title": self[f"title-{item.key}"].data,
                    "levels": [self[f"level-{item.key}-{level}"].data for level in LEVELS],
                }
                for item in self.criteria
            ]
        }


def rubric_form(criteria: Sequence[Criterion], version: int) -> RubricFormBase:
    """The rubric form, filled with the present wording."""
    fields: dict[str, Any] = {"criteria": tuple(criteria)}
    stored: dict[str, Any] = {}
    for item in criteria:
        fields[f"title-{item.key}"] = LineField(lazy_t("reviews-title"), limit=TITLE_LIMIT, required=True)
        stored[f"title-{item.key}"] = item.title
        for value, name, text in item.levels:
            fields[f"level-{item.key}-{value}"] = TextField(name, limit=LEVEL_LIMIT, required=True)
            stored[f"level-{item.key}-{value}"] = text
    return type("RubricForm", (RubricFormBase,), fields)(version, data=stored)
