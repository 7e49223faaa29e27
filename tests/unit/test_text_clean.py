"""Odd strings come back as typed; only what cannot be stored or seen goes away."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.lang.text_clean import clean_line, clean_text
from tests.support.shared_data import shared_data_dir


def naughty_strings() -> list[str]:
    """The Big List of Naughty Strings."""
    return json.loads((shared_data_dir() / "security" / "blns.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "typed",
    [
        "Keripik 👩‍🍳 & <b>tempe</b>",
        "مرحبا \u202bשלום\u202c",
        "a\u200db\u200cc",
        "👍🏽 🇮🇩 🏳️‍🌈",
        "Rp\u00a015.000 / bungkus",
        "'; DROP TABLE shop; --",
        "{{ 7*7 }} ${7*7} %s %(x)s",
        "Z̴̡͔a̸l̵g̶o̷",
    ],
)
def test_kept_as_typed(typed: str) -> None:
    assert clean_line(typed) == unicodedata.normalize("NFC", typed)
    assert clean_text(typed) == unicodedata.normalize("NFC", typed)


def test_lines() -> None:
    assert clean_text("satu\r\ndua\rtiga\u2028empat\x85lima") == "satu\ndua\ntiga\nempat\nlima"
    assert clean_line("satu\r\ndua\ttiga") == "satu dua tiga"


def test_invisible_controls_go() -> None:
    assert clean_line("\x00Si\x07ti\x1b[31m\x7f\x9d") == "Siti[31m"
    assert clean_text("a\x0bb\ud83dc\ufffe") == "abc"


def test_ends_are_trimmed_and_letters_composed() -> None:
    assert clean_line("  Siti \u3000") == "Siti"
    assert clean_line("cafe\u0301") == "caf\u00e9"


def test_naughty_strings_survive() -> None:
    strings = naughty_strings()
    assert len(strings) > 400
    for typed in strings:
        visible = "".join(c for c in typed if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})
        if any(c in typed for c in "\t\r\x85\u2028\u2029\ufffe\uffff"):
            continue
        assert clean_text(typed) == unicodedata.normalize("NFC", visible).strip()


@given(st.text(alphabet=st.characters()))
def test_cleaning_twice_changes_nothing(typed: str) -> None:
    assert clean_line(clean_line(typed)) == clean_line(typed)
    assert clean_text(clean_text(typed)) == clean_text(typed)
    assert "\n" not in clean_line(typed)
    clean_text(typed).encode("utf-8")
