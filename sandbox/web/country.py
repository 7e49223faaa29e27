"""The country this installation is for."""

from __future__ import annotations

from flask import current_app

from sandbox.packs.loader import Pack


def pack() -> Pack:
    """Everything the program knows about the country."""
    return current_app.extensions["pack"]
