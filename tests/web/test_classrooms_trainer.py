"""Trainers: setting up, signing in, classes, the list of participants, PINs, helpers, the wall."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import event, func, select

from sandbox.classrooms import operations
from sandbox.classrooms.enums import StaffRole
from sandbox.classrooms.models import Classroom, ClassroomStaff, Participant, SetupLink, Trainer
from sandbox.clock import now
from sandbox.extensions import db
from sandbox.shops.models import Shop
from tests.support.pages import LintingClient, elements, text_of
from tests.support.world import World

PASSWORD = "kopi pagi hari"


def setup_link(world: World, **facts: Any) -> str:
    with world.session():
        return operations.create_setup_link(**facts)


def set_up(world: World, token: str, name: str = "Bu Ani", sign_in_name: str = "Ani") -> LintingClient:
    phone = world.phone()
    phone.page(f"/pelatih/mulai/{token}")
    answer = phone.send(
        f"/pelatih/mulai/{token}", {"name": name, "sign_in_name": sign_in_name, "password": PASSWORD}
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/pelatih/kelas")
    return phone


def sign_in(world: World, name: str, password: str) -> Any:
    return world.phone().send("/pelatih/masuk", {"sign_in_name": name, "password": password})


def test_a_setup_link_makes_one_trainer_who_can_sign_in_again(world: World) -> None:
    token = setup_link(world)
    assert token not in world.one(select(SetupLink.token_digest))
    phone = set_up(world, token)
    assert "Belum ada kelas" in text_of(phone.page("/pelatih/kelas"))
    assert world.one(select(Trainer.password_hash)).startswith("scrypt:")
    assert "sudah dipakai" in text_of(world.phone().page(f"/pelatih/mulai/{token}", 404))
    answer = world.phone().send(
        f"/pelatih/mulai/{token}", {"name": "X", "sign_in_name": "x", "password": PASSWORD}
    )
    assert answer.status_code == 404
    assert sign_in(world, " ANI ", PASSWORD).headers["Location"] == "/pelatih/kelas"
    assert world.one(select(func.count(Trainer.id))) == 1


def test_a_setup_link_grows_old(world: World) -> None:
    token = setup_link(world)
    with world.session() as session:
        session.scalars(select(SetupLink)).one().created_at = now() - timedelta(days=8)
    world.phone().page(f"/pelatih/mulai/{token}", 404)


def test_bad_set_up_is_answered_by_the_field(world: World) -> None:
    set_up(world, setup_link(world))
    token = setup_link(world)
    good = {"name": "Pak Budi", "sign_in_name": "budi", "password": PASSWORD}
    for fault in (
        {"password": "pendek"},
        {"password": ""},
        {"name": ""},
        {"sign_in_name": "ANI"},
        {"password": "x" * 300},
    ):
        answer = world.phone().send(f"/pelatih/mulai/{token}", good | fault)
        assert answer.status_code == 422, fault
        assert "field-error" in answer.get_data(as_text=True), fault
    set_up(world, token, "Pak Budi", "budi")


def test_a_new_password_ends_the_old_sessions(world: World) -> None:
    old = set_up(world, setup_link(world))
    with world.session() as session:
        token = operations.create_setup_link(trainer=session.scalars(select(Trainer)).one())
    set_up(world, token)
    assert old.get("/pelatih/kelas").status_code == 303
    assert world.one(select(func.count(Trainer.id))) == 1


def test_wrong_passwords_are_slowed_down(world: World) -> None:
    set_up(world, setup_link(world))
    for name in ("ani", "nobody"):
        for _ in range(5):
            answer = sign_in(world, name, "salah sekali")
            assert answer.status_code == 422
            assert "belum cocok" in answer.get_data(as_text=True)
        answer = sign_in(world, name, PASSWORD)
        assert answer.status_code == 429
        assert re.search(r"Tunggu \d+ detik", answer.get_data(as_text=True))


def test_a_first_trainer_finds_the_example_class(world: World) -> None:
    classroom = world.classroom(world.trainer())
    with world.session() as session:
        session.get(Classroom, classroom).is_demo = True
    phone = set_up(world, setup_link(world))
    assert "Kelas Madiun" in text_of(phone.page("/pelatih/kelas"))


def test_opening_a_class_gives_a_code_a_qr_and_an_address(world: World) -> None:
    phone = set_up(world, setup_link(world))
    page = phone.page("/pelatih/kelas/baru")
    key = next(node.get("value") for node in elements(page) if node.get("name") == "submit_key")
    form = {
        "name": "Kelas Jember", "wallet_start": "150rb", "language": "id", "timezone": "Asia/Makassar",
        "submit_key": key,
    }  # fmt: skip
    first, second = phone.send("/pelatih/kelas/baru", form), phone.send("/pelatih/kelas/baru", form)
    assert first.headers["Location"] == second.headers["Location"]
    classroom = world.one(select(Classroom))
    assert (classroom.wallet_start, classroom.timezone, len(classroom.code)) == (150_000, "Asia/Makassar", 6)
    page = text_of(phone.page(first.headers["Location"]))
    assert f"{classroom.code[:3]} {classroom.code[3:]}" in page
    assert "192.168.8.2:8000" in page
    qr = phone.get(f"/pelatih/kelas/{classroom.id}/qr.svg")
    assert qr.mimetype == "image/svg+xml"
    assert qr.get_data(as_text=True).startswith("<svg")


def test_class_settings_refuse_nonsense_and_warn_the_later_of_two_tabs(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("trainer", ids.trainer)
    there = f"/pelatih/kelas/{ids.classroom}/atur"
    good = {
        "name": "Kelas B",
        "wallet_start": "200.000",
        "language": "en",
        "timezone": "Asia/Jakarta",
        "version": "1",
    }
    for fault in (
        {"name": ""},
        {"name": "x" * 61},
        {"wallet_start": "-5"},
        {"wallet_start": "10^12"},
        {"language": "xx"},
        {"timezone": "Mars"},
    ):
        assert phone.send(there, good | fault).status_code == 422, fault
    assert phone.send(there, good).status_code == 303
    answer = phone.send(there, good | {"name": "Kelas C"})
    assert answer.status_code == 409
    assert 'value="Kelas C"' in answer.get_data(as_text=True)
    assert world.one(select(Classroom.name)) == "Kelas B"


def test_closing_and_opening_the_door(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("trainer", ids.trainer)
    for wish, expected in (("0", False), ("1", True)):
        assert phone.send(f"/pelatih/kelas/{ids.classroom}/pintu", {"open": wish}).status_code == 303
        assert world.one(select(Classroom.is_open)) is expected


def test_the_class_page_lists_people_shops_and_steps(world: World) -> None:
    ids = world.arranged()
    world.participant(ids.classroom, "Wawan <i>")
    phone = world.phone("trainer", ids.trainer)
    page = text_of(phone.page(f"/pelatih/kelas/{ids.classroom}"))
    for words in ("Bu Siti", "Keripik Bu Siti", "Tampil", "Wawan <i>", "Belum membuka toko"):
        assert words in page
    fragment = phone.get(f"/pelatih/kelas/{ids.classroom}/daftar")
    assert "Wawan" in fragment.get_data(as_text=True)
    again = phone.get(
        f"/pelatih/kelas/{ids.classroom}/daftar", headers={"If-None-Match": fragment.headers["ETag"]}
    )
    assert again.status_code == 304
    world.participant(ids.classroom, "Lilis")
    later = phone.get(
        f"/pelatih/kelas/{ids.classroom}/daftar", headers={"If-None-Match": fragment.headers["ETag"]}
    )
    assert "Lilis" in later.get_data(as_text=True)


def queries_of(app: Flask, phone: LintingClient, address: str) -> int:
    """How many statements one GET sends."""
    seen: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert phone.get(address).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_thirty_people_cost_no_more_queries_than_one(app: Flask, world: World) -> None:
    ids = world.arranged()
    phone = world.phone("trainer", ids.trainer)
    addresses = [
        f"/pelatih/kelas/{ids.classroom}{rest}"
        for rest in ("", "/daftar", "/layar", "/layar/toko", "/data.csv")
    ]
    few = [queries_of(app, phone, address) for address in addresses]
    for number in range(29):
        person = world.participant(ids.classroom, f"Peserta {number}")
        shop = world.shop(ids.classroom, person, name=f"Toko {number}", shown_at=now())
        world.photo(shop, world.product(shop))
    assert [queries_of(app, phone, address) for address in addresses] == few
    assert max(few) <= 20


def test_a_new_pin_is_shown_once_and_signs_the_old_phone_out(world: World) -> None:
    ids = world.arranged()
    old = world.phone("participant", ids.participant)
    assert old.get("/beranda").status_code == 200
    trainer = world.phone("trainer", ids.trainer)
    answer = trainer.send(f"/pelatih/peserta/{ids.participant}/pin")
    assert answer.status_code == 303
    pin = (
        re.search(r"\d \d \d \d", text_of(trainer.page(answer.headers["Location"]))).group().replace(" ", "")
    )
    assert trainer.get(answer.headers["Location"]).status_code == 303
    assert old.get("/beranda").status_code == 303
    code = world.one(select(Classroom.code))
    back = world.phone().send("/masuk", {"code": code, "nickname": "Bu Siti", "pin": pin})
    assert back.headers["Location"] == "/beranda"


def test_a_new_pin_forgives_the_slips_before(world: World) -> None:
    ids = world.arranged()
    code = world.one(select(Classroom.code))
    for _ in range(6):
        world.phone().send("/masuk", {"code": code, "nickname": "Bu Siti", "pin": "0001"})
    trainer = world.phone("trainer", ids.trainer)
    answer = trainer.send(f"/pelatih/peserta/{ids.participant}/pin")
    pin = (
        re.search(r"\d \d \d \d", text_of(trainer.page(answer.headers["Location"]))).group().replace(" ", "")
    )
    assert world.phone().send("/masuk", {"code": code, "nickname": "Bu Siti", "pin": pin}).status_code == 303


def test_a_nickname_can_be_corrected_but_not_doubled(world: World) -> None:
    ids = world.arranged()
    world.participant(ids.classroom, "Wawan")
    phone = world.phone("trainer", ids.trainer)
    there = f"/pelatih/peserta/{ids.participant}/nama"
    for bad in ("", "x" * 31, " WAWAN "):
        assert phone.send(there, {"nickname": bad}).status_code == 422, bad
    assert phone.send(there, {"nickname": "Bu Siti Aminah"}).status_code == 303
    assert (
        world.one(select(Participant.nickname_key).where(Participant.id == ids.participant))
        == "bu siti aminah"
    )


def test_only_people_without_a_shop_can_be_taken_off_the_list(world: World) -> None:
    ids = world.arranged()
    empty = world.participant(ids.classroom, "Dobel")
    phone = world.phone("trainer", ids.trainer)
    for person in (ids.participant, empty):
        assert phone.send(f"/pelatih/peserta/{person}/keluarkan").status_code == 303
    assert world.one(select(Participant.nickname)) == "Bu Siti"


def test_a_shop_goes_back_to_draft_with_a_reason_its_keeper_reads(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("trainer", ids.trainer)
    there = f"/pelatih/kelas/{ids.classroom}/toko/{ids.shop}/draf"
    phone.send(there, {"reason": "   "})
    assert world.one(select(Shop.state)) == "shown"
    phone.send(there, {"reason": "Ganti foto <b>rumah</b>, ya.", "participant": str(ids.participant)})
    assert world.one(select(Shop.state)) == "draft"
    assert "Ganti foto <b>rumah</b>, ya." in text_of(
        world.phone("participant", ids.participant).page("/beranda")
    )
    assert "Ganti foto" in text_of(phone.page(f"/pelatih/peserta/{ids.participant}"))


TRAINER_ONLY = (
    "/pelatih/kelas/{classroom}/atur", "/pelatih/kelas/{classroom}/tim",
    "/pelatih/kelas/{classroom}/data.csv",
)  # fmt: skip
STAFF = (
    "/pelatih/kelas/{classroom}", "/pelatih/kelas/{classroom}/daftar", "/pelatih/kelas/{classroom}/qr.svg",
    "/pelatih/kelas/{classroom}/layar", "/pelatih/kelas/{classroom}/layar/toko", "/pelatih/peserta/{person}",
)  # fmt: skip
RUNNER_POSTS = (
    "/pelatih/kelas/{classroom}/atur", "/pelatih/kelas/{classroom}/pintu", "/pelatih/kelas/{classroom}/tim",
    "/pelatih/peserta/{person}/nama", "/pelatih/peserta/{person}/keluarkan",
    "/pelatih/kelas/{classroom}/toko/{shop}/draf",
)  # fmt: skip


def test_another_trainers_class_does_not_exist(world: World) -> None:
    mine, theirs = world.arranged(), world.arranged("Bu Rina")
    phone = world.phone("trainer", mine.trainer)
    facts = {"classroom": theirs.classroom, "person": theirs.participant, "shop": theirs.shop}
    for address in (*STAFF, *TRAINER_ONLY):
        assert phone.get(address.format(**facts)).status_code == 404, address
    for address in (*RUNNER_POSTS, "/pelatih/peserta/{person}/pin"):
        assert phone.send(address.format(**facts), {"reason": "x", "open": "0"}).status_code == 404, address
    # my own class with a neighbour's shop in the address
    phone.send(f"/pelatih/kelas/{mine.classroom}/toko/{theirs.shop}/draf", {"reason": "x"})
    assert set(world.read(lambda session: session.scalars(select(Shop.state)).all())) == {"shown"}
    assert (
        world.read(lambda session: session.scalar(select(func.count(Classroom.id)).where(Classroom.is_open)))
        == 2
    )


def test_a_helper_marks_and_resets_pins_only(world: World) -> None:
    ids = world.arranged()
    with world.session() as session:
        token = operations.create_setup_link(
            classroom=session.get(Classroom, ids.classroom), role=StaffRole.HELPER
        )
    phone = set_up(world, token, "Mas Yudi", "yudi")
    assert world.one(select(ClassroomStaff.role).where(ClassroomStaff.trainer_id != ids.trainer)) == "helper"
    facts = {"classroom": ids.classroom, "person": ids.participant, "shop": ids.shop}
    for address in STAFF:
        assert phone.get(address.format(**facts)).status_code == 200, address
    for address in TRAINER_ONLY:
        assert phone.get(address.format(**facts)).status_code == 404, address
    for address in RUNNER_POSTS:
        assert phone.send(address.format(**facts), {"reason": "x", "open": "0"}).status_code == 404, address
    assert phone.get("/pelatih/kelas/baru").status_code == 403
    assert phone.send(f"/pelatih/peserta/{ids.participant}/pin").status_code == 303
    page = text_of(phone.page(f"/pelatih/peserta/{ids.participant}"))
    assert "Nilai toko" in page
    assert "Kembalikan ke Draf" not in page


def test_a_trainer_invites_a_colleague_by_link(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("trainer", ids.trainer)
    assert phone.send(f"/pelatih/kelas/{ids.classroom}/tim", {"role": "boss"}).status_code == 422
    page = phone.send(f"/pelatih/kelas/{ids.classroom}/tim", {"role": "helper"}).get_data(as_text=True)
    token = re.search(r"/pelatih/mulai/([\w-]+)", page).group(1)
    helper = set_up(world, token, "Mas Yudi", "yudi")
    assert "Kelas Madiun" in text_of(helper.page("/pelatih/kelas"))
    assert "Mas Yudi" in text_of(phone.page(f"/pelatih/kelas/{ids.classroom}/tim"))


def test_the_wall_invites_first_and_then_fills(world: World) -> None:
    trainer = world.trainer()
    classroom = world.classroom(trainer, code="MDN74K")
    phone = world.phone("trainer", trainer)
    there = f"/pelatih/kelas/{classroom}/layar"
    empty = text_of(phone.page(there))
    assert "MDN 74K" in empty
    assert "192.168.8.2:8000" in empty
    first = world.participant(classroom, "Siti")
    world.participant(classroom, "Wawan")
    assert "Wawan" in text_of(phone.page(there))
    world.shop(classroom, first, name="Keripik Siti", shown_at=now() - timedelta(minutes=5))
    draft = world.participant(classroom, "Yuni")
    world.shop(classroom, draft, name="Rahasia Yuni", state="draft")
    page = text_of(phone.page(there))
    assert "Keripik Siti" in page
    assert "Rahasia Yuni" not in page
    assert "1 dari 2 toko tampil" in page
    third = world.participant(classroom, "Lilis")
    shop = world.shop(classroom, third, name="Teh Lilis", shown_at=now())
    fragment = phone.get(f"{there}/toko").get_data(as_text=True)
    assert re.search(rf'class="stall stall-fresh" id="stall-{shop}"', fragment)
    assert fragment.count("stall-fresh") == 1


def test_a_full_wall_keeps_the_newest(world: World) -> None:
    trainer = world.trainer()
    classroom = world.classroom(trainer)
    for number in range(35):
        person = world.participant(classroom, f"P{number}")
        world.shop(classroom, person, name=f"Toko {number:02d}", shown_at=now() + timedelta(seconds=number))
    page = text_of(world.phone("trainer", trainer).page(f"/pelatih/kelas/{classroom}/layar"))
    assert "Toko 34" in page
    assert "Toko 02" not in page
    assert "dan 3 toko lain" in page
