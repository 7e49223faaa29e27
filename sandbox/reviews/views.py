"""Pages of the reviews wing: marking, the rubric, and a participant's own marks."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sandbox.classrooms.queries import get_classroom, run_classroom
from sandbox.extensions import db
from sandbox.lang.texts import current_locale, t
from sandbox.reviews.forms import review_form, rubric_form
from sandbox.reviews.operations import save_review, save_rubric
from sandbox.reviews.presenters import Criterion, criteria_of, mark_rows, mark_sheet
from sandbox.reviews.queries import review_by, reviews_by_shop, reviews_of_shop, rubric_of
from sandbox.shops.queries import get_class_shop, own_shop, shops_of_class
from sandbox.web.country import pack
from sandbox.web.editing import EditConflict, conflict, faulty, is_autosave, saved
from sandbox.web.gate import Permission, allow, the_actor

bp = Blueprint("reviews", __name__)


def class_criteria(classroom_id: int) -> tuple[Criterion, ...]:
    """The criteria of a class in the reader's language."""
    template = pack().rubric
    return criteria_of(rubric_of(classroom_id), template, current_locale())


@bp.get("/pelatih/kelas/<int:classroom_id>/nilai")
@allow(Permission.ASSIST)
def list_reviews(classroom_id: int) -> str:
    """Every shop of the class: marked, begun, or waiting."""
    classroom = get_classroom(the_actor(), classroom_id)
    shops = db.session.scalars(shops_of_class(classroom.id)).all()
    keys = [criterion.key for criterion in class_criteria(classroom.id)]
    rows = mark_rows(shops, reviews_by_shop([shop.id for shop in shops]), the_actor().id, keys)
    return render_template("reviews/list.html", classroom=classroom, rows=rows)


def score_page(classroom: Any, shop: Any, form: Any, *, is_conflict: bool = False) -> str:
    """The marking page with the way to the shops before and after."""
    ids = [each.id for each in db.session.scalars(shops_of_class(classroom.id))]
    place = ids.index(shop.id)
    others = [
        review.trainer.name
        for review in db.session.scalars(reviews_of_shop(shop.id))
        if review.trainer_id != the_actor().id
    ]
    return render_template(
        "reviews/score.html",
        classroom=classroom,
        shop=shop,
        form=form,
        others=others,
        is_conflict=is_conflict,
        place=place + 1,
        count=len(ids),
        previous_id=ids[place - 1] if place > 0 else None,
        next_id=ids[place + 1] if place + 1 < len(ids) else None,
    )


@bp.route("/pelatih/kelas/<int:classroom_id>/nilai/<int:shop_id>", methods=["GET", "POST"])
@allow(Permission.ASSIST)
def score_shop(classroom_id: int, shop_id: int) -> ResponseReturnValue:
    """Mark one shop; saved by itself while tapping, and by the button without JavaScript."""
    classroom = get_classroom(the_actor(), classroom_id)
    shop = get_class_shop(the_actor(), shop_id)
    if shop.classroom_id != classroom.id:
        abort(404)
    g.timezone = classroom.timezone
    review = review_by(the_actor().id, shop.id)
    form = review_form(class_criteria(classroom.id), review)
    if request.method != "POST":
        return score_page(classroom, shop, form)
    if not form.validate():
        if is_autosave():
            return faulty(form.first_errors(), review.row_version if review else 0)
        return score_page(classroom, shop, form), 422
    try:
        review = save_review(
            trainer_id=the_actor().id,
            shop_id=shop.id,
            version=form.version,
            save_key=form.key,
            **form.facts(),
        )
    except EditConflict:
        if is_autosave():
            return conflict()
        form.version = review.row_version if review else 0
        return score_page(classroom, shop, form, is_conflict=True), 409
    if is_autosave():
        return saved(review.row_version)
    flash(t("reviews-saved", shop=shop.name), "success")
    return redirect(url_for("reviews.score_shop", classroom_id=classroom.id, shop_id=shop.id), 303)


@bp.route("/pelatih/kelas/<int:classroom_id>/rubrik", methods=["GET", "POST"])
@allow(Permission.TRAIN)
def edit_rubric(classroom_id: int) -> ResponseReturnValue:
    """Put the rubric into the class's own words."""
    classroom = run_classroom(the_actor(), classroom_id)
    rubric = rubric_of(classroom.id)
    criteria = class_criteria(classroom.id)
    form = rubric_form(criteria, rubric.row_version if rubric else 0)
    facts = {"classroom": classroom, "form": form, "criteria": criteria, "is_conflict": False}
    if request.method != "POST":
        return render_template("reviews/rubric.html", **facts)
    if not form.validate():
        return render_template("reviews/rubric.html", **facts), 422
    try:
        save_rubric(classroom_id=classroom.id, version=form.version, save_key=form.key, **form.facts())
    except EditConflict:
        form.version = rubric.row_version if rubric else 0
        return render_template("reviews/rubric.html", **facts | {"is_conflict": True}), 409
    flash(t("reviews-rubric-saved"), "success")
    return redirect(url_for("reviews.edit_rubric", classroom_id=classroom.id), 303)


@bp.get("/nilai")
@allow(Permission.PARTICIPATE)
def my_marks() -> str:
    """A participant's own marks and one next step."""
    shop = own_shop(the_actor())
    reviews = db.session.scalars(reviews_of_shop(shop.id)).all()
    return render_template(
        "reviews/marks.html", shop=shop, sheet=mark_sheet(reviews, class_criteria(shop.classroom_id))
    )
