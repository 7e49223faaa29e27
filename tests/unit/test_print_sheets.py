"""Print sheets: every code is read from the rasterised PDF, every word is text, sizes are exact, names are never cut."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sandbox.links.print.face import Content, Look
from sandbox.links.print.pdf import About, sheet_pdf
from sandbox.links.print.preview import preview_webp
from sandbox.links.print.sheets import Notes, Order, Page, pages_of
from sandbox.media.artwork import Code, Mark, Stroke, Words
from sandbox.media.paint import known_matrix
from sandbox.media.typeface import text_width
from sandbox.packs.loader import load_pack
from sandbox.packs.print_sheets import load_print, read_print
from sandbox.packs.reading import HERE, PackError
from tests.support.qr_reading import read_with_second_engine, read_with_zxing
from tests.support.shop_pages import odd_strings

LOCALES = ("id", "en")
PRINT = load_print("indonesia", LOCALES)
COMBINATIONS = [(sheet, design) for sheet in PRINT.sheets for design in PRINT.designs]
LONG = "Keripik tempe sagu renyah aneka rasa pedas manis balado buatan Ibu Siti Nurhaliza dari Desa Kedungbanteng"
NOTES = Notes("50 mm", "Lipat ke belakang di dua garis putus-putus.")
ABOUT = About("Poster A4 · Keripik Bu Siti", "Keripik Bu Siti", "id-ID")
READ_DPI = 150


def content(number: int = 0, **facts: str) -> Content:
    code = f"7M4T9K{'ACDEFHJKMNPRTWXY'[number % 16]}"
    values = {
        "title": f"Keripik tempe {number + 1}", "note": "Keripik Bu Siti", "price": f"Rp 18.{number:03d}",
        "place": "Kabupaten Madiun", "call": "Pindai untuk pesan", "practice": "LATIHAN",
        "practice_note": "Toko latihan kelas", "link": f"192.168.8.2:8000/q/{code}", "spoken": code,
        "type_code": f"Kode {code}", "address": f"http://192.168.8.2:8000/q/{code}?s=poster",
        "code_alt": "Kode QR untuk Keripik tempe",
    }  # fmt: skip
    return Content(**(values | facts))


def order(sheet: str, design: str, accent: str = "leaf") -> Order:
    colours = load_pack("indonesia").accents[accent]
    return Order(PRINT, PRINT.sheets[sheet], design, Look(colours.light, colours.wash), NOTES)


def no_photo(name: str) -> bytes:
    raise FileNotFoundError(name)


@cache
def photo() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((300, 400), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def marks_of(page: Page) -> Iterator[Mark]:
    for face in page.placements:
        yield from face.marks
    yield from page.lines


@pytest.mark.parametrize(("sheet", "design"), COMBINATIONS)
def test_two_engines_read_every_code_from_the_rasterised_pdf(sheet: str, design: str) -> None:
    spec = PRINT.sheets[sheet]
    contents = [content(number, photo="x") for number in range(spec.per_page if spec.is_many else 1)]
    pages = pages_of(order(sheet, design), contents)
    document = pypdfium2.PdfDocument(sheet_pdf(pages, ABOUT, lambda _name: photo()))
    assert len(document) == 1
    width, height = (side * 25.4 / 72 for side in document[0].get_size())
    assert (width, height) == pytest.approx(spec.page, abs=0.02)
    picture = document[0].render(scale=READ_DPI / 72).to_pil()
    wanted = [item.address for item in (contents if spec.is_many else contents * spec.per_page)]
    pieces = [piece for piece in cut_out(picture, pages[0]) if read_with_zxing(piece)]
    assert [read_with_zxing(piece) for piece in pieces] == [[address] for address in wanted]
    assert [read_with_second_engine(piece) for piece in pieces] == [[address] for address in wanted]
    text = " ".join(document[0].get_textpage().get_text_range().split())
    for item in contents:
        price = () if spec.face == "label" else (item.price,)  # a wrapping carries no price
        for words in (item.title, item.link, "LATIHAN", "50 mm", *price):
            assert words in text, f"{words} is no text in the PDF"
    assert text.count(contents[0].link) == (1 if spec.is_many else spec.per_page), "under every code"


def cut_out(picture: Image.Image, page: Page) -> Iterator[Image.Image]:
    """The faces of a rasterised page, one by one, as somebody points a phone at each."""
    scale, edge = READ_DPI / 25.4, 6
    for face in page.placements:
        box = (face.x * scale, face.y * scale, (face.x + face.w) * scale, (face.y + face.h) * scale)
        yield picture.crop((int(box[0]) - edge, int(box[1]) - edge, int(box[2]) + edge, int(box[3]) + edge))


@pytest.mark.parametrize(("sheet", "design"), COMBINATIONS)
def test_nothing_leaves_the_safe_area_and_codes_are_large_enough(sheet: str, design: str) -> None:
    spec = PRINT.sheets[sheet]
    for item in (
        content(),
        content(title=LONG, note=LONG, price="mulai Rp 1.250.000.000", place=LONG),
        content(title="好吃"),
    ):
        (page,) = pages_of(order(sheet, design), [item])
        for mark in marks_of(page):
            for x, y in corners(mark):
                assert PRINT.safe - 0.05 <= x <= page.w - PRINT.safe + 0.05, mark
                assert PRINT.safe - 0.05 <= y <= page.h - PRINT.safe + 0.05, mark
        for face in page.placements:
            codes = [mark for mark in face.marks if isinstance(mark, Code)]
            for code in codes:
                modules = len(known_matrix(code.text))
                assert code.side * modules / (modules + 8) >= spec.least_code
                crowding = [w for w in face.marks if isinstance(w, Words) and overlaps(w, code)]
                assert crowding == [], "words stand in the quiet zone"


def corners(mark: Mark) -> list[tuple[float, float]]:
    if isinstance(mark, Stroke):
        return [(mark.x1, mark.y1), (mark.x2, mark.y2)]
    if isinstance(mark, Words):
        right = max(
            (left + text_width(line, mark.weight) * mark.size for left, _, line in mark.places()),
            default=mark.x,
        )
        left = min((left for left, _, _ in mark.places()), default=mark.x)
        return [(left, mark.y), (right, mark.y + mark.h)]
    if hasattr(mark, "points"):
        return list(mark.points)
    if hasattr(mark, "r"):
        return [(mark.x - mark.r, mark.y - mark.r), (mark.x + mark.r, mark.y + mark.r)]
    w = getattr(mark, "side", None) or mark.w
    return [(mark.x, mark.y), (mark.x + w, mark.y + (getattr(mark, "side", None) or mark.h))]


def overlaps(words: Words, code: Code) -> bool:
    (left, top), (right, bottom) = corners(words)
    return (
        left < code.x + code.side and right > code.x and top < code.y + code.side - 0.01 and bottom > code.y
    )


@given(
    typed=st.text(max_size=60) | st.sampled_from([*odd_strings(), LONG, "W" * 80]),
    combination=st.sampled_from(COMBINATIONS),
)
@settings(max_examples=60, deadline=None)
def test_any_name_is_drawn_whole(typed: str, combination: tuple[str, str]) -> None:
    item = content(title=typed, note=typed, place=typed)
    (page,) = pages_of(order(*combination), [item])
    written = ["".join(mark.lines).replace(" ", "") for mark in marks_of(page) if isinstance(mark, Words)]
    assert item.heading.replace(" ", "") in written
    assert item.heading, "a name nothing is left of gives way to the code"


def test_the_same_sheet_is_the_same_file_with_fonts_tags_and_language_inside() -> None:
    pages = pages_of(order("poster-a4", "awning"), [content(photo="x", photo_alt="Keripik di piring")])
    data = sheet_pdf(pages, ABOUT, lambda _name: photo())
    assert data == sheet_pdf(pages, ABOUT, lambda _name: photo())
    assert data.count(b"/FontFile2") == 2
    assert b"/MarkInfo" in data
    assert b"/Lang (id-ID)" in data
    assert b"/H1" in data
    assert data.count(b"/Alt") == 2, "the code and the photo are described"
    assert b"Helvetica" not in data


def test_a_missing_photo_a_tag_too_many_and_nothing_at_all() -> None:
    assert pages_of(order("tags", "bold"), []) == []
    pages = pages_of(order("tags", "bold"), [content(number) for number in range(17)])
    assert [len(page.placements) for page in pages] == [16, 16], "what is left begins again from the first"
    titles = [
        mark.lines for mark in pages[1].placements[1].marks if isinstance(mark, Words) and mark.is_heading
    ]
    assert "".join(titles[0]).endswith("1")
    assert len(pypdfium2.PdfDocument(sheet_pdf(pages, ABOUT, no_photo))) == 2
    poster = pages_of(order("poster-a4", "bold"), [content(photo="gone")] * 2)
    assert len(pypdfium2.PdfDocument(sheet_pdf(poster, ABOUT, no_photo))) == 2


def test_the_far_face_of_a_tent_stands_upside_down_and_folds_are_dashed() -> None:
    (page,) = pages_of(order("tent", "awning"), [content()])
    assert [face.is_turned for face in page.placements] == [True, False, False]
    folds = [mark for mark in page.lines if isinstance(mark, Stroke) and mark.dash]
    assert sorted(line.y1 for line in folds) == [99, 198]


@pytest.mark.parametrize("sheet", PRINT.sheets)
def test_lines_stay_outside_the_art_and_the_ruler_is_exact(sheet: str) -> None:
    (page,) = pages_of(order(sheet, "kraft"), [content()])
    strokes = [mark for mark in page.lines if isinstance(mark, Stroke)]
    for face in page.placements if sheet != "tent" else page.placements[:2]:
        for line in strokes:
            inside_x = face.x < max(line.x1, line.x2) and min(line.x1, line.x2) < face.x + face.w
            inside_y = face.y < max(line.y1, line.y2) and min(line.y1, line.y2) < face.y + face.h
            assert not (inside_x and inside_y), f"{line} crosses {face.x}, {face.y}"
    lengths = [math.hypot(line.x2 - line.x1, line.y2 - line.y1) for line in strokes]
    assert PRINT.ruler in [round(length, 6) for length in lengths]


def test_the_preview_shows_the_page_and_its_codes() -> None:
    (page,) = pages_of(order("poster-a4", "woven"), [content()])
    picture = Image.open(io.BytesIO(preview_webp(page, 620, no_photo)))
    assert picture.size == (620, 877)
    assert read_with_zxing(picture) == [content().address]
    (tent,) = pages_of(order("tent", "bold"), [content()])
    turned = Image.open(io.BytesIO(preview_webp(tent, 620, no_photo)))
    assert read_with_zxing(turned) == [content().address] * 2


def test_every_shop_theme_suggests_a_design_and_colours_all_print(tmp_path: Path) -> None:
    suggested = {
        PRINT.design_for(theme)
        for theme in ("stall", "weave", "hill", "kitchen", "workshop", "homestay", "?")
    }
    assert suggested <= set(PRINT.designs)
    assert len(suggested) >= 3
    for accent in islice(load_pack("indonesia").accents, 3):
        assert pages_of(order("stickers", "bold", accent), [replace(content(), title="Ubi")])
    text = (HERE / "indonesia" / "print.toml").read_text(encoding="utf-8")
    for right, wrong in (
        ("grid = [4, 4]", "grid = [5, 4]"),
        ('face = "tag"', 'face = "tg"'),
        ("many = true", "much = true"),
    ):
        broken = tmp_path / "print.toml"
        broken.write_text(text.replace(right, wrong), encoding="utf-8")
        with pytest.raises(PackError, match="tags"):
            read_print(broken, LOCALES)
