"""Taking a shop home: a short review, then one ZIP."""

from __future__ import annotations

import io
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, send_file, session, url_for

from sandbox.classrooms.queries import me
from sandbox.exports.forms import TakeHomeForm
from sandbox.exports.operations import mark_taken_home
from sandbox.exports.presenters import review_facts
from sandbox.exports.site import SiteChoices, build_site, file_name, zip_site
from sandbox.shops.queries import Shop, own_shop, shop_of
from sandbox.web.country import pack
from sandbox.web.gate import Permission, allow, the_actor

bp = Blueprint("exports", __name__)

CHOICES = "take_home"


def _form(shop: Shop) -> tuple[TakeHomeForm, Any]:
    facts = review_facts(shop)
    return TakeHomeForm((*facts.own, *facts.examples), data={"phone": shop.phone}), facts


@bp.get("/bawa-pulang")
@allow(Permission.PARTICIPATE)
def take_home() -> str:
    """The review page."""
    shop = shop_of(the_actor())
    if shop is None:
        return render_template("exports/review.html", shop=None)
    form, facts = _form(shop)
    return render_template("exports/review.html", shop=shop, form=form, facts=facts)


@bp.post("/bawa-pulang")
@allow(Permission.PARTICIPATE)
def confirm_take_home() -> Response | tuple[str, int]:
    """Check the review; the choices stay in this phone's session, the number is not stored."""
    shop = own_shop(the_actor())
    form, facts = _form(shop)
    if not form.validate_on_submit():
        return render_template("exports/review.html", shop=shop, form=form, facts=facts), 422
    mark_taken_home(shop=shop)
    session[CHOICES] = [shop.id, form.number, sorted(form.kept_examples.data or []), form.keep_photos.data]
    return redirect(url_for(".ready"), 303)


@bp.get("/bawa-pulang/siap")
@allow(Permission.PARTICIPATE)
def ready() -> str | Response:
    """The download, and what to do with it."""
    shop = own_shop(the_actor())
    if _choices(shop) is None:
        return redirect(url_for(".take_home"), 303)
    return render_template("exports/ready.html", shop=shop)


@bp.get("/bawa-pulang/toko.zip")
@allow(Permission.PARTICIPATE)
def download() -> Response:
    """The site as one ZIP."""
    shop = own_shop(the_actor())
    choices = _choices(shop)
    if choices is None:
        return redirect(url_for(".take_home"), 303)
    files = build_site(
        shop,
        pack=pack(),
        locale=me(the_actor()).classroom.language,
        choices=choices,
        read=current_app.extensions["media_store"].read,
    )
    name = f"{file_name(shop.name)}.zip"
    response = send_file(
        io.BytesIO(zip_site(files)), mimetype="application/zip", as_attachment=True, download_name=name
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _choices(shop: Shop) -> SiteChoices | None:
    """What was decided on the review page for this very shop; None before that."""
    kept = session.get(CHOICES)
    if not kept or kept[0] != shop.id:
        return None
    return SiteChoices(phone=kept[1], kept_examples=frozenset(kept[2]), keep_example_photos=bool(kept[3]))
