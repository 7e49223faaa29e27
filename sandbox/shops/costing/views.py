"""Hitung harga jual: for a product, or before there is one."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sandbox.lang.texts import current_locale, t
from sandbox.packs.cost_sheets import load_cost_sheets
from sandbox.packs.fees import Fees, load_fees
from sandbox.shops import operations
from sandbox.shops.blueprint import bp
from sandbox.shops.costing import presenters
from sandbox.shops.costing.forms import LOWEST_PRICE, SheetForm
from sandbox.shops.costing.sheet import Sheet, empty_sheet, example_sheet, sheet_from_dict
from sandbox.shops.entry import Answer, enter_shop, enter_to_change, face, to_opening
from sandbox.shops.models import Product, Shop
from sandbox.shops.offers import BOOKED
from sandbox.shops.queries import get_own_product, kept_products
from sandbox.shops.validators import FIRST_STOCK, MOST_RUPIAH
from sandbox.web.country import pack
from sandbox.web.editing import EditConflict
from sandbox.web.gate import Permission, allow
from sandbox.web.submissions import once
from sandbox.web.transaction import reads

USED = {"modal": "unit_cost", "harga": "price"}
"""What "use this" writes, by the word in the button."""


def _fees() -> Fees:
    return load_fees(pack().key, pack().locales)


def _start(shop: Shop, product: Product | None) -> tuple[Sheet, str]:
    """The sheet to begin with, and what it is an example of, "" when it is none."""
    fees, price = _fees(), product.price if product else None
    sends = product is None or _is_sent(product)
    if product is not None and product.cost_sheet.get("lines") is not None:
        return sheet_from_dict(product.cost_sheet), ""
    if "kosong" in request.args:
        return empty_sheet(fees.start, price=price, sends=sends), ""
    examples = load_cost_sheets(pack().key, pack().locales)
    example = examples.get(shop.trade) or next(reversed(examples.values()))
    locale = current_locale()
    return example_sheet(example, fees.start, locale, price=price, sends=sends), example.name(locale)


def _is_sent(product: Product) -> bool:
    return product.kind not in BOOKED and bool(product.weight_g)


def _page(
    shop: Shop, form: SheetForm, *, product: Product | None = None, sheet: Sheet | None, **facts: Any
) -> str:
    fees = _fees()
    is_booking = product is not None and product.kind in BOOKED
    result = presenters.result(sheet, fees, shop.trade, is_booking=is_booking) if sheet else None
    asked = request.form.get("do", "").partition(":")
    return render_template(
        "shops/costing/page.html",
        face=face(shop),
        form=form,
        product=product,
        sheet=sheet,
        result=result,
        groups=presenters.groups(form.lines, asked[2] if asked[0] == "baris" else ""),
        steps=fees.steps,
        bounds=[LOWEST_PRICE, MOST_RUPIAH],
        checked_on=presenters.short_day(fees.checked_on),
        undo=_undo_of(product) if product else None,
        products=[] if product else kept_products(shop),
        submit_key=request.form.get("submit_key", ""),
        **{"example": "", "is_conflict": False} | facts,
    )


@bp.get("/toko/harga")
@allow(Permission.PARTICIPATE)
def new_price() -> Answer:
    """Just calculate, for something not in the shop yet; ``?kosong=1`` begins without the example."""
    shop = enter_shop()
    if shop is None:
        return to_opening()
    sheet, example = _start(shop, None)
    return _page(shop, SheetForm(sheet), sheet=sheet, example=example)


@bp.post("/toko/harga")
@allow(Permission.PARTICIPATE)
@reads
def work_out_price() -> Answer:
    """The result of what was typed; nothing is stored."""
    shop = enter_shop()
    if shop is None:
        return to_opening()
    form = SheetForm(_start(shop, None)[0])
    if not form.validate():
        return _page(shop, form, sheet=None), 422
    return _page(shop, form, sheet=form.sheet())


@bp.post("/toko/harga/produk")
@allow(Permission.PARTICIPATE)
@once
def make_priced_product() -> Answer:
    """A product of what was worked out, hidden until it has its photo and words."""
    shop = enter_to_change()
    form = SheetForm(_start(shop, None)[0])
    form.name.is_required = True
    if not form.validate():
        return _page(shop, form, sheet=None), 422
    sheet = form.sheet()
    facts = {
        "name": form.name.data,
        "price": presenters.asked_price(sheet, _fees()),
        "unit_cost": sheet.batch.unit_cost,
        "stock": FIRST_STOCK,
        "is_hidden": True,
        "cost_sheet": sheet.to_dict(),
    }
    try:
        product = operations.add_product(shop=shop, facts=facts)
    except operations.TooManyProducts:
        form.name.errors = [t("shops-too-many-products")]
        return _page(shop, form, sheet=sheet), 422
    flash(t("costing-product-made"), "success")
    return redirect(url_for(".edit_product", product_id=product.id), 303)


@bp.get("/toko/harga/<int:product_id>")
@allow(Permission.PARTICIPATE)
def price_product(product_id: int) -> Answer:
    """The sheet of one product."""
    shop = enter_shop()
    if shop is None:
        return to_opening()
    product = get_own_product(shop, product_id)
    sheet, example = _start(shop, product)
    form = SheetForm(sheet, product.row_version)
    return _page(shop, form, product=product, sheet=sheet, example=example)


@bp.post("/toko/harga/<int:product_id>")
@allow(Permission.PARTICIPATE)
def save_sheet(product_id: int) -> Answer:
    """Keep the sheet; with ``do`` also use what it comes to, as the product's *modal* or its price."""
    shop = enter_to_change()
    product = get_own_product(shop, product_id)
    form = SheetForm(_start(shop, product)[0], product.row_version)
    if not form.validate():
        return _page(shop, form, product=product, sheet=None), 422
    sheet, asked = form.sheet(), request.form.get("do", "")
    if asked.startswith("baris:"):
        return _page(shop, form, product=product, sheet=sheet)
    try:
        operations.save_product(
            shop=shop,
            product=product,
            facts=_facts(product, sheet, asked),
            version=form.version,
            save_key=form.key,
        )
    except EditConflict:
        form.version = product.row_version
        return _page(shop, form, product=product, sheet=sheet, is_conflict=True), 409
    if asked not in USED:
        flash(t("costing-saved"), "success")
    return redirect(url_for(".price_product", product_id=product.id) + "#hasil", 303)


