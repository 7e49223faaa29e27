"""The products of a shop."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sandbox.lang.texts import current_locale, t
from sandbox.packs.permits import load_permits
from sandbox.shops import offer_presenters, operations, presenters
from sandbox.shops.blueprint import bp
from sandbox.shops.entry import Answer, enter_shop, enter_to_change, face, to_opening, today
from sandbox.shops.forms import PhotoChoice, ProductForm
from sandbox.shops.models import Product, Shop
from sandbox.shops.offer_forms import OfferFrame
from sandbox.shops.queries import (
    find_deleted,
    get_own_photo,
    get_own_product,
    kept_products,
    photos_by_id,
    spare_photos,
)
from sandbox.shops.uploads import receive_photos
from sandbox.shops.validators import PRODUCT_NAME
from sandbox.web.country import pack
from sandbox.web.editing import EditConflict, conflict, faulty, is_autosave, saved
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.numbers import row_id
from sandbox.web.submissions import once


def _form(shop: Shop, product: Product | None = None) -> ProductForm:
    frame = OfferFrame(lambda: kept_products(shop), today(), load_permits(pack().key))
    return ProductForm(product, frame)


def _page(
    shop: Shop,
    form: ProductForm,
    photo_ids: list[int],
    *,
    product: Product | None = None,
    stored: dict[str, str] | None = None,
    photo_errors: dict[str, str] | None = None,
    alts: dict[int, str] | None = None,
) -> str:
    locale = current_locale()
    photos = photos_by_id(shop, photo_ids)
    profit, tone = presenters.profit_line(form.price.data, form.unit_cost.data)
    return render_template(
        "shops/product.html",
        face=face(shop),
        form=form,
        product=product,
        replaces=request.values.get("ganti", ""),
        photos=[presenters.photo_view(photo, (alts or {}).get(photo.id)) for photo in photos],
        photos_shown=",".join(str(photo_id) for photo_id in photo_ids),
        spare=[presenters.photo_view(photo) for photo in spare_photos(shop, photo_ids)],
        stored=stored or {},
        photo_errors=photo_errors or {},
        offer=offer_presenters.offer_view(form, locale, stored or ()),
        profit=profit,
        profit_tone=tone,
        units=presenters.unit_names(pack(), locale),
        categories=presenters.category_names(shop, pack(), locale),
        removed=request.args.get("lepas", 0, type=row_id),
        most=operations.MOST_PER_PRODUCT,
        submit_key=request.form.get("submit_key", ""),
    )


@bp.get("/toko/produk/baru")
@allow(Permission.PARTICIPATE)
def new_product() -> Answer:
    """An empty form; ``?ganti=ID`` replaces an example with the new product."""
    shop = enter_shop()
    if shop is None:
        return to_opening()
    form, example_id = _form(shop), request.args.get("ganti", 0, type=row_id)
    example = next((product for product in kept_products(shop) if product.id == example_id), None)
    if example is not None:
        form.begin_like(example)
    return _page(shop, form, [])


@bp.post("/toko/produk/baru")
@allow(Permission.PARTICIPATE)
def add_product() -> Answer:
    """Add it. Photos sent along are taken in first and stay even when a field has to be corrected."""
    received = receive_photos(the_actor(), request.files.getlist("photos"))
    for sentence in received.refusals:
        flash(sentence, "error")
    return _add_once(arrived=received.photo_ids)


@once
def _add_once(*, arrived: list[int]) -> Answer:
    shop = enter_to_change()
    form, choice = _form(shop), PhotoChoice(arrived)
    choice.check_number()
    if action := request.form.get("row_action"):
        return _rearranged(shop, form, choice, action)
    if request.form.get("photo_action") or not form.validate() or choice.errors:
        return _page(shop, form, choice.wanted, photo_errors=choice.errors, alts=choice.alts), 422
    try:
        product = operations.add_product(shop=shop, facts=form.facts())
    except operations.TooManyProducts:
        form.name.errors = [*form.name.errors, t("shops-too-many-products")]
        return _page(shop, form, choice.wanted, alts=choice.alts), 422
    _save_photos(shop, product, choice)
    example_id = request.form.get("ganti", 0, type=row_id)
    if example_id and find_deleted(shop, example_id) is None:  # the other keeper may have been faster
        operations.replace_example(shop=shop, example=get_own_product(shop, example_id), product=product)
    flash(t("shops-product-added"), "success")
    replaced = {"urungkan": example_id, "diganti": 1} if example_id else {}
    return redirect(url_for(".edit_shop", **replaced), 303)


@bp.get("/toko/produk/<int:product_id>")
@allow(Permission.PARTICIPATE)
def edit_product(product_id: int) -> Answer:
    """Everything about one product."""
    shop = enter_shop()
    if shop is None:
        return to_opening()
    product = get_own_product(shop, product_id)
    return _page(shop, _form(shop, product), [photo.id for photo in product.photos], product=product)


@bp.post("/toko/produk/<int:product_id>")
@allow(Permission.PARTICIPATE)
def save_product(product_id: int) -> Answer:
    """Save fields and photos together, by button or by itself."""
    received = receive_photos(the_actor(), request.files.getlist("photos"))
    for sentence in received.refusals:
        flash(sentence, "error")
    shop = enter_to_change()
    product = get_own_product(shop, product_id)
    form, choice = _form(shop, product), PhotoChoice(received.photo_ids)
    if action := request.form.get("row_action"):
        return _rearranged(shop, form, choice, action, product)
    return _save(shop, product, form, choice)


def _rearranged(
    shop: Shop, form: ProductForm, choice: PhotoChoice, action: str, product: Product | None = None
) -> Answer:
    """The same form with its rows in another order, one more or one less: nothing is saved yet."""
    form.rearrange(action)
    return _page(shop, form, choice.wanted, product=product, alts=choice.alts), 422


def _save(shop: Shop, product: Product, form: ProductForm, choice: PhotoChoice) -> Answer:
    choice.check_number()
    if not form.validate() or choice.errors:
        if is_autosave():
            return faulty(form.first_errors() | choice.errors, form.version)
        errors, alts = choice.errors, choice.alts
        return _page(shop, form, choice.wanted, product=product, photo_errors=errors, alts=alts), 422
    try:
        operations.save_product(
            shop=shop, product=product, facts=form.facts(), version=form.version, save_key=form.key
        )
    except EditConflict as clash:
        if is_autosave():
            return conflict()
        form.version = product.row_version
        notes = presenters.stored_notes(clash.stored, pack(), current_locale())
        return _page(shop, form, choice.wanted, product=product, stored=notes, alts=choice.alts), 409
    try:
        _save_photos(shop, product, choice)
    except operations.TooManyPhotos:
        return _too_many_photos(shop, product, form, choice)
    return _saved_answer(product, choice)


def _save_photos(shop: Shop, product: Product, choice: PhotoChoice) -> None:
    operations.arrange_photos(shop=shop, product=product, wanted=choice.wanted, shown=choice.shown)
    for photo in product.photos:
        if photo.id in choice.alts:
            operations.describe_photo(shop=shop, photo=photo, alt=choice.alts[photo.id])


def _too_many_photos(shop: Shop, product: Product, form: ProductForm, choice: PhotoChoice) -> Answer:
    """Another tab added photos meanwhile: nothing is saved, and all of them are shown to choose from."""
    errors = {"photos": t("shops-photo-too-many", most=operations.MOST_PER_PRODUCT)}
    if is_autosave():
        return faulty(errors, form.version)
    together = list(dict.fromkeys([*choice.wanted, *(photo.id for photo in product.photos)]))
    return _page(shop, form, together, product=product, photo_errors=errors, alts=choice.alts), 422


def _saved_answer(product: Product, choice: PhotoChoice) -> Response:
    if is_autosave():
        return saved(product.row_version)
    if request.form.get("photo_action"):
        removed = choice.removed[-1] if choice.removed else None
        return redirect(url_for(".edit_product", product_id=product.id, lepas=removed), 303)
    flash(t("shops-product-saved"), "success")
    return redirect(url_for(".edit_shop") + f"#produk-{product.id}", 303)


@bp.post("/toko/produk/<int:product_id>/foto/<int:photo_id>/pakai")
@allow(Permission.PARTICIPATE)
def use_photo(product_id: int, photo_id: int) -> Response:
    """Put one of the shop's photos on the product: undo for a removed one, and a second use for any."""
    shop = enter_to_change()
    product, photo = get_own_product(shop, product_id), get_own_photo(shop, photo_id)
    try:
        operations.put_photo_back(shop=shop, product=product, photo=photo)
    except operations.TooManyPhotos:
        flash(t("shops-photo-too-many", most=operations.MOST_PER_PRODUCT), "error")
    return redirect(url_for(".edit_product", product_id=product.id), 303)


