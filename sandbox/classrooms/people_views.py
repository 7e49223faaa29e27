"""One participant, as trainers and helpers see them: how far they are, a new PIN, another nickname."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from sandbox.classrooms import operations, presenters, queries
from sandbox.classrooms.blueprint import bp
from sandbox.classrooms.doors import class_progress, secret_key, speak_as
from sandbox.classrooms.forms import RenameForm
from sandbox.classrooms.models import Participant
from sandbox.classrooms.operations import NameTaken
from sandbox.classrooms.progress import NOTHING_YET, Progress
from sandbox.lang.texts import t
from sandbox.web.addresses import public_host
from sandbox.web.country import pack
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.limits import try_limiter

Answer = str | Response | tuple[str, int]
NEW_PIN = "new_pin"


def _progress_of(participant: Participant) -> Progress:
    return class_progress(participant.classroom_id).get(participant.id, NOTHING_YET)


@bp.get("/pelatih/peserta/<int:participant_id>")
@allow(Permission.ASSIST)
def show_participant(participant_id: int) -> Answer:
    """One person: steps, shop, PIN, name."""
    participant = queries.get_participant(the_actor(), participant_id)
    form = RenameForm(formdata=None, obj=participant)
    return _person_page(participant, form, 200)


def _person_page(participant: Participant, form: RenameForm, status: int) -> tuple[str, int]:
    speak_as(participant.classroom)
    progress = _progress_of(participant)
    page = render_template(
        "classrooms/participant.html",
        participant=participant,
        classroom=participant.classroom,
        progress=progress,
        steps=presenters.present_steps(progress),
        district=pack().find_district(participant.district_code),
        form=form,
        runs=participant.classroom_id in the_actor().train_ids,
    )
    return page, status


@bp.post("/pelatih/peserta/<int:participant_id>/pin")
@allow(Permission.ASSIST)
def make_new_pin(participant_id: int) -> Response:
    """Give a new PIN; phones signed in with the old one are signed out, and old slips are forgiven."""
    participant = queries.get_participant(the_actor(), participant_id)
    pin = operations.reset_pin(participant=participant, secret=secret_key())
    try_limiter().forget(f"{participant.classroom.code}:{participant.nickname_key}")
    session[NEW_PIN] = [participant.id, pin]
    return redirect(url_for(".show_new_pin", participant_id=participant.id), 303)


@bp.get("/pelatih/peserta/<int:participant_id>/pin")
@allow(Permission.ASSIST)
def show_new_pin(participant_id: int) -> Answer:
    """The new PIN, big, once."""
    participant = queries.get_participant(the_actor(), participant_id)
    kept_for, pin = session.pop(NEW_PIN, (0, ""))
    if kept_for != participant.id:
        return redirect(url_for(".show_participant", participant_id=participant.id), 303)
    speak_as(participant.classroom)
    return render_template("classrooms/new_pin.html", participant=participant, pin=pin, host=public_host())


@bp.post("/pelatih/peserta/<int:participant_id>/nama")
@allow(Permission.TRAIN)
def rename(participant_id: int) -> Answer:
    """Correct a nickname."""
    participant = queries.run_participant(the_actor(), participant_id)
    form = RenameForm()
    if not form.validate():
        return _person_page(participant, form, 422)
    try:
        operations.rename_participant(participant=participant, nickname=form.nickname.data or "")
    except NameTaken as taken:
        form.nickname.errors = [t("classrooms-rename-taken", suggestion=taken.suggestion)]
        return _person_page(participant, form, 422)
    flash(t("classrooms-saved"), "success")
    return redirect(url_for(".show_participant", participant_id=participant.id), 303)


@bp.post("/pelatih/peserta/<int:participant_id>/keluarkan")
@allow(Permission.TRAIN)
def remove(participant_id: int) -> Response:
    """Take somebody without a shop off the list; people with a shop stay."""
    participant = queries.run_participant(the_actor(), participant_id)
    if _progress_of(participant).shop is not None:
        flash(t("classrooms-remove-has-shop", name=participant.nickname), "warn")
        return redirect(url_for(".show_participant", participant_id=participant.id), 303)
    operations.remove_participant(participant=participant)
    flash(t("classrooms-removed", name=participant.nickname), "success")
    return redirect(url_for(".show_classroom", classroom_id=participant.classroom_id), 303)
