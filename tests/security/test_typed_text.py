"""Whatever people type comes back as they typed it, on a page that stays whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from sandbox.classrooms.models import Classroom, Participant
from sandbox.lang.text_clean import clean_line, clean_text
from sandbox.orders.models import Order
from sandbox.posts.models import Post
from sandbox.reviews.models import Review
from sandbox.shops.models import Photo, Product, Shop
from tests.security.town import Class, found
from tests.support.pages import LintingClient, elements, parse_page
from tests.support.shop_pages import field, odd_strings
from tests.support.world import World

pytestmark = (
    pytest.mark.one_database
)  # one database: what PostgreSQL refuses is tested with the broken bodies

SCRIPTS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</textarea><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>", "javascript:alert(1)", "{{ 7*7 }}{% raw %}${7*7}", "{ $name } { rupiah() }",
    "<!--", "]]>", "' OR 1=1; --", "%s %(x)s %n", "=1+1", "&lt;b&gt; &amp;amp; &#0;", "\n\n\nTiga baris",
    "\u202eterbalik\u202c", "\ufdfa" * 20, "\U0001f469\u200d\U0001f467\U0001f3fd \U0001f1ee\U0001f1e9", "Z̴̡͔a̸l̵g̶o̷" * 3,
)  # fmt: skip
FITTING = {"line": clean_line, "text": clean_text}


@pytest.fixture
def here(world: World) -> Class:
    return found(world, "toko-siti")


@pytest.fixture
def keeper(world: World, here: Class) -> LintingClient:
    return world.phone("participant", here.participant)


@pytest.fixture
def trainer(world: World, here: Class) -> LintingClient:
    return world.phone("trainer", here.trainer)


def as_stored(typed: str, kind: str = "text") -> str:
    """What must come back: nothing but what no one can see goes, and line ends become one kind."""
    ends = re.sub("\r\n|[\r\n\x85\u2028\u2029]", "\n" if kind == "text" else " ", typed).replace("\t", " ")
    kept = (
        sign for sign in ends
        if sign == "\n" or not (unicodedata.category(sign) in {"Cc", "Cs"} or ord(sign) & 0xFFFE == 0xFFFE
                                or 0xFDD0 <= ord(sign) <= 0xFDEF)
    )  # fmt: skip
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def strings(step: int = 1, limit: int = 10**6) -> Iterator[str]:
    """Odd strings that fit a field, each different."""
    listed = [*SCRIPTS, *odd_strings()[::step]]
    yield from (typed for typed in dict.fromkeys(listed) if len(as_stored(typed)) <= limit)


def batches(limit: int) -> Iterator[str]:
    """The whole list, as many strings to a text as fit: each once, on a line of its own, in few requests."""
    taken = ""
    for typed in strings(limit=limit // 2):
        longer = f"{taken}\n{typed}" if taken else typed
        if len(longer) > limit or len(as_stored(longer)) > limit:
            yield taken
            longer = typed
        taken = longer
    yield taken


def check(  # noqa: PLR0917
    world: World, phone: LintingClient, address: str, name: str, column: Any, typed: str, form: dict[str, Any],
    *, kind: str = "text", page: str = "",
) -> None:  # fmt: skip
    """Send one text; stored, it is as typed; refused, it stands in the field again."""
    answer = phone.post(address, data=form | {name: typed})
    wanted = as_stored(typed, kind)
    if answer.status_code == 303:
        assert world.one(select(column)) == wanted, repr(typed)
        if page:
            assert field(phone.page(page), name) == wanted, repr(typed)
    else:
        assert answer.status_code == 422, repr(typed)
        assert field(parse_page(answer.text), name) == wanted, repr(typed)


def version(world: World, model: Any, row: int) -> str:
    return str(world.one(select(model.row_version).where(model.id == row)))


def test_stories(world: World, here: Class, keeper: LintingClient) -> None:
    """The whole list once through the shop's form, and through its public page."""
    token, visitor = keeper.token(), world.phone()
    for number, typed in enumerate(batches(2_000)):
        form = {"csrf_token": token, "name": "Toko", "version": version(world, Shop, here.shop)}
        page = "/toko/cerita" if number % 10 == 0 else ""
        check(world, keeper, "/toko/cerita", "story", Shop.story, typed, form, page=page)
        if number % 10 == 0:
            assert visitor.get(f"/t/{here.slug}").status_code == 200


