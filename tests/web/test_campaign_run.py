"""Running a campaign: day by day, resting, changing, in the trainer's rounds, beginning anew; the money told in full."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from sandbox.campaigns.enums import MarketMode
from sandbox.campaigns.models import Campaign, MarketDay, MarketRun, WalletEntry
from tests.support.desk import Desk
from tests.support.pages import elements, text_of
from tests.support.world import Ids, World

pytestmark = pytest.mark.one_database

PLAN = {
    "channel": "meta", "aim": "introduce", "regions": ["home", "regency"], "daily_amount": "20rb", "days": "3",
    "forecast_orders": "3", "forecast_money": "5rb",
}  # fmt: skip
CHANGE = {key: PLAN[key] for key in ("aim", "regions", "daily_amount", "days")} | {"version": "1"}


@pytest.fixture
def ids(world: World) -> Ids:
    return world.arranged(trade="camilan", story="Keripik dari dapur kecil kami, digoreng tiap pagi, renyah.")


@pytest.fixture
def desk(world: World, ids: Ids) -> Desk:
    return Desk(world, ids)


@pytest.fixture
def post(desk: Desk) -> int:
    return desk.post()


@pytest.fixture
def phone(world: World, ids: Ids) -> Any:
    return world.phone("participant", ids.participant)


@pytest.fixture
def address(phone: Any, post: int) -> str:
    """The page of a campaign that has just been launched."""
    return phone.send("/promosi/baru", PLAN | {"post": str(post)}).headers["Location"]


def play(phone: Any, address: str, day: int, pace: str = "day") -> Any:
    return phone.send(f"{address}/jalankan", {"day": str(day), "pace": pace})


def stored(world: World) -> Campaign:
    return world.one(select(Campaign).order_by(Campaign.id.desc()).limit(1))


def buttons(page: Any) -> list[str]:
    return [text_of(node) for node in elements(page) if node.tag == "button"]


def links(page: Any) -> dict[str, str]:
    return {text_of(node): node.get("href") for node in elements(page) if node.tag == "a"}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_days_just_played_are_told_one_by_one(world: World, phone: Any, address: str) -> None:
    play(phone, address, 0)
    there = play(phone, address, 1, "all").headers["Location"]
    assert there.endswith("?sejak=1")
    page = phone.page(there)
    days = [node for node in elements(page) if "replay-day" in (node.get("class") or "").split()]
    assert [text_of(day)[:6] for day in days] == ["Hari 2", "Hari 3"]
    played = world.read(lambda session: list(session.scalars(select(MarketDay).order_by(MarketDay.day))))
    assert [int(day.get("data-orders")) for day in days] == [day.orders for day in played[1:]]
    assert [int(day.get("data-money")) for day in days] == [day.money_left for day in played[1:]]
    assert "Hari yang baru lewat" not in text_of(phone.page(address))


def test_a_paused_campaign_rests_until_it_goes_on(world: World, phone: Any, address: str) -> None:
    phone.send(f"{address}/jeda")
    page = phone.page(address)
    assert "Promosi sedang istirahat" in text_of(page)
    assert "Jalankan satu hari" not in buttons(page)
    play(phone, address, 0)
    assert world.one(select(func.count()).select_from(MarketDay)) == 0
    phone.send(f"{address}/lanjut")
    play(phone, address, 0)
    assert world.one(select(func.count()).select_from(MarketDay)) == 1


def test_what_a_paused_campaign_had_set_aside_may_be_missing_when_it_goes_on(
    world: World, phone: Any, post: int, address: str
) -> None:
    phone.send(f"{address}/jeda")
    phone.send("/promosi/baru", PLAN | {"post": str(post), "days": "4"})
    phone.send(f"{address}/lanjut")
    page = plain(text_of(phone.page(address)))
    assert "belum cukup untuk melanjutkan. Yang bisa dipakai Rp 20.000" in page
    assert "Promosi sedang istirahat" in page


def test_what_a_paused_campaign_promises_no_more_is_not_counted_twice(phone: Any, address: str) -> None:
    """All that is free covers the days to come once: the purse of the change page says the same as resuming does."""
    running = purse(phone, address)
    phone.send(f"{address}/jeda")
    assert purse(phone, address) == running


def purse(phone: Any, address: str) -> str:
    page = phone.page(f"{address}/ubah")
    return next(node.get("data-money-free") for node in elements(page) if node.get("data-money-free"))


def test_a_small_change_is_saved_at_once(world: World, phone: Any, post: int, address: str) -> None:
    play(phone, address, 0)
    answer = phone.send(f"{address}/ubah", CHANGE | {"post": str(post), "daily_amount": "23rb", "days": "4"})
    assert answer.status_code == 303
    assert (stored(world).daily_amount, stored(world).days) == (23_000, 4)


@pytest.mark.parametrize(
    "change", [{"daily_amount": "30rb"}, {"regions": ["capital"]}, {"aim": "sell", "daily_amount": "40rb"}]
)
def test_a_change_that_restarts_learning_is_asked_about_once(
    world: World, phone: Any, post: int, address: str, change: dict[str, Any]
) -> None:
    play(phone, address, 0)
    wanted = CHANGE | {"post": str(post), "days": "2"} | change
    asked = phone.send(f"{address}/ubah", wanted)
    assert asked.status_code == 422
    assert "belajar lagi dari awal" in asked.text
    assert "Ya, ubah" in asked.text
    assert stored(world).days == 3
    assert phone.send(f"{address}/ubah", wanted | {"sure": "1"}).status_code == 303
    assert stored(world).days == 2


def test_a_change_counts_only_the_days_still_to_pay(phone: Any, post: int, address: str) -> None:
    """100.000 in all: a day at 20.000 is over, so two more at 40.000 fit, although three would not."""
    play(phone, address, 0)
    words = text_of(phone.page(f"{address}/ubah"))
    assert "2 hari lagi × Rp 20.000 = Rp 40.000. Sisa uang latihanmu Rp 40.000." in words
    wanted = CHANGE | {"post": str(post), "daily_amount": "40rb"}
    card = phone.send(f"{address}/perkiraan", wanted, headers={"HX-Request": "true"})
    assert "Ini butuh" not in card.text
    assert phone.send(f"{address}/ubah", wanted | {"sure": "1"}).status_code == 303


def test_the_estimate_of_a_change_warns_before_it_is_saved(phone: Any, post: int, address: str) -> None:
    play(phone, address, 0)
    htmx = {"HX-Request": "true"}
    small = phone.send(f"{address}/perkiraan", CHANGE | {"post": str(post)}, headers=htmx)
    assert "belajar lagi" not in small.text
    assert "orang yang cocok" in small.text
    large = phone.send(
        f"{address}/perkiraan", CHANGE | {"post": str(post), "daily_amount": "30rb"}, headers=htmx
    )
    assert "belajar lagi" in large.text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"daily_amount": "90rb", "sure": "1"}, "belum cukup"),
        ({"daily_amount": "1rb"}, "paling sedikit"),
        ({"days": "1"}, "Jumlah harinya tidak bisa"),
        ({"version": "0"}, "dari HP atau tab lain"),
        ({"post": "999999"}, "Pilih"),
    ],
)
def test_a_change_that_cannot_be_made_says_why_and_loses_nothing(  # noqa: PLR0917  fixtures and cases
    world: World, phone: Any, post: int, address: str, change: dict[str, str], sentence: str
) -> None:
    play(phone, address, 0)
    play(phone, address, 1)
    answer = phone.send(f"{address}/ubah", CHANGE | {"post": str(post), "daily_amount": "21rb"} | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{change.get("daily_amount", "21rb")}"' in answer.text
    assert (stored(world).daily_amount, stored(world).days) == (20_000, 3)


def test_what_is_over_cannot_be_changed(world: World, phone: Any, post: int, address: str) -> None:
    phone.send(f"{address}/hentikan")
    for action in ("ubah", "jeda", "lanjut"):
        assert phone.send(f"{address}/{action}", CHANGE | {"post": str(post)}).status_code == 303
    assert stored(world).state == "stopped"
    assert "sudah selesai" in text_of(phone.page(address))
    assert phone.get(f"{address}/ubah").headers["Location"] == address


def test_a_post_deleted_meanwhile_is_said_on_the_page(
    world: World, phone: Any, post: int, address: str
) -> None:
    phone.send(f"/posting/{post}/hapus")
    assert "Postingnya sudah dihapus" in text_of(phone.page(address))
    assert play(phone, address, 0).status_code == 303
    assert phone.get(address).status_code == 200
    assert phone.get(f"{address}/ubah").status_code == 200


def test_beginning_anew_keeps_the_earlier_try(world: World, phone: Any, post: int, address: str) -> None:
    play(phone, address, 0)
    asked = text_of(phone.page("/promosi/ulang"))
    assert "Percobaan 1 tidak hilang" in asked
    assert "mengulang 3 kali" in asked
    for _ in range(2):  # a double tap
        assert phone.send("/promosi/ulang", {"number": "1"}).status_code == 303
    assert world.one(select(func.max(MarketRun.number))) == 2
    page = phone.page("/promosi")
    assert "Rp 100.000" in plain(text_of(page))
    assert "Percobaan 1" in text_of(page)
    assert address in {node.get("href") for node in elements(page)}
    earlier = text_of(phone.page(address))
    assert "Percobaan lalu" in earlier
    assert "Jalankan satu hari" not in earlier
    assert "mengulang 2 kali" in text_of(phone.page("/promosi/ulang"))


def test_a_try_in_which_nothing_was_done_goes_on(world: World, phone: Any) -> None:
    assert phone.send("/promosi/ulang", {"number": "1"}).status_code == 303
    assert world.one(select(func.max(MarketRun.number))) == 1
    assert "dimulai" not in text_of(phone.page("/promosi")), "nothing began, and nobody says so"


def test_when_no_try_is_left_a_sentence_says_so(
    world: World, phone: Any, desk: Desk, post: int, address: str
) -> None:
    desk.settle(max_restarts=0)
    page = phone.page("/promosi/ulang")
    assert "sudah habis" in text_of(page)
    assert "Ya, mulai percobaan baru" not in buttons(page)
    phone.send("/promosi/ulang", {"number": "1"})
    assert "semuanya sudah terpakai" in text_of(phone.page("/promosi"))
    assert world.one(select(func.max(MarketRun.number))) == 1


def test_the_wallet_of_an_earlier_try_can_still_be_read(world: World, phone: Any, address: str) -> None:
    play(phone, address, 0)
    phone.send("/promosi/ulang", {"number": "1"})
    spent = -world.one(select(WalletEntry.amount).where(WalletEntry.amount < 0))
    page = plain(text_of(phone.page("/promosi/uang?coba=1")))
    assert f"Rp {100_000 - spent:,}".replace(",", ".") in page
    assert len([node for node in elements(phone.page("/promosi/uang?coba=1")) if node.tag == "tr"]) == 3
    assert "Biaya iklan" not in text_of(phone.page("/promosi/uang"))


def test_money_set_aside_is_told_beside_what_is_free(phone: Any, address: str) -> None:
    page = plain(text_of(phone.page("/promosi/uang")))
    assert "Rp 40.000" in page
    assert "Di dompet Rp 100.000; Rp 60.000 disisihkan" in page


def test_in_a_shared_market_the_page_waits_for_the_trainer(
    world: World, phone: Any, desk: Desk, post: int
) -> None:
    desk.settle(mode=MarketMode.SHARED.value)
    address = phone.send("/promosi/baru", PLAN | {"post": str(post)}).headers["Location"]
    page = phone.page(address)
    assert "Menunggu pelatih menutup ronde" in text_of(page)
    assert "Jalankan satu hari" not in buttons(page)
    waiting = next(node.get("data-poll-url") for node in elements(page) if node.get("data-poll-url"))
    assert "Menunggu pelatih" in phone.get(waiting).text
    play(phone, address, 0)
    assert "pelatih yang menjalankan harinya" in text_of(phone.page(address))
    assert desk.close() == 1
    closed = phone.get(waiting).text
    assert "Ronde sudah ditutup" in closed
    there = re.search(r'href="([^"]+)"', closed)
    assert there
    assert "Hari yang baru lewat" in text_of(phone.page(there[1]))
    assert phone.get("/promosi/ulang").status_code == 303


def test_what_the_trainer_lets_happen_is_told_in_plain_words(phone: Any, desk: Desk, address: str) -> None:
    assert "Hujan di sekitarmu" not in text_of(phone.page(address))
    desk.event("rain", first_day=0)
    for page in (address, "/promosi"):
        assert "Hujan di sekitarmu" in text_of(phone.page(page))
    play(phone, address, 0)
    assert "Hujan di sekitarmu" not in text_of(phone.page("/promosi"))


def test_the_halves_of_a_test_rest_and_stop_together(world: World, phone: Any, desk: Desk, post: int) -> None:
    other = desk.post(caption="Renyah sampai suapan terakhir.")
    plan = PLAN | {"post": str(post), "ab": "1", "post_b": str(other), "daily_amount": "30rb"}
    address = phone.send("/promosi/baru", plan).headers["Location"]
    page = phone.page(address)
    assert "posting A" in text_of(page)
    assert "Ubah" not in links(page)
    phone.send(f"{address}/hentikan")
    assert world.read(lambda session: set(session.scalars(select(Campaign.state)))) == {"stopped"}


def test_pages_of_a_campaign_that_has_not_begun_stay_light(phone: Any, address: str) -> None:
    for page in (address, f"{address}/ubah", "/promosi", "/promosi/uang", "/promosi/ulang"):
        assert len(phone.get(page).data) < 60_000, page


def test_a_neighbours_campaign_cannot_be_touched(world: World, address: str) -> None:
    theirs = world.arranged(nickname="Pak Harto", slug="tetangga")
    other = world.phone("participant", theirs.participant)
    for action in ("ubah", "tunggu"):
        assert other.get(f"{address}/{action}").status_code == 404
    for action in ("ubah", "perkiraan", "jeda", "lanjut", "hentikan"):
        assert other.send(f"{address}/{action}", CHANGE).status_code == 404
    assert stored(world).state == "running"


def test_a_post_of_mine_can_be_shown_to_followers(phone: Any, post: int) -> None:
    """The way from the post to a free place, filled in already."""
    page = phone.page("/posting")
    way = links(page)["Tayangkan ke pengikut"]
    assert f"post={post}" in way
    plan = phone.page(way)
    chosen = [
        node for node in elements(plan) if node.get("name") == "channel" and node.get("checked") is not None
    ]
    assert [node.get("data-free") is not None for node in chosen] == [True]
