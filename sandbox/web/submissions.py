"""Double taps make one thing.

A form that creates something carries a hidden ``submit_key``. The first submission stores where it led; any
repeat, even one that overtakes the first, is sent to the same place.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from flask import current_app, make_response, redirect, request
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from sandbox.clock import now
from sandbox.dbtypes import UTCDateTime
from sandbox.extensions import db
from sandbox.web.gate import current_actor

KEY_LENGTH = 64


class Submission(db.Model):
    """A form already sent once; ``location`` is where its answer led."""

    key: Mapped[str] = mapped_column(primary_key=True)
    location: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


def new_submit_key() -> str:
    """A key for one rendering of one form."""
    return secrets.token_urlsafe(18)


def once(view: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a creating view so that the same ``submit_key`` takes effect once.

    Works by a unique row written before the view runs: on PostgreSQL a racing twin waits for it, on SQLite
    writers are served one by one. When the view fails the row is rolled back with everything else.
    """

    @wraps(view)
    def guarded(**arguments: Any) -> Any:
        sent = request.form.get("submit_key", "")
        if request.method != "POST" or not sent or len(sent) > KEY_LENGTH:
            return view(**arguments)
        actor = current_actor()
        who = f"{actor.kind}{actor.id}" if actor else "visitor"
        key = f"{who}:{request.endpoint}:{sent}"
        if (before := _location_of(key)) is not None:
            return redirect(before or request.path, 303)
        submission = Submission(key=key)
        db.session.add(submission)
        try:
            db.session.flush()
        except IntegrityError:
            db.session.rollback()
            return redirect(_location_of(key) or request.path, 303)
        response = make_response(current_app.ensure_sync(view)(**arguments))
        if response.status_code == 303:
            submission.location = response.headers["Location"]
        return response

    return guarded


def _location_of(key: str) -> str | None:
    return db.session.scalar(select(Submission.location).where(Submission.key == key))
