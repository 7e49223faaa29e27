"""A real Chromium against a real server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from sandbox.config import Settings
from tests.support.live import chromium, open_phone, served
from tests.support.world import World

expect.set_options(timeout=30_000)  # a class laptop under load is slow; a wrong page fails all the same


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests of a worker."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Browser tests run on the embedded database, as a class does."""
    shutil.copy(sqlite_template, tmp_path / "test.sqlite3")
    return f"sqlite:///{tmp_path / 'test.sqlite3'}"


@pytest.fixture
def live(settings: Settings) -> Iterator[tuple[str, Flask]]:
    """The application on an empty database, served; yields its address and the application."""
    with served(replace(settings, public_url="", testing=False)) as (address, app):
        yield address, app


@pytest.fixture
def live_world(live: tuple[str, Flask]) -> World:
    """Arranges people and shops in the served application."""
    return World(live[1])


@pytest.fixture
def phone(browser: Browser, live: tuple[str, Flask]) -> Iterator[Callable[..., Page]]:
    """Phones on the served application."""
    with open_phone(browser, *live) as make:
        yield make
