"""Typed amounts: every way people write the same money, and the ways that must be asked about."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.lang.rupiah import CODES, LARGEST, RupiahError, format_number, format_rupiah, parse_rupiah

AMOUNTS = st.integers(min_value=0, max_value=LARGEST)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("15000", 15_000),
        ("15.000", 15_000),
        ("15,000", 15_000),
        ("15 000", 15_000),
        ("15'000", 15_000),
        ("15. 000", 15_000),
        ("Rp15.000", 15_000),
        ("Rp 15.000,00", 15_000),
        ("rp. 15.000,-", 15_000),
        ("Rp15.000.-", 15_000),
        ("IDR 15,000.00", 15_000),
        ("15000 rupiah", 15_000),
        ("1500,00", 1_500),
        ("15rb", 15_000),
        ("15 RB", 15_000),
        ("15 ribu", 15_000),
        ("15k", 15_000),
        ("Rp15rb,-", 15_000),
        ("2,5rb", 2_500),
        ("12.75rb", 12_750),
        ("0,5jt", 500_000),
        ("1,5jt", 1_500_000),
        ("1.5 juta", 1_500_000),
        ("2 miliar", 2_000_000_000),
        ("1.500.000", 1_500_000),
        ("0", 0),
        ("0,00", 0),
        ("007", 7),
        ("１５．０００", 15_000),
        ("Ｒｐ\u30001５rb", 15_000),
        ("\u00a0Rp\u202f15\u200b.000 ", 15_000),
        ("٣٥٠٠", 3_500),
        ("1000000000000", LARGEST),
    ],
)
def test_reads_every_usual_way(typed: str, amount: int) -> None:
    assert parse_rupiah(typed) == amount


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        (" \u200b\u3000", "empty"),
        ("Rp", "empty"),
        ("Rp ", "empty"),
        ("-5000", "negative"),
        ("Rp -5.000", "negative"),
        ("\u2212Rp\u00a05.000", "negative"),
        ("-15rb", "negative"),
        ("15,5", "fraction"),
        ("15.000,50", "fraction"),
        ("0.500", "fraction"),
        ("1,2345rb", "fraction"),
        ("gratis", "not_a_number"),
        ("-", "not_a_number"),
        ("15²", "not_a_number"),
        ("½", "not_a_number"),
        ("1e5", "not_a_number"),
        ("15000/kg", "not_a_number"),
        ("15 ratus", "not_a_number"),
        ("0x1F", "not_a_number"),
        ("NaN", "not_a_number"),
        ("15..000", "not_a_number"),
        ("1000000000001", "too_large"),
        ("1.001 miliar", "ambiguous"),
        ("1001 miliar", "too_large"),
        ("9" * 5_000, "too_large"),
        ("15.00", "ambiguous"),
        ("1.500rb", "ambiguous"),
        ("1.50.000", "ambiguous"),
        ("1.500,000", "ambiguous"),
        ("15000 20000", "ambiguous"),
        ("10-15rb", "ambiguous"),
        ("10rb - 15rb", "ambiguous"),
        ("10.000 / 15.000", "ambiguous"),
    ],
)
def test_says_what_is_wrong(typed: str, code: str) -> None:
    with pytest.raises(RupiahError) as caught:
        parse_rupiah(typed)
    assert caught.value.code == code


@given(AMOUNTS)
def test_what_we_write_we_can_read(amount: int) -> None:
    assert parse_rupiah(format_rupiah(amount)) == amount
    assert parse_rupiah(format_number(amount, "id")) == amount
    assert parse_rupiah(format_number(amount, "en")) == amount


@given(st.integers(min_value=1, max_value=999_999), st.sampled_from(["rb", " ribu", "k", "K"]))
def test_thousands_by_word(count: int, word: str) -> None:
    assert parse_rupiah(f"{count}{word}") == count * 1_000


@given(st.text(max_size=40))
def test_any_text_gives_an_amount_or_a_known_code(typed: str) -> None:
    try:
        assert 0 <= parse_rupiah(typed) <= LARGEST
    except RupiahError as error:
        assert error.code in CODES  # noqa: PT017 (either outcome is right; the code is what we check)


@given(st.text(alphabet="0123456789., -rbkjtRp", max_size=25))
def test_number_like_text_gives_an_amount_or_a_known_code(typed: str) -> None:
    try:
        assert 0 <= parse_rupiah(typed) <= LARGEST
    except RupiahError as error:
        assert error.code in CODES  # noqa: PT017 (as above)


def test_writes_rupiah() -> None:
    assert format_rupiah(15_000) == "Rp\u00a015.000"
    assert format_rupiah(0) == "Rp\u00a00"
    assert format_rupiah(-5_000) == "\u2212Rp\u00a05.000"


@pytest.mark.parametrize(
    ("number", "locale", "decimals", "written"),
    [
        (1_234_567, "id", None, "1.234.567"),
        (1_234_567, "en", None, "1,234,567"),
        (1234.5, "id", None, "1.234,5"),
        (1234.5, "en", 2, "1,234.50"),
        (0.125, "id", None, "0,13"),
        (39.44, "id", 1, "39,4"),
        (100, "id", 0, "100"),
        (-3, "en", None, "\u22123"),
        (Decimal("0.001"), "id", None, "0"),
        (Decimal("-0.001"), "id", None, "0"),
    ],
)
def test_writes_numbers(number: float, locale: str, decimals: int | None, written: str) -> None:
    assert format_number(number, locale, decimals) == written
