"""The photo studio's screen and what can be tapped on it. Every change starts from the original."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sandbox.lang.text_clean import clean_line
from sandbox.lang.texts import t
from sandbox.media.photo import PhotoRefused
from sandbox.media.recipe import MOST_STEPS, STEEPEST, Recipe, recipe_of
from sandbox.shops import operations
from sandbox.shops.blueprint import bp
from sandbox.shops.entry import Answer, enter_shop, enter_to_change, to_opening
from sandbox.shops.models import Photo, Shop
from sandbox.shops.queries import get_own_photo
from sandbox.shops.studio import editing, presenters
from sandbox.shops.studio.queries import products_with
from sandbox.shops.validators import ALT
from sandbox.web.country import pack
from sandbox.web.gate import Permission, allow, the_actor

DEGREE = 10
QUESTIONS = {"people": {"none", "adult", "child"}, "permission": {"yes", "no"}, "private": {"yes", "no"}}


def _page(shop: Shop, photo: Photo, *, typed: str | None = None, error: str = "") -> str:
    alt = photo.alt if typed is None else typed
    page = presenters.studio_page(shop, photo, pack())
    note = "" if error else presenters.words_note(alt, products_with(photo))
    return render_template("shops/studio/studio.html", alt=alt, alt_error=error, alt_note=note, **page)


def _studio(photo_id: int, anchor: str = "foto") -> Response:
    return redirect(url_for(".photo_studio", photo_id=photo_id) + f"#{anchor}", 303)


@bp.get("/toko/foto/<int:photo_id>")
@allow(Permission.PARTICIPATE)
def photo_studio(photo_id: int) -> Answer:
    """One photo: what could be better, the tools, its words."""
    shop = enter_shop()
    return _page(shop, get_own_photo(shop, photo_id)) if shop else to_opening()


@bp.post("/toko/foto/<int:photo_id>/ubah")
@allow(Permission.PARTICIPATE)
def edit_photo(photo_id: int) -> Answer:
    """Cut, straighten, set the light. Fields left out stay as they are; ``do`` is one tap more."""
    photo = get_own_photo(enter_to_change(), photo_id)
    action = request.form.get("do", "")
    recipe = _tapped(_typed(recipe_of(photo.edit or {})), action)
    try:
        editing.apply_recipe(the_actor(), photo, recipe)
    except PhotoRefused as refusal:
        flash(t(refusal.text_id), "error")
        return _studio(photo_id)
    flash(t("studio-saved"), "quiet" if action else "success")  # after a tap the photo itself shows it
    return _studio(photo_id)


def _typed(recipe: Recipe) -> Recipe:
    """The stored recipe with what the form says; one of the nine spots goes before a dragged place."""
    stored = {name: getattr(recipe, name) for name in Recipe.__dataclass_fields__}
    sent = {name: value for name, value in request.form.items() if name in stored}
    across, comma, down = request.form.get("spot", "").partition(",")
    if comma:
        sent |= {"x": across, "y": down}
    return recipe_of({**stored, **{name: value for name, value in sent.items() if value != ""}})


def _tapped(recipe: Recipe, action: str) -> Recipe:
    """``recipe`` after one tap; anything unknown changes nothing."""
    light, warmth = recipe.light, recipe.warmth
    steps = {
        "auto": {"auto": True, "light": 0, "warmth": 0},
        "no-auto": {"auto": False},
        "lighter": {"light": min(MOST_STEPS, light + 1)},
        "darker": {"light": max(-MOST_STEPS, light - 1)},
        "warmer": {"warmth": min(MOST_STEPS, warmth + 1)},
        "cooler": {"warmth": max(-MOST_STEPS, warmth - 1)},
        "left": {"angle": max(-STEEPEST, recipe.angle - DEGREE)},
        "right": {"angle": min(STEEPEST, recipe.angle + DEGREE)},
    }
    return replace(recipe, **steps.get(action, {}))


@bp.post("/toko/foto/<int:photo_id>/asli")
@allow(Permission.PARTICIPATE)
def restore_photo(photo_id: int) -> Response:
    """Back to the original."""
    get_own_photo(enter_to_change(), photo_id)
    editing.restore(the_actor(), photo_id)
    flash(t("studio-restored"), "quiet")
    return _studio(photo_id)


@bp.post("/toko/foto/<int:photo_id>/periksa")
@allow(Permission.PARTICIPATE)
def look_at_photo(photo_id: int) -> Response:
    """Measure a photo that came before photos were measured."""
    try:
        editing.look_again(the_actor(), get_own_photo(enter_to_change(), photo_id))
    except PhotoRefused as refusal:
        flash(t(refusal.text_id), "error")
    return _studio(photo_id)


@bp.post("/toko/foto/<int:photo_id>/kata")
@allow(Permission.PARTICIPATE)
def describe_photo(photo_id: int) -> Answer:
    """Save what the photo shows, in words."""
    shop = enter_to_change()
    photo = get_own_photo(shop, photo_id)
    text = clean_line(request.form.get("alt", ""))
    if len(text) > ALT:
        error = t("forms-too-long", limit=ALT, length=len(text))
        return _page(shop, photo, typed=text, error=error), 422
    operations.describe_photo(shop=shop, photo=photo, alt=text)
    flash(t("studio-words-saved"), "success")
    return _studio(photo_id, "kata")


@bp.post("/toko/foto/<int:photo_id>/jawaban")
@allow(Permission.PARTICIPATE)
def answer_photo(photo_id: int) -> Response:
    """Keep what the person says about people and private things in the photo."""
    photo = get_own_photo(enter_to_change(), photo_id)
    sent = {name: request.form.get(name, "") for name in QUESTIONS}
    operations.answer_photo(
        photo=photo, answers={name: value for name, value in sent.items() if value in QUESTIONS[name]}
    )
    flash(t("studio-answers-saved"), "success")
    return _studio(photo_id, "orang")
