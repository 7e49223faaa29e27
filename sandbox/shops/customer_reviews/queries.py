"""Reading customer reviews, and finding the shops they are about."""

from __future__ import annotations

from flask import abort
from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from sandbox.extensions import db
from sandbox.shops.enums import ShopState
from sandbox.shops.models import CustomerReview, Shop, ShopKeeper
from sandbox.web.gate import Actor


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


def shop_to_visit(actor: Actor, slug: str, *, to_change: bool = False) -> Shop:
    """A shop on display in one of the actor's classes; 404 for a neighbour's and for a draft.

    ``to_change`` locks its row where the database can.
    """
    if "\x00" in slug:  # no slug has one, and PostgreSQL refuses it
        abort(404)
    query = select(Shop).where(
        Shop.slug == slug, Shop.classroom_id.in_(actor.classroom_ids), Shop.state == ShopState.SHOWN
    )
    return db.first_or_404(query.with_for_update(of=Shop) if to_change else query)


def class_shop_to_change(classroom_id: int, shop_id: int) -> Shop:
    """A shop of this class, its row locked where the database can; 404 for any other."""
    return db.first_or_404(
        select(Shop).where(Shop.id == shop_id, Shop.classroom_id == classroom_id).with_for_update(of=Shop)
    )


def keeps_shop(shop_id: int, participant_id: int) -> bool:
    """Whether this person is one of the shop's keepers."""
    query = select(ShopKeeper.id).where(
        ShopKeeper.shop_id == shop_id, ShopKeeper.participant_id == participant_id
    )
    return db.session.scalar(query) is not None
