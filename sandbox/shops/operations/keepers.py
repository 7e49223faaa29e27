"""Two people, one shop."""

from __future__ import annotations

from sqlalchemy import select

from sandbox.extensions import db
from sandbox.shops.models import Shop, ShopKeeper


class AlreadyKeepsShop(Exception):
    """The participant has a shop already; a person keeps at most one."""


def join_shop(*, shop: Shop, participant_id: int) -> None:
    """Make the participant a keeper of ``shop`` too. Joining twice is joining once.

    Raises AlreadyKeepsShop when they keep another shop.
    """
    kept = db.session.scalar(select(ShopKeeper.shop_id).where(ShopKeeper.participant_id == participant_id))
    if kept == shop.id:
        return
    if kept is not None:
        raise AlreadyKeepsShop
    db.session.add(ShopKeeper(shop_id=shop.id, participant_id=participant_id))
    db.session.flush()
