"""Changing classes and people. Nothing here reads the request; secrets are handed in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError

from sandbox.classrooms.enums import StaffRole
from sandbox.classrooms.luck_words import lucky_words
from sandbox.classrooms.models import Classroom, ClassroomStaff, Participant, SetupLink, Trainer
from sandbox.classrooms.names import name_key, suggest_name
from sandbox.classrooms.pins import is_pin, new_pin, pin_digest
from sandbox.clock import now
from sandbox.extensions import db
from sandbox.lang.codes import new_class_code
from sandbox.web.transaction import try_insert

SETUP_LINK_LASTS = timedelta(days=7)


class NameTaken(Exception):
    """The name is in use; ``suggestion`` is a free one near it ("" where there is none to offer)."""

    def __init__(self, suggestion: str = "") -> None:
        super().__init__("name taken")
        self.suggestion = suggestion


class LinkUsed(Exception):
    """A one-time link is unknown, too old, or was used already."""


class StaleVersion(Exception):
    """Somebody saved the class from another tab first."""


# -- people ---------------------------------------------------------------------------------------------


def join_class(
    *,
    classroom: Classroom,
    nickname: str,
    secret: str,
    sex: str | None = None,
    age_band: str | None = None,
    district_code: str | None = None,
) -> tuple[Participant, str]:
    """A new participant who gave consent just now, and the PIN to show once. Raises NameTaken."""
    pin = new_pin()
    participant = Participant(
        classroom_id=classroom.id,
        nickname=nickname,
        nickname_key=name_key(nickname),
        pin_digest=pin_digest(pin, secret),
        consent_at=now(),
        sex=sex,
        age_band=age_band,
        district_code=district_code,
    )
    taken = set(
        db.session.scalars(select(Participant.nickname_key).where(Participant.classroom_id == classroom.id))
    )
    if participant.nickname_key in taken:
        raise NameTaken(suggest_name(nickname, taken))
    if not try_insert(participant):  # a phone beside this one was a moment faster
        raise NameTaken(suggest_name(nickname, taken | {participant.nickname_key}))
    return participant, pin


def reset_pin(*, participant: Participant, secret: str) -> str:
    """A new PIN to show once. Phones signed in with the old one are signed out."""
    pin = new_pin()
    participant.pin_digest = pin_digest(pin, secret)
    participant.session_version += 1
    db.session.flush()
    return pin


def verify_pin(*, participant: Participant | None, pin: str, secret: str) -> bool:
    """Whether the PIN is the participant's. Takes as long for nobody (None) as for somebody."""
    stored = participant.pin_digest if participant is not None else "0$0"
    return is_pin(pin, stored, secret) and participant is not None


def note_return(*, participant: Participant) -> None:
    """Remember that the participant is here again."""
    participant.last_seen_at = now()
    db.session.flush()


def rename_participant(*, participant: Participant, nickname: str) -> None:
    """Another nickname in the same class. Raises NameTaken."""
    taken = set(
        db.session.scalars(
            select(Participant.nickname_key).where(
                Participant.classroom_id == participant.classroom_id, Participant.id != participant.id
            )
        )
    )
    if name_key(nickname) in taken:
        raise NameTaken(suggest_name(nickname, taken))
    try:
        with db.session.begin_nested():
            participant.nickname, participant.nickname_key = nickname, name_key(nickname)
    except IntegrityError as error:  # somebody else took it a moment ago
        raise NameTaken(suggest_name(nickname, taken | {name_key(nickname)})) from error


def remove_participant(*, participant: Participant) -> None:
    """Take out somebody who has made nothing yet (the caller has looked)."""
    db.session.delete(participant)
    db.session.flush()


# -- staff ----------------------------------------------------------------------------------------------


