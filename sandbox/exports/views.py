"""Pages of the exports wing."""

from __future__ import annotations

from flask import Blueprint

from sandbox.web.gate import Permission, allow

bp = Blueprint("exports", __name__)


@bp.get("/bawa-pulang")
@allow(Permission.PARTICIPATE)
def take_home() -> str:
    """To be built."""
    return "take_home"
