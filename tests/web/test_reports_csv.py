"""The class as a CSV: complete, guarded against formulas, readable by spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.lang.csv_cells import BOM, csv_text, guarded
from sandbox.reviews.models import Review
from tests.support.world import World


def read(text: str) -> list[list[str]]:
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+62812", "-5", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_formulas_are_guarded(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("cell", [0, -5, 12.5, "Siti", "a=b", "'=1"])
def test_numbers_and_plain_words_stay(cell: object) -> None:
    assert guarded(cell) == cell


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")),
            min_size=2,
            max_size=2,
        ),
        max_size=5,
    )
)
def test_any_text_survives_the_file(rows: list[list[str]]) -> None:
    back = read(csv_text(["a", "b"], rows))
    assert back[0] == ["a", "b"]
    assert [
        [cell.removeprefix("'") if cell.startswith("'") else cell for cell in row] for row in back[1:]
    ] == [[cell.removeprefix("'") if cell.startswith("'") else cell for cell in row] for row in rows]


def test_one_row_a_participant_with_all_that_was_done(world: World) -> None:
    ids = world.arranged('=HYPERLINK("http://x","Siti")', name='Toko, "koma"\ndua baris')
    world.participant(ids.classroom, "Wawan")
    world.run(ids.shop)
    world.add(
        Review(
            shop_id=ids.shop, trainer_id=ids.trainer, marks={"foto": 3, "lama": 1}, comment="Bagus; +lanjut"
        )
    )
    phone = world.phone("trainer", ids.trainer)
    answer = phone.get(f"/pelatih/kelas/{ids.classroom}/data.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == "attachment; filename=kelas-kelas-madiun.csv"
    head, first, second = read(answer.get_data(as_text=True))
    row = dict(zip(head, first, strict=True))
    assert row["Nama panggilan"] == '\'=HYPERLINK("http://x","Siti")'
    assert row["Nama toko"] == 'Toko, "koma"\ndua baris'
    assert (row["Produk"], row["Foto sendiri"], row["Uang latihan tersisa (Rp)"]) == ("2", "2", "100000")
    assert row["Keadaan toko"] == "Tampil di kelas"
    assert row["Komentar"] == "Bagus; +lanjut"
    assert {cell for name, cell in row.items() if name.startswith("Nilai: ")} == {"3", "1", ""}
    assert dict(zip(head, second, strict=True))["Keadaan toko"] == "Belum ada"


def test_the_header_follows_the_chosen_language(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("trainer", ids.trainer)
    phone.send("/bahasa", {"lang": "en", "next": "/"})
    assert (
        read(phone.get(f"/pelatih/kelas/{ids.classroom}/data.csv").get_data(as_text=True))[0][0] == "Nickname"
    )
