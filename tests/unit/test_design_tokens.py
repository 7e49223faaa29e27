"""The colours keep their promise: everything written can be read, in both themes."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "sandbox" / "static"
CSS = STATIC / "css"
TEXT = 4.5
SHAPE = 3.0

PAPERS = ("paper", "sheet", "sunken")
INKS = ("ink", "ink-2", "leaf", "sun", "chilli", "sky")
WRITTEN = [
    *((ink, paper) for paper in PAPERS for ink in INKS),
    *((f"{tone}-ink", f"{tone}-wash") for tone in ("leaf", "sun", "chilli", "sky")),
    *((f"on-{tone}", f"{tone}-fill") for tone in ("leaf", "sun", "chilli", "sky")),
    ("on-leaf-2", "leaf-fill"),
    ("on-leaf", "leaf-glow"),
    ("on-leaf-2", "leaf-glow"),
    ("on-leaf", "leaf-deep"),
    ("on-chilli", "chilli-deep"),
    *(("ink", wash) for wash in ("leaf-wash", "sun-wash", "chilli-wash", "sky-wash", "track")),
    ("ink-2", "track"),
    ("wall-ink", "wall"),
    ("wall-ink-2", "wall"),
    ("wall-sun", "wall"),
    ("wall-mint", "wall"),
    ("wall-coral", "wall"),
    ("paper", "ink"),
]
SEEN = [*((name, paper) for paper in PAPERS[:2] for name in ("edge", "focus")), ("toast-mark", "ink")]


def tokens(block: str) -> dict[str, str]:
    """Custom properties declared in one block of CSS."""
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


def themes() -> dict[str, dict[str, str]]:
    """Tokens as a phone sees them: light, dark by its own setting, dark by choice."""
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    light = re.search(r"^:root \{(.*?)^\}", text, re.DOTALL | re.MULTILINE)
    by_phone = re.search(r':root:not\(\[data-theme="light"\]\) \{(.*?)\n  \}', text, re.DOTALL)
    by_choice = re.search(r':root\[data-theme="dark"\] \{(.*?)\n\}', text, re.DOTALL)
    assert light
    assert by_phone
    assert by_choice
    base = tokens(light[1])
    return {
        "light": base,
        "dark by phone": {**base, **tokens(by_phone[1])},
        "dark by choice": {**base, **tokens(by_choice[1])},
    }


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` as WCAG 2.2 defines it."""
    assert re.fullmatch(r"#[0-9a-f]{6}", colour), f"not a plain colour: {colour}"
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark by phone", "dark by choice"])
def test_everything_written_can_be_read(theme: str) -> None:
    seen = themes()[theme]
    short = {
        f"{ink} on {paper}": round(contrast(seen[ink], seen[paper]), 2)
        for pairs, least in ((WRITTEN, TEXT), (SEEN, SHAPE))
        for ink, paper in pairs
        if contrast(seen[ink], seen[paper]) < least
    }
    assert short == {}


def test_dark_is_the_same_by_choice_and_by_the_phones_setting() -> None:
    by_name = themes()
    assert by_name["dark by phone"] == by_name["dark by choice"]
    assert by_name["light"]["paper"] != by_name["dark by choice"]["paper"]


def test_stylesheets_use_only_tokens_that_exist() -> None:
    known = set(themes()["light"]) | {"bar", "gutter", "page"}  # the last three are set by the shells
    for sheet in CSS.glob("*.css"):
        used = set(re.findall(r"var\(--([\w-]+)", sheet.read_text(encoding="utf-8")))
        assert used <= known, f"{sheet.name}: {used - known}"


@pytest.mark.parametrize("sheet", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_stylesheets_stay_light(sheet: Path) -> None:
    assert len(gzip.compress(sheet.read_bytes())) < 15_000


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path in [*CSS.glob("*.css"), *(STATIC / "js").glob("*.js")]:
        assert not re.search(r"https?://|url\(\s*[\"']?//", path.read_text(encoding="utf-8")), path.name
