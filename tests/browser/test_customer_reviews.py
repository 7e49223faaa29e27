"""On a phone: a classmate visits a shop, gives stars with a thumb, and finds their words on the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import axe_violations, overflow
from tests.support.world import World

pytestmark = pytest.mark.browser


def test_stars_and_a_sentence_need_no_script(live_world: World, phone: Callable[..., Page]) -> None:
    ids = live_world.arranged(slug="toko-siti", theme="kitchen")
    visitor = live_world.participant(ids.classroom, "Pak Budi")
    page = phone("participant", visitor, javascript=False, missing_pages=True)  # photos without files
    page.goto("/t/toko-siti")
    page.get_by_role("link", name="Beri ulasan").click()
    fourth = page.locator("label[for=stars-4]")
    box = fourth.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 48
    fourth.click()
    expect(page.locator("#stars-4")).to_be_checked()
    page.get_by_label("Satu kalimat untuk penjual").fill("Aku suka renyahnya.")
    page.get_by_role("button", name="Kirim ulasan").click()
    expect(page.get_by_text("Terima kasih! Ulasanmu sudah tampil")).to_be_visible()
    page.get_by_role("link", name="Lihat tokonya").click()
    expect(page.locator("#ulasan")).to_contain_text("Aku suka renyahnya.")


def test_the_pages_around_reviews_are_accessible(live_world: World, phone: Callable[..., Page]) -> None:
    ids = live_world.arranged(slug="toko-siti")
    visitor = live_world.participant(ids.classroom, "Bu Lilis yang namanya panjang sekali")
    other = phone("participant", visitor)
    other.goto("/ulasan/toko-siti")
    assert axe_violations(other) == []
    other.locator("label[for=stars-2]").click()
    other.get_by_role("button", name="Kirim ulasan").click()
    keeper = phone("participant", ids.participant, dark=True)
    keeper.goto("/toko/ulasan")
    keeper.locator("summary").click()
    keeper.get_by_label("Jawaban toko").fill("Terima kasih, kami perbaiki.")
    assert axe_violations(keeper) == []
    keeper.get_by_role("button", name="Simpan jawaban").click()
    expect(keeper.get_by_text("Terima kasih, kami perbaiki.").first).to_be_visible()
    trainer = phone("trainer", ids.trainer)
    trainer.goto(f"/pelatih/kelas/{ids.classroom}/toko/{ids.shop}/ulasan")
    assert axe_violations(trainer) == []
    assert [overflow(page) for page in (other, keeper, trainer)] == [0, 0, 0]
