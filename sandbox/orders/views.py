"""Pages of the orders wing."""

from __future__ import annotations

from flask import Blueprint

from sandbox.web.gate import Permission, allow

bp = Blueprint("orders", __name__)


@bp.get("/pesan")
@allow(Permission.PARTICIPATE)
def list_orders() -> str:
    """To be built."""
    return "list_orders"