def _facts(product: Product, sheet: Sheet, asked: str) -> dict[str, Any]:
    """Columns of Product: the sheet, and with it the column ``asked`` for, its old value kept for undoing."""
    facts: dict[str, Any] = {}
    undo = _undo_of(product)
    if asked == "modal":
        facts["unit_cost"] = sheet.batch.unit_cost
    if asked == "harga" and not product.variants:
        facts["price"] = presenters.asked_price(sheet, _fees())
    for column, value in facts.items():
        if (before := getattr(product, column)) != value:
            undo = {"column": column, "before": before, "after": value}
    return facts | {"cost_sheet": sheet.to_dict() | ({"undo": undo} if undo else {})}


def _undo_of(product: Product) -> dict[str, Any] | None:
    """What "use this" wrote last and what stood there, unless somebody has changed it since.

    A product that got choices meanwhile has no price of its own any more.
    """
    undo = product.cost_sheet.get("undo")
    if not undo or getattr(product, undo["column"]) != undo["after"]:
        return None
    return None if undo["column"] == "price" and product.variants else undo


@bp.post("/toko/harga/<int:product_id>/urungkan")
@allow(Permission.PARTICIPATE)
def undo_price(product_id: int) -> Response:
    """Put back what "use this" replaced."""
    shop = enter_to_change()
    product = get_own_product(shop, product_id)
    if (undo := _undo_of(product)) is None:
        abort(404)
    sheet = {name: value for name, value in product.cost_sheet.items() if name != "undo"}
    facts = {undo["column"]: undo["before"], "cost_sheet": sheet}
    operations.save_product(shop=shop, product=product, facts=facts, version=product.row_version)
    flash(t("costing-undone"), "success")
    return redirect(url_for(".price_product", product_id=product.id) + "#hasil", 303)