@pytest.mark.parametrize(
    ("name", "address", "column", "kind", "limit"),
    [
        ("name", "/toko/cerita", Shop.name, "line", 60),
        ("tagline", "/toko/cerita", Shop.tagline, "line", 120),
        ("district", "/toko/cerita", Shop.district_code, "line", 100),
        ("hours", "/toko/cara-beli", Shop.hours, "line", 200),
        ("how_to_order", "/toko/cara-beli", Shop.how_to_order, "text", 600),
        ("shipping_note", "/toko/cara-beli", Shop.shipping_note, "text", 300),
        ("phone", "/toko/cara-beli", Shop.phone, "line", 40),
        ("shipping_from", "/toko/cara-beli", Shop.shipping_from, "line", 40),
    ],
)
def test_the_other_words_of_a_shop(  # noqa: PLR0917
    world: World,
    here: Class,
    keeper: LintingClient,
    name: str,
    address: str,
    column: Any,
    kind: str,
    limit: int,
) -> None:
    token = keeper.token()
    for typed in strings(step=90, limit=limit):
        form = {"csrf_token": token, "name": "Toko", "version": version(world, Shop, here.shop)}
        answer = keeper.post(address, data=form | {name: typed})
        if answer.status_code == 422:
            assert field(parse_page(answer.text), name) == as_stored(typed, "line"), repr(typed)
        elif name in {"name", "tagline", "hours", "how_to_order", "shipping_note"}:
            assert world.one(select(column)) == as_stored(typed, kind)
        assert answer.status_code in {303, 422}
    for page in (
        f"/t/{here.slug}",
        f"/t/{here.slug}/keripik",
        f"/t/{here.slug}/pesan",
        "/toko",
        "/tautan",
    ):
        assert keeper.get(page).status_code == 200


@pytest.mark.parametrize("name", ["name", "unit", "category", "description", "price", "stock", "weight_g"])
def test_the_words_of_a_product(world: World, here: Class, keeper: LintingClient, name: str) -> None:
    product = here.products[0]
    address, token = f"/toko/produk/{product}", keeper.token()
    limits = {"name": 120, "unit": 30, "category": 40, "description": 2_000}
    for number, typed in enumerate(strings(step=90, limit=limits.get(name, 50))):
        form = {
            "csrf_token": token,
            "name": "Keripik",
            "price": "15000",
            "version": version(world, Product, product),
        }
        answer = keeper.post(address, data=form | {name: typed})
        wanted = as_stored(typed, "text" if name == "description" else "line")
        if answer.status_code == 422:
            assert field(parse_page(answer.text), name) == wanted, repr(typed)
        elif name in limits:
            assert field(keeper.page(address), name) == wanted
        if number % 10 == 0:
            assert world.phone().get(f"/t/{here.slug}").status_code == 200


def test_the_words_of_a_photo(world: World, here: Class, keeper: LintingClient) -> None:
    product = here.products[0]
    photo = world.photo(here.shop, product)
    address, token = f"/toko/produk/{product}", keeper.token()
    for typed in strings(step=90, limit=200):
        form = {
            "csrf_token": token, "name": "Keripik", "price": "15000", "photo_ids": str(photo),
            "version": version(world, Product, product), f"alt-{photo}": typed,
        }  # fmt: skip
        assert keeper.post(address, data=form).status_code == 303
        assert world.one(select(Photo.alt).where(Photo.id == photo)) == as_stored(typed, "line")
        keeper.page(address)
    world.phone().page(f"/t/{here.slug}")


def test_the_words_of_a_photo_stay_when_something_else_is_refused(
    world: World, here: Class, keeper: LintingClient
) -> None:
    product = here.products[0]
    photo = world.photo(here.shop, product)
    for alt, name in (("Keripik di piring", ""), ("x" * 201, "Keripik")):
        form = {"name": name, "price": "15000", "photo_ids": str(photo), f"alt-{photo}": alt}
        answer = keeper.send(f"/toko/produk/{product}", form | {"version": version(world, Product, product)})
        assert answer.status_code == 422
        assert field(parse_page(answer.text), f"alt-{photo}") == alt


def test_the_words_of_a_photo_come_along_with_a_new_product(
    world: World, here: Class, keeper: LintingClient
) -> None:
    photo = world.photo(here.shop)
    form = {"name": "Keripik", "photo_ids": str(photo), f"alt-{photo}": "Keripik di piring"}
    refused = keeper.send("/toko/produk/baru", form)
    assert refused.status_code == 422
    assert field(parse_page(refused.text), f"alt-{photo}") == "Keripik di piring"
    assert keeper.send("/toko/produk/baru", form | {"price": "15rb"}).status_code == 303
    assert world.one(select(Photo.alt).where(Photo.id == photo)) == "Keripik di piring"


