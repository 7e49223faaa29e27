"""The pages of the posts wing: the list, the composer, finished pictures, history, the calendar."""

from __future__ import annotations

from sandbox.posts import calendar_views, compose_views, history_views, list_views, picture_views
from sandbox.posts.blueprint import bp

__all__ = ["bp", "calendar_views", "compose_views", "history_views", "list_views", "picture_views"]
