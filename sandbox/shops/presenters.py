"""What the shop's pages show, in words ready to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from sandbox.lang.rupiah import format_rupiah
from sandbox.lang.texts import t
from sandbox.packs.loader import Pack
from sandbox.shops.enums import ProductKind, ShopState, Theme
from sandbox.shops.models import ExamplePhoto, Photo, Product, Shop
from sandbox.shops.offer_words import STORED_OFFERS, stored_offer
from sandbox.shops.queries import kept_products, visible_products
from sandbox.shops.studio.presenters import first_hint
from sandbox.web.country import pack
from sandbox.web.pictures import picture_url


@dataclass(frozen=True)
class PhotoView:
    """A photo of the editor; ``url`` is the small picture, ``fix_url`` its studio, ``hint`` what could be better."""

    id: int
    url: str
    alt: str
    is_example: bool
    fix_url: str = ""
    hint: str = ""


@dataclass(frozen=True)
class ProductRow:
    """One product in the keeper's list. ``profit`` is a sentence or ""; ``tags`` are (text, tone) pairs."""

    id: int
    name: str
    price: str
    unit: str
    stock: str
    profit: str
    profit_tone: str
    image: str
    tags: tuple[tuple[str, str], ...]
    is_hidden: bool
    is_example: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class ShopFace:
    """The shop's card on top of its pages."""

    name: str
    url: str
    image: str
    note: str
    accent: str
    is_shown: bool
    state: str
    returned_reason: str


def photo_view(photo: Photo, typed: str | None = None) -> PhotoView:
    """A photo for the photo picker; ``typed`` are its words as just typed, if they were."""
    alt = photo.alt if typed is None else typed
    there = url_for("shops.photo_studio", photo_id=photo.id)
    hint = first_hint(photo, pack())
    return PhotoView(photo.id, picture_url(photo), alt, photo.is_example, there, hint)


def shop_face(shop: Shop, pack: Pack) -> ShopFace:
    """The card: cover (or the first product's photo), name, how much is on sale, state."""
    on_sale = visible_products(shop)
    cover = shop.cover or next((photo for product in on_sale for photo in product.photos), None)
    is_shown = shop.state == ShopState.SHOWN
    return ShopFace(
        name=shop.name,
        url=url_for("storefront.show_shop", slug=shop.slug),
        image=picture_url(cover, "page"),
        note=t("shops-product-count", count=len(on_sale)),
        accent=pack.accent(shop.accent).light,
        is_shown=is_shown,
        state=t("shops-state-shown" if is_shown else "shops-state-draft"),
        returned_reason="" if is_shown else shop.returned_reason,
    )


def product_rows(shop: Shop) -> list[ProductRow]:
    """The keeper's products in order."""
    products = kept_products(shop)
    return [
        ProductRow(
            id=product.id,
            name=product.name,
            price=_asked(product),
            unit=product.unit,
            stock=t("shops-stock-left", count=product.stock) if product.stock else "",
            profit=(profit := profit_line(product.price, product.unit_cost))[0],
            profit_tone=profit[1],
            image=picture_url(next(iter(product.photos), None)),
            tags=tuple(_tags(product)),
            is_hidden=product.is_hidden,
            is_example=product.is_example,
            is_first=place == 0,
            is_last=place == len(products) - 1,
        )
        for place, product in enumerate(products)
    ]


def _asked(product: Product) -> str:
    """The price; with variants it is where prices begin."""
    price = format_rupiah(product.price)
    return t("product-price-from", price=price) if product.variant_kind else price


def _tags(product: Product) -> list[tuple[str, str]]:
    tags = []
    if product.is_example:
        tags.append((t("shops-tag-example"), "sun"))
    if product.is_hidden:
        tags.append((t("shops-tag-hidden"), "plain"))
    if product.kind != ProductKind.GOODS:
        tags.append((t(f"product-kind-{product.kind}"), "sky"))
    if product.ready_on:
        tags.append((t("product-tag-preorder"), "sky"))
    if not product.stock:
        tags.append((t("shops-tag-sold-out"), "chilli"))
    return tags


