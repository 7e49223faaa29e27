"""The owner's page of practice payments, and the page behind the practice QR where a classmate pays by a button."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from sandbox.classrooms.queries import timezone_of
from sandbox.clock import now
from sandbox.lang.codes import is_link_code, normalise_code, spoken
from sandbox.lang.dates import midnight
from sandbox.lang.texts import current_locale, t
from sandbox.links.enums import TargetKind
from sandbox.links.operations import make_link
from sandbox.links.queries import ShortLink, find_link, keeps, link_to, may_enter, shop_of_link
from sandbox.media.payment_codes import PayableCodeError, practice_payload
from sandbox.media.practice_code import practice_png
from sandbox.orders.models import PracticePayment
from sandbox.orders.paying.forms import PayForm
from sandbox.orders.paying.operations import record_payment
from sandbox.orders.paying.queries import find_payment, paid_since, payment_mark, payments_of
from sandbox.packs.qris import load_qris
from sandbox.shops.enums import ShopState
from sandbox.shops.queries import Shop, bare_shop_of
from sandbox.web.addresses import public_base
from sandbox.web.country import pack
from sandbox.web.gate import Actor, Permission, allow, current_actor, the_actor
from sandbox.web.submissions import new_submit_key, once

bp = Blueprint("paying", __name__)


# -- the owner ------------------------------------------------------------------------------------------


def _enter() -> Shop:
    """The participant's shop, on the class's clock; 404 before it is opened."""
    g.timezone = timezone_of(the_actor())
    return bare_shop_of(the_actor()) or abort(404)


def _own_code(shop: Shop) -> ShortLink:
    """The shop's practice payment code; 404 before it is made."""
    return link_to(shop.id, TargetKind.PAYMENT, shop.id) or abort(404)


def _payload(code: str) -> str:
    """What the code's picture carries; 404 at an address that would make it look like a payment."""
    try:
        return practice_payload(public_base(), code)
    except PayableCodeError:
        abort(404)


def _received(shop: Shop) -> dict[str, object]:
    count, total = paid_since(shop.id, midnight(g.timezone, now()))
    return {"payments": payments_of(shop.id), "count": count, "total": total}


@bp.get("/tautan/bayar")
@allow(Permission.PARTICIPATE)
def show_payments() -> ResponseReturnValue:
    """The practice QR, what has come in, the three checks, and what a real QRIS is."""
    shop = bare_shop_of(the_actor())
    if shop is None:
        return redirect(url_for("links.show_links"), 303)
    _enter()
    link = link_to(shop.id, TargetKind.PAYMENT, shop.id)
    return render_template(
        "orders/paying/owner.html",
        shop=shop,
        is_shown=shop.state == ShopState.SHOWN,
        code=spoken(link.code) if link else "",
        address=_payload(link.code).split("://", 1)[-1] if link else "",
        facts=load_qris(pack().key),
        **_received(shop),
    )


@bp.post("/tautan/bayar")
@allow(Permission.PARTICIPATE)
def make_code() -> Response:
    """Make the shop's practice payment code; asking twice makes one."""
    shop = _enter()
    make_link(shop_id=shop.id, kind=TargetKind.PAYMENT, target_id=shop.id)
    return redirect(url_for(".show_payments"), 303)


@bp.get("/tautan/bayar/masuk")
@allow(Permission.PARTICIPATE)
def show_received() -> Response:
    """What has come in, fetched again and again; nothing is read while nothing came."""
    shop = _enter()
    answer = Response(mimetype="text/html")
    answer.set_etag(
        f"{payment_mark(shop.id)}-{now().astimezone(ZoneInfo(g.timezone)):%Y%m%d}-{current_locale()}"
    )
    answer.headers["Cache-Control"] = "private, no-cache"
    if answer.get_etag()[0] not in request.if_none_match:
        answer.set_data(render_template("orders/paying/received.html", **_received(shop)))
    return answer.make_conditional(request)


@bp.get("/tautan/bayar/qr.png")
@allow(Permission.PARTICIPATE)
def show_code() -> Response:
    """The practice payment code in its own frame; ``?unduh=1`` as a file."""
    shop = _enter()
    picture = practice_png(_payload(_own_code(shop).code), shop.name, t("paying-picture-note"))
    response = Response(picture, mimetype="image/png")
    if "unduh" in request.args:
        response.headers.set("Content-Disposition", "attachment", filename=f"latihan-bayar-{shop.slug}.png")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


# -- the classmate --------------------------------------------------------------------------------------


def _scanned(code: str) -> tuple[ShortLink, Shop, Actor | None]:
    """Code, shop and visitor; 404 for a code that is none and for people of another class."""
    known = normalise_code(code)
    link = find_link(known) if is_link_code(known) else None
    if link is None or link.target_kind != TargetKind.PAYMENT:
        abort(404)
    shop, actor = shop_of_link(link), current_actor()
    if actor is not None and shop.classroom_id not in actor.classroom_ids:
        abort(404)
    return link, shop, actor


def _pay_page(link: ShortLink, shop: Shop, form: PayForm, actor: Actor | None) -> str:
    return render_template(
        "orders/paying/pay.html",
        shop=shop,
        code=link.code,
        form=form,
        is_own=keeps(actor, shop.id),
        paid=_just_paid(shop),
        submit_key=request.form.get("submit_key") or new_submit_key(),
    )


@bp.get("/latihan/qr/<code>")
@allow(Permission.PUBLIC)
def pay(code: str) -> ResponseReturnValue:
    """Where the practice QR leads: an amount, a button, and no money."""
    link, shop, actor = _scanned(code)
    if not may_enter(actor, shop):
        return make_response(render_template("links/closed.html", shop=shop), 404)
    return _pay_page(link, shop, PayForm(actor.name if actor else "", formdata=None), actor)


@bp.post("/latihan/qr/<code>")
@allow(Permission.PUBLIC)
@once
def send_payment(code: str) -> ResponseReturnValue:
    """Take the practice payment in; the owner sees it on their page."""
    link, shop, actor = _scanned(code)
    if not may_enter(actor, shop) or keeps(actor, shop.id):
        abort(404)
    form = PayForm(actor.name if actor else "")
    if not form.validate_on_submit():
        return _pay_page(link, shop, form, actor), 422
    payment = record_payment(
        shop_id=shop.id,
        payer_id=actor.id if actor and actor.is_participant else None,
        payer_name=form.name,
        amount=form.amount.data,
    )
    return redirect(url_for(".pay", code=link.code, bayar=_signer().dumps(payment.id)), 303)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="practice-payment")


def _just_paid(shop: Shop) -> PracticePayment | None:
    """The payment named by a signed token in the address, so that only its payer looks at it again."""
    try:
        payment_id = int(_signer().loads(request.args.get("bayar", "")))
    except (BadSignature, TypeError, ValueError):
        return None
    return find_payment(shop.id, payment_id)
