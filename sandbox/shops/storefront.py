"""Page data of a shop page: one presenter for the live page and for the site a graduate takes home.

`storefront_page` turns a shop (with products and photos loaded) into frozen data. What differs between the
live page and the site is decided by a `Links` object, so the templates are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol
from urllib.parse import quote

from sandbox.clock import now
from sandbox.packs.loader import Accent, Pack
from sandbox.packs.permits import load_permits
from sandbox.packs.shipping import load_shipping
from sandbox.shops.enums import ProductKind, Theme
from sandbox.shops.models import Photo, Product, Shop
from sandbox.shops.offers import (
    BOOKED,
    booking_weeks,
    bundle_stock,
    bundle_worth,
    buyable_prices,
    is_preorder,
    shown_permits,
    shown_was_price,
    stood_prices,
)
from sandbox.shops.queries import visible_products
from sandbox.shops.storefront_data import (
    BundlePart,
    Category,
    Language,
    Payment,
    Permit,
    Picture,
    ShippingZone,
    ShopPage,
    ShopProduct,
    Source,
    Variant,
    initial_of,
    paragraphs,
    shorten,
)

__all__ = ["Language", "Links", "ShopPage", "ShopProduct", "shorten", "storefront_page"]

MOST_CATEGORIES = 12
"""The stylesheet can filter by this many categories; products of further ones show under "all" only."""
EAGER = {
    Theme.STALL: (2, 2),
    Theme.WEAVE: (0, 1),
    Theme.HILL: (2, 4),
    Theme.KITCHEN: (0, 1),
    Theme.WORKSHOP: (0, 1),
    Theme.HOMESTAY: (0, 1),
}
"""How many product photos a phone shows before any scrolling: below a cover, without one."""
DESCRIPTION_LENGTH = 155
CASH_ON_DELIVERY = "cod"


class Links(Protocol):
    """Where everything is. A live page and an unpacked site answer differently."""

    def shop(self) -> str:
        """Address of the shop's first page."""

    def product(self, product_slug: str) -> str:
        """Address of a product's page."""

    def order(
        self, shop_name: str, product_name: str = "", product_slug: str = "", variant: str = "", day: str = ""
    ) -> str:
        """Address of the order button, for one variant or one day when given; "" when orders cannot be sent."""

    def picture(self, name: str) -> str:
        """Address of a file of the media store; "" when it is not there."""

    def styles(self, theme: str, accent: str) -> str:
        """Address of the stylesheet."""


def storefront_page(
    shop: Shop,
    *,
    pack: Pack,
    locale: str,
    links: Links,
    products: Iterable[Product] | None = None,
    keep_photo: Callable[[Photo], bool] = lambda photo: True,
    today: date | None = None,
    **facts: object,
) -> ShopPage:
    """Present `shop` in `locale`.

    `products` replaces the visible products; `keep_photo` leaves photos out; `facts` fill the fields of
    `ShopPage` that depend on where the page is shown (practice, is_draft, languages, address, contact,
    reviews). `today` is the day on the class's calendar; None for a page that is read on any later day:
    what would go stale is then left out.
    """
    listed = list(visible_products(shop) if products is None else products)
    make = _Maker(shop, pack, locale, links, keep_photo, today, frozenset(product.id for product in listed))
    cover = make.picture(shop.cover, shop.name)
    categories = _categories(shop, listed, pack, locale)
    theme = Theme(shop.theme) if shop.theme in set(Theme) else Theme.STALL
    eager = EAGER[theme][0 if cover else 1]
    made = (make.product(product, position, categories) for position, product in enumerate(listed, start=1))
    shown = tuple(replace(product, is_eager=product.position <= eager) for product in made)
    accent = pack.accent(shop.accent)
    district = pack.find_district(shop.district_code)
    story = paragraphs(shop.story)
    zones = _zones(shop, pack, locale)
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
        shipping_from=min((zone.fee for zone in zones), default=shop.shipping_from),
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
        has_cod=CASH_ON_DELIVERY in (shop.payment_ways or []),
        has_pickup=shop.has_pickup,
        pickup_note=shop.pickup_note,
        shipping_zones=zones,
        **facts,  # type: ignore[arg-type]
    )


