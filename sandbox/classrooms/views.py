"""Pages of the classrooms wing."""

from __future__ import annotations

from flask import Blueprint

from sandbox.web.gate import Permission, allow

bp = Blueprint("classrooms", __name__)


@bp.get("/k/<code>")
@allow(Permission.PUBLIC)
def join(code: str) -> str:
    """To be built."""
    return "join"


@bp.get("/masuk")
@allow(Permission.PUBLIC)
def sign_in() -> str:
    """To be built."""
    return "sign_in"


@bp.post("/ganti-orang")
@allow(Permission.PUBLIC)
def sign_out_here() -> str:
    """To be built."""
    return "sign_out_here"


@bp.get("/pelatih/masuk")
@allow(Permission.PUBLIC)
def trainer_sign_in() -> str:
    """To be built."""
    return "trainer_sign_in"


@bp.get("/pelatih/mulai/<token>")
@allow(Permission.PUBLIC)
def set_up_trainer(token: str) -> str:
    """To be built."""
    return "set_up_trainer"


@bp.get("/pelatih/kelas")
@allow(Permission.ASSIST)
def list_classrooms() -> str:
    """To be built."""
    return "list_classrooms"


@bp.get("/pelatih/kelas/<int:classroom_id>")
@allow(Permission.ASSIST)
def show_classroom(classroom_id: int) -> str:
    """To be built."""
    return "show_classroom"


@bp.get("/pelatih/kelas/<int:classroom_id>/layar")
@allow(Permission.ASSIST)
def wall(classroom_id: int) -> str:
    """To be built."""
    return "wall"
