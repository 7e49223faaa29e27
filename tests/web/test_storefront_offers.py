"""What a shop page tells beyond a name and a price, and what it keeps to itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from sandbox.clock import now
from sandbox.lang.dates import to_zone
from sandbox.shops.models import BundleItem, CustomerReview, Product, ProductPrice, ProductVariant, Shop
from tests.support.pages import LintingClient, elements, text_of
from tests.support.world import Ids, World

pytestmark = pytest.mark.one_database

ID = {"Accept-Language": "id"}


def today() -> date:
    """Today on the calendar of a class."""
    return to_zone(now(), "Asia/Jakarta").date()


@dataclass
class ShopVisit:
    """A shop of two products called toko-siti, and its visitor."""

    world: World
    client: LintingClient
    ids: Ids

    def change(self, place: int = 0, **facts: Any) -> None:
        """Set facts of one of the two products, and renew the page."""
        with self.world.session() as session:
            product = session.get(Product, self.ids.products[place])
            for name, value in facts.items():
                setattr(product, name, value)
            product.shop.page_version += 1

    def slug(self, place: int = 0) -> str:
        """Where one of the two products is."""
        return self.world.read(lambda session: session.get(Product, self.ids.products[place]).slug)

    def page(self, place: int | None = None, query: str = "") -> Any:
        """The shop page, or a product's; checked as every page is."""
        path = "/t/toko-siti" if place is None else f"/t/toko-siti/{self.slug(place)}"
        self.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "id"
        return self.client.page(path + query)


@pytest.fixture
def visit(world: World, client: LintingClient) -> ShopVisit:
    return ShopVisit(world, client, world.arranged(slug="toko-siti"))


def words(tree: Any) -> str:
    """All text, in plain spaces."""
    return text_of(tree).replace("\u00a0", " ")


def links(tree: Any) -> list[str]:
    """Where the page leads."""
    return [node.get("href") for node in elements(tree) if node.tag == "a" and node.get("href")]


def facts_for_machines(tree: Any) -> dict[str, str]:
    """Microdata with a value of its own."""
    return {
        node.get("itemprop"): node.get("content") or node.get("href") or ""
        for node in elements(tree)
        if node.get("itemprop") and node.tag in {"meta", "link"}
    }


def test_each_variant_is_chosen_by_itself_with_its_price_stock_and_order(visit: ShopVisit) -> None:
    variants = [
        ProductVariant(name="Pedas", price=18_000, stock=5, position=0),
        ProductVariant(name="Keju & susu", price=None, stock=0, position=1),
        ProductVariant(name="Balado", price=22_000, stock=2, position=2),
    ]
    visit.change(variants=variants, variant_kind="taste", price=18_000, stock=7)
    page = visit.page(0)
    text = words(page)
    for said in ("Pilih rasa", "Pedas", "Stok 5", "Balado", "Rp 22.000", "Keju & susu sedang habis"):
        assert said in text
    asked = [link for link in links(page) if "varian=" in link]
    assert [link.split("varian=")[1] for link in asked] == ["Pedas", "Balado"]
    chosen = [node for node in elements(page) if node.tag == "input" and node.get("checked") is not None]
    assert [node.get("id") for node in chosen] == ["pilihan-1"]
    data = facts_for_machines(page)
    assert (data["lowPrice"], data["highPrice"], data["offerCount"]) == ("18000", "22000", "3")
    assert "price" not in data
    assert "mulai Rp 18.000" in words(visit.page())
    assert "3 rasa" in words(visit.page())


def test_from_names_the_lowest_price_that_can_still_be_paid(visit: ShopVisit) -> None:
    variants = [
        ProductVariant(name="Pedas", price=None, stock=0, position=0),
        ProductVariant(name="Keju", price=20_000, stock=3, position=1),
        ProductVariant(name="Balado", price=22_000, stock=2, position=2),
    ]
    history = [
        ProductPrice(price=25_000, since=datetime(2026, 1, 1, tzinfo=UTC)),
        ProductPrice(price=18_000, since=now()),
    ]
    visit.change(
        variants=variants, price=18_000, was_price=25_000, sale_ends_on=today(), price_history=history
    )
    page = visit.page(0)
    assert "mulai Rp 20.000" in words(page)
    assert facts_for_machines(page)["lowPrice"] == "20000"
    assert "Rp 25.000" not in words(page), "what is left never cost that"