def _zones(shop: Shop, pack: Pack, locale: str) -> tuple[ShippingZone, ...]:
    """What a parcel costs where, from near to far; zones the shop does not name are left out."""
    rates = shop.shipping_rates or {}
    zones = load_shipping(pack.key).zones
    return tuple(ShippingZone(zones[key].name(locale), rates[key]) for key in zones if key in rates)


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
    today: date | None
    listed: frozenset[int]

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
            price=self.price(product),
            unit=unit.name(self.locale) if unit else product.unit,
            stock=self.stock(product),
            weight_g=product.weight_g or None,
            group=group,
            category=category,
            paragraphs=paragraphs(product.description),
            pictures=tuple(picture for picture in pictures if picture),
            position=position,
            kind=product.kind,
            variants=self.variants(product),
            variant_kind=product.variant_kind if product.variants else "",
            ready_on=self.ready_on(product),
            bundle=self.bundle(product),
            worth=bundle_worth((item.product.price, item.quantity) for item in product.bundle_items),
            **self.sale(product),
            **self.proofs(product),
            **self.calendar(product),
        )

    def price(self, product: Product) -> int:
        """The lowest price one can pay for it."""
        return buyable_prices(product.price, [(one.price, one.stock) for one in product.variants])[0]

    def stock(self, product: Product) -> int:
        """How many can be sold: of all variants, or as many bundles as the parts make, none when one is gone."""
        if product.variants:
            return sum(variant.stock for variant in product.variants)
        if product.kind != ProductKind.BUNDLE:
            return product.stock
        parts = [(item.product, item.quantity) for item in product.bundle_items]
        return bundle_stock((0 if part.deleted_at else part.stock, quantity) for part, quantity in parts)

    def ready_on(self, product: Product) -> date | None:
        """The day a pre-order is ready, while that lies ahead."""
        return product.ready_on if is_preorder(product.ready_on, self.today or now().date()) else None

    def sale(self, product: Product) -> dict[str, Any]:
        """The earlier price to strike through, where a calendar can end the sale, and its last day."""
        if self.today is None or self.price(product) != product.price:
            return {}  # the sale is that of a variant which is sold out
        steps = [(step.price, step.since) for step in product.price_history]
        least = load_permits(self.pack.key).earlier_price.least
        was_price = shown_was_price(
            price=product.price,
            was_price=product.was_price,
            earlier_prices=stood_prices(steps, least=least, moment=now()),
            today=self.today,
            ends_on=product.sale_ends_on,
        )
        return {"was_price": was_price, "sale_ends_on": product.sale_ends_on} if was_price else {}

    def proofs(self, product: Product) -> dict[str, Any]:
        """Permits with a number that can be one; what the product contains and what else to know."""
        pack = load_permits(self.pack.key)
        rules = {key: permit.number for key, permit in pack.permits.items()}
        chosen = [pack.diets[key] for key in pack.diets if key in (product.diets or [])]
        return {
            "permits": tuple(
                Permit(pack.permits[key].name(self.locale), number)
                for key, number in shown_permits(rules, product.permits or {})
            ),
            "contains": tuple(diet.name(self.locale) for diet in chosen if diet.contains),
            "diets": tuple(diet.name(self.locale) for diet in chosen if not diet.contains),
        }

    def variants(self, product: Product) -> tuple[Variant, ...]:
        """What there is to choose from, in the keeper's order."""
        return tuple(
            Variant(
                variant.name,
                product.price if variant.price is None else variant.price,
                variant.stock,
                self.links.order(self.shop.name, product.name, product.slug, variant.name),
            )
            for variant in product.variants
        )

    def bundle(self, product: Product) -> tuple[BundlePart, ...]:
        """What is in a bundle; parts visitors can see on their own lead there."""
        return tuple(
            BundlePart(
                item.product.name,
                item.quantity,
                self.links.product(item.product.slug) if item.product_id in self.listed else "",
            )
            for item in product.bundle_items
        )

    def calendar(self, product: Product) -> dict[str, Any]:
        """The coming weeks of a booking, each free day with its order button."""
        if self.today is None or product.kind not in BOOKED:
            return {}
        days = [day for week in booking_weeks(self.today) for day in week]
        full = set(product.taken_dates)
        taken = tuple(day for day in days if day.isoformat() in full)
        free = tuple(day for day in days if day.isoformat() not in full)
        hrefs = {
            day: self.links.order(self.shop.name, product.name, product.slug, day=day.isoformat())
            for day in free
        }
        return {"free_days": free, "taken_days": taken, "day_hrefs": hrefs}

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
