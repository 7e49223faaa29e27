"""What autosave is told."""

from __future__ import annotations

from flask import jsonify, make_response, request
from werkzeug.wrappers import Response

from sandbox.clock import now
from sandbox.lang.filters import daytime
from sandbox.lang.texts import t


def is_autosave() -> bool:
    """Whether the phone saved by itself, and wants JSON."""
    return request.headers.get("X-Autosave") == "1"


def saved(version: int) -> Response:
    """Saved, and when, on the class's clock."""
    return jsonify(saved_at=daytime(now()), version=version)


def faulty(errors: dict[str, str], version: int) -> Response:
    """Not saved: a sentence for each field."""
    return make_response(jsonify(errors=errors, version=version), 422)


def conflict() -> Response:
    """Not saved: somebody else was faster. No new version is told, so nothing is overwritten unseen."""
    return make_response(jsonify(conflict=t("forms-conflict")), 409)
