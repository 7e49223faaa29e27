"""The blueprint of the classrooms wing; each views module adds its pages to it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("classrooms", __name__)
