"""A number keeps its unit beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.lang.measures import NO_BREAK, unbroken


@pytest.mark.parametrize(
    "name",
    [
        "Keripik 100_g",
        "Madu hutan 1,5_kg asli",
        "Es kopi 250_ML",
        "Tas 30_cm",
        "Kue isi 12_pcs",
        "Kopi 2_cup.",
    ],
)
def test_a_number_and_its_unit_stay_together(name: str) -> None:
    assert unbroken(name.replace("_", " ")) == name.replace("_", NO_BREAK)


@pytest.mark.parametrize(
    "name", ["", "Paket 2 keripik", "Bakso 3 gunung", "Seri A g", "Kain 2  m", "100g", "كيك ١٠ g", "7 🍪"]
)
def test_other_names_stay_as_they_are(name: str) -> None:
    assert unbroken(name) == name


@given(st.text())
def test_only_the_kind_of_space_changes(text: str) -> None:
    assert unbroken(text).replace(NO_BREAK, " ") == text.replace(NO_BREAK, " ")
    assert unbroken(unbroken(text)) == unbroken(text)
