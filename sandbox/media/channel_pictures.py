"""A stored photo as the finished picture of one channel: cut or on a soft backdrop, a bare JPEG."""

from __future__ import annotations

import io

from PIL import Image, ImageEnhance, ImageFilter

QUALITY = 88
BACKDROP_SIDE = 48
"""The backdrop is the photo itself, made this small and large again: no detail is left, and it costs nothing."""
BACKDROP_LIGHT = 0.72


def finish_picture(
    data: bytes,
    *,
    box: tuple[int, int, int, int],
    size: tuple[int, int],
    inside: tuple[int, int, int, int],
) -> bytes:
    """JPEG of ``box`` of the picture in ``data``, laid into ``inside`` (left, top, width, height) of ``size``.

    ``data`` is a file of our own store. Nothing but pixels is written.
    """
    with Image.open(io.BytesIO(data), formats=("WEBP", "JPEG", "PNG")) as opened:
        photo = opened.convert("RGB")
    left, top, width, height = inside
    seen = photo.resize((width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)
    picture = seen
    if (width, height) != size:
        picture = _backdrop(photo, size)
        picture.paste(seen, (left, top))
    out = io.BytesIO()
    bare = Image.new("RGB", size)
    bare.paste(picture)
    bare.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _backdrop(photo: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The photo's colours over the whole picture, soft and a little darker."""
    tiny = photo.resize((BACKDROP_SIDE, round(BACKDROP_SIDE * size[1] / size[0])), Image.Resampling.BOX)
    soft = tiny.filter(ImageFilter.GaussianBlur(4)).resize(size, Image.Resampling.BICUBIC)
    return ImageEnhance.Brightness(soft).enhance(BACKDROP_LIGHT)
