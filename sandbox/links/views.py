"""Pages of the links wing."""

from __future__ import annotations

from flask import Blueprint

from sandbox.web.gate import Permission, allow

bp = Blueprint("links", __name__)


@bp.get("/tautan")
@allow(Permission.PARTICIPATE)
def show_links() -> str:
    """To be built."""
    return "show_links"


@bp.get("/q/<code>")
@allow(Permission.PUBLIC)
def follow(code: str) -> str:
    """To be built."""
    return "follow"