@bp.post("/toko/produk/<int:product_id>/salin")
@allow(Permission.PARTICIPATE)
@once
def copy_product(product_id: int) -> Response:
    """A hidden twin, opened for editing."""
    shop = enter_to_change()
    product = get_own_product(shop, product_id)
    name = t("shops-copy-name", name=product.name)[:PRODUCT_NAME]
    try:
        twin = operations.copy_product(shop=shop, product=product, name=name)
    except operations.TooManyProducts:
        flash(t("shops-too-many-products"), "error")
        return redirect(url_for(".edit_shop"), 303)
    flash(t("shops-copied"), "success")
    return redirect(url_for(".edit_product", product_id=twin.id), 303)


@bp.post("/toko/produk/<int:product_id>/naik", defaults={"way": "naik"})
@bp.post("/toko/produk/<int:product_id>/turun", defaults={"way": "turun"})
@allow(Permission.PARTICIPATE)
def move_product(product_id: int, way: str) -> Response:
    """One place up or down."""
    shop = enter_to_change()
    operations.move_product(shop=shop, product=get_own_product(shop, product_id), up=way == "naik")
    return redirect(url_for(".edit_shop") + f"#produk-{product_id}", 303)


@bp.post("/toko/produk/<int:product_id>/sembunyi", defaults={"what": "sembunyi"})
@bp.post("/toko/produk/<int:product_id>/tampil", defaults={"what": "tampil"})
@allow(Permission.PARTICIPATE)
def hide_product(product_id: int, what: str) -> Response:
    """Hide from visitors, or show again."""
    shop = enter_to_change()
    hidden = what == "sembunyi"
    operations.hide_product(shop=shop, product=get_own_product(shop, product_id), hidden=hidden)
    flash(t("shops-product-hidden" if hidden else "shops-product-visible"), "success")
    return redirect(url_for(".edit_shop") + f"#produk-{product_id}", 303)


@bp.post("/toko/produk/<int:product_id>/hapus")
@allow(Permission.PARTICIPATE)
def delete_product(product_id: int) -> Response:
    """Delete, and offer to undo."""
    shop = enter_to_change()
    operations.delete_product(shop=shop, product=get_own_product(shop, product_id))
    return redirect(url_for(".edit_shop", urungkan=product_id), 303)


@bp.post("/toko/produk/<int:product_id>/kembalikan")
@allow(Permission.PARTICIPATE)
def restore_product(product_id: int) -> Response:
    """Undo deletion."""
    shop = enter_to_change()
    operations.restore_product(shop=shop, product=get_own_product(shop, product_id, deleted=True))
    flash(t("shops-product-restored"), "success")
    return redirect(url_for(".edit_shop") + f"#produk-{product_id}", 303)
