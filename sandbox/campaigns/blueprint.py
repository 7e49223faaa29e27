"""The blueprint of the campaigns wing; each views module adds its pages to it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("campaigns", __name__)
