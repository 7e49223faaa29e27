"""What a room includes, from the way people describe it; anything that is no list stays a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.packs.loader import load_pack
from sandbox.shops.inclusions import LONGEST, MOST, listed_in


@pytest.mark.parametrize(
    ("described", "listed"),
    [
        ("Ranjang besar, air hangat, dan sarapan.", ("Ranjang besar", "Air hangat", "Sarapan")),
        ("Two bedrooms, kitchen; sleeps 5. You may cook.", ("Two bedrooms", "Kitchen", "Sleeps 5")),
        ("Air 1,5 liter, handuk, sabun", ("Air 1,5 liter", "Handuk", "Sabun")),
        ("Kamar tenang, dekat sawah.", ()),
        ("Memasak dua menu kampung di dapur kami, lalu makan bersama.", ()),
        ("Satu, dua," + "x" * 50 + ", tiga", ()),
        ("", ()),
        (" ,,, ", ()),
    ],
)
def test_a_list_is_told_from_a_sentence(described: str, listed: tuple[str, ...]) -> None:
    assert listed_in(described) == listed


def test_the_example_homestay_says_what_its_rooms_include() -> None:
    room = load_pack("indonesia").trades["wisata"].products[0]
    for locale in ("id", "en"):
        assert len(listed_in(room.description(locale))) >= 3


@given(st.text(max_size=300))
def test_nothing_typed_makes_more_than_a_card_holds(text: str) -> None:
    things = listed_in(text)
    assert len(things) <= MOST
    assert all(thing.strip() for thing in things)
    assert all(len(thing) <= LONGEST + 3 for thing in things)