def test_captions(world: World, here: Class, keeper: LintingClient) -> None:
    """The whole list once through the composer; the example button keeps what was typed."""
    token, address = keeper.token(), f"/posting/{here.post}"
    for number, typed in enumerate(batches(2_200)):
        if number % 4 == 0:
            keeper.page("/posting")
        form = {"csrf_token": token, "product": str(here.products[0]), "aim": "sell",
                "version": version(world, Post, here.post)}  # fmt: skip
        page = address if number % 4 == 0 else ""
        check(world, keeper, address, "caption", Post.caption, typed, form, page=page)
        if number % 4 == 0:
            example = keeper.post("/posting/contoh", data=form | {"post": str(here.post), "caption": typed})
            assert field(parse_page(example.text), "before") == as_stored(typed)
            back = keeper.post(
                "/posting/contoh", data=form | {"post": str(here.post), "undo": "1", "before": typed}
            )
            assert as_stored(field(parse_page(back.text), "caption")) == as_stored(typed)


def test_order_chats(world: World, here: Class, keeper: LintingClient) -> None:
    """The whole list once through the chat, as message and as the buyer's name."""
    visitor = world.phone()
    address = f"/t/{here.slug}/pesan"
    token = visitor.token()
    for number, typed in enumerate(batches(600)):
        name = typed.split("\n", 1)[0][:40].strip() or "Pak Budi"
        form = {
            "csrf_token": token,
            "product": "keripik",
            "quantity": "1",
            "message": typed,
            "buyer_name": name,
        }
        answer = visitor.post(address, data=form)
        if answer.status_code == 422:
            page = parse_page(answer.text)
            assert field(page, "message") == as_stored(typed)
            assert field(page, "buyer_name") == as_stored(name, "line")
            continue
        stored = world.one(select(Order).order_by(Order.id.desc()).limit(1))
        assert (stored.message, stored.buyer_name) == (as_stored(typed), as_stored(name, "line"))
        if number % 10 == 0:
            visitor.page(answer.headers["Location"])
    keeper.page("/pesan")


def test_reviews_and_rubrics(
    world: World, here: Class, keeper: LintingClient, trainer: LintingClient
) -> None:
    """The whole list once through the marking sheet; some through the rubric."""
    token, address = trainer.token(), f"/pelatih/kelas/{here.classroom}/nilai/{here.shop}"
    trainer.post(address, data={"csrf_token": token, "comment": "awal", "version": "0"})
    row = world.one(select(Review.id))
    for number, typed in enumerate(batches(1_000)):
        form = {"csrf_token": token, "version": version(world, Review, row)}
        page = address if number % 4 == 0 else ""
        check(world, trainer, address, "comment", Review.comment, typed, form, page=page)
        if page:
            keeper.page("/nilai")
    rubric = f"/pelatih/kelas/{here.classroom}/rubrik"
    nodes = [
        n for n in elements(trainer.page(rubric)) if (n.get("name") or "").startswith(("title-", "level-"))
    ]
    for number, typed in enumerate(strings(step=90, limit=60)):
        texts = {node.get("name"): typed for node in nodes}
        answer = trainer.post(rubric, data=texts | {"csrf_token": token, "version": str(number)})
        if answer.status_code == 422:
            assert field(parse_page(answer.text), nodes[0].get("name")) == as_stored(typed, "line")
        trainer.page(address)


def test_names_at_the_doors(world: World, here: Class, trainer: LintingClient) -> None:
    """The whole list once as a nickname: who gets in is on every list as typed, who does not can correct it."""
    phone = world.phone()
    phone.get(f"/k/{here.code}")
    token = phone.token()
    names = []
    for number, typed in enumerate(strings(limit=30)):
        form = {"csrf_token": token, "nickname": typed, "consent": "1"}
        answer = phone.post(f"/k/{here.code}", data=form)
        if answer.status_code == 303:
            names.append(as_stored(typed, "line"))
        else:
            assert answer.status_code == 422, repr(typed)
            assert field(parse_page(answer.text), "nickname") == as_stored(typed, "line"), repr(typed)
        if number % 8:
            continue
        wrong = phone.post(
            "/masuk", data={"csrf_token": token, "code": typed, "nickname": typed, "pin": "9001"}
        )
        assert wrong.status_code in {422, 429}
        assert field(parse_page(wrong.text), "nickname") == as_stored(typed, "line"), repr(typed)
    stored = world.read(lambda session: set(session.scalars(select(Participant.nickname)).all()))
    assert set(names) <= stored
    assert len(names) > 150
    for address in ("", "/layar", "/layar/toko", "/daftar", "/data.csv", "/nilai"):
        assert trainer.get(f"/pelatih/kelas/{here.classroom}{address}").status_code == 200


