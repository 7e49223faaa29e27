"""The public shop page: what it shows, to whom, and how little it weighs."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from sqlalchemy import update
from werkzeug.test import Client, TestResponse

from sandbox.lang.measures import unbroken
from sandbox.packs.loader import load_pack
from sandbox.shops.enums import Theme
from sandbox.shops.models import Product
from sandbox.shops.slugs import free_slug, make_slug
from tests.support.pages import LintingClient, elements, text_of
from tests.support.shared_data import shared_data_dir
from tests.support.shop_pictures import change_shop, full_shop, real_photo
from tests.support.world import World

pytestmark = pytest.mark.one_database

ID = {"Accept-Language": "id"}
THEMES = [str(theme) for theme in Theme]
BUDGET = 100_000
MOST_REQUESTS = 10


def all_of(tree: Any, tag: str, name: str = "") -> list[Any]:
    """Elements of a tag, with the class when given."""
    return [
        node
        for node in elements(tree)
        if node.tag == tag and (not name or name in (node.get("class") or "").split())
    ]


def stylesheet_of(tree: Any) -> str:
    """The address of the page's one stylesheet."""
    (href,) = [node.get("href") for node in all_of(tree, "link") if node.get("rel") == "stylesheet"]
    return href


def packed_page(client: LintingClient, address: str) -> TestResponse:
    """A page as a browser gets it on the wire (the linting client reads plain text only)."""
    headers = {"Accept-Encoding": "gzip, deflate"}
    return Client(client.application).get(address, headers=headers, buffered=True)  # leaves no file open


def shown_text(client: LintingClient, address: str) -> str:
    """All text of a page in Indonesian."""
    response = client.get(address, headers=ID)
    assert response.status_code == 200
    return text_of(client.page(address))


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_shows_the_whole_shop(world: World, client: LintingClient, theme: str) -> None:
    full_shop(world, "camilan", theme)
    trade = load_pack("indonesia").trades["camilan"]
    response = client.get(f"/t/toko-{theme}", headers=ID)
    text = response.get_data(as_text=True)
    for item in trade.products:
        assert unbroken(item.name("id")) in text
        assert f"/t/toko-{theme}/{item.key}" in text
    for word in (trade.shop.tagline("id"), trade.shop.hours("id"), trade.shop.how_to_order("id"), "Wonosobo"):
        assert word in text
    assert "Transfer bank, QRIS, Bayar di tempat (COD)" in text
    assert "Rp\u00a022.000" in text
    assert f"/t/toko-{theme}/pesan" in text


@pytest.mark.parametrize("theme", THEMES)
def test_a_practice_page_says_so_and_asks_not_to_be_indexed(
    world: World, client: LintingClient, theme: str
) -> None:
    ids = world.arranged(slug="toko-siti", theme=theme)
    response = client.get("/t/toko-siti", headers=ID)
    text = response.get_data(as_text=True)
    assert "Toko latihan Kelas Madiun. Bukan toko sungguhan" in text
    assert '<meta name="robots" content="noindex">' in text
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "wa.me" not in text
    assert "<script" not in text
    assert ids.shop


def test_themes_differ_in_layout_not_only_in_colour(world: World, client: LintingClient) -> None:
    shop_id, _keeper = full_shop(world, "camilan", "stall")
    outlines = set()
    for version, theme in enumerate(THEMES, start=10):
        change_shop(world, shop_id, theme=theme, page_version=version)
        tree = client.page("/t/toko-stall")
        outlines.add(tuple(node.get("class") for node in elements(tree) if node.get("class")))
    assert len(outlines) == len(THEMES)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("trade", ["camilan", "minuman", "kriya"])
def test_the_first_screen_stays_within_its_budget(
    world: World, client: LintingClient, theme: str, trade: str
) -> None:
    full_shop(world, trade, theme)
    assert_light(client, f"/t/toko-{theme}")


@pytest.mark.parametrize("theme", THEMES)
def test_a_product_page_stays_within_the_budget(world: World, client: LintingClient, theme: str) -> None:
    full_shop(world, "camilan", theme)
    assert_light(client, f"/t/toko-{theme}/keripik-kentang")


def assert_light(client: LintingClient, address: str) -> None:
    """Page, stylesheet, type face and every picture that does not wait for scrolling: bytes and requests."""
    page = packed_page(client, address)
    tree = client.page(address)
    addresses = [stylesheet_of(tree)]
    css = client.get(addresses[0]).get_data(as_text=True)
    addresses += [part.split('"')[0] for part in css.split('url("')[1:]]
    pictures = all_of(tree, "img")
    addresses += [node.get("src") for node in pictures if node.get("loading") != "lazy"]
    weights = [len(page.data)]
    for item in addresses:
        response = packed_page(client, item)
        assert response.status_code == 200, item
        weights.append(len(response.data))
    assert sum(weights) < BUDGET, dict(zip([address, *addresses], weights, strict=True))
    assert len(weights) <= MOST_REQUESTS
    assert sum(node.get("fetchpriority") == "high" for node in pictures) == 1
    assert all(node.get("width") and node.get("height") and node.get("alt") is not None for node in pictures)


