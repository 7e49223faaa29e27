"""What a shop page shows, as frozen data. Pure: templates read it, `storefront.storefront_page` makes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from sandbox.packs.loader import Accent
from sandbox.shops.inclusions import listed_in
from sandbox.shops.offers import BOOKED, buyable_prices

MORE_PRODUCTS = 4
ENOUGH_TO_SEARCH = 6
"""Fewer products than this are found faster by looking."""
SUMMARY_LENGTH = 110


def paragraphs(text: str) -> tuple[str, ...]:
    """Typed text as paragraphs, blank lines between them."""
    return tuple(part.strip() for part in re.split(r"\n\s*\n", text or "") if part.strip())


def shorten(text: str, length: int) -> str:
    """`text` on one line, cut at a word and ended with an ellipsis when longer than `length` characters."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,.;:") + "…"


def initial_of(name: str) -> str:
    """The first letter or digit of a name, for the tile that stands in for a missing picture."""
    return next((sign.upper() for sign in name if sign.isalnum()), "•")[:1]


@dataclass(frozen=True)
class Source:
    """One picture file: address, size in pixels, size in bytes (0 unknown)."""

    url: str
    width: int
    height: int
    bytes: int


@dataclass(frozen=True)
class Picture:
    """A photo in the sizes a page needs: `small` for lists, `page` about a phone wide, `large` to enlarge."""

    alt: str
    small: Source
    page: Source
    large: Source


@dataclass(frozen=True)
class Variant:
    """One size, taste or colour to choose, with its own price in rupiah, stock and order button."""

    name: str
    price: int
    stock: int
    order_href: str = ""

    @property
    def is_sold_out(self) -> bool:
        """Nothing left of this one."""
        return self.stock <= 0


@dataclass(frozen=True)
class BundlePart:
    """A product in a bundle and how many of it; `href` is "" when visitors cannot see it on its own."""

    name: str
    quantity: int
    href: str = ""


class Permit(NamedTuple):
    """A permit with the number that proves it."""

    name: str
    number: str


class ShippingZone(NamedTuple):
    """What a parcel there costs, in rupiah for the first kilogram."""

    name: str
    fee: int


class Stars(NamedTuple):
    """The mean of all stars; None while there are too few to say. `count` reviews."""

    mean: float | None
    count: int


class Search(NamedTuple):
    """What was looked for, and how many products have it."""

    text: str
    found: int


@dataclass(frozen=True)
class ShopReview:
    """What a classmate said. `product` is a name or "", `when` the day on the class's calendar."""

    author: str
    stars: int
    words: str
    product: str = ""
    reply: str = ""
    when: date | None = None


class Day(NamedTuple):
    """A day of a booking's calendar. `order_href` is "" when it is full or nobody can order."""

    date: date
    is_free: bool
    order_href: str = ""


@dataclass(frozen=True)
class ShopProduct:
    """A product as visitors see it. `group` numbers its category from 1 (0: none), `position` counts from 1.

    `price` in whole rupiah, with variants the lowest of those left; `unit` is already in words. `was_price` is a
    price it really had, to be shown struck through until `sale_ends_on`. `worth` is what a bundle's parts
    cost one by one. `ready_on` makes it a pre-order. `free_days` and `taken_days` are those of a booking in
    the coming weeks; both empty where they would go stale. `contains` names allergens, `diets` what else
    to know.
    """

    slug: str
    name: str
    href: str
    order_href: str
    price: int
    unit: str
    stock: int
    weight_g: int | None
    group: int
    category: str
    paragraphs: tuple[str, ...]
    pictures: tuple[Picture, ...]
    position: int
    is_eager: bool = False
    kind: str = "goods"
    variants: tuple[Variant, ...] = ()
    variant_kind: str = ""
    was_price: int | None = None
    sale_ends_on: date | None = None
    ready_on: date | None = None
    bundle: tuple[BundlePart, ...] = ()
    worth: int = 0
    permits: tuple[Permit, ...] = ()
    diets: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    free_days: tuple[date, ...] = ()
    taken_days: tuple[date, ...] = ()
    day_hrefs: dict[date, str] = field(default_factory=dict)

    @property
    def picture(self) -> Picture | None:
        """The photo that stands for the product."""
        return self.pictures[0] if self.pictures else None

    @property
    def is_sold_out(self) -> bool:
        """Nothing left to sell."""
        return self.stock <= 0

    @property
    def is_booking(self) -> bool:
        """A time is sold: nights, seats or hours."""
        return self.kind in BOOKED

    @property
    def summary(self) -> str:
        """The description shortened to one line."""
        return shorten(" ".join(self.paragraphs), SUMMARY_LENGTH)

    @property
    def included(self) -> tuple[str, ...]:
        """What the description lists first: what a room comes with."""
        return listed_in(self.paragraphs[0]) if self.paragraphs else ()

    @property
    def top_price(self) -> int:
        """The highest price one can pay for a variant, of all when none is left; the price without variants."""
        rows = ((variant.price, variant.stock) for variant in self.variants)
        return buyable_prices(self.price, rows)[-1]

    @property
    def has_price_range(self) -> bool:
        """Variants that can be bought cost differently."""
        return self.top_price > self.price

    @property
    def saved(self) -> int:
        """What one saves against the earlier price, or against buying a bundle's parts one by one."""
        return max((self.was_price or self.worth) - self.price, 0)

    @property
    def first_day(self) -> date:
        """The first day of a booking's calendar."""
        return min(*self.free_days, *self.taken_days)

    @property
    def last_day(self) -> date:
        """The last day of a booking's calendar."""
        return max(*self.free_days, *self.taken_days)

    @property
    def weeks(self) -> tuple[tuple[Day | None, ...], ...]:
        """The coming days by weeks from Monday on; None before the first and after the last day."""
        days = sorted({*self.free_days, *self.taken_days})
        if not days:
            return ()
        free = set(self.free_days) - set(self.taken_days)
        first = days[0] - timedelta(days=days[0].weekday())
        count = (days[-1] - first).days // 7 + 1
        return tuple(
            tuple(self._day(first + timedelta(days=7 * week + place), free) for place in range(7))
            for week in range(count)
        )

    def _day(self, day: date, free: set[date]) -> Day | None:
        if day in free:
            return Day(day, True, self.day_hrefs.get(day, ""))
        return Day(day, False) if day in self.taken_days else None


