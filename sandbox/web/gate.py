"""Who may: every view declares a permission; what declares nothing is refused.

The policy is the table at the bottom. Whether a person may touch a particular class, shop or product is not
decided here but by the queries, which only ever look inside the actor's own classes: a neighbour's id is 404.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

View = TypeVar("View", bound=Callable[..., Any])


class Permission(StrEnum):
    """What a view may ask of a visitor."""

    PUBLIC = "public"
    PARTICIPATE = "participate"
    TRAIN = "train"
    ASSIST = "assist"
    SIGNED_IN = "signed_in"


@dataclass(frozen=True)
class Actor:
    """The person behind a request, as the session and the database know them.

    ``classroom_ids`` are the classes the actor belongs to; ``train_ids`` those they run as trainer (a
    helper has the class in ``classroom_ids`` only).
    """

    kind: str
    id: int
    name: str
    classroom_ids: frozenset[int]
    train_ids: frozenset[int] = frozenset()

    @property
    def is_participant(self) -> bool:
        """Someone who keeps a practice shop."""
        return self.kind == "participant"

    @property
    def is_trainer(self) -> bool:
        """Someone on the staff of at least one class, or about to open their first."""
        return self.kind == "trainer"

    @property
    def classroom_id(self) -> int:
        """The participant's own class. Raises ValueError for staff, who may have several."""
        (classroom_id,) = self.classroom_ids
        return classroom_id


POLICY: dict[Permission, Callable[[Actor | None], bool]] = {
    Permission.PUBLIC: lambda actor: True,
    Permission.SIGNED_IN: lambda actor: actor is not None,
    Permission.PARTICIPATE: lambda actor: actor is not None and actor.is_participant,
    Permission.ASSIST: lambda actor: actor is not None and actor.is_trainer,
    Permission.TRAIN: lambda actor: actor is not None and actor.is_trainer,
}


def allow(permission: Permission) -> Callable[[View], View]:
    """Declare what a view asks; write it directly above the function."""

    def declare(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return declare


def current_actor() -> Actor | None:
    """The person behind this request, loaded at most once; None for a visitor."""
    if "actor" not in g:
        g.actor = None
        if key := session.get("actor"):
            g.actor = current_app.extensions["load_actor"](key)
            if g.actor is None:  # removed, or signed out everywhere by a new PIN
                session.pop("actor", None)
    return g.actor


def the_actor() -> Actor:
    """The signed-in person; for views whose permission guarantees one."""
    actor = current_actor()
    if actor is None:
        abort(403)
    return actor


def sign_in(kind: str, person_id: int, session_version: int) -> None:
    """Start a fresh session for a person, keeping only the chosen language."""
    language = session.get("lang")
    session.clear()
    session["actor"] = [kind, person_id, session_version]
    if language:
        session["lang"] = language
    session.permanent = True
    g.pop("actor", None)


def sign_out() -> None:
    """End the session on this phone, keeping only the chosen language."""
    language = session.get("lang")
    session.clear()
    if language:
        session["lang"] = language
    g.pop("actor", None)


def check_permission() -> Response | None:
    """Before every request: refuse what is not declared; send visitors to the right door."""
    if request.endpoint is None:  # no such address: the 404 page is open to all
        return None
    view = current_app.view_functions[request.endpoint]
    permission = getattr(view, "permission", None)
    if permission is None:
        abort(403)
    if permission is Permission.PUBLIC:
        return None
    actor = current_actor()
    if POLICY[permission](actor):
        return None
    if actor is not None:
        abort(403)
    if request.headers.get("X-Autosave") or request.method not in {"GET", "HEAD"}:
        abort(401)
    door = (
        "classrooms.trainer_sign_in" if permission in {Permission.TRAIN, Permission.ASSIST} else "home.start"
    )
    return redirect(url_for(door, next=request.full_path.rstrip("?")), 303)


def safe_next(address: str | None, fallback: str) -> str:
    """Where to go after signing in: only a path of our own, never another host."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")) or "\\" in address:
        return fallback
    if any(ord(character) < 32 for character in address):
        return fallback
    return address


def init_gate(app: Flask) -> None:
    """Put the gate in front of every request. Flask's own static view is declared public here."""
    app.view_functions["static"] = allow(Permission.PUBLIC)(app.view_functions["static"])
    app.before_request(check_permission)
