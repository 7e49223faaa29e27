"""Writing a post: choosing, previewing, examples, saving by button and by itself, odd words, neighbours."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from sandbox.posts.models import Post
from sandbox.posts.queries import post_quality
from sandbox.shops.models import Product
from tests.support.pages import elements, text_of
from tests.support.shared_data import shared_data_dir
from tests.support.world import Ids, World

pytestmark = pytest.mark.one_database

AUTO = {"X-Autosave": "1", "Accept": "application/json"}
CAPTION = "Kenalan dulu, yuk!\n\nKeripik tempe renyah.\n\nHarga Rp 18.000.\n\nPesan lewat chat, ya."


def facts(ids: Ids, **more: str) -> dict[str, Any]:
    return {"product": str(ids.products[0]), "aim": "sell", "caption": CAPTION, "submit_key": "k1"} | more


def stored(world: World) -> list[Post]:
    return world.read(lambda session: list(session.scalars(select(Post).order_by(Post.id))))


def a_post(world: World, ids: Ids, **more: Any) -> int:
    values = {"shop_id": ids.shop, "product_id": ids.products[0], "aim": "sell", "caption": CAPTION} | more
    return world.add(Post(**values))


def node_with(page: Any, attribute: str) -> Any:
    (found,) = [node for node in elements(page) if node.get(attribute) is not None]
    return found


def test_a_post_is_written_and_found_again(world: World) -> None:
    ids = world.arranged()
    second = world.photo(ids.shop, ids.products[0])
    phone = world.phone("participant", ids.participant)
    assert "Belum ada posting" in phone.get("/posting").text
    answer = phone.send("/posting/baru", facts(ids) | {f"photo-{ids.products[0]}": str(second)})
    assert answer.status_code == 303
    (post,) = stored(world)
    assert (post.shop_id, post.product_id, post.photo_id, post.aim, post.caption) == (
        ids.shop,
        ids.products[0],
        second,
        "sell",
        CAPTION,
    )
    assert answer.headers["Location"] == f"/posting#posting-{post.id}"
    page = text_of(phone.page("/posting"))
    assert "Keripik tempe tipis" in page
    assert "Jual" in page


def test_without_a_choice_the_first_photo_of_the_chosen_product_is_taken(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    phone.send("/posting/baru", facts(ids, product=str(ids.products[1])))
    (post,) = stored(world)
    own = world.read(lambda session: session.get_one(Product, ids.products[1]).photos[0].id)
    assert post.photo_id == own


def test_a_double_tap_makes_one_post(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    places = {phone.send("/posting/baru", facts(ids)).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert len(stored(world)) == 1


def channel(page: Any, key: str) -> Any:
    return next(node for node in elements(page) if node.get("data-preview") == key)


def test_the_composer_shows_every_channel_without_javascript(world: World) -> None:
    ids = world.arranged()
    long = "Tempe segar diiris tipis. " * 30
    post = a_post(world, ids, caption=long.strip() + " #a #b #c #d #e #f")
    told = long.strip() + " #a #b #c #d #e #f"
    page = world.phone("participant", ids.participant).page(f"/posting/{post}")
    feed = channel(page, "instagram")
    head, rest = node_with(feed, "data-head"), node_with(feed, "data-rest")
    assert "".join(head.itertext()) == long[:125].rstrip()
    assert "".join(head.itertext()) + "".join(rest.itertext()) == told
    assert "paling banyak 5 tagar. Di sini ada 6" in text_of(feed)
    status = channel(page, "whatsapp")
    assert "".join(node_with(status, "data-head").itertext()) == told[:700]
    assert f"{len(told) - 700} huruf terakhir" in text_of(status)
    assert "belum kami temukan di halaman resmi" in text_of(status)
    assert "STOP" in text_of(channel(page, "broadcast"))
    assert "Keripik tempe tipis" in text_of(channel(page, "shopee"))
    assert "cukup 90 huruf" in text_of(channel(page, "tiktok"))
    assert "Diperiksa 21 Nov 2026" in text_of(page)


def test_an_example_comes_from_the_products_facts(world: World) -> None:
    ids = world.arranged(shipping_from=8_000, how_to_order="Kirim nama dan kota.", district_code="35.19")
    phone = world.phone("participant", ids.participant)
    json_answer = {"Accept": "application/json"}
    asked = [
        phone.send("/posting/contoh", facts(ids, turn=str(turn), aim=aim), headers=json_answer).json[
            "caption"
        ]
        for aim in ("introduce", "sell")
        for turn in range(3)
    ]
    assert len(set(asked)) == 6
    assert all("Keripik tempe tipis" in text and "Rp\u00a018.000 per bungkus" in text for text in asked)
    assert all("Ongkir mulai Rp\u00a08.000" in text and len(text) < 700 for text in asked)
    assert "Cara pesan: Kirim nama dan kota." in asked[-1]
    assert "Madiun" in asked[0]
    assert "\u2068" not in "".join(asked), "no invisible marks in what people copy"
    assert stored(world) == []


def test_an_example_without_javascript_never_loses_what_was_typed(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    mine = "Tulisanku\nsendiri & <b>lucu</b>"
    answer = phone.send("/posting/contoh", facts(ids, caption=mine))
    assert answer.status_code == 200
    page = phone_page(answer.text)
    field = next(node for node in elements(page) if node.get("id") == "caption")
    assert "Keripik tempe tipis" in "".join(field.itertext())
    before = next(node.get("value") for node in elements(page) if node.get("name") == "before")
    assert before == mine
    back = phone_page(phone.send("/posting/contoh", facts(ids, undo="1", before=before)).text)
    field = next(node for node in elements(back) if node.get("id") == "caption")
    assert "".join(field.itertext()).strip() == mine
    assert phone.get("/posting/contoh").headers["Location"] == "/posting/baru"


def phone_page(text: str) -> Any:
    from tests.support.pages import parse_page

    return parse_page(text)


def test_autosave_keeps_versions_and_knows_its_own_repeat(world: World) -> None:
    ids = world.arranged()
    post = a_post(world, ids)
    phone = world.phone("participant", ids.participant)
    sent = facts(ids, caption="Satu", version="1", save_key="s1")
    for _ in range(2):
        answer = phone.send(f"/posting/{post}", sent, headers=AUTO)
        assert (answer.status_code, answer.json["version"]) == (200, 2)
    late = phone.send(
        f"/posting/{post}", facts(ids, caption="Dari tab lain", version="1", save_key="s2"), headers=AUTO
    )
    assert late.status_code == 409
    by_button = phone.send(f"/posting/{post}", facts(ids, caption="Dari tab lain", version="1"))
    assert by_button.status_code == 409
    assert "Dari tab lain" in by_button.text
    assert "Satu" in by_button.text
    assert stored(world)[0].caption == "Satu"


def test_a_save_without_a_version_overwrites_nothing(world: World) -> None:
    ids = world.arranged()
    post = a_post(world, ids, caption="Satu")
    answer = world.phone("participant", ids.participant).send(f"/posting/{post}", facts(ids, caption="Dua"))
    assert answer.status_code == 409
    assert stored(world)[0].caption == "Satu"


def test_an_emptied_text_is_saved_by_itself_but_not_by_the_button(world: World) -> None:
    ids = world.arranged()
    post = a_post(world, ids)
    phone = world.phone("participant", ids.participant)
    assert (
        phone.send(f"/posting/{post}", facts(ids, caption="", version="1"), headers=AUTO).status_code == 200
    )
    assert phone.send(f"/posting/{post}", facts(ids, caption="", version="2")).status_code == 422
    assert phone.send("/posting/baru", facts(ids, caption=" \n ")).status_code == 422
    assert len(stored(world)) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"caption": "x" * 2_201}, "caption"),
        ({"aim": "rob"}, "aim"),
        ({"product": "999999"}, "product"),
        ({"product": ""}, "product"),
    ],
)
def test_nonsense_gets_a_sentence_and_nothing_is_lost(
    world: World, wrong: dict[str, str], field: str
) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    answer = phone.send("/posting/baru", facts(ids) | wrong)
    assert answer.status_code == 422
    assert (wrong.get("caption") or "Keripik tempe renyah.") in answer.text
    assert f'href="#{field}"' in answer.text
    assert stored(world) == []
    post = a_post(world, ids)
    errors = phone.send(f"/posting/{post}", facts(ids, version="1") | wrong, headers=AUTO).json["errors"]
    assert list(errors) == [field]


def test_odd_strings_come_back_as_typed(world: World) -> None:
    ids = world.arranged()
    post = a_post(world, ids)
    phone = world.phone("participant", ids.participant)
    naughty = json.loads((shared_data_dir() / "security" / "blns.json").read_text(encoding="utf-8"))
    odd = [text for text in naughty if text.strip() and len(text) < 2_000]
    for start in range(0, len(odd), 40):
        text = "\n".join(odd[start : start + 40])[:2_100]
        version = str(stored(world)[0].row_version)
        assert (
            phone.send(
                f"/posting/{post}", facts(ids, caption=text, version=version), headers=AUTO
            ).status_code
            == 200
        )
        page = phone.page(f"/posting/{post}")
        field = next(node for node in elements(page) if node.get("id") == "caption")
        assert "".join(field.itertext()).strip() == stored(world)[0].caption.strip()
        phone.page("/posting")
        phone.page("/tautan")


def test_another_products_or_anothers_photo_is_not_taken(world: World) -> None:
    ids, other = world.arranged(), world.arranged(nickname="Pak Harto", slug="tetangga")
    theirs = world.photo(other.shop, other.products[0])
    phone = world.phone("participant", ids.participant)
    phone.send("/posting/baru", facts(ids) | {f"photo-{ids.products[0]}": str(theirs)})
    assert stored(world)[0].photo_id != theirs
    assert (
        phone.send("/posting/baru", facts(ids, product=str(other.products[0]), submit_key="k2")).status_code
        == 422
    )


def test_a_neighbours_post_is_not_there(world: World) -> None:
    ids, other = world.arranged(), world.arranged(nickname="Pak Harto", slug="tetangga")
    post = a_post(world, other)
    phone = world.phone("participant", ids.participant)
    assert phone.get(f"/posting/{post}").status_code == 404
    for address, more in (("", facts(ids)), ("/salin", {}), ("/hapus", {}), ("/kembalikan", {})):
        assert phone.send(f"/posting/{post}{address}", more).status_code == 404
    assert [row.caption for row in stored(world)] == [CAPTION]


def test_a_post_outlives_its_product_and_keeps_its_photo(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    phone.send("/posting/baru", facts(ids))
    (post,) = stored(world)
    phone.send(f"/toko/produk/{ids.products[0]}/hapus")
    page = phone.get(f"/posting/{post.id}").text
    assert "sudah dihapus dari toko" in page
    assert phone.send(f"/posting/{post.id}", facts(ids, version="1", caption="Tetap ada")).status_code == 303
    assert stored(world)[0].photo_id == post.photo_id


def test_quality_of_a_stored_post(world: World) -> None:
    ids = world.arranged()
    full = a_post(world, ids, photo_id=world.photo(ids.shop, ids.products[0]))
    empty = a_post(world, ids, caption="")
    scores = {}
    with world.session() as session:
        for post_id in (full, empty):
            scores[post_id] = post_quality(session.get_one(Post, post_id))
    assert scores[full].photo_score == 100
    assert scores[full].caption_score > 80
    assert scores[empty] == (0, 0)
