"""Where people reach this installation."""

from __future__ import annotations

from flask import current_app, request


def public_base() -> str:
    """The address phones should use, without a slash at the end; the request's own when none is set."""
    return (current_app.extensions["settings"].public_url or request.host_url).rstrip("/")


def public_host() -> str:
    """The same as people type it, without ``http://``."""
    return public_base().split("://", 1)[-1]
