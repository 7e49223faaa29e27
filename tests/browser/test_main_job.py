"""The whole main job, from first start to opened export, with a laptop, two phones and real photos."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browser import LAPTOP, PHONE
from tests.support.shared_data import ROOT, shared_data_dir

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

CRISPS = shared_data_dir() / "photos" / "keripik_kentang.jpg"
NUTS = shared_data_dir() / "photos" / "aneka_kacang.jpg"
START_SECONDS = 90


class Class:
    """A class opened by the real command, with browsers that visit it."""

    def __init__(self, browser: Browser, address: str, printed: str) -> None:
        self.browser, self.address, self.printed = browser, address, printed
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def open(self, *, javascript: bool = True, **device: object) -> Page:
        """A new browser with no history; errors on its pages are collected."""
        context = self.browser.new_context(
            base_url=self.address,
            locale="id-ID",
            java_script_enabled=javascript,
            accept_downloads=True,
            **device,
        )
        context.set_default_timeout(30_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", lambda line: self.faults.append(line.text) if line.type == "error" else None)
        return page


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Class]:
    """``python -m sandbox serve`` in an empty folder, as start.py calls it, until it says it is open."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "sandbox",
            "serve",
            "--port",
            "8760",
            "--data",
            str(tmp_path / "kelas"),
            "--no-demo",
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": "1", "LANG": "id_ID.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    lines: list[str] = []
    assert process.stdout is not None
    out = process.stdout
    reader = threading.Thread(target=lambda: lines.extend(iter(out.readline, "")))
    reader.start()
    try:
        deadline = time.monotonic() + START_SECONDS
        while "/pelatih/mulai/" not in "".join(lines) and time.monotonic() < deadline:
            assert process.poll() is None, "".join(lines)
            time.sleep(0.1)
        address = re.search(r"http://127\.0\.0\.1:\d+", "".join(lines))
        assert address, "".join(lines)
        visit = Class(browser, address[0], "".join(lines))
        yield visit
        for context in visit.contexts:
            context.close()
        assert visit.faults == []
    finally:
        process.terminate()
        process.wait(30)
        reader.join()
        out.close()


def set_up_class(laptop: Page, printed: str) -> str:
    """The trainer's first minutes: name, password, class. Returns the class code."""
    link = re.search(r"/pelatih/mulai/[\w-]+", printed)
    assert link
    laptop.goto(link[0])
    laptop.get_by_label("Namamu").fill("Bu Ani")
    laptop.get_by_label("Nama masuk").fill("ani")
    laptop.get_by_label("Kata sandi").fill("mangga manis")
    laptop.get_by_role("button", name="Simpan dan mulai").click()
    laptop.get_by_role("link", name="Buka kelas baru").first.click()
    laptop.get_by_label("Nama kelas").fill("Kelas Madiun")
    laptop.get_by_role("button", name="Buka kelas").click()
    laptop.wait_for_url(re.compile(r"/pelatih/kelas/\d+$"))
    code = re.search(r"/k/([A-Z0-9]{6})", laptop.content())
    assert code
    return code[1]


def join(phone: Page, code: str, nickname: str) -> str:
    """Scan, say a name, agree; returns the PIN shown big."""
    phone.goto(f"/k/{code}")
    phone.get_by_label("Nama panggilan").fill(nickname)
    phone.get_by_label("Ya, aku mau ikut").check()
    phone.get_by_role("button", name="Gabung", exact=True).click()
    phone.wait_for_url(re.compile("/pin/"))
    pin = re.sub(r"\D", "", phone.locator(".pin-code .visually-hidden").inner_text())
    assert len(pin) == 4
    phone.get_by_role("link", name="Sudah kufoto").click()
    return pin


def open_shop(phone: Page, trade: str, name: str) -> None:
    """Choose a trade and a name; the shop stands, filled with an example."""
    phone.get_by_role("radio", name=trade).check(force=True)
    phone.get_by_label("Nama toko").fill(name)
    phone.get_by_role("button", name="Buka toko").click()
    expect(phone.get_by_role("heading", level=1, name=name)).to_be_visible()
    expect(phone.locator(".goods-row").nth(2)).to_be_visible()


