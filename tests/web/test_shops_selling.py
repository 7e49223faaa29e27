"""Variants, bundles, bookings, earlier prices, permits and shipping by region: typed once, true everywhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from sandbox.clock import now
from sandbox.shops.models import Product, ProductPrice, Shop
from tests.support.pages import LintingClient, parse_page, text_of
from tests.support.shop_pages import autosave, error_beside, field, fields
from tests.support.world import Ids, World


@pytest.fixture
def ids(world: World) -> Ids:
    return world.arranged(trade="camilan", slug="toko-siti")


@pytest.fixture
def phone(world: World, ids: Ids) -> LintingClient:
    return world.phone("participant", ids.participant)


def tree(answer: Any) -> Any:
    return parse_page(answer.get_data(as_text=True))


def words(page: Any) -> str:
    return text_of(page).replace("\u00a0", " ")


class Editor:
    """A product's page, filled in as a person does it."""

    def __init__(self, phone: LintingClient, product_id: int) -> None:
        self.phone, self.address = phone, f"/toko/produk/{product_id}"

    def page(self) -> Any:
        return self.phone.page(self.address)

    def typed(self, **changes: Any) -> dict[str, Any]:
        """What the form would send, with ``changes`` (``__`` stands for a hyphen)."""
        return fields(self.page(), self.address) | {k.replace("__", "-"): v for k, v in changes.items()}

    def save(self, **changes: Any) -> Any:
        return self.phone.post(self.address, data=self.typed(**changes))


def stored(world: World, product_id: int) -> dict[str, Any]:
    def look(session: Any) -> dict[str, Any]:
        product = session.get(Product, product_id)
        return {
            "price": product.price, "stock": product.stock, "kind": product.kind, "version": product.row_version,
            "variants": [(row.name, row.price, row.stock) for row in product.variants],
            "parts": {item.product_id: item.quantity for item in product.bundle_items},
            "history": [step.price for step in product.price_history],
            "permits": product.permits, "diets": product.diets, "taken": product.taken_dates,
            "was": product.was_price,
        }  # fmt: skip

    return world.read(look)


def test_variants_make_the_price_and_the_stock(world: World, ids: Ids, phone: LintingClient) -> None:
    first, _ = ids.products
    editor = Editor(phone, first)
    answer = editor.save(
        price="18rb", variant_kind="taste",
        variant__0__name="Pedas", variant__0__price="", variant__0__stock="4",
        variant__1__name="Balado", variant__1__price="15.000", variant__1__stock="7",
    )  # fmt: skip
    assert answer.status_code == 303
    kept = stored(world, first)
    assert (kept["price"], kept["stock"]) == (15_000, 11)
    assert kept["variants"] == [("Pedas", 18_000, 4), ("Balado", None, 7)], (
        "the one without a price kept its own"
    )
    assert "Stok 11, dihitung dari pilihanmu" in words(editor.page())
    assert editor.save().status_code == 303
    assert stored(world, first) == kept, "opened and saved again, nothing moves"

    swapped = tree(editor.save(row_action="down:0"))
    assert [field(swapped, f"variant-{n}-name") for n in range(3)] == ["Balado", "Pedas", ""]
    assert stored(world, first) == kept, "moving a row saves nothing by itself"
    assert phone.post(editor.address, data=fields(swapped, editor.address)).status_code == 303
    assert [row[0] for row in stored(world, first)["variants"]] == ["Balado", "Pedas"]
    left = tree(editor.save(row_action="remove:1"))
    phone.post(editor.address, data=fields(left, editor.address))
    assert stored(world, first)["variants"] == [("Balado", None, 7)]
    forgotten = {"variant__1__name": "Keju", "variant__1__stock": ""}
    assert "tulis 0" in error_beside(tree(editor.save(**forgotten)), "variant-1-stock")
    assert stored(world, first)["stock"] == 7, "nothing is taken off sale by a field left empty"
    assert autosave(phone, editor.address, editor.typed(**forgotten)).status_code == 200, "still being typed"
    assert editor.save(variant__1__name="", variant__1__price="", variant__1__stock="").status_code == 303
    assert editor.save(row_action="remove:99999999999999999999").status_code == 422
    more = tree(editor.save(row_action="add"))
    assert field(more, "variant-2-name") == ""


