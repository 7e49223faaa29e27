"""Where a photo is used."""

from __future__ import annotations

from sqlalchemy import select

from sandbox.extensions import db
from sandbox.shops.models import Photo, Product, ProductPhoto


def products_with(photo: Photo) -> list[Product]:
    """The products that show this photo, first made first."""
    return list(
        db.session.scalars(
            select(Product)
            .join(ProductPhoto, ProductPhoto.product_id == Product.id)
            .where(ProductPhoto.photo_id == photo.id, Product.deleted_at.is_(None))
            .order_by(Product.id)
        )
    )
