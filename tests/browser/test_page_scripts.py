"""The small scripts: nothing typed is lost, one tap sends once, photos arrive small and upright."""

from __future__ import annotations

import base64
import io
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, Request, Route, expect

from sandbox.config import Settings
from tests.support.browser import PHONE
from tests.support.live import served

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

SAVED = re.compile(r"Tersimpan \d\d\.\d\d")
KEPT = "Tersimpan di HP, dikirim nanti"
KEPT_TEXTS = "Object.keys(localStorage).filter(key => key.startsWith('lapak:autosave:')).length"


class Network:
    """Stands between the phone and the class: can be cut, and remembers what was sent to an address."""

    def __init__(self, page: Page, address: str) -> None:
        self.is_cut = False
        self.sent: list[Request] = []
        page.route(f"**{address}", self._pass)

    def _pass(self, route: Route) -> None:
        self.sent.append(route.request)
        if self.is_cut:
            route.abort("internetdisconnected")
        else:
            route.continue_()


@pytest.fixture(scope="module")
def live(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Flask]]:
    """The application served once for all: the style page keeps nothing."""
    folder = tmp_path_factory.mktemp("scripts")
    shutil.copy(sqlite_template, folder / "test.sqlite3")
    settings = Settings(
        data_dir=folder, database_url=f"sqlite:///{folder / 'test.sqlite3'}", secret_key="k", media_workers=0
    )
    with served(settings) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, live: tuple[str, Flask]) -> Iterator[Page]:
    """The style page on a phone. A cut network fills the console, so only faults in scripts are counted."""
    context = browser.new_context(base_url=live[0], locale="id-ID", **PHONE)
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("/style")
    page.wait_for_load_state("networkidle")
    yield page
    context.close()
    assert faults == []


def expect_saved(page: Page) -> None:
    """Autosave has said so (the page itself shows an earlier time until then)."""
    expect(page.locator("#product-saved")).to_have_attribute("data-state", "saved")
    expect(page.locator("#product-saved")).to_have_text(SAVED)


def fields(request: Request) -> dict[str, list[str]]:
    """A form as it was sent."""
    return parse_qs(request.post_data or "", keep_blank_values=True)


def test_a_form_is_saved_while_it_is_filled_in(page: Page) -> None:
    network = Network(page, "/style/simpan")
    page.fill("#name", "Keripik tempe pedas 250 g")
    expect_saved(page)
    (request,) = network.sent
    sent = fields(request)
    assert request.headers["x-autosave"] == "1"
    assert sent["name"] == ["Keripik tempe pedas 250 g"]
    assert sent["version"] == ["1"]
    assert len(sent["save_key"]) == 1
    assert sent["csrf_token"] != [""]
    assert page.input_value("#product-form [name=version]") == "2"
    assert page.evaluate(KEPT_TEXTS) == 0


def test_text_typed_without_network_is_kept_and_sent_once_later(page: Page) -> None:
    network = Network(page, "/style/simpan")
    network.is_cut = True
    page.fill("#name", "Keripik hujan")
    expect(page.locator("#product-saved")).to_have_text(KEPT)
    assert page.evaluate(KEPT_TEXTS) == 1
    network.is_cut = False
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect_saved(page)
    keys = {fields(request)["save_key"][0] for request in network.sent}
    assert len(keys) == 1, "the same attempt is repeated under the same key"
    assert page.evaluate(KEPT_TEXTS) == 0


def test_kept_text_comes_back_when_the_page_is_opened_again(page: Page) -> None:
    network = Network(page, "/style/simpan")
    network.is_cut = True
    page.fill("#story", "Cerita yang belum sempat terkirim.")
    expect(page.locator("#product-saved")).to_have_text(KEPT)
    page.goto("/style")
    expect(page.locator("#story")).to_have_value("Cerita yang belum sempat terkirim.")
    network.is_cut = False
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect_saved(page)
    assert page.evaluate(KEPT_TEXTS) == 0


def test_kept_text_goes_out_from_any_other_page(page: Page) -> None:
    network = Network(page, "/style/simpan")
    network.is_cut = True
    page.fill("#name", "Keripik pindah halaman")
    expect(page.locator("#product-saved")).to_have_text(KEPT)
    network.is_cut = False
    before = len(network.sent)
    person = page.evaluate("document.body.dataset.person")
    page.route("**/style/pintu", lambda route: answer_as(route, person))
    page.goto("/style/pintu")
    deadline = time.monotonic() + 30
    while page.evaluate(KEPT_TEXTS) and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert [fields(request)["name"] for request in network.sent[before:]] == [["Keripik pindah halaman"]]


