"""On a phone: a photo arrives with its hint, is moved behind a window by a finger, and is cut as it was shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image, ImageEnhance
from playwright.sync_api import Page, expect
from sqlalchemy import select

from sandbox.media.recipe import Recipe, cut_of
from sandbox.shops.models import Photo
from tests.support.browser import axe_violations, overflow
from tests.support.pictures import encoded
from tests.support.shared_data import shared_data_dir
from tests.support.world import World

pytestmark = pytest.mark.browser


def test_a_photo_is_cut_by_a_finger_as_it_was_shown(live_world: World, phone: Callable[..., Page]) -> None:
    ids = live_world.arranged()
    page = phone("participant", ids.participant, missing_pages=True)  # the photos of this test have no files
    with Image.open(shared_data_dir() / "photos" / "croissant.jpg") as image:
        dark = encoded(ImageEnhance.Brightness(image.convert("RGB")).enhance(0.35), "JPEG", quality=85)
    page.goto(f"/toko/produk/{ids.products[0]}")
    page.locator("#photos").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": dark})
    fix = page.locator("[data-photo-fix]:not([hidden])").filter(has_text="Agak gelap")
    fix.click()
    page.get_by_role("button", name="Terangkan otomatis").click()
    expect(page.get_by_role("button", name="Otomatis")).to_have_attribute("aria-pressed", "true")
    assert axe_violations(page) == []
    assert overflow(page) == 0

    page.locator(".studio-shape-body", has_text="4:5").click()
    page.locator("#zoom-slider").fill("150")
    page.locator("[data-studio-turn='10']").click()
    window = page.locator("[data-studio-window]")
    expect(window).to_be_visible()
    box = window.bounding_box()
    assert box
    assert abs(box["width"] / box["height"] - 4 / 5) < 0.02
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y + 25, steps=5)
    page.mouse.up()
    across, down = (int(page.locator(f"[data-studio-{axis}]").input_value()) for axis in "xy")
    assert across > 500 > down  # the picture went left and down: more of its right and top is seen
    moved = page.evaluate(
        """async (recipe) => {
          const { cutOf } = await import('/static/js/studio.js');
          return cutOf(900, 600, recipe);
        }""",
        {"across": 4, "down": 5, "zoom": 150, "angle": 10, "x": across, "y": down},
    )
    cut = cut_of((900, 600), Recipe(ratio="4x5", zoom=150, angle=10, x=across, y=down))
    assert all(abs(moved[side] - getattr(cut, side)) <= 5 for side in ("width", "height", "left", "top"))
    page.get_by_role("button", name="Simpan potongan").click()
    expect(page.get_by_role("button", name="Kembali ke foto asli")).to_be_visible()
    edit = live_world.one(select(Photo.edit).where(Photo.edit["ratio"].as_string() == "4x5"))
    assert (edit["x"], edit["y"], edit["zoom"], edit["angle"]) == (across, down, 150, 10)
    assert edit["auto"] is True

    hold = page.get_by_role("button", name="Tahan: lihat aslinya")
    hold.dispatch_event("pointerdown")
    expect(page.locator("[data-studio-before]")).to_be_visible()
    hold.dispatch_event("pointerup")
    expect(page.locator("[data-studio-before]")).to_be_hidden()
    page.get_by_role("button", name="Kembali ke foto asli").click()
    expect(page.get_by_role("button", name="Kembali ke foto asli")).to_have_count(0)
