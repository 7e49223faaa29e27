"""Pictures made for tests, and the checks every accepted photo must pass."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageChops, ImageStat

from sandbox.media.photo import TakenPhoto, Variant

FORBIDDEN = (
    b"Exif",
    b"http://ns.adobe.com",
    b"ftyp",
    b"ICC_PROFILE",
    b"Photoshop",
    b"<?php",
    b"<script",
    b"<svg",
)
CONTAINER_INFO = {
    "jfif", "jfif_version", "jfif_unit", "jfif_density",
    "background", "duration", "loop", "timestamp",
}  # fmt: skip
JPEG_SEGMENTS = {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}  # JFIF, tables, baseline frame, scan


def encoded(image: Image.Image, format_: str, **options: Any) -> bytes:
    """``image`` as a file of that format."""
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def opened(variant: Variant) -> Image.Image:
    """The variant decoded, fully loaded."""
    image = Image.open(io.BytesIO(variant.data))
    image.load()
    return image


def png_with_header(width: int, height: int, pixels: bytes) -> bytes:
    """A PNG whose header claims ``width`` x ``height`` 8-bit grey, with the given raw pixel bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(pixels, 9))
        + chunk(b"IEND", b"")
    )


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures of the same size, 0 to 255."""
    assert one.size == other.size
    return sum(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean) / 3


def webp_chunks(data: bytes) -> list[bytes]:
    """Chunk names of a WebP file; asserts that nothing follows the container."""
    assert data[:4] == b"RIFF"
    assert data[8:12] == b"WEBP"
    assert len(data) == int.from_bytes(data[4:8], "little") + 8
    names, at = [], 12
    while at < len(data):
        names.append(data[at : at + 4])
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return names


def jpeg_segments(data: bytes) -> Iterator[int]:
    """Marker bytes of a JPEG file up to the scan; asserts that nothing follows the end marker."""
    assert data[:2] == b"\xff\xd8"
    at = 2
    while True:
        assert data[at] == 0xFF
        marker = data[at + 1]
        yield marker
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            break
    assert data.index(b"\xff\xd9", at) == len(data) - 2


def assert_clean(photo: TakenPhoto) -> None:
    """Every variant is exactly pixels: no metadata to Pillow, in its chunks, or in its raw bytes."""
    assert list(photo.variants) == ["zoom", "share", "page", "list"]
    longest = max(photo.width, photo.height)
    for name, variant in photo.variants.items():
        image = opened(variant)
        assert image.size == (variant.width, variant.height)
        assert max(image.size) == min(longest, {"zoom": 1440, "share": 1080, "page": 720, "list": 320}[name])
        assert image.mode == "RGB"
        assert not dict(image.getexif())
        assert not image.getexif().get_ifd(0x8825), "GPS"
        assert set(image.info) <= CONTAINER_INFO
        if variant.mime == "image/webp":
            assert webp_chunks(variant.data) in ([b"VP8 "], [b"VP8L"])
        else:
            assert set(jpeg_segments(variant.data)) <= JPEG_SEGMENTS
        for mark in FORBIDDEN:
            assert mark not in variant.data
