"""The WSGI door: `granian --interface wsgi sandbox.wsgi:app`, set up by SANDBOX_* variables or config.toml.

`app` is built when it is first asked for, so that importing this module for `gate` builds nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.cli.turnstile import Turnstile

if TYPE_CHECKING:
    from flask import Flask


def gate(flask_app: Flask) -> Turnstile:
    """The application behind the turnstile that keeps slow phones from holding up the others."""
    return Turnstile(flask_app, largest_body=flask_app.config["MAX_CONTENT_LENGTH"])


def __getattr__(name: str) -> Any:
    if name != "app":
        raise AttributeError(name)
    from sandbox import create_app

    globals()["app"] = gate(create_app())
    return globals()["app"]
