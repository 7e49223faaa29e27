"""What the house type face writes of anything typed, and words fitted into boxes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.media.artwork import fit_words
from sandbox.media.colours import contrast, ink_on, readable
from sandbox.media.typeface import advances, left_out, printable, text_width
from sandbox.packs.loader import load_pack
from tests.support.shop_pages import odd_strings


@pytest.mark.parametrize(
    ("typed", "written", "lost"),
    [
        ("Keripik Bu Siti", "Keripik Bu Siti", ""),
        ("🌶️ Keripik 好吃", "Keripik", "🌶好吃"),
        ("𝓚𝓮𝓻𝓲𝓹𝓲𝓴 ＡＢＣ ﬁ", "Keripik ABC fi", ""),
        ("ḥalal → café", "halal › café", ""),
        ("مرحبا", "", "مرحبا"),
        ("a\u200bb\tc\n d\u00a0e", "ab c d e", ""),
        ("Rp\u00a015.000 – ½", "Rp 15.000 – ½", ""),
    ],
)
def test_what_cannot_be_written_is_left_out_and_named(typed: str, written: str, lost: str) -> None:
    assert printable(typed) == written
    assert left_out(typed) == lost


def test_both_weights_write_the_same_signs_and_every_amount() -> None:
    assert set(advances("regular")) == set(advances("bold"))
    assert set("RpRp 0123456789.,−–…()&/+%×·•“”‘’ABCXYZabcxyzéñü") <= set(advances("bold"))


@given(st.text(max_size=80) | st.sampled_from(odd_strings()))
@settings(max_examples=200, deadline=None)
def test_anything_typed_is_fitted_whole_into_its_box(typed: str) -> None:
    words = fit_words(
        typed, x=0, y=0, w=40, h=18, largest=9, smallest=4, weight="bold", colour="#000000", most_lines=3
    )
    assert "".join(words.lines).replace(" ", "") == printable(typed).replace(" ", "")
    assert set("".join(words.lines)) <= set(advances("bold"))
    assert words.h <= 18.01
    assert all(text_width(line, "bold") * words.size <= 40.01 for line in words.lines)


def test_words_are_kept_whole_while_they_can_be_and_lines_are_balanced() -> None:
    words = fit_words(
        "Keripik tempe renyah", x=0, y=0, w=60, h=40, largest=12, smallest=4, weight="bold", colour="#000000"
    )
    assert words.lines == ("Keripik", "tempe", "renyah") or all(" " in line for line in words.lines[:-1])
    assert set(" ".join(words.lines).split()) == {"Keripik", "tempe", "renyah"}


def test_every_shop_colour_stays_legible() -> None:
    for accent in load_pack("indonesia").accents.values():
        for ground in (accent.wash, "#ffffff", "#c9a878", accent.light):
            assert contrast(readable(accent.light, ground), ground) >= 4.5
        assert contrast(ink_on(accent.light, dark="#1d2a27"), accent.light) >= 4.5
