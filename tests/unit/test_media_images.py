"""Photo intake on pictures made for the purpose: colour, depth, transparency, bombs, damage."""

from __future__ import annotations

import contextlib
import hashlib
import io
from pathlib import Path

import pillow_heif
import pytest
from fluent.syntax import FluentParser, ast
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

import sandbox
from sandbox.media.images import VARIANTS, take_in
from sandbox.media.photo import Limits, PhotoRefused, Refusal, TakenPhoto
from sandbox.media.sniff import sniff
from tests.support.pictures import assert_clean, encoded, opened, png_with_header
from tests.support.shared_data import shared_data_dir

PHOTO = (shared_data_dir() / "photos" / "croissant.jpg").read_bytes()


def refusal(data: bytes, **limits: int) -> Refusal:
    """The code with which ``data`` is refused."""
    with pytest.raises(PhotoRefused) as caught:
        take_in(data, limits=Limits(**limits))
    return caught.value.code


def centre(photo: TakenPhoto) -> tuple[int, int, int]:
    """Colour in the middle of the page variant."""
    page = opened(photo.variants["page"])
    return page.getpixel((page.width // 2, page.height // 2))


def near(colour: tuple[int, ...], wanted: tuple[int, ...], by: int = 6) -> bool:
    return all(abs(a - b) <= by for a, b in zip(colour, wanted, strict=True))


def test_a_photo_comes_back_in_four_sizes() -> None:
    photo = take_in(PHOTO)
    assert_clean(photo)
    assert photo.digest == hashlib.sha256(PHOTO).hexdigest()
    assert {name: item.extension for name, item in photo.variants.items()} == {
        "zoom": "webp",
        "share": "jpg",
        "page": "webp",
        "list": "webp",
    }


def test_a_stream_is_as_good_as_bytes() -> None:
    assert take_in(io.BytesIO(PHOTO)) == take_in(PHOTO)


def test_the_dominant_colour_is_the_commonest_not_the_mean() -> None:
    image = Image.new("RGB", (300, 300), "#c03020")
    image.paste("#2040c0", (0, 0, 120, 300))
    red, green, blue = bytes.fromhex(take_in(encoded(image, "PNG")).colour[1:])
    assert near((red, green, blue), (0xC0, 0x30, 0x20))


def test_a_small_photo_is_not_enlarged() -> None:
    photo = take_in(encoded(Image.new("RGB", (200, 120), "teal"), "JPEG"))
    assert {(item.width, item.height) for item in photo.variants.values()} == {(200, 120)}


def test_a_long_strip_keeps_at_least_a_pixel() -> None:
    photo = take_in(encoded(Image.new("RGB", (6000, 2), "teal"), "PNG"), limits=Limits(min_side=1))
    assert (photo.variants["list"].width, photo.variants["list"].height) == (320, 1)


def test_noise_lowers_the_quality_until_the_budget_or_the_floor() -> None:
    noise = Image.effect_noise((1600, 1200), 60).convert("RGB")
    photo = take_in(encoded(noise, "JPEG", quality=85))
    page = next(spec for spec in VARIANTS if spec.name == "page")
    best = io.BytesIO()
    opened(photo.variants["page"]).save(best, "WEBP", quality=page.quality, method=page.effort)
    assert len(photo.variants["page"].data) < len(best.getvalue())


@pytest.mark.parametrize(
    ("image", "format_", "wanted"),
    [
        (Image.new("L", (200, 200), 90), "PNG", (90, 90, 90)),
        (Image.new("1", (200, 200), 1), "PNG", (255, 255, 255)),
        (Image.new("I;16", (200, 200), 40_000), "PNG", (156, 156, 156)),
        (Image.new("LA", (200, 200), (0, 0)), "PNG", (255, 255, 255)),
        (Image.new("RGBA", (200, 200), (255, 0, 0, 128)), "PNG", (255, 127, 127)),
        (Image.new("RGBA", (200, 200), (255, 0, 0, 0)), "WEBP", (255, 255, 255)),
        (Image.new("RGB", (200, 200), (10, 200, 30)).quantize(4), "PNG", (10, 200, 30)),
        (Image.new("CMYK", (200, 200), (0, 255, 255, 0)), "JPEG", (255, 0, 0)),
        (Image.new("RGB", (200, 200), (10, 200, 30)), "AVIF", (10, 200, 30)),
    ],
    ids=[
        "grey",
        "bilevel",
        "16-bit",
        "grey-alpha",
        "half-see-through",
        "see-through",
        "palette",
        "cmyk",
        "avif",
    ],
)
def test_every_kind_of_pixel_ends_as_opaque_srgb(
    image: Image.Image, format_: str, wanted: tuple[int, ...]
) -> None:
    photo = take_in(encoded(image, format_))
    assert_clean(photo)
    assert near(centre(photo), wanted)


@pytest.mark.parametrize("mode", ["P", "RGB", "L"])
def test_a_transparent_colour_becomes_white(mode: str) -> None:
    image = Image.new(mode, (200, 200), 0)
    transparent = (0, 0, 0) if mode == "RGB" else 0
    assert near(centre(take_in(encoded(image, "PNG", transparency=transparent))), (255, 255, 255))


def test_transparency_is_kept_right_while_a_large_picture_is_reduced_in_strips() -> None:
    image = Image.new("RGBA", (4000, 3000), (0, 0, 255, 0))
    image.paste((0, 160, 0, 255), (0, 0, 4000, 1500))
    page = opened(take_in(encoded(image, "PNG", compress_level=1)).variants["page"])
    for y, wanted in ((5, (0, 160, 0)), (260, (0, 160, 0)), (280, (255, 255, 255)), (535, (255, 255, 255))):
        assert near(page.getpixel((360, y)), wanted, 10), y


def test_display_p3_is_converted_not_just_relabelled() -> None:
    profile = pillow_heif.open_heif(shared_data_dir() / "uploads/heif/arrow.heic").info["icc_profile"]
    assert "P3" in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    image = Image.new("RGB", (200, 200), (90, 200, 90))
    wanted = ImageCms.profileToProfile(
        image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    converted = centre(take_in(encoded(image, "PNG", icc_profile=profile)))
    assert near(converted, wanted.getpixel((0, 0)))
    assert not near(converted, (90, 200, 90), 20)


def test_a_damaged_colour_profile_does_no_harm() -> None:
    photo = take_in(
        encoded(Image.new("RGB", (200, 200), (90, 200, 90)), "PNG", icc_profile=b"not a profile" * 20)
    )
    assert near(centre(photo), (90, 200, 90))


@pytest.mark.parametrize("format_", ["WEBP", "PNG", "AVIF"])
def test_of_an_animation_the_first_frame_is_kept(format_: str) -> None:
    frames = [Image.new("RGB", (200, 200), colour) for colour in ("#d02020", "#2020d0")]
    data = encoded(frames[0], format_, save_all=True, append_images=frames[1:], duration=100)
    assert near(centre(take_in(data)), (0xD0, 0x20, 0x20), 12)


@pytest.mark.parametrize("side", [9_000, 12_000, 20_000, 60_000])
def test_a_decompression_bomb_is_refused_by_its_header(side: int) -> None:
    assert refusal(png_with_header(side, side, b"\0" * 1000)) is Refusal.TOO_MANY_PIXELS


def test_a_header_that_promises_more_than_comes_is_broken() -> None:
    assert refusal(png_with_header(600, 600, b"\0" * 1000)) is Refusal.BROKEN


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.98])
def test_a_truncated_photo_is_broken(share: float) -> None:
    assert refusal(PHOTO[: int(len(PHOTO) * share)]) is Refusal.BROKEN


def test_limits_on_bytes_sides_and_formats() -> None:
    assert refusal(b"") is Refusal.EMPTY
    assert refusal(PHOTO, max_bytes=len(PHOTO) - 1) is Refusal.TOO_LARGE
    assert refusal(PHOTO, max_pixels=1000) is Refusal.TOO_MANY_PIXELS
    assert refusal(encoded(Image.new("RGB", (99, 400)), "PNG")) is Refusal.TOO_SMALL
    small = Image.new("RGB", (200, 200))
    assert refusal(encoded(small, "WEBP"), max_pixels_webp=100) is Refusal.TOO_MANY_PIXELS
    assert refusal(encoded(small, "AVIF"), max_pixels_avif=100) is Refusal.TOO_MANY_PIXELS
    assert (
        refusal(encoded(small, "JPEG", progressive=True), max_pixels_progressive=100)
        is Refusal.TOO_MANY_PIXELS
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"GIF89a" + b"\0" * 50, Refusal.OTHER_FORMAT),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 50, Refusal.VIDEO),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + b"\0" * 50, Refusal.VIDEO),
        (b"\0\0\0\x14ftyp3gp5\0\0\0\x003gp5" + b"\0" * 50, Refusal.VIDEO),
        (b"\x1aE\xdf\xa3" + b"\0" * 50, Refusal.VIDEO),
        (b'<?xml version="1.0"?>\n<!-- hello --><svg xmlns="x"><script/></svg>', Refusal.SVG),
        ("<svg onload='alert(1)'>".encode("utf-16"), Refusal.SVG),
        (b"%PDF-1.7", Refusal.NOT_A_PHOTO),
        (b"PK\3\4", Refusal.NOT_A_PHOTO),
        (b"<html><body>not found", Refusal.NOT_A_PHOTO),
        (b"\xff\xd8\xff\xe0 <svg >", Refusal.BROKEN),
    ],
)
def test_what_is_no_photo_is_named(data: bytes, code: Refusal) -> None:
    assert refusal(data) is code


