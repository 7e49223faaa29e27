"""What a file is, by its first bytes. Names and MIME types sent by a browser are never asked."""

from __future__ import annotations

import re

from sandbox.media.photo import PhotoRefused, Refusal

HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
AVIF_BRANDS = frozenset({b"avif", b"avis"})
VIDEO_BRANDS = frozenset({b"isom", b"iso2", b"mp41", b"mp42", b"qt  ", b"M4V ", b"avc1", b"dash", b"MSNV"})
OTHER_PICTURES = (
    b"GIF8",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"8BPS",
    b"\0\0\1\0",
    b"\0\0\0\x0cjP  ",
    b"\xff\x4f\xff\x51",
    b"\0\0\0\x0cJXL ",
    b"\xff\x0a",
    b"%!PS",
)
SVG = re.compile(rb"<(?:[a-z]\w*:)?svg[\s>/]", re.IGNORECASE)
HEAD = 4096


def sniff(data: bytes) -> str:
    """Return the Pillow format name to decode ``data`` as: JPEG, PNG, WEBP, AVIF or HEIF.

    Raises PhotoRefused with the kindest fitting code for anything else.
    """
    if not data:
        raise PhotoRefused(Refusal.EMPTY)
    if data.startswith(b"\xff\xd8"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return _sniff_boxes(data)
    if data.startswith(OTHER_PICTURES):
        raise PhotoRefused(Refusal.OTHER_FORMAT)
    if data.startswith((b"\x1aE\xdf\xa3", b"\0\0\1\xba")) or data[8:12] == b"AVI ":
        raise PhotoRefused(Refusal.VIDEO)
    if SVG.search(data[:HEAD].replace(b"\0", b"")):
        raise PhotoRefused(Refusal.SVG)
    raise PhotoRefused(Refusal.NOT_A_PHOTO)


def _sniff_boxes(data: bytes) -> str:
    """Tell AVIF, HEIF and video apart by the brands of an ISO base media file."""
    size = min(int.from_bytes(data[:4], "big"), HEAD)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, size, 4))}
    if brands & AVIF_BRANDS:
        return "AVIF"
    if brands & HEIF_BRANDS:
        return "HEIF"
    if brands & VIDEO_BRANDS or data[8:11] == b"3gp":
        raise PhotoRefused(Refusal.VIDEO)
    raise PhotoRefused(Refusal.NOT_A_PHOTO)
