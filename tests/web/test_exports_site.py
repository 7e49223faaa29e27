"""Taking a shop home: the review, and the site that comes out of it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select, update

from sandbox.clock import now
from sandbox.exports.site import DEVICE_NAMES, file_name
from sandbox.shops.enums import Theme
from sandbox.shops.models import BundleItem, CustomerReview, Product, ProductPrice, ProductVariant, Shop
from tests.support.pages import LintingClient, elements, lint_page, parse_page, text_of
from tests.support.shared_data import shared_data_dir
from tests.support.shop_pictures import change_shop, full_shop, real_photo
from tests.support.world import World

pytestmark = pytest.mark.one_database

THEMES = [str(theme) for theme in Theme]
TICKED = {"photos_ok": "1", "prices_ok": "1", "claims_ok": "1"}
NAME = re.compile(r"[a-z0-9-]{1,60}\.(html|css|webp|jpg|txt)", re.ASCII)
LEAKS = ("latihan", "practice", "kelas", "lapak", "sandbox", "bu siti", "bu ani", "192.168", "/t/toko")
SPECIAL = {"_headers", ".htaccess", ".nojekyll", "BACA-DULU.txt"}
ALONE = {"404.html", "tempat-qris.html"}
"""Pages that nothing leads to, with a style of their own."""


def taken_home(browser: LintingClient, **changes: Any) -> zipfile.ZipFile:
    """Go through the review and open the ZIP."""
    answer = browser.send("/bawa-pulang", TICKED | changes)
    assert answer.status_code == 303, text_of(parse_page(answer.text))
    assert "/bawa-pulang/toko.zip" in browser.get(answer.headers["Location"]).text
    download = browser.get("/bawa-pulang/toko.zip")
    assert download.mimetype == "application/zip"
    return zipfile.ZipFile(io.BytesIO(download.data))


def references(path: str, text: str) -> list[str]:
    """Every address a page or stylesheet points to."""
    if path.endswith(".css"):
        return re.findall(r"url\(([^)]+)\)", text)
    return [
        node.get(attribute)
        for node in elements(parse_page(text))
        for attribute in ("href", "src", "srcset")
        if node.get(attribute) and not (node.tag == "link" and node.get("itemprop"))
    ]


def product_pages(archive: zipfile.ZipFile) -> list[str]:
    """The product pages in a ZIP."""
    return [name for name in archive.namelist() if name.startswith("produk/")]


def crawl(folder: Path) -> set[str]:
    """Follow every link from index.html; each must be relative and lead to a file. Returns those met."""
    met, todo = set(), ["index.html"]
    while todo:
        path = todo.pop()
        if path in met:
            continue
        met.add(path)
        if not path.endswith((".html", ".css")):
            continue
        for address in references(path, (folder / path).read_text(encoding="utf-8")):
            if address.startswith(("data:", "https://wa.me/", "#")):
                continue
            parts = urlsplit(address)
            assert not parts.scheme, address
            assert not parts.netloc, address
            assert not parts.path.startswith("/"), address
            assert not parts.query, address
            target = ((folder / path).parent / parts.path).resolve()
            assert target.is_file(), f"{path}: {address}"
            todo.append(target.relative_to(folder.resolve()).as_posix())
    return met


@pytest.mark.parametrize("theme", THEMES)
def test_the_site_opens_from_a_sub_folder_and_every_link_leads_somewhere(
    world: World, tmp_path: Path, theme: str
) -> None:
    shop, keeper = full_shop(world, "camilan", theme)
    product = world.read(lambda session: session.scalar(select(Product.id).where(Product.shop_id == shop)))
    real_photo(world, shop, "sarang-madu.jpg", product)
    archive = taken_home(world.phone("participant", keeper), phone="0812-3456-7890", own_phone="1")
    folder = tmp_path / "unduhan" / "toko saya"
    archive.extractall(folder)
    met = crawl(folder)
    names = set(archive.namelist())
    assert {"index.html", "404.html", "robots.txt", "css/toko.css", *SPECIAL} <= names
    assert met | SPECIAL | ALONE | {"robots.txt"} == names
    assert sum(name.startswith("produk/") for name in names) == 4
    assert sum(name.startswith("gambar/") for name in names) > 8
    for name in names:
        if name.endswith(".html") and name not in ALONE:
            lint_page(archive.read(name).decode())


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_of_the_sandbox_goes_along(world: World, theme: str) -> None:
    _shop, keeper = full_shop(world, "camilan", theme, name="Keripik Renyah")
    archive = taken_home(world.phone("participant", keeper))
    for name in archive.namelist():
        if name.endswith(".webp"):
            continue
        text = archive.read(name).decode().lower()
        assert "<script" not in text
        for word in LEAKS:
            assert word not in text, f"{name}: {word}"
        if name not in ALONE:
            assert "noindex" not in text


def test_the_same_shop_gives_the_same_bytes(world: World) -> None:
    shop, keeper = full_shop(world, "camilan", "stall")
    phone = world.phone("participant", keeper)
    phone.send("/bawa-pulang", TICKED)
    first, second = phone.get("/bawa-pulang/toko.zip").data, phone.get("/bawa-pulang/toko.zip").data
    assert first == second
    change_shop(world, shop, tagline="Lain lagi")
    assert phone.get("/bawa-pulang/toko.zip").data != first


def test_names_in_the_zip_suit_every_system(world: World) -> None:
    _shop, keeper = full_shop(world, "camilan", "stall")
    archive = taken_home(world.phone("participant", keeper))
    names = archive.namelist()
    assert names == sorted(names)
    assert len({name.lower() for name in names}) == len(names)
    for name in set(names) - SPECIAL:
        *folders, last = name.split("/")
        assert NAME.fullmatch(last), name
        assert folders in ([], ["css"], ["produk"], ["gambar"])
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_shop_that_takes_qris_gets_an_empty_place_for_its_real_code(world: World) -> None:
    shop, keeper = full_shop(world, "camilan", "stall", name="Keripik Renyah")
    change_shop(world, shop, payment_ways=["tunai"])
    phone = world.phone("participant", keeper)
    plain = taken_home(phone)
    assert "tempat-qris.html" not in plain.namelist()
    assert "tempat-qris" not in plain.read("BACA-DULU.txt").decode()
    change_shop(world, shop, payment_ways=["tunai", "qris"])
    archive = taken_home(phone)
    sheet = archive.read("tempat-qris.html").decode()
    assert "Cetak tempat-qris.html" in archive.read("BACA-DULU.txt").decode()
    assert "<img" not in sheet
    words = text_of(parse_page(sheet))
    for said in ("Keripik Renyah", "Tempel QRIS asli dari penyediamu", "layar pembeli", "NMID", "rekening"):
        assert said in words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Keripik Tempe", "keripik-tempe"), ("../../etc/passwd", "etc-passwd"), ("con", "con-1"),
        ("", "produk"), ("كيك", "produk"), ("a" * 300, "a" * 48), ("-x-", "x"), ("nul.", "nul-1"),
    ],
)  # fmt: skip
def test_file_names_are_safe(text: str, expected: str) -> None:
    assert file_name(text) == expected
    assert file_name(text) not in DEVICE_NAMES


def test_the_number_is_a_real_whatsapp_link_and_is_not_stored(world: World) -> None:
    shop, keeper = full_shop(world, "camilan", "stall", name="Keripik & Kacang + 100%")
    archive = taken_home(world.phone("participant", keeper), phone="+62 812 3456 7890", own_phone="1")
    for name in ("index.html", "produk/keripik-kentang.html"):
        links = {a for a in references(name, archive.read(name).decode()) if a.startswith("https://wa.me/")}
        assert len(links) == 1
        parts = urlsplit(links.pop())
        assert parts.path == "/6281234567890"
        message = parse_qs(parts.query)["text"][0]
        assert "Keripik & Kacang + 100%" in message
        assert "+" not in parts.query
    assert "0812-3456-7890" in archive.read("index.html").decode()
    assert '<meta itemprop="telephone" content="+6281234567890">' in archive.read("index.html").decode()
    stored = world.one(select(Shop).where(Shop.id == shop))
    assert stored.phone == ""
    assert stored.taken_home_at is not None


def test_without_a_number_there_is_no_order_button(world: World) -> None:
    _shop, keeper = full_shop(world, "camilan", "weave")
    archive = taken_home(world.phone("participant", keeper))
    for name in archive.namelist():
        if name.endswith(".html"):
            text = archive.read(name).decode()
            assert "wa.me" not in text
            assert 'class="order' not in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"phone": "12ab"}, "hanya boleh berisi angka"),
        ({"phone": "021-555-1234", "own_phone": "1"}, "bukan telepon rumah"),
        ({"phone": "+1 415 555 1234", "own_phone": "1"}, "nomor Indonesia"),
        ({"phone": "0812345678", }, "Centang kalau ini benar nomormu"),
        ({"photos_ok": ""}, "Centang dulu: "),
        ({"prices_ok": ""}, "Centang dulu: "),
        ({"claims_ok": ""}, "Centang dulu: "),
    ],
)  # fmt: skip
def test_the_review_asks_for_each_answer(world: World, changes: dict[str, str], sentence: str) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    data = {name: value for name, value in (TICKED | changes).items() if value}
    answer = phone.send("/bawa-pulang", data)
    assert answer.status_code == 422
    assert sentence in text_of(parse_page(answer.text))
    assert phone.get("/bawa-pulang/toko.zip").status_code == 303
    assert world.one(select(Shop.taken_home_at).where(Shop.id == ids.shop)) is None


def test_examples_stay_behind_unless_chosen(world: World) -> None:
    shop, keeper = full_shop(world, "camilan", "stall")
    own = "keripik-buah"
    with world.session() as session:
        others = update(Product).where(Product.shop_id == shop, Product.slug != own)
        session.execute(others.values(is_example=True))
    phone = world.phone("participant", keeper)
    assert product_pages(taken_home(phone)) == [f"produk/{own}.html"]
    chosen = world.one(select(Product.id).where(Product.slug == "keripik-kentang"))
    kept = product_pages(taken_home(phone, kept_examples=str(chosen)))
    assert kept == [f"produk/{own}.html", "produk/keripik-kentang.html"]


def test_a_shop_of_examples_only_says_what_to_do(world: World) -> None:
    shop, keeper = full_shop(world, "camilan", "stall")
    with world.session() as session:
        session.execute(update(Product).where(Product.shop_id == shop).values(is_example=True))
    phone = world.phone("participant", keeper)
    answer = phone.send("/bawa-pulang", TICKED)
    assert answer.status_code == 422
    assert "Belum ada produkmu sendiri" in text_of(parse_page(answer.text))


def test_a_bundle_stays_behind_with_an_example_that_is_in_it(world: World) -> None:
    shop, keeper = full_shop(world, "camilan", "stall")
    with world.session() as session:
        own, example, *rest = session.scalars(select(Product).where(Product.shop_id == shop)).all()
        example.is_example, example.name, example_id = True, "Keripik milik contoh", example.id
        own.kind, own.name, slug, bundle_id = "bundle", "Paket hemat", own.slug, own.id
        session.add(BundleItem(bundle_id=bundle_id, product_id=example_id, quantity=2))
        for other in rest:
            other.is_hidden = True
        plain_id, plain = rest[0].id, rest[0].slug
    phone = world.phone("participant", keeper)
    note = "“Paket hemat” hanya ikut kalau isinya juga ikut: Keripik milik contoh"
    assert note in text_of(phone.page("/bawa-pulang"))
    refused = phone.send("/bawa-pulang", TICKED)
    assert refused.status_code == 422
    assert "Belum ada produkmu sendiri" in text_of(parse_page(refused.text))
    with world.session() as session:
        session.get(Product, plain_id).is_hidden = False
    alone = taken_home(phone)
    assert product_pages(alone) == [f"produk/{plain}.html"]
    assert "Keripik milik contoh" not in alone.read("index.html").decode()
    both = taken_home(phone, kept_examples=str(example_id))
    assert f"produk/{slug}.html" in product_pages(both)
    assert "Keripik milik contoh" in both.read(f"produk/{slug}.html").decode()


def test_example_photos_stay_behind_unless_chosen(world: World) -> None:
    classroom = world.classroom(world.trainer())
    keeper = world.participant(classroom)
    shop = world.shop(classroom, keeper)
    product = world.product(shop, slug="keripik")
    real_photo(world, shop, "keripik-kentang.jpg", product, is_example=True)
    phone = world.phone("participant", keeper)
    assert not [name for name in taken_home(phone).namelist() if name.startswith("gambar/")]
    with_photos = taken_home(phone, keep_photos="1").namelist()
    assert "gambar/keripik-foto-1-sedang.webp" in with_photos


def test_a_photo_whose_file_is_gone_leaves_no_hole(world: World, tmp_path: Path) -> None:
    ids = world.arranged()  # rows without files
    archive = taken_home(world.phone("participant", ids.participant))
    archive.extractall(tmp_path)
    assert "<img" not in archive.read("index.html").decode()
    crawl(tmp_path)


def test_odd_strings_survive_the_journey(world: World, tmp_path: Path) -> None:
    strings = json.loads((shared_data_dir() / "security" / "blns.json").read_text(encoding="utf-8"))
    odd = [text for text in strings if text.strip() and text.isprintable()]
    classroom = world.classroom(world.trainer())
    keeper = world.participant(classroom)
    shop = world.shop(classroom, keeper, name='"><img src=x onerror=alert(1)>', theme="hill")
    for number, text in enumerate(odd[:60]):
        world.product(shop, name=text, slug=f"../{number}", description=odd[-number - 1], category=text[:30])
    change_shop(world, shop, story="\n\n".join(odd), tagline=odd[7], hours=odd[9], how_to_order=odd[11])
    archive = taken_home(world.phone("participant", keeper), phone="081234567890", own_phone="1")
    archive.extractall(tmp_path)
    crawl(tmp_path)
    tree = parse_page(archive.read("index.html").decode())
    shown = text_of(tree)
    assert all(" ".join(text.split()) in shown for text in odd[:60])
    assert not [node for node in elements(tree) if node.tag == "script" or node.get("onerror")]


def test_the_404_page_needs_no_other_file(world: World) -> None:
    _shop, keeper = full_shop(world, "camilan", "stall")
    text = taken_home(world.phone("participant", keeper)).read("404.html").decode()
    assert [a for a in references("404.html", text) if not a.startswith("data:")] == []
    assert "<style>" in text


def test_the_download_needs_the_review_and_a_shop(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    for address in ("/bawa-pulang/toko.zip", "/bawa-pulang/siap"):
        answer = phone.get(address)
        assert answer.status_code == 303
        assert answer.headers["Location"].endswith("/bawa-pulang")
    newcomer = world.phone("participant", world.participant(ids.classroom, "Baru"))
    assert "Kamu belum punya toko" in text_of(newcomer.page("/bawa-pulang"))
    assert newcomer.get("/bawa-pulang/toko.zip").status_code == 404


def test_the_review_shows_what_to_look_at(world: World) -> None:
    ids = world.arranged(tagline="Paling renyah sedunia")
    text = text_of(world.phone("participant", ids.participant).page("/bawa-pulang")).replace("\u00a0", " ")
    assert "Keripik tempe tipis" in text
    assert "Rp 18.000" in text
    assert "Paling renyah sedunia" in text


def test_what_is_offered_goes_along_and_what_would_go_stale_stays(world: World) -> None:
    shop, keeper = full_shop(world, "camilan", "stall", shipping_rates={"province": 12_000}, has_pickup=True)
    author = world.participant(world.read(lambda session: session.get(Shop, shop).classroom_id), "Bu Rina")
    with world.session() as session:
        first, second, third = session.scalars(
            select(Product).where(Product.shop_id == shop).order_by(Product.position).limit(3)
        ).all()
        first.variants = [ProductVariant(name="Daun jeruk", stock=4), ProductVariant(name="Keju", stock=0)]
        first.permits = {"pirt": "2063578010234-28"}
        second.was_price, second.sale_ends_on = second.price + 5000, (now() + timedelta(days=9)).date()
        second.price_history = [
            ProductPrice(price=second.price + 5000, since=now() - timedelta(days=9)),
            ProductPrice(price=second.price, since=now()),
        ]
        third.kind, third.taken_dates = "night", []
        slugs = [first.slug, second.slug, third.slug]
        session.add(CustomerReview(shop_id=shop, author_id=author, stars=5, words="Enak sekali."))
    archive = taken_home(world.phone("participant", keeper), phone="0812-3456-7890", own_phone="1")
    texts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".html")}
    first_page, second_page, third_page = (texts[f"produk/{slug}.html"] for slug in slugs)
    asked = [a for a in references("x.html", first_page) if a.startswith("https://wa.me/")]
    messages = [parse_qs(urlsplit(address).query)["text"][0] for address in asked]
    assert [message.split(" x 1")[0].rpartition("(")[2] for message in messages] == ["Daun jeruk)"]
    assert "2063578010234-28" in first_page
    assert "Satu provinsi" in texts["index.html"]
    assert "Ambil sendiri" in texts["index.html"]
    assert "Hemat" not in second_page
    assert "<table" not in third_page.split("</main>")[0].split('class="terms"')[0]
    for text in texts.values():
        assert "Enak sekali" not in text
        assert "<form" not in text
