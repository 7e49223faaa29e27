"""The faces of print sheets: what stands where on a poster, a tent, a tag or a sticker, in four designs. Pure.

Everything is in millimetres from the top left corner of the art. Words shrink and wrap, they are never cut
(``artwork.fit_words``); the QR code keeps the size its sheet asks for and has the link in words beneath it.
"""

from __future__ import annotations

from collections.abc import Callable

from sandbox.links.print import posters, tags
from sandbox.links.print.face import INK, Content, Face, Look
from sandbox.media.artwork import Box, Mark, fit_words
from sandbox.media.colours import WHITE, mix, readable
from sandbox.packs.print_sheets import SheetSpec

FACES: dict[tuple[str, str], Callable[[Face], list[Mark]]] = {
    ("tall", "awning"): posters.tall_awning,
    ("tall", "woven"): posters.tall_woven,
    ("tall", "kraft"): posters.tall_kraft,
    ("tall", "bold"): posters.tall_bold,
    ("wide", "awning"): posters.wide_awning,
    ("wide", "woven"): posters.wide_woven,
    ("wide", "kraft"): posters.wide_kraft,
    ("wide", "bold"): posters.wide_bold,
    ("tag", "awning"): tags.tag_awning,
    ("tag", "woven"): tags.tag_woven,
    ("tag", "kraft"): tags.tag_kraft,
    ("tag", "bold"): tags.tag_bold,
    ("label", "awning"): tags.label_awning,
    ("label", "woven"): tags.label_woven,
    ("label", "kraft"): tags.label_kraft,
    ("label", "bold"): tags.label_bold,
}


def draw_face(sheet: SheetSpec, design: str, content: Content, look: Look) -> list[Mark]:
    """The marks of one piece's art."""
    w, h = sheet.art
    return FACES[sheet.face, design](Face(w, h, sheet.code, content, look))


def base_panel(fold: str, look: Look, w: float, h: float) -> list[Mark]:
    """The panel a tent stands on: how to fold it, for whoever holds the sheet."""
    return [
        Box(0, 0, w, h, "", 3, mix(look.accent, WHITE, 0.35), 0.3),
        fit_words(
            fold, x=12, y=h * 0.28, w=w - 24, h=h * 0.4, largest=5.2, smallest=3, weight="regular",
            colour=readable(mix(INK, WHITE, 0.7), WHITE), align="center", leading=1.4,
        ),
    ]  # fmt: skip
