"""Serving photos. Names are random and never reused, so a photo may be kept by the phone for ever."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, send_file

from sandbox.web.gate import Permission, allow

bp = Blueprint("media", __name__)


@bp.get("/m/<path:name>")
@allow(Permission.PUBLIC)
def show(name: str) -> Response:
    """One picture file. The name is the key: it cannot be guessed, and drafts never print theirs."""
    try:
        path = current_app.extensions["media_store"].get_path(name)
    except (ValueError, FileNotFoundError):
        abort(404)
    response = send_file(path, conditional=True, etag=False, max_age=31_536_000)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
