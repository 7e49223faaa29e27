"""Pages of the links wing: a shop's links and QR codes, and following one."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Response, abort, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sandbox.classrooms.queries import timezone_of
from sandbox.clock import now
from sandbox.lang.codes import is_link_code, normalise_code
from sandbox.lang.dates import midnight
from sandbox.lang.text_clean import clean_line
from sandbox.lang.texts import current_locale
from sandbox.links import operations, presenters, views_sharing, views_studio
from sandbox.links.blueprint import bp
from sandbox.links.entry import carried_label, enter, link_pack, target_of
from sandbox.links.enums import Source, TargetKind
from sandbox.links.models import ShortLink
from sandbox.links.queries import (
    Count,
    Target,
    count_scans,
    find_link,
    find_target,
    get_kept_link,
    get_own_link,
    keeps,
    links_of_shop,
    may_enter,
    shop_of_link,
    shop_target,
    targets_of,
    visit_mark,
)
from sandbox.links.visitors import SAME_VISIT_SECONDS, RecentVisits, is_person
from sandbox.shops.enums import ShopState
from sandbox.shops.queries import Shop, shop_of
from sandbox.web.gate import Permission, allow, current_actor, the_actor
from sandbox.web.numbers import row_id
from sandbox.web.transaction import writes

__all__ = ["bp", "views_sharing", "views_studio"]

RECENT = "lapak-q"
MOST_SHOWN = 24


def counts_of(links: list[ShortLink]) -> dict[int, Count]:
    """Visits of these links, today's on the class's clock."""
    return count_scans([link.id for link in links], midnight(g.timezone, now()))


@bp.get("/tautan")
@allow(Permission.PARTICIPATE)
def show_links() -> ResponseReturnValue:
    """The shop's own link with its QR code, then one line for each product and post."""
    if shop_of(the_actor()) is None:
        return render_template("links/no_shop.html")
    shop = enter()
    links = links_of_shop(shop.id)
    counts = counts_of(list(links.values()))
    targets = targets_of(shop)
    main = links.get((TargetKind.SHOP.value, shop.id))
    return render_template(
        "links/list.html",
        shop=shop,
        is_shown=shop.state == ShopState.SHOWN,
        link=presenters.link_view(main, shop_target(shop), shop.name) if main else None,
        count=presenters.count_view(main, counts[main.id]) if main else None,
        chat=presenters.link_rows(targets[TargetKind.ORDER], links, counts),
        groups=[
            (key, presenters.link_rows(targets[kind], links, counts))
            for kind, key in presenters.KIND_TITLES.items()
        ],
    )


@bp.post("/tautan")
@allow(Permission.PARTICIPATE)
def make_link() -> Response:
    """Make the link to a thing of the shop, or find the one it has; asking twice makes one."""
    shop = enter()
    kind = request.form.get("kind", "")
    target_id = request.form.get("target", 0, type=row_id)
    if (
        kind not in set(TargetKind) - {TargetKind.PAYMENT}
        or find_target(shop, TargetKind(kind), target_id) is None
    ):
        abort(404)
    link = operations.make_link(shop_id=shop.id, kind=TargetKind(kind), target_id=target_id)
    if link.target_kind == TargetKind.SHOP:
        return redirect(url_for(".show_links"), 303)
    return redirect(url_for(".show_link", link_id=link.id), 303)


@bp.get("/tautan/<int:link_id>")
@allow(Permission.PARTICIPATE)
def show_link(link_id: int) -> str:
    """One link: QR, code to read aloud, texts to share, who came."""
    shop = enter()
    link = get_own_link(shop, link_id)
    return render_template(
        "links/show.html",
        is_shown=shop.state == ShopState.SHOWN,
        link=presenters.link_view(link, target_of(shop, link), shop.name),
        count=presenters.count_view(link, counts_of([link])[link.id]),
    )


@bp.get("/tautan/<int:link_id>/hitungan")
@allow(Permission.PARTICIPATE)
def show_counts(link_id: int) -> Response:
    """The counters alone, fetched again and again; nothing is counted while nobody came and the hour is the same."""
    actor = the_actor()
    link = get_kept_link(actor, link_id)
    g.timezone = timezone_of(actor)
    hour = f"{now().astimezone(ZoneInfo(g.timezone)):%Y%m%d%H}"
    answer = Response(mimetype="text/html")
    answer.set_etag(f"{visit_mark(link.id)}-{hour}-{current_locale()}")
    answer.headers["Cache-Control"] = "private, no-cache"
    if answer.get_etag()[0] not in request.if_none_match:
        count = presenters.count_view(link, counts_of([link])[link.id])
        answer.set_data(render_template("links/counts.html", count=count))
    return answer.make_conditional(request)


@bp.get("/q/<code>")
@allow(Permission.PUBLIC)
@writes
def follow(code: str) -> ResponseReturnValue:
    """Where a link leads, counting the visit; a slip in the code gets a kind page."""
    known = normalise_code(code)
    link = find_link(known) if is_link_code(known) else None
    if link is None:
        return _unknown(code)
    shop = shop_of_link(link)
    actor = current_actor()
    if not may_enter(actor, shop):
        if actor is not None and shop.classroom_id not in actor.classroom_ids:
            return _unknown(code)
        return _fresh(make_response(render_template("links/closed.html", shop=shop), 404))
    target = target_of(shop, link)
    response = _fresh(redirect(_destination(shop, link, target), 303))
    if link.target_kind != TargetKind.PAYMENT and is_person(request.method, request.headers):
        _count(shop, link, response)
    return response


def _destination(shop: Shop, link: ShortLink, target: Target) -> str:
    if link.target_kind == TargetKind.PAYMENT:
        return url_for("paying.pay", code=link.code)
    if target.kind is TargetKind.ORDER:
        return url_for("orders.order", slug=shop.slug)
    if target.product_slug:
        return url_for("storefront.show_product", slug=shop.slug, product_slug=target.product_slug)
    return url_for("storefront.show_shop", slug=shop.slug)


def _count(shop: Shop, link: ShortLink, response: Response) -> None:
    """Count the visit unless this browser made it a moment ago (it keeps that for ten seconds, by cookie)."""
    recent = RecentVisits(request.cookies.get(RECENT, ""), now())
    if recent.has(link.code):
        return
    pack = link_pack()
    source = carried_label(shop, "s") or Source.LINK.value
    asked = request.args.get("m", "")
    operations.count_scan(
        link=link,
        source=source,
        medium=asked if asked in pack.mediums else pack.medium_of(source),
        campaign=carried_label(shop, "c"),
        is_own=keeps(current_actor(), link.shop_id),
    )
    response.set_cookie(
        RECENT, recent.add(link.code), max_age=SAME_VISIT_SECONDS, path="/q", httponly=True, samesite="Lax"
    )


@bp.get("/q")
@allow(Permission.PUBLIC)
def type_code() -> ResponseReturnValue:
    """A field to type a code in; with ``?kode=`` straight on to where it leads."""
    typed = normalise_code(clean_line(request.args.get("kode", "")))[:MOST_SHOWN]
    if typed and "/" not in typed:
        return _fresh(redirect(url_for(".follow", code=typed), 303))
    return render_template("links/unknown.html", typed="")


def _unknown(code: str) -> Response:
    typed = clean_line(code)[:MOST_SHOWN]
    return _fresh(make_response(render_template("links/unknown.html", typed=typed), 404))


def _fresh(response: Response) -> Response:
    """Never answered from memory: each visit must reach us to be counted."""
    response.headers["Cache-Control"] = "no-store"
    return response
