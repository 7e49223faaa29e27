"""Products: added once, changed safely, ordered, copied, hidden, deleted with a way back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, select

from sandbox.extensions import db
from sandbox.shops.models import Product, ProductPhoto, Shop
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
from tests.support.world import Ids, World

NEW = "/toko/produk/baru"
FILLED = {
    "name": "Keripik pisang 250 g", "price": "15rb", "unit_cost": "9.000", "stock": "12", "unit": "bungkus",
    "weight_g": "300", "category": "Keripik", "description": "Manis.\r\nTahan 2 bulan.",
}  # fmt: skip


@pytest.fixture
def ids(world: World) -> Ids:
    return world.arranged(trade="camilan")


@pytest.fixture
def phone(world: World, ids: Ids) -> LintingClient:
    return world.phone("participant", ids.participant)


def tree(answer: Any) -> Any:
    return parse_page(answer.get_data(as_text=True))


def product(world: World, product_id: int) -> Product:
    return world.one(select(Product).where(Product.id == product_id))


def order(world: World, ids: Ids) -> list[str]:
    kept = select(Product.name).where(Product.shop_id == ids.shop, Product.deleted_at.is_(None))
    return world.read(lambda s: list(s.scalars(kept.order_by(Product.position, Product.id))))


def page_version(world: World, ids: Ids) -> int:
    return world.one(select(Shop.page_version).where(Shop.id == ids.shop))


def test_a_product_is_added_with_all_it_says(world: World, ids: Ids, phone: LintingClient) -> None:
    before = page_version(world, ids)
    assert phone.send(NEW, FILLED).headers["Location"] == "/toko"
    added = world.one(select(Product).where(Product.name == "Keripik pisang 250 g"))
    assert (added.price, added.unit_cost, added.stock, added.weight_g) == (15_000, 9_000, 12, 300)
    assert (added.slug, added.description, added.is_example) == (
        "keripik-pisang-250-g",
        "Manis.\nTahan 2 bulan.",
        False,
    )
    assert order(world, ids)[-1] == "Keripik pisang 250 g"
    assert page_version(world, ids) > before
    text = page_text(phone.page("/toko"))
    assert "Rp 15.000" in text.replace("\u00a0", " ")
    assert "untung Rp 6.000 tiap terjual" in text.replace("\u00a0", " ")


def test_name_and_price_are_enough(world: World, phone: LintingClient) -> None:
    assert phone.send(NEW, {"name": "Rengginang", "price": "20000"}).status_code == 303
    added = world.one(select(Product).where(Product.name == "Rengginang"))
    assert (added.unit_cost, added.weight_g, added.unit) == (None, None, "")


def test_a_double_tap_adds_one_product(world: World, ids: Ids, phone: LintingClient) -> None:
    key = field(phone.page(NEW), "submit_key")
    for _ in range(3):
        assert phone.send(NEW, FILLED | {"submit_key": key}).status_code == 303
    assert order(world, ids).count("Keripik pisang 250 g") == 1


def test_a_corrected_form_keeps_its_key_and_adds_one(world: World, ids: Ids, phone: LintingClient) -> None:
    key = field(phone.page(NEW), "submit_key")
    page = tree(phone.send(NEW, FILLED | {"price": "mahal", "submit_key": key}))
    assert field(page, "submit_key") == key
    for _ in range(2):
        phone.post(NEW, data=fields(page, NEW) | {"price": "15000"})
    assert order(world, ids).count("Keripik pisang 250 g") == 1


def test_equal_and_long_names_get_addresses_of_their_own(world: World, phone: LintingClient) -> None:
    for _ in range(3):
        phone.send(NEW, FILLED | {"name": "Sambal " * 15})
    slugs = world.read(
        lambda s: list(s.scalars(select(Product.slug).where(Product.name.startswith("Sambal"))))
    )
    assert len(set(slugs)) == 3
    assert all(len(slug) <= 48 and slug.isascii() for slug in slugs)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("name", "", "perlu diisi"),
        ("name", "\u200b", "bisa dibaca"),
        ("name", "n" * 121, "Terlalu panjang"),
        ("price", "", "perlu diisi"),
        ("price", "gratis", "belum terbaca"),
        ("price", "-15000", "kurang dari nol"),
        ("price", "0", "Paling sedikit"),
        ("price", "1000000000000", "Paling banyak"),
        ("price", "99999999999999999999999", "terlalu besar"),
        ("price", "10-15rb", "dua cara"),
        ("price", "💰", "belum terbaca"),
        ("unit_cost", "-1", "kurang dari nol"),
        ("unit_cost", "10^12", "belum terbaca"),
        ("stock", "-3", "antara"),
        ("stock", "banyak", "angka saja"),
        ("stock", "1000000000000", "antara"),
        ("unit", "u" * 31, "Terlalu panjang"),
        ("weight_g", "-1", "antara"),
        ("weight_g", "1000000000000", "antara"),
        ("category", "k" * 41, "Terlalu panjang"),
        ("description", "d" * 2001, "Terlalu panjang"),
    ],
)
@pytest.mark.parametrize("existing", [False, True])
def test_each_fault_has_its_sentence_and_the_rest_is_kept(
    *, world: World, ids: Ids, phone: LintingClient, name: str, typed: str, says: str, existing: bool
) -> None:
    address = f"/toko/produk/{ids.products[0]}" if existing else NEW
    before = order(world, ids)
    answer = phone.send(address, FILLED | {"version": "1", name: typed})
    page = tree(answer)
    assert answer.status_code == 422
    assert says in error_beside(page, name)
    assert field(page, name) == as_stored(typed)
    for key, value in FILLED.items():
        if key != name:
            assert field(page, key) == value.replace("\r\n", "\n")
    assert order(world, ids) == before


def test_a_loss_is_said_kindly_and_not_forbidden(world: World, ids: Ids, phone: LintingClient) -> None:
    assert phone.send(NEW, FILLED | {"unit_cost": "20000"}).status_code == 303
    assert "rugi Rp 5.000 tiap terjual" in page_text(phone.page("/toko")).replace("\u00a0", " ")


def test_odd_strings_come_back_as_typed(world: World, ids: Ids, phone: LintingClient) -> None:
    token = phone.token()
    address = f"/toko/produk/{ids.products[0]}"
    strings = odd_strings()
    for number, start in enumerate(range(0, len(strings), 16), start=1):
        name, unit, category, *rest = strings[start : start + 16] + ["x"] * 3
        data = {
            "csrf_token": token,
            "save_key": f"k{number}",
            "price": "1000",
            "stock": "1",
            "version": str(number),
        }
        data |= {"name": f"P{number} {name}"[:120], "unit": unit[:30], "category": category[:40]}
        data |= {"description": " | ".join(rest)[:2000]}
        assert autosave(phone, address, data).json.get("version") == number + 1
        stored = product(world, ids.products[0])
        assert stored.name == as_stored(data["name"])
        assert stored.unit == as_stored(data["unit"])
        assert stored.category == as_stored(data["category"])
        assert stored.description.replace("\n", " ") == as_stored(data["description"])
        if number % 11 == 0:
            page = phone.page(address)
            assert field(page, "name") == stored.name
            assert field(page, "description") == stored.description


def test_a_list_of_odd_names_is_still_a_list(world: World, ids: Ids, phone: LintingClient) -> None:
    names = [as_stored(f"P {name}"[:120]) for name in odd_strings()]
    with world.session() as session:
        session.add_all(
            Product(shop_id=ids.shop, slug=f"p{n}", name=name, price=1000, position=n + 9)
            for n, name in enumerate(names)
        )
    page = phone.page("/toko")
    shown = [n for n in elements(page) if n.get("class") == "goods-name"]
    assert [" ".join(name.split()) for name in names] == [text_of(node) for node in shown][2:]


def test_the_later_of_two_tabs_is_warned_and_loses_nothing(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    address = f"/toko/produk/{ids.products[0]}"
    first = fields(phone.page(address), address)
    phone.post(address, data=first | {"price": "19000"})
    assert autosave(phone, address, first | {"price": "17000", "save_key": "b"}).status_code == 409
    answer = phone.post(address, data=first | {"price": "17000"})
    page = tree(answer)
    assert answer.status_code == 409
    assert field(page, "price") == "17000"
    assert "Rp 19.000" in page_text(page).replace("\u00a0", " ")
    assert product(world, ids.products[0]).price == 19_000
    assert phone.post(address, data=fields(page, address)).status_code == 303
    assert product(world, ids.products[0]).price == 17_000


def test_autosave_keeps_the_slug_and_repeats_once(world: World, ids: Ids, phone: LintingClient) -> None:
    address = f"/toko/produk/{ids.products[0]}"
    slug = product(world, ids.products[0]).slug
    data = fields(phone.page(address), address) | {"name": "Nama lain", "save_key": "k"}
    versions = [autosave(phone, address, data).json["version"] for _ in range(2)]
    assert versions == [2, 2]
    assert (product(world, ids.products[0]).name, product(world, ids.products[0]).slug) == ("Nama lain", slug)


def test_an_example_becomes_ones_own_by_changing_it(world: World, ids: Ids, phone: LintingClient) -> None:
    with world.session() as session:
        session.get(Product, ids.products[0]).is_example = True
    address = f"/toko/produk/{ids.products[0]}"
    data = fields(phone.page(address), address)
    phone.post(address, data=data)
    assert product(world, ids.products[0]).is_example
    phone.post(address, data=data | {"price": "21000"})
    assert not product(world, ids.products[0]).is_example


def test_an_example_is_replaced_in_its_place_and_can_return(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    with world.session() as session:
        session.get(Product, ids.products[0]).is_example = True
    swap = next(n.get("href") for n in elements(phone.page("/toko")) if "ganti=" in (n.get("href") or ""))
    data = fields(phone.page(swap), NEW) | {"name": "Keripik bayam", "price": "12000"}
    after = phone.post(NEW, data=data).headers["Location"]
    assert order(world, ids) == ["Keripik bayam", "Kacang mede"]
    assert "Urungkan" in page_text(phone.page(after))
    phone.send(f"/toko/produk/{ids.products[0]}/kembalikan")
    assert sorted(order(world, ids)) == ["Kacang mede", "Keripik bayam", "Keripik tempe tipis"]


def test_products_move_up_and_down(world: World, ids: Ids, phone: LintingClient) -> None:
    third = world.product(ids.shop, name="Ketiga")
    phone.send(f"/toko/produk/{third}/naik")
    assert order(world, ids) == ["Keripik tempe tipis", "Ketiga", "Kacang mede"]
    phone.send(f"/toko/produk/{ids.products[0]}/turun")
    assert order(world, ids) == ["Ketiga", "Keripik tempe tipis", "Kacang mede"]
    before = page_version(world, ids)
    phone.send(f"/toko/produk/{third}/naik")
    phone.send(f"/toko/produk/{ids.products[1]}/turun")
    assert order(world, ids) == ["Ketiga", "Keripik tempe tipis", "Kacang mede"]
    assert page_version(world, ids) == before


def test_deleting_can_be_undone(world: World, ids: Ids, phone: LintingClient) -> None:
    answer = phone.send(f"/toko/produk/{ids.products[0]}/hapus")
    page = phone.page(answer.headers["Location"])
    assert "sudah dihapus" in page_text(page)
    assert order(world, ids) == ["Kacang mede"]
    assert phone.get(f"/toko/produk/{ids.products[0]}").status_code == 404
    assert phone.send(f"/toko/produk/{ids.products[0]}/hapus").status_code == 404
    assert phone.send(f"/toko/produk/{ids.products[0]}/kembalikan").status_code == 303
    assert order(world, ids) == ["Keripik tempe tipis", "Kacang mede"]
    assert phone.send(f"/toko/produk/{ids.products[0]}/kembalikan").status_code == 404


def test_hiding_and_showing(world: World, ids: Ids, phone: LintingClient) -> None:
    slug = world.one(select(Shop.slug).where(Shop.id == ids.shop))
    phone.send(f"/toko/produk/{ids.products[0]}/sembunyi")
    assert "tersembunyi" in page_text(phone.page("/toko"))
    assert "Keripik tempe tipis" not in page_text(phone.page(f"/t/{slug}"))
    phone.send(f"/toko/produk/{ids.products[0]}/tampil")
    assert "Keripik tempe tipis" in page_text(phone.page(f"/t/{slug}"))


def test_a_copy_is_hidden_below_the_original_with_its_photos(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    for _ in range(2):
        answer = phone.send(f"/toko/produk/{ids.products[0]}/salin", {"submit_key": "once"})
    assert order(world, ids) == ["Keripik tempe tipis", "Keripik tempe tipis (salinan)", "Kacang mede"]
    twin = world.one(select(Product).where(Product.name.endswith("(salinan)")))
    assert answer.headers["Location"] == f"/toko/produk/{twin.id}"
    assert twin.is_hidden
    assert twin.price == 18_000
    photos = select(ProductPhoto.photo_id).where(ProductPhoto.product_id.in_([twin.id, ids.products[0]]))
    assert len(set(world.read(lambda s: list(s.scalars(photos))))) == 1


def test_a_neighbours_products_and_photos_are_not_there(world: World, ids: Ids, phone: LintingClient) -> None:
    other = world.arranged("Pak Budi")
    theirs = other.products[0]
    photo = world.one(select(ProductPhoto.photo_id).where(ProductPhoto.product_id == theirs))
    assert phone.get(f"/toko/produk/{theirs}").status_code == 404
    for act in ("hapus", "salin", "naik", "turun", "sembunyi", "tampil", "kembalikan"):
        assert phone.send(f"/toko/produk/{theirs}/{act}").status_code == 404
    assert phone.send(f"/toko/produk/{theirs}", FILLED).status_code == 404
    assert phone.send(f"/toko/produk/{ids.products[0]}/foto/{photo}/pakai").status_code == 404
    assert phone.send(f"/toko/produk/{theirs}/foto/{photo}/pakai").status_code == 404
    assert phone.send(NEW, FILLED | {"ganti": str(theirs)}).status_code == 404
    phone.send(f"/toko/produk/{ids.products[1]}", FILLED | {"version": "1", "photo_ids": [str(photo)]})
    mine = select(ProductPhoto.photo_id).where(ProductPhoto.product_id == ids.products[1])
    assert photo not in world.read(lambda s: list(s.scalars(mine)))
    assert order(world, other) == ["Keripik tempe tipis", "Kacang mede"]


def test_the_list_costs_as_many_queries_for_thirty_products_as_for_one(world: World, ids: Ids) -> None:
    def cost() -> int:
        phone = world.phone("participant", ids.participant)
        seen: list[str] = []
        with world.app.app_context():
            engine = db.engine

        def note(*facts: Any) -> None:
            seen.append(facts[2])

        event.listen(engine, "before_cursor_execute", note)
        assert phone.get("/toko").status_code == 200
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    few = cost()
    for _ in range(30):
        world.photo(ids.shop, world.product(ids.shop))
    assert cost() == few <= 12


def test_a_full_shop_says_so(world: World, ids: Ids, phone: LintingClient) -> None:
    with world.session() as session:
        session.add_all(
            Product(shop_id=ids.shop, slug=f"x{n}", name="x", price=1, position=n) for n in range(98)
        )
    answer = phone.send(NEW, FILLED)
    assert answer.status_code == 422
    assert "sudah penuh" in error_beside(tree(answer), "name")
    assert phone.send(f"/toko/produk/{ids.products[0]}/salin").headers["Location"] == "/toko"


def test_a_product_replacing_an_example_deleted_meanwhile_is_still_added(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    """The other half of the pair deleted the example while this one was typing."""
    phone.send(f"/toko/produk/{ids.products[0]}/hapus")
    assert phone.send(NEW, FILLED | {"ganti": str(ids.products[0])}).status_code == 303
    assert order(world, ids) == ["Kacang mede", FILLED["name"]]


@pytest.mark.parametrize("headers", [{}, {"X-Autosave": "1"}])
def test_photos_of_two_tabs_that_are_too_many_together_are_answered_with_a_sentence(
    world: World, ids: Ids, phone: LintingClient, headers: dict[str, str]
) -> None:
    address = f"/toko/produk/{ids.products[0]}"
    photos = [world.photo(ids.shop) for _ in range(12)]
    one, other = photos[:6], photos[6:]
    shown = world.one(select(ProductPhoto.photo_id).where(ProductPhoto.product_id == ids.products[0]))
    sent = fields(phone.page(address), address) | {"photos_shown": str(shown)}
    assert phone.send(address, sent | {"photo_ids": [str(photo) for photo in one]}).status_code == 303
    late = phone.send(address, sent | {"photo_ids": [str(photo) for photo in other]}, headers=headers)
    assert late.status_code == 422
    assert "6" in late.text
    kept = select(ProductPhoto.photo_id).where(ProductPhoto.product_id == ids.products[0])
    assert world.read(lambda s: set(s.scalars(kept))) == set(one)


def test_what_replaces_an_example_begins_in_its_place(world: World) -> None:
    ids = world.arranged()
    room = world.product(
        ids.shop, name="Kamar contoh", is_example=True, category="Kamar", unit="malam", kind="night"
    )
    phone = world.phone("participant", ids.participant)
    page = phone.page(f"{NEW}?ganti={room}")
    assert (field(page, "category"), field(page, "unit")) == ("Kamar", "malam")
    assert any(n.get("id") == "kind-night" and "checked" in n.attrib for n in elements(page))
    neighbour = world.product(
        world.shop(ids.classroom, world.participant(ids.classroom, "Bu Ani")), category="Rahasia"
    )
    for other in (str(neighbour), "9" * 30, "x", "0"):
        assert field(phone.page(f"{NEW}?ganti={other}"), "category") == "", "only the shop's own examples"


def test_a_photo_sent_before_the_form_was_left_goes_on_the_next_new_product(world: World, ids: Ids) -> None:
    waiting, theirs = (
        world.photo(ids.shop),
        world.photo(world.shop(ids.classroom, world.participant(ids.classroom, "Bu Ani"))),
    )
    phone = world.phone("participant", ids.participant)
    assert f'value="use:{waiting}"' in phone.get(NEW).text
    again = phone.send(NEW, FILLED | {"photo_action": f"use:{waiting}"})
    assert again.status_code == 422
    page = tree(again)
    assert field(page, "name") == FILLED["name"], "what was typed stays"
    assert field(page, "photo_ids") == str(waiting)
    assert f'value="use:{waiting}"' not in again.text
    stranger = tree(phone.send(NEW, FILLED | {"photo_action": f"use:{theirs}"}))
    assert "photo_ids" not in fields(stranger, NEW), "a neighbour's photo is none of ours"
    assert phone.send(NEW, FILLED | {"photo_ids": str(waiting)}).status_code == 303
    assert world.one(select(ProductPhoto.photo_id).where(ProductPhoto.photo_id == waiting)) == waiting


def test_the_summary_of_faults_names_what_was_left_empty(phone: LintingClient) -> None:
    page = tree(phone.send(NEW, FILLED | {"name": " "}))
    links = [text_of(n) for n in elements(page) if n.get("href") == "#name"]
    assert links == ["Nama produk: perlu diisi."]
