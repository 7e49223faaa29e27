"""Shops, their keepers, products and photos."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sandbox.clock import now
from sandbox.dbtypes import Rupiah, UTCDateTime
from sandbox.extensions import db


class Shop(db.Model):
    """A practice shop.

    ``row_version`` guards the edit forms against two tabs; ``page_version`` rises with every change a
    visitor can see (shop, product or photo) and keys the page cache. ``shipping_from`` is the lowest
    shipping fee in rupiah shown on the page, None when the shop does not say. ``payment_ways`` is a list
    of keys from the country pack. ``shipping_rates`` maps a zone of the pack's ``shipping.toml`` to a fee in
    rupiah for the first kilogram; zones left out are not served by name. ``returned_reason`` is what a trainer wrote when moving it to draft.
    ``save_key`` names the last save, so that one sent again after a lost answer is not a conflict.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    trade: Mapped[str]
    tagline: Mapped[str] = mapped_column(default="")
    story: Mapped[str] = mapped_column(default="")
    theme: Mapped[str] = mapped_column(default="stall")
    accent: Mapped[str] = mapped_column(default="leaf")
    district_code: Mapped[str | None]
    hours: Mapped[str] = mapped_column(default="")
    how_to_order: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    shipping_from: Mapped[Rupiah | None]
    shipping_note: Mapped[str] = mapped_column(default="")
    shipping_rates: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    has_pickup: Mapped[bool] = mapped_column(default=False)
    pickup_note: Mapped[str] = mapped_column(default="")
    payment_ways: Mapped[list[str]] = mapped_column(JSON, default=list)
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id", ondelete="SET NULL", use_alter=True))
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id", ondelete="SET NULL", use_alter=True))
    state: Mapped[str] = mapped_column(default="draft")
    shown_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    first_shown_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    returned_reason: Mapped[str] = mapped_column(default="")
    taken_home_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    row_version: Mapped[int] = mapped_column(default=1)
    save_key: Mapped[str] = mapped_column(default="")
    page_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    keepers: Mapped[list[ShopKeeper]] = relationship(back_populates="shop")
    products: Mapped[list[Product]] = relationship(
        back_populates="shop", order_by="(Product.position, Product.id)"
    )
    logo: Mapped[Photo | None] = relationship(foreign_keys=[logo_id])
    cover: Mapped[Photo | None] = relationship(foreign_keys=[cover_id])


class ShopKeeper(db.Model):
    """A participant keeps at most one shop; a pair shares one."""

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), unique=True)

    shop: Mapped[Shop] = relationship(back_populates="keepers")
    participant: Mapped[Any] = relationship("Participant")


class Product(db.Model):
    """Something a shop sells. ``price`` and ``unit_cost`` (*modal*) in whole rupiah, weight in grams.

    ``kind`` is a ``ProductKind``. ``variant_kind`` (size, taste, colour) says what its variants differ in, ""
    without variants; with variants ``stock`` is the sum of theirs and ``price`` the lowest. ``was_price`` is
    an earlier price shown struck through until ``sale_ends_on``; it must stand in ``price_history``.
    ``ready_on`` makes it a pre-order. ``permits`` maps a permit of the pack to its number, ``diets`` lists
    notes of the pack (allergens and the like). ``taken_dates`` are ISO days on which a booking is full.
    ``cost_sheet`` is what *modal* was worked out from (``shops.costing``).

    A deleted product keeps its row until the class is wiped, so that deletion can be undone and old
    posts and campaigns keep their meaning. ``is_example`` marks products that came with the shop.
    """

    __table_args__ = (UniqueConstraint("shop_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    slug: Mapped[str]
    name: Mapped[str]
    price: Mapped[Rupiah]
    unit_cost: Mapped[Rupiah | None]
    stock: Mapped[int] = mapped_column(default=0)
    unit: Mapped[str] = mapped_column(default="")
    weight_g: Mapped[int | None]
    category: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="goods")
    variant_kind: Mapped[str] = mapped_column(default="")
    was_price: Mapped[Rupiah | None]
    sale_ends_on: Mapped[date | None]
    ready_on: Mapped[date | None]
    permits: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    diets: Mapped[list[str]] = mapped_column(JSON, default=list)
    taken_dates: Mapped[list[str]] = mapped_column(JSON, default=list)
    cost_sheet: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    position: Mapped[int] = mapped_column(default=0)
    is_hidden: Mapped[bool] = mapped_column(default=False)
    is_example: Mapped[bool] = mapped_column(default=False)
    deleted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    row_version: Mapped[int] = mapped_column(default=1)
    save_key: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    shop: Mapped[Shop] = relationship(back_populates="products")
    photo_links: Mapped[list[ProductPhoto]] = relationship(
        back_populates="product", order_by="ProductPhoto.position", cascade="all, delete-orphan"
    )
    variants: Mapped[list[ProductVariant]] = relationship(
        back_populates="product", order_by="ProductVariant.position", cascade="all, delete-orphan"
    )
    price_history: Mapped[list[ProductPrice]] = relationship(
        back_populates="product", order_by="ProductPrice.id", cascade="all, delete-orphan"
    )
    bundle_items: Mapped[list[BundleItem]] = relationship(
        back_populates="bundle",
        foreign_keys="BundleItem.bundle_id",
        order_by="BundleItem.id",
        cascade="all, delete-orphan",
    )

    @property
    def photos(self) -> list[Photo]:
        """The product's photos in their chosen order."""
        return [link.photo for link in self.photo_links]


class ProductVariant(db.Model):
    """One size, taste or colour of a product. ``price`` in rupiah; None: the product's own."""

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    price: Mapped[Rupiah | None]
    stock: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)

    product: Mapped[Product] = relationship(back_populates="variants")


