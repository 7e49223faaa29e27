"""A trainer marks shops on the phone; nothing is lost, nobody is overwritten, participants see their marks."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from sandbox.classrooms.models import ClassroomStaff
from sandbox.reviews.models import Review, Rubric
from tests.support.pages import elements, text_of
from tests.support.world import Ids, World

AUTO = {"X-Autosave": "1", "Accept": "application/json"}
KEYS = ("foto", "keterangan", "ajakan", "jujur")


def address(ids: Ids) -> str:
    return f"/pelatih/kelas/{ids.classroom}/nilai/{ids.shop}"


def marks(level: int = 2, **more: str) -> dict[str, Any]:
    return {f"mark-{key}": str(level) for key in KEYS} | {"comment": "Fotonya terang!", "version": "0"} | more


def stored(world: World) -> list[Review]:
    return world.read(lambda session: list(session.scalars(select(Review).order_by(Review.id))))


def test_marks_are_saved_and_shown_again(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("trainer", ids.trainer)
    assert phone.send(address(ids), marks(3)).status_code == 303
    (review,) = stored(world)
    assert review.marks == dict.fromkeys(KEYS, 3)
    assert review.comment == "Fotonya terang!"
    page = phone.page(address(ids))
    chosen = {
        node.get("name"): node.get("value") for node in elements(page) if node.get("checked") is not None
    }
    assert chosen == {f"mark-{key}": "3" for key in KEYS}
    assert any("Keripik Bu Siti" in text_of(node) for node in page.iter("button"))


def test_half_a_review_is_kept_too(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("trainer", ids.trainer)
    answer = phone.send(address(ids), {"mark-foto": "1", "version": "0"}, headers=AUTO)
    assert answer.status_code == 200
    assert answer.json["version"] == 1
    assert stored(world)[0].marks == {"foto": 1}


def test_looking_without_marking_stores_nothing(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("trainer", ids.trainer)
    phone.page(address(ids))
    phone.send(address(ids), {"version": "0", "comment": ""}, headers=AUTO)
    assert stored(world) == []


def test_a_second_tab_is_warned_and_loses_nothing(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("trainer", ids.trainer)
    phone.send(address(ids), marks(3))
    late = phone.send(address(ids), marks(1, comment="Dari tab kedua"))
    assert late.status_code == 409
    assert "Dari tab kedua" in late.text
    assert stored(world)[0].comment == "Fotonya terang!"
    assert phone.send(address(ids), marks(1), headers=AUTO).status_code == 409


def test_a_save_repeated_after_a_lost_answer_counts_once(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("trainer", ids.trainer)
    for _ in range(2):
        answer = phone.send(address(ids), marks(2, save_key="k1"), headers=AUTO)
        assert answer.status_code == 200
    assert stored(world)[0].row_version == 1


def test_two_trainers_keep_separate_marks_and_see_each_other(world: World) -> None:
    ids = world.arranged()
    other = world.trainer("Pak Budi")
    world.add(ClassroomStaff(classroom_id=ids.classroom, trainer_id=other, role="helper"))
    world.phone("trainer", ids.trainer).send(address(ids), marks(3))
    helper = world.phone("trainer", other)
    assert "Bu Ani" in helper.get(address(ids)).text
    helper.send(address(ids), marks(1))
    assert sorted(review.marks["foto"] for review in stored(world)) == [1, 3]


@pytest.mark.parametrize("field", ["mark-foto", "comment"])
def test_nonsense_gets_a_sentence_and_keeps_the_rest(world: World, field: str) -> None:
    ids = world.arranged()
    phone = world.phone("trainer", ids.trainer)
    wrong = {"mark-foto": "9", "comment": "x" * 1_001}[field]
    answer = phone.send(address(ids), marks(2) | {field: wrong})
    assert answer.status_code == 422
    assert stored(world) == []
    if field == "mark-foto":
        assert "Fotonya terang!" in answer.text
    assert list(phone.send(address(ids), marks(2) | {field: wrong}, headers=AUTO).json["errors"]) == [field]


def test_a_neighbours_shop_is_not_there(world: World) -> None:
    mine, theirs = world.arranged(), world.arranged(nickname="Pak Harto", slug="tetangga")
    phone = world.phone("trainer", mine.trainer)
    assert phone.get(address(theirs)).status_code == 404
    assert phone.get(f"/pelatih/kelas/{mine.classroom}/nilai/{theirs.shop}").status_code == 404
    assert phone.send(f"/pelatih/kelas/{mine.classroom}/nilai/{theirs.shop}", marks()).status_code == 404
    assert phone.get(f"/pelatih/kelas/{theirs.classroom}/rubrik").status_code == 404


def test_next_and_previous_lead_through_the_class(world: World) -> None:
    ids = world.arranged()
    second = world.shop(ids.classroom, world.participant(ids.classroom, "Pak Wawan"), name="Zaitun")
    phone = world.phone("trainer", ids.trainer)
    first_links = {node.get("href") for node in phone.page(address(ids)).iter("a")}
    second_links = {
        node.get("href") for node in phone.page(f"/pelatih/kelas/{ids.classroom}/nilai/{second}").iter("a")
    }
    assert f"/pelatih/kelas/{ids.classroom}/nilai/{second}" in first_links
    assert address(ids) in second_links


def test_the_list_says_what_is_left(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("trainer", ids.trainer)
    assert "0 dari 1" in text_of(phone.page(f"/pelatih/kelas/{ids.classroom}/nilai"))
    phone.send(address(ids), marks(2))
    assert "1 dari 1" in text_of(phone.page(f"/pelatih/kelas/{ids.classroom}/nilai"))


def test_participants_see_marks_comments_and_one_next_step(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    assert "Belum dinilai" in phone.get("/nilai").text
    sheet = marks(3) | {"mark-ajakan": "1"}
    world.phone("trainer", ids.trainer).send(address(ids), sheet)
    page = text_of(phone.page("/nilai"))
    assert "10" in page
    assert "dari 12 poin" in page
    assert "Fotonya terang!" in page
    assert "Langkah berikutnya Ajakan dan cara pesan" in page


def test_the_rubric_takes_the_class_words_and_marks_stay(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("trainer", ids.trainer)
    phone.send(address(ids), marks(2))
    form = {
        node.get("name"): node.get("value") or "".join(node.itertext())
        for node in elements(phone.page(f"/pelatih/kelas/{ids.classroom}/rubrik"))
        if node.tag in {"input", "textarea"} and node.get("name") not in {None, "csrf_token", "lang", "next"}
    }
    odd = "Foto 🌶 <b>yang</b> \u202emenggoda"
    answer = phone.send(f"/pelatih/kelas/{ids.classroom}/rubrik", form | {"title-foto": odd})
    assert answer.status_code == 303
    assert odd in [text_of(node) for node in phone.page(address(ids)).iter("legend")]
    assert world.one(select(Rubric)).criteria[0]["title"] == odd
    assert stored(world)[0].marks == dict.fromkeys(KEYS, 2)
    assert phone.send(f"/pelatih/kelas/{ids.classroom}/rubrik", form | {"title-foto": ""}).status_code == 422
    assert phone.send(f"/pelatih/kelas/{ids.classroom}/rubrik", form).status_code == 409


def test_a_helper_marks_but_leaves_the_rubric_alone(world: World) -> None:
    ids = world.arranged()
    helper = world.trainer("Asisten")
    world.add(ClassroomStaff(classroom_id=ids.classroom, trainer_id=helper, role="helper"))
    phone = world.phone("trainer", helper)
    assert phone.send(address(ids), marks(2)).status_code == 303
    assert phone.get(f"/pelatih/kelas/{ids.classroom}/rubrik").status_code == 404
