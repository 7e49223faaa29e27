"""The closed lists of the links wing."""

from __future__ import annotations

from enum import StrEnum


class TargetKind(StrEnum):
    """What a short link opens. ``ORDER`` is the shop's practice chat, ``PAYMENT`` its practice payment page;
    the target of both is the shop.
    """

    SHOP = "shop"
    PRODUCT = "product"
    POST = "post"
    ORDER = "order"
    PAYMENT = "payment"


class Source(StrEnum):
    """Where a visit came from when the address names no place: a plain QR code, or an address alone.

    Places (``ig``, ``poster`` ...) are data of the country pack; people add names of their own.
    """

    QR = "qr"
    LINK = "link"
