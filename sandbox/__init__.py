"""Lapak Latihan: a practice market where small businesses learn to sell online."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from sandbox.config import Settings

__version__ = "0.1.0"


def create_app(settings: Settings | None = None) -> Flask:
    """Build the Flask application.

    The import happens here so that ``import sandbox.campaigns.market`` and the other pure packages
    never load Flask.
    """
    from sandbox.app import build_app

    return build_app(settings)
