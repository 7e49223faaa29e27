"""A shop's page as the page check sees it. Asks the database nothing a shop with its products has not loaded."""

from __future__ import annotations

from sandbox.packs.loader import Pack
from sandbox.packs.page_check import PageCheck, load_page_check
from sandbox.shops.enums import ProductKind
from sandbox.shops.models import Photo, Product, Shop
from sandbox.shops.offers import BOOKED
from sandbox.shops.page_check.rules import PageFacts, PageReport, ProductFacts, check_page
from sandbox.shops.queries import visible_products


def page_report(shop: Shop, pack: Pack) -> PageReport:
    """The whole check of a shop with its products loaded."""
    check = load_page_check(pack.key)
    return check_page(page_facts(shop, pack, check), check)


def page_score(shop: Shop, pack: Pack) -> float:
    """0 to 100, as the market uses it."""
    return page_report(shop, pack).score


def page_facts(shop: Shop, pack: Pack, check: PageCheck) -> PageFacts:
    """What visitors find on the page."""
    products = visible_products(shop)
    trade = pack.trades.get(shop.trade)
    trade_sends = trade is None or any(example.weight_g for example in trade.products)
    return PageFacts(
        products=tuple(_product(product, trade_sends=trade_sends) for product in products),
        has_cover=shop.cover_id is not None,
        tagline=len(shop.tagline.strip()),
        story=len(shop.story.strip()),
        has_district=pack.find_district(shop.district_code) is not None,
        how_to_order=len(shop.how_to_order.strip()),
        hours=shop.hours,
        says_shipping=shop.shipping_from is not None or bool(shop.shipping_rates),
        shipping_zones=len(shop.shipping_rates or {}),
        payments=len(shop.payment_ways or ()),
        has_pickup_or_cod=shop.has_pickup or "cod" in (shop.payment_ways or ()),
        has_phone=bool(shop.phone),
        sells_food=shop.trade in check.food_trades,
        sends=trade_sends and (not products or any(product.kind not in BOOKED for product in products)),
    )


def _product(product: Product, *, trade_sends: bool) -> ProductFacts:
    photos = product.photos
    first = photos[0] if photos else None
    return ProductFacts(
        id=product.id,
        name=product.name.strip(),
        price=product.price,
        unit=product.unit.strip(),
        weight_g=product.weight_g or 0,
        stock=product.stock,
        description=len(product.description.strip()),
        photos=len(photos),
        has_own_photo=any(not photo.is_example for photo in photos),
        has_alt=bool(first and first.alt.strip()),
        picture_bytes=bytes_of(first),
        permits=len(product.permits or ()),
        is_example=product.is_example,
        is_sent=trade_sends and product.kind not in BOOKED,
        is_counted=product.kind != ProductKind.BUNDLE,
    )


def bytes_of(photo: Photo | None) -> int:
    """How heavy a photo is in the size lists show; 0 when it is not there."""
    return int(photo.variants.get("list", ("", 0, 0, 0))[3]) if photo else 0
