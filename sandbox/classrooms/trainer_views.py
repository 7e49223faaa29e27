"""The trainers' doors: setting up by a one-time link, signing in."""

from __future__ import annotations

from functools import cache

from flask import redirect, render_template, request, url_for
from werkzeug.security import check_password_hash, generate_password_hash
from werkzeug.wrappers import Response

from sandbox.classrooms import operations, queries
from sandbox.classrooms.blueprint import bp
from sandbox.classrooms.forms import SetUpForm, TrainerSignInForm
from sandbox.classrooms.names import name_key
from sandbox.classrooms.operations import SETUP_LINK_LASTS, LinkUsed, NameTaken
from sandbox.clock import now
from sandbox.lang.texts import t
from sandbox.web import gate
from sandbox.web.gate import Permission, allow, current_actor, safe_next
from sandbox.web.limits import TooManyTries, remote_address, try_limiter
from sandbox.web.transaction import outside_transaction

Answer = str | Response | tuple[str, int]


@cache
def _nobodys_hash() -> str:
    """A hash to check against when there is no such trainer, so that both answers take as long."""
    return generate_password_hash("nobody")


@bp.route("/pelatih/masuk", methods=["GET", "POST"])
@allow(Permission.PUBLIC)
def trainer_sign_in() -> Answer:
    """A trainer's way in."""
    form = TrainerSignInForm()
    actor = current_actor()
    if request.method != "POST" and actor is not None and actor.is_trainer:
        return redirect(url_for(".list_classrooms"), 303)
    if request.method != "POST" or not form.validate():
        return _sign_in_page(form, 200 if request.method != "POST" else 422)
    sign_in_name, password = name_key(form.sign_in_name.data or ""), form.password.data or ""
    subject = f"trainer:{sign_in_name}"
    try:
        try_limiter().count_try(subject, remote_address())
    except TooManyTries as wait:
        form.password.errors = [t("classrooms-wait", seconds=wait.seconds)]
        return _sign_in_page(form, 429)
    trainer = queries.find_trainer(sign_in_name)
    key, stored = (0, 0), _nobodys_hash()
    if trainer is not None:
        key, stored = (trainer.id, trainer.session_version), trainer.password_hash
    with outside_transaction():
        is_right = check_password_hash(stored, password)
    if not is_right or trainer is None:
        form.password.errors = [t("classrooms-wrong-password")]
        return _sign_in_page(form, 422)
    try_limiter().forget(subject)
    gate.sign_in("trainer", *key)
    return redirect(safe_next(request.args.get("next"), url_for(".list_classrooms")), 303)


def _sign_in_page(form: TrainerSignInForm, status: int) -> tuple[str, int]:
    page = render_template("classrooms/trainer_sign_in.html", form=form, has_trainers=queries.has_trainers())
    return page, status


@bp.route("/pelatih/mulai/<token>", methods=["GET", "POST"])
@allow(Permission.PUBLIC)
def set_up_trainer(token: str) -> Answer:
    """Set name, sign-in name and password by a link that works once."""
    link = queries.find_setup_link(operations.token_digest(token), now() - SETUP_LINK_LASTS)
    if link is None:
        return render_template("classrooms/link_used.html"), 404
    form = SetUpForm()
    if request.method != "POST" or not form.validate():
        return _set_up_page(form, 200 if request.method != "POST" else 422)
    with outside_transaction():
        password_hash = generate_password_hash(form.password.data or "")
    try:
        trainer = operations.set_up_trainer(
            link=link,
            name=form.name.data or "",
            sign_in_name=form.sign_in_name.data or "",
            password_hash=password_hash,
        )
    except LinkUsed:
        return render_template("classrooms/link_used.html"), 404
    except NameTaken:
        form.sign_in_name.errors = [t("classrooms-sign-in-name-taken")]
        return _set_up_page(form, 422)
    gate.sign_in("trainer", trainer.id, trainer.session_version)
    return redirect(url_for(".list_classrooms"), 303)


def _set_up_page(form: SetUpForm, status: int) -> tuple[str, int]:
    return render_template("classrooms/set_up.html", form=form), status
