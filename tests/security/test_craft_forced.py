"""The wing of making under attack: captions, sheets, studios, prints, cards and payments nobody sends by hand."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from sandbox.orders.models import PracticePayment
from sandbox.posts.models import Post
from sandbox.posts.picture_views import packing
from sandbox.shops.models import CustomerReview, Photo, Product
from tests.security.town import Class, found
from tests.support.pages import LintingClient
from tests.support.world import World

pytestmark = pytest.mark.one_database  # what is refused does not depend on the database

LONGEST = 3.0  # seconds of work one request may make
HOSTILE = (
    "-5",
    "1" + "0" * 30,
    "NaN",
    "inf",
    "2026-99-99",
    "../..",
    "\u202e\x00",
    "<script>alert(1)</script>",
)


@pytest.fixture
def here(world: World) -> Class:
    return found(world, "toko-siti")


@pytest.fixture
def keeper(world: World, here: Class) -> LintingClient:
    return world.phone("participant", here.participant)


@contextmanager
def soon(what: str) -> Iterator[None]:
    """What happens inside keeps the processor busy for a moment only."""
    began = time.process_time()
    yield
    assert time.process_time() - began < LONGEST, what


def unread(app: Flask, phone: LintingClient) -> FlaskClient:
    """The same person on a phone that reads no page: reading a large one strictly takes longer than making it."""
    app.test_client_class = FlaskClient
    twin = app.test_client()
    with phone.session_transaction() as theirs, twin.session_transaction() as own:
        own.update(theirs)
    return twin


def count(world: World, model: Any) -> int:
    return world.one(select(func.count()).select_from(model))


@pytest.mark.parametrize("words", ["gratis ongkir sehat 100% asli! ", "#keripik 0812-3456-7890 "])
def test_a_caption_as_long_as_a_form_keeps_nobody_busy(
    app: Flask, here: Class, keeper: LintingClient, words: str
) -> None:
    """Coach and previews read as much as could be kept; the writer is told it is too long and loses nothing."""
    typed = words * (150_000 // len(words))
    data = {"csrf_token": keeper.token(), "product": str(here.products[0]), "aim": "sell", "caption": typed}
    phone = unread(app, keeper)
    for address, more in (
        (f"/posting/{here.post}", {"version": "1"}),
        ("/posting/contoh", {"add": "part:price"}),
    ):
        with soon(address):
            answer = phone.post(address, data=data | more)
        assert answer.status_code in {200, 422}
        assert typed[-200:].strip() in answer.text


def test_floods_of_rows_photos_and_proofs(
    app: Flask, world: World, here: Class, keeper: LintingClient
) -> None:
    token, product = keeper.token(), here.products[0]
    phone = unread(app, keeper)
    sheet = {"made": ["10"] * 5, "good": "9", "margin": "30", "pieces": "3"}
    lines = {"kind": ["material"] * 500, "line": ["x"] * 500, "amount": ["1" + "0" * 30] * 500}
    post = {"product": str(product), "aim": "sell", "caption": "Pesan ya!", "version": "1"}
    photos = {f"photo-{product}": [str(n) for n in range(5_000)], f"order-{product}": "9," * 100_000}
    for address, data in (
        (f"/toko/harga/{product}", sheet | lines),
        (f"/posting/{here.post}", post | photos),
        (f"/posting/{here.post}", post | {f"proof-{n}": "x" for n in range(1_500)}),
        ("/tautan/cetak", {"isi": ["toko"] * 5_000, "lembar": "../..", "desain": "x"}),
    ):
        with soon(address):
            assert phone.post(address, data={"csrf_token": token, **data}).status_code in {303, 413, 422}, (
                address
            )
    assert world.one(select(Product.cost_sheet).where(Product.id == product)) == {}


def test_a_class_that_packs_all_its_pictures_at_once_waits_for_its_turn(
    world: World, here: Class, keeper: LintingClient
) -> None:
    """A ZIP is large and slow to make: a few wait for it, the others are told to come back, nobody is stalled."""
    with world.session() as session:
        session.get_one(Post, here.post).photo_id = here.photo
    zipped, go_on, began = f"/posting/{here.post}/gambar.zip", threading.Event(), threading.Event()

    def slow() -> bytes:
        began.set()
        go_on.wait(20)
        return b""

    others = [threading.Thread(target=packing.get, args=(number, slow)) for number in range(3)]
    for thread in others:
        thread.start()
    try:
        assert began.wait(10)
        while packing._places._value:  # type: ignore[attr-defined]
            time.sleep(0.01)
        assert keeper.get(zipped).status_code == 503
    finally:
        go_on.set()
        for thread in others:
            thread.join()
    assert keeper.get(zipped).status_code == 404, "its turn: this photo has no file"


def test_a_draft_leaks_through_no_card_payment_review_or_print(world: World) -> None:
    here = found(world, "toko-draf", state="draft")
    owner = world.phone("participant", here.participant)
    seen = owner.get("/t/toko-draf/kartu.jpg")
    assert seen.status_code == 200
    friend = world.phone("participant", world.participant(here.classroom, "Bu Rini"))
    for person in (world.phone(), friend):
        token = person.token()
        for address in ("/t/toko-draf/kartu.jpg", "/t/toko-draf/kartu-1x1.jpg", "/t/toko-draf/keripik/kartu.jpg",
                        f"/latihan/qr/{here.payment_code}", "/t/toko-draf?cari=keripik"):  # fmt: skip
            answer = person.get(address, headers={"If-None-Match": seen.headers["ETag"]})
            assert answer.status_code == 404, address
            assert b"Keripik" not in answer.data, address
        assert person.post(f"/latihan/qr/{here.payment_code}", data={"csrf_token": token}).status_code == 404
    assert friend.get("/ulasan/toko-draf").status_code == 404
    assert friend.send("/ulasan/toko-draf", {"stars": "5"}).status_code == 404


def test_practice_payments_and_reviews_take_nothing_odd(
    world: World, here: Class, keeper: LintingClient
) -> None:
    """Wrong amounts, one's own shop, another class: nothing is stored; what is stored is shown as words."""
    there = found(world, "toko-tetangga")
    outsider = world.phone("participant", there.participant)
    friend = world.phone("participant", world.participant(here.classroom, "Bu Rini"))
    pay, before = f"/latihan/qr/{here.payment_code}", count(world, CustomerReview)
    for typed in (*HOSTILE, "0", "6", "٣", "1000000000"):
        assert friend.send(pay, {"amount": "0" if typed in {"6", "٣"} else typed}).status_code == 422, typed
        assert friend.send("/ulasan/toko-siti", {"stars": typed}).status_code == 422, typed
    assert keeper.send(pay, {"amount": "1000"}).status_code == 404
    assert outsider.send(pay, {"amount": "1000"}).status_code == 404
    assert keeper.send("/ulasan/toko-siti", {"stars": "5"}).status_code == 303
    assert outsider.send("/ulasan/toko-siti", {"stars": "5"}).status_code == 404
    product = {"stars": "5", "product": str(there.products[0])}
    assert friend.send("/ulasan/toko-siti", product).status_code == 422
    assert (count(world, CustomerReview), count(world, PracticePayment)) == (before, 0)
    script = {"stars": "5", "words": "</p><script>alert(1)</script>"}
    for _ in range(2):
        assert friend.send("/ulasan/toko-siti", script).status_code == 303
        assert friend.send(pay, {"amount": "1000", "submit_key": "sama"}).status_code == 303
    assert (count(world, CustomerReview), count(world, PracticePayment)) == (before + 1, 1)
    assert "<script>alert(1)" not in world.phone().get("/t/toko-siti").text


