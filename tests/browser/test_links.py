"""On a real phone: the neighbour's scan and payment are seen within two seconds; a QR is styled while one looks."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from sandbox.links.models import ShortLink
from tests.support.browser import LAPTOP, axe_violations, overflow
from tests.support.world import World

pytestmark = pytest.mark.browser


def code_of(world: World, kind: str) -> str:
    return world.one(select(ShortLink.code).where(ShortLink.target_kind == kind))


def test_the_neighbour_is_seen_within_two_seconds(live_world: World, phone: Callable[..., Page]) -> None:
    ids = live_world.arranged()
    owner = phone("participant", ids.participant, missing_pages=True)
    owner.goto("/tautan")
    owner.get_by_role("button", name="Buat QR toko").click()
    numbers = owner.locator("#visits .stat-value")
    expect(numbers).to_have_text(["0", "0"])
    owner.get_by_role("button", name="Salin").first.click()
    expect(owner.locator(".toast")).to_contain_text("Tersalin")
    code = code_of(live_world, "shop").lower()
    for visit, place in enumerate(("poster", "poster-warung"), start=1):
        neighbour = phone(missing_pages=True)
        neighbour.goto(f"/q/{code}?s={place}")
        came = time.monotonic()
        assert "/t/" in neighbour.url
        expect(numbers).to_have_text([str(visit), str(visit)], timeout=2_000)
        assert time.monotonic() - came < 2
        if visit == 1:
            owner.locator("#hours summary").click()
            expect(owner.locator("#hours-numbers")).to_be_visible()
    expect(owner.locator("#hours-numbers")).to_be_visible()
    expect(owner.locator("#sources")).to_contain_text("poster-warung")


def test_a_practice_payment_travels_from_phone_to_phone(
    live_world: World, phone: Callable[..., Page]
) -> None:
    ids = live_world.arranged()
    owner = phone("participant", ids.participant, missing_pages=True)
    owner.goto("/tautan/bayar")
    owner.get_by_role("button", name="Buat QR latihan").click()
    expect(owner.locator(".practice-picture")).to_be_visible()
    friend = phone("participant", live_world.participant(ids.classroom, "Pak Wawan"), missing_pages=True)
    friend.goto(f"/latihan/qr/{code_of(live_world, 'payment')}")
    faults = axe_violations(friend)
    friend.get_by_label("Jumlah").fill("15rb")
    friend.get_by_role("button", name="Bayar latihan").click()
    expect(friend.locator("h1")).to_have_text("Latihan terkirim")
    expect(owner.locator("#received")).to_contain_text("Pak Wawan", timeout=2_000)
    faults += axe_violations(friend) + axe_violations(owner)
    assert (faults, overflow(owner), overflow(friend)) == ([], 0, 0)


@pytest.mark.parametrize("dark", [False, True])
def test_a_qr_is_styled_while_one_looks(live_world: World, phone: Callable[..., Page], dark: bool) -> None:
    ids = live_world.arranged(name="Sambungmenyambungpanjangsekalitanpaputus Kusumaningratsastrodiningrat 🌶")
    link = live_world.add(ShortLink(shop_id=ids.shop, target_kind="shop", target_id=ids.shop, code="7M4T9KM"))
    page = phone("participant", ids.participant, dark=dark, missing_pages=True, **(LAPTOP if dark else {}))
    page.goto(f"/tautan/{link}/qr")
    expect(page.get_by_role("button", name="Lihat dulu")).to_be_hidden()
    code = page.locator("#studio-view img")
    page.get_by_label("Biru tinta").check(force=True)
    expect(code).to_have_attribute("src", re.compile("14417a"))
    page.get_by_label("Kode warna sendiri").fill("#ff7700")
    expect(page.locator("#pale")).to_contain_text("#924100")
    page.get_by_role("link", name="Pakai #924100").click()
    page.get_by_label("Huruf depan toko").check(force=True)
    expect(code).to_have_attribute("src", re.compile("924100&logo=ya"))
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator(".toast")).to_contain_text("Tersimpan")
    assert live_world.one(select(ShortLink)).qr_style == {"colour": "#924100", "has_logo": True}
    faults = axe_violations(page)
    page.goto(f"/tautan/{link}/bagikan?nama=Poster+Warung&lewat=qr")
    faults += axe_violations(page)
    assert (faults, overflow(page)) == ([], 0)