def test_names_given_by_trainers(
    world: World, here: Class, keeper: LintingClient, trainer: LintingClient
) -> None:
    token = trainer.token()
    person, room = f"/pelatih/peserta/{here.participant}", f"/pelatih/kelas/{here.classroom}"
    for typed in strings(step=90, limit=60):
        answer = trainer.post(f"{person}/nama", data={"csrf_token": token, "nickname": typed})
        if answer.status_code == 422:
            assert field(parse_page(answer.text), "nickname") == as_stored(typed, "line"), repr(typed)
        else:
            assert world.one(
                select(Participant.nickname).where(Participant.id == here.participant)
            ) == as_stored(typed, "line")
        keeper.page("/beranda")
        form = {
            "csrf_token": token, "wallet_start": "100000", "language": "id", "timezone": "Asia/Jakarta",
            "version": version(world, Classroom, here.classroom),
        }  # fmt: skip
        check(world, trainer, f"{room}/atur", "name", Classroom.name, typed, form, kind="line")
        world.phone().page(f"/t/{here.slug}")
        reason = {"csrf_token": token, "reason": typed}
        assert trainer.post(f"{room}/toko/{here.shop}/draf", data=reason).status_code == 303
        if as_stored(typed):
            assert world.one(select(Shop.returned_reason)) == as_stored(typed)
        keeper.page("/toko")
        with world.session() as session:
            session.execute(update(Shop).values(state="shown"))


def test_codes_and_searches(world: World, here: Class, keeper: LintingClient) -> None:
    phone = world.phone()
    token = phone.token()
    for typed in strings(step=90, limit=200):
        for address in ("/q", "/masuk", "/t/toko-siti", "/t/toko-siti/pesan", "/"):
            query = dict.fromkeys(
                ("kode", "nama", "produk", "bahasa", "next", "terkirim", "theme", "s"), typed
            )
            assert phone.get(address, query_string=query).status_code in {200, 303}
        assert phone.post("/", data={"csrf_token": token, "code": typed}).status_code in {303, 422}
        sent = {"csrf_token": token, "lang": typed, "next": typed, "sign_in_name": typed, "password": typed}
        assert phone.post("/bahasa", data=sent).status_code == 400
        assert phone.post("/pelatih/masuk", data=sent).status_code in {422, 429}


MONEY = ("", "-1", "0", "99", "1000000000000", "1" + "0" * 30, "NaN", "inf", "1e9", "1,5,5", "0x10", "１５rb", "१५००",
         "15rb" * 9, "--5", "Rp", "½", "\u202e000.51", "15 juta", "1.000.000.000.000 rb")  # fmt: skip


def test_odd_amounts(world: World, here: Class, keeper: LintingClient, trainer: LintingClient) -> None:
    for typed in MONEY:
        product = f"/toko/produk/{here.products[0]}"
        room = f"/pelatih/kelas/{here.classroom}/atur"
        plan = {"post": str(here.post), "channel": "meta", "aim": "introduce", "days": "2"}
        settings = {"name": "Kelas", "language": "id", "timezone": "Asia/Jakarta"}
        for phone, address, name, form in (
            (
                keeper,
                product,
                "price",
                {"name": "Keripik", "version": version(world, Product, here.products[0])},
            ),
            (keeper, "/toko/cara-beli", "shipping_from", {"version": version(world, Shop, here.shop)}),
            (keeper, "/promosi/baru", "daily_amount", plan),
            (keeper, "/promosi/perkiraan", "daily_amount", plan),
            (
                trainer,
                room,
                "wallet_start",
                settings | {"version": version(world, Classroom, here.classroom)},
            ),
        ):
            answer = phone.send(address, form | {name: typed})
            assert answer.status_code in {200, 303, 422}, address
            if answer.status_code == 422:
                assert field(parse_page(answer.text), name) == typed.strip(), address


def test_too_long_is_said_and_kept(app: Flask, world: World, here: Class, keeper: LintingClient) -> None:
    long = "panjang " * 2_000
    for address, name, form in (
        ("/toko/cerita", "story", {"name": "Toko", "version": version(world, Shop, here.shop)}),
        ("/toko/cerita", "name", {"version": version(world, Shop, here.shop)}),
        (
            f"/posting/{here.post}",
            "caption",
            {"product": str(here.products[0]), "aim": "sell", "version": "1"},
        ),
        ("/bawa-pulang", "phone", {}),
    ):
        answer = keeper.send(address, form | {name: long})
        assert answer.status_code == 422, address
        assert field(parse_page(answer.text), name) == long.strip()
