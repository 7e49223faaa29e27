"""The list of posts: empty places, copying, deleting with a way back, what would make a post stronger."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from sandbox.posts.models import Post
from sandbox.posts.operations import MOST_PER_SHOP
from tests.support.pages import text_of
from tests.support.world import World

pytestmark = pytest.mark.one_database


def posts(world: World) -> list[Post]:
    return world.read(lambda session: list(session.scalars(select(Post).order_by(Post.id))))


def test_before_there_is_a_shop_or_a_product_the_page_shows_the_way(world: World) -> None:
    classroom = world.classroom(world.trainer())
    person = world.participant(classroom)
    phone = world.phone("participant", person)
    assert "/toko/buka" in phone.get("/posting").text or "Buka toko" in phone.get("/posting").text
    assert phone.get("/posting/baru").headers["Location"] == "/posting"
    world.shop(classroom, person)
    page = phone.get("/posting").text
    assert "/toko/produk/baru" in page
    assert phone.get("/posting/baru").status_code == 303


def test_a_copy_is_opened_for_editing_once(world: World) -> None:
    ids = world.arranged()
    first = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], aim="chat", caption="Halo"))
    phone = world.phone("participant", ids.participant)
    places = {
        phone.send(f"/posting/{first}/salin", {"submit_key": "c"}).headers["Location"] for _ in range(2)
    }
    twin = posts(world)[1]
    assert places == {f"/posting/{twin.id}"}
    assert (twin.caption, twin.aim, twin.product_id) == ("Halo", "chat", ids.products[0])


def test_a_deleted_post_can_be_brought_back(world: World) -> None:
    ids = world.arranged()
    post = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], caption="Yang satu ini"))
    phone = world.phone("participant", ids.participant)
    answer = phone.send(f"/posting/{post}/hapus")
    page = phone.get(answer.headers["Location"]).text
    assert "Posting dihapus" in page
    assert "Yang satu ini" not in page
    assert phone.get(f"/posting/{post}").status_code == 404
    phone.send(f"/posting/{post}/kembalikan")
    assert "Yang satu ini" in phone.get("/posting").text
    assert "Posting dihapus" not in phone.get(f"/posting?urungkan={post}").text


def test_hints_say_what_is_missing_and_go_when_it_is_there(world: World) -> None:
    ids = world.arranged()
    photo = world.photo(ids.shop, ids.products[0])
    weak = world.add(
        Post(shop_id=ids.shop, product_id=ids.products[0], photo_id=photo, caption="Keripik tempe!")
    )
    phone = world.phone("participant", ids.participant)
    page = text_of(phone.page("/posting"))
    assert "Harga belum disebut" in page
    assert "Berat atau isi belum disebut" in page
    good = (
        "Keripik tempe renyah dari Madiun.\nDigoreng dua kali, tahan seminggu di toples. 250 g Rp 18.000. "
        "Pesan lewat chat."
    )
    phone.send(
        f"/posting/{weak}", {"product": str(ids.products[0]), "aim": "sell", "caption": good, "version": "1"}
    )
    page = text_of(phone.page("/posting"))
    assert not any(
        hint in page for hint in ("belum disebut", "Belum ada ajakan", "Ceritakan manfaatnya", "fotomu")
    )


def test_there_is_an_end_to_posts(world: World) -> None:
    ids = world.arranged()
    with world.session() as session:
        session.add_all(
            Post(shop_id=ids.shop, product_id=ids.products[0], caption=str(number))
            for number in range(MOST_PER_SHOP)
        )
    phone = world.phone("participant", ids.participant)
    more = {"product": str(ids.products[0]), "aim": "sell", "caption": "Satu lagi"}
    answer = phone.send("/posting/baru", more)
    assert answer.status_code == 422
    assert "Satu lagi" in answer.text
    assert phone.send(f"/posting/{posts(world)[0].id}/salin").headers["Location"] == "/posting"
    assert len(posts(world)) == MOST_PER_SHOP


def test_the_composer_is_never_shown_from_memory(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    assert phone.get("/posting/baru").headers["Cache-Control"] == "no-store"
    english = world.phone("participant", ids.participant)
    with english.session_transaction() as session:
        session["lang"] = "en"
    assert "Write a post" in english.get("/posting/baru").text
