"""Trainers, classes, participants."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sandbox.clock import now
from sandbox.dbtypes import Rupiah, UTCDateTime
from sandbox.extensions import db


class Trainer(db.Model):
    """Someone who runs classes. ``sign_in_name`` is stored case-folded and is unique."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    sign_in_name: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    session_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    staff_roles: Mapped[list[ClassroomStaff]] = relationship(back_populates="trainer")


class SetupLink(db.Model):
    """A one-time link with which a trainer sets name and password. Only a digest of its token is kept.

    ``trainer_id`` is set when the link resets the password of a trainer who exists already;
    ``classroom_id`` and ``role`` when it brings a colleague into one class.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("trainer.id"))
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(default="trainer")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Classroom(db.Model):
    """One workshop group. ``code`` is what participants type; ``seed`` drives its simulated market.

    ``wallet_start`` is the practice money each shop begins with, in whole rupiah.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    language: Mapped[str] = mapped_column(default="id")
    timezone: Mapped[str] = mapped_column(default="Asia/Jakarta")
    wallet_start: Mapped[Rupiah] = mapped_column(default=100_000)
    seed: Mapped[str]
    is_demo: Mapped[bool] = mapped_column(default=False)
    is_open: Mapped[bool] = mapped_column(default=True)
    row_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    staff: Mapped[list[ClassroomStaff]] = relationship(back_populates="classroom")
    participants: Mapped[list[Participant]] = relationship(back_populates="classroom")


class ClassroomStaff(db.Model):
    """Who may run a class, and in which role."""

    __table_args__ = (UniqueConstraint("classroom_id", "trainer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(default="trainer")

    classroom: Mapped[Classroom] = relationship(back_populates="staff")
    trainer: Mapped[Trainer] = relationship(back_populates="staff_roles")


class Participant(db.Model):
    """One person in one class, known by a nickname and a PIN.

    ``nickname_key`` is the nickname case-folded, unique within the class. ``pin_digest`` is an HMAC of
    the PIN with the installation's secret key. Sex, age band and district are optional.
    """

    __table_args__ = (UniqueConstraint("classroom_id", "nickname_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    nickname: Mapped[str]
    nickname_key: Mapped[str]
    pin_digest: Mapped[str]
    consent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sex: Mapped[str | None]
    age_band: Mapped[str | None]
    district_code: Mapped[str | None]
    session_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    last_seen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    classroom: Mapped[Classroom] = relationship(back_populates="participants")
