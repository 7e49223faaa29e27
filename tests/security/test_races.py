"""The same tap many times at the same moment makes one thing, and nobody meets a crash."""

from __future__ import annotations

import io
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from flask import Flask, has_request_context
from PIL import Image
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from sandbox.campaigns.models import Campaign, MarketDay, WalletEntry
from sandbox.classrooms.models import Participant, Trainer
from sandbox.classrooms.operations import create_setup_link
from sandbox.links.models import ShortLink
from sandbox.orders.models import Order
from sandbox.posts.models import Post
from sandbox.reviews.models import Review, Rubric
from sandbox.shops.models import Photo, Product, Shop, ShopKeeper
from tests.security.town import PIN, Class, found
from tests.support.pages import LintingClient, elements
from tests.support.shop_pages import pictures_ready
from tests.support.world import World

TAPS = 6
PLAN = {
    "channel": "meta", "aim": "introduce", "regions": ["home", "regency"], "daily_amount": "20rb", "days": "3",
    "forecast_orders": "3", "forecast_money": "5rb",
}  # fmt: skip


@pytest.fixture
def here(world: World) -> Class:
    return found(world, "toko-siti")


@pytest.fixture(autouse=True)
def slow_writes(app: Flask) -> Iterator[None]:
    """Between looking and writing others get a turn, as on a busy machine."""

    def wait(*_flush: Any) -> None:
        if has_request_context():
            time.sleep(0.03)

    event.listen(Session, "before_flush", wait)
    yield
    event.remove(Session, "before_flush", wait)


@pytest.fixture
def keeper(world: World, here: Class) -> LintingClient:
    return world.phone("participant", here.participant)


def race(
    app: Flask, phones: Sequence[LintingClient], address: str, forms: Sequence[dict[str, Any]]
) -> Counter[int]:
    """Every form from its phone at one moment; how often each status came. A crash is raised here."""
    start, statuses, crashes = threading.Barrier(len(forms)), Counter[int](), []
    ready = []
    for phone, form in zip(phones, forms, strict=True):
        token = phone.token()  # the token's own session cookie is set by now
        cookie = phone.get_cookie("lapak")
        assert cookie is not None
        copy = app.test_client()
        copy.set_cookie("lapak", cookie.value)
        ready.append((copy, {"csrf_token": token} | form))

    def tap(phone: LintingClient, form: dict[str, Any]) -> None:
        start.wait(10)
        try:
            answer = phone.post(address, data=form)
        except Exception as crash:  # noqa: BLE001
            crashes.append(crash)
        else:
            statuses[answer.status_code] += 1

    threads = [threading.Thread(target=tap, args=each) for each in ready]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if crashes:
        raise crashes[0]
    return statuses


def taps(
    app: Flask, phone: LintingClient, address: str, form: dict[str, Any], *, own_key: bool = False
) -> Counter[int]:
    """One form sent many times from one phone; with ``own_key`` as from many tabs."""
    forms = [form | {"submit_key": f"key{number if own_key else ''}"} for number in range(TAPS)]
    return race(app, [phone] * TAPS, address, forms)


def count(world: World, model: type, *conditions: Any) -> int:
    query = select(func.count()).select_from(model).where(*conditions)
    return world.read(lambda session: session.scalar(query)) or 0


def test_joining(app: Flask, world: World, here: Class) -> None:
    phone = world.phone()
    phone.get(f"/k/{here.code}")
    form = {"nickname": "Bu Rini", "consent": "1"}
    assert set(taps(app, phone, f"/k/{here.code}", form)) == {303}
    assert count(world, Participant, Participant.nickname == "Bu Rini") == 1


def test_joining_under_one_name_from_many_phones(app: Flask, world: World, here: Class) -> None:
    phones = [world.phone() for _ in range(TAPS)]
    for phone in phones:
        phone.get(f"/k/{here.code}")
    statuses = race(app, phones, f"/k/{here.code}", [{"nickname": "Bu Rini", "consent": "1"}] * TAPS)
    assert statuses == {303: 1, 422: TAPS - 1}


@pytest.mark.parametrize("own_key", [False, True])
def test_opening_a_shop(app: Flask, world: World, here: Class, own_key: bool) -> None:
    pictures_ready(world)
    person = world.participant(here.classroom, "Bu Rini")
    phone = world.phone("participant", person)
    statuses = taps(app, phone, "/toko/buka", {"trade": "lain", "name": "Toko Rini"}, own_key=own_key)
    assert set(statuses) == {303}
    assert count(world, ShopKeeper, ShopKeeper.participant_id == person) == 1
    assert count(world, Shop, Shop.name == "Toko Rini") == 1


