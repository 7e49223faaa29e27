"""The blueprint the pages of the shop editor share."""

from __future__ import annotations

from flask import Blueprint, Response, request

bp = Blueprint("shops", __name__)


@bp.after_request
def never_from_memory(response: Response) -> Response:
    """The Back button must fetch an edit page again: an old form would be a conflict with itself."""
    if request.method == "GET" and response.mimetype == "text/html":
        response.headers["Cache-Control"] = "no-store"
    return response
