"""How a link's QR code is drawn: an ink dark enough for any phone, and a logo or not. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sandbox.media.qr import MIN_CONTRAST, contrast

PLAIN_INK = "#000000"
COLOUR = re.compile(r"#[0-9a-f]{6}", re.ASCII)


@dataclass(frozen=True)
class QrStyle:
    """An ink ``#rrggbb`` of at least 7:1 on white, and whether the shop's logo stands in the middle."""

    colour: str = PLAIN_INK
    has_logo: bool = False

    def stored(self) -> dict[str, Any]:
        """As a link keeps it."""
        return asdict(self)


def read_style(stored: Mapping[str, Any]) -> QrStyle:
    """The style a link keeps; plain wherever what is stored could not be read by a phone."""
    colour = read_colour(str(stored.get("colour", "")))
    is_dark = bool(colour) and is_dark_enough(colour)
    return QrStyle(colour if is_dark else PLAIN_INK, stored.get("has_logo") is True)


def read_colour(typed: str) -> str:
    """``#rrggbb`` from what somebody typed (``0B6B58``, ``#abc``); "" when it is no colour."""
    bare = typed.strip().lower().lstrip("#")
    if len(bare) == 3:
        bare = "".join(sign * 2 for sign in bare)
    colour = f"#{bare}"
    return colour if COLOUR.fullmatch(colour) else ""


def is_dark_enough(colour: str) -> bool:
    """Whether a code of this colour on white can be read."""
    return contrast(colour) >= MIN_CONTRAST
