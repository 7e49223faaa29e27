"""Finished shop pages, kept in memory for as long as the shop does not change.

Two layers. `PageCache` keeps rendered pages; what makes one stale is its `Stamp`, read afresh for each
request by one small select: the shop's page version, its state, its class's name and day. `ShopFront` stands before
the application and answers visitors without a session straight from that cache, so that a class opening a
shop from a QR code costs next to nothing. It can only repeat what the view itself has shown to a visitor.
"""

from __future__ import annotations

import gzip
import hashlib
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import bindparam, event, select
from sqlalchemy.engine import Engine

from sandbox.classrooms.queries import Classroom
from sandbox.clock import now
from sandbox.extensions import db
from sandbox.lang.dates import to_zone
from sandbox.shops.enums import ShopState
from sandbox.shops.models import Shop
from sandbox.web.headers import HEADERS, content_security_policy

MOST_BYTES = 24 * 1024 * 1024
MOST_ASKED = 4000
ENVIRON_KEY = "sandbox.shop_page"
SMALL_HEADER = 300
FRAMED_BY_THE_EDITOR = content_security_policy(frame_ancestors="'self'")
"""The shop editor shows the page in a frame of its own site; nobody else may frame it."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a finished page depends on besides its key. `day` is today on the class's calendar."""

    shop_id: int
    classroom_id: int
    page_version: int
    state: str
    class_name: str
    timezone: str
    day: date

    @property
    def is_shown(self) -> bool:
        """On display in class."""
        return self.state == ShopState.SHOWN


@dataclass(frozen=True, slots=True)
class PageKey:
    """Which page: of which shop, which product ("" for the shop itself), in which words, at which address.

    `search` is what the visitor looks for; pages of a search are never kept.
    """

    slug: str
    product_slug: str
    locale: str
    chosen: str
    base_url: str
    search: str = ""


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A finished page. `etag` is quoted and weak: the packed body is the same page."""

    stamp: Stamp
    body: bytes
    packed: bytes
    etag: str

    @property
    def size(self) -> int:
        """Bytes held in memory."""
        return len(self.body) + len(self.packed) + 500


def finish_page(html: str, stamp: Stamp) -> StoredPage:
    """Encode, pack and name a rendered page."""
    body = html.encode("utf-8")
    digest = hashlib.sha256(body).hexdigest()[:20]
    return StoredPage(stamp, body, gzip.compress(body, 6, mtime=0), f'W/"{digest}"')


class PageCache:
    """The pages used last, at most `most_bytes` of them. Safe to share between threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._pages: OrderedDict[PageKey, StoredPage] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = 0

    def get(self, key: PageKey, stamp: Stamp) -> StoredPage | None:
        """The page under `key`, unless anything it shows has changed since."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.stamp != stamp:
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: PageKey, page: StoredPage) -> None:
        """Keep `page`; the ones unused for longest make room."""
        with self._lock:
            if (old := self._pages.pop(key, None)) is not None:
                self.bytes -= old.size
            self._pages[key] = page
            self.bytes += page.size
            while self.bytes > self._most_bytes and self._pages:
                _, dropped = self._pages.popitem(last=False)
                self.bytes -= dropped.size


class StampReader:
    """Reads a shop's stamp with one prepared select, without the ORM.

    On SQLite over a connection of its own, which only reads: taking one from the pool and giving it back
    costs several times the query itself. Elsewhere over a pooled connection.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        query = (
            select(
                Shop.id, Shop.classroom_id, Shop.page_version, Shop.state, Classroom.name, Classroom.timezone
            )
            .join(Classroom, Classroom.id == Shop.classroom_id)
            .where(Shop.slug == bindparam("slug"))
        )
        compiled = query.compile(engine)
        self._sql = str(compiled)
        self._is_positional = compiled.positional
        self._lock = threading.Lock()
        self._reader: sqlite3.Connection | None = None
        if engine.dialect.name == "sqlite":
            event.listen(engine, "engine_disposed", lambda _engine: self.close())

    def read(self, slug: str) -> Stamp | None:
        """The stamp of the shop called `slug`; None when there is no such shop."""
        if "\x00" in slug:  # no slug has one, and PostgreSQL refuses it
            return None
        rows = self._read_sqlite(slug) if self._engine.dialect.name == "sqlite" else self._read_pooled(slug)
        return Stamp(*rows[0], day=to_zone(now(), rows[0][-1]).date()) if rows else None

    def close(self) -> None:
        """Let go of the connection of our own; the next read opens another."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
                self._reader = None

    def _read_sqlite(self, slug: str) -> list[Any]:
        with self._lock:
            if self._reader is None:
                self._reader = sqlite3.connect(
                    str(self._engine.url.database), check_same_thread=False, isolation_level=None, timeout=5
                )
                self._reader.execute("PRAGMA query_only=ON")
            # All rows at once: a select left half read would hold on to an old state of the database.
            return self._reader.execute(self._sql, (slug,)).fetchall()

    def _read_pooled(self, slug: str) -> list[Any]:
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(self._sql, (slug,) if self._is_positional else {"slug": slug})
            rows = cursor.fetchall()
            cursor.close()
        finally:
            connection.close()
        return list(rows)


def page_headers(page: StoredPage, *, packed: bool) -> list[tuple[str, str]]:
    """The headers a shop page has of its own; the others every answer carries."""
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Cache-Control", "private, no-cache"),
        ("Vary", "Accept-Encoding, Accept-Language, Cookie"),
        ("ETag", page.etag),
        ("Content-Security-Policy", FRAMED_BY_THE_EDITOR),
        ("Content-Length", str(len(page.packed if packed else page.body))),
    ]
    return [*headers, ("Content-Encoding", "gzip")] if packed else headers


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether a browser unpacks gzip. Anything unusual (a q value for it) is taken as no."""
    return any(part.strip() == "gzip" for part in accept_encoding.split(","))


