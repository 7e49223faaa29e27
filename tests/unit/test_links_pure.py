"""Names in addresses, visits by hour and day, inks and the pack's places: the links wing's pure rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.links.hours import by_day, by_hour, first_midnight
from sandbox.links.labels import LONGEST, LabelFault, label_fault, read_label, tidy_label
from sandbox.links.styles import QrStyle, is_dark_enough, read_colour, read_style
from sandbox.media.qr import MIN_CONTRAST, contrast, dark_enough
from sandbox.packs.links import load_links, read_links
from sandbox.packs.qris import load_qris, read_qris
from sandbox.packs.reading import HERE, PackError

LOCALES = ("id", "en")
PACK = load_links("indonesia", LOCALES)
COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


# -- names ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Poster Warung!", "poster-warung"),
        ("  kartu__meja  ", "kartu-meja"),
        ("Lebaran 2027", "lebaran-2027"),
        ("Café Déwi", "cafe-dewi"),
        ("🌶🌶", ""),
        ("海报", ""),
    ],
)
def test_names_are_tidied_so_that_one_place_is_counted_once(typed: str, label: str) -> None:
    assert tidy_label(typed) == label


@pytest.mark.parametrize(
    ("label", "fault"),
    [
        ("poster-warung", None),
        ("lebaran-2027", None),
        ("pasar-11-12", None),
        ("", LabelFault.EMPTY),
        ("x" * (LONGEST + 1), LabelFault.LONG),
        ("081234567890", LabelFault.NUMBER),
        ("hp-0812-3456-7890", LabelFault.NUMBER),
        ("bu-siti", LabelFault.PERSON),
        ("poster-wawan", LabelFault.PERSON),
        ("poster-al", None),  # two letters of a name may be anything
    ],
)
def test_no_person_and_no_number_gets_into_an_address(label: str, fault: LabelFault | None) -> None:
    assert label_fault(label, titles=PACK.titles, people=["Pak Wawan", "Al"]) == fault


@given(st.text(max_size=60))
def test_whatever_is_typed_comes_back_from_the_address_or_has_a_sentence(typed: str) -> None:
    label = tidy_label(typed)
    assert tidy_label(label) == label
    assert read_label(label) == (label if label_fault(label) is None else "")
    assert read_label(typed) in {"", typed}


# -- hours ----------------------------------------------------------------------------------------------


def test_hours_and_days_are_the_classs_own() -> None:
    now = datetime(2026, 11, 21, 15, 30, tzinfo=UTC)  # the 22nd, 00.30 in Jayapura
    visits = [now, now - timedelta(minutes=31), now - timedelta(days=6), now - timedelta(days=7)]
    assert by_hour(visits, "Asia/Jayapura", now)[0] == 1
    assert sum(by_hour(visits, "Asia/Jayapura", now)) == 1
    assert by_hour(visits, "Asia/Jakarta", now)[21:] == [1, 1, 0]
    days = by_day(visits, "Asia/Jayapura", now)
    assert [str(day) for day, _ in days][::6] == ["2026-11-16", "2026-11-22"]
    assert [count for _, count in days] == [1, 0, 0, 0, 0, 1, 1]
    assert first_midnight("Asia/Jayapura", now) == datetime(2026, 11, 15, 15, 0, tzinfo=UTC)


@given(
    st.lists(st.integers(0, 7 * 86_400 - 1)),
    st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
)
def test_every_visit_of_the_seven_days_is_counted_once(seconds: list[int], zone: str) -> None:
    start = first_midnight(zone, datetime(2026, 11, 21, 3, 0, tzinfo=UTC))
    end = start + timedelta(days=7, seconds=-1)
    visits = [start + timedelta(seconds=each) for each in seconds]
    assert sum(count for _, count in by_day(visits, zone, end)) == len(visits)
    assert by_day(visits, zone, end)[-1][1] == sum(by_hour(visits, zone, end))


# -- inks -----------------------------------------------------------------------------------------------


@given(COLOURS)
def test_the_offered_colour_is_dark_enough_and_as_light_as_may_be(colour: str) -> None:
    offered = dark_enough(colour)
    assert contrast(offered) >= MIN_CONTRAST
    if is_dark_enough(colour):
        assert offered == colour
    else:
        assert contrast(offered) < MIN_CONTRAST * 1.04


@given(
    st.dictionaries(
        st.sampled_from(["colour", "has_logo", "x"]), st.one_of(COLOURS, st.booleans(), st.text())
    )
)
def test_a_stored_style_is_always_one_phones_can_read(stored: dict[str, object]) -> None:
    style = read_style(stored)
    assert is_dark_enough(style.colour)
    assert read_style(style.stored()) == style


@pytest.mark.parametrize(
    ("typed", "colour"),
    [
        ("7D1A3C", "#7d1a3c"),
        (" #abc ", "#aabbcc"),
        ("merah", ""),
        ("#12345", ""),
        ("##", ""),
        ('#000"/>', ""),
    ],
)
def test_colours_are_read_as_people_type_them(typed: str, colour: str) -> None:
    assert read_colour(typed) == colour


def test_a_link_without_a_style_is_plain() -> None:
    assert read_style({}) == QrStyle("#000000", has_logo=False)


# -- the pack -------------------------------------------------------------------------------------------


def test_every_ink_of_the_pack_may_be_used_and_every_place_can_be_read_back() -> None:
    assert all(is_dark_enough(ink.colour) for ink in PACK.inks)
    assert len({ink.colour for ink in PACK.inks}) == len(PACK.inks) >= 6
    for place in PACK.places.values():
        assert read_label(place.short) == place.short
        assert read_label(place.source) == place.source
    assert {"wa", "ig", "status", "poster", "meja", "stiker", "pasar"} <= set(PACK.places)
    assert PACK.medium_of("poster") == "qr"
    assert PACK.medium_of("poster-warung") == ""


def test_fees_have_their_day() -> None:
    facts = load_qris("indonesia")
    assert (facts.micro_free_up_to, facts.micro_rate_above, facts.small_rate) == (500_000, 30, 70)
    assert facts.micro_since < facts.checked_on


@pytest.mark.parametrize(
    ("name", "right", "wrong", "key"),
    [
        ("links.toml", 'short = "ig"', 'short = "wa"', "twice"),
        ("links.toml", 'short = "qr"', 'short = "kode"', "qr"),
        ("links.toml", 'medium = "chat"', 'medium = "pigeon"', "medium"),
        ("links.toml", 'way = "qr"', 'way = "sky"', "way"),
        ("links.toml", 'colour = "#14417a"', 'colour = "blue"', "colour"),
        ("links.toml", 'source = "instagram"', 'source = "Instagram"', "source"),
        ("qris.toml", "rate_above = 30", "rate_above = -1", "rate_above"),
        ("qris.toml", "since = 2024-12-01", 'since = "soon"', "since"),
    ],
)
def test_a_slip_names_file_and_key(tmp_path: Path, name: str, right: str, wrong: str, key: str) -> None:
    text = (HERE / "indonesia" / name).read_text(encoding="utf-8")
    assert right in text
    file = tmp_path / name
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PackError, match=rf"{name}.*{key}"):
        read_links(file, LOCALES) if name == "links.toml" else read_qris(file)
