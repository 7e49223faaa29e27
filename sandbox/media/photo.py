"""What photo intake gives back, what it may cost, and why it may say no."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Refusal(StrEnum):
    """Why a file was not taken in. The sentence for each is ``media-refused-<value>``, with hyphens."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    SVG = "svg"
    VIDEO = "video"
    OTHER_FORMAT = "other_format"
    NOT_A_PHOTO = "not_a_photo"
    BROKEN = "broken"
    TOO_HEAVY = "too_heavy"
    TIMED_OUT = "timed_out"
    BUSY = "busy"
    PAYMENT_CODE = "payment_code"


class PhotoRefused(Exception):
    """A file was not taken in; ``code`` is a member of :class:`Refusal`, and also works as plain text."""

    def __init__(self, code: Refusal | str) -> None:
        self.code = Refusal(code)
        super().__init__(self.code.value)

    @property
    def text_id(self) -> str:
        """Id of the sentence to show."""
        return f"media-refused-{self.code.value.replace('_', '-')}"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one upload may cost.

    Pixel caps are checked on the header, before any decoding. The lower ones belong to decoders that hold the
    whole picture several times over, so that each format stays under 300 MB: WebP keeps four copies of
    4 bytes a pixel, AVIF about two, progressive JPEG all its coefficients.
    """

    max_bytes: int = 10 * 1024 * 1024
    max_pixels: int = 40_000_000
    max_pixels_avif: int = 24_000_000
    max_pixels_progressive: int = 24_000_000
    max_pixels_webp: int = 13_000_000
    min_side: int = 100
    seconds: float = 15.0
    queue_seconds: float = 45.0
    address_space: int = 480 * 1024 * 1024


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Variant:
    """One encoded size of a photo: the file's bytes, its size in pixels, its MIME type."""

    data: bytes
    width: int
    height: int
    mime: str

    @property
    def extension(self) -> str:
        """File name ending, without the dot."""
        return {"image/webp": "webp", "image/jpeg": "jpg"}[self.mime]


@dataclass(frozen=True)
class TakenPhoto:
    """A photo that was taken in: upright, sRGB, without metadata.

    ``width`` and ``height`` are those of the upright source in pixels (each variant has its own).
    ``colour`` is the dominant one as ``#rrggbb``, for the placeholder. ``digest`` is the SHA-256 of the
    uploaded bytes in hex, so the same upload can be recognised. ``variants`` holds ``list``, ``page``,
    ``zoom`` (WebP) and ``share`` (JPEG). ``looks`` is what ``looks.measure`` saw, and ``qr``: whether a square
    code is in it.
    """

    width: int
    height: int
    colour: str
    digest: str
    variants: dict[str, Variant]
    looks: dict[str, Any] = field(default_factory=dict)
