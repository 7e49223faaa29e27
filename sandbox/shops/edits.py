"""Saving an edit form once, and never over somebody else's words."""

from __future__ import annotations

from typing import Any, Protocol

from sandbox.clock import now


class Editable(Protocol):
    """A row with a version, as :class:`Shop` and :class:`Product` are."""

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
