"""The living style page: what designers and browser tests look at. It stores nothing."""

from __future__ import annotations

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for

from sandbox.clock import now
from sandbox.lang.filters import daytime
from sandbox.lang.texts import t
from sandbox.style import examples
from sandbox.web.gate import Permission, allow, current_actor
from sandbox.web.numbers import row_id

bp = Blueprint("style", __name__, url_prefix="/style")


def _theme() -> dict[str, str]:
    """``?theme=dark`` or ``light`` shows one theme whatever the phone prefers."""
    theme = request.args.get("theme", "")
    return {"theme": theme} if theme in {"light", "dark"} else {}


@bp.get("")
@allow(Permission.PUBLIC)
def show() -> str:
    """Every component in every state, inside the participant's shell."""
    person = {"actor": current_actor() or examples.PERSON, "navigation": examples.navigation()}
    return render_template("style/style.html", x=examples.all_examples(), **person, **_theme())


@bp.get("/pintu")
@allow(Permission.PUBLIC)
def door() -> str:
    """The narrow shell: a sign-in form with an error."""
    return render_template("style/door.html", **_theme())


@bp.get("/layar")
@allow(Permission.PUBLIC)
def wall() -> str:
    """The projector's shell."""
    return render_template("style/wall.html", stalls=examples.stalls(), qr=examples.qr(), **_theme())


@bp.post("/simpan")
@allow(Permission.PUBLIC)
def save() -> Response:
    """Answer as a feature's save does, autosave included, without saving anything."""
    if request.headers.get("X-Autosave"):
        version = request.form.get("version", 0, type=row_id)
        return jsonify(saved_at=daytime(now()), version=version + 1)
    flash(t("style-saved"), "success")
    return redirect(url_for("style.show"), 303)


@bp.post("/foto")
@allow(Permission.PUBLIC)
def take_photo() -> tuple[Response, int]:
    """Answer as an upload does; the photo is dropped and an example shown in its place."""
    if not request.files.get("photo"):
        return jsonify(error=t("style-photo-missing")), 422
    picture = url_for("static", filename="img/style/teh-herbal-tabur.webp")
    return jsonify(id=examples.next_photo_id(), url=picture, alt=t("style-photo-alt-tea")), 201
