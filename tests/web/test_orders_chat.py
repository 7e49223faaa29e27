"""Sending a practice order by chat, and the keeper's list."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from sandbox.orders.models import Order
from sandbox.orders.pricing import MOST_AT_ONCE, order_total
from tests.support.pages import LintingClient, text_of
from tests.support.shared_data import shared_data_dir
from tests.support.shop_pictures import change_shop
from tests.support.world import World

GOOD = {"product": "keripik", "quantity": "2", "message": "Halo, saya mau pesan.", "buyer_name": "Pak Budi"}


@pytest.fixture
def stall(world: World) -> Any:
    ids = world.arranged(slug="toko-siti")
    world.product(ids.shop, name="Keripik pedas", slug="keripik", price=15_000, stock=10)
    return ids


def send(phone: LintingClient, **changes: str) -> Any:
    """Send the chat form as its page would."""
    page = phone.get("/t/toko-siti/pesan?produk=keripik", headers={"Accept-Language": "id"}).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    key = re.search(r'name="submit_key" value="([^"]+)"', page)
    assert token
    assert key
    data = {"csrf_token": token[1], "submit_key": key[1]} | GOOD | changes
    return phone.post("/t/toko-siti/pesan?produk=keripik", data=data, headers={"Accept-Language": "id"})


def orders(world: World) -> int:
    return world.read(lambda session: session.scalar(select(func.count()).select_from(Order)))


@given(st.integers(0, 10**12), st.integers(1, MOST_AT_ONCE))
def test_a_total_is_price_times_quantity_in_whole_rupiah(price: int, quantity: int) -> None:
    total = order_total(price, quantity)
    assert isinstance(total, int)
    assert total == sum([price] * quantity)


@pytest.mark.parametrize(("price", "quantity"), [(1000, 0), (1000, -1), (-1, 1)])
def test_no_order_of_nothing_or_below_nothing(price: int, quantity: int) -> None:
    with pytest.raises(ValueError, match="no order"):
        order_total(price, quantity)


def test_an_order_is_stored_and_shown_as_sent(world: World, stall: Any, client: LintingClient) -> None:
    answer = send(client)
    assert answer.status_code == 303
    sent = text_of(client.page(answer.headers["Location"]))
    assert "Latihan: pesan ini tidak keluar dari kelas" in sent
    assert "Jumlah 2, total Rp 30.000" in sent.replace("\u00a0", " ")
    order = world.one(select(Order))
    assert (order.quantity, order.unit_price, order.buyer_name) == (2, 15_000, "Pak Budi")
    assert order.buyer_id is None
    assert order.shop_id == stall.shop


def test_the_form_knows_the_product_and_a_classmates_name(world: World, stall: Any) -> None:
    friend = world.participant(stall.classroom, "Bu Wati")
    page = world.phone("participant", friend).get("/t/toko-siti/pesan?produk=keripik").text
    assert 'value="Bu Wati"' in page
    assert "saya mau pesan Keripik pedas" in page
    assert '<option value="keripik" selected>' in page
    assert "wa.me" not in page
    send(world.phone("participant", friend))
    assert world.one(select(Order)).buyer_id == friend


def test_a_message_nobody_changed_names_what_is_ordered(
    world: World, stall: Any, client: LintingClient
) -> None:
    world.product(stall.shop, name="Madu hutan", slug="madu", price=60_000, stock=3)
    page = client.get("/t/toko-siti/pesan?produk=keripik", headers={"Accept-Language": "id"}).text
    ready_made = next(line for line in page.splitlines() if line.startswith("Halo ")).split("</")[0]
    assert "Keripik pedas" in ready_made
    assert send(client, product="madu", message=ready_made).status_code == 303
    assert world.one(select(Order.message)) == ready_made.replace("Keripik pedas", "Madu hutan")
    assert send(client, product="madu", message="Keripik pedas juga, ya").status_code == 303
    typed = select(Order.message).order_by(Order.id.desc()).limit(1)
    assert world.one(typed) == "Keripik pedas juga, ya"


def test_a_double_tap_orders_once(world: World, stall: Any, client: LintingClient) -> None:
    first, second = send(client, submit_key="same"), send(client, submit_key="same")
    assert first.headers["Location"] == second.headers["Location"]
    assert orders(world) == 1


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"quantity": "11"}, "Stoknya tinggal 10"),
        ({"quantity": "0"}, "1"),
        ({"quantity": "-3"}, "1"),
        ({"quantity": "banyak"}, "angka"),
        ({"quantity": ""}, "isi"),
        ({"buyer_name": ""}, "isi"),
        ({"buyer_name": "x" * 60}, "40"),
        ({"message": ""}, "isi"),
        ({"message": "x" * 700}, "600"),
        ({"product": "tidak-ada"}, "Pilih produk yang masih ada"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    world: World, stall: Any, client: LintingClient, changes: dict[str, str], sentence: str
) -> None:
    answer = send(client, **changes)
    assert answer.status_code == 422
    faults = re.findall(r'class="fault" id="[a-z_]+-fault">([^<]+)', answer.text)
    assert len(faults) == 1
    assert sentence.lower() in faults[0].lower()
    assert "Halo, saya mau pesan." in answer.text or "message" in changes
    assert orders(world) == 0


def test_nobody_else_can_look_at_a_sent_order(world: World, stall: Any, client: LintingClient) -> None:
    location = send(client).headers["Location"]
    forged = re.sub(r"terkirim=[^.&]+", "terkirim=Mg", location)
    assert "Pak Budi" not in text_of(client.page(forged))
    world.arranged("Lain", slug="toko-lain")
    elsewhere = location.replace("toko-siti", "toko-lain")
    assert "Pak Budi" not in text_of(client.page(elsewhere))


def test_a_draft_takes_no_orders(world: World, stall: Any, client: LintingClient) -> None:
    change_shop(world, stall.shop, state="draft")
    assert client.get("/t/toko-siti/pesan").status_code == 404


def test_odd_strings_in_an_order_come_back_as_typed(world: World, stall: Any, client: LintingClient) -> None:
    strings = json.loads((shared_data_dir() / "security" / "blns.json").read_text(encoding="utf-8"))
    odd = [text for text in strings if text.strip() and text.isprintable() and len(text) <= 40][::9]
    for text in odd:
        answer = send(client, buyer_name=text, message=text)
        assert answer.status_code == 303, text
        client.page(answer.headers["Location"])
    keeper = world.phone("participant", stall.participant)
    shown = text_of(keeper.page("/pesan"))
    assert all(" ".join(text.split()) in shown for text in odd)


def test_the_keeper_sees_and_answers_orders(world: World, stall: Any, client: LintingClient) -> None:
    send(client, message="Bisa kirim besok?")
    keeper = world.phone("participant", stall.participant)
    text = text_of(keeper.page("/pesan")).replace("\u00a0", " ")
    assert "Bisa kirim besok?" in text
    assert "2 x Rp 15.000 = Rp 30.000" in text
    order_id = world.one(select(Order.id))
    assert keeper.send(f"/pesan/{order_id}/selesai", {"done": "1"}).status_code == 303
    assert world.one(select(Order)).read_at is not None
    keeper.send(f"/pesan/{order_id}/selesai", {"done": "0"})
    assert world.one(select(Order)).read_at is None


def test_a_neighbour_cannot_touch_an_order(world: World, stall: Any, client: LintingClient) -> None:
    send(client)
    stranger = world.arranged("Lain")
    phone = world.phone("participant", stranger.participant)
    order_id = world.one(select(Order.id))
    assert phone.send(f"/pesan/{order_id}/selesai", {"done": "1"}).status_code == 404
    assert "Pak Budi" not in text_of(phone.page("/pesan"))


def test_no_shop_yet_and_no_orders_yet_say_what_to_do(world: World) -> None:
    classroom = world.classroom(world.trainer())
    newcomer = world.phone("participant", world.participant(classroom))
    assert "Kamu belum punya toko" in text_of(newcomer.page("/pesan"))
    ids = world.arranged()
    assert "Belum ada pesanan" in text_of(world.phone("participant", ids.participant).page("/pesan"))


@pytest.mark.one_database
def test_a_buyer_forgotten_leaves_no_name_in_the_keepers_list(world: World) -> None:
    ids = world.arranged()
    buyer = world.participant(ids.classroom, "Pak Wawan")
    world.add(Order(shop_id=ids.shop, buyer_id=buyer, buyer_name="Pak Wawan", quantity=2, unit_price=15_000))
    world.phone("trainer", ids.trainer).send(f"/pelatih/peserta/{buyer}/hapus")
    order = world.one(select(Order))
    assert (order.buyer_id, order.buyer_name, order.quantity) == (None, "", 2)
    page = text_of(world.phone("participant", ids.participant).page("/pesan"))
    assert "Seseorang" in page, "the order itself stays"
    assert "Wawan" not in page
