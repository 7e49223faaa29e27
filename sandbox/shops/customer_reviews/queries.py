"""Reading customer reviews."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from sandbox.extensions import db
from sandbox.shops.models import CustomerReview


def shown_reviews(shop_id: int) -> list[CustomerReview]:
    """What visitors of a shop may read, newest first, with authors and products; hidden ones left out."""
    return list(db.session.scalars(_of_shop(shop_id).where(CustomerReview.hidden_at.is_(None))))


def all_reviews(shop_id: int) -> list[CustomerReview]:
    """Every review of a shop, hidden ones too, newest first, with authors and products."""
    return list(db.session.scalars(_of_shop(shop_id)))


def _of_shop(shop_id: int) -> Select[tuple[CustomerReview]]:
    return (
        select(CustomerReview)
        .where(CustomerReview.shop_id == shop_id)
        .order_by(CustomerReview.created_at.desc(), CustomerReview.id.desc())
        .options(selectinload(CustomerReview.author), selectinload(CustomerReview.product))
    )


def review_by(shop_id: int, author_id: int) -> CustomerReview | None:
    """What this person said about this shop; None before they did."""
    return db.session.scalar(
        select(CustomerReview).where(CustomerReview.shop_id == shop_id, CustomerReview.author_id == author_id)
    )


def get_review(shop_id: int, review_id: int) -> CustomerReview:
    """One review of this shop; 404 for any other."""
    return db.first_or_404(
        select(CustomerReview).where(CustomerReview.id == review_id, CustomerReview.shop_id == shop_id)
    )
