"""Writing, answering, hiding and forgetting customer reviews. Visitors see each change at once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, inspect, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapper

from sandbox.classrooms.queries import Participant
from sandbox.clock import now
from sandbox.extensions import db
from sandbox.shops.customer_reviews.queries import keeps_shop, review_by
from sandbox.shops.models import CustomerReview, Shop
from sandbox.shops.operations.touch import touch_page
from sandbox.web.transaction import try_insert


class OwnShop(Exception):
    """Nobody reviews the shop they keep."""


class HiddenReview(Exception):
    """What a trainer has hidden is not deleted, or a new one in its place would be shown again."""


def write_review(
    *, shop: Shop, author_id: int, stars: int, words: str, product_id: int | None
) -> CustomerReview:
    """What this person says about the shop: the first time a new review, later the same one changed.

    Raises OwnShop for a keeper. A review a trainer has hidden stays hidden.
    """
    if keeps_shop(shop.id, author_id):
        raise OwnShop
    facts = {"stars": stars, "words": words, "product_id": product_id}
    review = CustomerReview(shop_id=shop.id, author_id=author_id, **facts)
    before = review_by(shop.id, author_id)
    if before is None and not try_insert(review):
        before = review_by(shop.id, author_id)  # sent twice at the same moment
    if before is not None:
        review = before
        for name, value in facts.items():
            setattr(review, name, value)
        review.updated_at = now()
    touch_page(shop)
    return review


def remove_review(*, shop: Shop, review: CustomerReview) -> None:
    """Its author takes it back, and the answer goes with it.

    Raises HiddenReview for one a trainer has hidden; its words can still be emptied.
    """
    if review.hidden_at is not None:
        raise HiddenReview
    db.session.delete(review)
    touch_page(shop)


def answer_review(*, shop: Shop, review: CustomerReview, reply: str) -> None:
    """The keepers' one answer; an empty one takes it away again."""
    review.reply = reply
    touch_page(shop)


def hide_review(*, shop: Shop, review: CustomerReview, is_hidden: bool) -> None:
    """A trainer takes a review off the page, or puts it back."""
    review.hidden_at = now() if is_hidden else None
    touch_page(shop)


@event.listens_for(Participant, "before_update")
def _reviewer_renamed(_mapper: Mapper[Any], connection: Connection, person: Participant) -> None:
    """A new name shows on every page this person wrote on, whichever wing changed it."""
    if inspect(person).attrs.nickname.history.has_changes():
        _touch_reviewed_pages(connection, person.id)


@event.listens_for(Participant, "before_delete")
def _reviewer_removed(_mapper: Mapper[Any], connection: Connection, person: Participant) -> None:
    """Somebody forgotten for good is so on the pages of others too."""
    _touch_reviewed_pages(connection, person.id)


def _touch_reviewed_pages(connection: Connection, author_id: int) -> None:
    reviewed = select(CustomerReview.shop_id).where(CustomerReview.author_id == author_id)
    connection.execute(update(Shop).where(Shop.id.in_(reviewed)).values(page_version=Shop.page_version + 1))
