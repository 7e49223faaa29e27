"""The list of posts; copying, repeating, deleting with a way back."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sandbox.classrooms.queries import me
from sandbox.extensions import db
from sandbox.lang.texts import t
from sandbox.posts import operations, presenters
from sandbox.posts.blueprint import bp, enter
from sandbox.posts.models import Post
from sandbox.posts.queries import channels, find_own_post, get_own_post, posts_of_shop
from sandbox.shops.queries import shop_of, visible_products
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.numbers import row_id
from sandbox.web.submissions import once


@bp.get("/posting")
@allow(Permission.PARTICIPATE)
def list_posts() -> ResponseReturnValue:
    """Every post of the shop; ``?urungkan=ID`` offers to bring a deleted one back."""
    shop = shop_of(the_actor())
    if shop is None:
        return render_template("posts/no_shop.html")
    g.timezone = me(the_actor()).classroom.timezone
    posts = db.session.scalars(posts_of_shop(shop.id)).all()
    undo = find_own_post(shop, request.args.get("urungkan", 0, type=row_id), deleted=True)
    return render_template(
        "posts/list.html",
        posts=presenters.post_cards(posts, channels()),
        undo=undo,
        has_products=bool(visible_products(shop)),
    )


@bp.post("/posting/<int:post_id>/salin")
@allow(Permission.PARTICIPATE)
@once
def copy_post(post_id: int) -> ResponseReturnValue:
    """A twin, opened for editing."""
    post = get_own_post(enter(), post_id)
    return _opened(lambda: operations.copy_post(post=post), t("posts-copied"))


@bp.post("/posting/<int:post_id>/ulangi")
@allow(Permission.PARTICIPATE)
@once
def repeat_post(post_id: int) -> ResponseReturnValue:
    """The same words as a draft that asks for another photo."""
    post = get_own_post(enter(), post_id)
    return _opened(lambda: operations.repeat_post(post=post), t("posts-repeated"))


def _opened(make: Callable[[], Post], said: str) -> ResponseReturnValue:
    """Open the new post for editing, or say that there is no room for it."""
    try:
        post = make()
    except operations.TooManyPosts:
        flash(t("posts-too-many", most=operations.MOST_PER_SHOP), "error")
        return redirect(url_for(".list_posts"), 303)
    flash(said, "success")
    return redirect(url_for(".edit_post", post_id=post.id), 303)


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
