"""Photo intake over every real upload we have: good, odd, broken and hostile."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageOps

from sandbox.media.images import take_in
from sandbox.media.intake import IntakePool
from sandbox.media.photo import Limits, Refusal
from tests.support.pictures import assert_clean, difference, opened
from tests.support.shared_data import shared_data_dir

UPLOADS = shared_data_dir() / "uploads"
FILES = sorted(
    str(path.relative_to(UPLOADS)) for path in UPLOADS.rglob("*") if path.is_file() and path.suffix != ".csv"
)
MIB = 1024 * 1024
PATIENT = Limits(seconds=60)  # a busy test machine is not the file's fault; a hang still ends as timed_out


@pytest.fixture(scope="module")
def pool() -> Iterator[IntakePool]:
    """One pool for the module."""
    with IntakePool(limits=PATIENT) as shared:
        yield shared


@pytest.fixture(scope="module")
def facts() -> dict[str, dict[str, str]]:
    """What another reader found in each file, by path."""
    with (UPLOADS / "UPLOADS.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"].removeprefix("uploads/"): row for row in csv.DictReader(file)}


def expected_refusal(row: dict[str, str]) -> set[Refusal] | None:
    """Which refusals fit a file by what is known of it; None when it must be taken in."""
    kind = row["magic"].split(":")[0]
    if kind == "empty":
        return {Refusal.EMPTY}
    if kind == "svg/xml":
        return {Refusal.SVG}
    if kind in {"gif", "bmp", "tiff", "psd", "other"}:
        return {Refusal.OTHER_FORMAT}
    if row["open"].startswith("ERR") or row["load"] != "ok" or row["file"].endswith("broken_data_stream.png"):
        return {Refusal.BROKEN, Refusal.TOO_SMALL}
    if min(map(int, row["size"].split("x"))) < Limits().min_side:
        return {Refusal.TOO_SMALL}
    return None


def test_every_file_is_listed(facts: dict[str, dict[str, str]]) -> None:
    assert set(FILES) == set(facts)
    assert len(FILES) > 150


@pytest.mark.parametrize("name", FILES)
def test_upload_is_taken_in_clean_or_refused_by_name(
    pool: IntakePool, facts: dict[str, dict[str, str]], name: str
) -> None:
    result = pool.run((UPLOADS / name).read_bytes())
    expected = expected_refusal(facts[name])
    if expected is None:
        assert result.refused is None
        assert result.photo is not None
        assert sorted((result.photo.width, result.photo.height)) == sorted(
            map(int, facts[name]["size"].split("x"))
        )
        assert_clean(result.photo)
    else:
        assert result.photo is None
        assert result.refused in expected
    assert result.peak_memory < 300 * MIB


@pytest.mark.parametrize("number", range(9))
def test_every_orientation_ends_upright(number: int) -> None:
    path = UPLOADS / "orientation" / f"Landscape_{number}.jpg"
    upright = opened(take_in((UPLOADS / "orientation" / "Landscape_1.jpg").read_bytes()).variants["page"])
    photo = take_in(path.read_bytes())
    page = opened(photo.variants["page"])
    assert (photo.width, photo.height) == (1800, 1200)
    assert difference(page, upright) < 6
    for turned in (ImageOps.mirror(page), ImageOps.flip(page), page.rotate(180)):
        assert difference(turned, upright) > 20, "the picture is too symmetric to prove anything"


@pytest.mark.parametrize("number", range(2, 9))
def test_the_letter_stands_upright(number: int) -> None:
    limits = Limits(min_side=1)
    upright = opened(take_in((UPLOADS / "exifr/f1t.jpg").read_bytes(), limits=limits).variants["page"])
    letter = opened(take_in((UPLOADS / f"exifr/f{number}t.jpg").read_bytes(), limits=limits).variants["page"])
    assert difference(letter, upright) < 6
    assert difference(ImageOps.mirror(letter), upright) > 20
    assert difference(ImageOps.flip(letter), upright) > 20


def test_avif_rotation_and_mirroring_are_followed() -> None:
    pictures = [
        opened(take_in((UPLOADS / f"pillow/avif_rot{rotation}.avif").read_bytes()).variants["page"])
        for rotation in ("1mir0", "3mir1")
    ]
    assert pictures[0].width > pictures[0].height
    assert difference(*pictures) < 10, "only the words in the middle differ"
    assert difference(ImageOps.mirror(pictures[0]), pictures[1]) > 20


@pytest.mark.parametrize(
    "name", ["exifr/IMG_20180725_163423.jpg", "exifr/heic-iphone7.heic", "sharp/blackbug.png"]
)
def test_the_quick_way_looks_like_the_slow_way(name: str) -> None:
    """Draft decoding and strip-wise reducing against a full decode, resampled once."""
    data = UPLOADS / name
    zoom = opened(take_in(data.read_bytes()).variants["zoom"])
    if data.suffix == ".heic":
        whole = pillow_heif.read_heif(data).to_pillow().convert("RGBA")
    else:
        with Image.open(data) as source:
            whole = ImageOps.exif_transpose(source).convert("RGBA")
    flat = Image.new("RGB", whole.size, "white")
    flat.paste(whole, mask=whole.getchannel("A"))
    assert difference(zoom, flat.resize(zoom.size, Image.Resampling.LANCZOS)) < 6


@pytest.mark.parametrize(
    "name",
    [
        "exifr/heic-iphone7.heic",
        "heif/arrow.heic",
        "heif/pug.heic",
        "exifr/canon-dslr.jpg",
        "sharp/blackbug.png",
    ],
)
def test_a_fresh_worker_stays_small(name: str) -> None:
    with IntakePool(workers=1, limits=PATIENT, requests_per_worker=1) as fresh:
        result = fresh.run((UPLOADS / name).read_bytes())
    assert result.photo is not None
    assert result.peak_memory < 200 * MIB


def test_a_list_picture_is_light_on_the_phones_data() -> None:
    photos = sorted((shared_data_dir() / "photos").glob("*.jpg"))[::6]
    sizes = [
        {n: len(v.data) for n, v in take_in(Path(path).read_bytes()).variants.items()} for path in photos
    ]
    listed, paged = sorted(item["list"] for item in sizes), sorted(item["page"] for item in sizes)
    assert listed[len(listed) // 2] <= 12_000
    assert listed[-1] <= 18_000
    assert paged[len(paged) // 2] <= 45_000
