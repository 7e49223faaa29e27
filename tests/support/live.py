"""The application served on this machine, a Chromium, and phones that visit: for browser tests and pictures."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from sandbox import create_app
from sandbox.config import Settings
from sandbox.extensions import db
from tests.support.browser import INSTALLED_BROWSERS, PHONE


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium named by SANDBOX_TEST_BROWSER, an installed one, or Playwright's own."""
    path = os.environ.get("SANDBOX_TEST_BROWSER") or next(
        filter(None, map(shutil.which, INSTALLED_BROWSERS)), None
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
            ],
        )
        yield browser
        browser.close()


@contextmanager
def served(settings: Settings) -> Iterator[tuple[str, Flask]]:
    """The application served on a free port of this machine."""
    app = create_app(settings)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", app
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        with app.app_context():
            db.engine.dispose()


class QuietHandler(WSGIRequestHandler):
    """Serves without a line for every request."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002  (werkzeug's name for it)
        """Say nothing."""


@contextmanager
def open_phone(browser: Browser, address: str, app: Flask) -> Iterator[Callable[..., Page]]:
    """Makes phones: ``phone(kind, person_id, javascript=True, dark=False, language="id")`` opens a page.

    Any error in a page's console or script fails the test; with ``missing_pages`` a 404 is not one, with
    ``dropped_connections`` a request that found no network is not one.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def make(
        kind: str = "",
        person_id: int = 0,
        *,
        javascript: bool = True,
        dark: bool = False,
        language: str = "id",
        missing_pages: bool = False,
        dropped_connections: bool = False,
        **options: Any,
    ) -> Page:
        context = browser.new_context(
            base_url=address,
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",  # colours are judged at rest
            **(PHONE | options),
        )
        contexts.append(context)
        value: dict[str, Any] = {"lang": language, "_permanent": True}
        if kind:
            value["actor"] = [kind, person_id, 1]
        serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        context.add_cookies([{"name": "lapak", "value": serializer.dumps(value), "url": address}])
        page = context.new_page()

        def on_console(line: ConsoleMessage) -> None:
            is_meant = (missing_pages and "404" in line.text) or (
                dropped_connections and "ERR_INTERNET_DISCONNECTED" in line.text
            )
            if line.type == "error" and not is_meant:
                faults.append(f"{page.url}: {line.text}")

        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", on_console)
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []
