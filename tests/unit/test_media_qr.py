"""QR codes: what two foreign engines read from them is what went in."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sandbox.media.qr import QrError, check_contrast, qr_matrix, qr_png, qr_svg, qr_terminal
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
