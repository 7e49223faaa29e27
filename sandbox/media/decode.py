"""From untrusted bytes to one small, upright, opaque sRGB picture, never held twice at full size."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

import pillow_heif
from PIL import ExifTags, Image, ImageCms
from pillow_heif import HeifFile

from sandbox.media.photo import Limits, PhotoRefused, Refusal
from sandbox.media.sniff import sniff

if TYPE_CHECKING:
    from collections.abc import Callable

# A hostile file can make a decoder fail in any of these ways; all mean the same to the person: a broken file.
DECODE_ERRORS = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
# Pillow opens multi-picture phone JPEGs as MPO, whose first frame is the photo.
PILLOW_FORMATS = {"JPEG": ("JPEG", "MPO"), "PNG": ("PNG",), "WEBP": ("WEBP",), "AVIF": ("AVIF",)}
TRANSPOSE = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
REDUCING_GAP = 1.3  # box-reduce to at least this many times the target, then resample: a third of the time
PLAIN_MODES = frozenset({"RGB", "L", "CMYK"})  # modes that are reduced as they stand
STRIP_PIXELS = 2_000_000
SRGB = ImageCms.createProfile("sRGB")

pillow_heif.options.THUMBNAILS = False
pillow_heif.options.DEPTH_IMAGES = False
pillow_heif.options.AUX_IMAGES = False
pillow_heif.options.DECODE_THREADS = 2


class Decoded(NamedTuple):
    """An upright sRGB picture no larger than asked, and the size in pixels its upright source had."""

    image: Image.Image
    source_size: tuple[int, int]


def decode(data: bytes, *, longest: int, limits: Limits) -> Decoded:
    """Decode ``data`` to an RGB image whose longer side is at most ``longest`` pixels; never enlarges.

    Raises PhotoRefused.
    """
    kind = sniff(data)
    try:
        if kind == "HEIF":
            return _decode_heif(data, longest, limits)
        return _decode_pillow(data, kind, longest, limits)
    except MemoryError:
        raise PhotoRefused(Refusal.TOO_HEAVY) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PhotoRefused(Refusal.TOO_MANY_PIXELS) from None
    except DECODE_ERRORS:
        raise PhotoRefused(Refusal.BROKEN) from None


def fit(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """``size`` scaled down so that its longer side is at most ``longest``; at least one pixel each way."""
    width, height = size
    if max(size) <= longest:
        return size
    scale = longest / max(size)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _check_size(size: tuple[int, int], max_pixels: int, min_side: int) -> None:
    width, height = size
    if width * height > max_pixels:
        raise PhotoRefused(Refusal.TOO_MANY_PIXELS)
    if min(size) < min_side:
        raise PhotoRefused(Refusal.TOO_SMALL)


def _max_pixels(image: Image.Image, kind: str, limits: Limits) -> int:
    if kind == "WEBP":
        return min(limits.max_pixels, limits.max_pixels_webp)
    if kind == "AVIF":
        return min(limits.max_pixels, limits.max_pixels_avif)
    if kind == "JPEG" and image.info.get("progressive"):
        return min(limits.max_pixels, limits.max_pixels_progressive)
    return limits.max_pixels


def _decode_pillow(data: bytes, kind: str, longest: int, limits: Limits) -> Decoded:
    with Image.open(io.BytesIO(data), formats=PILLOW_FORMATS[kind]) as image:
        size = image.size
        _check_size(size, _max_pixels(image, kind, limits), limits.min_side)
        # Lets libjpeg decode at 1/2, 1/4 or 1/8 size: most of the time and memory of a phone photo saved.
        image.draft(None, fit(size, longest))
        image.load()
        orientation = _orientation(image)
        profile = image.info.get("icc_profile")
        small = _shrink(image, fit(size, longest))
    return _finish(small, size, orientation, profile, longest)


def _decode_heif(data: bytes, longest: int, limits: Limits) -> Decoded:
    """Read the primary picture of a HEIC file; its rotation and mirroring are applied by the decoder.

    The pixels are taken from the decoder's own buffer strip by strip: a full Pillow image beside it would
    double the memory.
    """
    file = HeifFile(data, convert_hdr_to_8bit=True, remove_stride=False)
    picture = file[file.primary_index]
    _check_size(picture.size, limits.max_pixels, limits.min_side)
    pixels = memoryview(picture.data)
    size, mode, stride = picture.size, picture.mode, picture.stride

    def strip(top: int, bottom: int) -> Image.Image:
        rows = pixels[top * stride : bottom * stride]
        return Image.frombytes(mode, (size[0], bottom - top), rows, "raw", mode, stride)

    small = _shrink_strips(strip, size, fit(size, longest))
    return _finish(small, size, 1, picture.info.get("icc_profile"), longest)


def _finish(
    small: Image.Image, size: tuple[int, int], orientation: int, profile: bytes | None, longest: int
) -> Decoded:
    """Turn upright, bring to the final size and to sRGB, and leave everything but the pixels behind."""
    if orientation in TRANSPOSE:
        small = small.transpose(TRANSPOSE[orientation])
    if orientation >= 5:
        size = (size[1], size[0])
    small = small.resize(fit(size, longest), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", small.size)
    clean.paste(_to_srgb(small, profile))
    return Decoded(clean, size)


def _orientation(image: Image.Image) -> int:
    """EXIF orientation 1 to 8; 1 when absent or unreadable, which cameras do produce."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except DECODE_ERRORS:
        return 1
    return value if value in TRANSPOSE else 1


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert by the embedded ICC profile, so that Display P3 and Adobe RGB photos keep their colours.

    A profile that is damaged or of another colour space than the pixels is left out, as browsers do.
    """
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if not ImageCms.getProfileDescription(source).strip().startswith("sRGB"):
                image = ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB") or image
        except (ImageCms.PyCMSError, *DECODE_ERRORS):
            pass
    return image.convert("RGB")


def _shrink(image: Image.Image, target: tuple[int, int]) -> Image.Image:
    """Reduce a loaded image by a whole factor towards ``target`` and make it opaque."""
    factor = _factor(image.size, target)
    if image.mode in PLAIN_MODES and "transparency" not in image.info:
        return image.reduce(factor) if factor > 1 else image
    return _shrink_strips(lambda top, bottom: _crop_rows(image, top, bottom), image.size, target)


def _crop_rows(image: Image.Image, top: int, bottom: int) -> Image.Image:
    return image.crop((0, top, image.width, bottom))


def _factor(size: tuple[int, int], target: tuple[int, int]) -> int:
    return max(1, int(min(size[0] / target[0], size[1] / target[1]) / REDUCING_GAP))


def _shrink_strips(
    strip: Callable[[int, int], Image.Image], size: tuple[int, int], target: tuple[int, int]
) -> Image.Image:
    """Reduce and flatten a few rows at a time: ``strip(top, bottom)`` gives rows of the full-size picture."""
    factor = _factor(size, target)
    width, height = size
    rows = max(factor, STRIP_PIXELS // width // factor * factor)
    result: Image.Image | None = None
    for top in range(0, height, rows):
        part = _flatten(strip(top, min(top + rows, height)))
        if factor > 1:
            part = part.reduce(factor)
        if result is None:
            result = Image.new(part.mode, (part.width, -(-height // factor)))
        result.paste(part, (0, top // factor))
    if result is None:
        raise ValueError("a picture without rows")
    return result


def _flatten(image: Image.Image) -> Image.Image:
    """Opaque 8-bit RGB, L or CMYK; what was see-through becomes white, as on the page."""
    if image.mode.startswith("I"):
        image = _sixteen_to_eight(image)
    if image.mode in {"RGBa", "La"}:
        image = image.convert(image.mode.upper())
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        return white
    if image.mode in PLAIN_MODES:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _sixteen_to_eight(image: Image.Image) -> Image.Image:
    """Grey of 16 bits a pixel to 8, by division: Pillow's own conversion clips instead."""
    return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
