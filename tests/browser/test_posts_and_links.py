"""On a real phone: previews follow every key, an example can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from sandbox.links.models import ShortLink
from sandbox.posts.models import Post
from sandbox.posts.preview import show_caption
from tests.support.browser import LAPTOP, axe_violations, overflow
from tests.support.world import World

pytestmark = pytest.mark.browser

LONG = "Tempe segar 🌶 diiris setipis kertas, digoreng dua kali. " * 15 + "#satu #dua #tiga #empat #lima #enam"


def test_previews_follow_what_is_typed(live_world: World, phone: Callable[..., Page]) -> None:
    ids = live_world.arranged()
    second = live_world.photo(ids.shop, ids.products[0])
    page = phone("participant", ids.participant, missing_pages=True)  # the photos of this test have no files
    page.goto("/posting/baru")
    page.locator("#caption").fill(LONG)
    seen = show_caption(LONG, shown_first=125, limit=2_200)
    assert page.locator("[data-ig-head]").text_content() == seen.head
    assert page.locator("[data-ig-rest]").text_content() == seen.rest
    expect(page.locator("[data-ig-rest]")).to_be_hidden()
    page.locator(".ig-rest summary").click()
    expect(page.locator("[data-ig-rest]")).to_be_visible()
    expect(page.locator("[data-ig-tags]")).to_contain_text("Di sini ada 6")
    page.get_by_role("button", name="Status WhatsApp").click()
    status = show_caption(LONG, shown_first=700, limit=700)
    assert page.locator("[data-wa-text]").text_content() == status.head
    expect(page.locator("[data-wa-lost]")).to_contain_text(f"{status.lost} huruf terakhir")
    expect(page.locator("[data-ig-head]")).to_be_hidden()
    page.locator(f'input[name="photo-{ids.products[0]}"][value="{second}"]').check(force=True)
    chosen = page.locator(f'input[value="{second}"]').get_attribute("data-large")
    assert chosen
    assert page.locator("[data-preview='wa'] [data-preview-photo]").get_attribute("src") == chosen
    page.locator(f"#product-{ids.products[1]}").check(force=True)
    expect(page.locator(f'[data-photos-of="{ids.products[0]}"]')).to_be_hidden()
    assert page.locator("[data-preview='wa'] [data-preview-photo]").get_attribute("src") != chosen
    assert overflow(page) == 0


def test_an_example_never_swallows_what_was_typed(live_world: World, phone: Callable[..., Page]) -> None:
    ids = live_world.arranged()
    page = phone("participant", ids.participant, missing_pages=True)
    page.goto("/posting/baru")
    caption = page.locator("#caption")
    back = page.get_by_role("button", name="Kembalikan tulisanku")
    expect(back).to_be_hidden()
    caption.fill("Tulisanku sendiri")
    page.get_by_role("button", name="Buatkan contoh").click()
    expect(caption).to_have_value(re.compile("Keripik tempe tipis"))
    first = caption.input_value()
    page.get_by_role("button", name="Contoh lain").click()
    expect(caption).not_to_have_value(first)
    back.click()
    expect(caption).to_have_value("Tulisanku sendiri")
    expect(back).to_be_hidden()
    page.get_by_role("button", name="Simpan posting").click()
    page.wait_for_url("**/posting#posting-*")
    post = live_world.one(select(Post))
    assert post.caption == "Tulisanku sendiri"
    page.goto(f"/posting/{post.id}")
    page.locator("#caption").fill("Tersimpan sendiri")
    expect(page.locator("#saved")).to_contain_text("Tersimpan", timeout=15_000)
    assert live_world.one(select(Post)).caption == "Tersimpan sendiri"


@pytest.mark.parametrize("dark", [False, True])
def test_the_pages_are_accessible_at_both_sizes(
    live_world: World, phone: Callable[..., Page], dark: bool
) -> None:
    ids = live_world.arranged(
        name="Tenun Sambungmenyambungpanjangsekalitanpaputus Kusumaningratsastrodiningrat"
    )
    live_world.photo(ids.shop, ids.products[0])
    post = live_world.add(Post(shop_id=ids.shop, product_id=ids.products[0], caption=LONG))
    live_world.add(ShortLink(shop_id=ids.shop, target_kind="shop", target_id=ids.shop, code="7M4T9KA"))
    faults = []
    apart = "() => document.querySelector('[data-preview=ig]').getBoundingClientRect().right"
    apart += " <= document.querySelector('[data-preview=wa]').getBoundingClientRect().left"
    for size in ({}, LAPTOP):
        page = phone("participant", ids.participant, dark=dark, missing_pages=True, **size)
        for address in (
            "/posting",
            "/posting/baru",
            f"/posting/{post}",
            "/tautan",
            "/tautan/1",
            "/q",
            "/q/ABC",
        ):
            page.goto(address)
            faults += [f"{address} {violation}" for violation in axe_violations(page)]
            if (wide := overflow(page)) > 0:
                faults.append(f"{address} is {wide} px too wide")
    page.goto(f"/posting/{post}")
    assert page.evaluate(apart), "both previews have their own place on a laptop"
    assert faults == []