def add_own_product(phone: Page) -> None:
    """A product of one's own with two real photos, shrunk on the phone and shown at once."""
    phone.get_by_role("link", name="Tambah produk").first.click()
    phone.locator("input[type=file]").set_input_files([CRISPS, NUTS])
    expect(phone.locator("[name=photo_ids]")).to_have_count(2)
    phone.get_by_label("Nama produk").fill("Keripik tempe tipis")
    phone.get_by_role("textbox", name="Harga", exact=True).fill("18rb")
    phone.get_by_label(re.compile("^Modal")).fill("10.900")
    phone.get_by_role("button", name="Masukkan ke toko").click()
    expect(phone.get_by_text("Keripik tempe tipis").first).to_be_visible()


def write_post(phone: Page) -> None:
    """A post about the own product."""
    phone.goto("/posting/baru")
    phone.locator("label", has_text="Keripik tempe tipis").first.click()
    phone.get_by_label("Tulisan posting").fill(
        "Keripik tempe tipis, renyah sampai suapan terakhir.\nRp 18.000 per bungkus.\nPesan lewat chat ya!"
    )
    expect(phone.locator("[data-preview='whatsapp'] [data-head]")).to_contain_text(
        "renyah sampai suapan terakhir"
    )
    phone.get_by_role("button", name="Siap tayang").click()
    phone.wait_for_url(re.compile(r"/posting"))


def shop_link(phone: Page) -> str:
    """Make the shop's link; its QR is read by a foreign decoder. Returns the address in it."""
    phone.goto("/tautan")
    phone.get_by_role("button", name="Buat QR toko").click()
    source = phone.locator("img[src*='qr.svg'], img[src*='qr.png']").first.get_attribute("src")
    assert source
    picture = phone.request.get(source.replace(".svg", ".png")).body()
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
    assert "/q/" in found.text
    return found.text


def test_a_class_opens_its_practice_shops(opened: Class, tmp_path: Path) -> None:
    laptop = opened.open(**LAPTOP)
    code = set_up_class(laptop, opened.printed)
    wall = laptop.context.new_page()
    wall.goto(laptop.url + "/layar")

    siti, wawan = opened.open(**PHONE), opened.open(**PHONE)
    pin = join(siti, code, "Bu Siti")
    open_shop(siti, "Keripik & camilan", "Keripik Bu Siti")
    join(wawan, code, "Pak Wawan")
    open_shop(wawan, "Kopi", "Kopi Pak Wawan")

    add_own_product(siti)
    siti.goto("/toko")
    siti.get_by_role("button", name="Tampilkan di kelas").click()
    expect(wall.get_by_text("Keripik Bu Siti")).to_be_visible(timeout=15_000)

    write_post(siti)
    link = shop_link(siti)
    wawan.goto(re.sub(r"^https?://[^/]+", "", link))
    expect(wawan.get_by_role("heading", level=1, name="Keripik Bu Siti")).to_be_visible()
    wawan.get_by_role("link", name=re.compile("Keripik tempe tipis")).first.click()
    wawan.get_by_role("link", name=re.compile("Pesan")).first.click()
    wawan.get_by_role("button", name="Kirim pesan").click()
    expect(wawan.locator("#terkirim")).to_be_visible()
    siti.goto("/pesan")
    expect(siti.get_by_text("Pak Wawan").first).to_be_visible()
    siti.goto("/tautan")
    expect(siti.locator("main").get_by_text(re.compile(r"^1$|1 kunjungan|1 kali")).first).to_be_visible()

    run_campaign(siti)
    mark_the_shop(laptop, "Keripik Bu Siti")
    siti.goto("/nilai")
    expect(siti.get_by_text("12 poin").or_(siti.get_by_text("dari 12")).first).to_be_visible()

    back_on_another_phone(opened, code, pin)
    open_the_take_home(opened, siti, tmp_path)


def run_campaign(phone: Page) -> None:
    """Spend practice money and see day by day what came of it."""
    phone.goto("/promosi/baru")
    phone.get_by_role("radio", name=re.compile("Kenalkan")).check(force=True)
    phone.get_by_label("Uang per hari").fill("20rb")
    expect(phone.get_by_text(re.compile("orang yang cocok"))).to_be_visible()
    phone.locator("#forecast_orders").fill("2")
    phone.get_by_label("Berapa uang yang tersisa?").fill("-10rb")
    phone.get_by_role("button", name="Mulai promosi").click()
    phone.get_by_role("button", name="Jalankan satu hari").click()
    expect(phone.get_by_text("angka latihan").first).to_be_visible()
    phone.get_by_role("button", name="Jalankan sampai selesai").click()
    expect(phone.get_by_role("link", name="Coba promosi lain")).to_be_visible()
    phone.goto("/promosi")
    left = phone.locator(".big-number, .num").filter(has_text="Rp").first.inner_text()
    assert 0 <= int(re.sub(r"\D", "", left)) < 100_000


