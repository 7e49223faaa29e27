"""Bring a database to a revision, with the application's own engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def head_revision() -> str:
    """The newest revision the code knows."""
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    assert head is not None  # noqa: S101  the project ships revisions
    return head


def current_revision(engine: Engine) -> str | None:
    """The revision a database stands at; None when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrade ``engine``'s database to ``revision``; nothing happens when it is there already."""
    with _connection(engine) as connection:
        command.upgrade(alembic_config(connection), revision)


def take_back(engine: Engine, revision: str) -> None:
    """Downgrade to ``revision`` ("base" empties the database)."""
    with _connection(engine) as connection:
        command.downgrade(alembic_config(connection), revision)


@contextmanager
def _connection(engine: Engine) -> Iterator[Connection]:
    """A connection that commits at the end.

    On SQLite a table is changed by making it anew and dropping the old one, and dropping counts as deleting
    its rows: with foreign keys on, everything that points to them would go too. They are off meanwhile; the
    switch works only outside a transaction, so it is thrown on the driver's connection.
    """
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            yield connection
            connection.commit()
            return
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101  the connection is open
        (was_on,) = driver.execute("PRAGMA foreign_keys").fetchone()
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            yield connection
            connection.commit()
        finally:
            connection.rollback()
            driver.execute(f"PRAGMA foreign_keys={was_on}")