def test_an_earlier_price_is_struck_through_only_while_that_is_honest(visit: ShopVisit) -> None:
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    history = [ProductPrice(price=25_000, since=long_ago), ProductPrice(price=18_000, since=now())]
    visit.change(was_price=25_000, sale_ends_on=today(), price_history=history)
    page = visit.page(0)
    assert "Hemat Rp 7.000" in words(page)
    assert facts_for_machines(page)["priceValidUntil"] == today().isoformat()
    assert [text_of(node) for node in elements(visit.page()) if node.tag == "s"]
    for facts in ({"was_price": 99_000}, {"was_price": 25_000, "sale_ends_on": today() - timedelta(days=1)}):
        visit.change(**facts)
        assert "Hemat" not in words(visit.page(0))
        assert not [node for node in elements(visit.page()) if node.tag == "s"]


def test_a_bundle_tells_its_parts_and_what_one_saves(visit: ShopVisit) -> None:
    first, second = visit.ids.products
    visit.change(0, stock=7)
    visit.change(1, stock=1, is_hidden=True)
    bundle = visit.world.product(
        visit.ids.shop, name="Paket", slug="paket", kind="bundle", price=70_000, stock=0
    )
    for product, quantity in ((first, 2), (second, 1)):
        visit.world.add(BundleItem(bundle_id=bundle, product_id=product, quantity=quantity))
    page = visit.client.page("/t/toko-siti/paket")
    text = words(visit.page()) + words(page)
    for said in ("2× Keripik tempe tipis", "1× Kacang mede", "Rp 78.000", "Hemat Rp 8.000", "Stok 1"):
        assert said in text
    assert f"/t/toko-siti/{visit.slug(0)}" in links(page)
    assert f"/t/toko-siti/{visit.slug(1)}" not in links(page)  # visitors cannot see it on its own
    visit.change(1, deleted_at=now())
    assert "Habis" in words(visit.client.page("/t/toko-siti/paket"))


def test_a_booking_shows_which_days_are_free_and_each_leads_to_its_order(visit: ShopVisit) -> None:
    full, free = today() + timedelta(days=3), today() + timedelta(days=4)
    visit.change(kind="night", unit="malam", taken_dates=[full.isoformat()])
    page = visit.page(0)
    asked = [link for link in links(page) if "tanggal=" in link]
    assert len(asked) == 27
    assert any(link.endswith(f"tanggal={free.isoformat()}") for link in asked)
    assert not any(full.isoformat() in link for link in asked)
    assert "penuh" in words(page)
    assert "Stok" not in words(page)


def test_a_preorder_says_when_it_is_ready_and_a_past_day_says_nothing(visit: ShopVisit) -> None:
    visit.change(ready_on=today() + timedelta(days=10))
    assert "Pre-order, siap" in words(visit.page(0))
    assert facts_for_machines(visit.page(0))["availability"].endswith("PreOrder")
    visit.change(ready_on=today())
    assert "Pre-order" not in words(visit.page(0)) + words(visit.page())


def test_a_permit_is_shown_only_with_a_number_that_can_be_one(visit: ShopVisit) -> None:
    visit.change(permits={"pirt": "2063578010234-28", "halal": "ID"}, diets=["fish", "spicy", "unknown"])
    text = words(visit.page(0))
    for said in ("PIRT", "2063578010234-28", "Mengandung", "Ikan", "Pedas"):
        assert said in text
    assert "halal" not in text.lower()


def test_delivery_by_zone_pickup_and_payment_at_the_door(visit: ShopVisit) -> None:
    with visit.world.session() as session:
        shop = session.get(Product, visit.ids.products[0]).shop
        shop.shipping_rates = {"islands": 38_000, "regency": 0, "nowhere": 5}
        shop.has_pickup, shop.pickup_note, shop.payment_ways = True, "Jl. Mawar 3", ["cod"]
    for tree in (visit.page(), visit.page(0)):
        rows = [[words(cell) for cell in node] for node in elements(tree) if node.tag == "tr"]
        assert rows == [["Satu kabupaten/kota", "Gratis"], ["Pulau lain", "Rp 38.000"]]
        for said in ("Ambil sendiri", "Jl. Mawar 3", "Bayar di tempat (COD)"):
            assert said in words(tree)


def test_classmates_reviews_are_read_but_never_offered_to_search_engines(visit: ShopVisit) -> None:
    people = [visit.world.participant(visit.ids.classroom, name) for name in ("Rina", "Joko", "Tini", "Agus")]
    for person, stars in zip(people, (5, 4, 4, 1), strict=True):
        review = CustomerReview(
            shop_id=visit.ids.shop, author_id=person, stars=stars, words=f"Kata {person}."
        )
        review.product_id = visit.ids.products[0]
        review.reply = "Terima kasih." if stars == 5 else ""
        review.hidden_at = now() if stars == 1 else None
        visit.world.add(review)
    text = words(visit.page())
    assert "4,3 dari 3 teman kelas" in text
    assert "Jawaban penjual: Terima kasih." in text
    assert f"Kata {people[3]}." not in text
    assert f"Kata {people[0]}." in words(visit.page(0))
    assert "Kata teman kelas" not in words(visit.page(1))
    raw = visit.client.get(f"/t/toko-siti/{visit.slug(0)}").text.lower()
    assert "aggregaterating" not in raw
    assert "schema.org/review" not in raw


