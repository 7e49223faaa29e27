"""A visitor on a phone without scripts: search, choose, order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from sandbox.shops.models import Product, ProductVariant
from tests.support.browser import axe_violations, overflow
from tests.support.world import World

pytestmark = pytest.mark.browser


def test_searching_choosing_and_ordering_need_no_script(
    live_world: World, phone: Callable[..., Page]
) -> None:
    ids = live_world.arranged(slug="toko-siti")
    for number in range(5):
        live_world.product(ids.shop, name=f"Kopi {number}")
    with live_world.session() as session:
        product = session.get(Product, ids.products[1])
        product.variant_kind = "taste"
        product.variants = [
            ProductVariant(name="Asin", price=42_000, stock=3, position=0),
            ProductVariant(name="Balado", price=45_000, stock=8, position=1),
        ]
    page = phone(
        "participant", live_world.participant(ids.classroom, "Pak Budi"), javascript=False, missing_pages=True
    )  # fmt: skip  (the photos of this test have no files)
    page.goto("/t/toko-siti")
    page.get_by_label("Cari produk").fill("mede")
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_role("status")).to_contain_text("1 produk cocok dengan “mede”")
    page.get_by_role("link", name="Kacang mede").click()
    order = page.get_by_role("link", name="Pesan lewat chat")
    expect(order).to_have_count(1)
    page.get_by_text("Balado", exact=True).click()
    expect(page.get_by_text("Stok 8")).to_be_visible()
    expect(page.get_by_text("Stok 3")).to_be_hidden()
    expect(order).to_have_count(1)
    assert overflow(page) == 0
    order.click()
    expect(page.get_by_label("Rasanya")).to_have_value("Balado")


def test_a_product_with_everything_to_tell_has_no_fault(
    live_world: World, phone: Callable[..., Page]
) -> None:
    ids = live_world.arranged(slug="toko-siti", has_pickup=True, shipping_rates={"regency": 8_000})
    with live_world.session() as session:
        room, snack = (session.get(Product, number) for number in ids.products)
        room.kind, room.taken_dates = "night", []
        snack.permits, snack.diets = {"pirt": "2063578010234-28"}, ["fish"]
        snack.variants = [ProductVariant(name="Asin", stock=3), ProductVariant(name="Balado", stock=0)]
        slugs = [room.slug, snack.slug]
    page = phone(missing_pages=True, dark=True)
    for slug in slugs:
        page.goto(f"/t/toko-siti/{slug}")
        assert axe_violations(page) == []
        small = page.eval_on_selector_all(
            ".days td a, .pill, .order",
            "all => all.filter(e => e.offsetHeight && e.offsetHeight < 48).length",
        )
        assert small == 0
