"""The class result: a distribution without names, a ranking only when asked for, and every day as a table."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from sqlalchemy import func, select

from sandbox.campaigns.class_market.result_pages import order_spread, ranking_rows, short_money
from sandbox.campaigns.models import MarketDay, ShopDay
from sandbox.lang.csv_cells import BOM
from sandbox.shops.models import Shop
from tests.support.desk import Desk
from tests.support.pages import elements, text_of
from tests.support.world import World

pytestmark = pytest.mark.one_database

NAMES = ("Pak Wawan", "Mbak Rina", "Mas Agus", "Bu Lilis", "Wa Ode")


@pytest.fixture
def here(desk: Desk) -> str:
    return f"/pelatih/kelas/{desk.ids.classroom}/pasar"


@pytest.fixture
def played(desk: Desk) -> Desk:
    """Six shops in one market that played two days, and a seventh that is not there yet."""
    desk.settle(mode="shared")
    desk.launch(desk.post())
    for place, name in enumerate(NAMES):
        friend = desk.neighbour(name)
        channel = "wa_bc" if place == 0 else "meta"
        friend.launch(
            friend.post(), channel=channel, daily_amount=0 if place == 0 else 10_000 + 5_000 * place
        )
    desk.close(2)
    desk.neighbour("Orang Baru", state="draft")
    return desk


def dots(page: Any) -> int:
    """Circles inside the drawings of the two distributions."""
    drawings = [node for node in elements(page) if "strip" in (node.get("class") or "").split()]
    return sum(1 for drawing in drawings for node in drawing.iter() if str(node.tag).endswith("circle"))


def table_sum(page: Any, table_id: str) -> int:
    """The numbers of a table's second column, added up."""
    table = next(node for node in elements(page) if node.get("id") == table_id)
    cells = [node for node in table.iter() if node.tag == "td"]
    return sum(int(text_of(cell)) for cell in cells)


def read(text: str) -> list[dict[str, str]]:
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline="")))


def test_before_the_first_day_there_is_a_way_back_instead_of_a_result(trainer: Any, here: str) -> None:
    for rest in ("/hasil", "/hasil/layar", "/hasil/layar/toko"):
        assert "Hasil muncul setelah" in trainer.get(here + rest).text


def test_the_result_shows_every_shop_as_a_dot_and_in_the_table_but_nobody_by_name(
    played: Desk, trainer: Any, here: str
) -> None:
    page = trainer.page(f"{here}/hasil")
    assert dots(page) == 12
    assert table_sum(page, "money-strip-counts") == table_sum(page, "orders-strip-counts") == 6
    words = text_of(page)
    for expected in (
        "dari 6 toko",
        "Separuhnya",
        "1 toko belum memainkan",
        "Siaran WhatsApp",
        "Beda hasil antar toko",
    ):
        assert expected in words
    for name in ("Bu Siti", *NAMES, "Keripik Bu Siti"):
        assert name not in words
        assert name not in trainer.get(f"{here}/hasil/layar").text


def test_gained_even_and_lost_are_the_shops_money(
    world: World, played: Desk, trainer: Any, here: str
) -> None:
    money: dict[int, int] = {}
    with world.app.app_context():
        from sandbox.campaigns.queries import class_results

        money = {result.shop_id: result.money_left for result in class_results(played.ids.classroom)}
    gained = sum(value > 0 for value in money.values())
    assert f"{gained} dari 6 toko punya uang tersisa" in text_of(trainer.page(f"{here}/hasil")) or gained == 0
    board = trainer.get(f"{here}/hasil/layar/toko").text
    assert f'wall-number num">{gained}<' in board


def test_a_ranking_appears_only_when_switched_on_and_names_no_shop(
    played: Desk, trainer: Any, here: str
) -> None:
    assert "Peringkat" not in trainer.get(f"{here}/hasil").text
    played.settle(show_ranking=True)
    for rest in ("/hasil", "/hasil/layar"):
        words = text_of(trainer.page(here + rest))
        assert "Peringkat sisa uang" in words
        assert "Pak Wawan" in words
        assert "Keripik Bu Siti" not in words
    assert "Orang Baru" not in trainer.get(f"{here}/hasil").text


def test_three_shops_are_too_few_to_tell_luck_from_choice(desk: Desk, trainer: Any, here: str) -> None:
    desk.launch(desk.post())
    desk.play()
    words = text_of(trainer.page(f"{here}/hasil"))
    assert "belum bisa dipisahkan" in words
    assert "Baru satu toko" in words


