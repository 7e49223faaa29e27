"""One transaction per request, committed once; SQLite writers served in order of arrival.

A safe request (GET, HEAD, OPTIONS) reads inside a plain BEGIN and is rolled back, and so does a view marked
with :func:`reads`. An unsafe one, or a view marked with :func:`writes`, begins IMMEDIATE, so that a read is never upgraded to a write half-way (that
fails at once with "database is locked", whatever the timeout). Inside one process writers queue first come
first served; left to SQLite's own retries some would wait ten times as long as others.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, has_request_context, request
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from sandbox.extensions import db

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
BUSY_TIMEOUT_MS = 15_000
WRITER_WAIT_S = 30.0

View = TypeVar("View", bound=Callable[..., Any])


class WriterQueue:
    """A lock handed over in order of arrival."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    def acquire(self, seconds: float) -> None:
        """Wait for our turn; raise TimeoutError after ``seconds``."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(seconds):
            return
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                raise TimeoutError("the database was busy for too long")

    def release(self) -> None:
        """Hand over to the one who has waited longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


def writes(view: View) -> View:
    """Mark a view that changes data although it answers GET (counting a scan, for instance)."""
    view.changes_data = True  # type: ignore[attr-defined]
    return view


def reads(view: View) -> View:
    """Mark a view that stores nothing although it answers POST (an estimate): no writer waits for it."""
    view.changes_data = False  # type: ignore[attr-defined]
    return view


def request_writes() -> bool:
    """Whether the present request may change data."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "changes_data", request.method not in SAFE_METHODS)


def give_up_writing() -> None:
    """Roll back, and only read for the rest of this request: an error page must not queue for a turn."""
    db.session.rollback()
    g.writing = False


def _begins_immediate() -> bool:
    """Outside a request (command line, tests) we always mean to write."""
    if not has_request_context():
        return True
    if "writing" not in g:
        g.writing = request_writes()
    return g.writing


def prepare_engine(engine: Engine) -> None:
    """Give an SQLite engine the settings measured for a class of forty; leave other databases alone."""
    if engine.dialect.name != "sqlite":
        return
    queue = WriterQueue()

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver starts no transactions of its own
        for pragma in (
            "journal_mode=WAL",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "synchronous=NORMAL",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        if not _begins_immediate():
            connection.exec_driver_sql("BEGIN")
            return
        if not connection.info.get("has_turn"):
            queue.acquire(WRITER_WAIT_S)
            connection.info["has_turn"] = True
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkin")
    def on_checkin(_connection: Any, record: Any) -> None:
        if record.info.pop("has_turn", False):
            queue.release()


@contextmanager
def outside_transaction() -> Iterator[None]:
    """Do slow work (a photo, a password hash) without keeping other writers waiting.

    Call it before anything is written: it gives the transaction back, and the next query begins a new one.
    Raises RuntimeError when there is unsaved work that would be lost.
    """
    session = db.session()
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("outside_transaction() must come before the first write")
    session.rollback()
    yield


def try_insert(row: object) -> bool:
    """Insert ``row``; False, with nothing else of the request lost, when the database has its like already.

    The answer to races: whatever was looked up before, a twin request on PostgreSQL may have been faster.
    """
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return False
    return True


class TransactionalFlask(Flask):
    """Flask that commits once, after the view has answered well, and before anybody is told so."""

    def dispatch_request(self) -> Response:  # type: ignore[override]
        """Run the view; commit when it changed data and answered below 400, else roll back."""
        response = self.make_response(super().dispatch_request())
        if response.status_code < 400 and request_writes():
            db.session.commit()
        else:
            db.session.rollback()
        return response
