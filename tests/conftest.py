"""Fixtures for tests that need the application and a real database.

A template database is migrated once per worker; each test gets a fresh copy (SQLite: file copy; PostgreSQL:
emptied tables), so tests may commit freely and run in any order. With SANDBOX_TEST_DATABASE_URL set, every
test that uses ``app`` runs on both databases.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine, create_engine, make_url, text
from werkzeug.routing import Rule

from sandbox import create_app
from sandbox.config import Settings
from sandbox.extensions import db
from sandbox.migrations.runner import migrate
from tests.support.pages import LintingClient
from tests.support.world import World

POSTGRES_URL = os.environ.get("SANDBOX_TEST_DATABASE_URL", "")
DATABASES = ["sqlite", "postgresql"] if POSTGRES_URL else ["sqlite"]


def pytest_report_header() -> str:
    """Say which databases the web tests run on."""
    if POSTGRES_URL:
        return "web tests run on SQLite and PostgreSQL"
    return "web tests run on SQLite only: SANDBOX_TEST_DATABASE_URL names no PostgreSQL"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of what pages say run on one database: words do not depend on it, and there are many of them."""
    twins = {item for item in items if item.get_closest_marker("one_database") and _on_postgres(item)}
    config.hook.pytest_deselected(items=list(twins))
    items[:] = [item for item in items if item not in twins]


def _on_postgres(item: pytest.Item) -> bool:
    spec = getattr(item, "callspec", None)
    return spec is not None and spec.params.get("database_url") == "postgresql"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite database file."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    engine = create_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_url(worker_id: str) -> Iterator[str]:
    """A migrated PostgreSQL database of this worker's own."""
    base = make_url(POSTGRES_URL).set(drivername="postgresql+psycopg")
    name = f"lapak_test_{os.getpid()}_{worker_id}"
    admin = create_engine(base, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    url = base.set(database=name).render_as_string(hide_password=False)
    engine = create_engine(url)
    migrate(engine)
    engine.dispose()
    yield url
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
    admin.dispose()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty, migrated database of the test's own."""
    if request.param == "sqlite":
        path = tmp_path / "test.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of a throw-away installation."""
    return Settings(
        data_dir=tmp_path / "data",
        database_url=database_url,
        secret_key="a key for tests",
        public_url="http://192.168.8.2:8000",
        media_workers=0,
        testing=True,
    )


@pytest.fixture(scope="session", autouse=True)
def compiled_routes() -> Iterator[None]:
    """Every test has an application of its own; what builds its addresses is compiled once a worker."""
    compile_builder = Rule._compile_builder
    known: dict[tuple[str, str, str, bool], Any] = {}

    def remembered(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, rule.endpoint, repr(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compile_builder(rule, append_unknown)
        return known[key]

    Rule._compile_builder = remembered  # type: ignore[method-assign]
    yield
    Rule._compile_builder = compile_builder  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates are compiled once per worker, not once per test."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings: Settings, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The application on an empty database."""
    application = create_app(settings)
    application.jinja_env.bytecode_cache = compiled_templates
    application.test_client_class = LintingClient
    yield application
    with application.app_context():
        db.session.remove()
        if not settings.is_sqlite:
            empty(db.engine)
        db.engine.dispose()


def empty(engine: Engine) -> None:
    """Delete every row and begin counting anew; ten times as fast as TRUNCATE, which makes every file anew."""
    statements = [str(table.delete()) for table in reversed(db.metadata.sorted_tables)]
    statements.append("SELECT setval(seqrelid::regclass, 1, false) FROM pg_sequence")
    with engine.begin() as connection:
        connection.execute(text("; ".join(statements)))


@pytest.fixture
def client(app: Flask) -> LintingClient:
    """A visitor's phone."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def world(app: Flask) -> World:
    """Arranges people, classes and shops, and reads what was stored through a fresh session."""
    return World(app)
