"""Share cards: sizes, weight, words that fit, who may see them, and where pages point."""

from __future__ import annotations

import io
import re
import threading
import time

import pytest
from PIL import Image

from sandbox.extensions import db
from sandbox.media.artwork import Words
from sandbox.media.desk import DeskBusy, DrawingDesk, desk
from sandbox.media.ornaments import ORNAMENTS
from sandbox.media.typeface import text_width
from sandbox.packs.loader import load_pack
from sandbox.shops.models import ProductVariant
from sandbox.shops.share_card import MOST_BYTES, SHAPES, CardFacts, card_marks, composition, draw_card
from sandbox.shops.share_card_views import card_facts
from sandbox.shops.storefront_live import load_shop
from tests.support.shop_pages import odd_strings
from tests.support.shop_pictures import change_shop, full_shop
from tests.support.world import World

pytestmark = pytest.mark.one_database

LONG = "Keripik tempe sagu renyah aneka rasa pedas manis balado buatan Ibu Siti Nurhaliza dari Desa Kedungbanteng"


def facts(
    name: str, theme: str = "stall", price: str = "mulai Rp 1.250.000.000", photo: str = ""
) -> CardFacts:
    return CardFacts(
        name=name, price=price, note=LONG, place="Kabupaten Kepulauan Siau Tagulandang Biaro", theme=theme,
        accent="#0b6b58", pale="#e3f1ec", practice="LATIHAN", photo=photo, initial=name[:1],
    )  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("theme", [*ORNAMENTS, "tema-baru"])
def test_words_stay_in_their_panel_whatever_the_name(theme: str, shape: str) -> None:
    panel = composition(theme, shape).panel
    for name in ("Ubi", LONG, "W" * 90, "", "مرحبا 🌶️", *odd_strings()[::40]):
        lines = [mark for mark in card_marks(facts(name, theme), shape) if isinstance(mark, Words)]
        for words in lines[-4:]:
            if words.x < panel.x or words.y < panel.y:  # the initial and the practice mark stand on the photo
                continue
            assert words.x + words.w <= panel.x + panel.w
            assert words.y + words.h <= panel.y + panel.h
            assert all(text_width(line, words.weight) * words.size <= words.w + 0.01 for line in words.lines)


def test_a_card_is_a_baseline_jpeg_of_the_right_size_and_weight() -> None:
    noise = Image.effect_noise((1080, 1080), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=95)
    for shape, size in SHAPES.items():
        data = draw_card(facts(LONG, photo="x"), shape, lambda _name: out.getvalue())
        picture = Image.open(io.BytesIO(data))
        assert (picture.format, picture.size) == ("JPEG", size)
        assert not picture.info.get("progressive")
        assert len(data) <= MOST_BYTES, f"{shape}: even of pure noise"


def test_a_photo_that_is_gone_leaves_a_calm_tile() -> None:
    def gone(name: str) -> bytes:
        raise FileNotFoundError(name)

    assert Image.open(io.BytesIO(draw_card(facts("Ubi", photo="x"), "wide", gone))).size == SHAPES["wide"]


def test_pages_point_to_their_cards_and_cards_are_kept_until_something_changes(world: World) -> None:
    trade = next(iter(load_pack("indonesia").trades.values()))
    shop_id, _ = full_shop(world, trade.key, "stall")
    visitor = world.phone()
    page = visitor.get("/t/toko-stall").text
    address = re.search(
        r'og:image" content="http://192\.168\.8\.2:8000(/t/toko-stall/kartu\.jpg[^"]*)"', page
    )[1]
    assert 'og:image:width" content="1200"' in page
    assert 'og:image:height" content="630"' in page
    first = visitor.get(address)
    assert (first.status_code, first.mimetype) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(first.data)).size == (1200, 630)
    assert visitor.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    change_shop(world, shop_id, name="Nama baru", page_version=9)
    assert visitor.get(address).data != first.data
    slug = trade.products[0].key
    product = visitor.get(f"/t/toko-stall/{slug}").text
    assert f"http://192.168.8.2:8000/t/toko-stall/{slug}/kartu.jpg" in product
    square = visitor.get(f"/t/toko-stall/{slug}/kartu-1x1.jpg?unduh=1")
    assert Image.open(io.BytesIO(square.data)).size == (1080, 1080)
    assert square.headers["Content-Disposition"] == f"attachment; filename=kartu-toko-stall-{slug}-1x1.jpg"


def test_a_card_is_seen_by_those_who_see_the_page(world: World) -> None:
    ids, other = world.arranged(slug="toko-draf", state="draft"), world.arranged(slug="toko-lain")
    keeper, neighbour = (
        world.phone("participant", ids.participant),
        world.phone("participant", other.participant),
    )
    for card in ("/t/toko-draf/kartu.jpg", "/t/toko-draf/kartu-1x1.jpg"):
        assert keeper.get(card).status_code == 200
        assert neighbour.get(card).status_code == 404
        assert world.phone().get(card).status_code == 404
    hidden = world.product(other.shop, slug="rahasia", is_hidden=True)
    assert hidden
    for missing in ("/t/toko-lain/rahasia/kartu.jpg", "/t/toko-lain/x/kartu.jpg", "/t/tidak-ada/kartu.jpg"):
        assert world.phone().get(missing).status_code == 404


def test_drawing_keeps_few_waiting_and_remembers_by_weight() -> None:
    small = DrawingDesk(at_once=1, waiting=0, most_bytes=10)

    def asked_meanwhile() -> bytes:
        with pytest.raises(DeskBusy):
            small.get("other", lambda: b"")
        return b"12345678"

    assert small.get("a", asked_meanwhile) == b"12345678"
    assert small.get("a", lambda: b"never") == b"12345678"
    small.get("b", lambda: b"1234")
    assert (small.known("a"), small.known("b")) == (None, b"1234")


def test_while_too_many_wait_something_calmer_is_shown(world: World) -> None:
    ids = world.arranged(slug="toko-ramai")
    visitor, keeper = world.phone(), world.phone("participant", ids.participant)
    released = threading.Event()
    held = [
        threading.Thread(target=desk.get, args=(("held", place), lambda: bytes(released.wait(30))))
        for place in range(5)
    ]
    for thread in held:
        thread.start()
    time.sleep(0.1)  # until all of them stand in the queue
    try:
        for phone, address, there in (
            (visitor, "/t/toko-ramai/kartu.jpg", "share.jpg"),
            (keeper, "/tautan/cetak/contoh.webp", "/static/img/print/poster-a4.svg"),
        ):
            answer = phone.get(address)
            assert answer.status_code == 302
            assert there in answer.headers["Location"]
            assert answer.headers["Cache-Control"] == "no-store"
    finally:
        released.set()
        for thread in held:
            thread.join()
    assert visitor.get("/t/toko-ramai/kartu.jpg").status_code == 200


def test_a_room_is_priced_by_the_night_and_variants_from_the_lowest(world: World) -> None:
    ids = world.arranged()
    room = world.product(
        ids.shop, name="Kamar depan", slug="kamar", kind="night", unit="malam", price=250_000
    )
    world.add(ProductVariant(product_id=room, name="Dua orang", price=300_000))
    world.add(ProductVariant(product_id=room, name="Satu orang"))
    with world.app.test_request_context():
        shop = load_shop(ids.shop)
        assert card_facts(shop, "kamar").price == "mulai Rp\u00a0250.000 / malam"
        assert card_facts(shop, "").price == "mulai Rp\u00a018.000"
        db.session.remove()
