"""The review page's facts."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.exports.taking import left_parts
from sandbox.shops.queries import Photo, Product, Shop, visible_products


@dataclass(frozen=True)
class ReviewFacts:
    """What the graduate looks over. `example_photos` counts shown photos that came with the shop.

    `bundles` are (name, what is in it that stays behind unless chosen).
    """

    own: tuple[Product, ...]
    examples: tuple[Product, ...]
    bundles: tuple[tuple[str, tuple[str, ...]], ...]
    example_photos: int
    has_example_cover: bool
    claims: tuple[str, ...]


def review_facts(shop: Shop) -> ReviewFacts:
    """Look over everything visitors can see."""
    products = visible_products(shop)
    own = tuple(product for product in products if not product.is_example)
    photos: dict[int, Photo] = {photo.id: photo for product in own for photo in product.photos}
    fronts = [photo for photo in (shop.cover, shop.logo) if photo]
    return ReviewFacts(
        own=own,
        examples=tuple(product for product in products if product.is_example),
        bundles=tuple((product.name, parts) for product in products if (parts := left_parts(product))),
        example_photos=sum(photo.is_example for photo in [*photos.values(), *fronts]),
        has_example_cover=any(photo.is_example for photo in fronts),
        claims=tuple(text for text in (shop.tagline, shop.story) if text),
    )
