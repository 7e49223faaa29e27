"""The photo studio in the browser's eyes: a photo is made better, brought back, put into words, and never lost."""

from __future__ import annotations

import io
from typing import Any

import pytest
import qrcode
from PIL import Image, ImageEnhance
from sqlalchemy import select

from sandbox.posts.models import Post
from sandbox.posts.queries import post_quality
from sandbox.shops import operations
from sandbox.shops.models import ExamplePhoto, Photo, ProductPhoto, Shop
from tests.support.pages import LintingClient, elements
from tests.support.pictures import encoded
from tests.support.shared_data import shared_data_dir
from tests.support.shop_pages import page_text
from tests.support.world import Ids, World

pytestmark = pytest.mark.one_database

SENT = {"X-Upload": "1", "Accept": "application/json"}
CROISSANT = shared_data_dir() / "photos" / "croissant.jpg"


@pytest.fixture
def ids(world: World) -> Ids:
    return world.arranged(trade="camilan")


@pytest.fixture
def phone(world: World, ids: Ids) -> LintingClient:
    return world.phone("participant", ids.participant)


def dark_photo() -> bytes:
    with Image.open(CROISSANT) as image:
        image.thumbnail((640, 640))
        return encoded(ImageEnhance.Brightness(image.convert("RGB")).enhance(0.3), "JPEG", quality=90)


def send(phone: LintingClient, data: bytes) -> Any:
    form = {"csrf_token": phone.token(), "photo": (io.BytesIO(data), "IMG_1.jpg")}
    return phone.post("/toko/foto", data=form, headers=SENT)


def row(world: World, photo_id: int) -> Photo:
    return world.one(select(Photo).where(Photo.id == photo_id))


def keys(world: World) -> set[str]:
    return set(world.app.extensions["media_store"].list_keys())


def page_version(world: World, ids: Ids) -> int:
    return world.one(select(Shop.page_version).where(Shop.id == ids.shop))


