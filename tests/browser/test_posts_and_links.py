"""On a real phone: previews follow every key, an example can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from sandbox.links.models import ShortLink
from sandbox.packs.channels import load_channels
from sandbox.posts.models import Post
from sandbox.posts.pictures import NEARLY, SHARP_ENOUGH, cut_photo
from sandbox.posts.preview import show_caption, tell
from tests.support.browser import LAPTOP, axe_violations, overflow
from tests.support.world import World

pytestmark = pytest.mark.browser

LONG = "Tempe segar 🌶 diiris setipis kertas, digoreng dua kali. " * 15 + "#satu #dua #tiga #empat #lima #enam"


def test_previews_follow_what_is_typed(live_world: World, phone: Callable[..., Page]) -> None:
    ids = live_world.arranged(district_code="35.19")
    product = ids.products[0]
    second = live_world.photo(ids.shop, product, variants={"page": [f"{'z' * 26}/page.webp", 300, 300, 1]})
    page = phone("participant", ids.participant, missing_pages=True)  # the photos of this test have no files
    page.goto("/posting/baru")
    page.locator("#caption").fill(LONG)
    feed, status = (page.locator(f"[data-preview={name}]") for name in ("instagram", "whatsapp"))
    expect(feed.locator("[data-warn=tags]")).to_contain_text("Di sini ada 6")  # the script has read it
    seen = show_caption(LONG, shown_first=125, limit=2_200)
    assert feed.locator("[data-head]").text_content() == seen.head
    assert feed.locator("[data-rest]").text_content() == seen.rest
    expect(feed.locator("[data-rest]")).to_be_hidden()
    feed.locator("summary").first.click()
    expect(feed.locator("[data-rest]")).to_be_visible()
    page.get_by_role("link", name="Status WhatsApp").click()
    shown = show_caption(LONG, shown_first=700, limit=700)
    assert status.locator("[data-head]").text_content() == shown.head
    expect(status.locator("[data-warn=lost]")).to_contain_text(f"{shown.lost} huruf terakhir")
    expect(feed.locator("[data-head]")).to_be_hidden()
    first, other = (page.locator(f'input[name="photo-{product}"]').nth(place) for place in (0, 1))
    expect(first).to_be_checked()
    other.check(force=True)
    assert page.locator(f'[name="order-{product}"]').input_value().endswith(f",{second}")
    first.uncheck(force=True)
    other.click(force=True)
    expect(other).to_be_checked()  # one always stays
    chosen = other.get_attribute("data-large")
    assert chosen
    assert status.locator(".shot-photo").get_attribute("src") == chosen
    page.get_by_role("link", name="Shopee").click()
    expect(page.locator("[data-preview=shopee] [data-warn=small]")).to_contain_text("300 × 300")
    page.locator(f"#product-{ids.products[1]}").check(force=True)
    expect(page.locator("[data-preview=shopee] [data-title-text]")).to_have_text("Kacang mede")
    expect(page.locator(f'[data-of-product="{product}"]')).to_be_hidden()
    assert overflow(page) == 0


ON_THE_PHONE = """async ([captions, sizes, script]) => {
  const { tell, cut } = await import(script);
  return [captions.map(([text, facts]) => {
    const told = tell(text, 'Keripik tempe', facts);
    return [told.title, told.text, told.seenTitle, told.titleLost, told.shown.head, told.shown.rest, told.shown.lost, told.tags];
  }), sizes.map(([width, height, facts, nearly, sharp]) => {
    const made = cut(width, height, facts, nearly, sharp);
    return [made.size, made.whole, made.small];
  })];
}"""


def test_phone_and_server_tell_a_post_alike_for_every_channel(
    live_world: World, phone: Callable[..., Page]
) -> None:
    page = phone("participant", live_world.arranged().participant, missing_pages=True)
    page.goto("/posting/baru")
    channels = [
        (channel, {
            "kind": channel.kind, "title": channel.title, "caption": channel.caption, "tail": "Ketik STOP",
            "first": channel.shown_first, "hashtags": channel.hashtags, "picture": list(channel.picture),
            "whole": channel.frame == "whole", "smallest": channel.smallest,
        })
        for channel in load_channels("indonesia", ("id", "en"))
    ]  # fmt: skip
    texts = ["", "Halo", LONG, "🌶" * 800, "Satu baris\nDua\n\nTiga #a", "a" * 2200, "stop\nكعكة " + "x" * 95]
    sides = [(1440, 1440), (1080, 1440), (1440, 810), (810, 1440), (500, 500), (320, 240), (1440, 100)]
    told, cuts = page.evaluate(ON_THE_PHONE, [
        [(text, facts) for text in texts for _, facts in channels],
        [(*size, facts, NEARLY, SHARP_ENOUGH) for size in sides for _, facts in channels],
        "/static/js/post-preview.js",
    ])  # fmt: skip
    expected = [
        tell(text, "Keripik tempe", channel, tail="Ketik STOP") for text in texts for channel, _ in channels
    ]
    assert told == [
        [t.title, t.text, t.seen_title, t.title_lost, t.shown.head, t.shown.rest, t.shown.lost, t.hashtags]
        for t in expected
    ]
    made = [
        cut_photo(*size, channel.picture, whole=channel.frame == "whole", smallest=channel.smallest)
        for size in sides
        for channel, _ in channels
    ]
    assert cuts == [[list(cut.size), cut.has_backdrop, cut.is_small] for cut in made]


def test_the_composer_helps_and_the_coach_holds_back_what_is_taken_away(
    live_world: World, phone: Callable[..., Page]
) -> None:
    ids = live_world.arranged(district_code="35.19")
    page = phone("participant", ids.participant, missing_pages=True)
    page.goto("/posting/baru")
    caption, chip = page.locator("#caption"), page.locator("[data-tag='#UMKMMadiun']")
    call = page.locator("[data-part=call]")
    call.click()
    expect(caption).to_have_value("Pesan lewat chat, sebut kota dan jumlahnya ya.")
    expect(call).to_have_class(re.compile("is-there"))
    page.locator("[data-part=hook]").click()
    expect(caption).to_have_value(re.compile("^Keripik tempe tipis dari Madiun, untuk …\n\nPesan"))
    chip.click()
    expect(caption).to_have_value(re.compile("ya.\n\n#UMKMMadiun$"))
    expect(page.locator("[data-tags-count]")).to_have_text("1 dari 5")
    chip.click()
    expect(page.locator("[data-tags-count]")).to_have_text("0 dari 5")
    copy = page.locator("[data-preview=instagram] [data-copy]")
    expect(copy).to_be_visible()
    caption.fill("Keripik ini menyembuhkan maag. Rp 18.000, pesan ya.")
    expect(copy).to_be_hidden()
    page.get_by_role("button", name="Siap tayang").click()
    expect(page.locator(".toast")).to_contain_text("Tersimpan sebagai draf")
    expect(caption).to_have_value(re.compile("menyembuhkan maag"))
    caption.fill("Keripik renyah, 250 g Rp 18.000. Pesan ya.")
    expect(copy).to_be_visible()
    copy.click()
    expect(page.locator(".toast").last).to_contain_text("Tersalin")


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
    page.get_by_role("button", name="Siap tayang").click()
    page.wait_for_url("**/posting#posting-*")
    post = live_world.one(select(Post))
    assert post.caption == "Tulisanku sendiri"
    page.goto(f"/posting/{post.id}")
    page.locator("#caption").fill("Tersimpan sendiri")
    expect(page.locator("#saved")).to_contain_text("Tersimpan", timeout=15_000)
    assert live_world.one(select(Post)).caption == "Tersimpan sendiri"


def test_long_names_fit_and_are_accessible_at_both_sizes(
    live_world: World, phone: Callable[..., Page]
) -> None:
    ids = live_world.arranged(
        name="Tenun Sambungmenyambungpanjangsekalitanpaputus Kusumaningratsastrodiningrat"
    )
    live_world.photo(ids.shop, ids.products[0])
    post = live_world.add(Post(shop_id=ids.shop, product_id=ids.products[0], caption=LONG))
    live_world.add(ShortLink(shop_id=ids.shop, target_kind="shop", target_id=ids.shop, code="7M4T9KA"))
    faults = []
    apart = "() => document.querySelector('#compose').getBoundingClientRect().right"
    apart += " <= document.querySelector('#previews').getBoundingClientRect().left"
    for dark, size in ((False, {}), (True, LAPTOP)):
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
    assert page.evaluate(apart), "what is written and what it becomes stand side by side on a laptop"
    assert faults == []
