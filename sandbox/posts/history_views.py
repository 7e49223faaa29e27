"""Earlier versions of a post, and bringing one back."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from sandbox.lang.texts import t
from sandbox.posts import operations
from sandbox.posts.blueprint import bp, enter
from sandbox.posts.history import version_cards
from sandbox.posts.queries import get_own_post, get_version, own_post_to_change, versions_of
from sandbox.web.gate import Permission, allow


@bp.get("/posting/<int:post_id>/riwayat")
@allow(Permission.PARTICIPATE)
def show_history(post_id: int) -> str:
    """What was written before, and how it differs."""
    post = get_own_post(enter(), post_id)
    return render_template("posts/history.html", post=post, versions=version_cards(post, versions_of(post)))


@bp.post("/posting/<int:post_id>/riwayat/<int:version_id>/pakai")
@allow(Permission.PARTICIPATE)
def use_version(post_id: int, version_id: int) -> ResponseReturnValue:
    """Bring a version back; what it replaces becomes a version itself."""
    post = own_post_to_change(enter(), post_id)
    operations.use_version(post=post, version=get_version(post, version_id))
    flash(t("posts-version-used"), "success")
    return redirect(url_for(".show_history", post_id=post_id), 303)
