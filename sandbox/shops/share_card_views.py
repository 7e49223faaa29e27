"""Share cards of shops and products, behind the same fence as the shop page."""

from __future__ import annotations

import hashlib
from typing import cast

from flask import Blueprint, Response, abort, current_app, redirect, request, url_for

from sandbox.lang.texts import t, use_locale
from sandbox.media.desk import DeskBusy, desk
from sandbox.shops.models import Shop
from sandbox.shops.queries import visible_products
from sandbox.shops.share_card import CardFacts, draw_card
from sandbox.shops.storefront_data import initial_of
from sandbox.shops.storefront_live import load_shop, page_key, visible_stamp
from sandbox.shops.storefront_words import front_photo, price_words, share_name
from sandbox.web.country import pack
from sandbox.web.gate import Permission, allow
from sandbox.web.transaction import outside_transaction

bp = Blueprint("share_card", __name__)

AGAIN_SECONDS = "2"


@bp.get("/t/<slug>/kartu.jpg", defaults={"shape": "wide"})
@bp.get("/t/<slug>/kartu-1x1.jpg", defaults={"shape": "square"})
@allow(Permission.PUBLIC)
def show_shop_card(slug: str, shape: str) -> Response:
    """The card of a shop."""
    return _answer(slug, "", shape)


@bp.get("/t/<slug>/<product_slug>/kartu.jpg", defaults={"shape": "wide"})
@bp.get("/t/<slug>/<product_slug>/kartu-1x1.jpg", defaults={"shape": "square"})
@allow(Permission.PUBLIC)
def show_product_card(slug: str, product_slug: str, shape: str) -> Response:
    """The card of a product; 404 while it is hidden."""
    return _answer(slug, product_slug, shape)


def _answer(slug: str, product_slug: str, shape: str) -> Response:
    """The card from memory or freshly drawn, one at a time; the shop's stamp says when it is stale."""
    stamp = visible_stamp(slug)
    key = ("card", page_key(slug, product_slug), shape, stamp)
    data = desk.known(key)
    if data is None:
        with use_locale(key[1].locale):
            facts = card_facts(load_shop(stamp.shop_id), product_slug)
        read = current_app.extensions["media_store"].read
        with outside_transaction():
            try:
                data = desk.get(key, lambda: draw_card(facts, shape, read))
            except DeskBusy:
                return _meanwhile(facts.photo)
    response = Response(data, mimetype="image/jpeg")
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(hashlib.sha256(data).hexdigest()[:20])
    if "unduh" in request.args:
        name = "-".join(filter(None, ("kartu", slug, product_slug, "1x1" if shape == "square" else "")))
        response.headers.set("Content-Disposition", "attachment", filename=f"{name}.jpg")
    return response.make_conditional(request)


def _meanwhile(photo: str) -> Response:
    """While too many wait for their cards: the photo alone, asked for again next time."""
    if not photo:
        return Response(status=503, headers={"Retry-After": AGAIN_SECONDS})
    response = redirect(url_for("media.show", name=photo), 302)
    response.headers["Cache-Control"] = "no-store"
    return cast("Response", response)


def card_facts(shop: Shop, product_slug: str) -> CardFacts:
    """What the card of the shop, or of one of its visible products, says; 404 for any other product."""
    country = pack()
    products = visible_products(shop)
    product = next((item for item in products if item.slug == product_slug), None)
    if product_slug and product is None:
        abort(404)
    accent = country.accent(shop.accent)
    district = country.find_district(shop.district_code)
    name = product.name if product else shop.name
    return CardFacts(
        name=name,
        price=price_words([product] if product else products, country),
        note=shop.name if product else shop.tagline,
        place=district.name if district else "",
        theme=shop.theme,
        accent=accent.light,
        pale=accent.wash,
        practice=t("share-card-practice"),
        photo=share_name(front_photo(shop, product)),
        initial=initial_of(name),
    )