@dataclass(frozen=True)
class Category:
    """A group of products. `number` is what the products' `group` says."""

    number: int
    name: str
    count: int


@dataclass(frozen=True)
class Payment:
    """A way to pay with one sentence of advice."""

    name: str
    note: str


@dataclass(frozen=True)
class Language:
    """One choice of the language switch."""

    code: str
    href: str
    is_active: bool


@dataclass(frozen=True)
class ShopPage:
    """Everything a storefront template shows. `practice` is the class name, "" on a taken-home site.

    `shipping_from` in rupiah, the lowest of `shipping_zones` when there are any; None when the shop does not say. `address` and `share_image` are absolute, or
    "" when no public address is known. `icon` is a data address of a small picture in the shop's colour. `contact` is the
    number as people write it, `telephone` with the country's code for machines.

    `search_action` is where the search box asks, "" where nothing can answer; `chosen_locale` the language
    the address asks for. With `search` set, `products` are those found, without categories. `reviews` are
    practice reviews, `review_href` is where a classmate writes one: neither is on a taken-home site.
    `editor_href` leads the keeper of a draft back to the editor; other pages are the same for everybody.
    """

    slug: str
    name: str
    initial: str
    tagline: str
    story: tuple[str, ...]
    summary: str
    theme: str
    accent: Accent
    styles: str
    icon: str
    locale: str
    district: str
    hours: str
    how_to_order: str
    shipping_from: int | None
    shipping_note: str
    payments: tuple[Payment, ...]
    logo: Picture | None
    cover: Picture | None
    categories: tuple[Category, ...]
    products: tuple[ShopProduct, ...]
    href: str
    order_href: str
    contact: str = ""
    telephone: str = ""
    practice: str = ""
    is_draft: bool = False
    editor_href: str = ""
    languages: tuple[Language, ...] = ()
    address: str = ""
    share_image: str = ""
    share_size: tuple[int, int] = (0, 0)
    shipping_zones: tuple[ShippingZone, ...] = ()
    has_cod: bool = False
    has_pickup: bool = False
    pickup_note: str = ""
    reviews: tuple[ShopReview, ...] = ()
    stars: Stars | None = None
    review_href: str = ""
    search: Search | None = None
    search_action: str = ""
    chosen_locale: str = ""
    font: str = ""

    @property
    def is_free_near(self) -> bool:
        """Sending is free, but not to everywhere."""
        return self.shipping_from == 0 and any(zone.fee for zone in self.shipping_zones)

    @property
    def can_search(self) -> bool:
        """Somebody answers a search, and there is enough to look through."""
        return bool(self.search_action) and (
            self.search is not None or len(self.products) >= ENOUGH_TO_SEARCH
        )

    def in_group(self, number: int) -> tuple[ShopProduct, ...]:
        """Products of one category, in the shop's order; 0 gives those without one."""
        return tuple(product for product in self.products if product.group == number)

    def find(self, product_slug: str) -> ShopProduct | None:
        """The product with this slug, if visitors may see it."""
        return next((product for product in self.products if product.slug == product_slug), None)

    def related(self, product: ShopProduct, most: int = MORE_PRODUCTS) -> tuple[ShopProduct, ...]:
        """What somebody looking at `product` may like: its category first, what is sold out last."""
        others = [other for other in self.products if other is not product]
        others.sort(key=lambda other: (other.is_sold_out, not product.group or other.group != product.group))
        return tuple(others[:most])

    def reviews_of(self, product: ShopProduct) -> Iterator[ShopReview]:
        """The reviews that name this product."""
        return (review for review in self.reviews if review.product == product.name)
