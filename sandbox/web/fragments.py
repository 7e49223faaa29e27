"""Pieces of a page that a browser asks for again and again."""

from __future__ import annotations

from flask import Response, make_response, request


def unless_changed(html: str) -> Response:
    """A fragment for polling: answered with 304 while nothing has changed."""
    response = make_response(html)
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response.make_conditional(request)
