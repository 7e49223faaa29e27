"""The trainer's market desk: rules and what locks them, rounds closed and taken back, events, who is ready."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from sandbox.campaigns.models import ClassEvent, ClassMarket, MarketDay, Round, ShopDay
from sandbox.classrooms.models import Classroom, ClassroomStaff
from tests.support.desk import Desk
from tests.support.pages import elements, text_of
from tests.support.world import World
from tests.web.test_classrooms_trainer import queries_of

pytestmark = pytest.mark.one_database


@pytest.fixture
def here(desk: Desk) -> str:
    return f"/pelatih/kelas/{desk.ids.classroom}/pasar"


@pytest.fixture
def shared(desk: Desk) -> Desk:
    """The class in one market, one shop with a campaign of three days."""
    desk.settle(mode="shared")
    desk.launch(desk.post())
    return desk


RULES = {
    "mode": "shared", "start_pick": "own", "start_date": "2027-02-08", "seed": "melati", "wallet_start": "150rb",
    "max_restarts": "1", "show_ranking": "1", "version": "0",
}  # fmt: skip


def market(world: World) -> ClassMarket:
    return world.one(select(ClassMarket))


def hidden(page: Any, name: str) -> str:
    return next(node.get("value") for node in elements(page) if node.get("name") == name)


# -- the desk ---------------------------------------------------------------------------------------------


def test_a_new_class_plays_each_for_itself_and_the_class_page_leads_to_the_desk(
    world: World, desk: Desk, trainer: Any, here: str
) -> None:
    assert f'href="{here}"' in trainer.get(f"/pelatih/kelas/{desk.ids.classroom}").text
    page = text_of(trainer.page(here))
    for words in ("Sendiri-sendiri", "Hari ke-1", "Senin, 23 November 2026", "Rp 100.000", "Gajian"):
        assert words in page
    assert "Tutup ronde" not in page
    assert world.read(lambda session: session.scalar(select(func.count()).select_from(ClassMarket))) == 0


def test_the_desk_says_who_is_ready_and_who_needs_help(
    world: World, shared: Desk, trainer: Any, here: str
) -> None:
    shared.neighbour("Pak <b>Wawan</b>", name="Kopi Wawan")
    world.participant(shared.ids.classroom, "Mbak Rina")
    for address in (here, f"{here}/daftar"):
        words = trainer.get(address).text
        assert re.search(r">1</dd>.*toko siap|toko siap.*>1<", words, re.DOTALL)
        assert "Pak &lt;b&gt;Wawan&lt;/b&gt;" in words
        assert words.index("Mbak Rina") < words.index("Bu Siti")
        assert "Belum berpromosi" in words
        assert "Belum membuka toko" in words


def test_the_list_is_sent_again_only_when_it_changed(
    world: World, shared: Desk, trainer: Any, here: str
) -> None:
    first = trainer.get(f"{here}/daftar")
    marked = {"If-None-Match": first.headers["ETag"]}
    assert trainer.get(f"{here}/daftar", headers=marked).status_code == 304
    world.participant(shared.ids.classroom, "Lilis")
    assert "Lilis" in trainer.get(f"{here}/daftar", headers=marked).text


def test_many_shops_cost_no_more_queries_than_one(app: Flask, shared: Desk, trainer: Any, here: str) -> None:
    addresses = [here, f"{here}/daftar", f"{here}/tutup", f"{here}/hasil", f"{here}/hari.csv"]
    shared.close()
    few = [queries_of(app, trainer, address) for address in addresses]
    for number in range(12):
        friend = shared.neighbour(f"Peserta {number}")
        friend.launch(friend.post())
    shared.close()
    assert [queries_of(app, trainer, address) for address in addresses] == few
    assert max(few) <= 20


# -- rules ------------------------------------------------------------------------------------------------


def test_the_rules_are_saved_and_shown(world: World, trainer: Any, here: str) -> None:
    assert trainer.send(f"{here}/atur", RULES).headers["Location"] == here
    stored = market(world)
    assert (stored.mode, stored.start_date, stored.max_restarts, stored.show_ranking) == (
        "shared", date(2027, 2, 8), 1, True,
    )  # fmt: skip
    assert world.one(select(Classroom.seed)) == "melati"
    assert world.one(select(Classroom.wallet_start)) == 150_000
    page = text_of(trainer.page(here))
    for words in (
        "Satu pasar bersama",
        "Senin, 8 Februari 2027",
        "Ramadan",
        "melati",
        "Rp 150.000",
    ):
        assert words in page
    assert "Boleh mengulang" not in page, "nobody starts again alone in a market that is shared"


def test_a_suggested_week_wins_over_the_date_below_it(world: World, trainer: Any, here: str) -> None:
    page = trainer.page(f"{here}/atur")
    picks = [n.get("value") for n in elements(page) if n.get("name") == "start_pick"]
    assert picks[0] == "2026-11-23"
    assert picks[-1] == "own"
    assert len(picks) >= 4
    assert "Gajian 25 Nov – 2 Des 2026" in text_of(page)
    chosen = RULES | {"start_pick": picks[1], "start_date": "1999-01-01"}
    assert trainer.send(f"{here}/atur", chosen).status_code == 303
    assert market(world).start_date.isoformat() == picks[1]


@pytest.mark.parametrize(
    "fault",
    [
        {"mode": "both"},
        {"start_pick": "2026-13-40"},
        {"start_date": ""},
        {"start_date": "besok"},
        {"start_date": "1999-01-01"},
        {"start_date": "2031-01-01"},
        {"seed": ""},
        {"seed": "\u200b\u200b"},
        {"seed": "x" * 41},
        {"wallet_start": "0"},
        {"wallet_start": "10^12"},
        {"max_restarts": "-1"},
        {"max_restarts": "1000"},
    ],
)
def test_nonsense_gets_a_sentence_and_saves_nothing(
    world: World, trainer: Any, here: str, fault: dict[str, str]
) -> None:
    answer = trainer.send(f"{here}/atur", RULES | fault)
    assert answer.status_code == 422
    assert "field-error" in answer.text
    assert world.read(lambda session: session.scalar(select(func.count()).select_from(ClassMarket))) == 0
    assert world.one(select(Classroom.wallet_start)) == 100_000


def test_of_two_trainers_the_later_is_warned(world: World, trainer: Any, here: str) -> None:
    assert trainer.send(f"{here}/atur", RULES).status_code == 303
    answer = trainer.send(f"{here}/atur", RULES | {"max_restarts": "5"})
    assert answer.status_code == 409
    assert market(world).max_restarts == 1


def test_a_played_day_locks_what_decides_the_luck_and_says_why(
    world: World, desk: Desk, trainer: Any, here: str
) -> None:
    desk.launch(desk.post())
    open_form = trainer.page(f"{here}/atur")
    assert hidden(open_form, "seed")
    desk.play()
    page = trainer.page(f"{here}/atur")
    assert "Sudah terkunci" in text_of(page)
    names = {node.get("name") for node in elements(page)}
    assert not names & {"mode", "seed", "start_pick", "start_date"}
    # what is not locked can still be changed, and locked fields sent all the same change nothing
    version = hidden(page, "version")
    assert trainer.send(f"{here}/atur", RULES | {"version": version}).status_code == 303
    stored = market(world)
    assert (stored.mode, stored.start_date, stored.max_restarts) == ("isolated", date(2026, 11, 23), 1)
    assert world.one(select(Classroom.seed)) != "melati"


# -- rounds -----------------------------------------------------------------------------------------------


def test_closing_asks_first_and_says_what_will_happen(
    world: World, shared: Desk, trainer: Any, here: str
) -> None:
    shared.neighbour("Pak Wawan", name="Kopi Wawan")
    world.participant(shared.ids.classroom, "Mbak Rina")
    shared.event("rain", first_day=1)
    page = trainer.page(f"{here}/tutup?days=3")
    words = text_of(page)
    for expected in (
        "Hari ke-1 sampai ke-3, 23–25 Nov 2026", "Promosi 1 toko", "1 toko tanpa promosi", "1 peserta belum",
        "Bisa dibatalkan", "Gajian", "Hujan terus", "1 toko belum berpromosi",
    ):  # fmt: skip
        assert expected in words
    assert (hidden(page, "first_day"), hidden(page, "days")) == ("0", "3")
    assert world.read(lambda session: session.scalar(select(func.count(Round.id)))) == 0


@pytest.mark.parametrize(("asked", "told"), [("0", "1"), ("999", "14"), ("x", "1"), ("", "1")])
def test_any_number_of_days_in_the_address_is_put_right(
    shared: Desk, trainer: Any, here: str, asked: str, told: str
) -> None:
    assert hidden(trainer.page(f"{here}/tutup?days={asked}"), "days") == told


def test_closing_plays_the_days_once_however_often_it_is_tapped(
    world: World, shared: Desk, trainer: Any, here: str
) -> None:
    form = {"first_day": "0", "days": "2"}
    for _ in range(2):
        assert trainer.send(f"{here}/tutup", form).headers["Location"] == here
        assert "Ronde 1 ditutup: 2 hari" in text_of(trainer.page(here))
    assert world.one(select(Round.closed_by)) == shared.ids.trainer
    assert market(world).day == 2
    assert [day.day for day in shared.shop_days()] == [0, 1]
    page = text_of(trainer.page(here))
    assert "Hari ke-3" in page
    assert "Hari ke-1 sampai ke-2" in page


def test_of_two_trainers_closing_at_once_the_later_is_told_kindly(
    world: World, shared: Desk, trainer: Any, here: str
) -> None:
    colleague = world.trainer("Bu Rina")
    world.add(ClassroomStaff(classroom_id=shared.ids.classroom, trainer_id=colleague, role="trainer"))
    world.phone("trainer", colleague).send(f"{here}/tutup", {"first_day": "0", "days": "1"})
    trainer.send(f"{here}/tutup", {"first_day": "0", "days": "3"})
    assert "sudah ditutup pelatih lain" in text_of(trainer.page(here))
    assert market(world).day == 1


@pytest.mark.parametrize("days", ["0", "15", "x", ""])
def test_a_wrong_number_of_days_is_answered_by_the_field(
    world: World, shared: Desk, trainer: Any, here: str, days: str
) -> None:
    answer = trainer.send(f"{here}/tutup", {"first_day": "0", "days": days})
    assert answer.status_code == 422
    assert "field-error" in answer.text
    assert market(world).day == 0


def test_there_is_nothing_to_close_where_each_plays_for_itself(
    world: World, desk: Desk, trainer: Any, here: str
) -> None:
    desk.launch(desk.post())
    for answer in (
        trainer.get(f"{here}/tutup"),
        trainer.send(f"{here}/tutup", {"first_day": "0", "days": "1"}),
    ):
        assert answer.status_code == 303
    assert "tidak ada ronde yang bisa ditutup" in text_of(trainer.page(here))
    assert world.read(lambda session: session.scalar(select(func.count(ShopDay.id)))) == 0


def test_a_shared_class_without_shops_says_so(world: World, trainer: Any, desk: Desk, here: str) -> None:
    desk.settle(mode="shared")
    with world.session() as session:
        from sandbox.shops.models import Shop

        session.get_one(Shop, desk.ids.shop).state = "draft"
    assert "belum ada yang bisa ditutup" in text_of(trainer.page(here))
    assert trainer.get(f"{here}/tutup").status_code == 303


def test_undo_says_what_it_takes_back_and_takes_it_back(
    world: World, shared: Desk, trainer: Any, here: str
) -> None:
    trainer.send(f"{here}/tutup", {"first_day": "0", "days": "2"})
    spent = 100_000 - shared.balance()
    assert spent > 0
    page = trainer.page(f"{here}/batal")
    words = text_of(page)
    assert "Batalkan ronde 1?" in words
    assert "1 toko kembali" in words
    assert f"{spent:,}".replace(",", ".") in words
    assert trainer.send(f"{here}/batal", {"number": hidden(page, "number")}).headers["Location"] == here
    assert (market(world).day, shared.balance()) == (0, 100_000)
    assert world.read(lambda session: session.scalar(select(func.count(MarketDay.id)))) == 0
    # a second tap, or a colleague's page, undoes nothing more
    trainer.send(f"{here}/batal", {"number": "1"})
    assert "tidak ada yang dibatalkan" in text_of(trainer.page(here))
    assert trainer.get(f"{here}/batal").headers["Location"] == here


def test_only_the_last_round_can_be_undone(world: World, shared: Desk, trainer: Any, here: str) -> None:
    shared.close()
    shared.close()
    trainer.send(f"{here}/batal", {"number": "1"})
    assert market(world).day == 2
    assert world.read(lambda session: session.scalar(select(func.count(Round.id)))) == 2


# -- events -----------------------------------------------------------------------------------------------


def test_events_are_explained_with_the_pack_s_own_numbers(trainer: Any, here: str) -> None:
    words = text_of(trainer.page(f"{here}/kejadian"))
    for expected in (
        "Minat beli naik 15%", "Minat beli di sekitar toko turun 15%", "Pesaing menjual 15% lebih murah",
        "6 kali lebih sering", "Ongkir naik 60%",
    ):  # fmt: skip
        assert expected in words


def test_an_event_is_added_once_seen_on_the_desk_and_called_off(
    world: World, shared: Desk, trainer: Any, here: str
) -> None:
    key = hidden(trainer.page(f"{here}/kejadian"), "submit_key")
    form = {"kind": "courier_strike", "first_day": "1", "days": "3", "submit_key": key}
    for _ in range(2):
        assert trainer.send(f"{here}/kejadian", form).status_code == 303
    event = world.one(select(ClassEvent))
    assert (event.kind, event.first_day, event.days) == ("courier_strike", 1, 3)
    words = text_of(trainer.page(here))
    assert "Kurir mogok" in words
    assert "24–26 Nov 2026" in words
    assert trainer.send(f"{here}/kejadian/{event.id}/hapus").status_code == 303
    assert world.read(lambda session: session.scalar(select(func.count(ClassEvent.id)))) == 0


@pytest.mark.parametrize(
    "fault", [{"kind": "banjir"}, {"first_day": "-1"}, {"first_day": "99"}, {"days": "0"}, {"days": "15"}]
)
def test_an_event_that_makes_no_sense_is_answered_by_the_field(
    world: World, shared: Desk, trainer: Any, here: str, fault: dict[str, str]
) -> None:
    answer = trainer.send(f"{here}/kejadian", {"kind": "rain", "first_day": "1", "days": "2"} | fault)
    assert answer.status_code == 422
    assert "field-error" in answer.text
    assert world.read(lambda session: session.scalar(select(func.count(ClassEvent.id)))) == 0


def test_an_event_that_has_begun_stays(world: World, shared: Desk, trainer: Any, here: str) -> None:
    event = shared.event("rain", first_day=0, days=3)
    shared.close()
    words = text_of(trainer.page(f"{here}/kejadian"))
    assert "Sekarang" in words
    trainer.send(f"{here}/kejadian/{event}/hapus")
    assert "sudah dimulai" in text_of(trainer.page(f"{here}/kejadian"))
    shared.close(2)
    assert "Sudah lewat" in text_of(trainer.page(f"{here}/kejadian"))
    assert world.one(select(func.count(ClassEvent.id))) == 1


# -- who may ----------------------------------------------------------------------------------------------


def test_a_helper_looks_and_changes_nothing(world: World, shared: Desk, here: str) -> None:
    helper_id = world.trainer("Mas Yudi")
    world.add(ClassroomStaff(classroom_id=shared.ids.classroom, trainer_id=helper_id, role="helper"))
    helper = world.phone("trainer", helper_id)
    for rest in ("", "/daftar", "/hasil", "/hasil/layar", "/hasil/layar/toko"):
        assert helper.get(here + rest).status_code == 200, rest
    page = helper.get(here).text
    for word in ("/tutup", "/atur", "/kejadian", "/batal", ".csv"):
        assert word not in page, word
    for rest in ("/atur", "/tutup", "/batal", "/kejadian", "/hari.csv", "/kamus.csv"):
        assert helper.get(here + rest).status_code == 404, rest
    for rest in ("/atur", "/tutup", "/batal", "/kejadian"):
        assert helper.send(here + rest, {"first_day": "0", "days": "1"}).status_code == 404, rest
    assert market(world).day == 0