def test_many_people_opening_shops_of_one_name(app: Flask, world: World, here: Class) -> None:
    pictures_ready(world)
    people = [world.participant(here.classroom, f"Bu {number}") for number in range(TAPS)]
    phones = [world.phone("participant", person) for person in people]
    assert race(app, phones, "/toko/buka", [{"trade": "lain", "name": "Berkah"}] * TAPS) == {303: TAPS}
    slugs = world.read(lambda session: session.scalars(select(Shop.slug).where(Shop.name == "Berkah")).all())
    assert len(set(slugs)) == TAPS


def test_many_joining_one_shop(app: Flask, world: World, here: Class) -> None:
    person = world.participant(here.classroom, "Bu Rini")
    phone = world.phone("participant", person)
    assert set(taps(app, phone, "/toko/gabung", {"shop": str(here.shop), "pin": PIN})) == {303}
    assert count(world, ShopKeeper, ShopKeeper.participant_id == person) == 1


def test_adding_a_product(app: Flask, world: World, here: Class, keeper: LintingClient) -> None:
    form = {"name": "Keripik baru", "price": "15rb", "stock": "3"}
    assert set(taps(app, keeper, "/toko/produk/baru", form)) == {303}
    assert count(world, Product, Product.name == "Keripik baru") == 1
    assert set(taps(app, keeper, "/toko/produk/baru", form, own_key=True)) == {303}
    slugs = world.read(lambda session: session.scalars(select(Product.slug)).all())
    assert count(world, Product, Product.name == "Keripik baru") == 1 + TAPS
    assert len(set(slugs)) == len(slugs)


def test_copying_a_product(app: Flask, world: World, here: Class, keeper: LintingClient) -> None:
    before = count(world, Product)
    assert set(taps(app, keeper, f"/toko/produk/{here.products[0]}/salin", {})) == {303}
    assert count(world, Product) == before + 1


def test_sending_a_photo(app: Flask, world: World, here: Class, keeper: LintingClient) -> None:
    data = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(data, "JPEG")
    before = count(world, Photo)
    forms = [{"photo": (io.BytesIO(data.getvalue()), "foto.jpg")} for _ in range(TAPS)]
    assert set(race(app, [keeper] * TAPS, "/toko/foto", forms)) == {303}
    assert count(world, Photo) == before + 1
    assert len(app.extensions["media_store"].list_keys()) == 1


def test_ordering(app: Flask, world: World, here: Class) -> None:
    form = {"product": "keripik", "quantity": "1", "message": "Pesan ya", "buyer_name": "Pak Budi"}
    before = count(world, Order)
    assert set(taps(app, world.phone(), f"/t/{here.slug}/pesan", form)) == {303}
    assert count(world, Order) == before + 1


def test_writing_a_post(app: Flask, world: World, here: Class, keeper: LintingClient) -> None:
    before = count(world, Post)
    form = {"product": str(here.products[0]), "aim": "sell", "caption": "Ayo pesan"}
    assert set(taps(app, keeper, "/posting/baru", form)) == {303}
    assert count(world, Post) == before + 1


def test_making_a_link(app: Flask, world: World, here: Class, keeper: LintingClient) -> None:
    form = {"kind": "product", "target": str(here.products[0])}
    assert set(taps(app, keeper, "/tautan", form)) == {303}
    assert count(world, ShortLink, ShortLink.target_kind == "product") == 1


@pytest.fixture
def beginner(world: World) -> tuple[LintingClient, str]:
    """A keeper who never launched anything, and the id of their post."""
    ids = world.arranged(trade="camilan", slug="toko-baru")
    post = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], aim="sell", caption="Pesan ya!"))
    return world.phone("participant", ids.participant), str(post)


@pytest.mark.parametrize("own_key", [False, True])
def test_launching_a_campaign(
    app: Flask, world: World, beginner: tuple[LintingClient, str], own_key: bool
) -> None:
    phone, post = beginner
    statuses = taps(app, phone, "/promosi/baru", PLAN | {"post": post}, own_key=own_key)
    assert set(statuses) == ({303, 422} if own_key else {303}), "100.000 pays for one campaign of 60.000"
    assert count(world, Campaign) == 1
    assert count(world, WalletEntry) == 1


def test_playing_a_day(app: Flask, world: World, beginner: tuple[LintingClient, str]) -> None:
    phone, post = beginner
    there = phone.send("/promosi/baru", PLAN | {"post": post}).headers["Location"]
    assert set(taps(app, phone, f"{there}/jalankan", {"day": "0", "pace": "day"}, own_key=True)) == {303}
    assert count(world, MarketDay) == 1
    assert count(world, WalletEntry) == 2