def test_a_review_does_not_name_a_product_that_was_taken_off_the_shelf(visit: ShopVisit) -> None:
    writer = visit.world.participant(visit.ids.classroom, "Rina")
    review = CustomerReview(shop_id=visit.ids.shop, author_id=writer, stars=5, words="Enak sekali.")
    review.product_id = visit.ids.products[0]
    visit.world.add(review)
    visit.change(0, name="Nama rahasia")
    assert "Nama rahasia" in words(visit.page())
    visit.change(0, is_hidden=True)
    text = words(visit.page())
    assert "Enak sekali." in text
    assert "Nama rahasia" not in text


def test_searching_a_shop_needs_no_script_and_leaves_nothing_in_memory(visit: ShopVisit) -> None:
    for number in range(5):
        visit.world.product(
            visit.ids.shop, name=f"Kopi {number}", description="Dipetik di Dungus, é robusta."
        )
    form = next(node for node in elements(visit.page()) if node.tag == "form")
    assert (form.get("method"), form.get("action")) == ("get", "/t/toko-siti#produk")
    kept = visit.world.app.extensions["shop_pages"].bytes
    by_name = words(visit.page(query="?cari=KRIPIK"))
    assert "Tidak ketemu yang cocok dengan “KRIPIK”" in by_name
    found = words(visit.page(query="?cari=++Dungus+E+"))
    assert "5 produk cocok dengan “Dungus E”" in found
    assert "Kacang mede" not in found
    assert "Order by chat" in visit.client.get("/t/toko-siti?cari=kopi&bahasa=en").text
    assert '<input type="hidden" name="bahasa" value="en">' in visit.client.get("/t/toko-siti?bahasa=en").text
    assert visit.world.app.extensions["shop_pages"].bytes - kept < 20_000  # the English page, no search
    assert "Kacang mede" in words(visit.page(query="?cari=+%00+"))
    odd = "%3Cscript%3E" + "x" * 300
    assert visit.client.get(f"/t/toko-siti?cari={odd}").status_code == 200


def test_the_homestay_layout_speaks_of_rooms_only_where_nights_are_sold(visit: ShopVisit) -> None:
    def arrange(kind: str) -> str:
        with visit.world.session() as session:
            shop = session.get(Shop, visit.ids.shop)
            shop.theme, shop.how_to_order = "homestay", "Tulis pesananmu."
            shop.has_pickup, shop.pickup_note, shop.shipping_rates = True, "Di gapura.", {"regency": 8_000}
        visit.change(0, kind=kind)
        return words(visit.page())

    rooms = ("Pesan kamar", "Antar jemput", "Sampai di tempat", "Kamar")
    goods = ("Cara belanja", "Pengiriman", "Ambil sendiri")
    shown = arrange("goods")
    assert [word for word in rooms if word in shown] == []
    assert [word for word in goods if word not in shown] == []
    shown = arrange("night")
    assert [word for word in rooms if word not in shown] == []
    assert [word for word in goods if word in shown] == []


def test_a_homestay_s_nights_begin_at_the_cheapest_room_one_can_still_have(visit: ShopVisit) -> None:
    with visit.world.session() as session:
        session.get(Shop, visit.ids.shop).theme = "homestay"
    visit.change(0, kind="night", price=90_000, stock=0)
    visit.change(1, kind="night", price=150_000)
    for number in range(4):
        visit.world.product(visit.ids.shop, name=f"Kamar {number}", kind="night", price=200_000)
    assert "Per malam mulai Rp 150.000" in words(visit.page())
    assert "Per malam mulai" not in words(visit.page(query="?cari=kamar")), (
        "what was found is not the whole house"
    )


def test_related_products_are_of_the_same_kind_first_and_sold_out_last(visit: ShopVisit) -> None:
    shop = visit.ids.shop
    visit.change(0, category="a")
    visit.change(1, category="b")
    visit.world.product(shop, name="Habis", category="a", stock=0)
    visit.world.product(shop, name="Serumpun", category="a")
    more = next(node for node in elements(visit.page(0)) if node.get("class") == "more-list")
    names = [text_of(node) for node in elements(more) if node.get("class") == "item-name"]
    assert names == ["Serumpun", "Kacang mede", "Habis"]
