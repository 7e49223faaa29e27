"""Finished shop pages are repeated from memory, and only when that is certain to be right."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, update
from werkzeug.test import Client

from sandbox.classrooms.models import Classroom
from sandbox.extensions import db
from sandbox.shops.storefront_cache import PageCache, PageKey, Stamp, accepts_gzip, finish_page
from tests.support.shop_pictures import change_shop
from tests.support.world import World

STAMP = Stamp(1, 1, 1, "shown", "Kelas Madiun", "Asia/Jakarta", date(2026, 11, 21))


def key(number: int) -> PageKey:
    return PageKey(f"toko-{number}", "", "id", "", "http://x")


class Visits:
    """A browser without cookies that counts the statements its visits cost."""

    def __init__(self, world: World) -> None:
        self.client = Client(world.app)
        self.statements: list[str] = []
        with world.app.app_context():
            event.listen(db.engine, "before_cursor_execute", self._count)

    def _count(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        self.statements.append(statement)

    def get(self, address: str, **headers: str) -> Any:
        """The answer; `self.statements` then holds what SQLAlchemy was asked for it."""
        self.statements.clear()
        return self.client.get(address, headers={"Accept-Language": "id", **headers})


@pytest.fixture
def visits(world: World) -> Visits:
    return Visits(world)


def test_a_second_visit_asks_the_orm_nothing(world: World, visits: Visits) -> None:
    world.arranged(slug="toko-siti")
    first = visits.get("/t/toko-siti")
    assert visits.statements
    second = visits.get("/t/toko-siti")
    assert visits.statements == []
    assert second.data == first.data


def test_a_repeated_page_carries_the_same_headers_as_a_fresh_one(world: World, visits: Visits) -> None:
    world.arranged(slug="toko-siti")
    for encoding, language in (("identity", "id"), ("gzip", "en")):
        address = f"/t/toko-siti?bahasa={language}"
        fresh, again = (visits.get(address, **{"Accept-Encoding": encoding}) for _ in range(2))
        assert visits.statements == []
        fresh.headers.pop("Date", None)  # the server adds its own
        assert sorted(again.headers) == sorted(fresh.headers)
        assert "frame-ancestors 'self'" in again.headers["Content-Security-Policy"]
        assert int(again.headers["Content-Length"]) == len(again.data)


def test_an_unchanged_page_is_not_sent_again(world: World, visits: Visits) -> None:
    ids = world.arranged(slug="toko-siti")
    etag = visits.get("/t/toko-siti").headers["ETag"]
    assert visits.get("/t/toko-siti", **{"If-None-Match": etag}).status_code == 304
    with_session = world.phone("participant", ids.participant)
    assert with_session.get("/t/toko-siti", headers={"If-None-Match": etag}).status_code == 304
    change_shop(world, ids.shop, tagline="Baru", page_version=2)
    changed = visits.get("/t/toko-siti", **{"If-None-Match": etag})
    assert changed.status_code == 200
    assert "Baru" in changed.text


def test_a_change_a_visitor_can_see_is_seen_at_once(world: World, visits: Visits) -> None:
    ids = world.arranged(slug="toko-siti")
    visits.get("/t/toko-siti")
    change_shop(world, ids.shop, name="Nama Baru", page_version=2)
    assert "Nama Baru" in visits.get("/t/toko-siti").text
    with world.session() as session:
        session.execute(update(Classroom).where(Classroom.id == ids.classroom).values(name="Kelas Lain"))
    assert "Kelas Lain" in visits.get("/t/toko-siti").text


def test_a_shop_moved_to_draft_is_gone_at_once(world: World, visits: Visits) -> None:
    ids = world.arranged(slug="toko-siti")
    assert visits.get("/t/toko-siti").status_code == 200
    assert visits.get("/t/toko-siti").status_code == 200
    change_shop(world, ids.shop, state="draft")
    assert visits.get("/t/toko-siti").status_code == 404
    assert visits.get(f"/t/toko-siti/produk-{1}").status_code == 404


def test_a_draft_shown_to_its_keeper_is_never_repeated_to_visitors(world: World, visits: Visits) -> None:
    ids = world.arranged(slug="toko-siti", state="draft")
    assert world.phone("participant", ids.participant).get("/t/toko-siti").status_code == 200
    assert visits.get("/t/toko-siti").status_code == 404
    assert world.app.extensions["shop_pages"].bytes == 0


def test_another_class_is_refused_although_the_page_is_in_memory(world: World, visits: Visits) -> None:
    world.arranged(slug="toko-siti")
    visits.get("/t/toko-siti")
    visits.get("/t/toko-siti")
    stranger = world.arranged("Orang lain")
    assert world.phone("participant", stranger.participant).get("/t/toko-siti").status_code == 404


def test_each_language_has_its_own_page(world: World, visits: Visits) -> None:
    world.arranged(slug="toko-siti")
    for _ in range(2):
        assert "Pesan lewat chat" in visits.get("/t/toko-siti").text
        assert "Order by chat" in visits.get("/t/toko-siti", **{"Accept-Language": "en"}).text


def test_a_wrong_address_is_not_remembered(world: World, visits: Visits) -> None:
    world.arranged(slug="toko-siti")
    assert visits.get("/t/toko-siti/tidak-ada").status_code == 404
    assert visits.get("/t/toko-siti/tidak-ada").status_code == 404
    assert world.app.extensions["shop_pages"].bytes == 0


def test_the_cache_keeps_within_its_bytes_and_drops_the_least_used() -> None:
    page = finish_page("x" * 1000, STAMP)
    cache = PageCache(most_bytes=3 * page.size)
    for number in range(3):
        cache.put(key(number), page)
    assert cache.get(key(0), STAMP) is page  # used again, so 1 is now the oldest
    cache.put(key(3), page)
    assert cache.get(key(1), STAMP) is None
    assert cache.get(key(0), STAMP) is page
    assert cache.get(key(0), replace(STAMP, day=date(2026, 11, 22))) is None  # sales end, bookings move on
    cache.put(key(0), page)
    assert cache.bytes == 3 * page.size
    cache.put(key(4), finish_page("y" * 100_000, STAMP))
    assert cache.bytes <= 3 * page.size


def test_the_cache_survives_many_threads() -> None:
    page = finish_page("x" * 100, STAMP)
    cache = PageCache(most_bytes=20 * page.size)

    def work(start: int) -> None:
        for number in range(300):
            cache.put(key((start + number) % 60), page)
            cache.get(key(number % 60), STAMP)

    threads = [threading.Thread(target=work, args=(start,)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 0 < cache.bytes <= 20 * page.size


@pytest.mark.parametrize(
    ("header", "expected"),
    [("gzip", True), ("br, gzip , deflate", True), ("", False), ("identity", False), ("gzip;q=0", False)],
)
def test_gzip_only_for_those_who_ask(header: str, expected: bool) -> None:
    assert accepts_gzip(header) is expected
