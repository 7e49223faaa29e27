"""The projector wall: nicknames and shops as they go on display; no ranking, no numbers about anybody."""

from __future__ import annotations

from flask import Response as FlaskResponse
from flask import render_template

from sandbox.classrooms import presenters, queries
from sandbox.classrooms.blueprint import bp
from sandbox.classrooms.doors import class_progress, speak_as
from sandbox.classrooms.models import Classroom
from sandbox.extensions import db
from sandbox.web.addresses import public_host
from sandbox.web.country import pack
from sandbox.web.fragments import unless_changed
from sandbox.web.gate import Permission, allow, the_actor


@bp.get("/pelatih/kelas/<int:classroom_id>/layar")
@allow(Permission.ASSIST)
def wall(classroom_id: int) -> str:
    """The wall for the projector, in a window of its own."""
    classroom = queries.get_classroom(the_actor(), classroom_id)
    speak_as(classroom)
    return render_template("classrooms/wall.html", **_facts(classroom))


@bp.get("/pelatih/kelas/<int:classroom_id>/layar/toko")
@allow(Permission.ASSIST)
def wall_shops(classroom_id: int) -> FlaskResponse:
    """What changes on the wall, asked for every few seconds."""
    classroom = queries.get_classroom(the_actor(), classroom_id)
    speak_as(classroom)
    return unless_changed(render_template("classrooms/_wall.html", **_facts(classroom)))


def _facts(classroom: Classroom) -> dict[str, object]:
    people = list(db.session.scalars(queries.participants_of(classroom.id)))
    return {
        "classroom": classroom,
        "host": public_host(),
        "wall": presenters.present_wall(people, class_progress(classroom.id), pack()),
    }
