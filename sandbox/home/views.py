"""Pages of the home wing."""

from __future__ import annotations

from flask import Blueprint

from sandbox.web.gate import Permission, allow

bp = Blueprint("home", __name__)


@bp.get("/")
@allow(Permission.PUBLIC)
def start() -> str:
    """To be built."""
    return "start"


@bp.get("/beranda")
@allow(Permission.PARTICIPATE)
def home() -> str:
    """To be built."""
    return "home"
