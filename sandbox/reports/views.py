"""Class data to take away."""

from __future__ import annotations

from flask import Blueprint, Response

from sandbox.classrooms.queries import participants_of, run_classroom
from sandbox.extensions import db
from sandbox.reports.presenters import class_table
from sandbox.reports.queries import class_progress
from sandbox.reviews.queries import criteria_titles
from sandbox.web.country import pack
from sandbox.web.downloads import csv_download, file_word
from sandbox.web.gate import Permission, allow, the_actor

bp = Blueprint("reports", __name__)


@bp.get("/pelatih/kelas/<int:classroom_id>/data.csv")
@allow(Permission.TRAIN)
def class_csv(classroom_id: int) -> Response:
    """One row a participant: who they are as far as they said, what they made, how it was marked."""
    classroom = run_classroom(the_actor(), classroom_id)
    progress = class_progress(classroom.id)
    marked = {key for facts in progress.values() for key in facts.marks}
    head, rows = class_table(
        list(db.session.scalars(participants_of(classroom.id))),
        progress,
        criteria_titles(classroom.id, pack(), extra=marked),
        timezone=classroom.timezone,
        pack=pack(),
    )
    return csv_download(f"kelas-{file_word(classroom.name)}", head, rows)
