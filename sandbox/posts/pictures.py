"""Which part of a photo becomes a channel's picture, and how large. Pure.

A photo is never made larger than it is: a small one gives a smaller picture of the same shape, and
``Cut.is_small`` says so.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

NEARLY = 0.85
"""A photo that keeps this share of itself when cut to shape is cut; below it "whole" puts it on a backdrop."""
SHARP_ENOUGH = 0.45
"""A picture narrower than this share of the advised width is called small."""


@dataclass(frozen=True)
class Cut:
    """``box`` is (left, top, right, bottom) of the photo; ``size`` the finished picture's pixels.

    ``inside`` is where the photo lies in the picture, (left, top, width, height): all of it unless it stands
    on a backdrop.
    """

    box: tuple[int, int, int, int]
    size: tuple[int, int]
    inside: tuple[int, int, int, int]
    is_small: bool

    @property
    def has_backdrop(self) -> bool:
        """Whether something beside the photo is seen."""
        return self.inside[2:] != self.size


def cut_photo(
    width: int, height: int, picture: tuple[int, int], *, whole: bool = False, smallest: int = 0
) -> Cut:
    """Cut a photo of this size to a channel's shape, from its middle. Sizes in pixels, all at least 1."""
    wanted, across, down = picture[0] / picture[1], width, height
    ratio = width / height / wanted
    if whole and min(ratio, 1 / ratio) < NEARLY:
        return _on_backdrop(width, height, picture, smallest)
    if ratio > 1:
        across = max(1, _whole(height * wanted))
    else:
        down = max(1, _whole(width / wanted))
    left, top = (width - across) // 2, (height - down) // 2
    scale = min(1.0, width / picture[0], height / picture[1])
    size = _scaled(picture, scale)
    return Cut(
        (left, top, left + across, top + down), size, (0, 0, *size), _is_small(size, picture, smallest)
    )


def _on_backdrop(width: int, height: int, picture: tuple[int, int], smallest: int) -> Cut:
    """The whole photo in the middle of the picture."""
    fit = min(picture[0] / width, picture[1] / height)
    size = _scaled(picture, min(1.0, 1 / fit))
    fit = min(size[0] / width, size[1] / height)
    across, down = min(size[0], max(1, _whole(width * fit))), min(size[1], max(1, _whole(height * fit)))
    inside = ((size[0] - across) // 2, (size[1] - down) // 2, across, down)
    return Cut((0, 0, width, height), size, inside, _is_small(size, picture, smallest))


def _scaled(picture: tuple[int, int], scale: float) -> tuple[int, int]:
    return max(1, _whole(picture[0] * scale)), max(1, _whole(picture[1] * scale))


def _whole(number: float) -> int:
    """The nearest whole number, halves upwards, as the phone rounds."""
    return math.floor(number + 0.5)


def _is_small(size: tuple[int, int], picture: tuple[int, int], smallest: int) -> bool:
    return min(size) < smallest or size[0] < picture[0] * SHARP_ENOUGH
