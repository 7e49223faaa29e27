"""Indonesian mobile numbers, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.lang.phone import CODES, PhoneError, format_phone, normalise_phone

LOCAL = st.from_regex(r"8[1-9][0-9]{7,10}", fullmatch=True)


@pytest.mark.parametrize(
    "typed",
    [
        "0812-3456-7890",
        "+62 812 3456 7890",
        "62 0812 3456 7890",
        "(0812) 3456.7890",
        "81234567890",
        "0062 812 34567890",
        "+62 (0) 812–3456–7890",
        "０８１２３４５６７８９０",
        "\u202a+62\u00a0812 3456 7890\u202c",
    ],
)
def test_every_way_gives_one_number(typed: str) -> None:
    assert normalise_phone(typed) == "6281234567890"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("WA saya", "not_a_number"),
        ("0812 atau 0813", "not_a_number"),
        ("++62812345678", "not_a_number"),
        ("0351-462222", "not_mobile"),
        ("12345", "not_mobile"),
        ("+60 12-345 6789", "foreign"),
        ("001 212 555 0100", "foreign"),
        ("0812", "wrong_length"),
        ("0812 3456 7890 1234", "wrong_length"),
    ],
)
def test_says_what_is_wrong(typed: str, code: str) -> None:
    with pytest.raises(PhoneError) as caught:
        normalise_phone(typed)
    assert caught.value.code == code


@given(LOCAL, st.sampled_from(["0", "62", "+62", "+62 0", "0062", ""]))
def test_prefixes_do_not_matter(local: str, prefix: str) -> None:
    number = normalise_phone(prefix + local)
    assert number == "62" + local
    assert normalise_phone(format_phone(number)) == number


@given(st.text(max_size=30))
def test_any_text_gives_a_number_or_a_known_code(typed: str) -> None:
    try:
        number = normalise_phone(typed)
    except PhoneError as error:
        assert error.code in CODES  # noqa: PT017 (either outcome is right; the code is what we check)
    else:
        assert number.startswith("628")
        assert number.isascii()
        assert 10 <= len(number) <= 15
