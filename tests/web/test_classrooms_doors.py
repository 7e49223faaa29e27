"""Joining, PINs, coming back, shared phones."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from sandbox.classrooms import operations
from sandbox.classrooms.models import Classroom, Participant
from sandbox.extensions import db
from tests.support.pages import LintingClient, elements, text_of
from tests.support.world import World

pytestmark = pytest.mark.one_database

CODE = "MDN74K"


@pytest.fixture
def classroom(world: World) -> int:
    """An open class with a known code."""
    return world.classroom(world.trainer(), code=CODE)


def submit_key(page: Any) -> str:
    return next(node.get("value") for node in elements(page) if node.get("name") == "submit_key")


def join(phone: LintingClient, nickname: str, code: str = CODE, **facts: Any) -> TestResponse:
    page = phone.page(f"/k/{code}")
    return phone.send(
        f"/k/{code}", {"nickname": nickname, "consent": "1", "submit_key": submit_key(page), **facts}
    )


def pin_on(page: Any) -> str:
    return re.search(r"\d \d \d \d", text_of(page)).group().replace(" ", "")


def joined(phone: LintingClient, nickname: str, **facts: Any) -> str:
    """Join as a person would; returns the PIN shown."""
    answer = join(phone, nickname, **facts)
    assert answer.status_code == 303
    return pin_on(phone.page(answer.headers["Location"]))


def whole(page: Any) -> str:
    return text_of(page)


def test_the_front_door_understands_the_code_as_people_type_it(world: World, classroom: int) -> None:
    for typed in ("MDN74K", "mdn74k", " mdn 74k ", "mdn-74k", "M.D.N.7.4.K"):
        answer = world.phone().send("/", {"code": typed})
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/k/{CODE}"), typed


def test_the_front_door_answers_a_wrong_code_with_a_sentence(world: World, classroom: int) -> None:
    for typed in ("", "  ", "ZZZZZZ", "<script>", "ᄃ" * 300, "\x00"):
        answer = world.phone().send("/", {"code": typed})
        assert answer.status_code == 422, typed
        assert "field-error" in answer.get_data(as_text=True), typed


def test_joining_gives_a_pin_and_leads_to_the_shop(world: World, classroom: int) -> None:
    phone = world.phone()
    answer = join(phone, "Bu Siti")
    page = phone.page(answer.headers["Location"])
    assert "Foto layar ini" in whole(page)
    assert "Bu Siti" in whole(page)
    assert "MDN 74K" in whole(page)
    assert [node.get("href") for node in elements(page) if node.get("href") == "/toko/buka"]
    person = world.one(select(Participant))
    assert person.nickname == "Bu Siti"
    assert person.consent_at is not None
    assert person.pin_digest.count("$") == 1
    assert pin_on(page) not in person.pin_digest
    assert phone.page("/beranda") is not None


def test_consent_is_needed_and_what_was_typed_stays(world: World, classroom: int) -> None:
    phone = world.phone()
    answer = phone.send(f"/k/{CODE}", {"nickname": "Bu Siti", "district": "Kota Madiun"})
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "Centang dulu" in text
    assert 'value="Bu Siti"' in text
    assert 'value="Kota Madiun"' in text
    assert world.read(lambda session: session.scalar(select(func.count(Participant.id)))) == 0


def test_the_district_is_understood_by_name_or_code(world: World, classroom: int) -> None:
    cases = {
        "Kota Madiun": "35.77",
        "35.77": "35.77",
        "kota madiun, jawa timur": "35.77",
        "banyuwangi": "35.10",
        "": None,
    }
    for number, (typed, code) in enumerate(cases.items()):
        joined(world.phone(), f"Siti {number}", district=typed, sex="female", age_band="35-44")
        person = world.one(select(Participant).where(Participant.nickname == f"Siti {number}"))
        assert (person.district_code, person.sex, person.age_band) == (code, "female", "35-44")


def test_optional_facts_come_from_the_lists(world: World, classroom: int) -> None:
    for facts in ({"district": "Atlantis"}, {"sex": "robot"}, {"age_band": "200"}):
        assert join(world.phone(), "Bu Siti", **facts).status_code == 422, facts


def test_a_nickname_must_be_there_and_short(world: World, classroom: int) -> None:
    for nickname in ("", "   ", "\u200b\u200b", "x" * 31, "\x00"):
        assert join(world.phone(), nickname).status_code == 422, nickname


def test_odd_nicknames_come_back_as_typed(world: World, classroom: int) -> None:
    for nickname in ("Siti 🌶️", "סיטי", "<b>Siti</b>", "'; DROP TABLE", "{{7*7}}", "={cmd}"):
        phone = world.phone()
        answer = join(phone, nickname)
        assert nickname in whole(phone.page(answer.headers["Location"]))
        assert nickname in whole(phone.page("/beranda"))


def test_a_taken_nickname_offers_the_pin_or_another_name(world: World, classroom: int) -> None:
    joined(world.phone(), "Siti")
    phone = world.phone()
    answer = join(phone, "  SITI ")
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "Ini aku, masuk dengan PIN" in text
    assert "SITI 2" in text
    assert joined(phone, "SITI", use_name="SITI 2")
    assert set(world.read(lambda session: session.scalars(select(Participant.nickname)).all())) == {
        "Siti",
        "SITI 2",
    }


def test_a_double_tap_makes_one_person_and_both_answers_lead_in(world: World, classroom: int) -> None:
    phone = world.phone()
    page = phone.page(f"/k/{CODE}")
    form = {"nickname": "Siti", "consent": "1", "submit_key": submit_key(page)}
    first, second = phone.send(f"/k/{CODE}", form), phone.send(f"/k/{CODE}", form)
    assert first.headers["Location"] == second.headers["Location"]
    assert world.one(select(func.count(Participant.id))) == 1
    assert pin_on(phone.page(second.headers["Location"])) == pin_on(phone.page(first.headers["Location"]))


def test_the_pin_page_works_on_the_phone_that_joined_only(world: World, classroom: int) -> None:
    phone = world.phone()
    there = join(phone, "Siti").headers["Location"]
    answer = world.phone().get(there)
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/masuk")
    phone.page(there)
    phone.send("/ganti-orang")
    assert phone.get(there).status_code == 303
    assert phone.get("/beranda").status_code == 303


def test_unknown_and_closed_classes_say_so(world: World, classroom: int) -> None:
    assert "Kodenya belum cocok" in whole(world.phone().page("/k/ACDEFH", 404))
    with world.session() as session:
        session.get(Classroom, classroom).is_open = False
    page = world.phone().page(f"/k/{CODE}")
    assert "sudah ditutup" in whole(page)
    world.phone().post(f"/k/{CODE}", data={"nickname": "Siti", "consent": "1"})
    assert world.one(select(func.count(Participant.id))) == 0


def test_a_phone_in_use_says_who_and_offers_to_switch(world: World, classroom: int) -> None:
    phone = world.phone("participant", world.participant(classroom, "Wawan"))
    page = phone.page(f"/k/{CODE}")
    assert "HP ini dipakai Wawan" in whole(page)
    answer = phone.send("/ganti-orang", {"next": f"/k/{CODE}"})
    assert answer.headers["Location"] == f"/k/{CODE}"
    assert "Gabung" in whole(phone.page(f"/k/{CODE}"))


def test_switching_person_leads_back_to_the_class(world: World, classroom: int) -> None:
    phone = world.phone("participant", world.participant(classroom))
    assert phone.send("/ganti-orang").headers["Location"] == f"/k/{CODE}"
    assert phone.get("/beranda").status_code == 303


def come_back(phone: LintingClient, nickname: str, pin: str, code: str = CODE) -> TestResponse:
    return phone.send("/masuk", {"code": code, "nickname": nickname, "pin": pin})


def test_name_and_pin_work_on_another_phone(world: World, classroom: int) -> None:
    pin = joined(world.phone(), "Bu Siti")
    phone = world.phone()
    answer = come_back(phone, " bu  siti ", pin, "mdn 74k")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/beranda")
    assert "Bu Siti" in whole(phone.page("/beranda"))


def test_coming_back_works_after_the_class_is_closed(world: World, classroom: int) -> None:
    pin = joined(world.phone(), "Siti")
    with world.session() as session:
        session.get(Classroom, classroom).is_open = False
    assert come_back(world.phone(), "Siti", pin).status_code == 303


def other_pin(pin: str) -> str:
    return f"{(int(pin) + 1) % 10_000:04d}"


def test_wrong_pin_and_unknown_name_get_the_same_answer(world: World, classroom: int) -> None:
    pin = joined(world.phone(), "Siti")
    answers = [
        come_back(world.phone(), "Siti", other_pin(pin)),
        come_back(world.phone(), "Nobody", pin),
        come_back(world.phone(), "Siti", pin, "ACDEFH"),
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 422]
    for answer in answers:
        assert "Kode, nama, atau PIN belum cocok" in answer.get_data(as_text=True)


def test_guessing_is_slowed_down_for_that_name_only(world: World, classroom: int) -> None:
    pins = {name: joined(world.phone(), name) for name in ("Siti", "Wawan")}
    phone = world.phone()
    for _ in range(5):
        assert come_back(phone, "Siti", other_pin(pins["Siti"])).status_code == 422
    answer = come_back(phone, "Siti", pins["Siti"])
    assert answer.status_code == 429
    assert re.search(r"Tunggu \d+ detik", answer.get_data(as_text=True))
    assert come_back(world.phone(), "Wawan", pins["Wawan"]).status_code == 303


def test_a_right_pin_clears_the_slate(world: World, classroom: int) -> None:
    pin = joined(world.phone(), "Siti")
    for _ in range(3):
        for _ in range(3):
            assert come_back(world.phone(), "Siti", other_pin(pin)).status_code == 422
        assert come_back(world.phone(), "Siti", pin).status_code == 303


def test_a_pin_is_four_digits(world: World, classroom: int) -> None:
    for typed in ("", "123", "12345", "abcd", "12 34 5"):
        answer = come_back(world.phone(), "Siti", typed)
        assert answer.status_code == 422, typed
        assert "field-error" in answer.get_data(as_text=True)


def test_the_way_back_goes_only_to_our_own_pages(world: World, classroom: int) -> None:
    pin = joined(world.phone(), "Siti")
    form = {"code": CODE, "nickname": "Siti", "pin": pin}
    assert world.phone().send("/masuk?next=/toko", form).headers["Location"] == "/toko"
    assert world.phone().send("/masuk?next=https://evil.example", form).headers["Location"] == "/beranda"


def test_the_page_speaks_the_language_of_the_class(world: World, classroom: int) -> None:
    with world.session() as session:
        session.get(Classroom, classroom).language = "en"
    assert "Join Kelas Madiun" in whole(world.phone().page(f"/k/{CODE}"))


def test_two_phones_with_one_name_at_the_same_moment(app: Flask, world: World, classroom: int) -> None:
    """The database has the last word when the look at the list was too early."""
    with world.session():
        here = db.session.get(Classroom, classroom)
        operations.join_class(classroom=here, nickname="Siti", secret="k")
        with pytest.raises(operations.NameTaken) as caught:
            operations.join_class(classroom=here, nickname="siti", secret="k")
        assert caught.value.suggestion == "siti 2"
    assert world.one(select(func.count(Participant.id))) == 1
