"""Photo intake in one process: bytes in, clean variants out. Servers use ``intake.IntakePool``."""

from __future__ import annotations

import hashlib
import io
import warnings
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, BinaryIO

from PIL import Image
from zxingcpp import BarcodeFormat, read_barcodes

from sandbox.media.decode import decode, fit
from sandbox.media.edits import carry_out
from sandbox.media.looks import measure
from sandbox.media.payment_codes import is_payment_code
from sandbox.media.photo import DEFAULT_LIMITS, Limits, PhotoRefused, Refusal, TakenPhoto, Variant
from sandbox.media.recipe import Recipe


@dataclass(frozen=True, kw_only=True)
class VariantSpec:
    """One size to make.

    ``longest`` is the longer side in pixels. ``quality`` is tried first and lowered, not below ``floor``,
    while the file is over ``budget`` bytes. ``effort`` is the WebP method: 2 takes half the time of the
    usual 4 for 3 % more bytes.
    """

    name: str
    longest: int
    mime: str
    quality: int
    floor: int
    budget: int
    effort: int = 2


# Largest first: each is made from the one before it.
VARIANTS = (
    VariantSpec(name="zoom", longest=1440, mime="image/webp", quality=76, floor=60, budget=260_000),
    VariantSpec(name="share", longest=1080, mime="image/jpeg", quality=82, floor=70, budget=400_000),
    VariantSpec(name="page", longest=720, mime="image/webp", quality=75, floor=45, budget=45_000),
    VariantSpec(name="list", longest=320, mime="image/webp", quality=70, floor=40, budget=14_000, effort=4),
)
MAX_TRIES = 3
ENCODERS = 2  # the codecs let go of the interpreter, so two files are made while the next is resized
PALETTE_SIDE = 48
SQUARE_CODES = [
    BarcodeFormat.QRCode,
    BarcodeFormat.MicroQRCode,
    BarcodeFormat.Aztec,
    BarcodeFormat.DataMatrix,
]


def take_in(
    source: bytes | BinaryIO, *, limits: Limits = DEFAULT_LIMITS, recipe: Recipe | None = None
) -> TakenPhoto:
    """Take one uploaded picture in: JPEG (also multi-picture), PNG, WebP, AVIF or HEIC.

    The result is upright, sRGB, opaque, re-encoded from bare pixels, so that no location, device, comment,
    thumbnail or trailing data survives. Of an animation the first frame is kept. With a ``recipe`` the picture
    is edited before it is encoded. Raises PhotoRefused, also for a picture that shows a code one can pay to.
    """
    data = source if isinstance(source, bytes) else source.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise PhotoRefused(Refusal.TOO_LARGE)
    with warnings.catch_warnings():
        # Damaged metadata only makes Pillow warn, and it is thrown away in any case; a bomb warning counts.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        picture, (width, height) = decode(data, longest=VARIANTS[0].longest, limits=limits)
    has_qr = find_codes(picture)
    tone: list[list[float]] = []
    if recipe is not None:
        picture, tone = carry_out(picture, recipe)
        width, height = picture.size
    looks = {**measure(picture), "side": min(width, height), "qr": has_qr}
    if tone:
        looks["tone"] = tone
    files: dict[str, tuple[Future[bytes], tuple[int, int], str]] = {}
    with ThreadPoolExecutor(ENCODERS) as encoders:
        for spec in VARIANTS:
            size = fit(picture.size, spec.longest)
            # A new image each time, also at the same size: saving keeps its settings on the image.
            picture = picture.resize(size, Image.Resampling.LANCZOS)
            files[spec.name] = encoders.submit(_encode, picture, spec), size, spec.mime
    variants = {name: Variant(file.result(), *size, mime) for name, (file, size, mime) in files.items()}
    digest = hashlib.sha256(data).hexdigest()
    return TakenPhoto(width, height, _dominant_colour(picture), digest, variants, looks)


def look_at(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> dict[str, Any]:
    """What is to be seen in a stored picture, without making files. Raises PhotoRefused for a broken one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        picture = decode(data, longest=VARIANTS[0].longest, limits=limits).image
    return measure(picture)


def find_codes(picture: Image.Image) -> bool:
    """Whether a square code is in the picture. Raises PhotoRefused for one that money can be sent to.

    Such a code is never kept, drawn or changed: a wrong one on a shop's page is how customers are robbed.
    """
    codes = read_barcodes(picture.convert("L"), formats=SQUARE_CODES)
    if any(is_payment_code(code.text) for code in codes):
        raise PhotoRefused(Refusal.PAYMENT_CODE)
    return bool(codes)


def _encode(picture: Image.Image, spec: VariantSpec) -> bytes:
    """Encode within the budget where quality allows; file size follows quality about in proportion."""
    quality = spec.quality
    data = b""
    for _ in range(MAX_TRIES):
        data = _save(picture, spec, quality)
        if len(data) <= spec.budget or quality <= spec.floor:
            break
        quality = max(spec.floor, int(quality * spec.budget / len(data)) - 1)
    return data


def _save(picture: Image.Image, spec: VariantSpec, quality: int) -> bytes:
    out = io.BytesIO()
    if spec.mime == "image/webp":
        picture.save(out, "WEBP", quality=quality, method=spec.effort)
    else:
        picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _dominant_colour(picture: Image.Image) -> str:
    """The commonest of five colours as ``#rrggbb``: an average would be mud."""
    small = picture.resize((PALETTE_SIDE, PALETTE_SIDE), Image.Resampling.BOX).quantize(5)
    _, index = max(small.getcolors() or [(0, 0)])
    red, green, blue = (small.getpalette() or [0, 0, 0])[index * 3 : index * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
