"""The QR studio and the page of places: what is chosen is kept, what cannot be read or said is explained."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy import select

from sandbox.links.models import Scan, ShortLink
from tests.support.pages import elements, text_of
from tests.support.qr_reading import draw_svg, read_with_second_engine, read_with_zxing
from tests.support.world import Ids, World

pytestmark = pytest.mark.one_database

BASE = "http://192.168.8.2:8000"


def linked(world: World, ids: Ids, kind: str = "shop") -> int:
    return world.add(
        ShortLink(
            shop_id=ids.shop,
            target_kind=kind,
            target_id=ids.shop,
            code={"shop": "7M4T9KM"}.get(kind, "ACDEFHJ"),
        )
    )


def style_of(world: World, link: int) -> dict[str, object]:
    return world.one(select(ShortLink).where(ShortLink.id == link)).qr_style


def test_an_ink_and_a_logo_are_tried_then_kept_and_used_everywhere(world: World) -> None:
    ids = world.arranged()
    link = linked(world, ids)
    phone = world.phone("participant", ids.participant)
    tried = phone.page(f"/tautan/{link}/qr?warna=%23084c3f&logo=ya")
    shown = next(
        node.get("src") for node in elements(tried) if node.tag == "img" and "/qr.svg" in node.get("src")
    )
    assert "#084c3f" in phone.get(shown).text
    assert style_of(world, link) == {}, "looking keeps nothing"
    assert "#000000" in phone.get(f"/tautan/{link}/qr.svg").text
    kept = phone.send(f"/tautan/{link}/qr", {"warna": "#084c3f", "logo": "ya"})
    assert kept.status_code == 303
    assert style_of(world, link) == {"colour": "#084c3f", "has_logo": True}
    svg = phone.get(f"/tautan/{link}/qr.svg?s=poster").text
    assert "#084c3f" in svg
    assert "<image " in svg
    for image in (
        draw_svg(svg, 10),
        Image.open(io.BytesIO(phone.get(f"/tautan/{link}/qr.png?s=poster").data)),
    ):
        assert read_with_zxing(image) == read_with_second_engine(image) == [f"{BASE}/q/7M4T9KM?s=poster"]
    widths = [
        Image.open(io.BytesIO(phone.get(f"/tautan/{link}/qr.png?ukuran={size}").data)).width
        for size in ("kecil", "sedang", "besar")
    ]
    assert widths == sorted(set(widths))
    part = phone.get(f"/tautan/{link}/qr?warna=%2314417a&logo=tidak", headers={"X-Part": "1"})
    assert not part.text.lstrip().startswith("<!doctype")


@pytest.mark.parametrize(
    ("typed", "says"),
    [("#ff7700", "#924100"), ("#FFF", "#595959"), ("merah", "#7d1a3c"), ("", "#7d1a3c")],
)
def test_a_colour_phones_cannot_read_is_explained_and_not_kept(world: World, typed: str, says: str) -> None:
    ids = world.arranged()
    link = linked(world, ids)
    phone = world.phone("participant", ids.participant)
    answer = phone.send(f"/tautan/{link}/qr", {"warna": "sendiri", "kode": typed, "logo": "tidak"})
    assert answer.status_code == 422
    assert says in answer.text
    assert f'value="{typed}"' in answer.text, "what was typed is still there"
    assert style_of(world, link) == {}
    nearly = phone.get(f"/tautan/{link}/qr?warna=sendiri&kode=%23b70000").text
    assert "6,9 kali dari putih, perlu 7" in nearly, "6,97 is not called 7"
    just_chosen = phone.get(f"/tautan/{link}/qr?warna=sendiri&kode=").text
    assert "Tulis kode warnanya dulu" in just_chosen
    assert "belum bisa dibaca" not in just_chosen
    if typed:
        taken = phone.send(f"/tautan/{link}/qr", {"warna": "sendiri", "kode": says, "logo": "tidak"})
        assert taken.status_code == 303, "what is offered can be taken"
        assert style_of(world, link)["colour"] == says


@pytest.mark.parametrize(
    "query", ["warna=%00&logo=%00", "warna=<script>&ukuran=9999", "s=%22/>&m=x&c=%F0%9F%98%80"]
)
def test_odd_wishes_give_a_plain_code(world: World, query: str) -> None:
    ids = world.arranged()
    link = linked(world, ids)
    phone = world.phone("participant", ids.participant)
    assert phone.get(f"/tautan/{link}/qr?{query}").status_code == 200
    code = Image.open(io.BytesIO(phone.get(f"/tautan/{link}/qr.png?{query}").data))
    assert read_with_zxing(code) == [f"{BASE}/q/7M4T9KM?s=qr"]


def test_print_sheets_draw_the_code_in_its_kept_style(world: World) -> None:
    ids = world.arranged()
    link = linked(world, ids)
    phone = world.phone("participant", ids.participant)
    phone.send(f"/tautan/{link}/qr", {"warna": "#7d1a3c", "logo": "ya"})
    pdf = phone.get("/tautan/cetak/lembar.pdf?isi=toko").data
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72).to_pil()
    preview = Image.open(io.BytesIO(phone.get("/tautan/cetak/contoh.webp?isi=toko").data)).convert("RGB")
    for sheet in (page, preview):
        assert read_with_zxing(sheet) == read_with_second_engine(sheet) == [f"{BASE}/q/7M4T9KM?s=poster"]
    assert (0x7D, 0x1A, 0x3C) in {colour for _, colour in page.convert("RGB").getcolors(maxcolors=10_000_000)}


def test_every_place_has_an_address_that_is_counted_as_that_place(world: World) -> None:
    ids = world.arranged()
    link = linked(world, ids)
    page = world.phone("participant", ids.participant).page(f"/tautan/{link}/bagikan?kampanye=Lebaran+2027")
    addresses = [text_of(node) for node in elements(page) if node.get("class") == "share-text"]
    assert len(addresses) == len(set(addresses)) >= 10
    for address in addresses:
        assert address.startswith(f"{BASE}/q/7M4T9KM?s=")
        assert address.endswith("&c=lebaran-2027")
        assert len(address) < 70
        assert world.phone().get(address.removeprefix(BASE)).status_code == 303
    scans = world.read(lambda session: session.scalars(select(Scan)).all())
    assert {scan.source for scan in scans} == {address.split("s=")[1].split("&")[0] for address in addresses}
    assert {scan.medium for scan in scans} == {"chat", "social", "qr"}
    assert {scan.campaign for scan in scans} == {"lebaran-2027"}
    assert "utm_campaign=lebaran-2027" in text_of(page)
    counts = text_of(world.phone("participant", ids.participant).page(f"/tautan/{link}"))
    assert re.search(rf"lebaran-2027\s*{len(addresses)}\b", counts)
    assert re.search(r"Kartu meja\s*1\b", counts)


def test_an_own_name_is_tidied_made_and_explained(world: World) -> None:
    ids = world.arranged()
    link = linked(world, ids)
    phone = world.phone("participant", ids.participant)
    made = phone.get(f"/tautan/{link}/bagikan?nama=Poster+Warung&lewat=qr&kampanye=")
    assert made.status_code == 200
    assert f"{BASE}/q/7M4T9KM?s=poster-warung&amp;m=qr" in made.text
    assert "Ditulis sebagai poster-warung" in made.text
    assert "?utm_source=poster-warung&amp;utm_medium=qr" in made.text
    qr = phone.get(f"/tautan/{link}/qr.png?unduh=1&s=poster-warung&m=qr")
    assert qr.headers["Content-Disposition"].endswith("-poster-warung.png")
    assert read_with_zxing(Image.open(io.BytesIO(qr.data))) == [f"{BASE}/q/7M4T9KM?s=poster-warung&m=qr"]
    world.participant(ids.classroom, "Pak Wawan")
    for typed, says in (("poster Wawan", "nama orang"), ("Ibu Ani", "nama orang"), ("0812 3456 7890", "nomor HP"),
                        ("🌶", "huruf latin"), ("x" * 30, "24 huruf")):  # fmt: skip
        refused = phone.get(f"/tautan/{link}/bagikan", query_string={"nama": typed, "lewat": "qr"})
        assert refused.status_code == 422
        assert says in refused.text
        assert typed in refused.text


def test_the_order_chat_has_a_link_of_its_own_and_payments_have_none_here(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    answer = phone.send("/tautan", {"kind": "order", "target": str(ids.shop)})
    page = phone.page(answer.headers["Location"])
    assert "Chat pesanan" in text_of(page)
    assert phone.send("/tautan", {"kind": "payment", "target": str(ids.shop)}).status_code == 404
    payment = linked(world, ids, "payment")
    for room in ("", "/qr", "/bagikan", "/qr.png", "/hitungan"):
        assert phone.get(f"/tautan/{payment}{room}").status_code == 404


def test_a_neighbours_studio_is_not_there(world: World) -> None:
    ids, other = world.arranged(), world.arranged(nickname="Pak Harto")
    theirs = linked(world, other)
    phone = world.phone("participant", ids.participant)
    for room in ("/qr", "/bagikan", "/hitungan"):
        assert phone.get(f"/tautan/{theirs}{room}").status_code == 404
    assert phone.send(f"/tautan/{theirs}/qr", {"warna": "#084c3f", "logo": "ya"}).status_code == 404
    assert style_of(world, theirs) == {}
