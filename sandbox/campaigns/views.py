"""Pages of the campaigns wing."""

from __future__ import annotations

from flask import Blueprint

from sandbox.web.gate import Permission, allow

bp = Blueprint("campaigns", __name__)


@bp.get("/promosi")
@allow(Permission.PARTICIPATE)
def list_campaigns() -> str:
    """To be built."""
    return "list_campaigns"
