"""The campaign desk on a phone: keys and calendar follow the plan, played days are told one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from sandbox.posts.models import Post
from tests.support.browser import PHONE
from tests.support.world import Ids, World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


@pytest.fixture
def ids(live_world: World) -> Ids:
    here = live_world.arranged(
        trade="camilan", story="Keripik dari dapur kecil kami, digoreng tiap pagi, renyah."
    )
    facts = {"shop_id": here.shop, "product_id": here.products[0], "aim": "sell"}
    live_world.add(Post(**facts, caption="Keripik tipis Rp 18.000, pesan ya!"))
    return here


@pytest.fixture
def desk(phone: Callable[..., Page], ids: Ids) -> Page:
    """The planning page of a shop with one post."""
    page = phone("participant", ids.participant, missing_pages=True)
    page.goto("/promosi/baru")
    return page


def test_the_form_follows_the_place_the_keys_and_the_days(desk: Page) -> None:
    desk.get_by_role("button", name="Hapus").click()
    desk.get_by_role("button", name="+20rb").click()
    desk.get_by_role("button", name="+10rb").click()
    expect(desk.locator("#daily_amount")).to_have_value("30.000")
    desk.locator("#days").fill("3")
    expect(desk.locator("[data-purse-words]")).to_contain_text("3 hari × Rp\u00a030.000 = Rp\u00a090.000")
    expect(desk.locator(".calendar-day.is-in")).to_have_count(3)
    desk.get_by_role("button", name="+50rb").click()
    expect(desk.locator("[data-purse-words]")).to_contain_text("padahal uang latihanmu Rp\u00a0100.000")
    desk.get_by_role("button", name="Habiskan").click()
    expect(desk.locator("#daily_amount")).to_have_value("33.333")
    expect(desk.locator("#estimate-lines")).to_contain_text("paling sedikit Rp\u00a040.000 sehari")
    desk.locator("#days").fill("2")
    desk.get_by_role("button", name="Habiskan").click()
    expect(desk.locator("#daily_amount")).to_have_value("50.000")
    expect(desk.locator("#estimate-lines")).to_contain_text("orang yang cocok")
    desk.get_by_role("radio", name=re.compile("Siaran WhatsApp")).check(force=True)
    expect(desk.locator("#daily_amount")).to_be_hidden()
    expect(desk.get_by_role("radio", name="Seminggu sekali")).to_be_visible()
    expect(desk.locator("#estimate-short")).to_contain_text("Gratis")


def test_a_plan_not_yet_sent_survives_going_back(desk: Page) -> None:
    desk.locator("#forecast_orders").fill("7")
    desk.get_by_role("radio", name=re.compile("Kenalkan")).check(force=True)
    desk.wait_for_timeout(500)
    desk.goto("/promosi")
    desk.go_back()
    expect(desk.locator("#forecast_orders")).to_have_value("7")
    expect(desk.get_by_role("radio", name=re.compile("Kenalkan"))).to_be_checked()


def launched(page: Page) -> None:
    """Launch the plan as it stands, with a guess."""
    page.locator("#forecast_orders").fill("2")
    page.get_by_label("Berapa uang yang tersisa?").fill("-5rb")
    page.get_by_role("button", name="Mulai promosi").click()
    expect(page.get_by_role("button", name="Jalankan satu hari")).to_be_visible()


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_days_come_one_after_the_other_unless_skipped_or_unwanted(desk: Page, motion: str) -> None:
    launched(desk)
    desk.emulate_media(reduced_motion=motion)
    desk.get_by_role("button", name="Jalankan sampai selesai").click()
    days = desk.locator(".replay-day")
    skip = desk.get_by_role("button", name="Langsung hasilnya")
    if motion == "no-preference":
        expect(skip).to_be_visible()
        expect(desk.locator("#hasil")).to_be_hidden()
        skip.click()
    expect(skip).to_be_hidden()
    expect(desk.locator(".replay-day.is-waiting")).to_have_count(0)
    assert days.count() == 2
    expect(desk.locator("#hasil")).to_be_visible()
    assert "sejak" not in desk.url


def test_without_scripts_a_campaign_is_planned_and_run(phone: Callable[..., Page], ids: Ids) -> None:
    plain = phone("participant", ids.participant, javascript=False, **PHONE)
    plain.goto("/promosi/baru")
    plain.get_by_role("radio", name=re.compile("Rabu, 25 November")).check(force=True)
    plain.get_by_role("button", name="Lihat perkiraan").click()
    expect(plain.locator("#estimate-lines")).to_contain_text("orang yang cocok")
    expect(plain.get_by_role("radio", name=re.compile("Rabu, 25 November"))).to_be_checked()
    plain.get_by_role("radio", name=re.compile("Senin, 23 November")).check(force=True)
    launched(plain)
    plain.get_by_role("button", name="Jalankan sampai selesai").click()
    expect(plain.locator(".replay-day")).to_have_count(2)
    expect(plain.locator("#hasil")).to_be_visible()
