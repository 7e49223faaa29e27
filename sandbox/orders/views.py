"""The practice chat in which an order is sent, and the keeper's list of orders."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer

from sandbox.classrooms.queries import me
from sandbox.extensions import db
from sandbox.lang.texts import t, use_locale
from sandbox.orders.forms import OrderForm
from sandbox.orders.models import Order
from sandbox.orders.operations import place_order, set_order_done
from sandbox.orders.presenters import first_message, present_order
from sandbox.orders.queries import get_shop_order, orders_of, sent_order
from sandbox.shops.queries import own_shop, shop_of, visible_products
from sandbox.shops.storefront import ShopPage
from sandbox.shops.storefront_live import live_page, load_shop, page_key, visible_stamp
from sandbox.shops.storefront_style import style_version
from sandbox.web.gate import Permission, allow, current_actor, the_actor
from sandbox.web.pictures import picture_url
from sandbox.web.submissions import new_submit_key, once

bp = Blueprint("orders", __name__)

MOST_LISTED = 100


def _chat_page(slug: str) -> tuple[ShopPage, OrderForm]:
    """The shop behind a chat, and its form filled with what is known already."""
    stamp = visible_stamp(slug)
    page = live_page(load_shop(stamp.shop_id), page_key(slug), stamp)
    product = page.find(request.args.get("produk", ""))
    actor = current_actor()
    ready_made = first_message(page, product, request.args.get("varian", ""))
    form = OrderForm(
        page.products,
        data={
            "product": product.slug if product else None,
            "variant": request.args.get("varian") or None,
            "wanted_on": request.args.get("tanggal") or None,
            "quantity": 1,
            "message": ready_made,
            "buyer_name": actor.name if actor else "",
        },
    )
    if (
        form.message.data == ready_made
    ):  # nobody changed it: it names what is ordered, whatever that was at first
        form.message.data = first_message(page, form.chosen, form.variant.data or "")
    return page, form


def _render_chat(page: ShopPage, form: OrderForm, sent: Order | None = None) -> str:
    version = style_version("chat", page.accent)
    return render_template(
        "orders/chat.html",
        page=page,
        form=form,
        style=url_for("storefront.show_style", sheet="chat", accent=page.accent.key, v=version),
        product=page.find(sent.product.slug) if sent and sent.product else form.chosen,
        sent=present_order(sent) if sent else None,
        submit_key=request.form.get("submit_key") or new_submit_key(),
    )


@bp.get("/t/<slug>/pesan")
@allow(Permission.PUBLIC)
def order(slug: str) -> str:
    """The chat with a shop: the order about to be sent, or the one just sent."""
    with use_locale(page_key(slug).locale):
        page, form = _chat_page(slug)
        return _render_chat(page, form, _just_sent(slug))


@bp.post("/t/<slug>/pesan")
@allow(Permission.PUBLIC)
@once
def send_order(slug: str) -> Response | tuple[str, int]:
    """Store the order; it goes to the keeper's list and nowhere else."""
    with use_locale(page_key(slug).locale):
        page, form = _chat_page(slug)
        if not form.validate_on_submit():
            return _render_chat(page, form), 422
    shop = load_shop(visible_stamp(slug).shop_id)
    actor = current_actor()
    placed = place_order(
        shop=shop,
        product=next(product for product in visible_products(shop) if product.slug == form.product.data),
        buyer_id=actor.id if actor and actor.is_participant else None,
        buyer_name=form.buyer_name.data,
        quantity=form.quantity.data,
        message=form.message.data,
        variant=form.chosen_variant.name if form.chosen_variant else "",
        wanted_on=form.day,
    )
    token = _signer().dumps(placed.id)
    language = request.args.get("bahasa") or None
    return redirect(url_for(".order", slug=slug, terkirim=token, bahasa=language), 303)


@bp.get("/pesan")
@allow(Permission.PARTICIPATE)
def list_orders() -> str:
    """The keeper's orders, the newest first."""
    actor = the_actor()
    g.timezone = me(actor).classroom.timezone
    shop = shop_of(actor)
    found = db.session.scalars(orders_of(shop).limit(MOST_LISTED)).all() if shop else []
    rows = [present_order(item, _picture_of(item)) for item in found]
    return render_template("orders/list.html", shop=shop, rows=rows)


@bp.post("/pesan/<int:order_id>/selesai")
@allow(Permission.PARTICIPATE)
def finish_order(order_id: int) -> Response:
    """Mark an order as looked after, or open it again."""
    is_done = request.form.get("done") == "1"
    set_order_done(order=get_shop_order(own_shop(the_actor()), order_id), is_done=is_done)
    flash(t("orders-marked-done") if is_done else t("orders-marked-open"), "success")
    return redirect(url_for(".list_orders"), 303)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="sent-order")


def _just_sent(slug: str) -> Order | None:
    """The order named by a signed token in the address, so that only its sender can look at it again."""
    try:
        order_id = int(_signer().loads(request.args.get("terkirim", "")))
    except (BadSignature, TypeError, ValueError):
        return None
    return sent_order(visible_stamp(slug).shop_id, order_id)


def _picture_of(item: Order) -> str:
    """A small photo of what was ordered, or ""."""
    photos = item.product.photos if item.product else []
    return picture_url(photos[0]) if photos else ""