def mark_the_shop(laptop: Page, shop: str) -> None:
    """Mark by the rubric; saved by itself."""
    laptop.get_by_role("link", name="Nilai toko").first.click()
    laptop.get_by_role("link", name=re.compile(shop)).last.click()
    for group in laptop.locator("#score fieldset").all():
        group.get_by_role("radio").last.check(force=True)
    laptop.get_by_label("Komentar untuk peserta").fill("Fotonya terang. Hebat!")
    expect(laptop.locator("[data-saved-text]")).to_contain_text("Tersimpan")


def back_on_another_phone(opened: Class, code: str, pin: str) -> None:
    """Next week, another phone, no JavaScript: name and PIN are enough, and public pages work."""
    plain = opened.open(javascript=False, **PHONE)
    plain.goto("/masuk")
    plain.get_by_label("Kode kelas").fill(code.lower())
    plain.get_by_label("Nama panggilan").fill("bu siti")
    plain.get_by_label("PIN", exact=True).fill(pin)
    plain.get_by_role("button", name="Masuk", exact=True).click()
    expect(plain.get_by_text("Halo, Bu Siti")).to_be_visible()


def open_the_take_home(opened: Class, phone: Page, tmp_path: Path) -> None:
    """Review, download, unpack into a sub-folder, open by double-click."""
    phone.goto("/bawa-pulang")
    phone.get_by_label(re.compile("WhatsApp")).first.fill("0812 3456 7890")
    for name in ("own_phone", "photos_ok", "prices_ok", "claims_ok"):
        phone.locator(f"input[name={name}]").check(force=True)
    phone.locator("main form button[type=submit]").last.click()
    phone.wait_for_url(re.compile("siap"))
    with phone.expect_download() as waiting:
        phone.locator("a[href*='toko.zip']").first.click()
    folder = tmp_path / "bawa pulang"
    zipfile.ZipFile(waiting.value.path()).extractall(folder)
    home = opened.open(javascript=False, **PHONE)
    home.goto((folder / "index.html").as_uri())
    expect(home.get_by_role("heading", level=1, name="Keripik Bu Siti")).to_be_visible()
    assert "latihan" not in home.content().lower()
    assert home.locator("script").count() == 0
    home.get_by_role("link", name=re.compile("Keripik tempe tipis")).first.click()
    expect(home.get_by_role("heading", level=1, name="Keripik tempe tipis")).to_be_visible()
    picture = home.locator("main img").first
    assert picture.evaluate("image => image.complete && image.naturalWidth > 300")
    assert home.locator("a[href^='https://wa.me/6281234567890']").count() >= 1


def test_public_pages_work_without_javascript(opened: Class) -> None:
    """A phone with JavaScript switched off joins, opens a shop with a photo, shows it and takes an order."""
    laptop = opened.open(javascript=False, **LAPTOP)
    code = set_up_class(laptop, opened.printed)
    phone = opened.open(javascript=False, **PHONE)
    join(phone, code, "Mbak Yuni")
    open_shop(phone, "Kriya & aksesori", "Anyam Mbak Yuni")
    phone.get_by_role("link", name="Tambah produk").first.click()
    phone.locator("input[type=file]").set_input_files(shared_data_dir() / "photos" / "topi_anyam.jpg")
    phone.get_by_label("Nama produk").fill("Topi anyam")
    phone.get_by_role("textbox", name="Harga", exact=True).fill("65.000")
    phone.get_by_role("button", name="Masukkan ke toko").click()
    phone.goto("/toko")
    phone.get_by_role("button", name="Tampilkan di kelas").click()
    slug = re.search(r"/t/([\w-]+)", phone.content())
    assert slug
    visitor = opened.open(javascript=False, **PHONE)
    visitor.goto(f"/t/{slug[1]}")
    visitor.get_by_role("link", name=re.compile("Topi anyam")).first.click()
    expect(visitor.get_by_text("65.000").first).to_be_visible()
    visitor.get_by_role("link", name=re.compile("Pesan")).first.click()
    visitor.get_by_label(re.compile("Nama")).last.fill("Pembeli")
    visitor.get_by_role("button", name="Kirim pesan").click()
    expect(visitor.locator("#terkirim")).to_be_visible()
