"""What a request may carry. Strangers send anything; past this door it is text that can be shown and stored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask, Request, abort, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from sandbox.lang.text_clean import drop_unstorable

FORM_TYPE = "application/x-www-form-urlencoded"


class CleanFields(ImmutableMultiDict[str, Any]):
    """Fields of a form or an address without signs no page, file or database can hold; nameless ones go."""

    def __init__(self, fields: Iterable[tuple[str | None, Any]] | None = None) -> None:
        pairs = fields.items(multi=True) if isinstance(fields, MultiDict) else fields or ()
        super().__init__(
            [(drop_unstorable(name), _clean(value)) for name, value in pairs if name is not None]
        )


def _clean(value: Any) -> Any:
    return drop_unstorable(value) if isinstance(value, str) else value


class HouseRequest(Request):
    """A request whose ``args`` and ``form`` are clean."""

    parameter_storage_class = CleanFields


def check_incoming() -> None:
    """Before every request: no address has a NUL, and no form without a file is endless."""
    if "\x00" in request.path:
        abort(404)
    if request.mimetype == FORM_TYPE:  # taken apart all at once, so the limit for fields does not hold there
        request.max_content_length = request.max_form_memory_size


def init_incoming(app: Flask) -> None:
    """Put the door before every other check."""
    app.request_class = HouseRequest
    app.before_request(check_incoming)
