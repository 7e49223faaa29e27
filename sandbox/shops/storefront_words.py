"""What a picture of a shop or a product says beside its name: its price in words, and which photo stands for it."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.lang.rupiah import format_rupiah
from sandbox.lang.texts import current_locale, t
from sandbox.packs.loader import Pack
from sandbox.shops.models import Photo, Product, Shop
from sandbox.shops.offers import BOOKED, buyable_prices
from sandbox.shops.queries import visible_products


def price_words(products: Iterable[Product], pack: Pack) -> str:
    """The price, by the night, seat or hour where that is what is sold; "from" the lowest where there are several."""
    prices = {
        price: product
        for product in products
        for price in buyable_prices(product.price, [(one.price, one.stock) for one in product.variants])
    }
    if not prices:
        return ""
    lowest = min(prices)
    words = format_rupiah(lowest)
    unit = pack.units.get(prices[lowest].unit)
    if prices[lowest].kind in BOOKED and unit:
        words = t("share-card-per", price=words, unit=unit.name(current_locale()))
    return t("share-card-from", price=words) if len(prices) > 1 else words


def front_photo(shop: Shop, product: Product | None = None) -> Photo | None:
    """The photo that stands for a product; without one, for the shop: its cover, else the first there is."""
    if product is not None:
        return next(iter(product.photos), None)
    return shop.cover or next((photo for item in visible_products(shop) for photo in item.photos), None)


def share_name(photo: Photo | None) -> str:
    """The media name of the size that pictures are drawn from; "" without one."""
    share = photo.variants.get("share") if photo else None
    return share[0] if share else ""
