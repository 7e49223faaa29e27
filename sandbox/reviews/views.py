"""Pages of the reviews wing."""

from __future__ import annotations

from flask import Blueprint

from sandbox.web.gate import Permission, allow

bp = Blueprint("reviews", __name__)


@bp.get("/nilai")
@allow(Permission.PARTICIPATE)
def my_marks() -> str:
    """To be built."""
    return "my_marks"


@bp.get("/pelatih/kelas/<int:classroom_id>/nilai/<int:shop_id>")
@allow(Permission.ASSIST)
def score_shop(classroom_id: int, shop_id: int) -> str:
    """To be built."""
    return "score_shop"
