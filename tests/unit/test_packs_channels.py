"""The channel limits are complete and dated; a slip in the file says where it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sandbox.packs.channels import load_channels, read_channels
from sandbox.packs.reading import HERE, PackError

FILE = HERE / "indonesia" / "channels.toml"
LOCALES = ("id", "en")


def test_indonesia_has_its_channels_with_the_day_they_were_looked_up() -> None:
    channels = load_channels("indonesia", LOCALES)
    assert dt.date(2026, 1, 1) < channels.checked_on <= dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    assert channels["instagram"].picture == (1080, 1350)
    assert channels["instagram"].caption == 2_200
    assert channels["whatsapp"].caption == 700
    assert channels["tiktok"].title == 90
    assert channels["shopee"].title == 255
    assert len(list(channels)) == 9
    assert "radio" not in channels
    assert channels["whatsapp"].picture == (1080, 1920)
    assert channels.say_district("Kabupaten Madiun") == "Madiun"
    assert channels.say_district("Kota") == "Kota"


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ("checked_on = 2026-11-21", 'checked_on = "soon"', "checked_on"),
        ("checked_on = 2026-11-21", "", "checked_on"),
        ("picture = [1080, 1350]", "picture = [1080]", "picture"),
        ("caption = 2200", "caption = -1", "caption"),
        ('kind = "feed"', 'kind = "feet"', "kind"),
        ("safe = [250, 250]", "safe = [250, 900]", "safe"),
        ("shown_first = 125", "shown_first = 9999", "shown_first"),
        ("sure = true", 'sure = "yes"', "sure"),
        ("hashtags = 5 ", "hashtag = 5 ", "hashtag"),
        ('en = "Instagram"', 'fr = "Instagram"', "name"),
    ],
)
def test_a_slip_names_file_and_key(tmp_path: Path, right: str, wrong: str, key: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert right in text
    file = tmp_path / "channels.toml"
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PackError, match=rf"channels\.toml.*{key}"):
        read_channels(file, LOCALES)


def test_a_country_is_a_plain_name() -> None:
    with pytest.raises(PackError):
        load_channels("../secrets", LOCALES)
