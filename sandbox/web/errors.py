"""Error pages that say what happened, what is safe and what to do, and that cannot fail twice."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request, session
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException

from sandbox.lang.texts import t
from sandbox.web.transaction import give_up_writing

NEVER_ECHOED = frozenset({"csrf_token", "password", "pin"})
MOST_FIELDS = 500
"""No form of ours has more; what has is not offered back."""
KNOWN = {400, 401, 403, 404, 405, 409, 413, 429, 500, 503}

FAILSAFE = (
    "<!doctype html><html lang='id'><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
    "<title>Ada gangguan</title><h1>Ada gangguan di laptop kelas</h1>"
    "<p>Yang sudah tersimpan tetap aman. Tekan tombol kembali, lalu coba lagi sebentar lagi.</p>"
    "<p lang='en'>Something went wrong on the class laptop. What was saved is safe. Go back and try again.</p>"
    "<p><a href='/'>Beranda / Home</a></p></html>"
)


def _wants_json() -> bool:
    return bool(request.headers.get("X-Autosave")) or request.accept_mimetypes.best == "application/json"


def error_page(status: int, **facts: object) -> Response:
    """Render the page for ``status``; if even that fails, a page that needs nothing at all."""
    status = status if status in KNOWN else (500 if status >= 500 else 400)
    try:
        give_up_writing()
        if _wants_json():
            return make_response(jsonify(error=t(f"errors-{status}-what")), status)
        return make_response(render_template("errors/error.html", status=status, **facts), status)
    except Exception:
        current_app.logger.exception("the error page failed")
        return make_response(FAILSAFE, status)


def on_http_error(error: HTTPException) -> Response:
    """Errors raised on purpose (404, 403, 413 ...)."""
    if error.response is not None:
        return make_response(error.response)
    response = error_page(error.code or 500)
    if error.code == 405 and error.get_headers():
        response.headers["Allow"] = dict(error.get_headers()).get("Allow", "")
    return response


def on_csrf_error(_error: CSRFError) -> Response:
    """A form token that is missing or belongs to an earlier session: keep the typed text, offer to send again.

    The typed text is offered back only when the form came from this very site, and never a secret. A form
    from elsewhere changes nothing at all: no new session replaces the one this phone has.
    """
    typed = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NEVER_ECHOED and len(value) < 50_000
    ]
    is_ours = _is_ours()
    if not is_ours or len(typed) > MOST_FIELDS:
        typed = []
    g.pop("csrf_token", None)
    page = error_page(400, typed=typed, again=request.full_path.rstrip("?"))
    if not is_ours:
        session.modified = False
    return page


def _is_ours() -> bool:
    """Whether the form came from this very site, as far as the browser says."""
    sent_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        return not sent_from or urlsplit(sent_from).netloc == request.host
    except ValueError:  # no address at all
        return False


def on_busy(error: OperationalError | TimeoutError | PoolTimeoutError) -> Response:
    """The request got no turn to write, or no connection, in time."""
    current_app.logger.warning("database busy: %s", error)
    return error_page(503)


def on_crash(error: Exception) -> Response:
    """Anything nobody foresaw."""
    current_app.logger.exception("unforeseen error", exc_info=error)
    return error_page(500)


def init_errors(app: Flask) -> None:
    """Register the pages. In tests a crash still shows itself to the test client."""
    app.register_error_handler(CSRFError, on_csrf_error)
    app.register_error_handler(HTTPException, on_http_error)
    for busy in (OperationalError, TimeoutError, PoolTimeoutError):
        app.register_error_handler(busy, on_busy)
    if not app.testing:
        app.register_error_handler(Exception, on_crash)
