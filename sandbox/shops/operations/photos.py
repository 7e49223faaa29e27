"""Photos of a shop: keeping them, ordering them, letting them go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from sandbox.extensions import db
from sandbox.shops.models import ExamplePhoto, Photo, Product, ProductPhoto, Shop
from sandbox.shops.operations.touch import touch_page
from sandbox.shops.queries import unused_photos

MOST_PER_PRODUCT = 6
MOST_PER_SHOP = 60


class TooManyPhotos(Exception):
    """The shop, or the product, holds as many photos as it may."""


@dataclass(frozen=True, kw_only=True)
class PhotoFacts:
    """What the row of a stored picture says. Sizes in pixels, ``digest`` is SHA-256 in hex."""

    stem: str
    digest: str
    width: int
    height: int
    colour: str
    variants: dict[str, list[Any]]
    looks: dict[str, Any] = field(default_factory=dict)


def find_photo(*, shop: Shop, digest: str) -> Photo | None:
    """The shop's photo made from exactly these bytes, so that a double tap finds the first one."""
    return db.session.scalar(
        select(Photo).where(Photo.shop_id == shop.id, Photo.digest == digest).order_by(Photo.id).limit(1)
    )


def keep_photo(*, shop: Shop, facts: PhotoFacts, alt: str = "") -> Photo:
    """Add a stored picture to the shop's photos; the same one twice is one photo. Raises TooManyPhotos."""
    if (known := find_photo(shop=shop, digest=facts.digest)) is not None:
        return known
    if _own_count(shop) >= MOST_PER_SHOP:
        raise TooManyPhotos
    photo = Photo(
        shop_id=shop.id,
        stem=facts.stem,
        digest=facts.digest,
        width=facts.width,
        height=facts.height,
        colour=facts.colour,
        variants=facts.variants,
        alt=alt,
        looks=facts.looks,
    )
    db.session.add(photo)
    db.session.flush()
    return photo


def make_room(*, shop: Shop) -> set[str]:
    """In a full shop, let go of the oldest photo nothing uses; stems of files that can go too."""
    if _own_count(shop) < MOST_PER_SHOP:
        return set()
    spare = db.session.scalars(unused_photos(shop.id).limit(1)).first()
    return discard_photo(photo=spare) if spare else set()


def _own_count(shop: Shop) -> int:
    own = select(func.count()).select_from(Photo).where(Photo.shop_id == shop.id, ~Photo.is_example)
    return db.session.scalar(own) or 0


def discard_photo(*, photo: Photo) -> set[str]:
    """Forget a photo; the stems, its original's too, that no other row needs, to be deleted after commit."""
    stems = {photo.stem, photo.original_stem} - {""}
    db.session.delete(photo)
    db.session.flush()
    return unneeded_stems(stems)


def unneeded_stems(stems: Collection[str]) -> set[str]:
    """Those of ``stems`` that no photo, no original and no example points to."""
    needed: set[str] = set()
    for column in (Photo.stem, Photo.original_stem, ExamplePhoto.stem):
        needed |= set(db.session.scalars(select(column).where(column.in_(stems))))
    return set(stems) - needed


def arrange_photos(*, shop: Shop, product: Product, wanted: Sequence[int], shown: Sequence[int]) -> bool:
    """Give ``product`` the photos ``wanted``, in that order; True when something changed.

    ``shown`` are the photos its form was made with: one that is shown but no longer wanted is taken off,
    one that came from elsewhere meanwhile stays, at the end. Ids of other shops count as not there. Raises
    TooManyPhotos beyond six.
    """
    before = [link.photo_id for link in product.photo_links]
    known = _own_ids(shop, wanted)
    order = [photo_id for photo_id in dict.fromkeys(wanted) if photo_id in known]
    order += [photo_id for photo_id in before if photo_id not in order and photo_id not in set(shown)]
    if order == before:
        return False
    if len(order) > MOST_PER_PRODUCT and len(order) > len(before):
        raise TooManyPhotos
    links = {link.photo_id: link for link in product.photo_links}
    for photo_id in before:
        if photo_id not in order:
            product.photo_links.remove(links[photo_id])
    for position, photo_id in enumerate(order, start=1):
        if photo_id in links:
            links[photo_id].position = position
        else:
            product.photo_links.append(ProductPhoto(photo_id=photo_id, position=position))
    db.session.flush()
    db.session.expire(product, ["photo_links"])
    touch_page(shop)
    return True


def _own_ids(shop: Shop, wanted: Sequence[int]) -> set[int]:
    if not wanted:
        return set()
    return set(db.session.scalars(select(Photo.id).where(Photo.shop_id == shop.id, Photo.id.in_(wanted))))


def put_photo_back(*, shop: Shop, product: Product, photo: Photo) -> None:
    """Undo taking a photo off a product: it returns, at the end. Raises TooManyPhotos beyond six."""
    now_there = [link.photo_id for link in product.photo_links]
    arrange_photos(shop=shop, product=product, wanted=[*now_there, photo.id], shown=now_there)


def describe_photo(*, shop: Shop, photo: Photo, alt: str) -> None:
    """Say in words what a photo shows, for people who cannot see it."""
    if photo.alt != alt:
        photo.alt = alt
        touch_page(shop)


def set_shop_photo(*, shop: Shop, slot: str, photo: Photo | None) -> None:
    """Make ``photo`` the shop's logo or cover (``slot``), or take it off with None.

    Raises ValueError for any other slot.
    """
    if slot not in {"logo", "cover"}:
        raise ValueError(f"no such slot: {slot!r}")
    photo_id = photo.id if photo else None
    if getattr(shop, f"{slot}_id") == photo_id:
        return
    setattr(shop, f"{slot}_id", photo_id)
    touch_page(shop)
    db.session.flush()
    db.session.expire(shop, [slot])