def test_pages_are_packed_for_browsers_that_unpack(world: World, client: LintingClient) -> None:
    world.arranged(slug="toko-siti")
    plain = client.get("/t/toko-siti")
    packed = packed_page(client, "/t/toko-siti")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data


@pytest.mark.parametrize("theme", THEMES)
def test_an_empty_shop_still_looks_like_one(world: World, client: LintingClient, theme: str) -> None:
    classroom = world.classroom(world.trainer())
    world.shop(classroom, world.participant(classroom), slug="baru", theme=theme, name="Warung")
    text = shown_text(client, "/t/baru")
    assert "Warung" in text
    assert "/t/baru/pesan" not in client.get("/t/baru").get_data(as_text=True)


@pytest.mark.parametrize("theme", THEMES)
def test_sixty_products_are_all_there_and_wait_to_be_scrolled_to(
    world: World, client: LintingClient, theme: str
) -> None:
    classroom = world.classroom(world.trainer())
    shop = world.shop(classroom, world.participant(classroom), slug="ramai", theme=theme)
    for number in range(60):
        product = world.product(shop, name=f"Barang {number:02d}", category=("a", "b", "c")[number % 3])
        world.photo(shop, product)
    tree = client.page("/t/ramai")
    text = text_of(tree)
    assert all(f"Barang {number:02d}" in text for number in range(60))
    eager = [node for node in all_of(tree, "img") if node.get("loading") != "lazy"]
    assert 1 <= len(eager) <= 4
    packed = packed_page(client, "/t/ramai")
    assert len(packed.data) < 12_000


def test_categories_filter_without_script_or_server(world: World, client: LintingClient) -> None:
    full_shop(world, "camilan", "stall")
    tree = client.page("/t/toko-stall")
    marks = {node.get("id"): node.get("class").split()[1] for node in all_of(tree, "span", "mark")}
    chips = [node for nav in all_of(tree, "nav") for node in nav.iter() if node.tag == "a"]
    assert [node.get("href") for node in chips] == ["#produk", *(f"#{mark}" for mark in marks)]
    css = client.get(stylesheet_of(tree)).text
    for number, mark in enumerate(marks.values(), start=1):
        assert mark == f"m{number}"
        assert f".{mark}:target~ul .item:not(.g{number})" in css
    groups = [node.get("class") for node in all_of(tree, "li", "item")]
    assert sum("g1" in group.split() for group in groups) == 2


def test_a_product_page_tells_everything(world: World, client: LintingClient) -> None:
    shop_id, _keeper = full_shop(world, "camilan", "stall")
    first = world.read(lambda session: session.query(Product).filter_by(slug="keripik-kentang").one().id)
    real_photo(world, shop_id, "aneka-kacang.jpg", first)
    text = shown_text(client, "/t/toko-stall/keripik-kentang").replace("\u00a0", " ")
    for words in ("Rp 22.000", "/ bungkus", "Stok 24", "Berat 230 g", "Kentang kuning Dieng"):
        assert words in text
    tree = client.page("/t/toko-stall/keripik-kentang")
    shots = all_of(tree, "a", "shot")
    assert len(shots) == 2
    assert {f"#{shot.get('id')}" for shot in shots} <= {node.get("href") for node in all_of(tree, "a")}
    metas = {node.get("property"): node.get("content") for node in all_of(tree, "meta")}
    assert metas["og:title"].startswith("Keripik kentang")
    assert metas["og:url"] == "http://192.168.8.2:8000/t/toko-stall/keripik-kentang"
    assert metas["og:image"].startswith("http://192.168.8.2:8000/t/toko-stall/keripik-kentang/kartu.jpg")
    assert metas["product:price:amount"] == "22000"


def test_a_sold_out_product_says_so_and_cannot_be_ordered(world: World, client: LintingClient) -> None:
    classroom = world.classroom(world.trainer())
    shop = world.shop(classroom, world.participant(classroom), slug="sepi")
    world.product(shop, slug="habis", stock=0)
    assert "Habis" in shown_text(client, "/t/sepi")
    assert "pesan?produk=habis" not in client.get("/t/sepi/habis").get_data(as_text=True)


def test_hidden_and_deleted_products_are_nowhere(world: World, client: LintingClient) -> None:
    ids = world.arranged(slug="toko-siti")
    hidden = world.product(ids.shop, name="Rahasia", slug="rahasia", is_hidden=True)
    world.photo(ids.shop, hidden)
    assert "Rahasia" not in client.get("/t/toko-siti").get_data(as_text=True)
    assert client.get("/t/toko-siti/rahasia").status_code == 404


