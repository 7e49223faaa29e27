"""The blueprint the pages of the shop editor share."""

from __future__ import annotations

from flask import Blueprint, Response, request

from sandbox.web.headers import content_security_policy

bp = Blueprint("shops", __name__)

WITH_PREVIEW = content_security_policy(frame_src="'self'")


@bp.after_request
def edit_page_headers(response: Response) -> Response:
    """Allow the preview; and let Back fetch a form again, for an old one would be a conflict with itself."""
    if request.method != "POST" and response.mimetype == "text/html":
        response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = WITH_PREVIEW
    return response
