"""Payment codes are caught whatever their checksum; practice codes are plain addresses that never look like one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sandbox.lang.codes import ALPHABET, check_sign
from sandbox.media.payment_codes import PayableCodeError, is_payment_code, practice_payload, read_tlv

BASES = st.one_of(
    st.builds(
        "{}://{}.{}.{}.{}{}".format,
        st.sampled_from(["http", "https"]),
        *[st.integers(0, 255)] * 4,
        st.sampled_from(["", ":80", ":8000", ":65535"]),
    ),
    st.from_regex(r"https?://[a-z]{2,12}\.(or\.id|lan|id)", fullmatch=True).filter(
        lambda base: base.split("//")[1] not in {"dana.id", "ovo.id", "linkaja.id", "flip.id", "qris.id"}
    ),
)
BODIES = st.text(ALPHABET, min_size=6, max_size=6)
WORDS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789.", min_size=1, max_size=25)


def field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02}{value}"


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE, as the standard asks."""
    crc = 0xFFFF
    for byte in text.encode():
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return f"{crc:04X}"


@st.composite
def emv(draw: st.DrawFn) -> str:
    """A made-up, well-formed merchant code; its checksum may be wrong."""
    merchant = field("00", "COM.CONTOH.WWW") + field(
        "01", "9360" + draw(st.text("0123456789", min_size=8, max_size=15))
    )
    text = (
        field("00", "01")
        + field("01", draw(st.sampled_from(["11", "12"])))
        + field(str(draw(st.integers(26, 45))), merchant)
        + field("53", "360")
        + field("58", "ID")
        + field("59", draw(WORDS))
        + field("60", draw(WORDS)[:15])
        + "6304"
    )
    return text + draw(st.sampled_from([checksum(text), "0000", "FFFF"]))


def test_the_checksum_of_the_examples_is_the_standards() -> None:
    assert checksum("123456789") == "29B1"


@given(emv(), st.sampled_from(["", " ", "\n", "Bayar di sini: ", "https://contoh.id/?q="]))
def test_every_well_formed_payment_text_is_caught_also_behind_other_words(text: str, before: str) -> None:
    assert read_tlv(text) is not None
    assert is_payment_code(before + text)
    assert is_payment_code(text.lower())


@given(st.lists(st.tuples(st.integers(0, 99), WORDS), min_size=2, max_size=8))
def test_anything_built_of_fields_is_caught_whatever_the_fields(fields: list[tuple[int, str]]) -> None:
    text = "".join(field(f"{tag:02}", value) for tag, value in fields)
    assert read_tlv(text) == [(f"{tag:02}", value) for tag, value in fields]
    assert is_payment_code(text) or text.strip() != text or text.isdigit()  # digits alone: a goods barcode


@given(BASES, BODIES)
@example("http://192.168.8.2:8000", "7M4T9K")
def test_every_practice_payload_is_a_plain_address(base: str, body: str) -> None:
    payload = practice_payload(base, body + check_sign(body))
    assert payload == f"{base}/latihan/qr/{body}{check_sign(body)}"
    assert read_tlv(payload) is None
    assert not is_payment_code(payload)


@pytest.mark.parametrize(
    ("base", "code"),
    [
        ("http://192.168.8.2:8000", "00020101021126"),
        ("http://192.168.8.2:8000", "6304A13F"),
        ("http://192.168.8.2:8000", "ID1020304050607"),
        ("https://link.dana.id", "7M4T9KA"),
        ("gojek://gopay", "7M4T9KA"),
        ("000201", "7M4T9KA"),
        ("", "7M4T9KA"),
    ],
)
def test_no_practice_code_is_made_that_could_pass_for_a_payment(base: str, code: str) -> None:
    with pytest.raises(PayableCodeError):
        practice_payload(base, code)


@pytest.mark.parametrize(
    "text",
    [
        "gojek://gopay/merchanttransfer?tref=1",
        "https://link.dana.id/qr/abc",
        "HTTPS://LINK.DANA.ID/qr/abc",
        "upi://pay?pa=x@y",
        "qr.ovo.id/1",
        "Nomor ID1020304050607 di stiker",
        "  0002",
        "00020101021126",
    ],
)
def test_wallets_banks_and_loose_pieces_are_caught(text: str) -> None:
    assert is_payment_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8996304123456",
        "https://wa.me/628120000000?text=Halo",
        "https://s.id/keripik-bu-siti",
        "http://danau-toba.id/ovong",
        "WIFI:T:WPA;S:Kelas;P:keripik;;",
        "Ini latihan, uang tidak berpindah.",
        "//[",
    ],
)
def test_goods_barcodes_links_and_words_are_left_alone(text: str) -> None:
    assert not is_payment_code(text)


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    assert is_payment_code(text) in {True, False}
