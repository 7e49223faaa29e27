"""Nobody reaches into a neighbour's class: every address with a neighbour's id is 404, whoever asks."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from sandbox.classrooms.models import Participant
from sandbox.extensions import db
from sandbox.web.gate import Permission
from tests.security.town import Class, addresses, found, phones
from tests.support.world import World

pytestmark = pytest.mark.one_database  # whose is what does not depend on the database

OPEN_TO_VISITORS = {"orders.order", "orders.send_order", "storefront.show_shop", "storefront.show_product"}
ABOUT_SOMETHING = re.compile(r"<int:\w+_id>|<slug>|/(?:q|latihan/qr)/<code>")
HELPERS_MAY = {
    "classrooms.make_new_pin", "reviews.score_shop",
}  # fmt: skip


@pytest.fixture
def here(world: World) -> Class:
    return found(world, "toko-siti")


@pytest.fixture
def there(world: World, here: Class) -> Class:
    return found(world, "toko-tetangga")


def everything(app: Flask) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the database that is not a mark of a request."""
    with app.app_context():
        return {
            table.name: sorted(map(tuple, db.session.execute(select(table))), key=repr)
            for table in db.metadata.sorted_tables
            if table.name != "submission"
        }


def allowed(app: Flask, endpoint: str, person: str) -> bool:
    """Whether the gate lets this kind of person through at all."""
    permission = app.view_functions[endpoint].permission
    staff = person in {"trainer", "helper"}
    return permission in {Permission.PUBLIC, Permission.SIGNED_IN} or staff == (
        permission in {Permission.TRAIN, Permission.ASSIST}
    )


@pytest.mark.parametrize("person", ["participant", "trainer", "helper"])
def test_everything_of_a_neighbour_is_not_there(
    app: Flask, world: World, here: Class, there: Class, person: str
) -> None:
    phone = phones(world, here)[person]
    token = phone.token()
    before = everything(app)
    tried = []
    for rule, method, address in addresses(app, there.parameters()):
        if not ABOUT_SOMETHING.search(rule.rule):
            continue
        answer = phone.open(address, method=method, data={"csrf_token": token, "reason": "x", "open": "0"})
        expected = 404 if allowed(app, rule.endpoint, person) else 403
        assert answer.status_code == expected, f"{method} {address}: {answer.status_code}"
        tried.append(rule.rule)
    assert len(tried) >= 40
    assert everything(app) == before


def test_one_s_own_parent_with_a_neighbour_s_child_is_not_there(
    app: Flask, world: World, here: Class, there: Class
) -> None:
    """The first id of an address is one's own, the last one a neighbour's."""
    everyone = phones(world, here)
    tokens = {name: phone.token() for name, phone in everyone.items()}
    before = everything(app)
    tried = 0
    mine, theirs = here.parameters(), there.parameters()
    for rule, _method, _address in addresses(app, mine):
        names = re.findall(r"<int:(\w+)>", rule.rule)
        if len(names) < 2:
            continue
        for name in names:
            address = next(a for r, _m, a in addresses(app, mine | {name: theirs[name]}) if r is rule)
            person = "trainer" if address.startswith("/pelatih") else "participant"
            for method in (rule.methods or set()) & {"GET", "POST"}:
                data = {"csrf_token": tokens[person], "reason": "jelek"}
                answer = everyone[person].open(address, method=method, data=data)
                assert answer.status_code == 404, f"{method} {address}: {answer.status_code}"
                tried += 1
    assert tried >= 8
    assert everything(app) == before


def test_a_neighbour_s_ids_in_fields_change_nothing_of_theirs(
    app: Flask, world: World, here: Class, there: Class
) -> None:
    keeper = world.phone("participant", here.participant)
    theirs = {
        "product": str(there.products[0]), "photo_ids": str(there.photo), "photos_shown": str(there.photo),
        "ganti": str(there.products[0]), "post": str(there.post), "target": str(there.shop), "kind": "shop",
        "shop": str(there.shop), "pin": "4826", f"photo-{here.products[0]}": str(there.photo),
        f"alt-{there.photo}": "punya orang", "photo_action": f"first:{there.photo}", "name": "Keripik",
        "price": "1000", "caption": "halo", "aim": "sell", "channel": "meta", "days": "1",
        "daily_amount": "20000", "kept_examples": str(there.products[0]), "version": "1",
        "post_b": str(there.post), "ab": "1", "sure": "1", "number": "1", "start": "0", "targeting": "broad",
        "forecast_orders": "1", "forecast_money": "1", "offer": "1", "part-0-product": str(there.products[0]),
        "part-0-quantity": "2", "isi": str(there.products[0]), "stars": "5",
        f"photo-{there.products[0]}": str(there.photo), "state": "ready",
    }  # fmt: skip
    own = everything(app)
    token = keeper.token()
    for rule, method, address in addresses(app, here.parameters()):
        is_for_keepers = app.view_functions[rule.endpoint].permission is Permission.PARTICIPATE
        if method == "POST" and is_for_keepers:
            answer = keeper.post(address, data={"csrf_token": token, **theirs})
            assert answer.status_code < 500, address
    after = everything(app)
    for name, rows in own.items():
        kept = [row for row in rows if _belongs(name, row, there)]
        assert [row for row in after[name] if _belongs(name, row, there)] == kept, name
    for photo_id in world.read(
        lambda session: session.scalars(
            select(db.metadata.tables["product_photo"].c.photo_id)
            .join(
                db.metadata.tables["product"],
                db.metadata.tables["product"].c.id == db.metadata.tables["product_photo"].c.product_id,
            )
            .where(db.metadata.tables["product"].c.shop_id == here.shop)
        ).all()
    ):
        assert photo_id != there.photo