def test_odd_words_in_the_addresses_of_pictures_and_pages(here: Class, keeper: LintingClient) -> None:
    link, post = f"/tautan/{here.link}", f"/posting/{here.post}"
    for typed in (
        *HOSTILE,
        "0000-00",
        "9999-99",
        "1000000000-01",
        "a\r\nSet-Cookie: a=b",
        '"><script>',
        "x" * 9_000,
    ):
        for address, names in (
            ("/posting/kalender", ("bulan",)), (f"{post}/rencana", ("hari",)),
            (f"{post}/gambar/instagram.jpg", ("foto",)), (f"{link}/qr.svg", ("warna", "logo", "s", "m", "c", "unduh")),
            (f"{link}/qr", ("warna", "kode")), (f"{link}/bagikan", ("nama", "kampanye", "lewat")),
            ("/t/toko-siti", ("cari", "bahasa")), ("/tautan/cetak", ("lembar", "desain")),
        ):  # fmt: skip
            answer = keeper.get(address, query_string=dict.fromkeys(names, typed))
            assert answer.status_code in {200, 404, 422}, (address, typed[:20])
            assert "<script>alert" not in answer.text
            assert not any("a=b" in value for _name, value in answer.headers)
    for channel in ("..", "..%2f..%2fsecret", "%00", "INSTAGRAM", "x" * 3_000):
        assert keeper.get(f"{post}/gambar/{channel}.jpg").status_code in {308, 404}


def test_a_search_of_one_visitor_is_not_the_page_of_another(world: World, here: Class) -> None:
    plain = world.phone().get("/t/toko-siti").data
    for query in ("cari=zzz", "cari=%00", "cari=" + "z" * 10_000, "bahasa=en", "bahasa=../x&cari=mede"):
        for headers in ({}, {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"}):
            answer = world.phone().get(f"/t/toko-siti?{query}", headers=headers)
            assert answer.status_code == 200
            assert "evil.example" not in answer.text
        assert world.phone().get("/t/toko-siti").data == plain, query


def test_the_studio_keeps_to_its_own_photos_and_the_media_folder(
    app: Flask, world: World, here: Class, keeper: LintingClient
) -> None:
    there = found(world, "toko-tetangga")
    stored = app.extensions["media_store"].list_keys()
    for typed in HOSTILE:
        for address, names in (("ubah", ("ratio", "x", "y", "zoom", "angle", "auto", "light", "warmth", "spot", "do")),
                               ("jawaban", ("people", "permission", "private"))):  # fmt: skip
            data = dict.fromkeys(names, typed)
            assert keeper.send(f"/toko/foto/{here.photo}/{address}", data).status_code == 303, typed
            assert keeper.send(f"/toko/foto/{there.photo}/{address}", data).status_code == 404
    assert world.one(select(Photo.edit).where(Photo.id == there.photo)) in ({}, None)
    assert app.extensions["media_store"].list_keys() == stored
