"""`database`: migrate, back up, restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sandbox.cli.terminal import Terminal

if TYPE_CHECKING:
    from flask import Flask

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
    from sandbox.cli.archive import copy_sqlite, sqlite_path
    from sandbox.extensions import db
    from sandbox.migrations.runner import current_revision, head_revision, migrate

    settings = app.extensions["settings"]
    with app.app_context():
        present = current_revision(db.engine)
        if present == head_revision():
            return False
        terminal.say("migrating")
        if present is not None and settings.is_sqlite:
            kept = settings.data_dir / "backups" / f"before-{head_revision()}.sqlite3"
            kept.parent.mkdir(exist_ok=True)
            copy_sqlite(sqlite_path(settings), kept)
        migrate(db.engine)
        db.engine.dispose()
    return present is None
