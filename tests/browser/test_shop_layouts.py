"""Every layout of the shop page, from one product without a cover to sixty with long names: legible and in its frame."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from sandbox.shops.enums import Theme
from tests.support.browser import axe_violations, overflow
from tests.support.shop_pictures import change_shop, real_photo, set_cover
from tests.support.world import World

pytestmark = pytest.mark.browser

LONG = "Nasi kotak ayam bakar madu komplit dengan lalapan, sambal, kerupuk udang dan buah potong musiman"
UNBROKEN = "Keripiktempetipisrenyahgurihnikmatlezat" * 2
LOOKS = [(360, True), (768, False), (1440, True)]


def test_every_layout_holds_little_and_much(live_world: World, phone: Callable[..., Page]) -> None:
    ids = live_world.arranged(slug="penuh", name=UNBROKEN[:60], tagline=LONG, hours=LONG, shipping_from=9_000)
    set_cover(live_world, ids.shop, real_photo(live_world, ids.shop, "kopi-cangkir.jpg"))
    for number in range(58):
        live_world.product(
            ids.shop,
            name=(LONG, UNBROKEN, "Kopi")[number % 3],
            stock=number % 4,
            category=("a", "b" * 40, "c")[number % 3],
            price=(500, 18_000, 99_999_000)[number % 3],
            description=LONG,
            kind=("goods", "night")[number % 9 == 0],
        )
    few = live_world.shop(ids.classroom, live_world.participant(ids.classroom, "Pak Jo"), slug="satu")
    live_world.product(few)
    pages = [
        phone(dark=dark, viewport={"width": width, "height": 800}, missing_pages=True)
        for width, dark in LOOKS
    ]
    faults = []
    for version, theme in enumerate(Theme, start=10):
        for shop in (ids.shop, few):
            change_shop(live_world, shop, theme=str(theme), page_version=version)
        for page, (width, _dark) in zip(pages, LOOKS, strict=True):
            for slug in ("penuh", "satu"):
                page.goto(f"/t/{slug}")
                if wide := overflow(page):
                    faults.append(f"{theme} {slug} {width}: {wide} px too wide")
                if width == 360:
                    faults += [f"{theme} {slug} {fault}" for fault in axe_violations(page)]
    assert faults == [], "\n".join(faults)
