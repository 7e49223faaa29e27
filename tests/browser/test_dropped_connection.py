"""A connection that drops while somebody types: the text stays on the phone and is sent later, once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from sandbox.shops.models import Product
from tests.support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

TYPED = "Renyah, digoreng tadi pagi 🌶 <b>enak</b>"


def test_typed_text_survives_a_dropped_connection_and_is_saved_once(
    live: tuple[str, Flask], live_world: World, phone: Callable[..., Page]
) -> None:
    ids = live_world.arranged(trade="camilan")
    product_id = ids.products[0]
    page = phone("participant", ids.participant, dropped_connections=True, missing_pages=True)
    page.goto(f"/toko/produk/{product_id}")
    page.context.set_offline(True)
    page.get_by_label("Keterangan").fill(TYPED)
    expect(page.locator("[data-saved-text]")).to_have_text("Tersimpan di HP, dikirim nanti")

    def stored() -> Product:
        return live_world.one(select(Product).where(Product.id == product_id))

    before = stored()
    assert before.description != TYPED
    page.context.set_offline(False)
    expect(page.locator("[data-saved-text]")).to_have_text(re.compile(r"Tersimpan \d\d\.\d\d"))
    after = stored()
    assert after.description == TYPED
    assert after.row_version == before.row_version + 1


def test_typed_text_survives_leaving_the_page_without_a_connection(
    live: tuple[str, Flask], live_world: World, phone: Callable[..., Page]
) -> None:
    ids = live_world.arranged(trade="camilan")
    address = f"/toko/produk/{ids.products[0]}"
    page = phone("participant", ids.participant, dropped_connections=True, missing_pages=True)
    page.goto(address)
    page.context.set_offline(True)
    page.get_by_label("Keterangan").fill(TYPED)
    expect(page.locator("[data-saved-text]")).to_have_text("Tersimpan di HP, dikirim nanti")
    context = page.context
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_label("Keterangan")).to_have_value(TYPED)
    expect(page.locator("[data-saved-text]")).to_have_text(re.compile(r"Tersimpan \d\d\.\d\d"))
    assert live_world.one(select(Product).where(Product.id == ids.products[0])).description == TYPED
