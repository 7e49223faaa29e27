"""Two people, one shop: joining a friend's shop, confirmed by that friend's PIN."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for

from sandbox.classrooms.operations import verify_pin
from sandbox.extensions import db
from sandbox.lang.texts import t
from sandbox.lang.typed import fold_typed
from sandbox.shops import operations
from sandbox.shops.blueprint import bp
from sandbox.shops.entry import Answer
from sandbox.shops.forms import JoinShopForm
from sandbox.shops.models import Shop
from sandbox.shops.queries import shop_of, shops_of_class
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.limits import TooManyTries, remote_address, try_limiter


def _shops() -> list[Shop]:
    return list(db.session.scalars(shops_of_class(the_actor().classroom_id)))


def _page(form: JoinShopForm, shops: list[Shop]) -> str:
    choices = [
        (str(shop.id), shop.name, ", ".join(keeper.participant.nickname for keeper in shop.keepers))
        for shop in shops
    ]
    return render_template("shops/join.html", form=form, shops=choices)


@bp.get("/toko/gabung")
@allow(Permission.PARTICIPATE)
def join_shop() -> Answer:
    """Pick a friend's shop of the same class."""
    if shop_of(the_actor()) is not None:
        return redirect(url_for(".edit_shop"), 303)
    return _page(JoinShopForm([]), _shops())


@bp.post("/toko/gabung")
@allow(Permission.PARTICIPATE)
def join_shop_now() -> Answer:
    """Join it when the PIN belongs to one of its keepers; tries are limited per shop."""
    if shop_of(the_actor()) is not None:
        return redirect(url_for(".edit_shop"), 303)
    shops = _shops()
    form = JoinShopForm([str(shop.id) for shop in shops])
    if not form.validate():
        return _page(form, shops), 422
    shop = next(shop for shop in shops if str(shop.id) == form.shop.data)
    status = _check_pin(form, shop)
    if status:
        return _page(form, shops), status
    try:
        operations.join_shop(shop=shop, participant_id=the_actor().id)
    except operations.AlreadyKeepsShop:  # opened one on another phone a moment ago
        return redirect(url_for(".edit_shop"), 303)
    flash(t("shops-joined", name=shop.name), "success")
    return redirect(url_for(".edit_shop"), 303)


def _check_pin(form: JoinShopForm, shop: Shop) -> int:
    """0 when the PIN is right; else the status to answer with, its sentence beside the field."""
    subject = f"shop:{shop.id}"
    try:
        try_limiter().count_try(subject, remote_address())
    except TooManyTries as wait:
        form.pin.errors = [t("shops-join-wait", seconds=wait.seconds)]
        return 429
    pin = fold_typed(form.pin.data or "").replace(" ", "")
    secret = current_app.extensions["settings"].secret_key
    if any(verify_pin(participant=keeper.participant, pin=pin, secret=secret) for keeper in shop.keepers):
        try_limiter().forget(subject)
        return 0
    form.pin.errors = [t("shops-join-wrong")]
    return 422
