"""What the doors of the wing share: class addresses, the ticket between joining and the PIN page, waiting."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import current_app, g, session, url_for
from itsdangerous import BadData, URLSafeTimedSerializer

from sandbox.classrooms.models import Classroom, Participant
from sandbox.classrooms.pins import cover_pin, uncover_pin
from sandbox.classrooms.progress import Progress
from sandbox.web.addresses import public_base

TICKET_LASTS_S = 1800
PAD_KEY = "joining"


@dataclass(frozen=True)
class Ticket:
    """Who just joined on this phone, and the PIN to show."""

    participant_id: int
    session_version: int
    pin: str


def secret_key() -> str:
    """The installation's secret, for PIN digests."""
    return current_app.extensions["settings"].secret_key


def join_address(classroom: Classroom) -> str:
    """The whole address behind a class's QR code."""
    return public_base() + url_for("classrooms.join", code=classroom.code)


def speak_as(classroom: Classroom) -> None:
    """Show this page on the class's clock, and in its language unless the visitor picked one."""
    g.timezone = classroom.timezone
    if "lang" not in session:
        g.locale = classroom.language


def class_progress(classroom_id: int) -> dict[int, Progress]:
    """Progress by participant id, gathered by a higher storey (see sandbox.classrooms.progress)."""
    return current_app.extensions["class_progress"](classroom_id)


def begin_joining() -> None:
    """Mark this phone, so that a ticket works here and nowhere else."""
    session.setdefault(PAD_KEY, secrets.token_urlsafe(12))


def issue_ticket(participant: Participant, pin: str) -> str:
    """A signed note that takes the person who just joined to their PIN, on this phone only.

    A double tap meets the same ticket again, so whichever answer arrives signs the one person in. The PIN
    inside is covered by the phone's mark and the installation's secret.
    """
    pad = session[PAD_KEY]
    facts = [participant.id, participant.session_version, cover_pin(pin, pad, secret_key())]
    return _serializer(pad).dumps(facts)


def read_ticket(ticket: str) -> Ticket | None:
    """The note again; None when it is old, forged, or from another phone."""
    pad = session.get(PAD_KEY)
    if not pad:
        return None
    try:
        participant_id, version, covered = _serializer(pad).loads(ticket, max_age=TICKET_LASTS_S)
    except BadData:
        return None
    return Ticket(participant_id, version, uncover_pin(covered, pad, secret_key()))


def _serializer(pad: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret_key(), salt=f"joining:{pad}")
