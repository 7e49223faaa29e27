"""Reading shops, products and photos, always inside the actor's own classes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flask import abort
from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.base import ExecutableOption

from sandbox.extensions import db
from sandbox.shops.models import BundleItem, Photo, Product, ProductPhoto, Shop, ShopKeeper
from sandbox.web.gate import Actor


def with_products() -> ExecutableOption:
    """Loads a shop's products and their photos beside it. A function: options need every model at once."""
    return selectinload(Shop.products).selectinload(Product.photo_links).selectinload(ProductPhoto.photo)


def with_offers() -> tuple[ExecutableOption, ...]:
    """Loads what a shop page says about products besides: variants, earlier prices, what is in bundles."""
    products = selectinload(Shop.products)
    return (
        products.selectinload(Product.variants),
        products.selectinload(Product.price_history),
        products.selectinload(Product.bundle_items).selectinload(BundleItem.product),
    )


def load_variants(shop: Shop) -> None:
    """Load the variants of all the shop's products at once, for pages that say what each of them costs."""
    variants = selectinload(Product.variants)
    db.session.scalars(select(Product).where(Product.shop_id == shop.id).options(variants)).all()


def bare_shop_of(actor: Actor) -> Shop | None:
    """The shop the signed-in participant keeps with its cover alone, for pages that show its card."""
    return db.session.scalar(_kept_by(actor).options(selectinload(Shop.cover)))


def shop_of(actor: Actor) -> Shop | None:
    """The shop the signed-in participant keeps, with products and photos; None before it is opened."""
    return db.session.scalar(
        _kept_by(actor).options(with_products(), selectinload(Shop.logo), selectinload(Shop.cover))
    )


def _kept_by(actor: Actor) -> Select[tuple[Shop]]:
    keeper_id = actor.id if actor.is_participant else -1
    return select(Shop).join(ShopKeeper).where(ShopKeeper.participant_id == keeper_id)


def own_shop(actor: Actor) -> Shop:
    """The participant's shop; 404 before it is opened."""
    shop = shop_of(actor)
    if shop is None:
        abort(404)
    return shop


def own_shop_to_change(actor: Actor) -> Shop:
    """The participant's shop, its row locked where the database can; 404 before it is opened.

    Products are loaded when first asked for: most saves touch one, and forty people save at once.
    """
    shop_id = select(ShopKeeper.shop_id).where(
        ShopKeeper.participant_id == (actor.id if actor.is_participant else -1)
    )
    return db.first_or_404(select(Shop).where(Shop.id == shop_id.scalar_subquery()).with_for_update(of=Shop))


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
        .options(with_products(), selectinload(Shop.keepers).selectinload(ShopKeeper.participant))
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


def find_deleted(shop: Shop, product_id: int) -> Product | None:
    """A deleted product of this shop, to offer undo for; None for any other id."""
    return next((p for p in shop.products if p.id == product_id and p.deleted_at is not None), None)


def get_own_photo(shop: Shop, photo_id: int) -> Photo:
    """One photo of this shop; 404 for any other."""
    return db.first_or_404(select(Photo).where(Photo.id == photo_id, Photo.shop_id == shop.id))


def unused_photos(shop_id: int) -> Select[tuple[Photo]]:
    """A shop's own photos that no row of any table points to, oldest first.

    Asks the tables themselves who points to photos, so wings this one may not know are counted too.
    """
    pointers = [
        select(key.parent).where(key.parent.is_not(None))
        for table in db.metadata.tables.values()
        for key in table.foreign_keys
        if key.column is Photo.__table__.c.id
    ]
    return (
        select(Photo)
        .where(Photo.shop_id == shop_id, ~Photo.is_example, *(Photo.id.not_in(used) for used in pointers))
        .order_by(Photo.id)
    )


def photos_by_id(shop: Shop, photo_ids: Sequence[int]) -> list[Photo]:
    """This shop's photos among ``photo_ids``, in that order."""
    if not photo_ids:
        return []
    rows = db.session.scalars(select(Photo).where(Photo.shop_id == shop.id, Photo.id.in_(photo_ids)))
    found = {photo.id: photo for photo in rows}
    return [found[photo_id] for photo_id in photo_ids if photo_id in found]


def spare_photos(shop: Shop, photo_ids: Sequence[int], most: int = 12) -> list[Photo]:
    """The shop's own photos that are not among ``photo_ids``, newest first."""
    return list(
        db.session.scalars(
            select(Photo)
            .where(Photo.shop_id == shop.id, ~Photo.is_example, Photo.id.not_in(photo_ids))
            .order_by(Photo.id.desc())
            .limit(most)
        )
    )


def kept_shops(classroom_id: int) -> dict[int, Shop]:
    """The shop of each participant who keeps one, by participant id, with its cover."""
    rows = db.session.execute(
        select(ShopKeeper.participant_id, Shop)
        .join(Shop, Shop.id == ShopKeeper.shop_id)
        .where(Shop.classroom_id == classroom_id)
        .options(selectinload(Shop.cover))
    )
    return {row[0]: row[1] for row in rows}


def count_products(shop_ids: Collection[int]) -> dict[int, int]:
    """Products that are not deleted, by shop."""
    rows = db.session.execute(
        select(Product.shop_id, func.count())
        .where(Product.shop_id.in_(shop_ids), Product.deleted_at.is_(None))
        .group_by(Product.shop_id)
    )
    return {row[0]: row[1] for row in rows}


def count_own_photos(shop_ids: Collection[int]) -> dict[int, int]:
    """Photos people took themselves (not the pack's), by shop."""
    rows = db.session.execute(
        select(Photo.shop_id, func.count())
        .where(Photo.shop_id.in_(shop_ids), Photo.is_example.is_(False))
        .group_by(Photo.shop_id)
    )
    return {row[0]: row[1] for row in rows}


def first_product_photos(shop_ids: Collection[int]) -> dict[int, Photo]:
    """The first photo of each shop's first visible product, by shop."""
    rows = db.session.execute(
        select(Product.shop_id, Photo)
        .join(ProductPhoto, ProductPhoto.product_id == Product.id)
        .join(Photo, Photo.id == ProductPhoto.photo_id)
        .where(Product.shop_id.in_(shop_ids), Product.deleted_at.is_(None), Product.is_hidden.is_(False))
        .order_by(Product.position.desc(), Product.id.desc(), ProductPhoto.position.desc())
    )
    return {row[0]: row[1] for row in rows}  # the last one written is the first in order
