"""Print sheets against a bare fpdf2 document with the same codes, and their pictures against rasterising the PDF.

    python -m benchmarks.print_sheets [--rounds N]

The bare document embeds the same two fonts, writes the same lines of text and draws the same codes, at fixed places: no
layout, no design, no photo, no tags. The picture's peer is pypdfium2 drawing our own PDF at the same width. Everything runs
in this process, turn by turn; medians. The goal is a sheet within three times the bare document.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable
from statistics import median

import pypdfium2
from fpdf import FPDF

from sandbox.links.print.face import Content, Look
from sandbox.links.print.pdf import About, sheet_pdf
from sandbox.links.print.preview import preview_webp
from sandbox.links.print.sheets import Notes, Order, Page, pages_of
from sandbox.media.artwork import Code, Words
from sandbox.media.images import take_in
from sandbox.media.paint import known_matrix
from sandbox.media.qr import QUIET_ZONE
from sandbox.media.typeface import typeface
from sandbox.packs.loader import load_pack
from sandbox.packs.print_sheets import load_print

PREVIEW = 620
GOAL = 3.0
ABOUT = About("Ukur", "Keripik Bu Siti", "id-ID")


def contents(count: int) -> list[Content]:
    """Products as a shop of the class would have them."""
    products = load_pack("indonesia").trades["camilan"].products
    made = []
    for number in range(count):
        product, code = products[number % len(products)], f"7M4T9K{'ACDEFHJKMNPRTWXY'[number % 16]}"
        made.append(
            Content(
                title=product.name("id"),
                note="Keripik Bu Siti",
                price="Rp 18.000",
                place="Kota Madiun",
                call="Pindai untuk pesan",
                practice="LATIHAN",
                practice_note="Toko latihan kelas, belum berjualan sungguhan",
                link=f"192.168.8.2:8000/q/{code}",
                spoken=code,
                type_code=f"Kode {code}",
                address=f"http://192.168.8.2:8000/q/{code}?s=poster",
                code_alt="Kode QR",
                photo=product.photo,
            )
        )
    return made


def bare(pages: list[Page]) -> bytes:
    """The same text and codes without anything else."""
    pdf = FPDF(unit="mm")
    pdf.set_auto_page_break(False)
    for weight, style in (("regular", ""), ("bold", "B")):
        pdf.add_font("house", style, str(typeface(weight)))
    for page in pages:
        pdf.add_page(format=(page.w, page.h))
        for face in page.placements:
            for mark in face.marks:
                if isinstance(mark, Words):
                    pdf.set_font("house", "B" if mark.weight == "bold" else "", 12)
                    for row, line in enumerate(mark.lines):
                        pdf.text(mark.x, mark.y + 4 * row + 4, line)
                elif isinstance(mark, Code):
                    _bare_code(pdf, mark)
    return bytes(pdf.output())


def _bare_code(pdf: FPDF, code: Code) -> None:
    matrix = known_matrix(code.text)
    module = code.side / (len(matrix) + 2 * QUIET_ZONE)
    for y, row in enumerate(matrix):
        for x, is_dark in enumerate(row):
            if is_dark:
                pdf.rect(code.x + x * module, code.y + y * module, module, module, style="F")


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call that has to work out its QR codes anew."""
    known_matrix.cache_clear()
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def rasterised(pdf: bytes) -> bytes:
    """The PDF's first page as a WebP of the preview's width."""
    page = pypdfium2.PdfDocument(pdf)[0]
    out = io.BytesIO()
    page.render(scale=PREVIEW / page.get_width()).to_pil().save(out, "WEBP", quality=84, method=2)
    return out.getvalue()


def main() -> None:
    """Measure every sheet in every design."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    pack, country = load_print("indonesia", ("id", "en")), load_pack("indonesia")
    photos = {
        item.photo: take_in(country.photo_path(item.photo).read_bytes())
        for item in country.trades["camilan"].products
    }
    accent = country.accents["turmeric"]
    notes = Notes("50 mm", "Lipat ke belakang di dua garis putus-putus.")

    def read(name: str) -> bytes:
        return photos[name].variants["share"].data

    print(
        "| sheet | design | PDF, ms | bare, ms | ratio | KB | picture, ms | of pdfium, ms | ratio |\n|"
        + "---|" * 9
    )
    ratios = []
    for key, sheet in pack.sheets.items():
        items = contents(sheet.per_page if sheet.is_many else 1)
        for design in pack.designs:
            order = Order(pack, sheet, design, Look(accent.light, accent.wash), notes)
            pages = pages_of(order, items)
            data = sheet_pdf(pages, ABOUT, read)
            works = (
                lambda order=order, items=items: sheet_pdf(pages_of(order, items), ABOUT, read),
                lambda pages=pages: bare(pages),
                lambda pages=pages: preview_webp(pages[0], PREVIEW, read),
                lambda data=data: rasterised(data),
            )
            rounds = [[timed(work) for work in works] for _ in range(options.rounds)]
            ours, plain, picture, pdfium = (median(column) for column in zip(*rounds, strict=True))
            ratios.append(ours / plain)
            print(
                f"| {key} | {design} | {ours:.0f} | {plain:.0f} | {ours / plain:.2f} | {len(data) / 1000:.0f} "
                f"| {picture:.0f} | {pdfium:.0f} | {picture / pdfium:.2f} |"
            )
    print(
        f"\nmedian ratio to a bare fpdf2 document {median(ratios):.2f}, worst {max(ratios):.2f}; goal {GOAL:.1f} or less"
    )


if __name__ == "__main__":
    main()
