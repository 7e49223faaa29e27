"""Harga jual on the phone: worked out without storing, kept with the product, used with one tap and taken back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from sandbox.shops.models import Product, ProductPrice, ProductVariant
from tests.support.pages import LintingClient, elements, parse_page, text_of
from tests.support.world import Ids, World

CRISPS = {
    "kind": ["material", "material", "material", "other", "packaging", "labour", "other"],
    "line": ["Tempe", "Minyak", "Tepung", "Gas", "Plastik", "Upahku", ""],
    "amount": ["72rb", "38.000", "24k", "Rp11.000", "18000", "50rb", "5rb"],
    "made": "20", "good": "", "margin": "30", "price": "18rb", "packing": "", "pieces": "3", "ads": "50rb",
}  # fmt: skip


@pytest.fixture
def ids(world: World) -> Ids:
    return world.arranged(trade="camilan")


@pytest.fixture
def phone(world: World, ids: Ids) -> LintingClient:
    return world.phone("participant", ids.participant)


def product(world: World, product_id: int) -> Product:
    return world.one(select(Product).where(Product.id == product_id))


def said(answer: Any, name: str) -> str:
    """What the page says in one of its places of result."""
    tree = parse_page(answer.get_data(as_text=True))
    return next(text_of(node) for node in elements(tree) if node.get("data-out") == name)


def test_a_sheet_is_kept_used_and_taken_back(world: World, ids: Ids, phone: LintingClient) -> None:
    mine = ids.products[0]
    here = f"/toko/harga/{mine}"
    world_before = product(world, mine)
    assert (world_before.price, world_before.unit_cost, world_before.cost_sheet) == (18_000, 10_900, {})
    assert "Tempe 6 papan" in phone.get(here).get_data(as_text=True), "the example of the trade"

    burnt = CRISPS | {"good": "18", "price": "19.500"}
    version = {"version": str(world_before.row_version)}
    assert phone.send(here, burnt | version | {"do": "modal"}).status_code == 303
    assert product(world, mine).unit_cost == 12_112
    assert product(world, mine).price == 18_000
    version = {"version": str(product(world, mine).row_version)}
    assert phone.send(here, burnt | version | {"do": "harga"}).status_code == 303
    assert product(world, mine).price == 19_500
    history = select(ProductPrice.price).where(ProductPrice.product_id == mine)
    assert set(world.read(lambda session: session.scalars(history).all())) == {18_000, 19_500}
    page = phone.get(here).get_data(as_text=True)
    assert "Rp\u00a018.000" in page
    assert 'value="72.000"' in page, "the sheet is kept"
    assert phone.send(f"{here}/urungkan").status_code == 303
    assert product(world, mine).price == 18_000
    assert phone.send(f"{here}/urungkan").status_code == 404, "undone once"

    assert phone.send(here, burnt | {"made": "21", "version": "1"}).status_code == 409, (
        "another tab was faster"
    )
    neighbour = world.arranged("Bu Lain")
    assert phone.get(f"/toko/harga/{neighbour.products[0]}").status_code == 404
    assert phone.send(f"/toko/harga/{neighbour.products[0]}", CRISPS).status_code == 404


def test_only_the_product_itself_takes_a_used_price_back(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    mine = ids.products[0]
    here = f"/toko/harga/{mine}"

    def use(column: str) -> Any:
        return phone.send(here, CRISPS | {"do": column, "version": str(product(world, mine).row_version)})

    assert use("modal").status_code == 303, "what it says is what is stored: nothing to take back"
    changed = CRISPS | {"price": "19.500", "do": "harga", "version": str(product(world, mine).row_version)}
    assert phone.send(here, changed).status_code == 303
    assert "Urungkan" in phone.get(here).get_data(as_text=True)
    phone.send(f"/toko/produk/{mine}/salin", {"submit_key": "copy"})
    twin = world.one(select(Product).where(Product.name.endswith("(salinan)")))
    assert twin.cost_sheet["price"] == 19_500
    assert phone.send(f"/toko/harga/{twin.id}/urungkan").status_code == 404, "a copy never cost anything else"

    world.add(ProductVariant(product_id=mine, name="Pedas", stock=3))
    assert phone.send(f"{here}/urungkan").status_code == 404, "the choices have prices of their own now"


@pytest.mark.one_database
def test_a_suggested_price_is_one_that_can_be_used(world: World, ids: Ids, phone: LintingClient) -> None:
    dear = CRISPS | {
        "amount": ["90.000.000", "", "", "", "", "", ""],
        "line": [""] * 7,
        "made": "1",
        "price": "",
    }
    for packing in ("", "100.000.000"):
        answer = phone.send("/toko/harga", dear | {"packing": packing, "margin": "90"})
        assert said(answer, "suggested") == "Rp 100.000.000"
        assert said(answer, "price") == "Rp 100.000.000"


def test_it_works_before_there_is_a_product(world: World, ids: Ids, phone: LintingClient) -> None:
    answer = phone.send("/toko/harga", CRISPS)
    assert answer.status_code == 200
    assert said(answer, "unit-cost") == "Rp 10.900"
    assert (said(answer, "markup"), said(answer, "margin")) == ("65,1 %", "39,4 %")
    count = world.read(lambda session: len(session.scalars(select(Product)).all()))
    assert phone.send("/toko/harga/produk", CRISPS | {"name": ""}).status_code == 422
    made = phone.send("/toko/harga/produk", CRISPS | {"name": "Keripik baru 🍌", "submit_key": "k1"})
    again = phone.send("/toko/harga/produk", CRISPS | {"name": "Keripik baru 🍌", "submit_key": "k1"})
    assert made.headers["Location"] == again.headers["Location"]
    assert world.read(lambda session: len(session.scalars(select(Product)).all())) == count + 1
    new = world.one(select(Product).where(Product.name.startswith("Keripik baru")))
    assert (new.price, new.unit_cost, new.is_hidden) == (18_000, 10_900, True)


@pytest.mark.one_database
def test_slips_are_told_beside_the_line_and_nothing_typed_is_lost(phone: LintingClient) -> None:
    wrong = CRISPS | {"good": "21", "amount": ["tujuh puluh", "1.500rb", "", "-5", "9" * 30, "50rb", "5rb"]}
    answer = phone.send("/toko/harga", wrong)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert text.count('aria-invalid="true"') == 6
    for typed in ("tujuh puluh", "1.500rb", "9" * 30, "Tempe"):
        assert f'value="{typed}"' in text
    row = phone.send("/toko/harga", CRISPS | {"do": "baris:labour"})
    assert row.get_data(as_text=True).count('value="labour"') > text.count('value="labour"')
    odd = {
        "kind": ["material", "?"],
        "line": ["مكسرات 榛子 😀"],
        "amount": ["0"],
        "made": "1",
        "good": "1",
        "margin": "90",
    }
    assert phone.send("/toko/harga", odd | {"pieces": "2"}).status_code == 200
    assert phone.send("/toko/harga", {"made": ""}).status_code == 422
