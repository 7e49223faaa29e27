"""Carrying out a recipe of the photo studio on a picture. The same recipe on the same picture: the same pixels."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from sandbox.media.recipe import Cut, Recipe, cut_of

LIGHT_STEP = 0.13  # of gamma
WARM_STEP = 0.035  # of red up, of blue down
MOST_GAIN = 1.35  # colour correction is a help, not a painting
DARKEST_AIM, LIGHTEST_AIM = 10, 246  # where auto puts the darkest and the lightest hundredth
MIDDLE_AIM = 0.44  # and, if it is darker than that, the middle, as a share of the range
LEAST_GAMMA = 0.7
LEAST_PALE = 0.04  # share of the picture that must be pale before its tint is believed
TRUST = 0.7  # and how far
SAMPLE = 160
TONE_LEVELS = [round(255 * number / 16) for number in range(17)]

Table = list[int]


def carry_out(picture: Image.Image, recipe: Recipe) -> tuple[Image.Image, list[list[float]]]:
    """The picture after straightening, cutting and setting the light: a new image, never larger.

    And its tone, so that a screen can show the original in the same light: what becomes of evenly spaced levels
    of red, green and blue (0 to 1), [] when nothing does.
    """
    cut = cut_of(picture.size, recipe)
    tables = colour_tables(picture, recipe)
    result = _cut_out(picture, cut, recipe.angle)
    tone = [[round(table[level] / 255, 3) for level in TONE_LEVELS] for table in tables]
    changes = recipe.auto or recipe.light or recipe.warmth
    return result.point([level for table in tables for level in table]), tone if changes else []


def _cut_out(picture: Image.Image, cut: Cut, angle: int) -> Image.Image:
    """Cut without resampling where nothing is turned."""
    across, down = picture.width / 2, picture.height / 2
    if angle == 0:
        left = min(max(0, round(cut.left + across)), picture.width - cut.width)
        top = min(max(0, round(cut.top + down)), picture.height - cut.height)
        return picture.crop((left, top, left + cut.width, top + cut.height))
    turn = math.radians(angle / 10)
    sine, cosine = math.sin(turn), math.cos(turn)
    data = (
        cosine, sine, cosine * cut.left + sine * cut.top + across,
        -sine, cosine, -sine * cut.left + cosine * cut.top + down,
    )  # fmt: skip
    size = (cut.width, cut.height)
    return picture.transform(size, Image.Transform.AFFINE, data, Image.Resampling.BICUBIC)


def colour_tables(picture: Image.Image, recipe: Recipe) -> tuple[Table, Table, Table]:
    """What becomes of each level of red, green and blue."""
    gains = [1.0, 1.0, 1.0]
    low, high, gamma = 0.0, 255.0, 1.0
    if recipe.auto:
        small = picture.resize(_sample_size(picture.size), Image.Resampling.BOX)
        gains = _white_balance(small)
        low, high, gamma = _levels(small, gains)
    gamma *= (1.0 - LIGHT_STEP) ** recipe.light
    warm = 1.0 + WARM_STEP * recipe.warmth
    gains = [gains[0] * warm, gains[1], gains[2] / warm]
    red, green, blue = (_table(gain, low, high, gamma) for gain in gains)
    return red, green, blue


def _sample_size(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, SAMPLE / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _table(gain: float, low: float, high: float, gamma: float) -> Table:
    span = max(1.0, high - low)
    levels = []
    for level in range(256):
        value = min(1.0, max(0.0, (level * gain - low) / span))
        levels.append(round(255 * value**gamma))
    return levels


def _white_balance(small: Image.Image) -> list[float]:
    """Gains that make the pale, weakly coloured parts grey: most of the way, never far.

    Only those parts are asked: a picture full of chilli is red because chilli is red.
    """
    pixels = np.asarray(small, dtype=np.float64).reshape(-1, 3)
    value, least = pixels.max(axis=1), pixels.min(axis=1)
    pale = (value > 90) & (value < 252) & (value - least < 0.35 * value)
    if pale.mean() < LEAST_PALE:
        return [1.0, 1.0, 1.0]
    parts = pixels[pale].mean(axis=0)
    gains = 1 + TRUST * (parts.mean() / np.maximum(parts, 1.0) - 1)
    return [float(gain) for gain in np.clip(gains, 1 / MOST_GAIN, MOST_GAIN)]


def _levels(small: Image.Image, gains: list[float]) -> tuple[float, float, float]:
    """Black point, white point and gamma; nothing moves in a picture that uses its range already."""
    grey = np.asarray(small.convert("L"), dtype=np.float64)
    dark, middle, pale = np.percentile(grey, (1, 50, 99)) * (sum(gains) / 3)
    low = min(24.0, max(0.0, float(dark) - DARKEST_AIM))
    high = min(255.0, max(80.0, float(pale) * 255 / LIGHTEST_AIM))
    centre = (float(middle) - low) / max(1.0, high - low)
    if not 0.02 < centre < MIDDLE_AIM:  # goods on a white cloth are pale, and right so
        return low, high, 1.0
    return low, high, max(LEAST_GAMMA, math.log(MIDDLE_AIM) / math.log(centre))
