"""Writing in a shop: saved by itself, never over somebody else's words, odd strings and faults kept."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

from sandbox.shops.models import Product, Shop
from sandbox.shops.operations import return_to_draft
from tests.support.pages import LintingClient, elements, parse_page, text_of
from tests.support.shop_pages import (
    as_stored,
    autosave,
    error_beside,
    field,
    fields,
    odd_strings,
    page_text,
)
from tests.support.shop_pictures import change_shop
from tests.support.world import Ids, World

ROOMS = ("/toko/cerita", "/toko/tampilan", "/toko/cara-beli")
LONG_WORD = "Kripiktempemendoanpedasmanisgurihrenyah" * 3


@pytest.fixture
def ids(world: World) -> Ids:
    return world.arranged(accent="leaf", theme="stall", trade="camilan")


@pytest.fixture
def phone(world: World, ids: Ids) -> LintingClient:
    return world.phone("participant", ids.participant)


def shop(world: World, ids: Ids) -> Shop:
    return world.one(select(Shop).where(Shop.id == ids.shop))


def tree(answer: Any) -> Any:
    return parse_page(answer.get_data(as_text=True))


def test_every_room_saves_what_is_typed(world: World, ids: Ids, phone: LintingClient) -> None:
    before = shop(world, ids).page_version
    story = fields(phone.page("/toko/cerita"), "/toko/cerita")
    story |= {
        "name": "Dapur Siti",
        "tagline": "Renyah",
        "story": "Satu.\r\n\r\nDua.",
        "district": "kota madiun",
    }
    assert phone.post("/toko/cerita", data=story).headers["Location"] == "/toko/cerita"
    look = fields(phone.page("/toko/tampilan"), "/toko/tampilan") | {"theme": "hill", "accent": "rose"}
    assert phone.post("/toko/tampilan", data=look).status_code == 303
    buying = fields(phone.page("/toko/cara-beli"), "/toko/cara-beli")
    buying |= {
        "hours": "08–17",
        "phone": "0812 3456 7890",
        "shipping_from": "8rb",
        "payment_ways": ["cod", "qris"],
    }
    assert phone.post("/toko/cara-beli", data=buying).status_code == 303
    now = shop(world, ids)
    assert (now.name, now.tagline, now.story) == ("Dapur Siti", "Renyah", "Satu.\n\nDua.")
    assert (now.theme, now.accent, now.district_code) == ("hill", "rose", "35.77")
    assert (now.hours, now.phone, now.shipping_from) == ("08–17", "6281234567890", 8000)
    assert now.payment_ways == ["qris", "cod"]
    assert now.slug == "toko-5" or now.slug.startswith("toko-")
    assert now.page_version == before + 3
    assert field(phone.page("/toko/cara-beli"), "phone") == "0812-3456-7890"


def test_the_slug_stays_when_the_name_changes(world: World, ids: Ids, phone: LintingClient) -> None:
    slug = shop(world, ids).slug
    data = fields(phone.page("/toko/cerita"), "/toko/cerita") | {"name": "Nama baru sama sekali"}
    phone.post("/toko/cerita", data=data)
    assert (shop(world, ids).slug, shop(world, ids).name) == (slug, "Nama baru sama sekali")


def test_autosave_answers_with_time_and_version(world: World, ids: Ids, phone: LintingClient) -> None:
    data = fields(phone.page("/toko/cerita"), "/toko/cerita") | {"tagline": "Baru", "save_key": "k1"}
    answer = autosave(phone, "/toko/cerita", data)
    assert answer.status_code == 200
    assert answer.json["version"] == 2
    assert len(answer.json["saved_at"]) == 5
    faulty = autosave(phone, "/toko/cerita", data | {"version": "2", "name": "", "save_key": "k2"})
    assert faulty.status_code == 422
    assert faulty.json == {"errors": {"name": "Bagian ini perlu diisi."}, "version": 2}
    assert shop(world, ids).name == "Keripik Bu Siti"


def test_a_save_sent_again_after_a_lost_answer_takes_effect_once(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    data = fields(phone.page("/toko/cerita"), "/toko/cerita") | {"tagline": "Sekali", "save_key": "k1"}
    first, again = (autosave(phone, "/toko/cerita", data) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json["version"] == again.json["version"] == shop(world, ids).row_version == 2
    more = autosave(phone, "/toko/cerita", data | {"tagline": "Sekali lagi"})
    assert more.status_code == 200
    assert (shop(world, ids).tagline, shop(world, ids).row_version) == ("Sekali lagi", 3)


def test_the_later_of_two_tabs_is_warned_and_loses_nothing(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    first = fields(phone.page("/toko/cerita"), "/toko/cerita")
    second = dict(first)
    phone.post("/toko/cerita", data=first | {"tagline": "Dari tab pertama"})
    automatic = autosave(phone, "/toko/cerita", second | {"tagline": "Dari tab kedua", "save_key": "z"})
    assert automatic.status_code == 409
    assert set(automatic.json) == {"conflict"}
    answer = phone.post("/toko/cerita", data=second | {"tagline": "Dari tab kedua"})
    page = tree(answer)
    assert answer.status_code == 409
    assert shop(world, ids).tagline == "Dari tab pertama"
    assert field(page, "tagline") == "Dari tab kedua"
    assert "Dari tab pertama" in page_text(page)
    assert any(node.get("id") == "conflict" for node in elements(page))
    deliberate = fields(page, "/toko/cerita")
    assert phone.post("/toko/cerita", data=deliberate).status_code == 303
    assert shop(world, ids).tagline == "Dari tab kedua"


def test_a_faulty_save_from_an_old_tab_does_not_become_current(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    old = fields(phone.page("/toko/cerita"), "/toko/cerita")
    phone.post("/toko/cerita", data=old | {"tagline": "Baru"})
    answer = autosave(phone, "/toko/cerita", old | {"name": "", "tagline": "Lama", "save_key": "q"})
    assert answer.json["version"] == 1
    retried = autosave(phone, "/toko/cerita", old | {"tagline": "Lama", "version": "1", "save_key": "r"})
    assert retried.status_code == 409


@pytest.mark.parametrize("version", ["", "0", "-1", "abc", "9" * 40, "١"])
def test_a_version_that_is_none_is_a_conflict_not_a_crash(phone: LintingClient, version: str) -> None:
    data = fields(phone.page("/toko/cerita"), "/toko/cerita") | {"tagline": "X", "version": version}
    assert phone.post("/toko/cerita", data=data).status_code == 409


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("room", "name", "typed", "says"),
    [
        ("/toko/cerita", "name", "", "perlu diisi"),
        ("/toko/cerita", "name", "   ", "perlu diisi"),
        ("/toko/cerita", "name", "\u200b\u200d", "bisa dibaca"),
        ("/toko/cerita", "name", "N" * 61, "Terlalu panjang"),
        ("/toko/cerita", "tagline", "T" * 121, "Terlalu panjang"),
        ("/toko/cerita", "story", "S" * 2001, "Terlalu panjang"),
        ("/toko/cerita", "district", "Atlantis", "Belum ketemu"),
        ("/toko/cerita", "district", "madiun", "Ada beberapa"),
        ("/toko/cara-beli", "hours", "j" * 201, "Terlalu panjang"),
        ("/toko/cara-beli", "how_to_order", "j" * 601, "Terlalu panjang"),
        ("/toko/cara-beli", "phone", "telepon aku", "nomor HP"),
        ("/toko/cara-beli", "phone", "021 555 1234", "bukan nomor HP"),
        ("/toko/cara-beli", "phone", "+65 8123 4567", "nomor Indonesia"),
        ("/toko/cara-beli", "shipping_from", "-5000", "kurang dari nol"),
        ("/toko/cara-beli", "shipping_from", "1000000000000", "Paling banyak"),
        ("/toko/cara-beli", "shipping_from", "murah", "belum terbaca"),
        ("/toko/cara-beli", "shipping_note", "x" * 301, "Terlalu panjang"),
    ],
)
def test_each_fault_has_its_sentence_and_the_rest_is_kept(
    *, world: World, ids: Ids, phone: LintingClient, room: str, name: str, typed: str, says: str
) -> None:
    data = fields(phone.page(room), room)
    others = {
        key: f"tetap {key}"
        for key in ("tagline", "story", "hours", "how_to_order")
        if key in data and key != name
    }
    answer = phone.post(room, data=data | others | {name: typed})
    page = tree(answer)
    assert answer.status_code == 422
    assert says in error_beside(page, name)
    assert field(page, name) == as_stored(typed)
    for key, value in others.items():
        assert field(page, key) == value
    assert shop(world, ids).row_version == 1


@pytest.mark.one_database
@pytest.mark.parametrize(("name", "typed"), [("theme", "geocities"), ("accent", "red; }"), ("theme", "")])
def test_only_known_looks_are_taken(
    world: World, ids: Ids, phone: LintingClient, name: str, typed: str
) -> None:
    data = fields(phone.page("/toko/tampilan"), "/toko/tampilan")
    assert phone.post("/toko/tampilan", data=data | {name: typed}).status_code == 422
    assert (shop(world, ids).theme, shop(world, ids).accent) == ("stall", "leaf")


def test_unknown_payment_ways_are_refused(phone: LintingClient) -> None:
    data = fields(phone.page("/toko/cara-beli"), "/toko/cara-beli")
    assert phone.post("/toko/cara-beli", data=data | {"payment_ways": ["bitcoin"]}).status_code == 422


def odd_chunks() -> list[tuple[str, str, str]]:
    """All odd strings as (one, one, twenty lines of them): a hundred pages fewer to fetch."""
    strings = odd_strings()
    groups = [strings[start : start + 20] for start in range(0, len(strings), 20)]
    return [(group[0], group[-1], "\n".join(f"[{text}]" for text in group)) for group in groups]


def as_stored_lines(typed: str) -> str:
    """What must come back of several typed lines."""
    ended = re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", typed)
    return "\n".join(as_stored(f"({line})")[1:-1] for line in ended.split("\n")).strip()


def test_odd_strings_come_back_as_typed_from_the_story(world: World, ids: Ids, phone: LintingClient) -> None:
    token = phone.token()
    for number, (name, tagline, story) in enumerate(odd_chunks(), start=1):
        data = {"csrf_token": token, "version": str(number), "save_key": f"k{number}", "district": ""}
        data |= {"name": f"Toko {name}"[:60], "tagline": tagline[:120], "story": story[:2000]}
        assert autosave(phone, "/toko/cerita", data).json.get("version") == number + 1
        stored = shop(world, ids)
        assert stored.name == as_stored(data["name"])
        assert stored.tagline == as_stored(data["tagline"])
        assert stored.story == as_stored_lines(data["story"])
        if number % 9 == 0:
            page = phone.page("/toko/cerita")
            assert field(page, "name") == stored.name
            assert field(page, "tagline") == stored.tagline
            assert field(page, "story") == stored.story
            phone.page("/toko")


def test_odd_strings_come_back_as_typed_from_how_to_buy(world: World, ids: Ids, phone: LintingClient) -> None:
    token = phone.token()
    for number, (hours, note, order) in enumerate(odd_chunks(), start=1):
        data = {"csrf_token": token, "version": str(number), "save_key": f"k{number}"}
        data |= {"hours": hours[:190] + str(number), "how_to_order": order[:600], "shipping_note": note[:300]}
        assert autosave(phone, "/toko/cara-beli", data).json.get("version") == number + 1
        stored = shop(world, ids)
        assert stored.hours == as_stored(data["hours"])
        assert stored.how_to_order == as_stored_lines(data["how_to_order"])
        assert stored.shipping_note == as_stored_lines(data["shipping_note"])
        if number % 9 == 0:
            page = phone.page("/toko/cara-beli")
            assert field(page, "hours") == stored.hours
            assert field(page, "how_to_order") == stored.how_to_order


def test_odd_strings_as_district_or_phone_get_a_sentence(phone: LintingClient) -> None:
    token = phone.token()
    for typed in odd_strings()[::40]:
        data = {"csrf_token": token, "version": "1", "name": "Toko", "district": typed, "phone": typed}
        assert autosave(phone, "/toko/cerita", data).status_code in {200, 409, 422}
        assert autosave(phone, "/toko/cara-beli", data).status_code in {200, 409, 422}


# -- state ----------------------------------------------------------------------------------------------


def test_one_button_shows_the_shop_and_one_takes_it_back(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    phone.send("/toko/draf")
    drafted = shop(world, ids)
    assert (drafted.state, drafted.shown_at) == ("draft", None)
    assert "Tampilkan di kelas" in page_text(phone.page("/toko"))
    assert phone.send("/toko/tampil").status_code == 303
    first = shop(world, ids)
    assert first.state == "shown"
    assert first.shown_at == first.first_shown_at
    version = first.page_version
    phone.send("/toko/tampil")
    assert shop(world, ids).page_version == version
    phone.send("/toko/draf")
    phone.send("/toko/tampil")
    assert shop(world, ids).first_shown_at == first.first_shown_at
    assert shop(world, ids).page_version == version + 2


def test_a_shop_without_a_visible_product_says_what_is_missing(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    phone.send("/toko/draf")
    for product_id in ids.products:
        phone.send(f"/toko/produk/{product_id}/sembunyi")
    answer = phone.send("/toko/tampil")
    assert answer.status_code == 422
    assert "paling sedikit satu produk" in page_text(tree(answer))
    assert shop(world, ids).state == "draft"
    phone.send(f"/toko/produk/{ids.products[0]}/tampil")
    assert phone.send("/toko/tampil").status_code == 303


def test_a_returned_shop_says_why_until_it_is_shown_again(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    reason = "Fotonya belum milikmu <b>sendiri</b>.\nGanti dulu, ya."
    with world.session() as session:
        return_to_draft(shop=session.get(Shop, ids.shop), reason=reason)
    page = phone.page("/toko")
    note = next(node for node in elements(page) if node.get("id") == "returned")
    assert "<b>sendiri</b>" in text_of(note)
    assert shop(world, ids).state == "draft"
    phone.send("/toko/tampil")
    assert shop(world, ids).returned_reason == ""
    assert not [node for node in elements(phone.page("/toko")) if node.get("id") == "returned"]


# -- pages ----------------------------------------------------------------------------------------------


@pytest.mark.one_database
@pytest.mark.parametrize("address", ["/toko", *ROOMS])
def test_edit_pages_are_fetched_again_on_back_and_may_frame_the_shop(
    phone: LintingClient, address: str
) -> None:
    answer = phone.get(address)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_only_the_editor_may_frame_the_shop_page(world: World, ids: Ids, phone: LintingClient) -> None:
    page = phone.get(f"/t/{shop(world, ids).slug}")
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert "frame-src" not in page.headers["Content-Security-Policy"]


def test_pages_hold_long_words_in_both_languages(world: World, ids: Ids, phone: LintingClient) -> None:
    with world.session() as session:
        kept = session.get(Shop, ids.shop)
        kept.name, kept.tagline = LONG_WORD[:60], LONG_WORD[:120]
        session.get(Product, ids.products[0]).name = LONG_WORD[:120]
    for language in ("id", "en"):
        with phone.session_transaction() as session:
            session["lang"] = language
        for address in ("/toko", *ROOMS, "/toko/produk/baru", f"/toko/produk/{ids.products[0]}"):
            assert parse_page(phone.get(address).get_data(as_text=True)).get("lang") == language


def test_after_a_slip_the_lowest_fee_told_is_the_one_typed(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    change_shop(world, ids.shop, shipping_from=10_000, shipping_rates={"regency": 10_000})
    typed = fields(phone.page("/toko/cara-beli"), "/toko/cara-beli")
    slip = phone.post("/toko/cara-beli", data=typed | {"rate-regency-fee": "5rb", "phone": "telepon aku"})
    assert slip.status_code == 422
    assert "Rp 5.000, yang termurah" in text_of(parse_page(slip.text)).replace("\xa0", " ")