class ProductPrice(db.Model):
    """A price a product really had, from ``since`` on: only such a price may be shown struck through."""

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id", ondelete="CASCADE"), index=True)
    price: Mapped[Rupiah]
    since: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    product: Mapped[Product] = relationship(back_populates="price_history")


class BundleItem(db.Model):
    """A product and how many of it are in a bundle."""

    __table_args__ = (UniqueConstraint("bundle_id", "product_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bundle_id: Mapped[int] = mapped_column(ForeignKey("product.id", ondelete="CASCADE"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id", ondelete="CASCADE"), index=True)
    quantity: Mapped[int] = mapped_column(default=1)

    bundle: Mapped[Product] = relationship(back_populates="bundle_items", foreign_keys=[bundle_id])
    product: Mapped[Product] = relationship(foreign_keys=[product_id])


class Photo(db.Model):
    """One picture taken in. ``stem`` names its files in the media store: ``<stem>/<variant>.webp``.

    ``variants`` maps variant name to [file name, width, height, bytes]. ``is_example`` marks pictures
    that came with the country pack rather than from the participant.

    ``edit`` is the studio's recipe, {} for none; then ``original_stem`` and ``original`` (width, height,
    colour, digest, variants) keep the picture as it was taken in. ``looks`` holds what was measured in it,
    {} until then; ``answers`` what the person said about it (a child, words, permission).
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    stem: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    colour: Mapped[str] = mapped_column(default="#cccccc")
    variants: Mapped[dict[str, list[Any]]] = mapped_column(JSON, default=dict)
    alt: Mapped[str] = mapped_column(default="")
    is_example: Mapped[bool] = mapped_column(default=False)
    edit: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    original_stem: Mapped[str] = mapped_column(default="")
    original: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    looks: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    answers: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class ProductPhoto(db.Model):
    """A photo's place among a product's photos (at most six)."""

    __table_args__ = (UniqueConstraint("product_id", "photo_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id", ondelete="CASCADE"), index=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)

    product: Mapped[Product] = relationship(back_populates="photo_links")
    photo: Mapped[Photo] = relationship()


class ExamplePhoto(db.Model):
    """A picture of the country pack, taken in once for the whole installation.

    ``digest`` is that of the picture in the pack, so a pack with a new picture is noticed. Photos of many
    shops point at the same ``stem``; their files are written once and never deleted with a shop.
    """

    digest: Mapped[str] = mapped_column(primary_key=True)
    file: Mapped[str] = mapped_column(index=True)
    stem: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    colour: Mapped[str] = mapped_column(default="#cccccc")
    variants: Mapped[dict[str, list[Any]]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class CustomerReview(db.Model):
    """What a classmate says about a shop after visiting it: one to five stars and a sentence, one a person.

    ``reply`` is the keepers' answer. ``hidden_at``: a trainer took it off the page.
    """

    __table_args__ = (UniqueConstraint("shop_id", "author_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id", ondelete="SET NULL"))
    author_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), index=True)
    stars: Mapped[int]
    words: Mapped[str] = mapped_column(default="")
    reply: Mapped[str] = mapped_column(default="")
    hidden_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    shop: Mapped[Shop] = relationship()
    product: Mapped[Product | None] = relationship()
    author: Mapped[Any] = relationship("Participant")
