"""Opening a shop: filled at once, cheaply, once; alone or as a pair."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from sqlalchemy import event, func, select

from sandbox.classrooms.models import Classroom, Participant
from sandbox.classrooms.pins import pin_digest
from sandbox.extensions import db
from sandbox.shops.models import ExamplePhoto, Photo, Product, Shop, ShopKeeper
from tests.support.pages import LintingClient, elements, parse_page
from tests.support.shop_pages import error_beside, field, odd_strings, page_text, pictures_ready
from tests.support.world import World

pytestmark = pytest.mark.one_database


@pytest.fixture
def newcomer(world: World) -> tuple[int, LintingClient]:
    """A participant without a shop, and their phone."""
    classroom_id = world.classroom(world.trainer())
    participant_id = world.participant(classroom_id, "Bu Rini")
    return participant_id, world.phone("participant", participant_id)


def count(world: World, model: Any) -> int:
    return world.one(select(func.count()).select_from(model))


def test_choosing_a_trade_and_a_name_opens_a_filled_shop(world: World, newcomer: Any) -> None:
    pictures_ready(world)
    participant_id, phone = newcomer
    page = phone.page("/toko/buka")
    trades = [node for node in elements(page) if node.get("name") == "trade"]
    assert len(trades) >= 8
    answer = phone.send("/toko/buka", {"trade": "camilan", "name": "Keripik Bu Rini"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/toko")
    shop = world.one(select(Shop).join(ShopKeeper).where(ShopKeeper.participant_id == participant_id))
    assert (shop.slug, shop.state, shop.trade) == ("keripik-bu-rini", "draft", "camilan")
    for text in (
        shop.tagline,
        shop.story,
        shop.hours,
        shop.how_to_order,
        shop.shipping_note,
    ):
        assert text
    assert shop.payment_ways == ["transfer", "qris", "cod"]
    products = world.read(lambda s: s.scalars(select(Product).order_by(Product.position)).all())
    assert 3 <= len(products) <= 4
    assert all(p.is_example and p.price > p.unit_cost > 0 and p.slug for p in products)
    shop_page = page_text(phone.page("/toko"))
    assert products[0].name in shop_page
    assert "contoh" in shop_page
    assert world.read(lambda s: s.scalars(select(Photo).where(Photo.is_example)).all())


def test_the_example_speaks_the_language_of_the_class(world: World, newcomer: Any) -> None:
    pictures_ready(world)
    _, phone = newcomer
    with world.session() as session:
        session.scalars(select(Classroom)).one().language = "en"
    phone.send("/toko/buka", {"trade": "camilan", "name": "Crisps"})
    assert world.one(select(Shop)).tagline == "Crisp to the last crumb"
    assert "pack" in {p.unit for p in world.read(lambda s: s.scalars(select(Product)).all())}


def test_an_empty_name_takes_the_suggestion(world: World, newcomer: Any) -> None:
    pictures_ready(world)
    newcomer[1].send("/toko/buka", {"trade": "camilan", "name": "  "})
    assert world.one(select(Shop.name)) == "Keripik Bu Rini"


def test_faults_keep_what_was_typed(world: World, newcomer: Any) -> None:
    pictures_ready(world)
    _, phone = newcomer
    long = "Toko " * 30
    answer = phone.send("/toko/buka", {"trade": "camilan", "name": long})
    page = phone_page(answer)
    assert answer.status_code == 422
    assert field(page, "name") == long.strip()
    assert field(page, "trade") == "camilan"
    assert error_beside(page, "name").startswith("Terlalu panjang")
    answer = phone.send("/toko/buka", {"name": "Warung Kita"})
    assert answer.status_code == 422
    assert field(phone_page(answer), "name") == "Warung Kita"
    assert error_beside(phone_page(answer), "trade")
    assert phone.send("/toko/buka", {"trade": "camilan", "name": "\u200b\u200d"}).status_code == 422
    assert count(world, Shop) == 0


def phone_page(answer: Any) -> Any:
    return parse_page(answer.get_data(as_text=True))


def test_a_double_tap_opens_one_shop(world: World, newcomer: Any) -> None:
    pictures_ready(world)
    _, phone = newcomer
    key = field(phone.page("/toko/buka"), "submit_key")
    for submit_key in (key, key, "another-key"):
        answer = phone.send("/toko/buka", {"trade": "kue", "name": "Kue Rini", "submit_key": submit_key})
        assert answer.status_code == 303
    assert count(world, Shop) == 1
    assert phone.get("/toko/buka").headers["Location"] == "/toko"


def test_example_photos_are_taken_in_once_for_all_shops(world: World) -> None:
    classroom_id = world.classroom(world.trainer())
    stems: Counter[str] = Counter()
    for number in range(3):
        phone = world.phone("participant", world.participant(classroom_id, f"Peserta {number}"))
        phone.send("/toko/buka", {"trade": "camilan", "name": "Keripik"})
    stems.update(world.read(lambda s: s.scalars(select(Photo.stem)).all()))
    assert count(world, Shop) == 3
    assert set(stems.values()) == {3}
    assert count(world, ExamplePhoto) == len(stems)
    with world.app.app_context():
        store = world.app.extensions["media_store"]
        assert sorted(stems) == store.list_keys()
    slugs = world.read(lambda s: s.scalars(select(Shop.slug)).all())
    assert sorted(slugs) == ["keripik", "keripik-2", "keripik-3"]


def test_opening_another_shop_is_a_cheap_insert(world: World) -> None:
    pictures_ready(world)
    classroom_id = world.classroom(world.trainer())
    first = world.phone("participant", world.participant(classroom_id, "A"))
    first.send("/toko/buka", {"trade": "camilan", "name": "A"})
    second = world.phone("participant", world.participant(classroom_id, "B"))
    token = second.token()
    statements: list[str] = []
    with world.app.app_context():
        engine = db.engine

    def note(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    second.post("/toko/buka", data={"csrf_token": token, "trade": "camilan", "name": "B"})
    event.remove(engine, "before_cursor_execute", note)
    assert len(statements) < 30
    assert not any("INSERT INTO example_photo" in statement for statement in statements)


def test_a_trade_picture_is_prepared_by_whoever_asks_first(world: World, newcomer: Any) -> None:
    _, phone = newcomer
    first = next(n.get("src") for n in elements(phone.page("/toko/buka")) if n.get("class") == "choice-image")
    assert first.startswith("/toko/contoh/")
    picture = phone.get(first)
    assert picture.status_code == 302
    assert phone.get(picture.headers["Location"]).mimetype == "image/webp"
    assert phone.get("/toko/contoh/../pack.toml").status_code == 404
    assert phone.get("/toko/contoh/tidak-ada.jpg").status_code == 404
    again = next(n.get("src") for n in elements(phone.page("/toko/buka")) if n.get("class") == "choice-image")
    assert again == picture.headers["Location"]


def test_without_a_shop_every_room_leads_to_opening_one(newcomer: Any) -> None:
    _, phone = newcomer
    for address in (
        "/toko",
        "/toko/cerita",
        "/toko/tampilan",
        "/toko/cara-beli",
        "/toko/produk/baru",
        "/toko/produk/1",
    ):
        assert phone.get(address).headers["Location"] == "/toko/buka"
    for address in (
        "/toko/tampil",
        "/toko/cerita",
        "/toko/foto",
        "/toko/produk/1/hapus",
        "/toko/foto-toko/logo",
    ):
        assert phone.send(address).status_code == 404


def test_odd_shop_names_open_shops_and_break_nothing(world: World) -> None:
    pictures_ready(world)
    classroom_id = world.classroom(world.trainer())
    names = [name for name in odd_strings() if 0 < len(name) <= 60][::60]
    for number, name in enumerate(names):
        phone = world.phone("participant", world.participant(classroom_id, f"P{number}"))
        status = phone.send("/toko/buka", {"trade": "lain", "name": name}).status_code
        assert status in {303, 422}
        if status == 303:
            phone.page("/toko")
    assert count(world, Shop) > len(names) / 2


def with_pin(world: World, classroom_id: int, nickname: str, pin: str) -> int:
    participant_id = world.participant(classroom_id, nickname)
    with world.session() as session:
        session.get(Participant, participant_id).pin_digest = pin_digest(pin, "a key for tests")
    return participant_id


def test_a_pair_shares_one_shop_with_the_friends_pin(world: World) -> None:
    classroom_id = world.classroom(world.trainer())
    friend = with_pin(world, classroom_id, "Bu Siti", "4826")
    shop_id = world.shop(classroom_id, friend)
    me = world.participant(classroom_id, "Bu Rini")
    phone = world.phone("participant", me)
    assert "Bu Siti" in page_text(phone.page("/toko/gabung"))
    wrong = phone.send("/toko/gabung", {"shop": str(shop_id), "pin": "1111"})
    assert wrong.status_code == 422
    assert error_beside(phone_page(wrong), "pin")
    assert phone.send("/toko/gabung", {"shop": str(shop_id), "pin": "48 26"}).status_code == 303
    assert world.one(select(func.count()).select_from(ShopKeeper).where(ShopKeeper.shop_id == shop_id)) == 2
    assert "Keripik Bu Siti" in page_text(phone.page("/toko"))
    assert phone.send("/toko/gabung", {"shop": str(shop_id), "pin": "4826"}).status_code == 303
    assert count(world, ShopKeeper) == 2


def test_a_pair_stays_within_its_class_and_tries_are_limited(world: World) -> None:
    here = world.classroom(world.trainer())
    elsewhere = world.classroom(world.trainer())
    stranger = with_pin(world, elsewhere, "Pak Budi", "4826")
    their_shop = world.shop(elsewhere, stranger)
    friend = with_pin(world, here, "Bu Siti", "4826")
    our_shop = world.shop(here, friend)
    phone = world.phone("participant", world.participant(here, "Bu Rini"))
    assert phone.send("/toko/gabung", {"shop": str(their_shop), "pin": "4826"}).status_code == 422
    statuses = [
        phone.send("/toko/gabung", {"shop": str(our_shop), "pin": "0000"}).status_code for _ in range(6)
    ]
    assert statuses == [422] * 5 + [429]
    assert count(world, ShopKeeper) == 2
