"""The country pack is complete, believable and light; a faulty one says where the fault is."""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sandbox.packs.loader import HERE, Pack, PackError, Words, load_pack, read_pack
from sandbox.shops.enums import Theme

INDONESIA = HERE / "indonesia"
PAPER, NIGHT, WHITE, BLACK = "#fbf8f2", "#14201d", "#ffffff", "#000000"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("indonesia")


def every_words(thing: object) -> Iterator[Words]:
    """Every `Words` anywhere inside a pack object."""
    if isinstance(thing, Words):
        yield thing
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from every_words(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from every_words(part)
    elif hasattr(thing, "values"):
        for part in thing.values():
            yield from every_words(part)


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two `#rrggbb` colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_is_read_once(pack: Pack) -> None:
    assert load_pack("indonesia") is pack


def test_there_is_a_trade_for_everyone(pack: Pack) -> None:
    assert len(pack.trades) >= 8
    assert list(pack.trades)[-1] == "lain"
    for trade in pack.trades.values():
        assert 3 <= len(trade.products) <= 4
        assert {p.category for p in trade.products} == set(trade.categories), trade.key
        assert trade.theme in set(Theme)


def test_every_text_is_in_every_language(pack: Pack) -> None:
    words = list(every_words(pack))
    assert len(words) > 300
    for text in words:
        assert text.locales == ("id", "en")
        for locale in text.locales:
            assert text(locale) == text(locale).strip()
            assert "  " not in text(locale)


def test_indonesian_texts_use_the_house_words(pack: Pack) -> None:
    for text in every_words(pack):
        assert not re.search(r"\b(Anda|silahkan|praktek|jadual|cheap|online)\b", text("id")), text("id")


def test_stories_are_short_and_claims_are_sober(pack: Pack) -> None:
    never = re.compile(
        r"100 ?%|nomor satu|termurah|dijamin|pasti sembuh|menyembuhkan|mengobati|halal|BPOM|best in|guarant",
        re.IGNORECASE,
    )
    for trade in pack.trades.values():
        for locale in pack.locales:
            assert 3 <= len(re.findall(r"[.?!](?:\s|$)", trade.shop.story(locale))) <= 5, trade.key
            assert len(trade.shop.tagline(locale)) <= 60
        for text in every_words(trade):
            assert not never.search(text("id")), text("id")
            assert not never.search(text("en")), text("en")


def test_prices_leave_something_over(pack: Pack) -> None:
    for trade in pack.trades.values():
        for product in trade.products:
            margin = (product.price - product.unit_cost) / product.price
            assert 0.25 <= margin <= 0.70, (trade.key, product.key, margin)
            assert product.price % 500 == 0
            assert product.unit_cost % 100 == 0
            assert 1 <= product.stock <= 100


def test_weights_are_those_of_the_goods(pack: Pack) -> None:
    for trade in pack.trades.values():
        for product in trade.products:
            served = product.unit in {"malam", "hari", "orang", "jam"}
            assert (product.weight_g == 0) == served, product.key
            written = re.search(r"(\d+) (kg|g)\b", product.name("id"))
            if written:
                net = int(written[1]) * (1000 if written[2] == "kg" else 1)
                assert net <= product.weight_g <= net * 2 + 100, product.key


def test_shipping_is_said_where_something_is_sent(pack: Pack) -> None:
    for trade in pack.trades.values():
        ships = any(product.weight_g for product in trade.products)
        assert (trade.shop.shipping_from is not None) == ships


@given(nickname=st.text(min_size=1, max_size=30))
def test_shop_names_take_any_nickname(nickname: str) -> None:
    for trade in load_pack("indonesia").trades.values():
        for locale in ("id", "en"):
            assert nickname in trade.shop.name(nickname, locale)


def test_nicknames_are_not_treated_as_patterns(pack: Pack) -> None:
    assert pack.trades["lain"].shop.name("{0.__class__} {nickname}", "id") == "Toko {0.__class__} {nickname}"


def test_photos_exist_are_light_and_say_nothing_about_a_camera(pack: Pack) -> None:
    files = {path.name for path in (INDONESIA / "photos").glob("*.jpg")}
    assert files == pack.photos()
    assert sum(pack.photo_path(file).stat().st_size for file in files) < 4_000_000
    for file in files:
        path = pack.photo_path(file)
        assert path.stat().st_size < 120_000, file
        with Image.open(path) as image:
            assert image.format == "JPEG"
            assert image.mode == "RGB"
            assert 500 <= max(image.size) <= 1080, file
            assert not image.getexif()
            assert not {"exif", "xmp", "photoshop", "comment", "icc_profile"} & set(image.info), file


def test_each_product_has_a_photo_of_its_own(pack: Pack) -> None:
    photos = [product.photo for trade in pack.trades.values() for product in trade.products]
    assert len(photos) == len(set(photos))


def test_each_photo_has_its_licence_written_down(pack: Pack) -> None:
    listed = re.findall(
        r"^\| (\S+\.jpg) \| (CC0 1\.0|Apache-2\.0|Unsplash Licence) \| \S",
        (INDONESIA / "photos" / "LICENCES.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert {name for name, _ in listed} == pack.photos()
    for text in ("Apache-2.0.txt", "districts-MIT.txt"):
        assert (INDONESIA / "licences" / text).stat().st_size > 900


def test_only_photos_of_the_pack_are_given_out(pack: Pack) -> None:
    for file in ("../pack.toml", "LICENCES.md", "nothing.jpg"):
        with pytest.raises(KeyError):
            pack.photo_path(file)


def test_accents_can_be_read(pack: Pack) -> None:
    assert len(pack.accents) >= 10
    assert pack.default_accent in pack.accents
    for accent in pack.accents.values():
        assert contrast(accent.light, PAPER) >= 4.5, accent.key
        assert contrast(accent.light, WHITE) >= 4.5, accent.key
        assert contrast(accent.light, accent.wash) >= 4.5, accent.key
        assert contrast(accent.dark, NIGHT) >= 4.5, accent.key
        assert contrast(accent.dark, BLACK) >= 4.5, accent.key


def test_payments_and_units(pack: Pack) -> None:
    assert set(pack.payments) == {"transfer", "qris", "ewallet", "cod", "tunai"}
    assert {"bungkus", "toples", "botol", "lembar", "buah", "kg", "malam", "orang"} <= set(pack.units)


def test_rubric_is_four_by_three(pack: Pack) -> None:
    assert len(pack.rubric.criteria) == 4
    for criterion in pack.rubric.criteria:
        assert [level.score for level in criterion.levels] == [1, 2, 3]


def test_districts(pack: Pack) -> None:
    assert len(pack.districts()) == 514
    assert len({district.province for district in pack.districts()}) == 38
    found = pack.find_district("35.77")
    assert found is not None
    assert found.label == "Kota Madiun, Jawa Timur"
    assert pack.find_district("99.99") is None
    assert pack.find_district(None) is None
    assert pack.find_district("") is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("madiun", "Kabupaten Madiun"),
        ("kota madiun", "Kota Madiun"),
        ("  WONOSOBO ", "Kabupaten Wonosobo"),
        ("kab. jember", "Kabupaten Jember"),
        ("baubau", "Kota Bau Bau"),
        ("banyuw", "Kabupaten Banyuwangi"),
        ("kota ambon, maluku", "Kota Ambon"),
        ("yogya", "Kota Yogyakarta"),
    ],
)
def test_districts_are_found_by_what_people_type(pack: Pack, typed: str, first: str) -> None:
    assert pack.search_districts(typed)[0].name == first


def test_district_search_has_ends(pack: Pack) -> None:
    assert pack.search_districts("") == ()
    assert pack.search_districts("zzz") == ()
    assert len(pack.search_districts("kabupaten")) == 20
    assert len(pack.search_districts("kabupaten", limit=3)) == 3


@given(typed=st.text(max_size=20))
def test_any_text_can_be_searched(typed: str) -> None:
    assert len(load_pack("indonesia").search_districts(typed)) <= 20


def test_words_fall_back_to_the_first_language() -> None:
    words = Words({"id": "ya", "en": "yes"})
    assert words("en") == "yes"
    assert words("tet") == "ya"


@pytest.mark.parametrize("name", ["", "../indonesia", "Indonesia", "atlantis"])
def test_unknown_packs_are_refused(name: str) -> None:
    with pytest.raises(PackError):
        load_pack(name)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("trades/kue.toml", "unit_cost = 3300", "unit_cost = 6000", "donat-cokelat: unit_cost"),
        ("trades/kue.toml", "price = 28000", 'price = "28rb"', "kue-jahe: price: must be a whole number"),
        ("trades/kue.toml", 'unit = "toples"', 'unit = "karung"', "kue-jahe: unit: 'karung' is not known"),
        ("trades/kue.toml", 'photo = "kue-jahe.jpg"', 'photo = "lobster.jpg"', "photo: no such photo"),
        ("trades/kue.toml", 'photo = "kue-jahe.jpg"', 'photo = "../kue.jpg"', "photo: no such photo"),
        ("trades/kue.toml", "Dapur Kue {nickname}", "Dapur Kue", "name_pattern: needs {nickname}"),
        ("trades/kue.toml", 'district = "35.09"', 'district = "35.00"', "district: '35.00'"),
        ("trades/kue.toml", "stock = 20", "stok = 20", "stock: is missing"),
        ("trades/kue.toml", "stock = 20", "stock = 20\ncolour = 1", "colour: unknown key"),
        ("trades/kue.toml", 'key = "donat-cokelat"', 'key = "kue-jahe"', "two products have the same key"),
        ("trades/kue.toml", '"tunai", ', '"koin", ', "payments: 'koin'"),
        ("trades/kue.toml", "[categories]", "[categories", "trades/kue.toml"),
        ("pack.toml", '"kue", ', '"roket", ', "trades/roket.toml: file is missing"),
        ("pack.toml", '"Asia/Makassar"', '"Asia/Bulan"', "zones: no such time zone"),
        ("units.toml", 'buah = { id = "buah", en = "piece" }', 'buah = { id = "buah" }', "units.toml: buah"),
        ("accents.toml", "#0b6b58", "green", "leaf: light: must be a colour"),
        ("rubric.toml", "score = 2", "score = 5", "score: must be a whole number from 2 to 2"),
        ("districts.csv", "code,name,province", "kode,nama,provinsi", "columns must be"),
        ("districts.csv", "11.02,Kabupaten Aceh Tenggara,Aceh", "11.02,,Aceh", "line 3 is not complete"),
        ("districts.csv", "11.02,", "11.01,", "a code is used twice"),
    ],
)
def test_a_faulty_pack_says_where(tmp_path: Path, file: str, old: str, new: str, fault: str) -> None:
    folder = tmp_path / "indonesia"
    shutil.copytree(INDONESIA, folder)
    path = folder / file
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    assert fault in str(caught.value)


def test_the_loader_knows_no_country_and_no_web() -> None:
    for file in ("loader.py", "reading.py", "districts.py"):
        source = (HERE / file).read_text(encoding="utf-8").lower()
        assert not re.search(r"indonesia|jakarta|rupiah|kabupaten", source), file
    program = "import sys, sandbox.packs.loader; sys.exit(bool({'flask', 'sqlalchemy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=HERE.parents[1]).returncode == 0
