"""Codes people read aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.lang.codes import (
    ALPHABET,
    UNWANTED,
    check_sign,
    is_link_code,
    new_class_code,
    new_link_code,
    normalise_code,
    spoken,
)

BODIES = st.text(alphabet=ALPHABET, min_size=6, max_size=6)


def test_no_two_signs_look_or_sound_alike() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 21
    assert not set(ALPHABET) & set("01258BGILOQSUVZ")


@given(BODIES)
def test_a_code_is_understood_however_it_is_typed(body: str) -> None:
    typed = f" {spoken(body).lower().replace(' ', '-')} "
    assert normalise_code(typed) == body


@given(BODIES, st.integers(0, 6), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_noticed(body: str, place: int, sign: str) -> None:
    code = body + check_sign(body)
    wrong = code[:place] + sign + code[place + 1 :]
    assert is_link_code(wrong) == (wrong == code)


@given(BODIES, st.integers(0, 4))
def test_two_neighbours_swapped_are_noticed(body: str, place: int) -> None:
    swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    assert is_link_code(swapped + check_sign(body)) == (swapped == body)


@pytest.mark.parametrize("code", ["", "ABC", "0OIL12A", "acdefha", "ACDEFHAA", "ACDEF\u0000A"])
def test_nonsense_is_no_link_code(code: str) -> None:
    assert not is_link_code(code)


def test_new_codes_are_well_formed_and_decent() -> None:
    for _ in range(300):
        class_code, link_code = new_class_code(), new_link_code()
        assert len(class_code) == 6
        assert is_link_code(link_code)
        assert not any(word in class_code or word in link_code[:6] for word in UNWANTED)


def test_rude_words_are_drawn_again() -> None:
    draws = iter("KNTACD" + "ACDEFH")
    assert new_class_code(lambda _: next(draws)) == "ACDEFH"


def test_codes_are_grouped_for_the_ear() -> None:
    assert spoken("MDN74K") == "MDN 74K"
    assert spoken("7M4T9KA") == "7M 4T 9KA"
