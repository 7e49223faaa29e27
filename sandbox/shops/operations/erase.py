"""Forgetting a shop for good, because its keeper asked or the trainer must."""

from __future__ import annotations

from sqlalchemy import delete, select

from sandbox.extensions import db
from sandbox.shops.models import ExamplePhoto, Photo, Shop, ShopKeeper


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
    stems = set(db.session.scalars(select(Photo.stem).where(Photo.shop_id == shop.id)))
    db.session.execute(delete(Shop).where(Shop.id == shop.id))
    db.session.expire_all()
    kept = set(db.session.scalars(select(Photo.stem).where(Photo.stem.in_(stems))))
    kept |= set(db.session.scalars(select(ExamplePhoto.stem).where(ExamplePhoto.stem.in_(stems))))
    return stems - kept
