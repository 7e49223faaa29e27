"""The shop page inside the sandbox: who may see it, its addresses, its data from the database."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from flask import Flask, abort, current_app, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from sandbox.extensions import db
from sandbox.lang.dates import to_zone
from sandbox.lang.texts import available_locales, current_locale
from sandbox.shops.customer_reviews.queries import shown_reviews
from sandbox.shops.customer_reviews.stars import mean_stars
from sandbox.shops.models import CustomerReview, Shop
from sandbox.shops.queries import with_offers, with_products
from sandbox.shops.share_card import SHAPES
from sandbox.shops.storefront import Links, ShopPage, storefront_page
from sandbox.shops.storefront_cache import PageKey, Stamp, read_stamp
from sandbox.shops.storefront_data import Language, ShopReview, Stars
from sandbox.shops.storefront_search import LONGEST_SEARCH
from sandbox.shops.storefront_style import style_version
from sandbox.web.addresses import public_base
from sandbox.web.country import pack
from sandbox.web.gate import current_actor

FONT = "fonts/plus-jakarta-sans-shop.woff2"


class LiveLinks(Links):
    """Addresses inside the sandbox. `chosen` is the language the address asks for, kept from page to page."""

    def __init__(self, slug: str, chosen: str = "") -> None:
        self._slug = slug
        self._words = {"bahasa": chosen} if chosen else {}

    def shop(self) -> str:
        """The shop page."""
        return url_for("storefront.show_shop", slug=self._slug, **self._words)

    def product(self, product_slug: str) -> str:
        """A product's page."""
        return url_for("storefront.show_product", slug=self._slug, product_slug=product_slug, **self._words)

    def order(
        self, shop_name: str, product_name: str = "", product_slug: str = "", variant: str = "", day: str = ""
    ) -> str:
        """The practice chat: nothing sent there leaves the sandbox."""
        asked = {"produk": product_slug, "varian": variant, "tanggal": day}
        return url_for(
            "orders.order",
            slug=self._slug,
            **{name: value for name, value in asked.items() if value},
            **self._words,
        )

    def picture(self, name: str) -> str:
        """A photo."""
        return url_for("media.show", name=name)

    def card(self, product_slug: str, version: int) -> str:
        """The share card; the version in its address makes chats fetch a changed one."""
        if product_slug:
            return url_for(
                "share_card.show_product_card",
                slug=self._slug,
                product_slug=product_slug,
                shape="wide",
                v=version,
            )
        return url_for("share_card.show_shop_card", slug=self._slug, shape="wide", v=version)

    def styles(self, theme: str, accent: str) -> str:
        """The stylesheet; its address changes when it does."""
        version = style_version(theme, pack().accents[accent])
        return url_for("storefront.show_style", sheet=theme, accent=accent, v=version)


def visible_stamp(slug: str) -> Stamp:
    """The shop's stamp when this visitor may see it, else 404.

    A shop on display is open to visitors of the class network and to its own class; a draft only to its
    keepers and to the staff of its class. People signed in to another class see neither.
    """
    # Read before anything else opens this request's transaction: what is rendered is then never older than
    # the stamp it is kept under, so a page that changed meanwhile is rendered again rather than kept stale.
    stamp = read_stamp(cast("Flask", current_app._get_current_object()), slug)  # type: ignore[attr-defined]
    if stamp is None:
        abort(404)
    actor = current_actor()
    if actor is not None and stamp.classroom_id not in actor.classroom_ids:
        abort(404)
    if not stamp.is_shown and (actor is None or not (actor.is_trainer or _keeps(actor.id, stamp.shop_id))):
        abort(404)
    return stamp


def _editor() -> str:
    """The way back to the editor for a keeper; "" for trainers, who have none. For drafts only: never kept."""
    actor = current_actor()
    return url_for("shops.edit_shop") if actor is not None and actor.is_participant else ""


def _keeps(participant_id: int, shop_id: int) -> bool:
    query = select(Shop.id).where(Shop.id == shop_id, Shop.keepers.any(participant_id=participant_id))
    return db.session.scalar(query) is not None


def page_key(slug: str, product_slug: str = "", search: str = "") -> PageKey:
    """Which page this request asks for. `?bahasa=en` chooses the language without a session."""
    search = " ".join(search.split())[:LONGEST_SEARCH]
    asked = request.args.get("bahasa", "")
    chosen = asked if asked in available_locales() else ""
    return PageKey(slug, product_slug, chosen or current_locale(), chosen, public_base(), search)


def load_shop(shop_id: int) -> Shop:
    """The shop with everything its page shows."""
    query = (
        select(Shop)
        .where(Shop.id == shop_id)
        .options(with_products(), *with_offers(), selectinload(Shop.logo), selectinload(Shop.cover))
    )
    return db.session.scalars(query).one()


def live_page(shop: Shop, key: PageKey, stamp: Stamp) -> ShopPage:
    """The page data of a shop in the sandbox."""
    links = LiveLinks(key.slug)
    found = shown_reviews(shop.id)
    page = storefront_page(
        shop,
        pack=pack(),
        locale=key.locale,
        links=LiveLinks(key.slug, key.chosen),
        today=stamp.day,
        practice=stamp.class_name,
        is_draft=not stamp.is_shown,
        editor_href="" if stamp.is_shown else _editor(),
        languages=_languages(key),
        reviews=tuple(_review(review, stamp.timezone) for review in found),
        stars=Stars(mean_stars([review.stars for review in found]), len(found)) if found else None,
        review_href=url_for("customer_reviews.write_review", slug=key.slug) if stamp.is_shown else "",
        search_action=links.shop(),
        chosen_locale=key.chosen,
        font=url_for("static", filename=FONT),
    )
    return replace(
        page,
        address=key.base_url + (links.product(key.product_slug) if key.product_slug else links.shop()),
        share_image=key.base_url + links.card(key.product_slug, stamp.page_version),
        share_size=SHAPES["wide"],
    )


def _review(review: CustomerReview, timezone: str) -> ShopReview:
    """A classmate's review in the words of the page; a product visitors cannot see is not named."""
    about = review.product
    is_seen = about is not None and about.deleted_at is None and not about.is_hidden
    return ShopReview(
        author=review.author.nickname,
        stars=review.stars,
        words=review.words,
        product=about.name if about is not None and is_seen else "",
        reply=review.reply,
        when=to_zone(review.created_at, timezone).date(),
    )


def _languages(key: PageKey) -> tuple[Language, ...]:
    """The language switch: plain addresses, so that a page stays the same for everybody."""
    choices = []
    for code in available_locales():
        links = LiveLinks(key.slug, code)
        href = links.product(key.product_slug) if key.product_slug else links.shop()
        choices.append(Language(code, href, code == key.locale))
    return tuple(choices)
