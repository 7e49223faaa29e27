"""Hostile uploads, and what a shop, a class and a name carry out of the house."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select, update

from sandbox.classrooms.models import Classroom, Participant
from sandbox.shops.models import Photo, Product, Shop
from tests.security.town import Class, found
from tests.support.pages import LintingClient, lint_page
from tests.support.shared_data import shared_data_dir
from tests.support.world import World

pytestmark = pytest.mark.one_database  # files do not depend on the database

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
FORMULAS = ("=1+1", "+62811", "-2", "@SUM(A1)", "\t=1", " =cmd|'/c calc'!A1", "＝1+1", "\u200b=1+1", '"=1', "\ufeff=1+1",
            "\u202e=1+1", "\xad@x")  # fmt: skip


@pytest.fixture
def here(world: World) -> Class:
    return found(world, "toko-siti")


@pytest.fixture
def keeper(world: World, here: Class) -> LintingClient:
    return world.phone("participant", here.participant)


def upload(phone: LintingClient, data: bytes, name: str, mime: str) -> Any:
    form = {"photo": (io.BytesIO(data), name, mime)}
    return phone.send("/toko/foto", form, headers={"X-Upload": "1"})


def with_gps() -> bytes:
    """A photo that says where it was taken, by whom, and what was thought of it."""
    picture, out = Image.new("RGB", (640, 480), "teal"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x9286] = "RahasiaMerek", "RahasiaNama", "RahasiaKata"
    exif.get_ifd(0x8825).update({1: "S", 2: (7.0, 37.0, 48.0), 3: "E", 4: (111.0, 31.0, 12.0)})
    xmp = b"<x:xmpmeta>RahasiaXmp</x:xmpmeta>"
    picture.save(out, "JPEG", exif=exif, xmp=xmp, comment=b"RahasiaKomentar")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "mime"),
    [
        (SVG, "logo.svg", "image/svg+xml"), (SVG, "foto.jpg", "image/jpeg"), (HTML, "foto.html", "text/html"),
        (HTML, "foto.png", "image/png"), (b"GIF89a/*" + HTML + b"*/=1", "a.gif", "image/gif"), (b"", "a.jpg", "image/jpeg"),
        (b"\xff\xd8" + HTML, "a.jpg", "image/jpeg"), (b"\x89PNG\r\n\x1a\n" + SVG, "a.png", "image/png"),
        (b"PK\x03\x04" + b"0" * 100, "../../../a.zip", "application/zip"), (b"MZ" + b"0" * 99, "a\x00.jpg", "image/jpeg"),
    ],
)  # fmt: skip
def test_what_is_no_photo_is_refused_with_a_sentence(
    app: Flask, keeper: LintingClient, data: bytes, name: str, mime: str
) -> None:
    answer = upload(keeper, data, name, mime)
    assert answer.status_code == 422
    assert len(answer.json["error"]) > 10
    assert app.extensions["media_store"].list_keys() == []


def stored_files(app: Flask) -> list[tuple[str, bytes]]:
    root = app.extensions["media_store"].root
    return [(str(path.relative_to(root)), path.read_bytes()) for path in root.rglob("*") if path.is_file()]


def test_pictures_with_scripts_inside_come_out_as_pictures(app: Flask, keeper: LintingClient) -> None:
    pictures = sorted(
        path for path in (shared_data_dir() / "uploads" / "script-in-image").rglob("*") if path.is_file()
    )
    taken, out = 0, io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(out, "JPEG")
    datas = [path.read_bytes() for path in pictures] + [out.getvalue() + HTML, with_gps() + SVG]
    for number, data in enumerate(datas):
        answer = upload(keeper, data, f"{number}.php.jpg", "image/jpeg")
        assert answer.status_code in {201, 422}
        if answer.status_code == 201:
            taken += 1
            shown = keeper.get(answer.json["url"])
            assert shown.mimetype in {"image/webp", "image/jpeg"}
            assert shown.headers["X-Content-Type-Options"] == "nosniff"
            shown.close()
    assert taken >= 2
    for name, data in stored_files(app):
        assert re.fullmatch(r"[a-z0-9]{26}/[a-z]+\.(webp|jpg)", name)
        assert not re.search(rb"<script|<\?php|onload|alert\(", data, re.IGNORECASE), name


def test_a_photo_tells_nothing_about_its_owner(app: Flask, keeper: LintingClient) -> None:
    assert b"Rahasia" in with_gps()
    folder = shared_data_dir() / "uploads" / "exifr"
    located = [path.read_bytes() for path in sorted(folder.iterdir()) if "gps" in path.name.lower()][:3]
    for number, data in enumerate([with_gps(), *located]):
        answer = upload(keeper, data, f"{number}.jpg", "image/jpeg")
        assert answer.status_code in {201, 422}
    files = stored_files(app)
    assert files
    for name, data in files:
        assert b"Rahasia" not in data, name
        assert not Image.open(io.BytesIO(data)).getexif(), name
        for mark in (b"Exif\x00\x00", b"EXIF", b"XMP ", b"ns.adobe.com", b"Photoshop"):
            assert mark not in data, (name, mark)


HOSTILE_NAMES = ("../../../etc/passwd", "..\\..\\boot.ini", "/abs", "C:\\x", "con", "NUL.txt", "a\u202egpj.exe", ".htaccess",
                 "index", "\U0001f36a", "produk/../../x", "~", "-rf", "<b>", "404", "robots.txt")  # fmt: skip


def test_the_site_taken_home_stays_inside_its_folder(
    app: Flask, world: World, here: Class, keeper: LintingClient
) -> None:
    with world.session() as session:
        session.execute(
            update(Shop).values(name="../../<script>alert(1)</script>", story="<script>alert(1)</script>")
        )
    for name in HOSTILE_NAMES:
        assert keeper.send("/toko/produk/baru", {"name": name, "price": "1000"}).status_code == 303
    with world.session() as session:
        for number, product in enumerate(
            session.scalars(select(Product).where(Product.shop_id == here.shop))
        ):
            product.slug = f"../../{number}/..\\{'x' * 99}"
    confirmed = {"photos_ok": "1", "prices_ok": "1", "claims_ok": "1"}
    assert keeper.send("/bawa-pulang", confirmed).status_code == 303
    answer = keeper.get("/bawa-pulang/toko.zip")
    assert re.fullmatch(r'attachment; filename="?[a-z0-9-]+\.zip"?', answer.headers["Content-Disposition"])
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    for info in archive.infolist():
        assert re.fullmatch(r"(css/|produk/|gambar/|foto/|img/)?[A-Za-z0-9._-]+", info.filename), (
            info.filename
        )
        assert ".." not in info.filename
        assert info.external_attr >> 16 == 0o644
        if info.filename.endswith(".html"):
            page = archive.read(info).decode()
            assert "<script" not in page
            if info.filename != "404.html":  # found at any depth, so it carries its few styles itself
                lint_page(page)
    assert len(archive.namelist()) == len({name.casefold() for name in archive.namelist()})


def test_class_data_runs_nothing_in_a_spreadsheet(world: World, here: Class) -> None:
    people = [world.participant(here.classroom, f"P{number}") for number in range(len(FORMULAS))]
    with world.session() as session:
        for person, formula in zip(people, FORMULAS, strict=True):
            session.get_one(Participant, person).nickname = formula
        session.execute(update(Classroom).values(name='x"\r\nSet-Cookie: a=b; filename="y.exe'))
        session.execute(update(Shop).values(name='=HYPERLINK("http://evil.example")'))
    answer = world.phone("trainer", here.trainer).get(f"/pelatih/kelas/{here.classroom}/data.csv")
    assert re.fullmatch(r"attachment; filename=kelas-[a-z0-9-]+\.csv", answer.headers["Content-Disposition"])
    assert "Set-Cookie" not in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert len(rows) == 1 + 1 + len(FORMULAS)
    assert len({len(row) for row in rows}) == 1
    invisible = "\u200b\ufeff\u202e\xad \t\u00a0"
    for row in rows:
        for cell in row:
            bare = cell.lstrip(invisible)
            is_number = re.fullmatch(r"-?\d+([.,]\d+)?", cell)
            assert is_number or not bare.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")), cell


SAME = ("Bu Siti", "BU SITI", "Bu\u200b Siti", "Bu Si\u00adti", "\u202eBu Siti", "Ｂｕ Ｓｉｔｉ", "Bu\u2060 Siti\ufe0f",
        "Bu Siti\u180e", "Bu\u034f Siti", "B\u200du Siti", "Bu \u3164Siti")  # fmt: skip


def test_nobody_joins_under_a_name_that_looks_just_like_another(world: World, here: Class) -> None:
    for name in SAME:
        phone = world.phone()
        phone.get(f"/k/{here.code}")
        assert phone.send(f"/k/{here.code}", {"nickname": name, "consent": "1"}).status_code == 422


def test_a_name_has_something_to_see(world: World, here: Class) -> None:
    for name in [
        "\u200b\u200b",
        "\xad",
        "\u202e\u202c",
        "\u3164",
        "\u2800",
        "\ufe0f\u034f",
        "\u180e",
        "\u115f",
    ]:
        phone = world.phone()
        phone.get(f"/k/{here.code}")
        assert phone.send(f"/k/{here.code}", {"nickname": name, "consent": "1"}).status_code == 422


def test_names_of_every_script_come_in_and_back(world: World, here: Class) -> None:
    for name in ["\U0001f469\u200d\U0001f467", "நிமல்", "ꦱꦶꦠꦶ", "محمد", "ß", "İnci", "ǆ", "क्‍ष"]:
        phone = world.phone()
        phone.get(f"/k/{here.code}")
        assert phone.send(f"/k/{here.code}", {"nickname": name, "consent": "1"}).status_code == 303
        assert (
            world.read(lambda session: session.scalars(select(Participant.nickname)).all()).count(name) == 1
        )


TRAVERSALS = ("../secret.key", "..%2fsecret.key", "%2e%2e/secret.key", "..%5csecret.key", "/etc/passwd", "....//secret.key",
              "x/../../secret.key", "%00", "a" * 26 + "/../../secret.key", "a" * 26 + "/list.webp%00.svg", "C:/x", "a" * 5000)  # fmt: skip


def test_no_path_leads_out_of_the_folders(app: Flask, world: World, here: Class) -> None:
    for path in TRAVERSALS:
        root = app.extensions["media_store"].root
        root.mkdir(parents=True, exist_ok=True)
        (root.parent / "secret.key").write_text("RAHASIA")
        (root / "secret.key").write_text("RAHASIA")
        for start in ("/m/", "/static/", "/toko/contoh/", "/gaya/stall/", "/gaya/"):
            phone = world.phone("participant", here.participant)
            answer = phone.get(start + path)
            assert answer.status_code in {308, 404}, start + path
            assert b"RAHASIA" not in answer.data


def test_photos_of_a_deleted_row_and_of_others_are_found_by_name_only(world: World, here: Class) -> None:
    stem = world.one(select(Photo.stem).where(Photo.id == here.photo))
    for address in ("/m/", f"/m/{stem}", f"/m/{stem}/", "/m/*", "/static/", "/static/css/", "/static/css"):
        assert world.phone().get(address).status_code == 404, address
