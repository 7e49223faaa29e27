"""Writing rubrics and reviews."""

from __future__ import annotations

from typing import Any, TypeVar

from sandbox.reviews.models import Review, Rubric
from sandbox.reviews.queries import review_by, rubric_of
from sandbox.web.editing import EditConflict, apply_edit
from sandbox.web.transaction import try_insert

Row = TypeVar("Row", Review, Rubric)


def save_review(
    *, trainer_id: int, shop_id: int, marks: dict[str, int], comment: str, version: int, save_key: str = ""
) -> Review:
    """Save one trainer's review of one shop; nothing is stored while it is still empty.

    ``version`` is 0 for a review that did not exist when the form was shown. Raises EditConflict when the
    same trainer saved from elsewhere meanwhile. Other trainers' reviews are separate rows.
    """
    review = review_by(trainer_id, shop_id, to_change=True)
    if review is None:
        if version != 0:
            raise EditConflict({"marks": {}})
        review = Review(
            trainer_id=trainer_id, shop_id=shop_id, marks={}, comment="", row_version=0, save_key=""
        )
        if (marks or comment) and not try_insert(review):
            review = _of_twin(review_by(trainer_id, shop_id, to_change=True))
    apply_edit(review, {"marks": marks, "comment": comment}, version=version, save_key=save_key)
    return review


def save_rubric(
    *, classroom_id: int, criteria: list[dict[str, Any]], version: int, save_key: str = ""
) -> Rubric:
    """Save the class's own wording of the rubric. Raises EditConflict as :func:`save_review` does."""
    rubric = rubric_of(classroom_id, to_change=True)
    if rubric is None:
        if version != 0:
            raise EditConflict({"criteria": []})
        rubric = Rubric(classroom_id=classroom_id, criteria=[], row_version=0, save_key="")
        if not try_insert(rubric):
            rubric = _of_twin(rubric_of(classroom_id, to_change=True))
    apply_edit(rubric, {"criteria": criteria}, version=version, save_key=save_key)
    return rubric


def _of_twin(row: Row | None) -> Row:
    """The row a twin request has just stored; gone again (its class was wiped), it is a conflict."""
    if row is None:
        raise EditConflict({})
    return row