def _belongs(table: str, row: tuple[Any, ...], there: Class) -> bool:
    columns = list(db.metadata.tables[table].c.keys())
    facts = dict(zip(columns, row, strict=True))
    return facts.get("shop_id") == there.shop or facts.get("classroom_id") == there.classroom


def test_a_helper_marks_and_gives_new_pins_and_nothing_else(app: Flask, world: World, here: Class) -> None:
    helper = world.phone("trainer", here.helper)
    token = helper.token()
    changed = set()
    for rule, method, address in addresses(app, here.parameters()):
        if app.view_functions[rule.endpoint].permission not in {Permission.TRAIN, Permission.ASSIST}:
            continue
        before = everything(app)
        data = {
            "csrf_token": token, "comment": "bagus", "version": "0", "reason": "x", "open": "0", "role": "trainer",
            "name": "Kelas Baru", "wallet_start": "100000", "language": "id", "timezone": "Asia/Jakarta",
            "nickname": "Lain",
        }  # fmt: skip
        answer = helper.open(address, method=method, data=data if method == "POST" else None)
        if app.view_functions[rule.endpoint].permission is Permission.TRAIN:
            assert answer.status_code in {403, 404}, f"{method} {address}: {answer.status_code}"
        if everything(app) != before:
            changed.add(rule.endpoint)
    assert changed == HELPERS_MAY


def test_a_draft_is_there_for_its_keeper_and_its_class_s_staff_only(app: Flask, world: World) -> None:
    here = found(world, "toko-draf", state="draft")
    friend = world.phone("participant", world.participant(here.classroom, "Bu Rini"))
    people = phones(world, here) | {"friend": friend}
    page = people["participant"].get("/t/toko-draf")
    etag = page.headers["ETag"]
    for name, phone in people.items():
        expected = 404 if name in {"stranger", "friend"} else 200
        for address in ("/t/toko-draf", "/t/toko-draf/keripik", "/t/toko-draf/pesan"):
            answer = phone.get(address)
            assert answer.status_code == expected, f"{name} {address}"
            assert phone.head(address).status_code == expected
            if expected == 404:
                assert phone.get(address, headers={"If-None-Match": etag}).status_code == 404
                assert "Keripik" not in answer.text
    assert "Keripik" not in people["stranger"].get(f"/q/{here.link_code}").text


def test_a_shop_taken_off_display_is_gone_from_the_cache_too(app: Flask, world: World, here: Class) -> None:
    stranger, keeper = world.phone(), world.phone("participant", here.participant)
    first = stranger.get(f"/t/{here.slug}")
    assert stranger.get(f"/t/{here.slug}").data == first.data
    keeper.send("/toko/draf")
    for headers in ({}, {"If-None-Match": first.headers["ETag"]}):
        assert stranger.get(f"/t/{here.slug}", headers=headers).status_code == 404


def test_a_visitor_who_ordered_sees_the_own_order_only(world: World, here: Class, there: Class) -> None:
    """A token of one shop's order opens nothing in another shop, and a forged one nothing at all."""
    visitor = world.phone()
    order = {"product": "keripik", "quantity": "1", "message": "Rahasia dapur", "buyer_name": "Pak Budi"}
    location = visitor.send(f"/t/{here.slug}/pesan", order).headers["Location"]
    assert "Rahasia dapur" in world.phone().get(location).text
    assert "Rahasia dapur" not in world.phone().get(location.replace(here.slug, there.slug)).text
    forged = re.sub(r"terkirim=[^.&]+", f"terkirim={here.order}", location)
    assert "Pak Budi" not in world.phone().get(forged).text


def test_a_removed_participant_is_signed_out(app: Flask, world: World, here: Class) -> None:
    person = world.participant(here.classroom, "Bu Rini")
    phone = world.phone("participant", person)
    assert phone.get("/beranda").status_code == 200
    assert (
        world.phone("trainer", here.trainer).send(f"/pelatih/peserta/{person}/keluarkan").status_code == 303
    )
    assert world.read(lambda session: session.get(Participant, person)) is None
    assert phone.get("/beranda").status_code == 303
