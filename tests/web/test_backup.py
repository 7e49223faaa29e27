"""Backup, restore, and moving house between the two databases."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, select, text

from sandbox.cli.archive import BackupError, restore_backup, write_backup
from sandbox.cli.database import MIGRATIONS, bring_up_to_date, newest_revision, stored_revision
from sandbox.cli.terminal import Terminal
from sandbox.config import Settings
from sandbox.extensions import db
from sandbox.migrations.runner import head_revision
from sandbox.shops.models import Photo, Shop
from tests.support.world import World


def everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, read by an engine of its own."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in db.metadata.sorted_tables
        }
    engine.dispose()
    return rows


def empty(settings: Settings) -> None:
    """Lose everything."""
    engine = create_engine(settings.database_url)
    with engine.begin() as connection:
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()


@pytest.fixture
def kept_photo(app: Flask, settings: Settings) -> Path:
    photo = settings.media_dir / "ab" / "photo.webp"
    photo.parent.mkdir(parents=True, exist_ok=True)
    photo.write_bytes(b"a photo")
    return photo


def test_what_was_backed_up_comes_back(
    world: World, settings: Settings, kept_photo: Path, tmp_path: Path
) -> None:
    world.arranged()
    before = everything(settings.database_url)
    assert before["shop"]
    file = tmp_path / "cadangan.zip"
    assert write_backup(settings, file) == file.stat().st_size
    empty(settings)
    kept_photo.write_bytes(b"another photo")

    kept = restore_backup(settings, file)

    assert everything(settings.database_url) == before
    assert kept_photo.read_bytes() == b"a photo"
    assert (settings.data_dir / "secret.key").read_text() == settings.secret_key
    assert kept is not None
    assert (kept / "media" / "ab" / "photo.webp").read_bytes() == b"another photo"
    world.arranged()  # new rows still get numbers of their own


def test_a_shop_with_a_cover_comes_back(world: World, settings: Settings, tmp_path: Path) -> None:
    """Shops point at photos and photos at shops: no order of tables suits both."""
    ids = world.arranged()
    with world.session() as session:
        session.get_one(Shop, ids.shop).cover_id = session.scalars(select(Photo.id)).first()
    before = everything(settings.database_url)
    write_backup(settings, tmp_path / "a.zip")
    with world.session() as session:
        session.get_one(Shop, ids.shop).cover_id = None
    empty(settings)
    restore_backup(settings, tmp_path / "a.zip")
    assert everything(settings.database_url) == before


def test_an_unfinished_backup_leaves_no_file(world: World, settings: Settings, tmp_path: Path) -> None:
    """For instance when the stick is pulled out, or there is no database to read."""
    nowhere = replace(settings, database_url=f"sqlite:///{tmp_path / 'none' / 'x.sqlite3'}")
    with pytest.raises(sqlite3.OperationalError):
        write_backup(nowhere, tmp_path / "a.zip")
    assert [path.name for path in tmp_path.glob("a.zip*")] == []


def test_a_backup_moves_to_the_other_database(
    world: World, settings: Settings, sqlite_template: Path, tmp_path: Path
) -> None:
    world.arranged()
    file = tmp_path / "pindah.zip"
    write_backup(settings, file)
    laptop = replace(
        settings, data_dir=tmp_path / "laptop", database_url=f"sqlite:///{tmp_path / 'laptop' / 'l.sqlite3'}"
    )
    laptop.data_dir.mkdir()
    restore_backup(laptop, file)
    assert everything(laptop.database_url) == everything(settings.database_url)
    engine = create_engine(laptop.database_url)
    assert stored_revision(engine) == head_revision()
    engine.dispose()


def test_a_database_in_use_is_not_written_over(world: World, settings: Settings, tmp_path: Path) -> None:
    if settings.is_sqlite:
        world.arranged()
        write_backup(settings, tmp_path / "a.zip")
        assert restore_backup(settings, tmp_path / "a.zip") is not None  # the old one is set aside
        return
    world.arranged()
    before = everything(settings.database_url)
    write_backup(settings, tmp_path / "a.zip")
    with pytest.raises(BackupError) as caught:
        restore_backup(settings, tmp_path / "a.zip")
    assert caught.value.code == "not-empty"
    assert everything(settings.database_url) == before


@pytest.mark.parametrize("name", ["../outside", "media/../../outside", "media/C:evil", "other.txt"])
def test_a_zip_of_somebody_else_is_refused(app: Flask, settings: Settings, tmp_path: Path, name: str) -> None:
    file = tmp_path / "x.zip"
    write_backup(settings, file)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, "x")
    before = everything(settings.database_url)
    with pytest.raises(BackupError) as caught:
        restore_backup(settings, file)
    assert caught.value.code == "not-a-backup"
    assert everything(settings.database_url) == before
    assert not (tmp_path / "outside").exists()


def test_a_damaged_or_foreign_file_changes_nothing(app: Flask, settings: Settings, tmp_path: Path) -> None:
    write_backup(settings, tmp_path / "good.zip")
    (tmp_path / "text.zip").write_text("not a zip")
    (tmp_path / "cut.zip").write_bytes((tmp_path / "good.zip").read_bytes()[:200])
    with zipfile.ZipFile(tmp_path / "good.zip") as good, zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        bad.writestr("lapak-backup.json", good.read("lapak-backup.json"))
        bad.writestr("lapak.sqlite3", b"no database")
    for name, code in (("text", "not-a-backup"), ("cut", "not-a-backup"), ("bad", "damaged-backup")):
        with pytest.raises(BackupError) as caught:
            restore_backup(settings, tmp_path / f"{name}.zip")
        assert caught.value.code == code
    assert list(settings.data_dir.glob(".restore-*")) == []


def test_the_newest_revision_is_read_without_alembic(tmp_path: Path) -> None:
    assert newest_revision(MIGRATIONS) == head_revision()
    (tmp_path / "a.py").write_text('revision = "1"\ndown_revision = None\n')
    (tmp_path / "b.py").write_text("revision: str = '2'\ndown_revision: str | None = '1'\n")
    assert newest_revision(tmp_path) == "2"
    (tmp_path / "c.py").write_text('revision = "3"\ndown_revision = "1"\n')
    assert newest_revision(tmp_path) == ""


def test_an_old_database_is_copied_before_it_is_migrated(app: Flask, settings: Settings) -> None:
    terminal = Terminal("id")
    assert bring_up_to_date(app, terminal) is False
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'gone'"))
    with pytest.raises(Exception, match="gone"):
        bring_up_to_date(app, terminal)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": head_revision()})
    copies = list((settings.data_dir / "backups").glob("before-*.sqlite3"))
    assert len(copies) == (1 if settings.is_sqlite else 0)
    for copy in copies:
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("gone",)
