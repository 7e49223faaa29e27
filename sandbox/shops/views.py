"""Pages of the shops wing."""

from __future__ import annotations

from flask import Blueprint

from sandbox.web.gate import Permission, allow

bp = Blueprint("shops", __name__)


@bp.get("/toko/buka")
@allow(Permission.PARTICIPATE)
def open_shop() -> str:
    """To be built."""
    return "open_shop"


@bp.get("/toko")
@allow(Permission.PARTICIPATE)
def edit_shop() -> str:
    """To be built."""
    return "edit_shop"


@bp.get("/toko/produk/baru")
@allow(Permission.PARTICIPATE)
def new_product() -> str:
    """To be built."""
    return "new_product"


@bp.get("/toko/produk/<int:product_id>")
@allow(Permission.PARTICIPATE)
def edit_product(product_id: int) -> str:
    """To be built."""
    return "edit_product"
