"""The public shop page and its product pages."""

from __future__ import annotations

from flask import Blueprint

from sandbox.web.gate import Permission, allow

bp = Blueprint("storefront", __name__)


@bp.get("/t/<slug>")
@allow(Permission.PUBLIC)
def show_shop(slug: str) -> str:
    """To be built."""
    return slug


@bp.get("/t/<slug>/<product_slug>")
@allow(Permission.PUBLIC)
def show_product(slug: str, product_slug: str) -> str:
    """To be built."""
    return slug + product_slug
