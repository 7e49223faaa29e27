"""Two people, one shop."""

from __future__ import annotations

from sqlalchemy import delete, select

from sandbox.extensions import db
from sandbox.shops.models import CustomerReview, Shop, ShopKeeper
from sandbox.shops.operations.touch import touch_page
from sandbox.web.transaction import try_insert


class AlreadyKeepsShop(Exception):
    """The participant has a shop already; a person keeps at most one."""


def join_shop(*, shop: Shop, participant_id: int) -> None:
    """Make the participant a keeper of ``shop`` too. Joining twice is joining once.

    Raises AlreadyKeepsShop when they keep another shop.
    """
    query = select(ShopKeeper.shop_id).where(ShopKeeper.participant_id == participant_id)
    kept = db.session.scalar(query)
    if kept is None and try_insert(ShopKeeper(shop_id=shop.id, participant_id=participant_id)):
        _forget_own_review(shop, participant_id)
        return
    if (kept or db.session.scalar(query)) != shop.id:
        raise AlreadyKeepsShop


def _forget_own_review(shop: Shop, participant_id: int) -> None:
    """What somebody wrote as a visitor goes when they become a keeper: nobody reviews their own shop."""
    own = (CustomerReview.shop_id == shop.id, CustomerReview.author_id == participant_id)
    if db.session.scalar(select(CustomerReview.id).where(*own)) is not None:
        db.session.execute(delete(CustomerReview).where(*own))
        touch_page(shop)
