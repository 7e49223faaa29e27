"""Page data of a shop page: one presenter for the live page and for the site a graduate takes home.

`storefront_page` turns a shop (with products and photos loaded) into frozen data. What differs between the
live page and the site is decided by a `Links` object, so the templates are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import quote

from sandbox.packs.loader import Accent, Pack
from sandbox.shops.enums import Theme
from sandbox.shops.models import Photo, Product, Shop
from sandbox.shops.queries import visible_products

MOST_CATEGORIES = 12
"""The stylesheet can filter by this many categories; products of further ones show under "all" only."""
EAGER = {Theme.STALL: (2, 4), Theme.WEAVE: (0, 1), Theme.HILL: (2, 4)}
"""How many product photos a phone shows before any scrolling: below a cover, without one."""
DESCRIPTION_LENGTH = 155


class Links(Protocol):
    """Where everything is. A live page and an unpacked site answer differently."""

    def shop(self) -> str:
        """Address of the shop's first page."""

    def product(self, product_slug: str) -> str:
        """Address of a product's page."""

    def order(self, shop_name: str, product_name: str = "", product_slug: str = "") -> str:
        """Address of the order button; "" when orders cannot be sent."""

    def picture(self, name: str) -> str:
        """Address of a file of the media store; "" when it is not there."""

    def styles(self, theme: str, accent: str) -> str:
        """Address of the stylesheet."""


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
class ShopProduct:
    """A product as visitors see it. `group` numbers its category from 1 (0: none), `position` counts from 1.

    `price` in whole rupiah, `weight_g` in grams or None; `unit` is already in words.
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

    @property
    def picture(self) -> Picture | None:
        """The photo that stands for the product."""
        return self.pictures[0] if self.pictures else None

    @property
    def is_sold_out(self) -> bool:
        """Nothing left to sell."""
        return self.stock <= 0

    @property
    def summary(self) -> str:
        """The description shortened to one line."""
        return shorten(" ".join(self.paragraphs), 110)


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

    `shipping_from` in rupiah; None when the shop does not say. `address` and `share_image` are absolute, or
    "" when no public address is known. `icon` is a data address of a small picture in the shop's colour.
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
    practice: str = ""
    is_draft: bool = False
    languages: tuple[Language, ...] = ()
    address: str = ""
    share_image: str = ""

    def in_group(self, number: int) -> tuple[ShopProduct, ...]:
        """Products of one category, in the shop's order; 0 gives those without one."""
        return tuple(product for product in self.products if product.group == number)

    def find(self, product_slug: str) -> ShopProduct | None:
        """The product with this slug, if visitors may see it."""
        return next((product for product in self.products if product.slug == product_slug), None)


def storefront_page(
    shop: Shop,
    *,
    pack: Pack,
    locale: str,
    links: Links,
    products: Iterable[Product] | None = None,
    keep_photo: Callable[[Photo], bool] = lambda photo: True,
    **facts: object,
) -> ShopPage:
    """Present `shop` in `locale`.

    `products` replaces the visible products; `keep_photo` leaves photos out; `facts` fill the fields of
    `ShopPage` that depend on where the page is shown (practice, is_draft, languages, address, contact).
    """
    listed = list(visible_products(shop) if products is None else products)
    make = _Maker(shop, pack, locale, links, keep_photo)
    cover = make.picture(shop.cover, shop.name)
    categories = _categories(shop, listed, pack, locale)
    theme = Theme(shop.theme) if shop.theme in set(Theme) else Theme.STALL
    eager = EAGER[theme][0 if cover else 1]
    made = (make.product(product, position, categories) for position, product in enumerate(listed, start=1))
    shown = tuple(replace(product, is_eager=product.position <= eager) for product in made)
    accent = pack.accent(shop.accent)
    district = pack.find_district(shop.district_code)
    story = paragraphs(shop.story)
    return ShopPage(
        slug=shop.slug,
        name=shop.name,
        initial=initial_of(shop.name),
        tagline=shop.tagline,
        story=story,
        summary=shorten(shop.tagline or " ".join(story), DESCRIPTION_LENGTH),
        theme=str(theme),
        accent=accent,
        styles=links.styles(theme, accent.key),
        icon=_icon(accent),
        locale=locale,
        district=district.name if district else "",
        hours=shop.hours,
        how_to_order=shop.how_to_order,
        shipping_from=shop.shipping_from,
        shipping_note=shop.shipping_note,
        payments=tuple(
            Payment(pack.payments[key].name(locale), pack.payments[key].note(locale))
            for key in pack.payments
            if key in (shop.payment_ways or [])
        ),
        logo=make.picture(shop.logo, shop.name),
        cover=cover,
        categories=tuple(
            Category(number, name, sum(product.group == number for product in shown))
            for number, name in categories.values()
        ),
        products=shown,
        href=links.shop(),
        order_href=links.order(shop.name) if any(not product.is_sold_out for product in shown) else "",
        **facts,  # type: ignore[arg-type]
    )


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


def _categories(shop: Shop, products: list[Product], pack: Pack, locale: str) -> dict[str, tuple[int, str]]:
    """Category key -> (number, name), in the trade's order, then in the order of the products."""
    trade = pack.trades.get(shop.trade)
    known = trade.categories if trade else {}
    used = dict.fromkeys(product.category for product in products if product.category)
    ordered = [key for key in known if key in used] + [key for key in used if key not in known]
    if len(ordered) < 2:
        return {}
    return {
        key: (number, known[key].name(locale) if key in known else key)
        for number, key in enumerate(ordered[:MOST_CATEGORIES], start=1)
    }


@dataclass(frozen=True)
class _Maker:
    """Makes products and pictures; holds what they all need."""

    shop: Shop
    pack: Pack
    locale: str
    links: Links
    keep_photo: Callable[[Photo], bool]

    def product(self, product: Product, position: int, categories: dict[str, tuple[int, str]]) -> ShopProduct:
        """One product at its place in the list, counted from 1."""
        unit = self.pack.units.get(product.unit)
        group, category = categories.get(product.category, (0, ""))
        pictures = (self.picture(photo, product.name) for photo in product.photos)
        return ShopProduct(
            slug=product.slug,
            name=product.name,
            href=self.links.product(product.slug),
            order_href=self.links.order(self.shop.name, product.name, product.slug),
            price=product.price,
            unit=unit.name(self.locale) if unit else product.unit,
            stock=product.stock,
            weight_g=product.weight_g or None,
            group=group,
            category=category,
            paragraphs=paragraphs(product.description),
            pictures=tuple(picture for picture in pictures if picture),
            position=position,
        )

    def picture(self, photo: Photo | None, fallback_alt: str) -> Picture | None:
        """A photo with all three sizes present, else None."""
        if photo is None or not self.keep_photo(photo):
            return None
        sources = []
        for variant in ("list", "page", "zoom"):
            name, width, height, size = photo.variants.get(variant, ("", 0, 0, 0))
            url = self.links.picture(name) if name else ""
            if not url:
                return None
            sources.append(Source(url, width, height, size))
        return Picture(photo.alt or fallback_alt, *sources)


def _icon(accent: Accent) -> str:
    """A small awning in the shop's colour, as a data address: no request, no file."""
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
        f"<path fill='{accent.light}' d='M4 4h24v12a4 4 0 0 1-8 0 4 4 0 0 1-8 0 4 4 0 0 1-8 0z'/>"
        f"<path fill='{accent.light}' opacity='.55' d='M7 22h18v7H7z'/></svg>"
    )
    return "data:image/svg+xml," + quote(svg, safe="")
