"""The front door, the participant's home, and the trainer's hand on a shop's state."""

from __future__ import annotations

from flask import (
    Blueprint,
    after_this_request,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response

from sandbox.classrooms.operations import remove_participant
from sandbox.classrooms.progress import NOTHING_YET
from sandbox.classrooms.queries import find_classroom, me, run_classroom, run_participant
from sandbox.home.presenters import present_way
from sandbox.lang.codes import normalise_code
from sandbox.lang.text_clean import clean_line, clean_text
from sandbox.lang.texts import t
from sandbox.reports.queries import progress_of
from sandbox.shops.operations import erase_keeper, return_to_draft
from sandbox.shops.queries import bare_shop_of, get_class_shop, kept_shops
from sandbox.web.country import pack
from sandbox.web.gate import Permission, allow, current_actor, safe_next, the_actor
from sandbox.web.numbers import row_id

bp = Blueprint("home", __name__)

MAX_REASON = 300
Answer = str | Response | tuple[str, int]


@bp.route("/", methods=["GET", "POST"])
@allow(Permission.PUBLIC)
def start() -> Answer:
    """The front door: a class code for newcomers, the way back in, the trainers' door."""
    actor = current_actor()
    if actor is not None and request.method != "POST":
        home = url_for("home.home") if actor.is_participant else url_for("classrooms.list_classrooms")
        return redirect(home, 303)
    going = safe_next(request.args.get("next"), "")
    if request.method != "POST":
        return render_template("home/start.html", code="", error="", going=going)
    typed = clean_line(request.form.get("code", ""))[:40]
    classroom = find_classroom(normalise_code(typed))
    if classroom is None:
        error = t("home-code-unknown") if typed.strip() else t("forms-required")
        return render_template("home/start.html", code=typed, error=error, going=going), 422
    return redirect(url_for("classrooms.join", code=classroom.code), 303)


@bp.get("/beranda")
@allow(Permission.PARTICIPATE)
def home() -> str:
    """The participant's shop and the next step."""
    actor = the_actor()
    participant = me(actor)
    g.timezone = participant.classroom.timezone
    shop = bare_shop_of(actor)
    facts = progress_of({participant.id: shop}).get(participant.id, NOTHING_YET) if shop else NOTHING_YET
    return render_template(
        "home/home.html",
        participant=participant,
        progress=facts,
        way=present_way(facts),
        accent=pack().accent(shop.accent if shop else "").light,
    )


@bp.post("/pelatih/kelas/<int:classroom_id>/toko/<int:shop_id>/draf")
@allow(Permission.TRAIN)
def return_shop(classroom_id: int, shop_id: int) -> Response:
    """Take a shop off display; its keeper reads why."""
    actor = the_actor()
    classroom = run_classroom(actor, classroom_id)
    shop = get_class_shop(actor, shop_id)
    there = url_for("classrooms.show_classroom", classroom_id=classroom.id)
    if person := request.form.get("participant", type=row_id):
        there = url_for("classrooms.show_participant", participant_id=person)
    reason = clean_text(request.form.get("reason", ""))[:MAX_REASON]
    if shop.classroom_id != classroom.id or not reason:
        flash(t("home-return-needs-reason"), "warn")
        return redirect(there, 303)
    return_to_draft(shop=shop, reason=reason)
    flash(t("classrooms-return-done"), "success")
    return redirect(there, 303)


@bp.post("/pelatih/peserta/<int:participant_id>/hapus")
@allow(Permission.TRAIN)
def erase_person(participant_id: int) -> Response:
    """Forget somebody for good, with the shop they keep alone. What consent promises, a trainer can do."""
    participant = run_participant(the_actor(), participant_id)
    classroom_id, name = participant.classroom_id, participant.nickname
    shop = kept_shops(classroom_id).get(participant.id)
    unneeded = erase_keeper(shop=shop, participant_id=participant.id) if shop else set()
    remove_participant(participant=run_participant(the_actor(), participant_id))
    store = current_app.extensions["media_store"]

    @after_this_request
    def delete_files(response: Response) -> Response:
        """Only once it is committed: files cannot be rolled back."""
        for stem in unneeded if response.status_code == 303 else ():
            store.delete_photo(stem)
        return response

    flash(t("home-erased", name=name), "success")
    return redirect(url_for("classrooms.show_classroom", classroom_id=classroom_id), 303)