def test_a_neighbours_save_is_not_overwritten_by_old_rows(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    first, _ = ids.products
    editor = Editor(phone, first)
    old = editor.typed(variant__0__name="Manis", variant__0__stock="1")
    editor.save(variant__0__name="Asin", variant__0__stock="2")
    answer = phone.post(editor.address, data=old)
    assert answer.status_code == 409
    assert "Yang tersimpan sekarang: Asin (2)" in words(tree(answer))
    assert field(tree(answer), "variant-0-name") == "Manis"
    assert [row[0] for row in stored(world, first)["variants"]] == ["Asin"]
    old_phone = autosave(phone, editor.address, old | {"variant-0-name": "Gurih"})
    assert old_phone.status_code == 409


def test_a_bundle_follows_what_is_in_it(world: World, ids: Ids, phone: LintingClient) -> None:
    first, second = ids.products
    bundle = world.product(ids.shop, name="Paket berdua", price=70_000, slug="paket")
    editor = Editor(phone, bundle)
    empty = tree(editor.save(kind="bundle"))
    assert "pilih paling sedikit dua barang" in error_beside(empty, "kind")
    rows = {"part__0__product": str(first), "part__0__quantity": "3", "part__1__product": str(second)}
    assert editor.save(kind="bundle", part__1__quantity="1", **rows).status_code == 303
    kept = stored(world, bundle)
    assert (kept["kind"], kept["stock"], kept["parts"]) == ("bundle", 6, {first: 3, second: 1})
    page = words(editor.page())
    assert "Kalau dibeli satu-satu Rp 96.000. Pembeli hemat Rp 26.000. Cukup untuk 6 paket." in page

    assert Editor(phone, first).save(stock="5").status_code == 303
    assert stored(world, bundle)["stock"] == 1
    refused = tree(
        Editor(phone, first).save(kind="bundle", part__0__product=str(second), part__0__quantity="2")
    )
    assert "ada di dalam “Paket berdua”" in error_beside(refused, "kind")
    phone.send(f"/toko/produk/{first}/hapus", {})
    assert stored(world, bundle)["stock"] == 0
    phone.send(f"/toko/produk/{first}/kembalikan", {})
    assert stored(world, bundle)["stock"] == 1
    phone.send(f"/toko/produk/{bundle}/salin", {})
    twin = world.one(select(Product).where(Product.name.contains("salinan")))
    assert stored(world, twin.id)["parts"] == {first: 3, second: 1}


def test_only_the_shops_own_products_go_into_a_bundle(world: World, ids: Ids, phone: LintingClient) -> None:
    neighbour = world.arranged()
    bundle = world.product(ids.shop, name="Paket", slug="paket-dua")
    for wrong in (neighbour.products[0], bundle, 999_999_999, "²", "-1", "1e3"):
        answer = Editor(phone, bundle).save(kind="bundle", part__0__product=str(wrong), part__0__quantity="2")
        assert answer.status_code == 422, wrong
    assert stored(world, bundle)["parts"] == {}
    before = stored(world, bundle)
    half = Editor(phone, bundle).typed(kind="bundle", part__0__product=str(ids.products[0]))
    assert autosave(phone, f"/toko/produk/{bundle}", half).status_code == 200
    assert stored(world, bundle) == before, "a bundle half chosen changes nothing yet"


def test_only_a_price_that_stood_is_struck_through(world: World, ids: Ids, phone: LintingClient) -> None:
    first, _ = ids.products
    editor = Editor(phone, first)
    ends = (now() + timedelta(days=5)).date().isoformat()
    made_up = editor.save(price="15000", was_price="99000", sale_ends_on=ends)
    assert made_up.status_code == 422, "nobody ever paid that"
    assert editor.save(price="50000").status_code == 303
    editor.save(price="15000")
    assert stored(world, first)["history"][-1] == 15_000
    assert 50_000 not in stored(world, first)["history"], "a price of a minute leaves no trace"
    with world.session() as session:
        long_ago = now() - timedelta(days=20)
        session.execute(update(ProductPrice).where(ProductPrice.price == 18_000).values(since=long_ago))
    assert "Rp 18.000" in words(editor.page())
    assert (
        error_beside(tree(editor.save(was_price="18000")), "sale_ends_on") == "Diskon perlu tanggal berakhir."
    )
    too_long = editor.save(was_price="18000", sale_ends_on="2099-01-01")
    assert too_long.status_code == 422
    assert editor.save(was_price="18000", sale_ends_on=ends).status_code == 303
    assert "Harga coret tampil sampai" in words(editor.page())
    assert "18.000" in words(phone.page("/t/toko-siti"))
    assert editor.save(price="20000").status_code == 303, "a dearer price is always allowed"
    assert "sedang tidak tampil" in words(editor.page())


def test_the_price_of_an_example_was_nobodys_price(world: World, ids: Ids, phone: LintingClient) -> None:
    mine, ends = ids.products[0], (now() + timedelta(days=5)).date().isoformat()
    with world.session() as session:
        session.execute(update(Product).where(Product.id == mine).values(is_example=True))
        session.add(ProductPrice(product_id=mine, price=18_000, since=now() - timedelta(days=9)))
    editor = Editor(phone, mine)
    assert editor.save(price="15000", was_price="18000", sale_ends_on=ends).status_code == 422
    assert editor.save(price="15000").status_code == 303
    assert stored(world, mine)["history"] == [15_000], "the seller's own prices begin here"
    assert editor.save(was_price="18000", sale_ends_on=ends).status_code == 422


def test_a_sale_ends_when_something_else_is_sold(world: World, ids: Ids, phone: LintingClient) -> None:
    first, _second = ids.products
    editor, ends = Editor(phone, first), (now() + timedelta(days=5)).date().isoformat()
    with world.session() as session:
        session.add(ProductPrice(product_id=first, price=30_000, since=now() - timedelta(days=9)))
        session.add(ProductPrice(product_id=first, price=18_000, since=now() - timedelta(days=1)))
    assert editor.save(was_price="30000", sale_ends_on=ends).status_code == 303
    assert stored(world, first)["was"] == 30_000
    smaller = editor.typed(variant__0__name="Kecil", variant__0__price="9000", variant__0__stock="3")
    first_save = autosave(phone, editor.address, smaller)
    assert first_save.status_code == 200, "the phone still says 30.000"
    again = smaller | {"version": str(first_save.get_json()["version"])}
    assert autosave(phone, editor.address, again).get_json()["version"] == first_save.get_json()["version"]
    kept = stored(world, first)
    assert (kept["was"], kept["history"]) == (None, [9_000])
    assert "bukan potongan harga" in words(editor.page())


def test_permits_need_their_number_and_notes_are_known(world: World, ids: Ids, phone: LintingClient) -> None:
    first, _ = ids.products
    editor = Editor(phone, first)
    answer = editor.save(permit__pirt__number="sudah ada", diets=["soy", "spicy"])
    assert "15 angka" in error_beside(tree(answer), "permit-pirt-number")
    assert field(tree(answer), "permit-pirt-number") == "sudah ada", "what was typed stays"
    assert (
        editor.save(permit__pirt__number="P-IRT 306330601007219", diets=["spicy", "soy"]).status_code == 303
    )
    kept = stored(world, first)
    assert kept["permits"] == {"pirt": "3063306010072-19"}
    assert kept["diets"] == ["soy", "spicy"], "in the order of the list"
    assert editor.save(diets=["poison"]).status_code == 422
    assert editor.save(permit__pirt__number="").status_code == 303
    assert stored(world, first)["permits"] == {}


@pytest.mark.parametrize(
    "hostile",
    [
        {"kind": "yacht"}, {"variant_kind": "<b>"}, {"was_price": "1e9"}, {"was_price": "-5"},
        {"ready_on": "31-02-2027"}, {"ready_on": "besok"}, {"ready_on": "0000-00-00"}, {"ready_on": "2020-01-01"},
        {"variant-0-name": "", "variant-0-price": "5000"}, {"variant-0-name": "A", "variant-0-price": "٩٩٩٩٩٩٩٩٩٩٩٩"},
        {"variant-0-name": "A", "variant-0-stock": "999999999999999999"}, {"variant-0-name": "x" * 41},
        {"variant-0-name": "Pedas", "variant-1-name": "pedas"}, {"variant-0-name": "\u200b", "variant-0-stock": "1"},
        {"kind": "bundle", "part-0-quantity": "-3", "part-0-product": "1"},
    ],
)  # fmt: skip
def test_bad_input_is_answered_with_a_sentence(
    world: World, ids: Ids, phone: LintingClient, hostile: dict[str, str]
) -> None:
    editor = Editor(phone, ids.products[0])
    before = stored(world, ids.products[0])
    answer = phone.post(editor.address, data=editor.typed() | hostile)
    assert answer.status_code == 422
    assert stored(world, ids.products[0]) == before


def test_odd_rows_of_a_stranger_do_no_harm(world: World, ids: Ids, phone: LintingClient) -> None:
    editor = Editor(phone, ids.products[0])
    odd = {"variant-²-name": "x", "variant-99999999999999-name": "x", "taken_dates": ["x", "2026-99-99"]}
    assert phone.post(editor.address, data=editor.typed() | odd).status_code == 303
    assert stored(world, ids.products[0])["variants"] == []


def test_a_room_is_booked_for_a_day_that_is_free(world: World, ids: Ids, phone: LintingClient) -> None:
    room = world.product(ids.shop, name="Kamar kebun", slug="kamar", price=225_000, stock=2)
    full = (now() + timedelta(days=3)).date()
    past = (now() - timedelta(days=9)).date().isoformat()
    assert Editor(phone, room).save(kind="night", taken_dates=[full.isoformat(), past]).status_code == 303
    assert stored(world, room)["taken"] == [full.isoformat()], "days gone by are let go"
    address = "/t/toko-siti/pesan?produk=kamar"
    chat = phone.page(address)
    assert full.isoformat() not in {node.get("value") for node in chat.iter("option")}
    sent = fields(chat, address)
    assert "Pilih dulu harinya" in words(tree(phone.post(address, data=sent | {"wanted_on": ""})))
    refused = tree(phone.post(address, data=sent | {"wanted_on": full.isoformat()}))
    assert "Hari itu sudah penuh" in words(refused)
    free = (full + timedelta(days=1)).isoformat()
    for nonsense in ("2020-01-01", "kapan-kapan", "9999-12-31"):
        assert phone.post(address, data=sent | {"wanted_on": nonsense}).status_code == 422
    assert phone.post(address, data=fields(refused, address) | {"wanted_on": free}).status_code == 303
    assert "untuk " in words(phone.page("/pesan"))

    every = [(now() + timedelta(days=ahead)).date().isoformat() for ahead in range(30)]
    assert Editor(phone, room).save(taken_dates=every).status_code == 303
    chat = phone.page(address)
    assert "kamar" not in {node.get("value") for node in chat.iter("option")}, "no day, no order"
    late = fields(chat, address) | {"product": "kamar", "wanted_on": free}
    assert phone.post(address, data=late).status_code == 422


def test_an_order_costs_what_its_variant_costs(world: World, ids: Ids, phone: LintingClient) -> None:
    first, _ = ids.products
    Editor(phone, first).save(
        variant_kind="taste", variant__0__name="Pedas", variant__0__price="20000", variant__0__stock="3",
        variant__1__name="Balado", variant__1__price="18000", variant__1__stock="0",
    )  # fmt: skip
    slug = world.one(select(Product.slug).where(Product.id == first))
    address = f"/t/toko-siti/pesan?produk={slug}"
    sent = fields(phone.page(address), address)

    def answer(**changes: str) -> str:
        return words(tree(phone.post(address, data=sent | changes)))

    assert "Rasanya" in words(phone.page(address))
    assert "yang mana" in answer(variant="")
    assert "Balado sedang habis" in answer(variant="Balado")
    assert "yang mana" in answer(variant="Pedas' OR 1=1")
    assert "tinggal 3" in answer(variant="Pedas", quantity="4")
    done = phone.post(address, data=sent | {"variant": "Pedas", "quantity": "2"})
    assert "Jumlah 2, total Rp 40.000" in words(phone.page(done.headers["Location"]))
    assert "(Pedas)" in words(phone.page("/pesan"))


def test_shipping_begins_at_the_lowest_fee_of_the_table(world: World, ids: Ids, phone: LintingClient) -> None:
    address = "/toko/cara-beli"

    def save(**changes: str) -> Any:
        return phone.post(address, data=fields(phone.page(address), address) | changes)

    facts = {
        "rate-province-fee": "12rb",
        "rate-regency-fee": "8.000",
        "has_pickup": "1",
        "pickup_note": "Sore",
    }
    assert save(**facts).status_code == 303
    shop = world.one(select(Shop).where(Shop.id == ids.shop))
    assert shop.shipping_rates == {"regency": 8_000, "province": 12_000}
    assert (shop.shipping_from, shop.has_pickup, shop.pickup_note) == (8_000, True, "Sore")
    wrong = save(**{"rate-far-fee": "mahal"})
    assert wrong.status_code == 422
    assert "belum terbaca" in error_beside(tree(wrong), "rate-far-fee")
    assert save(**{"rate-regency-fee": "", "rate-province-fee": ""}).status_code == 303
    assert world.one(select(Shop).where(Shop.id == ids.shop)).shipping_rates == {}
