"""Choices of a product on a phone: added, moved, taken away and brought back; a room's full days."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page
from sqlalchemy import select

from sandbox.shops.models import Product
from tests.support.browser import axe_violations, overflow
from tests.support.world import World


def names(page: Page, count: int) -> list[str]:
    return [page.input_value(f"#variant-{number}-name") for number in range(count)]


def tool(page: Page, row: int, action: str) -> None:
    page.click(f"[data-offer-row]:nth-child({row}) [name=row_action][value^={action}]")


def test_choices_and_full_days_by_thumb(phone: Callable[..., Page], live_world: World) -> None:
    ids = live_world.arranged()
    page = phone("participant", ids.participant, missing_pages=True)  # the example photos have no files
    page.goto("/toko/produk/baru")
    page.fill("#name", "Keripik pisang 250 g")
    page.fill("#price", "15rb")
    page.click("#fold-variants summary")
    page.fill("#variant-0-name", "Manis")
    page.fill("#variant-0-stock", "5")
    page.fill("#variant-1-name", "Asin")
    page.fill("#variant-1-stock", "7")
    assert page.inner_text("[data-stock-counted] .num").startswith("Stok 12,"), "counted, no longer typed"
    assert not page.is_visible("#stock")
    assert page.get_attribute("#variant-1-price", "placeholder") == "15.000", "what an empty price means"
    page.click("[data-offer-add]")
    page.keyboard.type("Cokelat")
    page.fill("#variant-2-price", "18rb")
    page.fill("#variant-2-stock", "0")
    tool(page, 3, "up")
    assert names(page, 3) == ["Manis", "Cokelat", "Asin"]
    tool(page, 1, "remove")
    assert names(page, 3) == ["Cokelat", "Asin", ""]
    page.click(".offer-undo button")
    assert names(page, 3) == ["Manis", "Cokelat", "Asin"]
    page.click("#fold-kind summary")
    page.click("label[for=kind-bundle]")
    assert page.inner_text("#fold-kind .fold-note") == "Paket"
    page.click("label[for=kind-goods]")
    assert axe_violations(page) == []
    assert overflow(page) == 0
    page.click(".sticky-actions button")
    page.wait_for_url("**/toko")
    added = live_world.one(select(Product).where(Product.name.contains("pisang")))
    assert (added.price, added.stock, added.variant_kind) == (15_000, 12, "taste")

    page.goto(f"/toko/produk/{ids.products[0]}")
    page.click("#fold-kind summary")
    page.click("label[for=kind-night]")
    with page.expect_response(lambda answer: "taken_dates" in (answer.request.post_data or "")) as saving:
        page.click("label.day-cell >> nth=4")
    assert saving.value.ok
    room = live_world.one(select(Product).where(Product.id == ids.products[0]))
    assert room.kind == "night"
    assert len(room.taken_dates) == 1
