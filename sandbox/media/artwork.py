"""What a drawing is made of, and fitting words into boxes. Pure: units are whatever the caller says.

Share cards (pixels) and print sheets (millimetres) are lists of these marks, drawn in order, measured from the
top left corner. ``paint`` draws them as a picture, ``links.print.pdf`` as a PDF: both show the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from sandbox.media.typeface import CAP_HEIGHT, Weight, printable, text_width

Align = Literal["left", "center", "right"]
SHRINK = 0.96
TINIEST = 0.15
LONGEST_UNIT = 2


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled with ``fill`` and outlined with ``edge`` where those are colours."""

    x: float
    y: float
    w: float
    h: float
    fill: str = ""
    radius: float = 0.0
    edge: str = ""
    thick: float = 0.0


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle about (x, y)."""

    x: float
    y: float
    r: float
    fill: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line; ``dash`` is the length of dashes and gaps, 0 for a solid one."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    thick: float
    dash: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text in a column ``w`` wide; ``size`` is the type size, ``leading`` the height of a line in parts of it.

    Capitals stand in the middle of their line. ``is_heading`` tells a screen reader.
    """

    x: float
    y: float
    w: float
    lines: tuple[str, ...]
    size: float
    weight: Weight
    colour: str
    align: Align = "left"
    leading: float = 1.18
    is_heading: bool = False

    @property
    def h(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.size * self.leading

    def places(self) -> list[tuple[float, float, str]]:
        """Where each line starts: (left, baseline, text)."""
        found = []
        for number, line in enumerate(self.lines):
            spare = self.w - text_width(line, self.weight) * self.size
            left = self.x + spare * {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
            middle = (number + 0.5) * self.leading * self.size
            found.append((left, self.y + middle + CAP_HEIGHT / 2 * self.size, line))
        return found


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code ``side`` wide with its own light ground and quiet zone; ``alt`` says where it leads.

    ``dark`` is an ink of at least 7:1 on white; ``logo`` a small square picture for its middle, b"" for none.
    """

    x: float
    y: float
    side: float
    text: str
    alt: str
    dark: str = "#000000"
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo filling its box, cut at the edges; ``name`` is its name in the media store."""

    x: float
    y: float
    w: float
    h: float
    name: str
    alt: str


Mark = Box | Disc | Shape | Stroke | Words | Code | Photo


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """The same mark elsewhere."""
    if isinstance(mark, Shape):
        return replace(mark, points=tuple((x + dx, y + dy) for x, y in mark.points))
    if isinstance(mark, Stroke):
        return replace(mark, x1=mark.x1 + dx, y1=mark.y1 + dy, x2=mark.x2 + dx, y2=mark.y2 + dy)
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


def stacked(blocks: Iterable[tuple[Words, float]], top: float) -> list[Mark]:
    """Blocks of words one under the other from ``top``, each followed by its gap; empty ones take no room."""
    placed: list[Mark] = []
    for words, gap in blocks:
        if words.lines:
            placed.append(replace(words, y=top))
            top += words.h + gap
    return placed


def fit_words(
    text: str,
    *,
    x: float,
    y: float,
    w: float,
    h: float,
    largest: float,
    smallest: float,
    weight: Weight,
    colour: str,
    align: Align = "left",
    leading: float = 1.18,
    most_lines: int = 99,
    is_heading: bool = False,
) -> Words:
    """``text`` as large as the box allows: whole words down to ``smallest``, then words broken, then smaller still.

    Nothing is ever cut off. What no type face of ours can write is left out (``printable``).
    """
    typed = printable(text)
    size, lines = largest, ()
    for breaks, floor in ((False, smallest), (True, smallest), (True, smallest * TINIEST)):
        size = largest
        most = most_lines if floor >= smallest else 99
        while size >= floor * 0.999:
            lines = wrap(typed, w / size, weight, breaks=breaks)
            room = min(most, int(h / (size * leading) + 1e-6))
            if len(lines) <= room and all(text_width(line, weight) * size <= w + 1e-6 for line in lines):
                lines = balanced(typed, lines, w / size, weight, breaks=breaks)
                return Words(x, y, w, lines, size, weight, colour, align, leading, is_heading)
            size *= SHRINK
    return Words(x, y, w, lines, size, weight, colour, align, leading, is_heading)


def wrap(text: str, width: float, weight: Weight, *, breaks: bool) -> tuple[str, ...]:
    """Lines of at most ``width`` (in parts of the size); with ``breaks`` words too long for a line are divided."""
    lines: list[str] = []
    line = ""
    for word in _pieces(text):
        longer = f"{line} {word}" if line else word
        if text_width(longer, weight) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while breaks and text_width(line, weight) > width and len(line) > 1:
            end = _longest_start(line, width, weight)
            lines.append(line[:end])
            line = line[end:]
    return (*lines, line) if line else tuple(lines)


def balanced(
    text: str, lines: tuple[str, ...], width: float, weight: Weight, *, breaks: bool
) -> tuple[str, ...]:
    """The same number of lines, about equally long."""
    low, high = width / 2, width
    for _ in range(6 if len(lines) > 1 else 0):
        middle = (low + high) / 2
        tried = wrap(text, middle, weight, breaks=breaks)
        is_good = len(tried) == len(lines) and all(text_width(line, weight) <= middle for line in tried)
        low, high, lines = (low, middle, tried) if is_good else (middle, high, lines)
    return lines


def _pieces(text: str) -> list[str]:
    """Words, a number kept together with its unit: ``200 g`` never ends one line and begins the next."""
    pieces: list[str] = []
    for word in text.split():
        if (
            pieces
            and len(word) <= LONGEST_UNIT
            and word.isalpha()
            and pieces[-1][-1].isdigit()
            and " " not in pieces[-1]
        ):
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
    return pieces


def _longest_start(word: str, width: float, weight: Weight) -> int:
    end = len(word)
    while end > 1 and text_width(word[:end], weight) > width:
        end -= 1
    return end
