"""Alembic's entry: runs on the connection that sandbox.migrations.runner hands over."""

from __future__ import annotations

from typing import Any

from alembic import context

from sandbox.app import load_models
from sandbox.dbtypes import UTCDateTime
from sandbox.extensions import db


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Write our time type as what it is in the database, so that old revisions never import the code."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


load_models()
connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=db.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=render_item,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
