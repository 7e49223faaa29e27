"""The database's history: up with data in it, down, and head equals the models. On every database there is."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, insert, inspect, make_url, select, text

from sandbox.app import load_models
from sandbox.clock import now
from sandbox.extensions import db
from sandbox.migrations.runner import alembic_config, current_revision, head_revision, migrate, take_back
from tests.conftest import DATABASES, POSTGRES_URL

load_models()
REVISIONS = [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()][
    ::-1
]


@pytest.fixture(params=DATABASES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database."""
    if request.param == "sqlite":
        made = create_engine(f"sqlite:///{tmp_path / 'history.sqlite3'}")
        yield made
        made.dispose()
        return
    base = make_url(POSTGRES_URL).set(drivername="postgresql+psycopg")
    name = f"lapak_history_{uuid.uuid4().hex[:12]}"
    admin = create_engine(base, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    made = create_engine(base.set(database=name))
    yield made
    made.dispose()
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


def test_history_is_one_line() -> None:
    assert len(REVISIONS) == len(set(REVISIONS)) >= 1
    assert REVISIONS[-1] == head_revision()


def test_head_equals_the_models(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []
    assert current_revision(engine) == head_revision()


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    migrate(engine)
    assert current_revision(engine) == head_revision()


def test_every_step_goes_up_and_down(engine: Engine) -> None:
    for revision in REVISIONS:
        migrate(engine, revision)
        assert current_revision(engine) == revision
    take_back(engine, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}


def test_data_survives_a_migration_run(engine: Engine) -> None:
    migrate(engine)
    classroom = db.metadata.tables["classroom"]
    facts = {
        "name": "Kelas Madiun", "code": "MDN74K", "language": "id", "timezone": "Asia/Jakarta",
        "wallet_start": 10**12, "seed": "s", "is_demo": False, "is_open": True, "row_version": 1,
        "created_at": now(),
    }  # fmt: skip
    with engine.begin() as connection:
        connection.execute(insert(classroom).values(**facts))
    migrate(engine)
    with engine.connect() as connection:
        row = connection.execute(select(classroom)).mappings().one()
    assert {name: row[name] for name in facts} == facts
