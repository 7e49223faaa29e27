"""Customer reviews: a classmate writes, the keepers answer, a trainer can hide."""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sandbox.classrooms.queries import get_classroom, run_classroom
from sandbox.lang.texts import t
from sandbox.shops.customer_reviews import operations
from sandbox.shops.customer_reviews.forms import WORDS, ReplyForm, ReviewForm
from sandbox.shops.customer_reviews.presenters import review_rows, star_summary, star_words
from sandbox.shops.customer_reviews.queries import (
    all_reviews,
    class_shop_to_change,
    get_review,
    keeps_shop,
    review_by,
    shop_to_visit,
)
from sandbox.shops.entry import Answer, enter_shop, enter_to_change, to_opening
from sandbox.shops.models import CustomerReview, Shop
from sandbox.shops.queries import get_class_shop, visible_products
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.submissions import once

bp = Blueprint("customer_reviews", __name__)


# -- a classmate ----------------------------------------------------------------------------------------


@bp.get("/ulasan/<slug>")
@allow(Permission.SIGNED_IN)
def write_review(slug: str) -> Answer:
    """The form; keepers and staff are shown what others wrote instead."""
    shop = shop_to_visit(the_actor(), slug)
    if not the_actor().is_participant:
        return redirect(url_for(".class_reviews", classroom_id=shop.classroom_id, shop_id=shop.id), 303)
    if keeps_shop(shop.id, the_actor().id):
        return _to_own_reviews()
    review = review_by(shop.id, the_actor().id)
    return _form_page(shop, _form(shop, review), review)


@bp.post("/ulasan/<slug>")
@allow(Permission.PARTICIPATE)
@once
def save_review(slug: str) -> Answer:
    """Store it, or change what this person said before."""
    shop = shop_to_visit(the_actor(), slug, to_change=True)
    review = review_by(shop.id, the_actor().id)
    form = _form(shop, review)
    if not form.validate():
        return _form_page(shop, form, review), 422
    try:
        review = operations.write_review(shop=shop, author_id=the_actor().id, **form.facts())
    except operations.OwnShop:
        return _to_own_reviews()
    if review.hidden_at is None:
        flash(t("customer-reviews-saved", shop=shop.name), "success")
    else:
        flash(t("customer-reviews-saved-hidden"), "info")
    return redirect(url_for(".write_review", slug=slug), 303)


@bp.post("/ulasan/<slug>/hapus")
@allow(Permission.PARTICIPATE)
def remove_review(slug: str) -> Response:
    """Take it back."""
    shop = shop_to_visit(the_actor(), slug, to_change=True)
    review = review_by(shop.id, the_actor().id)
    try:
        if review is not None:
            operations.remove_review(shop=shop, review=review)
        flash(t("customer-reviews-removed"), "info")
    except operations.HiddenReview:
        flash(t("customer-reviews-yours-hidden"), "info")
    return redirect(url_for(".write_review", slug=slug), 303)


def _form(shop: Shop, review: CustomerReview | None) -> ReviewForm:
    return ReviewForm(visible_products(shop), review, request.args.get("produk", ""))


def _form_page(shop: Shop, form: ReviewForm, review: CustomerReview | None) -> str:
    return render_template(
        "shops/customer_reviews/write.html",
        shop=shop,
        form=form,
        review=review,
        star_words=star_words(),
        submit_key=request.form.get("submit_key", ""),
    )


def _to_own_reviews() -> Response:
    flash(t("customer-reviews-own-shop"), "info")
    return redirect(url_for(".own_reviews"), 303)


# -- the keepers ----------------------------------------------------------------------------------------


@bp.get("/toko/ulasan")
@allow(Permission.PARTICIPATE)
def own_reviews() -> Answer:
    """What others say about one's shop, each with room for an answer."""
    shop = enter_shop()
    return _own_page(shop) if shop else to_opening()


@bp.post("/toko/ulasan/<int:review_id>")
@allow(Permission.PARTICIPATE)
def answer_review(review_id: int) -> Answer:
    """Answer it, change the answer, or take it away."""
    shop = enter_to_change()
    review = get_review(shop.id, review_id)
    form = ReplyForm()
    if not form.validate():
        return _own_page(shop, form, review.id), 422
    reply = (form.reply.data or "").strip()
    operations.answer_review(shop=shop, review=review, reply=reply)
    flash(t("customer-reviews-answered" if reply else "customer-reviews-unanswered"), "success")
    return redirect(url_for(".own_reviews") + f"#ulasan-{review.id}", 303)


def _own_page(shop: Shop, form: ReplyForm | None = None, faulty_id: int = 0) -> str:
    reviews = all_reviews(shop.id)
    return render_template(
        "shops/customer_reviews/own.html",
        shop=shop,
        rows=review_rows(reviews),
        summary=star_summary(reviews),
        longest=WORDS,
        form=form,
        faulty_id=faulty_id,
    )


# -- the staff of the class -----------------------------------------------------------------------------


@bp.get("/pelatih/kelas/<int:classroom_id>/toko/<int:shop_id>/ulasan")
@allow(Permission.ASSIST)
def class_reviews(classroom_id: int, shop_id: int) -> str:
    """What a shop's visitors wrote, hidden or not."""
    classroom = get_classroom(the_actor(), classroom_id)
    shop = get_class_shop(the_actor(), shop_id)
    if shop.classroom_id != classroom.id:
        abort(404)
    g.timezone = classroom.timezone
    reviews = all_reviews(shop.id)
    return render_template(
        "shops/customer_reviews/class.html",
        classroom=classroom,
        shop=shop,
        rows=review_rows(reviews),
        summary=star_summary(reviews),
        may_hide=classroom.id in the_actor().train_ids,
    )


@bp.post("/pelatih/kelas/<int:classroom_id>/toko/<int:shop_id>/ulasan/<int:review_id>")
@allow(Permission.TRAIN)
def hide_review(classroom_id: int, shop_id: int, review_id: int) -> Response:
    """Take a review off the page, or put it back."""
    shop = class_shop_to_change(run_classroom(the_actor(), classroom_id).id, shop_id)
    review = get_review(shop.id, review_id)
    is_hidden = request.form.get("hide") == "1"
    operations.hide_review(shop=shop, review=review, is_hidden=is_hidden)
    flash(t("customer-reviews-hidden-now" if is_hidden else "customer-reviews-shown-now"), "info")
    there = url_for(".class_reviews", classroom_id=classroom_id, shop_id=shop_id)
    return redirect(f"{there}#ulasan-{review.id}", 303)
