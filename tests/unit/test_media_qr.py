"""QR codes: what two foreign engines read from them is what went in."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sandbox.links.drawing import SIZES
from sandbox.media.practice_code import practice_png
from sandbox.media.qr import (
    CORNER_SQUARE,
    LOGO_RIM,
    LOGO_SHARE,
    QrError,
    check_contrast,
    has_room_for_logo,
    logo_box,
    qr_matrix,
    qr_png,
    qr_svg,
    qr_terminal,
    with_logo_room,
)
from sandbox.media.qr_logo import letter_logo, photo_logo
from sandbox.packs.links import load_links
from tests.support.qr_reading import draw_svg, read_with_second_engine, read_with_zxing

LINK = "http://192.168.8.100:8000/s/7M4T9K?dari=poster"
TEXTS = [
    LINK,
    "http://10.0.0.2:8000/k/KOPI7",
    "https://contoh.id/t/keripik-tempe-bu-sri",
    "Ini latihan, uang tidak berpindah.",
]


def both(image: Image.Image) -> list[list[str]]:
    return [read_with_zxing(image), read_with_second_engine(image)]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
def test_two_engines_read_png_and_svg(text: str, level: str) -> None:
    png = Image.open(io.BytesIO(qr_png(text, level)))
    svg = draw_svg(qr_svg(text, level), 10)
    assert both(png) == both(svg) == [[text], [text]]
    assert png.convert("RGB").tobytes() == svg.tobytes()


@pytest.mark.parametrize("text", TEXTS)
def test_a_code_carries_its_own_quiet_zone_on_a_dark_wall(text: str) -> None:
    code = Image.open(io.BytesIO(qr_png(text))).convert("RGB")
    wall = Image.new("RGB", (code.width + 200, code.height + 200), "black")
    wall.paste(code, (100, 100))
    assert both(wall) == [[text], [text]]


def test_two_engines_read_the_terminal_code() -> None:
    for ansi in (True, False):
        lines = re.sub(r"\x1b\[[0-9;]*m", "", qr_terminal(LINK, ansi=ansi)).split("\n")
        ink, ground = ("black", "white") if ansi else ("white", "black")
        image = Image.new("RGB", (len(lines[0]), 2 * len(lines)), ground)
        for y, line in enumerate(lines):
            for x, sign in enumerate(line):
                if sign in "▀█":
                    image.paste(ink, (x, 2 * y, x + 1, 2 * y + 1))
                if sign in "▄█":
                    image.paste(ink, (x, 2 * y + 1, x + 1, 2 * y + 2))
        assert both(image.resize((image.width * 8, image.height * 8), Image.Resampling.NEAREST)) == [
            [LINK],
            [LINK],
        ]


def test_the_terminal_code_fits_an_ordinary_window() -> None:
    lines = qr_terminal("http://192.168.8.100:8000/").split("\n")
    assert len(lines) <= 22
    assert all(line.startswith("\x1b[30;107m") and line.endswith("\x1b[0m") for line in lines)


def test_the_svg_is_small_well_formed_and_without_style() -> None:
    svg = qr_svg(LINK)
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("shape-rendering") == "crispEdges"
    assert [child.tag.rpartition("}")[2] for child in root] == ["path", "path"]
    assert len(svg) < 3000
    assert "style" not in svg


def test_the_png_is_small_and_in_whole_pixels() -> None:
    data = qr_png(LINK, module_pixels=12)
    image = Image.open(io.BytesIO(data))
    assert image.width == image.height == (len(qr_matrix(LINK)) + 8) * 12
    assert len(data) < 4000


def test_colours_are_used_and_must_differ_enough() -> None:
    image = Image.open(io.BytesIO(qr_png(LINK, dark="#1b3a2f", light="#fff8ec"))).convert("RGB")
    assert image.getpixel((0, 0)) == (0xFF, 0xF8, 0xEC)
    assert image.getpixel((45, 45)) == (0x1B, 0x3A, 0x2F)
    assert both(image) == [[LINK], [LINK]]
    check_contrast("#595959", "#ffffff")
    for dark, light in (
        ("#5f5f5f", "#ffffff"),
        ("#ffffff", "#000000"),
        ("#000000", "#000000"),
        ("red", "#ffffff"),
    ):
        with pytest.raises(QrError):
            qr_svg(LINK, dark=dark, light=light)


@pytest.mark.parametrize("colour", ['#000"/>', "#00000g", "#0000000", "#000000\n", ""])
def test_a_colour_cannot_carry_markup(colour: str) -> None:
    with pytest.raises(QrError):
        qr_svg(LINK, dark=colour)


def test_no_text_too_much_text_and_tiny_modules_are_refused() -> None:
    for make in (lambda: qr_matrix(""), lambda: qr_matrix("x" * 3000), lambda: qr_png(LINK, module_pixels=9)):
        with pytest.raises(QrError):
            make()


@settings(max_examples=25, deadline=None)
@given(st.text("ACDEFHJKMNPRTWXY34679abcdefghijklmnopqrstuvwxyz-._~/?=&:", min_size=1, max_size=120))
def test_any_link_text_survives(text: str) -> None:
    assert read_with_zxing(draw_svg(qr_svg(text), 4)) == [text]


# -- ink and logo ---------------------------------------------------------------------------------------

INKS = ["#000000", *(ink.colour for ink in load_links("indonesia", ("id", "en")).inks)]
LIGHTEST = ["#595959", "#5c5c00", "#b60000"]  # just dark enough
STYLED = "http://192.168.8.100:8000/q/7M4T9KA?s=poster-warung&m=qr"  # 56 characters; 58 have room


def busy_photo() -> bytes:
    """A photo of nothing but small contrasts: the worst neighbour a code can have."""
    photo = Image.effect_noise((300, 200), 120).convert("RGB")
    out = io.BytesIO()
    photo.save(out, "WEBP")
    return photo_logo(out.getvalue())


LOGOS = {
    "none": lambda _: b"",
    "letter": lambda ink: letter_logo("Keripik", ink),
    "photo": lambda _: busy_photo(),
}


@pytest.mark.parametrize("size", SIZES.values())
@pytest.mark.parametrize("logo", LOGOS)
def test_two_engines_read_every_ink_with_every_logo_in_every_size(logo: str, size: int) -> None:
    """Ink and size do not meet: engines see light and dark, and larger modules are the same ones copied. So each ink
    is read in the smallest size, and in the larger ones the lightest that any code may have."""
    for ink in [*INKS, *LIGHTEST] if size == min(SIZES.values()) else LIGHTEST[:1]:
        code = Image.open(io.BytesIO(qr_png(STYLED, dark=ink, logo=LOGOS[logo](ink), module_pixels=size)))
        assert both(code) == [[STYLED], [STYLED]], (ink, code.width)


@pytest.mark.parametrize("text", [STYLED, "http://10.0.0.2/q/7M4T9KA", "http://10.0.0.2/q/7M4T9KA?s=qr"])
@pytest.mark.parametrize("logo", LOGOS)
def test_two_engines_read_the_vector_file_too(logo: str, text: str) -> None:
    svg = draw_svg(qr_svg(text, dark="#4b2a7b", logo=LOGOS[logo]("#4b2a7b")), 10)
    assert both(svg) == [[text], [text]]


def test_an_address_too_long_for_a_logo_is_told_apart() -> None:
    assert has_room_for_logo("x" * 58)
    assert not has_room_for_logo("x" * 59)
    with pytest.raises(QrError):
        qr_svg("x" * 59, logo=letter_logo("K", "#000000"))


@pytest.mark.parametrize("modules", range(21, 42, 4))
def test_a_logo_keeps_to_its_share_its_rim_and_away_from_the_corners(modules: int) -> None:
    start, side = logo_box(modules)
    assert side <= modules * LOGO_SHARE
    assert 2 * start + side == modules, "exactly in the middle"
    assert start - LOGO_RIM >= CORNER_SQUARE
    full = tuple(tuple(True for _ in range(modules)) for _ in range(modules))
    light = sum(not cell for row in with_logo_room(full) for cell in row)
    assert light == (side + 2 * LOGO_RIM) ** 2


def test_a_code_with_a_logo_is_always_of_the_strongest_level() -> None:
    plain, marked = qr_matrix(LINK, "H"), with_logo_room(qr_matrix(LINK, "H"))
    drawn = draw_svg(qr_svg(LINK, "L", logo=letter_logo("K", "#000000")), 1)
    assert drawn.width == len(plain) + 8
    assert sum(map(sum, plain)) > sum(map(sum, marked))


@pytest.mark.parametrize("name", ["Keripik", "ñandu", "straße", "沙", "🌶", "", "مطعم", "\u0301"])
def test_every_name_gives_a_logo(name: str) -> None:
    badge = Image.open(io.BytesIO(letter_logo(name, "#084c3f"))).convert("RGB")
    assert badge.getpixel((badge.width // 2, 4)) == (0x08, 0x4C, 0x3F)
    assert (255, 255, 255) in {badge.getpixel((x, y)) for x in range(50, 120) for y in range(50, 120)}


# -- the practice payment code --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "name"),
    [
        ("http://10.0.0.2", "沙"),
        ("http://192.168.8.100:8000", "Keripik Bu Siti"),
        ("https://" + "kelas" * 9 + ".or.id", "Sambungmenyambung" * 9),
    ],
)
def test_the_practice_picture_is_read_as_its_address_although_a_word_stands_across(
    base: str, name: str
) -> None:
    payload = f"{base}/latihan/qr/7M4T9KA"
    picture = Image.open(io.BytesIO(practice_png(payload, name, "Bukan QRIS. Uang tidak berpindah.")))
    assert both(picture) == [[payload], [payload]]
    small = picture.convert("L").resize((picture.width // 3, picture.height // 3))
    assert read_with_zxing(small) == [payload], "also from across the table"
    middle = picture.convert("RGB").crop((0, 0, picture.width, picture.width))
    assert (0xF2, 0xA5, 0x16) in {colour for _, colour in middle.getcolors(maxcolors=5000)}, (
        "the word's own ground"
    )


def test_no_practice_picture_is_drawn_of_anything_payable() -> None:
    with pytest.raises(ValueError, match="payment"):
        practice_png("00020101021126", "Toko", "")
