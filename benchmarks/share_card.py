"""Share cards against the least a picture of that size costs: the same photo fitted and saved as JPEG by Pillow.

    python -m benchmarks.share_card [--rounds N]

Both begin with the stored JPEG and end with one of 1200 x 630 or 1080 x 1080, in this process, turn by turn; medians. Ours
adds type, ornament, colours and the search for a quality under 300 KB. The goal is five times the bare picture; a card is
then kept until the shop changes, and a kept one costs a look into memory.
"""

from __future__ import annotations

import argparse
import io
from statistics import median

from PIL import Image, ImageOps

from benchmarks.print_sheets import timed
from sandbox.media.desk import DrawingDesk
from sandbox.media.images import take_in
from sandbox.media.ornaments import ORNAMENTS
from sandbox.packs.loader import load_pack
from sandbox.shops.share_card import SHAPES, CardFacts, draw_card

GOAL = 5.0


def bare(photo: bytes, size: tuple[int, int]) -> bytes:
    """The photo alone at that size."""
    with Image.open(io.BytesIO(photo)) as source:
        fitted = ImageOps.fit(source.convert("RGB"), size, Image.Resampling.BICUBIC)
    out = io.BytesIO()
    fitted.save(out, "JPEG", quality=88, optimize=True)
    return out.getvalue()


def main() -> None:
    """Measure both shapes in every theme."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    pack = load_pack("indonesia")
    product = pack.trades["camilan"].products[0]
    photo = take_in(pack.photo_path(product.photo).read_bytes()).variants["share"].data
    accent = pack.accents["turmeric"]
    print("| theme | shape | card, ms | bare, ms | ratio | KB |\n|---|---|---|---|---|---|")
    ratios = []
    for theme in ORNAMENTS:
        facts = CardFacts(
            name=product.name("id"), price="Rp 18.000", note="Keripik Bu Siti", place="Kota Madiun", theme=theme,
            accent=accent.light, pale=accent.wash, practice="LATIHAN", photo="x", initial="K",
        )  # fmt: skip
        for shape, size in SHAPES.items():
            card = draw_card(facts, shape, lambda _name: photo)
            works = (
                lambda facts=facts, shape=shape: draw_card(facts, shape, lambda _name: photo),
                lambda size=size: bare(photo, size),
            )
            rounds = [[timed(work) for work in works] for _ in range(options.rounds)]
            ours, plain = (median(column) for column in zip(*rounds, strict=True))
            ratios.append(ours / plain)
            print(
                f"| {theme} | {shape} | {ours:.0f} | {plain:.0f} | {ours / plain:.2f} | {len(card) / 1000:.0f} |"
            )
    desk = DrawingDesk()
    desk.get("card", lambda: card)
    kept = median(timed(lambda: desk.get("card", bytes)) for _ in range(200))
    print(
        f"\nmedian ratio {median(ratios):.2f}, worst {max(ratios):.2f}; goal {GOAL:.1f} or less; a kept card {kept * 1000:.0f} µs"
    )


if __name__ == "__main__":
    main()
