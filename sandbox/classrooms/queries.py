"""Reading classes and people. Everything is looked up inside the actor's own classes."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from datetime import datetime
from typing import Any

from flask import abort
from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import selectinload

from sandbox.classrooms.enums import StaffRole
from sandbox.classrooms.models import Classroom, ClassroomStaff, Participant, SetupLink, Trainer
from sandbox.extensions import db
from sandbox.web.gate import Actor


def load_actor(key: Any) -> Actor | None:
    """The person a session names, or None when they are gone or were signed out everywhere."""
    with contextlib.suppress(TypeError, ValueError):
        kind, person_id, version = key
        if kind == "participant":
            return _participant_actor(int(person_id), int(version))
        if kind == "trainer":
            return _trainer_actor(int(person_id), int(version))
    return None


def _participant_actor(person_id: int, version: int) -> Actor | None:
    row = db.session.execute(
        select(Participant.nickname, Participant.classroom_id).where(
            Participant.id == person_id, Participant.session_version == version
        )
    ).one_or_none()
    if row is None:
        return None
    return Actor("participant", person_id, row.nickname, frozenset({row.classroom_id}))


def _trainer_actor(person_id: int, version: int) -> Actor | None:
    name = db.session.scalar(
        select(Trainer.name).where(Trainer.id == person_id, Trainer.session_version == version)
    )
    if name is None:
        return None
    roles = db.session.execute(
        select(ClassroomStaff.classroom_id, ClassroomStaff.role).where(ClassroomStaff.trainer_id == person_id)
    ).all()
    return Actor(
        "trainer",
        person_id,
        name,
        frozenset(row.classroom_id for row in roles),
        frozenset(row.classroom_id for row in roles if row.role == StaffRole.TRAINER),
    )


def language_of(actor: Actor | None) -> str | None:
    """The language of the class the actor belongs to (the first one for staff of several)."""
    if actor is None or not actor.classroom_ids:
        return None
    return db.session.scalar(select(Classroom.language).where(Classroom.id == min(actor.classroom_ids)))


def timezone_of(actor: Actor) -> str:
    """The time zone of the participant's class; 404 when the class is gone."""
    return db.first_or_404(select(Classroom.timezone).where(Classroom.id == actor.classroom_id))


def classrooms_of(actor: Actor) -> Select[tuple[Classroom]]:
    """The actor's classes, newest first."""
    return (
        select(Classroom).where(Classroom.id.in_(actor.classroom_ids)).order_by(Classroom.created_at.desc())
    )


def get_classroom(actor: Actor, classroom_id: int) -> Classroom:
    """One of the actor's classes; 404 for any other."""
    return db.first_or_404(classrooms_of(actor).where(Classroom.id == classroom_id))


def participants_of(classroom_id: int) -> Select[tuple[Participant]]:
    """The participants of a class by nickname."""
    return (
        select(Participant).where(Participant.classroom_id == classroom_id).order_by(Participant.nickname_key)
    )


def get_participant(actor: Actor, participant_id: int) -> Participant:
    """A participant of one of the actor's classes; 404 for a neighbour's."""
    return db.first_or_404(
        select(Participant)
        .where(Participant.id == participant_id, Participant.classroom_id.in_(actor.classroom_ids))
        .options(selectinload(Participant.classroom))
    )


def me(actor: Actor) -> Participant:
    """The signed-in participant's own row with the class; 404 for staff."""
    return db.first_or_404(
        select(Participant)
        .where(Participant.id == (actor.id if actor.is_participant else -1))
        .options(selectinload(Participant.classroom))
    )


def find_classroom(code: str) -> Classroom | None:
    """The class behind a normalised code, open or closed."""
    return db.session.scalar(select(Classroom).where(Classroom.code == code))


def nicknames_of(classroom_id: int) -> list[str]:
    """What the people of a class are called."""
    return list(
        db.session.scalars(select(Participant.nickname).where(Participant.classroom_id == classroom_id))
    )


def find_participant(code: str, nickname_key: str) -> Participant | None:
    """Who goes by this name in the class with this code; closed classes let their people in too."""
    return db.session.scalar(
        select(Participant)
        .join(Participant.classroom)
        .where(Classroom.code == code, Participant.nickname_key == nickname_key)
    )


def current_participant(participant_id: int, session_version: int) -> Participant | None:
    """A participant, unless a new PIN has ended that version's sessions."""
    return db.session.scalar(
        select(Participant)
        .where(Participant.id == participant_id, Participant.session_version == session_version)
        .options(selectinload(Participant.classroom))
    )


def find_trainer(sign_in_name: str) -> Trainer | None:
    """The trainer with this (case-folded) sign-in name."""
    return db.session.scalar(select(Trainer).where(Trainer.sign_in_name == sign_in_name))


def find_setup_link(digest: str, newer_than: datetime) -> SetupLink | None:
    """An unused one-time link by the digest of its token."""
    return db.session.scalar(
        select(SetupLink).where(
            SetupLink.token_digest == digest, SetupLink.used_at.is_(None), SetupLink.created_at > newer_than
        )
    )


def run_classroom(actor: Actor, classroom_id: int) -> Classroom:
    """A class the actor runs as trainer; 404 for a helper's or a neighbour's."""
    if classroom_id not in actor.train_ids:
        abort(404)
    return get_classroom(actor, classroom_id)


def run_participant(actor: Actor, participant_id: int) -> Participant:
    """A participant of a class the actor runs as trainer; 404 otherwise."""
    participant = get_participant(actor, participant_id)
    if participant.classroom_id not in actor.train_ids:
        abort(404)
    return participant


def class_sizes(classroom_ids: Collection[int]) -> dict[int, int]:
    """Number of participants by class; classes without any are left out."""
    rows = db.session.execute(
        select(Participant.classroom_id, func.count())
        .where(Participant.classroom_id.in_(classroom_ids))
        .group_by(Participant.classroom_id)
    )
    return {row[0]: row[1] for row in rows}


def staff_of(classroom_id: int) -> list[tuple[str, str]]:
    """Name and role of everybody on a class's staff, by name."""
    rows = db.session.execute(
        select(Trainer.name, ClassroomStaff.role)
        .join(ClassroomStaff.trainer)
        .where(ClassroomStaff.classroom_id == classroom_id)
        .order_by(Trainer.name)
    )
    return [(name, role) for name, role in rows]


def has_trainers() -> bool:
    """Whether anybody can sign in as trainer yet."""
    return bool(db.session.scalar(select(exists().where(Trainer.id.is_not(None)))))
