"""A trainer's classes: the list, settings, the class page with its list of participants, colleagues."""

from __future__ import annotations

from flask import Response as FlaskResponse
from flask import abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sandbox.classrooms import operations, presenters, queries
from sandbox.classrooms.blueprint import bp
from sandbox.classrooms.doors import class_progress, join_address, speak_as
from sandbox.classrooms.enums import StaffRole
from sandbox.classrooms.forms import ClassroomForm, StaffForm
from sandbox.classrooms.models import Classroom
from sandbox.classrooms.operations import StaleVersion
from sandbox.extensions import db
from sandbox.lang.texts import current_locale, t
from sandbox.media.qr import qr_svg
from sandbox.web.addresses import public_base, public_host
from sandbox.web.fragments import unless_changed
from sandbox.web.gate import Actor, Permission, allow, the_actor
from sandbox.web.numbers import row_id
from sandbox.web.submissions import once

Answer = str | Response | tuple[str, int]


def only_runners(actor: Actor) -> None:
    """Helpers mark and reset PINs; they open no classes of their own."""
    if actor.classroom_ids and not actor.train_ids:
        abort(403)


@bp.get("/pelatih/kelas")
@allow(Permission.ASSIST)
def list_classrooms() -> str:
    """All classes of the trainer, newest first."""
    actor = the_actor()
    classrooms = list(db.session.scalars(queries.classrooms_of(actor)))
    sizes = queries.class_sizes([classroom.id for classroom in classrooms])
    can_create = bool(actor.train_ids) or not classrooms
    return render_template("classrooms/list.html", classrooms=classrooms, sizes=sizes, can_create=can_create)


@bp.route("/pelatih/kelas/baru", methods=["GET", "POST"])
@allow(Permission.TRAIN)
@once
def new_classroom() -> Answer:
    """Open a class."""
    actor = the_actor()
    only_runners(actor)
    form = ClassroomForm()
    if request.method != "POST":
        form.wallet_start.data, form.language.data = 100_000, current_locale()
        form.timezone.data = form.timezone.choices[0][0]
    if request.method != "POST" or not form.validate():
        page = render_template("classrooms/settings.html", form=form, classroom=None)
        return page, 200 if request.method != "POST" else 422
    classroom = operations.create_classroom(
        trainer_id=actor.id,
        name=form.name.data or "",
        wallet_start=form.wallet_start.data,
        language=form.language.data,
        timezone=form.timezone.data,
    )
    return redirect(url_for(".show_classroom", classroom_id=classroom.id), 303)


@bp.route("/pelatih/kelas/<int:classroom_id>/atur", methods=["GET", "POST"])
@allow(Permission.TRAIN)
def edit_classroom(classroom_id: int) -> Answer:
    """Settings of a class."""
    classroom = queries.run_classroom(the_actor(), classroom_id)
    form = ClassroomForm(obj=classroom)
    if request.method != "POST" or not form.validate():
        return _settings_page(form, classroom, 200 if request.method != "POST" else 422)
    try:
        operations.change_classroom(
            classroom=classroom,
            version=request.form.get("version", default=0, type=row_id),
            name=form.name.data or "",
            wallet_start=form.wallet_start.data,
            language=form.language.data,
            timezone=form.timezone.data,
        )
    except StaleVersion:
        return _settings_page(form, classroom, 409, is_stale=True)
    flash(t("classrooms-saved"), "success")
    return redirect(url_for(".show_classroom", classroom_id=classroom.id), 303)


def _settings_page(
    form: ClassroomForm, classroom: Classroom, status: int, *, is_stale: bool = False
) -> tuple[str, int]:
    speak_as(classroom)
    page = render_template("classrooms/settings.html", form=form, classroom=classroom, is_stale=is_stale)
    return page, status


@bp.post("/pelatih/kelas/<int:classroom_id>/pintu")
@allow(Permission.TRAIN)
def open_or_close(classroom_id: int) -> Response:
    """Let people join, or no longer."""
    classroom = queries.run_classroom(the_actor(), classroom_id)
    operations.set_classroom_open(classroom=classroom, is_open=request.form.get("open") == "1")
    flash(t("classrooms-door-open" if classroom.is_open else "classrooms-door-closed"), "success")
    return redirect(url_for(".show_classroom", classroom_id=classroom.id), 303)


@bp.get("/pelatih/kelas/<int:classroom_id>")
@allow(Permission.ASSIST)
def show_classroom(classroom_id: int) -> str:
    """The one screen to run the day: how to join, who is here, how far everybody is."""
    actor = the_actor()
    classroom = queries.get_classroom(actor, classroom_id)
    speak_as(classroom)
    return render_template(
        "classrooms/show.html",
        classroom=classroom,
        roster=_roster(classroom),
        address=join_address(classroom),
        host=public_host(),
        runs=classroom.id in actor.train_ids,
    )


@bp.get("/pelatih/kelas/<int:classroom_id>/daftar")
@allow(Permission.ASSIST)
def roster(classroom_id: int) -> FlaskResponse:
    """The list of participants alone, asked for again and again while the class page is open."""
    classroom = queries.get_classroom(the_actor(), classroom_id)
    speak_as(classroom)
    return unless_changed(
        render_template("classrooms/_roster.html", classroom=classroom, roster=_roster(classroom))
    )


def _roster(classroom: Classroom) -> presenters.Roster:
    people = list(db.session.scalars(queries.participants_of(classroom.id)))
    return presenters.present_roster(people, class_progress(classroom.id))


@bp.get("/pelatih/kelas/<int:classroom_id>/qr.svg")
@allow(Permission.ASSIST)
def class_qr(classroom_id: int) -> FlaskResponse:
    """The QR code that opens the joining page."""
    classroom = queries.get_classroom(the_actor(), classroom_id)
    response = make_response(qr_svg(join_address(classroom)))
    response.mimetype = "image/svg+xml"
    response.headers["Cache-Control"] = "private, max-age=60"
    return response


@bp.route("/pelatih/kelas/<int:classroom_id>/tim", methods=["GET", "POST"])
@allow(Permission.TRAIN)
def staff(classroom_id: int) -> Answer:
    """Who helps in this class, and a one-time link for one more."""
    classroom = queries.run_classroom(the_actor(), classroom_id)
    speak_as(classroom)
    form, link, status = StaffForm(), "", 200
    if request.method == "POST":
        if form.validate():
            token = operations.create_setup_link(classroom=classroom, role=StaffRole(form.role.data))
            link = public_base() + url_for(".set_up_trainer", token=token)
        else:
            status = 422
    people = queries.staff_of(classroom.id)
    return render_template(
        "classrooms/staff.html", classroom=classroom, form=form, people=people, link=link
    ), status
