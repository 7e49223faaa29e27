"""A link's QR code as its owner styled it: the one place from styles and logos to pictures."""

from __future__ import annotations

from flask import current_app

from sandbox.links.styles import QrStyle
from sandbox.media.qr import has_room_for_logo, qr_png, qr_svg
from sandbox.media.qr_logo import letter_logo, photo_logo
from sandbox.shops.queries import Shop

SIZES = {"kecil": 12, "sedang": 24, "besar": 30}
"""Pixels a module of the PNG files offered: for chats, for small prints, for posters."""


def logo_of(shop: Shop, colour: str) -> bytes:
    """The shop's logo as it stands in a code; the first letter of its name while it has none."""
    stored = shop.logo.variants.get("list") if shop.logo else None
    if stored:
        try:
            return photo_logo(current_app.extensions["media_store"].read(stored[0]))
        except OSError:  # the file is gone, or is no picture any more
            pass
    return letter_logo(shop.name, colour)


def logo_in_code(shop: Shop, address: str, style: QrStyle) -> bytes:
    """The logo for the middle of this address's code; b"" where the style has none or the code no room."""
    return logo_of(shop, style.colour) if style.has_logo and has_room_for_logo(address) else b""


def draw_svg(shop: Shop, address: str, style: QrStyle) -> str:
    """The code as a vector file."""
    return qr_svg(address, dark=style.colour, logo=logo_in_code(shop, address, style))


def draw_png(shop: Shop, address: str, style: QrStyle, size: str = "sedang") -> bytes:
    """The code as a picture of one of the ``SIZES``."""
    pixels = SIZES.get(size, SIZES["sedang"])
    return qr_png(address, dark=style.colour, logo=logo_in_code(shop, address, style), module_pixels=pixels)


def loses_logo(address: str, style: QrStyle) -> bool:
    """Whether this address is too long for the logo its style asks for; its code is then drawn without."""
    return style.has_logo and not has_room_for_logo(address)
