"""The composer: writing, saving by button and by itself, examples and first sentences."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sandbox.extensions import db
from sandbox.lang.texts import current_locale, t
from sandbox.posts import composing, operations, presenters, previewing
from sandbox.posts.blueprint import bp, enter
from sandbox.posts.coach.loading import coach_to_dict
from sandbox.posts.coaching import LEVELS, checks, coach_book, coaching_of
from sandbox.posts.enums import Aim, PostState
from sandbox.posts.forms import PostForm
from sandbox.posts.models import Post
from sandbox.posts.queries import channels, find_own_post, get_own_post, own_post_to_change
from sandbox.shops.queries import Product, Shop, shop_of, visible_products
from sandbox.web.country import pack
from sandbox.web.editing import EditConflict, conflict, faulty, is_autosave, saved
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.numbers import row_id
from sandbox.web.submissions import once
from sandbox.web.transaction import reads


def composer(shop: Shop, post: Post | None = None, product_id: int = 0) -> PostForm:
    """The composer's form for a new post or for ``post``."""
    repeated = db.session.get(Post, post.repeat_of_id) if post and post.repeat_of_id else None
    return PostForm(
        products_for(shop, post),
        post=post,
        limit=channels()["instagram"].caption,
        product_id=product_id,
        families=checks(),
        not_again=repeated.photo_id if repeated else None,
    )


def products_for(shop: Shop, post: Post | None) -> list[Product]:
    """What can be written about: what visitors see, and whatever the post is about already."""
    products = visible_products(shop)
    if post is not None and post.product_id not in {product.id for product in products}:
        products += [product for product in shop.products if product.id == post.product_id]
    return products


def compose_page(shop: Shop, form: PostForm, post: Post | None = None, **facts: Any) -> str:
    """The composer: form on one side, previews on the other."""
    shown = {"stored": None, "before": None, "submit_key": request.form.get("submit_key", "")} | facts
    caption = form.read_caption
    choices = presenters.product_choices(products_for(shop, post), form, shop, pack(), channels())
    return render_template(
        "posts/compose.html",
        form=form,
        post=post,
        products=choices,
        aims=presenters.aim_cards(),
        parts=composing.part_cards(caption, channels()),
        tags=composing.tag_state(caption, channels()),
        preview=previewing.preview(shop, form, choices, channels(), pack()),
        checked_on=presenters.checked_on(channels()),
        coaching=coaching_of(caption, proofs=form.proofs.data, phone=shop.phone),
        coach_levels=LEVELS,
        coach_version=coach_book().version,
        **shown,
    )


@bp.get("/posting/baru")
@allow(Permission.PARTICIPATE)
def new_post() -> ResponseReturnValue:
    """An empty composer; ``?produk=ID`` chooses a product."""
    shop = shop_of(the_actor())
    if shop is None or not visible_products(shop):
        return redirect(url_for(".list_posts"), 303)
    return compose_page(shop, composer(shop, product_id=request.args.get("produk", 0, type=row_id)))


@bp.post("/posting/baru")
@allow(Permission.PARTICIPATE)
@once
def add_post() -> ResponseReturnValue:
    """Keep a new post."""
    shop = enter()
    form = composer(shop)
    if not form.validate():
        return compose_page(shop, form), 422
    try:
        post = operations.add_post(shop_id=shop.id, facts=form.facts())
    except operations.TooManyPosts:
        form.caption.errors = [t("posts-too-many", most=operations.MOST_PER_SHOP)]
        return compose_page(shop, form), 422
    return _kept(post, form.state)


@bp.get("/posting/<int:post_id>")
@allow(Permission.PARTICIPATE)
def edit_post(post_id: int) -> str:
    """One post in the composer."""
    shop = enter()
    post = get_own_post(shop, post_id)
    return compose_page(shop, composer(shop, post), post)


@bp.post("/posting/<int:post_id>")
@allow(Permission.PARTICIPATE)
def save_post(post_id: int) -> ResponseReturnValue:
    """Save by button or by itself."""
    shop = enter()
    post = own_post_to_change(shop, post_id)
    form = composer(shop, post)
    wanted = form.state
    if not form.validate():
        if is_autosave():
            return faulty(form.first_errors(), form.version)
        return compose_page(shop, form, post), 422
    try:
        operations.save_post(post=post, facts=form.facts(), version=form.version, save_key=form.key)
    except EditConflict as clash:
        if is_autosave():
            return conflict()
        form.version = post.row_version
        return compose_page(shop, form, post, stored=clash.stored.get("caption")), 409
    return saved(post.row_version) if is_autosave() else _kept(post, wanted)


def _kept(post: Post, wanted: str) -> ResponseReturnValue:
    """Say what became of a post; one that must be changed first is shown again."""
    if post.state == PostState.READY:
        flash(t("posts-ready-now"), "success")
    elif wanted == PostState.READY:
        flash(t("posts-draft-until-changed"), "warn")
        return redirect(url_for(".edit_post", post_id=post.id) + "#coach", 303)
    else:
        flash(t("posts-draft-kept"), "success")
    return redirect(url_for(".list_posts") + f"#posting-{post.id}", 303)


@bp.post("/posting/contoh")
@allow(Permission.PARTICIPATE)
@reads
def draft_caption() -> ResponseReturnValue:
    """An example caption for what is chosen: as JSON for the script, else the composer filled with it.

    ``add`` asks for one sentence or hashtag instead. Nothing is saved. The text that was typed comes back with
    the page (``before``), and ``undo`` restores it.
    """
    shop = enter()
    post = find_own_post(shop, request.form.get("post", 0, type=row_id))
    form = composer(shop, post)
    if "undo" in request.form:
        form.caption.data = request.form.get("before", "")
        return compose_page(shop, form, post)
    product = form.chosen_product or next(iter(products_for(shop, post)), None)
    if product is None:
        abort(404)
    before = form.caption.data or ""
    if "add" in request.form:
        facts = composing.product_words(product, shop, pack(), channels())
        form.caption.data = composing.with_added(before, request.form["add"], facts, channels())
        return compose_page(shop, form, post)
    aim = form.aim.data if form.aim.data in form.aim.keys else Aim.INTRODUCE.value
    text = composing.draft_caption(
        product, shop, aim=aim, turn=form.turn_number, pack=pack(), channels=channels()
    )
    if request.accept_mimetypes.best == "application/json":
        return jsonify(caption=text)
    form.caption.data = text
    form.turn.data = str(form.turn_number + 1)
    return compose_page(shop, form, post, before=before)


@bp.get("/posting/contoh")
@allow(Permission.PARTICIPATE)
def leave_example() -> ResponseReturnValue:
    """Reached by switching language on a page that shows an example: back to the composer."""
    return redirect(url_for(".new_post"), 303)


@bp.get("/posting/pelatih.json")
@allow(Permission.PARTICIPATE)
def show_coach_rules() -> Response:
    """The coach's rules for the phone, in the reader's language; the address carries their version."""
    answer = jsonify(coach_to_dict(coach_book(), current_locale()))
    answer.headers["Cache-Control"] = "private, max-age=604800"
    return answer