def test_a_dark_photo_is_noticed_mended_cut_and_brought_back(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    sent = send(phone, dark_photo()).json
    assert sent["hint"] == "Agak gelap"
    there, photo_id = sent["fix"], sent["id"]
    first = row(world, photo_id)
    phone.send(f"/toko/produk/{ids.products[0]}/foto/{photo_id}/pakai")
    assert "Agak gelap" in page_text(phone.page(f"/toko/produk/{ids.products[0]}"))
    assert "Fotonya agak gelap" in page_text(phone.page(there))

    before = page_version(world, ids)
    assert phone.send(f"{there}/ubah", {"do": "auto"}).status_code == 303
    mended = row(world, photo_id)
    assert mended.edit["auto"] is True
    assert mended.looks["dark"] > first.looks["dark"] * 1.5
    assert mended.original_stem == first.stem
    again = phone.page(there)
    assert "Fotonya agak gelap" not in page_text(again)
    assert "Fotonya sudah diperbarui." in page_text(again)
    assert not [node for node in elements(again) if "toast" in node.get("class", "").split()]
    assert page_version(world, ids) == before + 1
    assert keys(world) == {first.stem, mended.stem}

    phone.send(f"{there}/ubah", {"ratio": "4x5", "spot": "1000,0", "zoom": "150", "angle": "-40"})
    cut = row(world, photo_id)
    assert cut.width * 5 == cut.height * 4
    assert cut.edit["auto"] is True
    assert keys(world) == {first.stem, cut.stem}  # what was in between is gone
    assert "Kembali ke foto asli" in page_text(phone.page(there))

    phone.send(f"{there}/asli")
    again = row(world, photo_id)
    for name in ("stem", "width", "height", "variants", "looks", "edit", "original_stem", "original"):
        assert getattr(again, name) == getattr(first, name)
    assert keys(world) == {first.stem}


def test_odd_numbers_are_brought_within_bounds_and_unknown_taps_change_nothing(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    there = send(phone, dark_photo()).json["fix"]
    photo_id = int(there.rsplit("/", 1)[1])
    assert phone.send(f"{there}/ubah", {"do": "paint-it-black", "ratio": "7x3"}).status_code == 303
    assert row(world, photo_id).edit == {}
    odd = {"ratio": "1x1", "x": "-5", "y": "1e99", "zoom": "9" * 400, "angle": "nan", "light": "99"}
    assert phone.send(f"{there}/ubah", odd).status_code == 303
    edit = row(world, photo_id).edit
    assert (edit["x"], edit["y"], edit["angle"], edit["light"]) == (0, 1000, 0, 4)
    assert edit["zoom"] in {100, 300}
    assert phone.get(there).status_code == 200


def test_a_payment_code_is_never_kept(world: World, ids: Ids, phone: LintingClient) -> None:
    page = Image.new("RGB", (900, 700), "#d8c8b0")
    code = qrcode.make("00020101021126610014COM.CONTOH.WWW01189360000000000000000303UMI5802ID6304ABCD")
    page.paste(code.get_image().convert("RGB").resize((400, 400)), (250, 150))
    answer = send(phone, encoded(page, "JPEG"))
    assert answer.status_code == 422
    assert "kode pembayaran (QRIS)" in answer.json["error"]
    assert keys(world) == set()


def test_words_are_checked_suggested_and_kept(world: World, ids: Ids, phone: LintingClient) -> None:
    photo_id = world.photo(ids.shop, ids.products[1])
    there = f"/toko/foto/{photo_id}"
    assert "Belum ada. Satu kalimat pendek cukup." in page_text(phone.page(there))
    for text, says in (
        ("foto", "belum menceritakan"),
        ("Kacang mede", "Sama persis"),
        ("0812 3456 7890", "Ada nomor"),
    ):
        phone.send(f"{there}/kata", {"alt": text})
        assert says in page_text(phone.page(there))
    phone.send(f"{there}/kata", {"alt": "Kacang mede goreng di mangkuk kayu"})
    assert "Sudah jelas." in page_text(phone.page(there))
    answer = phone.post(f"{there}/kata", data={"csrf_token": phone.token(), "alt": "x" * 201})
    assert answer.status_code == 422
    assert "x" * 201 in answer.get_data(as_text=True)
    assert row(world, photo_id).alt == "Kacang mede goreng di mangkuk kayu"


def test_a_child_in_the_photo_asks_for_permission(world: World, ids: Ids, phone: LintingClient) -> None:
    photo_id = world.photo(ids.shop)
    there = f"/toko/foto/{photo_id}"
    phone.send(f"{there}/jawaban", {"people": "child", "permission": "no", "private": "maybe"})
    assert row(world, photo_id).answers == {"people": "child", "permission": "no"}
    assert "Wajah anak hanya dengan izin tertulis" in page_text(phone.page(there))
    phone.send(f"{there}/jawaban", {"permission": "yes", "private": "no"})
    assert row(world, photo_id).answers == {"people": "child", "permission": "yes", "private": "no"}
    assert "Wajah anak hanya dengan izin tertulis" not in page_text(phone.page(there))


def test_an_example_shared_with_other_shops_is_copied_never_changed(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    photo_id = int(send(phone, dark_photo()).json["id"])
    other = world.arranged("Pak Budi")
    mine = row(world, photo_id)
    theirs = world.photo(other.shop, digest="e", is_example=True)
    with world.session() as session:
        session.add(ExamplePhoto(digest="e", file="x.jpg", stem=mine.stem, width=1, height=1))
        for one in (photo_id, theirs):
            session.get_one(Photo, one).stem = mine.stem
            session.get_one(Photo, one).variants = mine.variants
    phone.send(f"/toko/foto/{photo_id}/ubah", {"do": "lighter"})
    edited = row(world, photo_id)
    assert edited.stem != mine.stem
    assert row(world, theirs).variants == mine.variants
    assert keys(world) == {mine.stem, edited.stem}
    with world.session() as session:
        assert operations.discard_photo(photo=session.get_one(Photo, photo_id)) == {edited.stem}


def test_forgetting_a_person_lets_go_of_edited_pictures_and_their_originals(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    photo_id = int(send(phone, dark_photo()).json["id"])
    phone.send(f"/toko/foto/{photo_id}/ubah", {"ratio": "1x1"})
    photo = row(world, photo_id)
    with world.session() as session:
        shop = session.get_one(Shop, ids.shop)
        stems = operations.erase_keeper(shop=shop, participant_id=ids.participant)
    assert {photo.stem, photo.original_stem} <= stems


def test_an_old_photo_is_measured_when_asked_and_a_lost_file_is_a_sentence(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    photo_id = int(send(phone, dark_photo()).json["id"])
    with world.session() as session:
        session.get_one(Photo, photo_id).looks = {}
    there = f"/toko/foto/{photo_id}"
    assert "belum diperiksa" in page_text(phone.page(there))
    phone.send(f"{there}/periksa")
    assert row(world, photo_id).looks["dark"] < 100
    lost = f"/toko/foto/{world.photo(ids.shop)}"
    for address, form in ((f"{lost}/periksa", {}), (f"{lost}/ubah", {"do": "auto"})):
        assert phone.send(address, form).status_code == 303
        assert "tidak utuh" in page_text(phone.page(lost))


def test_the_market_sees_the_photo_that_is_shown(world: World, ids: Ids, phone: LintingClient) -> None:
    photo_id = int(send(phone, dark_photo()).json["id"])
    post_id = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], photo_id=photo_id))

    def score() -> int:
        return world.read(lambda session: post_quality(session.get_one(Post, post_id)).photo_score)

    before = score()
    phone.send(f"/toko/foto/{photo_id}/ubah", {"do": "auto"})
    assert score() > before
    assert f"Nilai foto {score()} dari 100" in page_text(phone.page(f"/toko/foto/{photo_id}"))


def test_a_neighbours_photo_is_not_there(world: World, ids: Ids, phone: LintingClient) -> None:
    other = world.arranged("Pak Budi")
    theirs = world.photo(other.shop)
    assert phone.get(f"/toko/foto/{theirs}").status_code == 404
    for what in ("ubah", "asli", "kata", "jawaban", "periksa"):
        assert phone.send(f"/toko/foto/{theirs}/{what}", {"do": "auto"}).status_code == 404
    assert (
        world.read(lambda s: list(s.scalars(select(ProductPhoto.id).where(ProductPhoto.photo_id == theirs))))
        == []
    )
