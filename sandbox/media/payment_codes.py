"""Telling payment codes from everything else by their text, and writing practice ones nobody can pay. Pure.

A real QRIS is EMV merchant-presented data: two digits of tag, two of length, then the value, again and again.
Payment apps read it leniently (a wrong checksum or words in front pass in some), so a practice code carries none
of it at all, not even a broken piece, and a photo that shows one is refused whatever its checksum says.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

PRACTICE_PATH = "/latihan/qr/"
GOODS_BARCODE = re.compile(
    r"(?!0002)([0-9]{8}|[0-9]{12,14})", re.ASCII
)  # EAN, UPC, ITF: too short to pay anybody

# What payment data of this standard carries, wherever in a text it stands.
MARKS = re.compile(
    r"^\s*0002"  # the first field of every such text
    r"|000201"
    r"|6304[0-9A-F]{4}"  # the checksum it ends in
    r"|ID\.CO\.QRIS"
    r"|9360\d{4,}"  # an Indonesian merchant account
    r"|ID\d{13}"  # NMID, the merchant's national number
    r"|COM\.[A-Z0-9.-]{1,40}\.WWW",  # an acquirer, written back to front
    re.IGNORECASE | re.ASCII,
)
SCHEMES = (
    "gojek", "gopay", "dana", "danaid", "ovo", "ovoid", "shopeepay", "shopeeid", "linkaja", "jenius", "brimo",
    "bcamobile", "livin", "bnimobile", "upi", "bitcoin", "lightning", "ethereum", "alipays", "weixin", "paypal",
)  # fmt: skip
HOSTS = (
    "gojek.com", "gojek.link", "gopay.co.id", "dana.id", "ovo.id", "shopeepay.co.id", "linkaja.id", "doku.com",
    "midtrans.com", "xendit.co", "astrapay.com", "isaku.co.id", "flip.id", "bca.co.id", "klikbca.com", "bri.co.id",
    "bankmandiri.co.id", "bni.co.id", "btn.co.id", "bankbsi.co.id", "jenius.com", "cimbniaga.co.id",
    "danamon.co.id", "permatabank.com", "qris.id", "qris.online", "paypal.me", "paypal.com",
)  # fmt: skip


class PayableCodeError(ValueError):
    """A practice code would have looked like a payment to some app; it is not made."""


def read_tlv(text: str) -> list[tuple[str, str]] | None:
    """The fields of EMV-style text as (tag, value), or None when it is not built like that to its very end."""
    fields = []
    at = 0
    while at < len(text):
        head = text[at : at + 4]
        if not re.fullmatch(r"[0-9]{4}", head, re.ASCII):
            return None
        value = text[at + 4 : at + 4 + int(head[2:])]
        if len(value) < int(head[2:]):
            return None
        fields.append((head[:2], value))
        at += 4 + len(value)
    return fields or None


def is_payment_code(text: str) -> bool:
    """Whether a payment app might read this text as somewhere to send money."""
    bare = text.strip()
    if GOODS_BARCODE.fullmatch(bare):
        return False
    fields = read_tlv(bare)
    return bool(MARKS.search(text)) or (fields is not None and len(fields) > 1) or _opens_a_wallet(bare)


def _opens_a_wallet(text: str) -> bool:
    """Whether it is the address of a wallet, a bank or a payment service."""
    scheme, colon, _ = text.partition(":")
    if colon and scheme.casefold() in SCHEMES:
        return True
    try:
        host = (urlsplit(text if "//" in text else f"//{text}").hostname or "").rstrip(".")
    except ValueError:
        return False
    parts = host.split(".")
    return any(".".join(parts[start:]) in HOSTS for start in range(len(parts)))


def practice_payload(base: str, code: str) -> str:
    """What a practice payment QR carries: a plain address inside this installation.

    Raises PayableCodeError when the text would be taken for a payment, whatever made it so.
    """
    payload = f"{base.rstrip('/')}{PRACTICE_PATH}{code}"
    if not re.fullmatch(r"https?://[^\s/]+(/[^\s]*)?", payload) or is_payment_code(payload):
        raise PayableCodeError("a practice code must not look like a payment")
    return payload
