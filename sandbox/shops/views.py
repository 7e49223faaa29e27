"""Opening a shop, writing in it, and putting it on display."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sandbox.classrooms.queries import me
from sandbox.lang.texts import current_locale, t
from sandbox.packs.shipping import load_shipping
from sandbox.shops import operations, presenters, views_join, views_photos, views_products
from sandbox.shops.blueprint import bp
from sandbox.shops.costing import views as views_costing
from sandbox.shops.entry import Answer, enter_shop, enter_to_change, face, to_opening
from sandbox.shops.examples import files_of, prepare_pictures, prepared_pictures
from sandbox.shops.forms import BuyingForm, EditForm, LookForm, OpenForm, StoryForm
from sandbox.shops.models import Shop
from sandbox.shops.page_check import views as views_page_check
from sandbox.shops.page_check.presenters import check_link
from sandbox.shops.page_check.queries import page_report
from sandbox.shops.queries import find_deleted, shop_of
from sandbox.shops.studio import views as views_studio
from sandbox.shops.validators import NAME
from sandbox.web.country import pack
from sandbox.web.editing import EditConflict, conflict, faulty, is_autosave, saved
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.numbers import row_id
from sandbox.web.submissions import once
from sandbox.web.transaction import writes

__all__ = [
    "bp",
    "views_costing",
    "views_join",
    "views_page_check",
    "views_photos",
    "views_products",
    "views_studio",
]

ROOMS = {"story": StoryForm, "look": LookForm, "buying": BuyingForm}


# -- opening --------------------------------------------------------------------------------------------


@bp.get("/toko/buka")
@allow(Permission.PARTICIPATE)
def open_shop() -> Answer:
    """Pick a trade and a name. Who keeps a shop already is taken there."""
    if shop_of(the_actor()) is not None:
        return redirect(url_for(".edit_shop"), 303)
    return _opening_page(OpenForm(formdata=None))


def _opening_page(form: OpenForm) -> str:
    trades = pack().trades.values()
    ready = prepared_pictures(trade.picture for trade in trades)
    return render_template(
        "shops/open.html",
        form=form,
        cards=presenters.trade_cards(pack(), current_locale(), ready),
        suggestions=[trade.shop.name(the_actor().name, current_locale()) for trade in trades],
        submit_key=request.form.get("submit_key", ""),
    )


@bp.post("/toko/buka")
@allow(Permission.PARTICIPATE)
def open_shop_now() -> Answer:
    """Open it, filled with the example of the trade."""
    form = OpenForm()
    if not form.validate():
        return _opening_page(form), 422
    trade = pack().trades[form.trade.data]
    pictures = prepare_pictures(
        files_of(trade),
        pack=pack(),
        store=current_app.extensions["media_store"],
        intake=current_app.extensions["photo_intake"],
    )
    return _open_once(form=form, pictures=pictures)


@once
def _open_once(*, form: OpenForm, pictures: dict[str, Any]) -> Response:
    person = me(the_actor())
    locale = person.classroom.language
    suggestion = pack().trades[form.trade.data].shop.name(person.nickname, locale)[:NAME].strip()
    operations.open_shop(
        classroom_id=person.classroom_id,
        participant_id=person.id,
        trade=form.trade.data,
        name=form.name.data or suggestion,
        locale=locale,
        pack=pack(),
        pictures=pictures,
        district_code=person.district_code,
    )
    flash(t("shops-opened"), "success")
    return redirect(url_for(".edit_shop"), 303)


@bp.get("/toko/contoh/<file>")
@allow(Permission.PARTICIPATE)
@writes
def example_picture(file: str) -> Response:
    """A picture of the pack in list size; taken in by whoever asks first."""
    if file not in pack().photos():
        abort(404)
    rows = prepare_pictures(
        [file],
        pack=pack(),
        store=current_app.extensions["media_store"],
        intake=current_app.extensions["photo_intake"],
    )
    if file not in rows:
        abort(404)
    return redirect(url_for("media.show", name=rows[file].variants["list"][0]), 302)


# -- the shop and its rooms -----------------------------------------------------------------------------


@bp.get("/toko")
@allow(Permission.PARTICIPATE)
def edit_shop() -> Answer:
    """The shop as its keeper sees it: card, state, products."""
    shop = enter_shop()
    if shop is None:
        return to_opening()
    return _shop_page(shop)


def _shop_page(shop: Shop, not_ready: str = "") -> str:
    undo = find_deleted(shop, request.args.get("urungkan", 0, type=row_id))
    return render_template(
        "shops/shop.html",
        face=face(shop),
        tabs=presenters.shop_tabs("products"),
        products=presenters.product_rows(shop),
        undo=undo,
        check=check_link(page_report(shop, pack())),
        not_ready=t(f"shops-not-ready-{not_ready}") if not_ready else "",
        version=shop.page_version,
    )


@bp.post("/toko/tampil")
@allow(Permission.PARTICIPATE)
def show_shop() -> Answer:
    """Draft to display, in class."""
    shop = enter_to_change()
    try:
        operations.show_shop(shop=shop)
    except operations.NotReady as reason:
        return _shop_page(shop, reason.code), 422
    flash(t("shops-shown-now"), "success")
    return redirect(url_for(".edit_shop"), 303)


@bp.post("/toko/draf")
@allow(Permission.PARTICIPATE)
def hide_shop() -> Response:
    """Display to draft."""
    operations.hide_shop(shop=enter_to_change())
    flash(t("shops-hidden-now"), "info")
    return redirect(url_for(".edit_shop"), 303)


@bp.get("/toko/cerita")
@allow(Permission.PARTICIPATE)
def edit_story() -> Answer:
    """Name, tagline, story, district."""
    return _room("story")


@bp.post("/toko/cerita")
@allow(Permission.PARTICIPATE)
def save_story() -> Answer:
    """Save it, by button or by itself."""
    return _save_room("story")


@bp.get("/toko/tampilan")
@allow(Permission.PARTICIPATE)
def edit_look() -> Answer:
    """Cover, logo, layout, colour."""
    return _room("look")


@bp.post("/toko/tampilan")
@allow(Permission.PARTICIPATE)
def save_look() -> Answer:
    """Save it, by button or by itself."""
    return _save_room("look")


@bp.get("/toko/cara-beli")
@allow(Permission.PARTICIPATE)
def edit_buying() -> Answer:
    """Hours, how to order, phone, shipping, payment."""
    return _room("buying")


@bp.post("/toko/cara-beli")
@allow(Permission.PARTICIPATE)
def save_buying() -> Answer:
    """Save it, by button or by itself."""
    return _save_room("buying")


def _room(room: str) -> Answer:
    shop = enter_shop()
    return _room_page(room, shop, ROOMS[room](shop)) if shop else to_opening()


def _room_page(room: str, shop: Shop, form: EditForm, stored: dict[str, str] | None = None) -> str:
    locale = current_locale()
    return render_template(
        f"shops/{room}.html",
        room=room,
        face=face(shop),
        tabs=presenters.shop_tabs(room),
        form=form,
        stored=stored or {},
        shop_id=shop.id,
        logo=presenters.photo_view(shop.logo) if shop.logo else None,
        cover=presenters.photo_view(shop.cover) if shop.cover else None,
        themes=presenters.theme_cards(),
        accents=presenters.accent_choices(pack(), locale),
        payments=presenters.payment_choices(pack(), locale),
        **(_shipping_facts(form) if isinstance(form, BuyingForm) else {}),
        districts=[row.label for row in pack().districts()] if room == "story" else [],
    )


def _shipping_facts(form: BuyingForm) -> dict[str, Any]:
    """What the shipping table shows besides its fields."""
    fees = [row.fee.data for row in form.rates if row.fee.data is not None]
    return {
        "shipping": load_shipping(pack().key),
        "priced_zones": len(fees),
        "lowest_fee": min(fees, default=None),
        "zone_errors": any(row.errors_by_id for row in form.rates),
    }


def _save_room(room: str) -> Answer:
    shop = enter_to_change()
    form = ROOMS[room](shop)
    if not form.validate():
        if is_autosave():
            return faulty(form.first_errors(), form.version)
        return _room_page(room, shop, form), 422
    try:
        operations.save_shop(shop=shop, facts=form.facts(), version=form.version, save_key=form.key)
    except EditConflict as clash:
        if is_autosave():
            return conflict()
        form.version = shop.row_version
        notes = presenters.stored_notes(clash.stored, pack(), current_locale())
        return _room_page(room, shop, form, notes), 409
    if is_autosave():
        return saved(shop.row_version)
    flash(t("shops-saved"), "success")
    return redirect(url_for(f".edit_{room}"), 303)
