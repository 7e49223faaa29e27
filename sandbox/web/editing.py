"""Saving an edit form once, never over somebody else's words, and telling the phone so."""

from __future__ import annotations

from typing import Any, Protocol

from flask import Response, jsonify, make_response, request
from wtforms import StringField, ValidationError

from sandbox.clock import now
from sandbox.lang.filters import daytime
from sandbox.lang.text_clean import clean_line
from sandbox.lang.texts import t
from sandbox.web.forms import HouseForm
from sandbox.web.numbers import row_id

KEY_LENGTH = 64


class Editable(Protocol):
    """A row with a version: ``save_key`` names its last save, so that one sent again is recognised."""

    row_version: int
    save_key: str
    updated_at: Any


class EditConflict(Exception):
    """The row was changed from elsewhere since the form was shown.

    ``stored`` maps each field that differs to what is stored now; nothing of the form was saved.
    """

    def __init__(self, stored: dict[str, Any]) -> None:
        super().__init__(", ".join(sorted(stored)))
        self.stored = stored


def apply_edit(row: Editable, facts: dict[str, Any], *, version: int, save_key: str) -> bool:
    """Write ``facts`` into ``row``; True when something changed.

    ``version`` is the row version the form was made from. An older one is a conflict, except when nothing
    would change (the same words sent twice) or when the row's last save carries the same ``save_key`` (the
    phone repeats a save whose answer got lost). Raises EditConflict; the row is then untouched.
    """
    changes = {name: value for name, value in facts.items() if getattr(row, name) != value}
    if not changes:
        return False
    is_own_repeat = bool(save_key) and save_key == row.save_key
    if version != row.row_version and not is_own_repeat:
        raise EditConflict({name: getattr(row, name) for name in changes})
    for name, value in changes.items():
        setattr(row, name, value)
    row.row_version += 1
    row.save_key = save_key
    row.updated_at = now()
    return True


class ChoiceField(StringField):
    """One key of a closed list, given by ``keys``; anything else is answered with a sentence."""

    keys: frozenset[str | None] = frozenset()

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not in the list."""
        if self.data not in self.keys:
            raise ValidationError(t("forms-choice-unknown"))


class EditForm(HouseForm):
    """A form that edits a row: carries the version it was made from and the key of this save.

    ``current`` is the row's version now, 0 for a row that does not exist yet. Both are read from the request
    and never from the row, so a form sent without them is a conflict rather than an overwrite.
    """

    def __init__(self, current: int, **values: Any) -> None:
        super().__init__(**values)
        self.version = row_id(request.form.get("version", "")) if self.is_submitted() else current

    @property
    def key(self) -> str:
        """The name of this save, or "" when none (or an unlikely one) was sent."""
        typed = clean_line(request.form.get("save_key", ""))
        return typed if len(typed) <= KEY_LENGTH else ""

    def facts(self) -> dict[str, Any]:
        """The checked values by column name."""
        raise NotImplementedError


def is_autosave() -> bool:
    """Whether the phone saved by itself, and wants JSON."""
    return request.headers.get("X-Autosave") == "1"


def saved(version: int) -> Response:
    """Saved, and when, on the class's clock."""
    return jsonify(saved_at=daytime(now()), version=version)


def faulty(errors: dict[str, str], version: int) -> Response:
    """Not saved: a sentence for each field."""
    return make_response(jsonify(errors=errors, version=version), 422)


def conflict() -> Response:
    """Not saved: somebody else was faster. No new version is told, so nothing is overwritten unseen."""
    return make_response(jsonify(conflict=t("forms-conflict")), 409)