def test_the_wall_is_sent_again_only_when_it_changed(played: Desk, trainer: Any, here: str) -> None:
    first = trainer.get(f"{here}/hasil/layar/toko")
    marked = {"If-None-Match": first.headers["ETag"]}
    assert trainer.get(f"{here}/hasil/layar/toko", headers=marked).status_code == 304
    played.close()
    assert trainer.get(f"{here}/hasil/layar/toko", headers=marked).status_code == 200


def test_equal_money_shares_a_place() -> None:
    class Result:
        def __init__(self, shop_id: int, money_left: int) -> None:
            self.shop_id, self.money_left, self.orders = shop_id, money_left, 1

    rows = ranking_rows(
        [Result(1, 5), Result(2, 9), Result(3, 5), Result(4, 1)], {1: "A", 2: "B", 3: "C", 4: "D"}
    )
    assert [row[0] for row in rows] == ["1. B", "2. A", "2. C", "4. D"]


def test_equal_shops_are_not_told_as_a_span() -> None:
    assert order_spread([0, 0, 0, 0, 2]).sentence == "5 toko. Separuhnya atau lebih tepat di 0."
    assert "antara 1 dan 3" in order_spread([0, 1, 2, 3, 4]).sentence


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0"),
        (500, "500"),
        (20_000, "20rb"),
        (-50_000, "−50rb"),
        (1_500_000, "1,5jt"),
        (-2_000_000, "−2jt"),
    ],
)
def test_round_numbers_on_the_line_are_short(amount: int, text: str) -> None:
    assert short_money(amount) == text


def test_every_day_of_every_try_is_in_the_table_and_adds_up(
    world: World, desk: Desk, trainer: Any, here: str
) -> None:
    first = desk.launch(desk.post())
    desk.launch(desk.post(), channel="wa_bc", daily_amount=0, days=1)
    desk.play(days=2)
    desk.restart()
    desk.launch(desk.post())
    desk.play()
    answer = trainer.get(f"{here}/hari.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == "attachment; filename=pasar-kelas-madiun.csv"
    rows = read(answer.text)
    paid = [row for row in rows if row["source"] == "campaign"]
    own = [row for row in rows if row["source"] == "organic"]
    stored = world.read(lambda session: list(session.scalars(select(MarketDay))))
    assert len(paid) == len(stored)
    assert len(own) == world.one(select(func.count(ShopDay.id)))
    assert {(row["run"], row["market_day"], row["slot"]) for row in paid} == {
        ("1", "1", "0"), ("1", "1", "1"), ("1", "2", "0"), ("2", "1", "0"),
    }  # fmt: skip
    for name in ("spend", "orders", "clicks", "revenue", "money_left"):
        assert sum(int(row[name]) for row in paid) == sum(getattr(day, name) for day in stored), name
    example = next(row for row in paid if row["run"] == "1" and row["market_day"] == "2")
    day = desk.days(first)[1]
    assert (example["date"], example["channel"], example["spend"]) == ("2026-11-24", "meta", str(day.spend))
    assert float(example["expected_orders"].replace(",", ".")) == pytest.approx(
        day.report["expected"]["orders"], abs=0.006
    )
    assert example["tuning_version"] == day.tuning_version
    money = [day.report["expected"]["profit"] for day in stored]
    assert sum(int(row["expected_money_left"]) for row in paid) == pytest.approx(sum(money), abs=len(money))


def test_the_table_is_guarded_against_formulas(world: World, desk: Desk, trainer: Any, here: str) -> None:
    with world.session() as session:
        session.get_one(Shop, desk.ids.shop).name = '=HYPERLINK("http://x","Toko")'
    desk.launch(desk.post())
    desk.play()
    assert {row["shop"] for row in read(trainer.get(f"{here}/hari.csv").text)} == {
        '\'=HYPERLINK("http://x","Toko")'
    }


def test_the_dictionary_explains_every_column_in_the_reader_s_language(
    desk: Desk, trainer: Any, here: str
) -> None:
    head = trainer.get(f"{here}/hari.csv").text.removeprefix(BOM).splitlines()[0].split(",")
    words = read(trainer.get(f"{here}/kamus.csv").text)
    assert [row["kolom"] for row in words] == head
    assert all(row["satuan"] and row["arti"] for row in words)
    trainer.send("/bahasa", {"lang": "en", "next": "/"})
    english = read(trainer.get(f"{here}/kamus.csv").text)
    assert [row["column"] for row in english] == head
