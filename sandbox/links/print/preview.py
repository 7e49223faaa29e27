"""The picture of a print sheet on the screen, painted from the same marks as its PDF."""

from __future__ import annotations

import io
from collections.abc import Callable

from sandbox.links.print.sheets import Page
from sandbox.media.paint import Painter

QUALITY = 84


def preview_webp(page: Page, width: int, read: Callable[[str], bytes]) -> bytes:
    """The page as a WebP ``width`` pixels wide."""
    scale = width / page.w
    painter = Painter.blank((width, round(page.h * scale)), scale, read)
    for face in page.placements:
        if face.is_turned:
            painter.paint_turned(face.marks, (face.x, face.y, face.w, face.h))
        else:
            painter.paint(face.marks)
    painter.paint(page.lines)
    out = io.BytesIO()
    painter.finish().save(out, "WEBP", quality=QUALITY, method=2)
    return out.getvalue()