@given(st.binary(max_size=200))
def test_sniffing_any_bytes_names_a_format_or_refuses(data: bytes) -> None:
    with contextlib.suppress(PhotoRefused):
        assert sniff(data) in {"JPEG", "PNG", "WEBP", "AVIF", "HEIF"}


SMALL_FILES = [
    encoded(Image.linear_gradient("L").convert("RGB").resize((120, 120)), format_)
    for format_ in ("JPEG", "PNG", "WEBP", "AVIF")
] + [(shared_data_dir() / "uploads/heif/RGB_8__128x128.heif").read_bytes()]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SMALL_FILES),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12),
)
def test_a_file_with_flipped_bytes_is_taken_in_clean_or_refused(
    source: bytes, flips: list[tuple[float, int]]
) -> None:
    damaged = bytearray(source)
    for place, value in flips:
        damaged[int(place * len(damaged))] = value
    with contextlib.suppress(PhotoRefused):
        assert_clean(take_in(bytes(damaged)))


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_refusal_has_a_sentence(language: str) -> None:
    path = Path(sandbox.__file__).parent / "translations" / language / "media.ftl"
    entries = FluentParser().parse(path.read_text(encoding="utf-8")).body
    sentences = {entry.id.name for entry in entries if isinstance(entry, ast.Message)}
    assert {PhotoRefused(code).text_id for code in Refusal} <= sentences
    assert not [entry for entry in entries if isinstance(entry, ast.Junk)]


def test_files_made_at_the_same_time_do_not_mix_their_settings() -> None:
    data = encoded(Image.effect_noise((300, 200), 40).convert("RGB"), "PNG")
    first = take_in(data)
    assert first.variants["zoom"].data != first.variants["page"].data
    assert [take_in(data) for _ in range(15)] == [first] * 15
