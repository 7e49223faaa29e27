"""The two doors that belong to no feature: choosing a language and asking whether the server is well."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, request, url_for

from sandbox.lang.texts import available_locales, choose_locale
from sandbox.web.gate import Permission, allow, safe_next
from sandbox.web.transaction import reads

bp = Blueprint("web", __name__)


@bp.post("/bahasa")
@allow(Permission.PUBLIC)
@reads
def set_language() -> Response:
    """Remember the chosen language on this phone and return to the page it was chosen on."""
    locale = request.form.get("lang", "")
    if locale not in available_locales():
        abort(400)
    choose_locale(locale)
    return redirect(safe_next(request.form.get("next"), url_for("home.start")), 303)


@bp.get("/sehat")
@allow(Permission.PUBLIC)
def health() -> tuple[str, int, dict[str, str]]:
    """Answer that the server runs; for the starter and for proxies."""
    return "ok", 200, {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