def token_digest(token: str) -> str:
    """What is kept of a one-time token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def create_setup_link(
    *, classroom: Classroom | None = None, role: StaffRole = StaffRole.TRAINER, trainer: Trainer | None = None
) -> str:
    """The token of a link that works once: a new trainer, a colleague for one class, or a new password."""
    token = secrets.token_urlsafe(24)
    db.session.add(
        SetupLink(
            token_digest=token_digest(token),
            trainer_id=trainer.id if trainer else None,
            classroom_id=classroom.id if classroom else None,
            role=role.value,
        )
    )
    db.session.flush()
    return token


def set_up_trainer(*, link: SetupLink, name: str, sign_in_name: str, password_hash: str) -> Trainer:
    """Use a link up: make the trainer, or give an existing one a new password and end their sessions.

    Raises LinkUsed when somebody else was first, NameTaken when the sign-in name belongs to another trainer.
    """
    used = db.session.execute(
        update(SetupLink)
        .where(
            SetupLink.id == link.id,
            SetupLink.used_at.is_(None),
            SetupLink.created_at > now() - SETUP_LINK_LASTS,
        )
        .values(used_at=now())
    )
    if used.rowcount != 1:
        raise LinkUsed
    key = name_key(sign_in_name)
    if db.session.scalar(
        select(exists().where(Trainer.sign_in_name == key, Trainer.id != (link.trainer_id or 0)))
    ):
        raise NameTaken
    trainer = db.session.get(Trainer, link.trainer_id) if link.trainer_id else None
    if trainer is None:
        trainer = Trainer(session_version=0)
        db.session.add(trainer)
    trainer.name, trainer.sign_in_name, trainer.password_hash = name, key, password_hash
    trainer.session_version += 1
    db.session.flush()
    _give_classes(link, trainer)
    return trainer


def _give_classes(link: SetupLink, trainer: Trainer) -> None:
    """The link's own class; a trainer who came by no class's link finds the example classes."""
    if link.classroom_id is not None:
        add_staff(classroom_id=link.classroom_id, trainer=trainer, role=StaffRole(link.role))
    elif link.trainer_id is None:
        for classroom_id in db.session.scalars(select(Classroom.id).where(Classroom.is_demo)):
            add_staff(classroom_id=classroom_id, trainer=trainer, role=StaffRole.TRAINER)


def add_staff(*, classroom_id: int, trainer: Trainer, role: StaffRole) -> None:
    """Let a trainer into a class; nothing changes for one who is in already."""
    here = exists().where(
        ClassroomStaff.classroom_id == classroom_id, ClassroomStaff.trainer_id == trainer.id
    )
    if not db.session.scalar(select(here)):
        db.session.add(ClassroomStaff(classroom_id=classroom_id, trainer_id=trainer.id, role=role.value))
        db.session.flush()


# -- classes --------------------------------------------------------------------------------------------


def create_classroom(
    *,
    trainer_id: int,
    name: str,
    wallet_start: int,
    language: str,
    timezone: str,
    is_demo: bool = False,
) -> Classroom:
    """A new open class with a code of its own, run by the trainer. ``wallet_start`` in whole rupiah."""
    code = new_class_code()
    while db.session.scalar(select(exists().where(Classroom.code == code))):
        code = new_class_code()
    classroom = Classroom(
        name=name,
        code=code,
        language=language,
        timezone=timezone,
        wallet_start=wallet_start,
        seed=lucky_words(),
        is_demo=is_demo,
    )
    db.session.add(classroom)
    db.session.flush()
    db.session.add(
        ClassroomStaff(classroom_id=classroom.id, trainer_id=trainer_id, role=StaffRole.TRAINER.value)
    )
    db.session.flush()
    return classroom


def change_classroom(
    *, classroom: Classroom, version: int, name: str, wallet_start: int, language: str, timezone: str
) -> None:
    """Save the settings of a class. Raises StaleVersion when another tab saved first."""
    if classroom.row_version != version:
        raise StaleVersion
    classroom.name, classroom.wallet_start = name, wallet_start
    classroom.language, classroom.timezone = language, timezone
    classroom.row_version += 1
    db.session.flush()


def set_classroom_open(*, classroom: Classroom, is_open: bool) -> None:
    """Open a class for joining, or close it. People who are in already stay in."""
    classroom.is_open = is_open
    db.session.flush()
