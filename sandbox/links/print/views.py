"""Printing: choose a sheet and a design, see it, take it away as a PDF. And a link's share card to keep."""

from __future__ import annotations

from typing import cast

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from sandbox.lang.texts import current_locale, t
from sandbox.links import operations
from sandbox.links.entry import enter, target_of
from sandbox.links.enums import TargetKind
from sandbox.links.print.choosing import (
    MOST_CHOSEN,
    SHOP,
    Choice,
    contents_of,
    opens_in_class_only,
    order_of,
    print_pack,
    read_choice,
    unprintable,
)
from sandbox.links.print.preview import preview_webp
from sandbox.links.print.sheets import pages_of
from sandbox.links.queries import get_own_link, links_of_shop
from sandbox.media.desk import DeskBusy, desk
from sandbox.shops.enums import ShopState
from sandbox.shops.queries import Shop, shop_of, visible_products
from sandbox.web.downloads import file_word
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.transaction import outside_transaction

bp = Blueprint("prints", __name__)

UPRIGHT_PIXELS, LYING_PIXELS = 620, 760


@bp.get("/tautan/cetak")
@allow(Permission.PARTICIPATE)
def show_print() -> ResponseReturnValue:
    """The choice with a picture of the sheet; with ``X-Part`` only what changes when another is chosen."""
    if shop_of(the_actor()) is None:
        return redirect(url_for("links.show_links"), 303)
    shop = enter()
    choice = read_choice(shop, request.args)
    template = "links/print_view.html" if request.headers.get("X-Part") else "links/print.html"
    return render_template(template, **_facts(shop, choice))


@bp.post("/tautan/cetak")
@allow(Permission.PARTICIPATE)
def order_print() -> Response:
    """Make the links the sheet needs, then on to its PDF; a shop without products has no tags to print."""
    shop = enter()
    choice = read_choice(shop, request.form)
    if not choice.items:
        return redirect(url_for(".show_print", **choice.words), 303)
    for kind, target in choice.wanted(shop):
        operations.make_link(shop_id=shop.id, kind=kind, target_id=target)
    return redirect(url_for(".download_sheet", **choice.words), 303)


@bp.get("/tautan/cetak/contoh.webp")
@allow(Permission.PARTICIPATE)
def show_preview() -> Response:
    """The first page as a picture."""
    shop = enter()
    choice = read_choice(shop, request.args)
    width = UPRIGHT_PIXELS if choice.sheet.page[0] < choice.sheet.page[1] else LYING_PIXELS
    order, contents = order_of(shop, choice), tuple(contents_of(shop, choice, links_of_shop(shop.id)))
    if not contents:
        abort(404)
    read = current_app.extensions["media_store"].read
    first = contents[: order.sheet.per_page] if order.sheet.is_many else contents[:1]
    key = ("preview", order.sheet.key, order.design, order.look, order.notes, first)
    with outside_transaction():
        try:
            data = desk.get(key, lambda: preview_webp(pages_of(order, first)[0], width, read))
        except DeskBusy:  # a sketch of the sheet for now; the next look asks again
            response = redirect(_sketch(choice.sheet.key), 302)
            response.headers["Cache-Control"] = "no-store"
            return cast("Response", response)
    return _file(data, "image/webp")


@bp.get("/tautan/cetak/lembar.pdf")
@allow(Permission.PARTICIPATE)
def download_sheet() -> Response:
    """The sheet as a PDF; back to the choice while a link on it is not made yet."""
    from sandbox.links.print.pdf import About, sheet_pdf

    shop = enter()
    choice = read_choice(shop, request.args)
    links = links_of_shop(shop.id)
    if not choice.items or any((kind.value, target) not in links for kind, target in choice.wanted(shop)):
        return redirect(url_for(".show_print", **choice.words), 303)
    order, contents = order_of(shop, choice), tuple(contents_of(shop, choice, links))
    sheet_name = choice.sheet.name(current_locale())
    about = About(f"{sheet_name} · {shop.name}", shop.name, t("print-language"))
    name = f"{choice.sheet.key}-{file_word(shop.name)}.pdf"
    read = current_app.extensions["media_store"].read
    key = ("pdf", order.sheet.key, order.design, order.look, order.notes, about, contents)
    with outside_transaction():
        try:
            data = desk.get(key, lambda: sheet_pdf(pages_of(order, contents), about, read))
        except DeskBusy:
            abort(503)
    response = _file(data, "application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@bp.get("/tautan/<int:link_id>/kartu.jpg", defaults={"shape": "wide"})
@bp.get("/tautan/<int:link_id>/kartu-1x1.jpg", defaults={"shape": "square"})
@allow(Permission.PARTICIPATE)
def keep_card(link_id: int, shape: str) -> Response:
    """The share card of what a link opens; with ``?unduh=1`` as a file to keep."""
    shop = enter()
    target = target_of(shop, get_own_link(shop, link_id))
    there = {"slug": shop.slug, "shape": shape, "unduh": 1 if "unduh" in request.args else None}
    if target.product_slug:
        address = url_for("share_card.show_product_card", product_slug=target.product_slug, **there)
    else:
        address = url_for("share_card.show_shop_card", **there)
    return redirect(address, 303)


@bp.get("/tautan/<int:link_id>/cetak")
@allow(Permission.PARTICIPATE)
def print_link(link_id: int) -> Response:
    """On to printing what a link opens."""
    shop = enter()
    link = get_own_link(shop, link_id)
    is_product = link.target_kind == TargetKind.PRODUCT and not target_of(shop, link).is_gone
    return redirect(url_for(".show_print", isi=link.target_id if is_product else None), 303)


def _facts(shop: Shop, choice: Choice) -> dict[str, object]:
    """What the screen shows."""
    pack, locale = print_pack(), current_locale()
    products = visible_products(shop)
    count = len(choice.items)
    return {
        "choice": choice,
        "is_shown": shop.state == ShopState.SHOWN,
        "sheets": [_tile(key, sheet.name(locale), sheet.note(locale)) for key, sheet in pack.sheets.items()],
        "designs": [
            _tile(key, design.name(locale), design.note(locale)) for key, design in pack.designs.items()
        ],
        "things": [
            (SHOP, shop.name, t("print-thing-shop")),
            *((str(product.id), product.name, "") for product in products),
        ],
        "pages": -(-count // choice.sheet.per_page) if choice.sheet.is_many else count,
        "paper": choice.sheet.paper(locale),
        "sheet_name": choice.sheet.name(locale),
        "design_name": choice.design.name(locale),
        "lost": unprintable(shop, choice),
        "is_full": not choice.sheet.is_many and len(choice.picked) > MOST_CHOSEN,
        "most": MOST_CHOSEN,
        "in_class_only": opens_in_class_only(),
        "preview": url_for(".show_preview", **choice.words),
        "size": (UPRIGHT_PIXELS, 877) if choice.sheet.page[0] < choice.sheet.page[1] else (LYING_PIXELS, 537),
    }


def _tile(key: str, name: str, note: str) -> dict[str, str]:
    return {"value": key, "text": name, "note": note, "image": _sketch(key)}


def _sketch(key: str) -> str:
    version = current_app.jinja_env.globals["asset_version"]
    return url_for("static", filename=f"img/print/{key}.svg", v=version)


def _file(data: bytes, kind: str) -> Response:
    response = make_response(data)
    response.mimetype = kind
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response.make_conditional(request)
