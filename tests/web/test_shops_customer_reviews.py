"""Customer reviews: one a person and shop, honest stars, one answer, and nobody else's business."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from sandbox.clock import now
from sandbox.shops.models import CustomerReview, Product, Shop
from sandbox.shops.operations import join_shop
from tests.support.pages import elements, text_of
from tests.support.world import Ids, World

WRITE = "/ulasan/toko-siti"


def visitor(world: World, ids: Ids, name: str = "Pak Budi") -> tuple[int, Any]:
    """A classmate without a shop, and their phone."""
    person = world.participant(ids.classroom, name)
    return person, world.phone("participant", person)


def stored(world: World) -> list[CustomerReview]:
    return world.read(
        lambda session: list(session.scalars(select(CustomerReview).order_by(CustomerReview.id)))
    )


def page_version(world: World, ids: Ids) -> int:
    return world.one(select(Shop.page_version).where(Shop.id == ids.shop))


def chosen(page: Any) -> list[str]:
    return [node.get("value") for node in elements(page) if node.get("checked") is not None]


def test_a_review_from_first_star_to_last_answer(world: World) -> None:
    ids = world.arranged(slug="toko-siti")
    _person, phone = visitor(world, ids)
    seen = [page_version(world, ids)]

    def is_touched() -> bool:
        seen.append(page_version(world, ids))
        return seen[-1] > seen[-2]

    def on_the_page() -> str:
        return text_of(world.phone().page("/t/toko-siti"))

    assert "Beri ulasan" in on_the_page()
    words = text_of(phone.page(WRITE))
    assert "Bintang sedikit juga berguna" in words
    missing = phone.send(WRITE, {"words": "Renyah sekali"})
    assert missing.status_code == 422
    assert "Pilih bintangnya dulu" in missing.text
    assert "Renyah sekali" in missing.text
    assert stored(world) == []

    sent = {"stars": "2", "words": "Lebih baik lagi kalau tidak remuk.", "product": str(ids.products[0])}
    assert phone.send(WRITE, sent).headers["Location"] == WRITE
    assert is_touched()
    assert chosen(phone.page(WRITE)) == ["2"]
    phone.send(WRITE, sent | {"stars": "4", "product": ""})
    (review,) = stored(world)
    assert (review.stars, review.product_id) == (4, None)
    assert is_touched()

    assert "Lebih baik lagi kalau tidak remuk." in on_the_page()
    keeper = world.phone("participant", ids.participant)
    assert "Lebih baik lagi kalau tidak remuk." in text_of(keeper.page("/toko/ulasan"))
    assert "Rata-rata muncul mulai 3 ulasan." in text_of(keeper.page("/toko/ulasan"))
    too_long = keeper.send(f"/toko/ulasan/{review.id}", {"reply": "a" * 281})
    assert too_long.status_code == 422
    keeper.send(f"/toko/ulasan/{review.id}", {"reply": "Terima kasih, kami ganti bungkusnya."})
    assert is_touched()
    for page in (text_of(keeper.page("/toko/ulasan")), on_the_page()):
        assert "Terima kasih, kami ganti bungkusnya." in page

    trainer = world.phone("trainer", ids.trainer)
    desk = f"/pelatih/kelas/{ids.classroom}/toko/{ids.shop}/ulasan"
    assert trainer.get(WRITE).headers["Location"] == desk
    trainer.send(f"{desk}/{review.id}", {"hide": "1"})
    assert is_touched()
    assert stored(world)[0].hidden_at
    assert "Lebih baik lagi" not in on_the_page()
    assert "sedang disembunyikan pelatih" in text_of(phone.page(WRITE))
    assert "0 ulasan" in text_of(trainer.page(desk))
    trainer.send(f"{desk}/{review.id}", {"hide": "0"})
    assert is_touched()
    assert stored(world)[0].hidden_at is None

    phone.send(f"{WRITE}/hapus")
    assert is_touched()
    assert stored(world) == []
    assert phone.send(f"{WRITE}/hapus").status_code == 303


def test_what_a_trainer_hid_is_not_brought_back_by_deleting_and_writing_anew(world: World) -> None:
    ids = world.arranged(slug="toko-siti")
    person, phone = visitor(world, ids)
    world.add(CustomerReview(shop_id=ids.shop, author_id=person, stars=1, hidden_at=now()))
    assert f"{WRITE}/hapus" not in phone.get(WRITE).text
    phone.send(f"{WRITE}/hapus")
    phone.send(WRITE, {"stars": "1", "words": "Sekali lagi!"})
    assert "Perubahanmu tersimpan" in text_of(phone.page(WRITE)), "nobody is told that it shows"
    (review,) = stored(world)
    assert review.hidden_at
    assert "Sekali lagi!" not in text_of(world.phone().page("/t/toko-siti"))


def test_a_product_s_page_leads_to_a_review_of_it(world: World) -> None:
    ids = world.arranged(slug="toko-siti")
    _person, phone = visitor(world, ids)
    slug = world.one(select(Product.slug).where(Product.id == ids.products[1]))
    there = f"{WRITE}?produk={slug}"
    assert f'href="{there}"' in phone.get(f"/t/toko-siti/{slug}").text
    options = [node for node in elements(phone.page(there)) if node.tag == "option"]
    assert [text_of(node) for node in options if node.get("selected") is not None] == ["Kacang mede"]


def test_nobody_reviews_their_own_shop_a_draft_or_a_neighbour_s(world: World) -> None:
    ids = world.arranged(slug="toko-siti")
    world.shop(ids.classroom, world.participant(ids.classroom, "Bu Tini"), slug="draf", state="draft")
    world.arranged("Orang lain", slug="toko-lain")
    keeper = world.phone("participant", ids.participant)
    for answer in (keeper.get(WRITE), keeper.send(WRITE, {"stars": "5"})):
        assert answer.headers["Location"] == "/toko/ulasan"
    assert "Toko sendiri tidak bisa diulas" in keeper.get("/toko/ulasan").text
    for slug in ("draf", "toko-lain", "tidak-ada", "%00"):
        assert keeper.get(f"/ulasan/{slug}").status_code == 404
        assert keeper.send(f"/ulasan/{slug}", {"stars": "5"}).status_code == 404
    assert world.phone("trainer", ids.trainer).get("/ulasan/toko-lain").status_code == 404
    assert world.phone().get(WRITE).headers["Location"].endswith("next=/ulasan/toko-siti")
    assert stored(world) == []


def test_answers_and_hiding_stay_within_the_shop(world: World) -> None:
    ids, other = world.arranged(slug="toko-siti"), world.arranged("Pak Jo", slug="toko-jo")
    person, _phone = visitor(world, ids)
    review = world.add(CustomerReview(shop_id=ids.shop, author_id=person, stars=5))
    jo, jos_trainer = world.phone("participant", other.participant), world.phone("trainer", other.trainer)
    assert jo.send(f"/toko/ulasan/{review}", {"reply": "hai"}).status_code == 404
    for classroom, shop in (
        (ids.classroom, ids.shop),
        (other.classroom, other.shop),
        (other.classroom, ids.shop),
    ):
        desk = f"/pelatih/kelas/{classroom}/toko/{shop}/ulasan/{review}"
        assert jos_trainer.send(desk, {"hide": "1"}).status_code == 404
    assert stored(world)[0].hidden_at is None


def test_odd_words_come_back_as_typed_and_odd_stars_are_refused(world: World) -> None:
    ids = world.arranged(slug="toko-siti")
    _person, phone = visitor(world, ids, "محمد")
    for stars in ("0", "6", "-1", "4.5", "٣", "lima", ""):
        assert phone.send(WRITE, {"stars": stars}).status_code == 422
    assert phone.send(WRITE, {"stars": "5", "product": "999999"}).status_code == 422
    assert phone.send(WRITE, {"stars": "5", "words": "x" * 281}).status_code == 422
    words = '<script>alert("😀")</script> 好吃 ممتاز'
    phone.send(WRITE, {"stars": "5", "words": words})
    assert stored(world)[0].words == words
    page = text_of(world.phone("participant", ids.participant).page("/toko/ulasan"))
    assert words in page
    assert "محمد" in page


def test_a_renamed_or_forgotten_reviewer_is_so_on_the_page(world: World) -> None:
    ids = world.arranged(slug="toko-siti")
    person, _phone = visitor(world, ids)
    world.add(CustomerReview(shop_id=ids.shop, author_id=person, stars=4, words="Enak"))
    trainer = world.phone("trainer", ids.trainer)
    before = page_version(world, ids)
    trainer.send(f"/pelatih/peserta/{person}/nama", {"nickname": "Pak Budiman"})
    assert page_version(world, ids) == before + 1
    trainer.send(f"/pelatih/peserta/{person}/hapus")
    assert page_version(world, ids) == before + 2
    assert stored(world) == []


def test_who_becomes_a_keeper_has_no_review_there_any_more(world: World) -> None:
    ids = world.arranged(slug="toko-siti")
    person, _phone = visitor(world, ids)
    world.add(CustomerReview(shop_id=ids.shop, author_id=person, stars=5))
    before = page_version(world, ids)
    with world.session() as session:
        join_shop(shop=session.get_one(Shop, ids.shop), participant_id=person)
    assert stored(world) == []
    assert page_version(world, ids) == before + 1
