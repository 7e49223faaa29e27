"""The closed lists of the links wing."""

from __future__ import annotations

from enum import StrEnum


class TargetKind(StrEnum):
    """What a short link opens."""

    SHOP = "shop"
    PRODUCT = "product"
    POST = "post"


class Source(StrEnum):
    """Where a visit came from, carried in the link as ``?s=``."""

    QR = "qr"
    LINK = "link"
    WHATSAPP = "wa"
    INSTAGRAM = "ig"
