"""`database`: migrate, back up, restore."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sandbox.cli.terminal import Terminal

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Engine

    from sandbox.config import Settings

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations" / "versions"
REVISION = re.compile(r"""^revision\b.*=\s*["'](\w+)["']""", re.MULTILINE)
FOLLOWED = re.compile(r"""^down_revision\b.*=\s*["'](\w+)["']""", re.MULTILINE)

data_option = click.option("--data", type=click.Path(path_type=Path), help="Folder for database and photos.")


@click.group()
def database() -> None:
    """Migrate, back up, restore."""


@database.command()
@data_option
@click.pass_obj
def migrate(terminal: Terminal, data: Path | None) -> None:
    """Bring the database to the newest revision (opening the class does this too)."""
    from sandbox import create_app
    from sandbox.cli.serve import read_settings

    bring_up_to_date(create_app(read_settings(terminal, data)), terminal)
    terminal.say("done")


@database.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@data_option
@click.pass_obj
def backup(terminal: Terminal, file: Path, data: Path | None) -> None:
    """Write database and photos to FILE (.zip). The class may stay open."""
    from sandbox.cli.archive import write_backup
    from sandbox.cli.serve import read_settings

    settings = read_settings(terminal, data)
    try:
        size = write_backup(settings, file)
    except OSError as error:
        terminal.stop("file-trouble", file=str(error.filename or file), why=str(error.strerror or error))
    terminal.say("backed-up", file=str(file), size=f"{size / 1_000_000:.1f}")


@database.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@data_option
@click.pass_obj
def restore(terminal: Terminal, file: Path, data: Path | None) -> None:
    """Put database and photos of FILE in place. What was there is kept in a folder of its own."""
    from sandbox import create_app
    from sandbox.cli.archive import BackupError, restore_backup
    from sandbox.cli.serve import read_settings
    from sandbox.cli.single import AlreadyOpenError, DataFolderLock

    settings = read_settings(terminal, data)
    lock = DataFolderLock(settings.data_dir)
    try:
        lock.acquire()
        kept = restore_backup(settings, file)
    except AlreadyOpenError as error:
        terminal.stop("close-first", address=error.address)
    except BackupError as error:
        terminal.stop(error.code, file=str(file))
    except OSError as error:
        terminal.stop("file-trouble", file=str(error.filename or file), why=str(error.strerror or error))
    finally:
        lock.release()
    bring_up_to_date(create_app(read_settings(terminal, data)), terminal)
    terminal.say("restored", file=str(file), kept=str(kept or "-"))


def bring_up_to_date(app: Flask, terminal: Terminal) -> bool:
    """Migrate to the newest revision where needed; True when the database was empty before.

    An SQLite database with something in it is copied to `backups/` first.
    """
    from sandbox.extensions import db

    settings = app.extensions["settings"]
    with app.app_context():
        if stored_revision(db.engine) == newest_revision(MIGRATIONS):
            return False
        # Alembic takes a quarter of a second to load, so it is asked only when there is work for it.
        from sandbox.migrations.runner import current_revision, head_revision, migrate

        present = current_revision(db.engine)
        if present == head_revision():
            return False
        terminal.say("migrating")
        if present is not None and settings.is_sqlite:
            keep_copy(settings, head_revision())
        migrate(db.engine)
        db.engine.dispose()
    return present is None


def keep_copy(settings: Settings, revision: str) -> Path:
    """A copy of the SQLite database as it is before it becomes ``revision``."""
    from sandbox.cli.archive import copy_sqlite, sqlite_path

    kept = settings.data_dir / "backups" / f"before-{revision}.sqlite3"
    kept.parent.mkdir(parents=True, exist_ok=True)
    copy_sqlite(sqlite_path(settings), kept)
    return kept


def stored_revision(engine: Engine) -> str | None:
    """The revision the database says it stands at; None when it says nothing."""
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    with engine.connect() as connection:
        try:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        except DBAPIError:
            return None


def newest_revision(folder: Path) -> str:
    """The revision in ``folder`` that no other follows, read from the files' first lines; "" when unclear."""
    sources = [path.read_text(encoding="utf-8") for path in folder.glob("*.py")]
    names = {name for source in sources for name in REVISION.findall(source)}
    followed = {name for source in sources for name in FOLLOWED.findall(source)}
    newest = names - followed
    return newest.pop() if len(newest) == 1 else ""
