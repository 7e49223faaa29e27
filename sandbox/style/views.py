"""The living style page."""

from __future__ import annotations

from flask import Blueprint, render_template

from sandbox.web.gate import Permission, allow

bp = Blueprint("style", __name__)


@bp.get("/style")
@allow(Permission.PUBLIC)
def show_style() -> str:
    """Every component in every state."""
    return render_template("style/style.html")
