"""On a phone: tapping a sheet and a design changes the picture at once, and the button brings the PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import LAPTOP, axe_violations, overflow
from tests.support.shop_pictures import change_shop
from tests.support.world import World

pytestmark = pytest.mark.browser


def test_from_a_tap_to_the_pdf(live_world: World, phone: Callable[..., Page], tmp_path: Path) -> None:
    ids = live_world.arranged(theme="weave")
    change_shop(
        live_world, ids.shop, name="Warung Jajanan Pasar Ibu Siti Nurhaliza binti Kusumawardhani " * 2
    )
    page = phone("participant", ids.participant)
    page.goto("/tautan/cetak")
    picture = page.locator(".sheet-picture")
    expect(picture).to_have_attribute("src", "/tautan/cetak/contoh.webp?lembar=poster-a4&desain=woven")
    page.get_by_text("Label harga", exact=True).tap()
    page.get_by_text("Blok tebal", exact=True).tap()
    expect(picture).to_have_attribute("src", "/tautan/cetak/contoh.webp?lembar=tags&desain=bold")
    page.get_by_text("Pilih produk yang dicetak").tap()
    page.get_by_label("Kacang mede").check()
    expect(picture).to_have_attribute(
        "src", f"/tautan/cetak/contoh.webp?lembar=tags&desain=bold&isi={ids.products[1]}"
    )
    expect(
        page.get_by_label("Kacang mede")
    ).to_be_focused()  # what changed is elsewhere: the finger stays where it was
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 760
    assert axe_violations(page) == []
    assert overflow(page) == 0
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh PDF").tap()
    download.value.save_as(tmp_path / "label.pdf")
    text = pypdfium2.PdfDocument(tmp_path / "label.pdf")[0].get_textpage().get_text_range()
    assert text.count("Rp 42.000") == 16


def test_without_scripts_a_button_shows_the_sheet(live_world: World, phone: Callable[..., Page]) -> None:
    ids = live_world.arranged()
    page = phone("participant", ids.participant, javascript=False, **LAPTOP)
    page.goto("/tautan/cetak")
    page.locator("input[value=tent]").check(force=True)
    page.get_by_role("button", name="Lihat contoh").click()
    expect(page.locator(".sheet-picture")).to_have_attribute(
        "src", "/tautan/cetak/contoh.webp?lembar=tent&desain=awning"
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh PDF").click()
    assert download.value.suggested_filename.startswith("tent-")
