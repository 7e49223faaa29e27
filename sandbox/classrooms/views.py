"""The participants' doors: joining a class, the PIN, coming back, changing over on a shared phone."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from sandbox.classrooms import class_views, operations, people_views, queries, trainer_views, wall_views
from sandbox.classrooms.blueprint import bp
from sandbox.classrooms.doors import (
    PAD_KEY,
    begin_joining,
    issue_ticket,
    read_ticket,
    secret_key,
    speak_as,
)
from sandbox.classrooms.forms import JoinForm, SignInForm
from sandbox.classrooms.models import Classroom
from sandbox.classrooms.names import name_key
from sandbox.classrooms.operations import NameTaken
from sandbox.classrooms.pins import clean_pin
from sandbox.lang.codes import normalise_code
from sandbox.lang.text_clean import clean_line
from sandbox.lang.texts import t
from sandbox.web import gate
from sandbox.web.country import pack
from sandbox.web.gate import Permission, allow, current_actor, safe_next
from sandbox.web.limits import TooManyTries, remote_address, try_limiter
from sandbox.web.submissions import once

__all__ = ["bp", "class_views", "people_views", "trainer_views", "wall_views"]

Answer = str | Response | tuple[str, int]


@bp.route("/k/<code>", methods=["GET", "POST"])
@allow(Permission.PUBLIC)
@once
def join(code: str) -> Answer:
    """Join a class: nickname, consent, a few optional facts; then the PIN page."""
    classroom = queries.find_classroom(normalise_code(code))
    if classroom is None:
        return render_template("classrooms/unknown.html", code=clean_line(code)[:20]), 404
    speak_as(classroom)
    if actor := current_actor():
        return render_template("classrooms/already.html", classroom=classroom, person=actor)
    if not classroom.is_open:
        return render_template("classrooms/closed.html", classroom=classroom)
    begin_joining()
    form = JoinForm()
    if use_name := request.form.get("use_name", ""):
        form.nickname.process_formdata([use_name])
    if request.method != "POST" or not form.validate():
        return _join_page(classroom, form, status=200 if request.method != "POST" else 422)
    try:
        participant, pin = operations.join_class(
            classroom=classroom,
            nickname=form.nickname.data or "",
            secret=secret_key(),
            sex=form.sex.data,
            age_band=form.age_band.data,
            district_code=form.district_code,
        )
    except NameTaken as taken:
        return _join_page(classroom, form, status=422, suggestion=taken.suggestion)
    return redirect(url_for(".show_pin", code=classroom.code, ticket=issue_ticket(participant, pin)), 303)


def _join_page(classroom: Classroom, form: JoinForm, *, status: int, suggestion: str = "") -> tuple[str, int]:
    page = render_template(
        "classrooms/join.html",
        classroom=classroom,
        form=form,
        suggestion=suggestion,
        districts=pack().districts(),
    )
    return page, status


@bp.get("/k/<code>/pin/<ticket>")
@allow(Permission.PUBLIC)
def show_pin(code: str, ticket: str) -> Answer:
    """Sign the person who just joined in, and show the PIN big."""
    found = read_ticket(ticket)
    participant = queries.current_participant(found.participant_id, found.session_version) if found else None
    if found is None or participant is None:
        return redirect(url_for("home.start") if current_actor() else url_for(".sign_in", kode=code), 303)
    pad = session[PAD_KEY]
    gate.sign_in("participant", participant.id, participant.session_version)
    session[PAD_KEY] = pad  # so that Back and Reload show the PIN again, until somebody else takes the phone
    speak_as(participant.classroom)
    return render_template("classrooms/pin.html", participant=participant, pin=found.pin)


@bp.route("/masuk", methods=["GET", "POST"])
@allow(Permission.PUBLIC)
def sign_in() -> Answer:
    """Back in with class code, name and PIN, on any phone."""
    form = SignInForm()
    if request.method != "POST":
        form.code.data = clean_line(request.args.get("kode", ""))[:20]
        form.nickname.data = clean_line(request.args.get("nama", ""))[:30]
    if request.method != "POST" or not form.validate():
        return render_template("classrooms/sign_in.html", form=form), 200 if request.method != "POST" else 422
    subject = f"{form.normal_code}:{name_key(form.nickname.data or '')}"
    try:
        try_limiter().count_try(subject, remote_address())
    except TooManyTries as wait:
        form.pin.errors = [t("classrooms-wait", seconds=wait.seconds)]
        return render_template("classrooms/sign_in.html", form=form), 429
    participant = queries.find_participant(form.normal_code, name_key(form.nickname.data or ""))
    pin = clean_pin(form.pin.data or "")
    is_right = operations.verify_pin(participant=participant, pin=pin, secret=secret_key())
    if participant is None or not is_right:
        form.pin.errors = [t("classrooms-wrong-pin")]
        return render_template("classrooms/sign_in.html", form=form), 422
    try_limiter().forget(subject)
    operations.note_return(participant=participant)
    gate.sign_in("participant", participant.id, participant.session_version)
    return redirect(safe_next(request.args.get("next"), url_for("home.home")), 303)


@bp.post("/ganti-orang")
@allow(Permission.PUBLIC)
def sign_out_here() -> Answer:
    """Hand the phone to the next person: their class's door for participants, the trainers' for trainers."""
    actor = current_actor()
    there = url_for("home.start")
    if actor is not None and actor.is_trainer:
        there = url_for(".trainer_sign_in")
    elif actor is not None:
        there = url_for(".join", code=queries.me(actor).classroom.code)
    gate.sign_out()
    return redirect(safe_next(request.form.get("next"), there), 303)
