"""Cek toko: for the keepers of a shop, and for its trainers."""

from __future__ import annotations

from flask import render_template

from sandbox.packs.page_check import load_page_check
from sandbox.shops.blueprint import bp
from sandbox.shops.entry import Answer, enter_shop, face, to_opening
from sandbox.shops.page_check import presenters
from sandbox.shops.page_check.queries import page_report
from sandbox.shops.page_check.weighing import weigh
from sandbox.shops.queries import get_class_shop
from sandbox.web.country import pack
from sandbox.web.gate import Permission, allow, the_actor


@bp.get("/toko/cek")
@allow(Permission.PARTICIPATE)
def check_shop() -> Answer:
    """What buyers find on the page, and what to do next."""
    shop = enter_shop()
    if shop is None:
        return to_opening()
    limits = load_page_check(pack().key).limits
    page = presenters.check_page(shop, page_report(shop, pack()), limits, weigh(shop))
    return render_template("shops/page_check/page.html", face=face(shop), page=page, shop=shop)


@bp.get("/pelatih/toko/<int:shop_id>/cek")
@allow(Permission.ASSIST)
def check_class_shop(shop_id: int) -> Answer:
    """The same for a shop of one's class, to talk about together; nothing to tap."""
    shop = get_class_shop(the_actor(), shop_id)
    limits = load_page_check(pack().key).limits
    page = presenters.check_page(shop, page_report(shop, pack()), limits)
    return render_template("shops/page_check/class.html", page=page, shop=shop)
