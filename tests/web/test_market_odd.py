"""The market's pages with what no form of ours sends, at the edges of the calendar, and while things disappear."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from sandbox.campaigns.insight import computing, workbench
from sandbox.campaigns.models import Campaign, ClassEvent, MarketDay, MarketRun, Round, WalletEntry
from sandbox.classrooms.models import Classroom
from sandbox.posts.models import Post
from sandbox.shops.models import Product, Shop
from tests.support.desk import Desk
from tests.support.pages import elements, parse_page, text_of
from tests.support.shop_pages import field
from tests.support.world import World

pytestmark = pytest.mark.one_database

PLAN = {
    "channel": "meta", "aim": "introduce", "regions": ["home"], "daily_amount": "20rb", "days": "2", "start": "0",
    "forecast_orders": "3", "forecast_money": "-10rb", "every_days": "1", "targeting": "broad",
}  # fmt: skip
ODD_VALUES = ("-5", "0", "9" * 40, "NaN", "1e9", "٣", "\x00", "toko-biasa'--", "kelas", "x" * 3000, "\u202e")
BIG = 10**12


@pytest.fixture
def phone(world: World, desk: Desk) -> Any:
    return world.phone("participant", desk.ids.participant)


@pytest.fixture
def room(desk: Desk) -> str:
    return f"/pelatih/kelas/{desk.ids.classroom}/pasar"


def answers(phone: Any, campaign: int) -> None:
    """Every page of one campaign opens."""
    for address in (
        "/promosi", "/promosi/uang", "/promosi/baru", "/promosi/banding", f"/promosi/{campaign}",
        f"/promosi/{campaign}/sebab", f"/promosi/{campaign}/par",
    ):  # fmt: skip
        assert phone.get(address).status_code == 200, address


def set_product(desk: Desk, **facts: Any) -> None:
    with desk.world.session() as session:
        session.execute(update(Product).where(Product.id == desk.ids.products[0]).values(**facts))


# -- behind the question mark -----------------------------------------------------------------------------


def test_forged_words_behind_the_question_mark(desk: Desk, phone: Any, trainer: Any, room: str) -> None:
    first = desk.launch(desk.post(), daily_amount=10_000, days=1)
    desk.play(1)
    desk.launch(desk.post(), daily_amount=10_000, days=1)
    desk.play(1)
    desk.settle(max_restarts=2)
    for value in ODD_VALUES:
        for address in (
            "/promosi", "/promosi/uang", "/promosi/banding", "/promosi/baru", f"/promosi/{first}",
            f"/promosi/{first}/tunggu", f"/promosi/{first}/sebab",
        ):  # fmt: skip
            query = dict.fromkeys(("a", "b", "coba", "sejak", "hari", "dasar", "post", "channel"), value)
            is_piece = address.endswith(("/tunggu", "/sebab"))
            answer = phone.get(
                address, query_string=query, headers={"HX-Request": "true"} if is_piece else {}
            )
            assert answer.status_code == 200, f"{address} {value!r}: {answer.status_code}"
        assert phone.get("/promosi/baru", query_string={"dari": value}).status_code in {200, 404}
        assert trainer.get(f"{room}/tutup", query_string={"days": value}).status_code in {200, 303}
    assert phone.get("/promosi/banding?a=1&a=2&b=&b=3").status_code == 200


def test_a_neighbour_s_campaign_is_no_plan_to_begin_from_and_nothing_to_compare_with(
    desk: Desk, phone: Any
) -> None:
    mine, friend = desk.launch(desk.post()), desk.neighbour("Pak Tono")
    theirs = friend.launch(friend.post(caption="Rahasia dapur tetangga"))
    desk.play(1)
    friend.play(1)
    assert phone.get(f"/promosi/baru?dari={theirs}").status_code == 404
    compared = phone.get(f"/promosi/banding?a={mine}&b={theirs}")
    assert compared.status_code == 200
    assert "Rahasia dapur" not in compared.text
    answer = phone.send("/promosi/baru", PLAN | {"post": str(friend.post())})
    assert answer.status_code == 422
    own = str(desk.post())
    assert (
        phone.send("/promosi/baru", PLAN | {"post": own, "ab": "1", "post_b": "1" + own}).status_code == 422
    )
    assert desk.count(Campaign) == 2


# -- what is typed ----------------------------------------------------------------------------------------

NUMBERS = (
    "-1", "--5", "9" * 15, "9" * 400, "NaN", "inf", "1e9", "0x10", "٣", "１", "½", "1,5,5", "Rp", "-Rp -5", "10-15rb",
    "15 juta juta", "\u202e51", "-\u22125", "1.000.000.000.001", "-1.000.000.001", "₿5",
)  # fmt: skip


TYPED_IN = ("daily_amount", "days", "forecast_orders", "forecast_money")


def test_odd_numbers_in_a_plan_are_kept_and_answered(desk: Desk, phone: Any) -> None:
    post = str(desk.post())
    for typed in NUMBERS:
        odd = dict.fromkeys((*TYPED_IN, "every_days"), typed)
        for address in ("/promosi/baru", "/promosi/perkiraan"):
            answer = phone.send(address, PLAN | odd | {"post": post, "channel": "meta"})
            assert answer.status_code in {200, 422}, f"{address} {typed!r}"
            if answer.status_code == 422:
                page = parse_page(answer.text)
                assert {name: field(page, name) for name in TYPED_IN} == dict.fromkeys(
                    TYPED_IN, typed.strip()
                )
    assert desk.count(Campaign) == desk.count(WalletEntry) == 0


@pytest.mark.parametrize("name", [*TYPED_IN, "every_days"])
def test_one_odd_number_costs_no_other_field(desk: Desk, phone: Any, name: str) -> None:
    answer = phone.send("/promosi/baru", PLAN | {"post": str(desk.post()), "channel": "meta", name: "x9"})
    if answer.status_code == 422:
        page = parse_page(answer.text)
        assert {other: field(page, other) for other in TYPED_IN if other != name} == {
            other: PLAN[other] for other in TYPED_IN if other != name
        }
    entries = desk.world.read(lambda session: list(session.scalars(select(WalletEntry))))
    assert all(entry.balance_after >= 0 for entry in entries)


def test_the_same_region_a_thousand_times_is_one_region(desk: Desk, phone: Any) -> None:
    many = ["home"] * 1000
    assert phone.send("/promosi/baru", PLAN | {"post": str(desk.post()), "regions": many}).status_code == 303
    assert desk.world.one(select(Campaign)).audience["regions"] == ["home"]


def test_a_shop_without_posts_is_told_so(world: World, desk: Desk, phone: Any) -> None:
    for address in ("/promosi/baru", "/promosi/perkiraan"):
        assert phone.send(address, PLAN | {"post": "1"}).status_code == 422
    assert desk.count(MarketRun) == 0


def test_a_refused_launch_opens_no_wallet_and_keeps_every_field(desk: Desk, phone: Any) -> None:
    typed = {"daily_amount": "90rb", "days": "3", "forecast_orders": "77", "forecast_money": "-123rb"}
    answer = phone.send("/promosi/baru", PLAN | {"post": str(desk.post())} | typed)
    assert answer.status_code == 422
    page = parse_page(answer.text)
    assert {name: field(page, name) for name in typed} == typed
    assert desk.count(MarketRun) == desk.count(WalletEntry) == 0


def test_a_day_that_has_passed_in_another_tab_is_said_and_all_else_kept(desk: Desk, phone: Any) -> None:
    campaign, post = desk.launch(desk.post(), daily_amount=10_000), str(desk.post())
    desk.play(1, campaign)
    answer = phone.send("/promosi/baru", PLAN | {"post": post, "daily_amount": "20rb", "start": "0"})
    assert answer.status_code == 422
    page = parse_page(answer.text)
    assert field(page, "daily_amount") == "20rb"
    assert desk.count(Campaign) == 1


def test_a_replayed_key_leads_to_the_same_campaign(desk: Desk, phone: Any) -> None:
    form = PLAN | {"post": str(desk.post()), "submit_key": "satu", "days": "1"}
    first = phone.send("/promosi/baru", form)
    for changed in (form, form | {"daily_amount": "30rb"}, form | {"channel": "tidak ada"}):
        assert phone.send("/promosi/baru", changed).headers["Location"] == first.headers["Location"]
    assert desk.count(Campaign) == 1


def test_without_a_token_nothing_is_played_launched_or_closed(
    desk: Desk, phone: Any, trainer: Any, room: str
) -> None:
    desk.settle(mode="shared")
    campaign = desk.launch(desk.post(), daily_amount=10_000)
    here = f"/promosi/{campaign}"
    for who, address in (
        *((phone, f"{here}/{what}") for what in ("jalankan", "hentikan", "jeda", "lanjut", "ubah", "perkiraan")),
        (phone, "/promosi/baru"), (phone, "/promosi/ulang"), (trainer, f"{room}/tutup"), (trainer, f"{room}/batal"),
        (trainer, f"{room}/atur"), (trainer, f"{room}/kejadian"),
    ):  # fmt: skip
        assert who.post(address, data={"day": "0", "first_day": "0", "days": "1"}).status_code == 400, address
        for method in ("PUT", "DELETE", "PATCH"):
            assert who.open(address, method=method, data={"days": "1"}).status_code in {400, 405}, address
    assert desk.count(Round) == desk.count(MarketDay) == 0
    assert desk.campaign(campaign).state == "running"


# -- odd goods --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "facts",
    [
        {"price": 0, "unit_cost": 0}, {"price": 1, "unit_cost": BIG}, {"price": BIG, "unit_cost": None},
        {"price": BIG, "unit_cost": 1}, {"price": 180_000}, {"stock": 0}, {"price": 0, "unit_cost": None, "stock": 0},
    ],
    ids=str,
)  # fmt: skip
def test_odd_goods_are_planned_played_and_explained(desk: Desk, phone: Any, facts: dict[str, Any]) -> None:
    set_product(desk, **facts)
    post = str(desk.post())
    for aim in ("introduce", "sell"):
        plan = PLAN | {"post": post, "aim": aim, "daily_amount": "50rb"}
        assert phone.send("/promosi/perkiraan", plan).status_code == 200
    there = phone.send("/promosi/baru", plan).headers["Location"]
    assert phone.send(f"{there}/jalankan", {"day": "0", "pace": "all"}).status_code == 303
    answers(phone, int(there.rsplit("/", 1)[1]))
    balance = desk.balance()
    assert 0 <= balance <= 100_000
    assert balance == sum(entry.amount for entry in desk.entries())


def test_a_wallet_spent_to_the_last_rupiah(desk: Desk, phone: Any) -> None:
    post = str(desk.post())
    plan = PLAN | {"post": post, "daily_amount": "50.000", "days": "2", "aim": "sell"}
    there = phone.send("/promosi/baru", plan).headers["Location"]
    assert desk.free() == 0
    assert phone.send("/promosi/baru", PLAN | {"post": post, "days": "1"}).status_code == 422
    free = PLAN | {"post": post, "channel": "org_ig", "daily_amount": ""}
    assert phone.send("/promosi/baru", free).status_code == 303
    for day in range(3):
        phone.send(f"{there}/jalankan", {"day": str(day), "pace": "day"})
        assert desk.balance() >= 0
        assert desk.balance() == sum(entry.amount for entry in desk.entries())
    answers(phone, int(there.rsplit("/", 1)[1]))


# -- the edges of the calendar ----------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["2027-02-05", "2028-02-20"])
def test_campaigns_across_ramadan_and_a_leap_day(desk: Desk, phone: Any, start: str) -> None:
    desk.settle(start_date=date.fromisoformat(start))
    campaign = desk.launch(desk.post(), daily_amount=10_000, days=10)
    desk.event("rain", 3, 14)
    assert desk.play(None, campaign)
    assert len(desk.days(campaign)) == 10
    answers(phone, campaign)


def test_at_the_end_of_the_calendar_every_page_opens_and_says_so(
    desk: Desk, phone: Any, trainer: Any, room: str
) -> None:
    desk.settle(mode="shared")
    post = desk.post()
    with desk.world.session() as session:
        desk.launch(post, days=1)
        session.execute(update(MarketRun).values(day=89, first_day=88))
    desk.world.add(ClassEvent(classroom_id=desk.ids.classroom, kind="rain", first_day=89, days=14))
    with desk.world.session() as session:
        from sandbox.campaigns.models import ClassMarket

        session.execute(update(ClassMarket).values(day=89))
        session.execute(update(Campaign).values(state="done"))
    last = phone.send("/promosi/baru", PLAN | {"post": str(post), "days": "1", "start": "89"})
    assert last.status_code == 303
    assert (
        phone.send("/promosi/baru", PLAN | {"post": str(post), "days": "2", "start": "89"}).status_code == 422
    )
    assert trainer.send(f"{room}/tutup", {"days": "14", "first_day": "89"}).status_code == 422
    assert trainer.send(f"{room}/tutup", {"days": "1", "first_day": "89"}).status_code == 303
    assert desk.run().day == 90
    for address in (room, f"{room}/hasil", f"{room}/hari.csv", f"{room}/batal"):
        assert trainer.get(address).status_code == 200, address
    assert trainer.get(f"{room}/tutup").status_code == 303
    event = {"kind": "rain", "first_day": "90", "days": "1"}
    for answer in (trainer.get(f"{room}/kejadian"), trainer.send(f"{room}/kejadian", event)):
        assert answer.headers["Location"] == room
        assert "sudah sampai akhir" in text_of(trainer.page(room))
    assert desk.count(ClassEvent) == 1
    campaign = int(last.headers["Location"].rsplit("/", 1)[1])
    answers(phone, campaign)
    for start in ("89", "90", "91"):
        answer = phone.send("/promosi/baru", PLAN | {"post": str(post), "days": "1", "start": start})
        assert answer.status_code == 422
        words = text_of(parse_page(answer.text))
        assert "dalam 0 hari" not in words
    assert trainer.send(f"{room}/batal", {"number": "1"}).status_code == 303
    assert desk.run().day == 89


# -- things disappear -------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["post", "product", "hidden"])
def test_posts_and_goods_that_go_while_a_campaign_runs(desk: Desk, phone: Any, what: str) -> None:
    desk.post(product=1)
    post = desk.post()
    campaign = desk.launch(post, daily_amount=10_000, days=4)
    desk.play(1, campaign)
    table, facts = {
        "post": (Post, {"deleted_at": func.now()}),
        "product": (Product, {"deleted_at": func.now()}),
        "hidden": (Product, {"is_hidden": True}),
    }[what]
    with desk.world.session() as session:
        row = post if what == "post" else desk.ids.products[0]
        session.execute(update(table).where(table.id == row).values(**facts))
    for action, form in (
        ("jalankan", {"day": "1", "pace": "day"}), ("jalankan", {"day": "1", "pace": "all"}), ("lanjut", {}),
        ("jeda", {}), ("lanjut", {}), ("jeda", {}),
    ):  # fmt: skip
        assert phone.send(f"/promosi/{campaign}/{action}", form).status_code == 303, action
        assert phone.get(f"/promosi/{campaign}").status_code == 200, action
    answers(phone, campaign)
    assert phone.get(f"/promosi/{campaign}/ubah").status_code in {200, 303}
    assert phone.get(f"/promosi/baru?dari={campaign}").status_code in {200, 303}
    assert phone.send(
        f"/promosi/{campaign}/ubah", PLAN | {"post": str(post), "version": "1"}
    ).status_code in {303, 422}
    assert phone.send(f"/promosi/{campaign}/hentikan").status_code == 303
    assert desk.balance() == sum(entry.amount for entry in desk.entries())


@pytest.mark.parametrize("page", ["par", "sebab", "banding"])
def test_a_shop_erased_while_its_page_is_computed_is_not_found(
    desk: Desk, phone: Any, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    first = desk.launch(desk.post(), daily_amount=10_000, days=1)
    desk.play(1)
    desk.launch(desk.post(), daily_amount=10_000, days=1)
    desk.play(1)
    real = workbench.bench.get

    def meanwhile(key: str, compute: Any) -> Any:
        def erase() -> None:
            desk.world.phone("trainer", desk.ids.trainer).send(
                f"/pelatih/peserta/{desk.ids.participant}/hapus"
            )

        found = real(key, compute)
        thread = threading.Thread(target=erase)
        thread.start()
        thread.join(30)
        return found

    monkeypatch.setattr(workbench.bench, "get", meanwhile)
    address = "/promosi/banding" if page == "banding" else f"/promosi/{first}/{page}"
    assert phone.get(address).status_code == 404
    assert desk.count(Shop) == 0


@pytest.mark.parametrize("page", ["par", "sebab"])
def test_a_round_undone_while_a_page_is_computed(
    desk: Desk, phone: Any, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    desk.settle(mode="shared")
    campaign = desk.launch(desk.post(), daily_amount=10_000)
    number = desk.close(1)
    real = workbench.bench.get

    def meanwhile(key: str, compute: Any) -> Any:
        thread = threading.Thread(target=desk.undo, args=(number,))
        thread.start()
        thread.join(30)
        return real(key, compute)

    monkeypatch.setattr(workbench.bench, "get", meanwhile)
    assert phone.get(f"/promosi/{campaign}/{page}").status_code == 200
    assert desk.count(MarketDay) == 0


def test_a_shop_erased_while_its_days_are_computed_stores_nothing(
    app: Flask, desk: Desk, phone: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sandbox.campaigns import playing

    campaign = desk.launch(desk.post(), daily_amount=10_000)
    real = playing.play_days
    token = phone.token()

    def meanwhile(**facts: Any) -> Any:
        trainer = desk.world.phone("trainer", desk.ids.trainer)
        address = f"/pelatih/peserta/{desk.ids.participant}/hapus"
        thread = threading.Thread(target=lambda: trainer.send(address))
        thread.start()
        thread.join(30)
        return real(**facts)

    monkeypatch.setattr(playing, "play_days", meanwhile)
    form = {"csrf_token": token, "day": "0", "pace": "all"}
    assert phone.post(f"/promosi/{campaign}/jalankan", data=form).status_code == 303
    assert phone.get(f"/promosi/{campaign}").status_code in {303, 404}
    assert desk.count(MarketDay) == desk.count(WalletEntry) == 0


# -- many at once -----------------------------------------------------------------------------------------


def test_thirty_phones_asking_for_par_at_once_are_all_answered(
    app: Flask, desk: Desk, phone: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody meets a crash, few wait, the others are told to ask again, and it is computed once."""
    desk.settle(seed=uuid4().hex)  # a market nobody has computed before
    campaign = desk.launch(desk.post(), daily_amount=10_000, days=2)
    desk.play(2)
    computed, answered = [], Counter[int]()
    real = computing.par_of

    def counted(*args: Any, **kwargs: Any) -> Any:
        computed.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(computing, "par_of", counted)
    value = phone.get_cookie("lapak")
    start, busy = threading.Barrier(30), []

    def ask() -> None:
        mine = app.test_client()
        mine.set_cookie("lapak", value.value)
        start.wait(20)
        answer = mine.get(f"/promosi/{campaign}/par", headers={"HX-Request": "true"})
        answered[answer.status_code] += 1
        busy.append("ring" not in answer.text)

    phone.page("/promosi")
    threads = [threading.Thread(target=ask) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert answered == {200: 30}
    assert len(computed) == 1


@pytest.mark.parametrize("size", [1, 60])
def test_a_class_of_one_and_of_sixty(desk: Desk, trainer: Any, room: str, size: int) -> None:
    desk.settle(mode="shared")
    desks = [desk, *(desk.neighbour(f"Peserta {number}") for number in range(size - 1))]
    for each in desks[::3]:
        each.launch(each.post(), daily_amount=10_000)
    assert trainer.send(f"{room}/tutup", {"days": "1", "first_day": "0"}).status_code == 303
    assert desk.count(Round) == 1
    for address in (room, f"{room}/hasil", f"{room}/hasil/layar", f"{room}/hari.csv"):
        assert trainer.get(address).status_code == 200
    assert trainer.send(f"{room}/batal", {"number": "1"}).status_code == 303
    assert desk.count(Round) == desk.count(MarketDay) == 0
    for each in desks[::3]:
        assert each.balance() == 100_000


def test_more_money_than_a_screen_holds(desk: Desk, phone: Any, trainer: Any, room: str) -> None:
    """The largest wallet and the dearest goods fit the database and the pages."""
    with desk.world.session() as session:
        session.execute(update(Classroom).values(wallet_start=100_000_000))
    set_product(desk, price=BIG, unit_cost=BIG - 1, stock=999_999)
    post = str(desk.post())
    plan = PLAN | {"post": post, "daily_amount": "100jt", "days": "1", "aim": "sell"}
    there = phone.send("/promosi/baru", plan).headers["Location"]
    assert phone.send(f"{there}/jalankan", {"day": "0", "pace": "all"}).status_code == 303
    assert desk.balance() >= 0
    answers(phone, int(there.rsplit("/", 1)[1]))
    for address in (f"{room}/hasil", f"{room}/hari.csv"):
        assert trainer.get(address).status_code == 200


# -- what trainers type -----------------------------------------------------------------------------------


RULES = ("wallet_start", "max_restarts", "start_date", "seed")


def test_odd_words_in_the_rules_are_kept_and_answered(
    world: World, desk: Desk, trainer: Any, room: str
) -> None:
    rules = {"mode": "isolated", "start_pick": "own"}
    days = ("2027-02-30", "0000-00-00", "9999-12-31", "20270208", "2027-W05-1")
    for typed in (*NUMBERS, *days, "\u200b", "a" * 41):
        version = world.read(lambda s: s.scalar(select(func.max(_version())))) or 0
        form = rules | dict.fromkeys(RULES, typed) | {"version": str(version)}
        answer = trainer.send(f"{room}/atur", form)
        assert answer.status_code == 422, repr(typed)
        page = parse_page(answer.text)
        assert {name: field(page, name) for name in RULES} == dict.fromkeys(RULES, typed.strip())


def _version() -> Any:
    from sandbox.campaigns.models import ClassMarket

    return ClassMarket.row_version


def test_odd_numbers_close_no_round_and_make_nothing_happen(desk: Desk, trainer: Any, room: str) -> None:
    desk.settle(mode="shared")
    desk.launch(desk.post(), daily_amount=10_000)
    desk.close(1)
    for first in ("-1", "9" * 30, "NaN", "0", "2"):
        assert trainer.send(f"{room}/tutup", {"days": "1", "first_day": first}).status_code == 303
    for typed in NUMBERS:
        answer = trainer.send(f"{room}/tutup", {"days": typed, "first_day": "0"})
        assert answer.status_code == 422, repr(typed)
        form = {"kind": "rain", "first_day": typed, "days": "1"}
        assert trainer.send(f"{room}/kejadian", form).status_code == 422
        assert trainer.send(f"{room}/kejadian", form | {"first_day": "0", "days": typed}).status_code == 422
        assert trainer.send(f"{room}/kejadian", form | {"first_day": "0", "kind": typed}).status_code == 422
        assert trainer.send(f"{room}/batal", {"number": typed}).status_code == 303
    assert desk.count(Round) == desk.count(MarketDay) == 1
    assert desk.count(ClassEvent) == 0
    assert all(node.tag for node in elements(trainer.page(room)))