def test_a_draft_is_seen_by_its_keeper_and_the_staff_only(world: World, client: LintingClient) -> None:
    ids = world.arranged(slug="toko-siti", state="draft")
    other = world.participant(ids.classroom, "Pak Budi")
    keeper = world.phone("participant", ids.participant)
    assert "Draf." in text_of(keeper.page("/t/toko-siti"))
    assert "Kembali mengubah toko" in text_of(keeper.page("/t/toko-siti"))
    staff = text_of(world.phone("trainer", ids.trainer).page("/t/toko-siti"))
    assert "Draf." in staff
    assert "Kembali mengubah toko" not in staff
    assert client.get("/t/toko-siti").status_code == 404
    assert world.phone("participant", other).get("/t/toko-siti").status_code == 404
    assert keeper.get("/t/toko-siti").status_code == 200
    assert client.get("/t/toko-siti").status_code == 404


def test_people_of_another_class_find_nothing(world: World, client: LintingClient) -> None:
    world.arranged(slug="toko-siti")
    stranger = world.arranged("Orang lain")
    assert client.get("/t/toko-siti").status_code == 200
    assert world.phone("participant", stranger.participant).get("/t/toko-siti").status_code == 404
    assert world.phone("trainer", stranger.trainer).get("/t/toko-siti").status_code == 404


def test_both_languages_by_address_without_a_session(world: World, client: LintingClient) -> None:
    world.arranged(slug="toko-siti")
    english = client.get("/t/toko-siti?bahasa=en", headers=ID)
    assert "Order by chat" in english.get_data(as_text=True)
    assert "/t/toko-siti/" in english.get_data(as_text=True)
    assert "bahasa=en" in english.get_data(as_text=True)
    assert "Pesan lewat chat" in client.get("/t/toko-siti?bahasa=xx", headers=ID).get_data(as_text=True)
    assert "Set-Cookie" not in english.headers


def test_odd_strings_come_back_as_typed_on_every_theme(world: World, client: LintingClient) -> None:
    strings = json.loads((shared_data_dir() / "security" / "blns.json").read_text(encoding="utf-8"))
    odd = [text for text in strings if text.strip() and text.isprintable()]
    classroom = world.classroom(world.trainer())
    shop = world.shop(classroom, world.participant(classroom), slug="aneh", name="<script>alert(1)</script>")
    products = [world.product(shop, slug=f"p{number}", category="a") for number in range(12)]
    for start in range(0, len(odd), 12 * 3):
        theme = THEMES[start // 36 % len(THEMES)]
        batch = odd[start : start + 36]
        with world.session() as session:
            for number, text in enumerate(batch[:12]):
                session.execute(
                    update(Product)
                    .where(Product.id == products[number])
                    .values(name=text, description=batch[-1], category=batch[number % 2])
                )
        change_shop(world, shop, theme=theme, story="\n\n".join(batch), page_version=start + 2)
        shown = shown_text(client, "/t/aneh")
        for text in batch[:12]:
            assert " ".join(text.split()) in shown
        assert text_of(all_of(client.page("/t/aneh/p0"), "h1")[0]) == " ".join(batch[0].split())


def test_addresses_that_mean_nothing_are_not_found(client: LintingClient) -> None:
    for address in ("/t/tidak-ada", "/t/%00", "/t/' or 1=1", "/gaya/stall/none.css", "/gaya/x/leaf.css"):
        assert client.get(address).status_code == 404


def test_the_stylesheet_is_kept_by_phones_for_as_long_as_it_stays_the_same(
    world: World, client: LintingClient
) -> None:
    world.arranged(slug="toko-siti")
    href = stylesheet_of(client.page("/t/toko-siti"))
    response = client.get(href)
    assert "max-age=31536000" in response.headers["Cache-Control"]
    assert response.mimetype == "text/css"
    assert "prefers-color-scheme:dark" in response.text
    again = client.get(href, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_no_product_takes_the_address_of_the_order_chat() -> None:
    assert free_slug(make_slug("Pesan!", "produk"), set()) == "pesan-2"
    assert free_slug("pesanan", set()) == "pesanan"


def test_sixty_products_weigh_no_more_on_the_first_screen(world: World, client: LintingClient) -> None:
    """Only what a phone shows before scrolling is fetched at once."""
    classroom = world.classroom(world.trainer())
    shop = world.shop(classroom, world.participant(classroom), slug="besar")
    for number in range(60):
        product = world.product(shop, name=f"Keripik {number}")
        real_photo(world, shop, "keripik-kentang.jpg", product)
    assert_light(client, "/t/besar")