def profit_line(price: int | None, unit_cost: int | None) -> tuple[str, str]:
    """What is left of each piece sold, as a sentence and its tone; ("", "") while either is unknown."""
    if price is None or unit_cost is None:
        return "", ""
    left = price - unit_cost
    if left < 0:
        return t("shops-loss-each", amount=format_rupiah(-left)), "chilli"
    if left == 0:
        return t("shops-profit-none"), "sun"
    return t("shops-profit-each", amount=format_rupiah(left)), "leaf"


def shop_tabs(active: str) -> list[dict[str, object]]:
    """The four rooms of the shop editor."""
    rooms = (
        ("products", "shops.edit_shop"),
        ("story", "shops.edit_story"),
        ("look", "shops.edit_look"),
        ("buying", "shops.edit_buying"),
    )
    return [
        {"text": t(f"shops-tab-{room}"), "href": url_for(endpoint), "active": room == active}
        for room, endpoint in rooms
    ]


def trade_cards(pack: Pack, locale: str, ready: Mapping[str, ExamplePhoto]) -> list[dict[str, str]]:
    """Pictures to tap. A picture not prepared yet comes from an address that prepares it."""
    return [
        {"value": trade.key, "text": trade.name(locale), "image": _trade_picture(trade.picture, ready)}
        for trade in pack.trades.values()
    ]


def _trade_picture(file: str, ready: Mapping[str, ExamplePhoto]) -> str:
    if (row := ready.get(file)) is not None:
        return url_for("media.show", name=row.variants["list"][0])
    return url_for("shops.example_picture", file=file)


def theme_cards() -> list[dict[str, str]]:
    """The layouts with a small drawing of each."""
    return [
        {
            "value": theme.value,
            "text": t(f"shops-theme-{theme.value}"),
            "note": t(f"shops-theme-{theme.value}-note"),
            "image": url_for("static", filename=f"img/themes/{theme.value}.svg"),
        }
        for theme in Theme
    ]


def accent_choices(pack: Pack, locale: str) -> list[tuple[str, str, str]]:
    """The country's colours: key, name, hex."""
    return [(accent.key, accent.name(locale), accent.light) for accent in pack.accents.values()]


def payment_choices(pack: Pack, locale: str) -> list[tuple[str, str, str]]:
    """Ways to pay: key, name, one sentence of advice."""
    return [(way.key, way.name(locale), way.note(locale)) for way in pack.payments.values()]


def unit_names(pack: Pack, locale: str) -> list[str]:
    """Units to suggest while typing."""
    return [unit.name(locale) for unit in pack.units.values()]


def category_names(shop: Shop, pack: Pack, locale: str) -> list[str]:
    """Categories to suggest: those in use first, then the trade's."""
    used = [product.category for product in kept_products(shop) if product.category]
    trade = pack.trades.get(shop.trade)
    known = [category.name(locale) for category in trade.categories.values()] if trade else []
    return list(dict.fromkeys([*used, *known]))


def stored_notes(stored: Mapping[str, Any], pack: Pack, locale: str) -> dict[str, str]:
    """What is stored now in each column changed from elsewhere, as a note beside its field."""
    notes = {}
    for name, value in stored.items():
        text = _stored_text(name, value, pack, locale)
        notes[name] = t("shops-stored-now", value=text) if text else t("shops-stored-empty")
    return notes


def _stored_text(name: str, value: Any, pack: Pack, locale: str) -> str:
    if value is None:
        return ""
    if name in {"price", "unit_cost", "shipping_from", "was_price"}:
        return format_rupiah(value)
    if name in STORED_OFFERS:
        return stored_offer(name, value, pack, locale)
    if name == "district_code":
        district = pack.find_district(value)
        return district.label if district else ""
    if name == "payment_ways":
        return ", ".join(pack.payments[way].name(locale) for way in value if way in pack.payments)
    if name == "accent":
        return pack.accents[value].name(locale) if value in pack.accents else ""
    if name == "theme":
        return t(f"shops-theme-{value}")
    return str(value)
