"""Forgetting a shop for good, because its keeper asked or the trainer must."""

from __future__ import annotations

from sqlalchemy import delete, select

from sandbox.extensions import db
from sandbox.shops.models import Photo, Shop, ShopKeeper
from sandbox.shops.operations.photos import unneeded_stems


def erase_keeper(*, shop: Shop, participant_id: int) -> set[str]:
    """Take a keeper off a shop; with the last one the shop goes, and everything made in it.

    Products, posts, campaigns, orders, links and reviews go with the shop's row (the database cascades).
    Returns the stems of photo files nobody needs any more, to be deleted once this is committed.
    """
    db.session.execute(
        delete(ShopKeeper).where(ShopKeeper.shop_id == shop.id, ShopKeeper.participant_id == participant_id)
    )
    others = select(ShopKeeper.id).where(ShopKeeper.shop_id == shop.id).limit(1)
    if db.session.scalar(others) is not None:
        return set()
    stems: set[str] = set()
    for column in (Photo.stem, Photo.original_stem):
        stems |= set(db.session.scalars(select(column).where(Photo.shop_id == shop.id, column != "")))
    db.session.execute(delete(Shop).where(Shop.id == shop.id))
    db.session.expire_all()
    return unneeded_stems(stems)