def answer_as(route: Route, person: str) -> None:
    """The page as the same person would see it signed in (the style page only lends a name)."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('data-person=""', f'data-person="{person}"'))


def test_a_conflict_is_told_and_the_text_stays(page: Page) -> None:
    sentence = "Ada yang baru saja mengubahnya."

    def refuse(route: Route) -> None:
        route.fulfill(status=409, json={"conflict": sentence})

    page.route("**/style/simpan", refuse)
    page.fill("#name", "Keripik dari tab lain")
    expect(page.locator("#product-saved")).to_have_text(sentence)
    assert page.input_value("#name") == "Keripik dari tab lain"
    assert page.evaluate(KEPT_TEXTS) == 1


def test_an_error_stands_by_its_field_and_leaves_when_it_is_mended(page: Page) -> None:
    answers: list[dict[str, Any]] = [
        {"errors": {"price": "Tulis angkanya saja."}, "version": 1},
        {"saved_at": "10.32", "version": 2},
    ]
    page.route("**/style/simpan", lambda route: route.fulfill(json=answers.pop(0)))
    page.fill("#price", "gratis")
    expect(page.locator("#price-error")).to_have_text("Tulis angkanya saja.")
    assert page.get_attribute("#price", "aria-invalid") == "true"
    page.fill("#price", "18rb")
    expect(page.locator("#price-error")).to_have_count(0)
    expect(page.locator("#product-saved")).to_have_text("Tersimpan 10.32")


def test_two_quick_taps_send_once(page: Page) -> None:
    network = Network(page, "/style/simpan")
    button = page.locator("form.post-button button").first
    button.evaluate("button => { button.click(); button.click(); button.click(); }")
    expect(page.locator(".toasts .toast-text").first).to_have_text("Sudah disimpan. Bisa diubah kapan saja.")
    assert len(network.sent) == 1


def big_photo() -> bytes:
    """3000 x 2000, red above and blue below when held as it was taken: stored on its side, as phones do."""
    picture = Image.new("RGB", (2000, 3000), (200, 30, 30))
    picture.paste((30, 30, 200), (0, 1500, 2000, 3000))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right to see it upright
    out = io.BytesIO()
    picture.rotate(90, expand=True).save(out, "JPEG", quality=95, exif=exif)
    return out.getvalue()


SHRINK = """async ([name, type, data]) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const { shrink } = await import('/static/js/photo.js');
    const { file, url } = await shrink(new File([bytes], name, { type }));
    const out = new Uint8Array(await file.arrayBuffer());
    return [file.name, url, btoa(Array.from(out, (byte) => String.fromCharCode(byte)).join(''))];
}"""


def shrunk(page: Page, name: str, kind: str, data: bytes) -> tuple[str, str, bytes]:
    """What the phone would send for a file: its name, the thumbnail's address, its bytes."""
    sent, url, text = page.evaluate(SHRINK, [name, kind, base64.b64encode(data).decode()])
    return sent, url, base64.b64decode(text)


def test_a_photo_is_shrunk_and_turned_upright_on_the_phone(page: Page) -> None:
    name, url, data = shrunk(page, "IMG 01.jpeg", "image/jpeg", big_photo())
    small = Image.open(io.BytesIO(data)).convert("RGB")
    assert (name, small.size) == ("IMG 01.jpg", (1067, 1600))
    assert url.startswith("blob:")
    red, blue = small.getpixel((500, 200)), small.getpixel((500, 1400))
    assert red[0] > 150 > red[2]
    assert blue[2] > 150 > blue[0]
    assert b"Exif" not in data[:200]


def test_a_picture_the_phone_cannot_open_is_sent_as_it_is(page: Page) -> None:
    original = b"\x00\x00\x00\x18ftypheic" + bytes(range(256)) * 4
    assert shrunk(page, "IMG.HEIC", "image/heic", original) == ("IMG.HEIC", "", original)


def test_a_chosen_photo_appears_and_a_failed_one_can_be_sent_again(page: Page) -> None:
    network = Network(page, "/style/foto")
    network.is_cut = True
    picker = page.locator("#fields .photo-picker").first
    page.set_input_files("#photos", {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": big_photo()})
    expect(picker.locator(".photo.is-failed .photo-note")).to_have_text(
        "Sambungan terputus. Fotonya masih ada di sini."
    )
    network.is_cut = False
    picker.locator("[data-photo-do=retry]").click()
    expect(picker.locator("input[name=photo_ids]")).to_have_count(3)
    expect(picker.locator("[data-photo-count]")).to_have_text("3/6")


def test_photos_change_places_and_leave(page: Page) -> None:
    ids = page.locator("#fields .photo-picker").first.locator("input[name=photo_ids]")
    page.locator('[data-photo="2"] [data-photo-do="up"]').click()
    assert [field.input_value() for field in ids.all()] == ["2", "1"]
    page.locator('[data-photo="1"] [data-photo-do="remove"]').click()
    assert [field.input_value() for field in ids.all()] == ["2"]


def test_rupiah_counter_and_stepper_help(page: Page) -> None:
    page.fill("#price", "15rb")
    expect(page.locator('[data-rupiah-echo="price"]')).to_have_text("= Rp 15.000")
    page.fill("#price", "")
    page.locator("#price").press_sequentially("1250000")
    assert page.input_value("#price") == "1.250.000"
    page.fill("#story", "x" * 281)
    note = page.locator('[data-counter-for="story"]')
    expect(note).to_have_text("281 dari 280 huruf")
    expect(note).to_have_class(re.compile("is-over"))
    page.locator('#stock ~ [data-step="1"]').click()
    assert page.input_value("#stock") == "13"
    page.fill("#stock", "0")
    expect(page.locator('.stepper [data-step="-1"]')).to_be_disabled()


def test_a_dialog_asks_and_lets_go(page: Page) -> None:
    page.locator('[data-dialog="ask"]').click()
    expect(page.locator("#ask")).to_be_visible()
    page.locator("#ask .form-actions [data-dialog-close]").click()
    expect(page.locator("#ask")).to_be_hidden()


def test_copying_says_so(page: Page) -> None:
    page.locator("[data-copy]").click()
    expect(page.locator(".toasts .toast-text").last).to_have_text("Kode sudah disalin")


def test_the_theme_is_remembered(page: Page) -> None:
    page.locator("[data-theme-switch]").click()
    assert page.get_attribute("html", "data-theme") == "dark"
    page.reload()
    assert page.get_attribute("html", "data-theme") == "dark"


def test_without_scripts_the_page_still_works(phone: Callable[..., Page]) -> None:
    page = phone(javascript=False)
    page.goto("/style")
    assert page.locator("#photos").is_visible()
    assert not page.locator("[data-copy]").is_visible()
    page.locator("#product-form .form-actions button").click()
    expect(page.locator(".toast-text").last).to_have_text("Sudah disimpan. Bisa diubah kapan saja.")
