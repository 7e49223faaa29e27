"""Printing from the links page: choices, their picture, links made on the way, the PDF, fences and odd names."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy import event, func, select

from sandbox.extensions import db
from sandbox.links.models import ShortLink
from sandbox.shops.models import Product
from tests.support.pages import elements, text_of
from tests.support.qr_reading import read_with_zxing
from tests.support.shop_pictures import change_shop, full_shop
from tests.support.world import World

pytestmark = pytest.mark.one_database


def words_of(data: bytes) -> str:
    """All text of a PDF."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    return " ".join(" ".join(pages).split())


def sent(page: Any) -> dict[str, Any]:
    """What the download button would send."""
    form = next(
        node
        for node in elements(page)
        if node.get("action") == "/tautan/cetak" and node.get("method") == "post"
    )
    found: dict[str, list[str]] = {}
    for node in elements(form):
        if node.tag == "input" and node.get("name") != "csrf_token":
            found.setdefault(node.get("name"), []).append(node.get("value"))
    return found


def test_from_a_choice_to_a_pdf_whose_codes_lead_to_the_products(world: World) -> None:
    shop_id, keeper = full_shop(world, "camilan", "weave")
    phone = world.phone("participant", keeper)
    page = phone.page("/tautan/cetak?lembar=tags")
    picture = next(node for node in elements(page) if node.get("class") == "sheet-picture")
    shown = phone.get(picture.get("src"))
    assert (shown.mimetype, Image.open(io.BytesIO(shown.data)).width) == (
        "image/webp",
        int(picture.get("width")),
    )
    assert phone.get(picture.get("src"), headers={"If-None-Match": shown.headers["ETag"]}).status_code == 304
    assert sent(page) == {"lembar": ["tags"], "desain": ["woven"]}, "the design follows the theme"
    assert "lewat Wi-Fi kelas" in text_of(page), "the address is one of the class network"
    early = phone.get("/tautan/cetak/lembar.pdf?lembar=tags")
    assert early.status_code == 303, "nothing is printed before its links are made"
    answer = phone.send("/tautan/cetak", sent(page))
    assert answer.status_code == 303
    pdf = phone.get(answer.headers["Location"])
    assert (pdf.status_code, pdf.mimetype) == (200, "application/pdf")
    assert pdf.headers["Content-Disposition"].startswith("attachment; filename=tags-")
    products = world.read(
        lambda session: session.scalars(select(Product).where(Product.shop_id == shop_id)).all()
    )
    codes = world.read(
        lambda session: session.scalars(select(ShortLink.code).where(ShortLink.shop_id == shop_id)).all()
    )
    text = words_of(pdf.data)
    for product in products:
        assert product.name.split()[0] in text
        assert f"{product.price:,}".replace(",", ".") in text
    image = pypdfium2.PdfDocument(pdf.data)[0].render(scale=150 / 72).to_pil()
    read = set(read_with_zxing(image))
    assert read == {f"http://192.168.8.2:8000/q/{code}?s=qr" for code in codes}
    assert {
        world.phone().get(address.removeprefix("http://192.168.8.2:8000")).status_code for address in read
    } == {303}
    phone.send("/tautan/cetak", sent(page))
    assert world.read(lambda session: session.scalar(select(func.count()).select_from(ShortLink))) == len(
        codes
    )


def test_products_are_chosen_and_each_gets_its_page(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    wanted = {"lembar": "flyer-a6", "desain": "kraft", "isi": ["toko", str(ids.products[1])]}
    answer = phone.send("/tautan/cetak", wanted)
    data = phone.get(answer.headers["Location"]).data
    assert len(pypdfium2.PdfDocument(data)) == 2
    assert words_of(data).count("Rp 42.000") == 4
    part = phone.get("/tautan/cetak", query_string=wanted, headers={"X-Part": "1"})
    assert not part.text.lstrip().startswith("<!doctype")
    assert "2 lembar A4" in part.text
    link = world.one(select(ShortLink).where(ShortLink.target_kind == "product"))
    there = phone.get(f"/tautan/{link.id}/cetak")
    assert there.headers["Location"] == f"/tautan/cetak?isi={ids.products[1]}"
    card = phone.get(f"/tautan/{link.id}/kartu.jpg?unduh=1")
    assert phone.get(card.headers["Location"]).mimetype == "image/jpeg"


def test_names_no_type_face_has_are_said_and_long_ones_printed_whole(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    long = (
        "Keripik tempe sagu renyah aneka rasa pedas manis balado buatan Ibu Siti Nurhaliza dari Kedungbanteng"
    )
    change_shop(world, ids.shop, name=f"{long} 🌶️ 好吃", tagline="")
    words = text_of(phone.page("/tautan/cetak?desain=bold"))
    assert "belum bisa dicetak, jadi dilewati: 🌶好吃" in words
    answer = phone.send("/tautan/cetak", {"lembar": "poster-a5", "desain": "bold"})
    assert long in words_of(phone.get(answer.headers["Location"]).data)
    change_shop(world, ids.shop, name="好吃")
    answer = phone.send("/tautan/cetak", {"lembar": "stickers", "desain": "awning"})
    assert phone.get(answer.headers["Location"]).status_code == 200


def test_odd_choices_and_strangers(world: World) -> None:
    ids, other = world.arranged(), world.arranged(nickname="Pak Harto")
    phone = world.phone("participant", ids.participant)
    assert phone.get("/tautan/cetak?lembar=x&desain=../x&isi=").status_code == 404
    assert phone.get("/tautan/cetak?lembar=x&desain=../x").status_code == 200
    for address in ("/tautan/cetak", "/tautan/cetak/contoh.webp", "/tautan/cetak/lembar.pdf"):
        assert phone.get(f"{address}?isi={other.products[0]}").status_code == 404
    assert phone.send("/tautan/cetak", {"isi": str(other.products[0])}).status_code == 404
    newcomer = world.phone("participant", world.participant(ids.classroom, "Baru"))
    assert newcomer.get("/tautan/cetak").headers["Location"] == "/tautan"
    assert newcomer.get("/tautan/cetak/contoh.webp").status_code == 404
    bare = world.participant(ids.classroom, "Kosong")
    world.shop(ids.classroom, bare)
    empty = world.phone("participant", bare)
    assert "Label harga butuh produk" in text_of(empty.page("/tautan/cetak?lembar=tags"))
    assert empty.get("/tautan/cetak/contoh.webp?lembar=tags").status_code == 404
    back = empty.send("/tautan/cetak", {"lembar": "tags"}).headers["Location"]
    assert back.startswith("/tautan/cetak?lembar=tags")


def test_a_sheet_of_many_tags_asks_the_database_no_more_than_one_of_few(world: World) -> None:
    shop_id, keeper = full_shop(world, "camilan", "stall")
    phone = world.phone("participant", keeper)
    asked: list[str] = []
    with world.app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    def statements() -> int:
        asked.clear()
        assert phone.get("/tautan/cetak/contoh.webp?lembar=tags").status_code == 200
        return len(asked)

    statements()
    few = statements()
    for n in range(12):
        world.add(Product(shop_id=shop_id, slug=f"rasa-{n}", name=f"Rasa {n}", price=9_000, position=50 + n))
    assert statements() == few
