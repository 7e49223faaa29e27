"""Hints about a photo: how long they take, and how often they are right.

    python -m benchmarks.photo_hints [--rounds N] [--out FILE.json]

Time: a 12-megapixel photo is shrunk as at upload, then measured and searched for square codes, in processor time
(goal: under 150 ms).
Confusion: every product photo we have that is good is measured as it is and spoilt on purpose in several ways; the
table says how many of each are flagged with what. Good photos flagged with anything but a question are false alarms
and named. Photos under 500 px at the shorter side are really small, so ``tiny`` is left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import time
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

from sandbox.media.images import VARIANTS, find_codes
from sandbox.media.looks import measure
from sandbox.media.photo_score import PhotoFacts
from sandbox.media.typeface import typeface
from sandbox.packs.photos import PhotoRules, load_photo_rules
from sandbox.shops.studio.hints import hints_of, score_of
from tests.support.shared_data import shared_data_dir

FONT = str(typeface("bold"))
POSTER = (
    "HARGA NAIK LAGI",
    "Keripik Tempe Renyah",
    "Rp15.000 per bungkus",
    "Kirim ke semua kota",
    "Pesan sekarang",
)
OVERLAY = ("PROMO HARI INI", "DISKON BESAR 50%", "BELI 2 GRATIS 1", "KIRIM SELURUH KOTA", "PESAN SEKARANG")
CARD = (
    "NIK : 0000000000000000", "Nama : CONTOH SAJA", "Lahir : MADIUN, 01-01-1990", "Kelamin : PEREMPUAN",
    "Alamat : DUSUN CONTOH", "RT/RW : 001/002", "Desa : CONTOH", "Agama : -", "Status : -",
)  # fmt: skip

Spoil = Callable[[Image.Image], Image.Image]


def _write(page: Image.Image, lines: tuple[str, ...], size: int, colour: str) -> Image.Image:
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        pen.text(
            (page.width * 0.05, page.height * 0.1 + number * size * 1.25),
            line,
            font=ImageFont.truetype(FONT, size),
            fill=colour,
        )
    return page


def poster(image: Image.Image) -> Image.Image:
    """Nothing but writing."""
    page = Image.new("RGB", image.size, (250, 240, 200))
    return _write(page, POSTER, max(20, image.width // 15), "#802010")


def card(image: Image.Image) -> Image.Image:
    """A made-up identity card held before the camera."""
    page = image.copy()
    width = int(page.width * 0.8)
    height = int(width / 1.585)
    drawn = Image.new("RGB", (width, height), (150, 190, 220))
    pen = ImageDraw.Draw(drawn)
    font = ImageFont.truetype(str(typeface("regular")), max(10, height // 16))
    for number, line in enumerate(CARD):
        pen.text((height * 0.05, height * (0.12 + 0.09 * number)), line, font=font, fill="black")
    page.paste(drawn, ((page.width - width) // 2, (page.height - height) // 2))
    return page


SPOILT: dict[str, Spoil] = {
    "good, as they are": lambda image: image,
    "blurred, 2 px": lambda image: image.filter(ImageFilter.GaussianBlur(2)),
    "blurred, 5 px": lambda image: image.filter(ImageFilter.GaussianBlur(5)),
    "moved sideways, 5 px": lambda image: image.filter(
        ImageFilter.Kernel((5, 5), [0] * 10 + [1] * 5 + [0] * 10)
    ),
    "dark, 30 % of the light": lambda image: ImageEnhance.Brightness(image).enhance(0.3),
    "dark, 45 % of the light": lambda image: ImageEnhance.Brightness(image).enhance(0.45),
    "far too bright": lambda image: image.point(lambda level: min(255, int(level * 1.5 + 120))),
    "five lines of writing over it": lambda image: _write(
        image.copy(), OVERLAY, max(22, image.width // 14), "white"
    ),
    "a poster, only writing": poster,
    "a made-up identity card in it": card,
}


def shrunk(path: Path) -> Image.Image:
    """As the upload shrinks it for the page."""
    with warnings.catch_warnings(), Image.open(path) as image:
        warnings.simplefilter("ignore")
        whole = ImageOps.exif_transpose(image).convert("RGB")
    whole.thumbnail((720, 720), Image.Resampling.LANCZOS)
    return whole


def confusion(rules: PhotoRules) -> list[dict[str, Any]]:
    """How many photos of each kind get each hint."""
    folder = shared_data_dir() / "photos"
    with (folder / "PHOTOS.csv").open(encoding="utf-8") as table:
        photos = {row["file"]: shrunk(folder / row["file"]) for row in csv.DictReader(table)}
    rows = []
    for kind, spoil in SPOILT.items():
        flags: Counter[str] = Counter()
        scores, wrong = [], []
        for name, photo in photos.items():
            facts = PhotoFacts(side=1080, is_own=True, looks=measure(spoil(photo)))
            found = hints_of(facts, rules, {})
            flags.update(hint.key for hint in found)
            scores.append(score_of(facts, rules).total)
            if any(not hint.is_question for hint in found):
                wrong.append(f"{name} ({', '.join(hint.key for hint in found if not hint.is_question)})")
        rows.append(
            {
                "kind": kind, "photos": len(photos), "flags": dict(flags.most_common()),
                "median_score": statistics.median(scores), "flagged": len(wrong),
                "names": wrong if kind.startswith("good") else [],
            }
        )  # fmt: skip
    return rows


def timing(rounds: int) -> dict[str, float]:
    """Milliseconds of processor time for a 12-megapixel photo after it was shrunk; medians and the slowest."""
    with Image.open(shared_data_dir() / "photos" / "biji_kopi.jpg") as image:
        large = ImageOps.fit(image.convert("RGB"), (4000, 3000), Image.Resampling.LANCZOS)
    large.thumbnail((VARIANTS[0].longest,) * 2, Image.Resampling.LANCZOS)
    measure(large)
    looks, codes = [], []
    for _ in range(rounds):
        started = time.process_time()
        measure(large)
        between = time.process_time()
        find_codes(large)
        looks.append((between - started) * 1000)
        codes.append((time.process_time() - between) * 1000)
    return {
        "measure": round(statistics.median(looks), 1),
        "codes": round(statistics.median(codes), 1),
        "together": round(statistics.median(a + b for a, b in zip(looks, codes, strict=True)), 1),
        "slowest": round(max(a + b for a, b in zip(looks, codes, strict=True)), 1),
    }


def main() -> None:
    """Measure, print, and write JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    rules = load_photo_rules("indonesia", ("id", "en"))
    speed, table = timing(options.rounds), confusion(rules)
    print(f"12 MP, after shrinking: {speed} ms (goal: under 150)")
    for row in table:
        print(
            f"{row['kind']:32} flagged {row['flagged']:3}/{row['photos']}  score {row['median_score']:5}  {row['flags']}"
        )
        for name in row["names"]:
            print(f"    false alarm: {name}")
    if options.out:
        options.out.write_text(json.dumps({"milliseconds": speed, "confusion": table}, indent=1))


if __name__ == "__main__":
    main()
