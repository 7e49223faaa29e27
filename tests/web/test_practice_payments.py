"""Practice payments: a code no app can pay, a button instead of money, and the owner who checks."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from sqlalchemy import select

from sandbox.links.models import ShortLink
from sandbox.links.queries import count_visits
from sandbox.media.payment_codes import is_payment_code
from sandbox.orders.models import PracticePayment
from tests.support.pages import elements, text_of
from tests.support.qr_reading import read_with_second_engine, read_with_zxing
from tests.support.world import Ids, World


def coded(world: World, ids: Ids) -> str:
    """Press the button that makes the code; give back the page behind it."""
    answer = world.phone("participant", ids.participant).send("/tautan/bayar")
    assert answer.headers["Location"] == "/tautan/bayar"
    return f"/latihan/qr/{world.one(select(ShortLink.code).where(ShortLink.shop_id == ids.shop))}"


def payments(world: World) -> list[PracticePayment]:
    return world.read(
        lambda session: list(session.scalars(select(PracticePayment).order_by(PracticePayment.id)))
    )


def test_a_classmate_pays_by_a_button_and_the_owner_sees_it(world: World) -> None:
    ids = world.arranged()
    owner = world.phone("participant", ids.participant)
    assert "Buat QR latihan" in owner.get("/tautan/bayar").text
    address = coded(world, ids)
    assert coded(world, ids) == address, "asking twice makes one"
    picture = Image.open(io.BytesIO(owner.get("/tautan/bayar/qr.png").data))
    (payload,) = read_with_zxing(picture)
    assert payload == f"http://192.168.8.2:8000{address}"
    assert read_with_second_engine(picture) == [payload]
    assert not is_payment_code(payload)
    received = owner.get("/tautan/bayar/masuk")
    mark = {"If-None-Match": received.headers["ETag"]}

    friend = world.participant(ids.classroom, "Pak Wawan")
    phone = world.phone("participant", friend)
    page = phone.page(address)
    assert "INI LATIHAN, uang tidak berpindah" in text_of(page)
    key = next(node.get("value") for node in elements(page) if node.get("name") == "submit_key")
    for _ in range(2):
        sent = phone.send(address, {"amount": "15rb", "submit_key": key})
        assert sent.status_code == 303
    done = text_of(phone.page(sent.headers["Location"]))
    assert "Rp 15.000" in done
    assert "belum berarti uang sudah masuk" in done
    (paid,) = payments(world)
    assert (paid.amount, paid.payer_id, paid.payer_name) == (15_000, friend, "Pak Wawan")
    after = owner.get("/tautan/bayar/masuk", headers=mark)
    assert "Pak Wawan" in after.text
    assert (
        owner.get("/tautan/bayar/masuk", headers={"If-None-Match": after.headers["ETag"]}).status_code == 304
    )
    words = text_of(owner.page("/tautan/bayar"))
    for taught in ("Nama di layar pembeli", "NMID di stiker", "Uang di rekening", "Rp 500.000", "1 Des 2024",
                   "tempel QRIS asli dari penyediamu"):  # fmt: skip
        assert taught in words


def test_a_visitor_says_a_name_and_slips_are_explained(world: World) -> None:
    ids = world.arranged()
    address = coded(world, ids)
    visitor = world.phone()
    for typed in ("", "gratis", "0", "99 miliar", "-5"):
        answer = visitor.send(address, {"amount": typed, "payer_name": "Ani <b>"})
        assert answer.status_code == 422, typed
        assert "Ani &lt;b&gt;" in answer.text, "what was typed is still there"
        assert "amount-error" in answer.text
    assert visitor.send(address, {"amount": "20.000", "payer_name": ""}).status_code == 422
    assert payments(world) == []
    assert visitor.send(address, {"amount": "20.000", "payer_name": "Ani 🌶"}).status_code == 303
    assert [(paid.amount, paid.payer_id, paid.payer_name) for paid in payments(world)] == [
        (20_000, None, "Ani 🌶")
    ]
    stranger = visitor.get(f"{address}?bayar=1.x")
    assert "Bayar latihan ke" in stranger.text, "only who paid sees the receipt"


def test_fences_hold(world: World) -> None:
    ids, other = world.arranged(), world.arranged(nickname="Pak Harto")
    address, theirs = coded(world, ids), coded(world, other)
    owner = world.phone("participant", ids.participant)
    assert "Ini QR tokomu sendiri" in owner.get(address).text
    assert owner.send(address, {"amount": "1000"}).status_code == 404, "nobody pays themselves"
    assert owner.get(theirs).status_code == 404
    assert owner.send(theirs, {"amount": "1000"}).status_code == 404
    for code in ("ACDEFHJ", "x", "%00", "7M4T9KM"):
        assert world.phone().get(f"/latihan/qr/{code}").status_code == 404
    shop = owner.send("/tautan", {"kind": "shop", "target": str(ids.shop)})
    assert shop.status_code == 303
    shop_code = world.one(
        select(ShortLink.code).where(ShortLink.shop_id == ids.shop, ShortLink.target_kind == "shop")
    )
    assert world.phone().get(f"/latihan/qr/{shop_code}").status_code == 404, (
        "a shop's code is no payment code"
    )
    followed = world.phone().get(address.replace("/latihan/qr/", "/q/"))
    assert followed.headers["Location"] == address, "typed like any code it leads to the same page"
    with world.app.app_context():
        assert count_visits([ids.shop]) == {}, "and is no visit to the shop"
    assert payments(world) == []


@pytest.mark.one_database
def test_somebody_forgotten_leaves_no_name_behind(world: World) -> None:
    ids = world.arranged()
    payer = world.participant(ids.classroom, "Pak Wawan")
    world.add(PracticePayment(shop_id=ids.shop, payer_id=payer, payer_name="Pak Wawan", amount=15_000))
    world.phone("trainer", ids.trainer).send(f"/pelatih/peserta/{payer}/hapus")
    (paid,) = payments(world)
    assert (paid.payer_id, paid.payer_name, paid.amount) == (None, "", 15_000)
    assert "Seseorang" in text_of(world.phone("participant", ids.participant).page("/tautan/bayar"))


@pytest.mark.one_database
def test_a_draft_shop_takes_no_practice_payment(world: World) -> None:
    ids = world.arranged(state="draft")
    address = coded(world, ids)
    friend = world.phone("participant", world.participant(ids.classroom, "Pak Wawan"))
    assert "sedang disiapkan" in friend.get(address).text
    assert friend.send(address, {"amount": "1000"}).status_code == 404
    assert payments(world) == []


@pytest.mark.one_database
def test_an_address_that_looks_like_a_payment_gets_no_code(world: World) -> None:
    ids = world.arranged()
    coded(world, ids)
    world.app.extensions["settings"] = type(world.app.extensions["settings"])(
        **{**vars(world.app.extensions["settings"]), "public_url": "https://link.dana.id"}
    )
    assert world.phone("participant", ids.participant).get("/tautan/bayar/qr.png").status_code == 404
