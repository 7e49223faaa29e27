"""Every accent reads on every theme, by day and by night: computed from the stylesheet a phone gets."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.media.colours import READABLE, contrast
from sandbox.packs.loader import load_pack
from sandbox.shops import storefront_style
from sandbox.shops.storefront_style import (
    FOLDER,
    SHEETS,
    accent_css,
    grounds,
    packed_stylesheet,
    style_version,
    stylesheet,
)

NIGHT = "@media (prefers-color-scheme:dark){"


def colours(css: str) -> tuple[dict[str, str], dict[str, str]]:
    """The custom properties that are colours: by day, and by night."""
    day: dict[str, str] = {}
    night: dict[str, str] = {}
    for place in re.finditer(r":root\{([^}]*)\}", css):
        is_night = css[: place.start()].endswith(NIGHT)
        for name, value in re.findall(r"--([a-z0-9-]+):(#[0-9a-f]{3,6})", place[1]):
            full = value if len(value) == 7 else "#" + "".join(2 * sign for sign in value[1:])
            (night if is_night else day)[name] = full
    return day, day | night


@pytest.mark.parametrize("sheet", SHEETS)
def test_text_in_every_accent_reads_on_every_ground(sheet: str) -> None:
    for accent in load_pack("indonesia").accents.values():
        for mode in colours(stylesheet(sheet, accent)):
            for ink, papers in {
                "accent": ("paper", "sheet", "wash"),
                "on-accent": ("accent",),
                "ink": ("paper", "sheet", "wash"),
                "ink-2": ("paper", "sheet"),
            }.items():
                for ground in papers:
                    found = contrast(mode[ink], mode[ground])
                    assert found >= READABLE, f"{sheet} {accent.key}: {ink} on {ground} {found:.2f}"


@given(colour=st.from_regex(r"#[0-9a-f]{6}", fullmatch=True), sheet=st.sampled_from(SHEETS))
def test_any_colour_a_country_may_choose_is_made_to_read(colour: str, sheet: str) -> None:
    accent = replace(next(iter(load_pack("indonesia").accents.values())), light=colour, dark=colour)
    own = (FOLDER / f"{sheet}.css").read_text(encoding="utf-8")
    for mode, papers in zip(colours(accent_css(accent, *grounds(own))), grounds(own), strict=True):
        for ground in (*papers, mode["on-accent"]):
            assert contrast(mode["accent"], ground) >= READABLE


@pytest.mark.parametrize("changed", ["shared", "badge"])
def test_a_phone_that_keeps_the_stylesheet_for_a_year_hears_of_every_change(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accent = next(iter(load_pack("indonesia").accents.values()))
    folder = shutil.copytree(FOLDER, tmp_path / "css")
    monkeypatch.setattr(storefront_style, "FOLDER", folder)
    forget = (stylesheet, packed_stylesheet, style_version)
    versions = set()
    for more in ("", "\n.new{color:red}\n"):
        for cached in forget:
            cached.cache_clear()
        sheet = folder / f"{changed}.css"
        sheet.write_text(sheet.read_text(encoding="utf-8") + more, encoding="utf-8")
        versions.add(style_version("stall", accent))
    for cached in forget:
        cached.cache_clear()
    assert len(versions) == 2
