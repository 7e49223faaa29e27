"""Pages of the posts wing."""

from __future__ import annotations

from flask import Blueprint

from sandbox.web.gate import Permission, allow

bp = Blueprint("posts", __name__)


@bp.get("/posting")
@allow(Permission.PARTICIPATE)
def list_posts() -> str:
    """To be built."""
    return "list_posts"