def test_playing_and_stopping_and_launching(
    app: Flask, world: World, beginner: tuple[LintingClient, str]
) -> None:
    """The wallet ends where its entries say, whoever was first."""
    phone, post = beginner
    plan = PLAN | {"post": post, "daily_amount": "20rb", "days": "1"}
    there = phone.send("/promosi/baru", plan).headers["Location"]
    crashes: list[Exception] = []

    def do(action: Any) -> None:
        try:
            assert action().status_code < 500
        except Exception as crash:  # noqa: BLE001
            crashes.append(crash)

    token, value = phone.token(), phone.get_cookie("lapak").value  # type: ignore[union-attr]

    def post_to(address: str, form: dict[str, Any]) -> Any:
        copy = app.test_client()
        copy.set_cookie("lapak", value)
        return lambda: copy.post(address, data=form | {"csrf_token": token})

    actions = [post_to(f"{there}/jalankan", {"day": "0", "pace": "all"}), post_to(f"{there}/hentikan", {})]
    actions += [post_to("/promosi/baru", plan | {"submit_key": f"k{number}"}) for number in range(4)]
    threads = [threading.Thread(target=do, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert crashes == []
    entries = world.read(lambda session: session.scalars(select(WalletEntry).order_by(WalletEntry.id)).all())
    assert entries[-1].balance_after == sum(entry.amount for entry in entries) >= 0


def test_saving_a_first_review(app: Flask, world: World, here: Class) -> None:
    trainer = world.phone("trainer", here.trainer)
    address = f"/pelatih/kelas/{here.classroom}/nilai/{here.shop}"
    statuses = taps(app, trainer, address, {"comment": "Bagus", "version": "0"})
    assert set(statuses) <= {303, 409}
    assert statuses[303] >= 1
    assert count(world, Review) == 1


def test_saving_a_first_rubric(app: Flask, world: World, here: Class) -> None:
    trainer = world.phone("trainer", here.trainer)
    address = f"/pelatih/kelas/{here.classroom}/rubrik"
    nodes = [
        node
        for node in elements(trainer.page(address))
        if (node.get("name") or "").startswith(("title-", "level-"))
    ]
    form = {node.get("name"): node.get("value") or node.text or "" for node in nodes}
    assert len(form) > 8
    statuses = taps(app, trainer, address, form | {"version": "0"})
    assert set(statuses) <= {303, 409}
    assert count(world, Rubric) == 1


def test_giving_two_people_one_name(app: Flask, world: World, here: Class) -> None:
    people = [world.participant(here.classroom, f"Bu {number}") for number in range(2)]
    trainer = world.phone("trainer", here.trainer)
    token, value = trainer.token(), trainer.get_cookie("lapak").value  # type: ignore[union-attr]
    statuses: list[int] = []
    crashes: list[Exception] = []
    start = threading.Barrier(2)

    def rename(person: int) -> None:
        phone = app.test_client()
        phone.set_cookie("lapak", value)
        start.wait(10)
        try:
            form = {"csrf_token": token, "nickname": "Bu Rini"}
            statuses.append(phone.post(f"/pelatih/peserta/{person}/nama", data=form).status_code)
        except Exception as crash:  # noqa: BLE001
            crashes.append(crash)

    threads = [threading.Thread(target=rename, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert crashes == []
    assert sorted(statuses) == [303, 422]


def test_using_a_set_up_link(app: Flask, world: World, here: Class) -> None:
    with world.session():
        token = create_setup_link()
    before = count(world, Trainer)
    phones = [world.phone() for _ in range(3)]
    forms = [{"name": f"Bu {n}", "sign_in_name": f"bu-{n}", "password": "bunga melati 7"} for n in range(3)]
    assert race(app, phones, f"/pelatih/mulai/{token}", forms) == {303: 1, 404: 2}
    assert count(world, Trainer) == before + 1


def test_two_links_for_one_sign_in_name(app: Flask, world: World, here: Class) -> None:
    with world.session():
        tokens = [create_setup_link() for _ in range(2)]
    before = count(world, Trainer)
    form = {"name": "Bu Baru", "sign_in_name": "bu-baru", "password": "bunga melati 7"}
    answers = [world.phone().send(f"/pelatih/mulai/{token}", form).status_code for token in tokens]
    assert answers == [303, 422]
    assert count(world, Trainer) == before + 1


def test_guessing_pins_at_the_same_moment_does_not_lift_the_limit(
    app: Flask, world: World, here: Class
) -> None:
    phones = [world.phone() for _ in range(10)]
    forms = [{"code": here.code, "nickname": "Bu Siti", "pin": f"90{number}1"} for number in range(10)]
    statuses = race(app, phones, "/masuk", forms)
    assert statuses == {422: 5, 429: 5}
