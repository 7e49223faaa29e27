"""What a picture looks like in a few numbers: light, sharpness, background, text, codes, skin. Pure: numpy and PIL.

Works on the picture as a visitor's phone shows it (at most 720 px), so a fault nobody can see is no fault. Only
measures: what is still good, and what to say about it, are data (``packs/photos.py``). It recognises nobody and
reads nothing apart from square codes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

SIDE = 720
TILE = 24
BORDER = 0.22  # how much of each side counts as background
LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)
EDGE = 28.0  # a step of grey a person sees as an edge
COLOURS = 6  # levels a channel has when colours are counted
FLAT = 16.0  # how much the grey of one stroke varies
CONTRAST = 70.0  # between writing and what it stands on
STEP = 45.0  # at the rim of a stroke, within two pixels
SHARP = 0.8  # share of a stroke's rim that must be such a step
TURNS = 1.3  # strokes in one row of a tile, at least
LINE = 3  # so many tiles of writing side by side are a line

Plane = npt.NDArray[np.float32]


def measure(picture: Image.Image) -> dict[str, Any]:
    """Measure an upright RGB picture. The same picture always gives the same numbers.

    ``side`` the shorter side in pixels; ``dark`` the grey (0 to 255) only a tenth is brighter than;
    ``pale`` the grey only a twentieth of the middle is darker than; ``sharp`` how much of the contrast lies
    in the finest detail (0 to 1); ``clutter`` how much of the rim is edges (0 to 1); ``colours`` how many
    kinds of colour the rim has (bits); ``text`` the share covered by lines like writing; ``lines`` how many
    such lines; ``skin`` the share coloured like skin.
    """
    side = min(picture.size)
    if max(picture.size) > SIDE:
        scale = SIDE / max(picture.size)
        size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
        picture = picture.resize(size, Image.Resampling.BOX)
    pixels = np.asarray(picture.convert("RGB"), dtype=np.float32)
    grey = pixels @ LUMA
    text, lines = _writing(grey)
    clutter, colours = _background(grey, pixels)
    return {
        "side": side,
        "dark": _round(np.percentile(grey, 90)),
        "pale": _round(np.percentile(_middle(grey), 5)),
        "sharp": _sharpness(grey),
        "clutter": clutter,
        "colours": colours,
        "text": text,
        "lines": lines,
        "skin": _skin(pixels),
    }


def _round(value: Any, digits: int = 3) -> float:
    return round(float(value), digits)


def _middle(grey: Plane) -> Plane:
    height, width = grey.shape
    top, left = int(height * BORDER), int(width * BORDER)
    return grey[top : height - top, left : width - left]


def _tiles(plane: npt.NDArray[Any], tile: int) -> npt.NDArray[Any]:
    """``plane`` cut into whole tiles: rows, columns, then the pixels of each."""
    rows, columns = plane.shape[0] // tile, plane.shape[1] // tile
    cut = plane[: rows * tile, : columns * tile].reshape(rows, tile, columns, tile)
    return cut.transpose(0, 2, 1, 3).reshape(rows, columns, tile * tile)


def _sharpness(grey: Plane) -> float:
    """Variance of the Laplacian over the variance of the grey, in the sharpest tenth of the detailed tiles.

    The sharpest, because a soft background behind a sharp cake is good craft and no fault.
    """
    if min(grey.shape) < 3 * TILE:
        return 1.0
    inner = grey[1:-1, 1:-1]
    laplacian = 4 * inner - grey[:-2, 1:-1] - grey[2:, 1:-1] - grey[1:-1, :-2] - grey[1:-1, 2:]
    detail = _tiles(inner, TILE).var(axis=2)
    fine = _tiles(laplacian, TILE).var(axis=2)
    busy = detail >= max(30.0, float(np.percentile(detail, 60)))
    if not busy.any():
        return 0.0
    ratio = fine[busy] / (detail[busy] * 20.0)
    return _round(min(1.0, float(np.percentile(ratio, 90))), 4)


def _background(grey: Plane, pixels: npt.NDArray[np.float32]) -> tuple[float, float]:
    """Share of edges in the rim, and the entropy of its colours in bits."""
    height, width = grey.shape
    rim = np.ones((height, width), dtype=bool)
    top, left = int(height * BORDER), int(width * BORDER)
    if top and left:
        rim[top : height - top, left : width - left] = False
    edges = np.zeros((height, width), dtype=bool)
    edges[:, 1:] |= np.abs(np.diff(grey, axis=1)) > EDGE
    edges[1:, :] |= np.abs(np.diff(grey, axis=0)) > EDGE
    levels = (pixels[rim] * (COLOURS / 256.0)).astype(np.int32)
    kinds = levels[:, 0] * COLOURS * COLOURS + levels[:, 1] * COLOURS + levels[:, 2]
    shares = np.bincount(kinds, minlength=COLOURS**3) / max(1, kinds.size)
    shares = shares[shares > 0]
    return _round(edges[rim].mean(), 4), _round(-(shares * np.log2(shares)).sum())


def _writing(grey: Plane) -> tuple[float, int]:
    """Share covered by lines like writing, and how many lines.

    Looked for in two sizes, small print and headlines, and the larger find is told.
    """
    half = grey[: grey.shape[0] // 2 * 2, : grey.shape[1] // 2 * 2]
    half = half.reshape(half.shape[0] // 2, 2, half.shape[1] // 2, 2).mean(axis=(1, 3))
    return max((_lines(_strokes(plane)) for plane in (grey, half)), key=lambda found: found[0])


def _strokes(grey: Plane) -> npt.NDArray[np.bool_]:
    """Which tiles hold strokes: one grey that comes and goes many times along a row, always at a sharp step.

    Leaves, weaving and crumbs have steps too, but not all from the same grey.
    """
    cut = _tiles(grey, TILE)
    if cut.size == 0:
        return np.zeros((0, 0), dtype=bool)
    rows, columns = cut.shape[:2]
    square = cut.reshape(rows, columns, TILE, TILE)
    like = np.zeros((rows, columns), dtype=bool)
    ordered = np.sort(cut[..., ::4], axis=2)
    low, high = ordered[..., ordered.shape[2] // 12], ordered[..., -1 - ordered.shape[2] // 12]
    step = np.abs(square[..., 2:] - square[..., :-2])
    for ink in (low, high):
        mask = np.abs(square - ink[..., None, None]) <= FLAT
        share = mask.mean(axis=(2, 3))
        turns = mask[..., 2:] != mask[..., :-2]
        count = turns.sum(axis=(2, 3))
        sharp = (turns & (step > STEP)).sum(axis=(2, 3)) / np.maximum(count, 1)
        per_row = count / (2.0 * TILE)
        like |= (
            (high - low > CONTRAST) & (share > 0.12) & (share < 0.75) & (sharp > SHARP) & (per_row > TURNS)
        )
    return like


def _lines(like: npt.NDArray[np.bool_]) -> tuple[float, int]:
    """Keep runs of tiles side by side: the share they cover, and how many rows have one."""
    kept = np.zeros_like(like)
    for number, row in enumerate(like):
        edge = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(np.int8), [0]))))
        for start, end in zip(edge[::2], edge[1::2], strict=True):
            if end - start >= LINE:
                kept[number, start:end] = True
    return (_round(kept.mean(), 4), int(kept.any(axis=1).sum())) if kept.size else (0.0, 0)


def _skin(pixels: npt.NDArray[np.float32]) -> float:
    """Share of pixels coloured like skin, light or dark. Wood and bread are too: good for a question only."""
    small = pixels[::3, ::3]
    red, green, blue = small[..., 0], small[..., 1], small[..., 2]
    grey = small @ LUMA
    red_part, blue_part = (red - grey) * 0.713 + 128, (blue - grey) * 0.564 + 128
    like = (red_part > 136) & (red_part < 172) & (blue_part > 84) & (blue_part < 126) & (grey > 45)
    return _round((like & (red > green) & (green > blue)).mean())
