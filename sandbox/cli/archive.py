"""Back-ups: one ZIP with the database, the photos and the secret key.

From SQLite the database is copied with its own backup interface, while the class goes on. From PostgreSQL
the rows are copied into an SQLite file of the same revision. So a back-up of either can be restored into
either: it is also the way from the laptop's database to a grown-up one.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Table,
    bindparam,
    create_engine,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.engine import make_url

from sandbox.clock import now
from sandbox.config import Settings

DATABASE = "lapak.sqlite3"
SECRET = "secret.key"  # noqa: S105  a file name
MEDIA = "media"
MANIFEST = "lapak-backup.json"
FORMAT = 1
ROWS_AT_ONCE = 500


class BackupError(Exception):
    """The file cannot be restored; ``code`` is "not-a-backup", "damaged-backup" or "not-empty"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def sqlite_path(settings: Settings) -> Path:
    """The file of an SQLite database."""
    return Path(make_url(settings.database_url).database or "")


def copy_sqlite(source: Path, target: Path) -> None:
    """A consistent copy of a database in use."""
    with closing(sqlite3.connect(source)) as a, closing(sqlite3.connect(target)) as b:
        a.backup(b)
        b.execute("PRAGMA journal_mode=DELETE")  # one file, no companions


def write_backup(settings: Settings, file: Path) -> int:
    """Write everything to ``file`` and return its size in bytes. Raises OSError.

    The database goes in first: a photo added meanwhile is then merely a photo too many.
    """
    file = file.expanduser().resolve()
    unfinished = file.with_name(file.name + ".part")
    try:
        _write_zip(settings, unfinished)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.replace(file)
    return file.stat().st_size


def _write_zip(settings: Settings, file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(file, "w") as archive:
        copy = Path(folder) / DATABASE
        if settings.is_sqlite:
            copy_sqlite(sqlite_path(settings), copy)
        else:
            _copy_to_sqlite(settings.database_url, copy)
        archive.write(copy, DATABASE, zipfile.ZIP_DEFLATED)
        for path in sorted(settings.media_dir.rglob("*")):
            if path.is_file():
                archive.write(path, f"{MEDIA}/{path.relative_to(settings.media_dir).as_posix()}")
        archive.writestr(SECRET, settings.secret_key)
        archive.writestr(MANIFEST, json.dumps({"format": FORMAT, "made_at": now().isoformat()}))


def restore_backup(settings: Settings, file: Path) -> Path | None:
    """Replace database and photos by those of ``file``; return the folder the old ones were moved to, if any.

    Raises BackupError, before anything is touched, and OSError.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.data_dir, prefix=".restore-") as folder:
        fresh = Path(folder)
        _unpack(file, fresh)
        if not settings.is_sqlite:
            _copy_from_sqlite(fresh / DATABASE, settings.database_url)
        kept = _set_aside(settings)
        if settings.is_sqlite:
            shutil.move(fresh / DATABASE, sqlite_path(settings))
        for name in (MEDIA, SECRET):
            if (fresh / name).exists():
                shutil.move(fresh / name, settings.data_dir / name)
    return kept


def _unpack(file: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if MANIFEST not in names or DATABASE not in names:
                raise BackupError("not-a-backup")
            if json.loads(archive.read(MANIFEST)).get("format") != FORMAT:
                raise BackupError("not-a-backup")
            for name in names:
                if not _is_ours(name):
                    raise BackupError("not-a-backup")
                archive.extract(name, folder)
    except (zipfile.BadZipFile, json.JSONDecodeError, EOFError) as error:
        raise BackupError("not-a-backup") from error
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        try:
            verdict = connection.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.DatabaseError as error:
            raise BackupError("damaged-backup") from error
    if verdict != ("ok",):
        raise BackupError("damaged-backup")


def _is_ours(name: str) -> bool:
    """Whether a name in the ZIP is one we write; nothing may land outside the data folder."""
    parts = PurePosixPath(name).parts
    if name in (DATABASE, SECRET, MANIFEST):
        return True
    return len(parts) > 1 and parts[0] == MEDIA and ".." not in parts and "\\" not in name and ":" not in name


def _set_aside(settings: Settings) -> Path | None:
    """Move the present database, photos and key to a folder of their own."""
    old = [settings.data_dir / MEDIA, settings.data_dir / SECRET]
    if settings.is_sqlite:
        database = sqlite_path(settings)
        old += [database, *(database.with_name(database.name + tail) for tail in ("-wal", "-shm"))]
    present = [path for path in old if path.exists()]
    if not present:
        return None
    kept = settings.data_dir / "backups" / f"before-restore-{now():%Y%m%d-%H%M%S-%f}"
    kept.mkdir(parents=True)
    for path in present:
        shutil.move(path, kept / path.name)
    return kept


def _metadata_engine(url: str) -> Engine:
    from sandbox.app import load_models

    load_models()
    return create_engine(url)


def _copy_to_sqlite(url: str, file: Path) -> None:
    from sandbox.extensions import db

    source, target = _metadata_engine(url), create_engine(f"sqlite:///{file.as_posix()}")
    try:
        db.metadata.create_all(target)
        with source.connect() as a, target.begin() as b:
            if source.dialect.name == "postgresql":
                a.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            revision = a.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
            b.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
            b.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})
            _copy_rows(a, b)
    finally:
        source.dispose()
        target.dispose()


def _copy_from_sqlite(file: Path, url: str) -> None:
    """Fill an empty, migrated database from ``file``; both must stand at the same revision."""
    source, target = create_engine(f"sqlite:///{file.as_posix()}"), _metadata_engine(url)
    try:
        from sandbox.migrations.runner import migrate

        migrate(source)
        migrate(target)
        with source.connect() as a, target.begin() as b:
            if any(b.execute(select(func.count()).select_from(table)).scalar_one() for table in _tables()):
                raise BackupError("not-empty")
            _copy_rows(a, b)
            _advance_sequences(b)
    finally:
        source.dispose()
        target.dispose()


def _tables() -> list[Table]:
    from sandbox.extensions import db

    return db.metadata.sorted_tables


def _copy_rows(source: Connection, target: Connection) -> None:
    """Copy table by table, what is pointed at first; what points forward is filled in at the end."""
    for table in _tables():
        ahead = dict.fromkeys(column.name for column in _forward(table))
        rows = source.execute(select(table).order_by(*table.primary_key)).mappings()
        while batch := rows.fetchmany(ROWS_AT_ONCE):
            target.execute(insert(table), [dict(row) | ahead for row in batch])
    for table in _tables():
        (key, *_) = table.primary_key
        for column in _forward(table):
            change = update(table).where(key == bindparam("row")).values({column: bindparam("there")})
            rows = source.execute(select(key.label("row"), column.label("there")).where(column.is_not(None)))
            if pointers := [dict(row) for row in rows.mappings()]:
                target.execute(change, pointers)


def _forward(table: Table) -> list[Column[Any]]:
    """Columns that point at a table created later, such as a shop's cover among the photos of shops."""
    return [column for column in table.columns if any(key.use_alter for key in column.foreign_keys)]


def _advance_sequences(connection: Connection) -> None:
    """PostgreSQL numbers new rows from a counter, which has to pass the numbers just brought in."""
    if connection.dialect.name != "postgresql":
        return
    for table in _tables():
        for column in table.primary_key:
            name = connection.execute(
                select(func.pg_get_serial_sequence(table.name, column.name))
            ).scalar_one()
            top = connection.execute(select(func.max(column))).scalar_one() if name else None
            if top is not None:
                connection.execute(select(func.setval(name, top)))
