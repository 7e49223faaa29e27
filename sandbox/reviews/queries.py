"""Reading rubrics and reviews, inside the actor's own classes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from sandbox.extensions import db
from sandbox.lang.texts import current_locale
from sandbox.packs.loader import Pack
from sandbox.reviews.models import Review, Rubric


def rubric_of(classroom_id: int, *, to_change: bool = False) -> Rubric | None:
    """The class's own rubric; None while it uses the ready-made one. ``to_change`` locks and reads afresh."""
    query = select(Rubric).where(Rubric.classroom_id == classroom_id)
    return db.session.scalar(_locked(query) if to_change else query)


def review_by(trainer_id: int, shop_id: int, *, to_change: bool = False) -> Review | None:
    """One trainer's review of one shop. ``to_change`` locks it and reads it afresh."""
    query = select(Review).where(Review.trainer_id == trainer_id, Review.shop_id == shop_id)
    return db.session.scalar(_locked(query) if to_change else query)


def _locked(query: Select[Any]) -> Select[Any]:
    """The row locked where the database can, as it is once the lock is ours."""
    return query.with_for_update().execution_options(populate_existing=True)


def reviews_of_shop(shop_id: int) -> Select[tuple[Review]]:
    """Every review of a shop with its trainer, oldest first."""
    return (
        select(Review)
        .where(Review.shop_id == shop_id)
        .order_by(Review.id)
        .options(selectinload(Review.trainer))
    )


def reviews_by_shop(shop_ids: Iterable[int]) -> dict[int, list[Review]]:
    """Every review of these shops in one query, by shop, oldest marker first; unmarked shops are left out."""
    found: dict[int, list[Review]] = {}
    for review in db.session.scalars(
        select(Review)
        .where(Review.shop_id.in_(list(shop_ids)))
        .order_by(Review.id)
        .options(selectinload(Review.trainer))
    ):
        found.setdefault(review.shop_id, []).append(review)
    return found


def criteria_titles(classroom_id: int, pack: Pack, *, extra: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Key and title of each criterion: the class's rubric, else the pack's, then ``extra`` keys."""
    rubric = rubric_of(classroom_id)
    locale = current_locale()
    titles = {criterion.key: criterion.name(locale) for criterion in pack.rubric.criteria}
    if rubric is not None:
        titles = {str(item["key"]): str(item["title"]) for item in rubric.criteria}
    return [*titles.items(), *((key, key) for key in sorted(set(extra) - set(titles)))]
