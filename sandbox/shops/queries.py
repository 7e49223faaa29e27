"""Reading shops, products and photos, always inside the actor's own classes."""

from __future__ import annotations

from flask import abort
from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from sandbox.extensions import db
from sandbox.shops.models import Photo, Product, ProductPhoto, Shop, ShopKeeper
from sandbox.web.gate import Actor

WITH_PRODUCTS = selectinload(Shop.products).selectinload(Product.photo_links).selectinload(ProductPhoto.photo)


def shop_of(actor: Actor) -> Shop | None:
    """The shop the signed-in participant keeps, with products and photos; None before it is opened."""
    if not actor.is_participant:
        return None
    return db.session.scalar(
        select(Shop)
        .join(ShopKeeper)
        .where(ShopKeeper.participant_id == actor.id)
        .options(WITH_PRODUCTS, selectinload(Shop.logo), selectinload(Shop.cover))
    )


def own_shop(actor: Actor) -> Shop:
    """The participant's shop; 404 before it is opened."""
    shop = shop_of(actor)
    if shop is None:
        abort(404)
    return shop


def shops_of_class(classroom_id: int) -> Select[tuple[Shop]]:
    """A class's shops by name, with keepers."""
    return (
        select(Shop)
        .where(Shop.classroom_id == classroom_id)
        .order_by(Shop.name)
        .options(selectinload(Shop.keepers).selectinload(ShopKeeper.participant))
    )


def get_class_shop(actor: Actor, shop_id: int) -> Shop:
    """A shop in one of the actor's classes, with products; 404 for a neighbour's."""
    return db.first_or_404(
        select(Shop)
        .where(Shop.id == shop_id, Shop.classroom_id.in_(actor.classroom_ids))
        .options(WITH_PRODUCTS, selectinload(Shop.keepers).selectinload(ShopKeeper.participant))
    )


def visible_products(shop: Shop) -> list[Product]:
    """What visitors see: not deleted, not hidden, in the shop's order."""
    return [product for product in shop.products if product.deleted_at is None and not product.is_hidden]


def kept_products(shop: Shop) -> list[Product]:
    """What the keeper sees: everything that is not deleted."""
    return [product for product in shop.products if product.deleted_at is None]


def get_own_product(shop: Shop, product_id: int, *, deleted: bool = False) -> Product:
    """One product of this shop; 404 for any other. ``deleted`` finds only deleted ones (to undo)."""
    condition = Product.deleted_at.is_not(None) if deleted else Product.deleted_at.is_(None)
    return db.first_or_404(
        select(Product)
        .where(Product.id == product_id, Product.shop_id == shop.id, condition)
        .options(selectinload(Product.photo_links).selectinload(ProductPhoto.photo))
    )


def get_own_photo(shop: Shop, photo_id: int) -> Photo:
    """One photo of this shop; 404 for any other."""
    return db.first_or_404(select(Photo).where(Photo.id == photo_id, Photo.shop_id == shop.id))
