"""Pages of the reports wing."""

from __future__ import annotations

from flask import Blueprint

from sandbox.web.gate import Permission, allow

bp = Blueprint("reports", __name__)


@bp.get("/pelatih/kelas/<int:classroom_id>/data.csv")
@allow(Permission.TRAIN)
def class_csv(classroom_id: int) -> str:
    """To be built."""
    return "class_csv"