class ShopFront:
    """WSGI layer before the application: repeats finished pages to visitors without a session."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], app: Flask, cache: PageCache) -> None:
        self._inner = inner
        self._app = app
        self._cache = cache
        self._cookie = app.config["SESSION_COOKIE_NAME"]  # anywhere: spaces around it are read as none
        self._asked: OrderedDict[tuple[str, ...], PageKey] = OrderedDict()
        self._security = [item for item in HEADERS.items() if item[0] != "Content-Security-Policy"]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer from memory when that is certain to be right, else ask the application."""
        path = environ.get("PATH_INFO", "")
        if not path.startswith("/t/") or environ["REQUEST_METHOD"] != "GET":
            return self._inner(environ, start_response)
        if self._cookie in environ.get("HTTP_COOKIE", ""):
            return self._inner(environ, start_response)
        asked = (
            path,
            environ.get("QUERY_STRING", ""),
            environ.get("HTTP_ACCEPT_LANGUAGE", ""),
            environ.get("HTTP_HOST", ""),
            environ.get("wsgi.url_scheme", ""),
        )
        key = self._asked.get(asked)
        if key is not None:
            stamp = read_stamp(self._app, key.slug)
            page = self._cache.get(key, stamp) if stamp and stamp.is_shown else None
            if page is not None:
                return self._repeat(page, environ, start_response)
        answer = self._inner(environ, start_response)
        self._remember(asked, environ.get(ENVIRON_KEY))
        return answer

    def _repeat(
        self, page: StoredPage, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> list[bytes]:
        packed = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        headers = page_headers(page, packed=packed) + self._security
        if page.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            left_out = {"Content-Type", "Content-Length", "Content-Encoding"}
            start_response("304 NOT MODIFIED", [item for item in headers if item[0] not in left_out])
            return []
        start_response("200 OK", headers)
        return [page.packed if packed else page.body]

    def _remember(self, asked: tuple[str, ...], key: PageKey | None) -> None:
        if key is None or any(len(part) > SMALL_HEADER for part in asked):
            return
        self._asked[asked] = key
        while len(self._asked) > MOST_ASKED:
            try:
                self._asked.popitem(last=False)
            except KeyError:  # another thread emptied it first
                return


def read_stamp(app: Flask, slug: str) -> Stamp | None:
    """The shop's stamp in this application's database."""
    reader = app.extensions.get("shop_stamps")
    if reader is None:
        with app.app_context():
            reader = app.extensions["shop_stamps"] = StampReader(db.engine)
    return reader.read(slug)


def init_front(app: Flask) -> None:
    """Give the application its page cache and put the front before it."""
    cache = PageCache()
    app.extensions["shop_pages"] = cache
    app.wsgi_app = ShopFront(app.wsgi_app, app, cache)  # type: ignore[method-assign]
