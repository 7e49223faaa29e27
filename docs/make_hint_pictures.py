"""Make the small before-and-after pictures of the photo studio's hints from a photo of the country pack.

    python -m docs.make_hint_pictures

Writes ``sandbox/static/img/hints/<hint>-{before,after}.webp``. The photos are Google's demonstration photographs
(Apache-2.0, see ``sandbox/packs/indonesia/photos/LICENCES.md``); the writing, code and card on them are drawn here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import qrcode
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

from sandbox.media.typeface import typeface

ROOT = Path(__file__).resolve().parent.parent
PHOTOS = ROOT / "sandbox" / "packs" / "indonesia" / "photos"
OUT = ROOT / "sandbox" / "static" / "img" / "hints"
SIZE = (320, 240)
GOODS = "cangkir-keramik.jpg"
CLOSE = (0.26, 0.36, 0.86, 0.96)


def photo(file: str = GOODS) -> Image.Image:
    """A pack photo in the size of an example."""
    with Image.open(PHOTOS / file) as image:
        whole = image.convert("RGB")
    if file == GOODS:  # closer: the example is seen at 160 px
        whole = whole.crop([round(side * part) for side, part in zip(whole.size * 2, CLOSE, strict=True)])
    return ImageOps.fit(whole, SIZE, Image.Resampling.LANCZOS)


def dark() -> Image.Image:
    """Too little light."""
    return ImageEnhance.Brightness(photo()).enhance(0.3)


def pale() -> Image.Image:
    """Too much light."""
    return photo().point(lambda level: min(255, int(level * 1.25 + 95)))


def blurred() -> Image.Image:
    """Out of focus."""
    return photo().filter(ImageFilter.GaussianBlur(5))


def tiny() -> Image.Image:
    """Few pixels, enlarged."""
    return photo().resize((32, 24), Image.Resampling.BOX).resize(SIZE, Image.Resampling.NEAREST)


def clutter() -> Image.Image:
    """Goods in the middle of many others."""
    names = ("kalung-manik.jpg", "tenun-lurik.jpg", "keranjang-kawat.jpg", "batik-kawung.jpg")
    page = Image.new("RGB", SIZE)
    for number, name in enumerate(names):
        part = ImageOps.fit(photo(name), (160, 120), Image.Resampling.LANCZOS)
        page.paste(part, (number % 2 * 160, number // 2 * 120))
    page.paste(ImageOps.fit(photo(), (120, 90), Image.Resampling.LANCZOS), (100, 75))
    return page


def text() -> Image.Image:
    """Covered by writing."""
    page = photo()
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(typeface("bold")), 34)
    for number, line in enumerate(
        ("PROMO GILA", "DISKON 50%", "BELI 2 GRATIS 1", "AYO PESAN!!!", "STOK TERBATAS")
    ):
        pen.text((16, 8 + number * 44), line, font=font, fill="#d02020", stroke_width=2, stroke_fill="white")
    return page


def qr() -> Image.Image:
    """With a square code in it (an address of the practice place, nothing one can pay)."""
    page = photo()
    code = (
        qrcode.make("https://lapak.example/latihan", border=3).get_image().convert("RGB").resize((120, 120))
    )
    page.paste(code, (180, 20))
    return page


def private() -> Image.Image:
    """A card with somebody's data lies beside the goods (grey lines, no real one)."""
    page = photo()
    pen = ImageDraw.Draw(page)
    pen.rounded_rectangle((140, 20, 308, 126), 8, fill="#b9d4e6", outline="#6d93ab", width=2)
    pen.rectangle((258, 46, 298, 98), fill="#8fa7b5")
    for number, width in enumerate((92, 74, 84, 60, 80)):
        pen.rectangle((152, 40 + number * 15, 152 + width, 46 + number * 15), fill="#3c4f5a")
    return page


def people() -> Image.Image:
    """Hands in the picture."""
    return photo("tomat-ceri.jpg")


BEFORE: dict[str, Callable[[], Image.Image]] = {
    "dark": dark, "pale": pale, "blurred": blurred, "tiny": tiny, "clutter": clutter, "text": text, "qr": qr,
    "private": private, "people": people,
}  # fmt: skip


def main() -> None:
    """Write all of them."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name, make in BEFORE.items():
        for which, picture in (("before", make()), ("after", photo())):
            picture.save(OUT / f"{name}-{which}.webp", "WEBP", quality=62, method=6)


if __name__ == "__main__":
    main()
