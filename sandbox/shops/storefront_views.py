"""The public shop page and its product pages."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for

from sandbox.lang.texts import use_locale
from sandbox.shops.storefront_cache import (
    ENVIRON_KEY,
    PageKey,
    Stamp,
    StoredPage,
    accepts_gzip,
    finish_page,
    init_front,
    page_headers,
)
from sandbox.shops.storefront_live import FONT, live_page, load_shop, page_key, visible_stamp
from sandbox.shops.storefront_search import search_page
from sandbox.shops.storefront_style import SHEETS, packed_stylesheet, style_version, stylesheet
from sandbox.web.country import pack
from sandbox.web.gate import Permission, allow, current_actor

bp = Blueprint("storefront", __name__)
bp.record_once(lambda state: init_front(state.app))

A_YEAR = 31_536_000


@bp.get("/t/<slug>")
@allow(Permission.PUBLIC)
def show_shop(slug: str) -> Response:
    """The shop, as visitors see it; with ?cari= only what has these words."""
    return _answer(slug, search=request.args.get("cari", ""))


@bp.get("/t/<slug>/<product_slug>")
@allow(Permission.PUBLIC)
def show_product(slug: str, product_slug: str) -> Response:
    """One product."""
    return _answer(slug, product_slug)


@bp.get("/gaya/<sheet>/<accent>.css")
@allow(Permission.PUBLIC)
def show_style(sheet: str, accent: str) -> Response:
    """The stylesheet of a theme in a colour; the address carries its version, so phones keep it."""
    colour = pack().accents.get(accent)
    if colour is None or sheet not in SHEETS:
        abort(404)
    font = url_for("static", filename=FONT)
    if accepts_gzip(request.headers.get("Accept-Encoding", "")):
        response = Response(packed_stylesheet(sheet, colour, font), mimetype="text/css")
        response.content_encoding = "gzip"
    else:
        response = Response(stylesheet(sheet, colour, font), mimetype="text/css")
    response.vary.add("Accept-Encoding")
    response.add_etag()
    response.cache_control.public = True
    response.cache_control.max_age = A_YEAR if request.args.get("v") == style_version(sheet, colour) else 60
    return response.make_conditional(request)


def _answer(slug: str, product_slug: str = "", search: str = "") -> Response:
    """The page from memory or freshly rendered; neither a draft nor an answer to a search is remembered."""
    stamp = visible_stamp(slug)
    key = page_key(slug, product_slug, search)
    is_kept = stamp.is_shown and not key.search
    pages = current_app.extensions["shop_pages"]
    page = pages.get(key, stamp) if is_kept else None
    if page is None:
        with use_locale(key.locale):
            page = finish_page(_render(key, stamp), stamp)
        if is_kept:
            pages.put(key, page)
    if is_kept and current_actor() is None:
        request.environ[ENVIRON_KEY] = key
    return _respond(page)


def _render(key: PageKey, stamp: Stamp) -> str:
    page = live_page(load_shop(stamp.shop_id), key, stamp)
    if not key.product_slug:
        page = search_page(page, key.search)
        return render_template(f"storefront/{page.theme}/shop.html", page=page)
    product = page.find(key.product_slug)
    if product is None:
        abort(404)
    return render_template("storefront/product.html", page=page, product=product)


def _respond(page: StoredPage) -> Response:
    packed = accepts_gzip(request.headers.get("Accept-Encoding", ""))
    response = Response(page.packed if packed else page.body)
    response.headers.clear()
    response.headers.extend(page_headers(page, packed=packed))
    return response.make_conditional(request)
