"""Two people, one shop."""

from __future__ import annotations

from sqlalchemy import select

from sandbox.extensions import db
from sandbox.shops.models import Shop, ShopKeeper
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
        return
    if (kept or db.session.scalar(query)) != shop.id:
        raise AlreadyKeepsShop
