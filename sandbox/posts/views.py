"""Pages of the posts wing: the list, the composer, copying, deleting with a way back."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from sandbox.classrooms.queries import me
from sandbox.extensions import db
from sandbox.lang.texts import current_locale, t
from sandbox.links.enums import TargetKind
from sandbox.links.queries import offer_targets
from sandbox.posts import operations, presenters
from sandbox.posts.coach.loading import coach_to_dict
from sandbox.posts.coaching import LEVELS, coach_book, coaching_of
from sandbox.posts.enums import Aim
from sandbox.posts.forms import PostForm
from sandbox.posts.models import Post
from sandbox.posts.queries import (
    channels,
    find_own_post,
    get_own_post,
    own_post_to_change,
    post_targets,
    posts_of_shop,
)
from sandbox.shops.queries import Product, Shop, own_shop, shop_of, visible_products
from sandbox.web.editing import EditConflict, conflict, faulty, is_autosave, saved
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.numbers import row_id
from sandbox.web.submissions import once
from sandbox.web.transaction import reads

bp = Blueprint("posts", __name__)
bp.record_once(lambda state: offer_targets(state.app, TargetKind.POST, post_targets))


@bp.after_request
def never_from_memory(response: Response) -> Response:
    """The Back button must fetch the composer again: an old copy would be a conflict with itself."""
    if request.method != "POST" and response.mimetype == "text/html":
        response.headers["Cache-Control"] = "no-store"
    return response


def enter() -> Shop:
    """The participant's shop, with the class's clock; 404 before it is opened."""
    g.timezone = me(the_actor()).classroom.timezone
    return own_shop(the_actor())


def composer(shop: Shop, post: Post | None = None, product_id: int = 0) -> PostForm:
    """The composer's form for a new post or for ``post``."""
    limit = channels()["instagram"].caption
    return PostForm(products_for(shop, post), post=post, limit=limit, product_id=product_id)


def products_for(shop: Shop, post: Post | None) -> list[Product]:
    """What can be written about: what visitors see, and whatever the post is about already."""
    products = visible_products(shop)
    if post is not None and post.product_id not in {product.id for product in products}:
        products += [product for product in shop.products if product.id == post.product_id]
    return products


def compose_page(shop: Shop, form: PostForm, post: Post | None = None, **facts: Any) -> str:
    """The composer: form on one side, previews on the other."""
    shown = {"stored": None, "before": None, "submit_key": request.form.get("submit_key", "")} | facts
    choices = presenters.product_choices(products_for(shop, post), form)
    return render_template(
        "posts/compose.html",
        form=form,
        post=post,
        products=choices,
        aims=presenters.aim_cards(),
        preview=presenters.preview(shop, form, choices, channels()),
        channels=channels(),
        checked_on=presenters.checked_on(channels()),
        coaching=coaching_of(form.caption.data or ""),
        coach_levels=LEVELS,
        coach_version=coach_book().version,
        **shown,
    )


@bp.get("/posting")
@allow(Permission.PARTICIPATE)
def list_posts() -> ResponseReturnValue:
    """Every post of the shop; ``?urungkan=ID`` offers to bring a deleted one back."""
    shop = shop_of(the_actor())
    if shop is None:
        return render_template("posts/no_shop.html")
    posts = db.session.scalars(posts_of_shop(shop.id)).all()
    undo = find_own_post(shop, request.args.get("urungkan", 0, type=row_id), deleted=True)
    return render_template(
        "posts/list.html",
        posts=presenters.post_cards(posts),
        undo=undo,
        has_products=bool(visible_products(shop)),
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
    flash(t("posts-added"), "success")
    return redirect(url_for(".list_posts") + f"#posting-{post.id}", 303)


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
    if is_autosave():
        return saved(post.row_version)
    flash(t("posts-saved"), "success")
    return redirect(url_for(".list_posts") + f"#posting-{post.id}", 303)


@bp.post("/posting/contoh")
@allow(Permission.PARTICIPATE)
@reads
def draft_caption() -> ResponseReturnValue:
    """An example caption for what is chosen: as JSON for the script, else the composer filled with it.

    Nothing is saved. The text that was typed comes back with the page (``before``), and ``undo`` restores it.
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
    aim = form.aim.data if form.aim.data in form.aim.keys else Aim.INTRODUCE.value
    text = presenters.draft_caption(
        product,
        shop,
        aim=aim,
        turn=form.turn_number,
        pack=current_app.extensions["pack"],
        channels=channels(),
    )
    if request.accept_mimetypes.best == "application/json":
        return jsonify(caption=text)
    before, form.caption.data = form.caption.data or "", text
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


@bp.post("/posting/<int:post_id>/salin")
@allow(Permission.PARTICIPATE)
@once
def copy_post(post_id: int) -> ResponseReturnValue:
    """A twin, opened for editing."""
    try:
        twin = operations.copy_post(post=get_own_post(enter(), post_id))
    except operations.TooManyPosts:
        flash(t("posts-too-many", most=operations.MOST_PER_SHOP), "error")
        return redirect(url_for(".list_posts"), 303)
    flash(t("posts-copied"), "success")
    return redirect(url_for(".edit_post", post_id=twin.id), 303)


@bp.post("/posting/<int:post_id>/hapus")
@allow(Permission.PARTICIPATE)
def delete_post(post_id: int) -> ResponseReturnValue:
    """Delete, and offer to undo."""
    operations.delete_post(post=get_own_post(enter(), post_id))
    return redirect(url_for(".list_posts", urungkan=post_id), 303)


@bp.post("/posting/<int:post_id>/kembalikan")
@allow(Permission.PARTICIPATE)
def restore_post(post_id: int) -> ResponseReturnValue:
    """Undo deletion."""
    operations.restore_post(post=get_own_post(enter(), post_id, deleted=True))
    flash(t("posts-restored"), "success")
    return redirect(url_for(".list_posts") + f"#posting-{post_id}", 303)
