"""Shipping zones, permits and notes are complete; a slip in a file says where it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sandbox.packs.loader import load_pack
from sandbox.packs.permits import load_permits, read_permits
from sandbox.packs.reading import HERE, PackError
from sandbox.packs.shipping import load_shipping, read_shipping

LOCALES = ("id", "en")


def test_parcels_cost_more_the_farther_they_go() -> None:
    shipping = load_shipping("indonesia")
    assert list(shipping.zones) == ["regency", "province", "island", "islands", "far"]
    lows = [zone.low for zone in shipping.zones.values()]
    assert lows == sorted(lows)
    assert shipping.checked_on >= dt.date(2026, 1, 1)
    assert shipping.source


def test_every_permit_has_its_form_law_and_source() -> None:
    found = load_permits("indonesia")
    assert found.permits["pirt"].number.fewest == 15
    assert all(permit.rule and permit.source for permit in found.permits.values())
    assert found.earlier_price.least == dt.timedelta(minutes=30)
    assert [key for key, diet in found.diets.items() if not diet.contains] == [
        "vegetarian",
        "spicy",
        "fermented",
    ]


def test_examples_show_what_an_offer_can_be_and_make_up_no_number() -> None:
    examples = [product for trade in load_pack("indonesia").trades.values() for product in trade.products]
    assert {product.kind for product in examples} == {"goods", "night", "seat"}
    assert {product.variant_kind for product in examples} == {"", "taste", "size"}
    for product in examples:
        if product.variants:
            assert product.stock == sum(variant.stock for variant in product.variants)
            assert any(variant.price is None for variant in product.variants), "one has the lowest price"
        assert not hasattr(product, "permits")


@pytest.mark.parametrize(
    ("file", "right", "wrong", "key"),
    [
        ("permits", "digits = [15, 15]", "digits = [15, 2]", "digits"),
        ("permits", "digits = [15, 15]", "digits = 15", "digits"),
        ("permits", 'shown = "ID"', 'shown = "KH"', "shown"),
        ("permits", "contains = true", 'contains = "yes"', "contains"),
        ("permits", "least_minutes = 30", "least_minute = 30", "least_minute"),
        ("permits", "tail = 2", "tail = 15", "tail"),
        ("shipping", "example = [8000, 10000]", "example = [10000, 8000]", "example"),
        ("shipping", "checked_on = 2026-11-21", 'checked_on = "soon"', "checked_on"),
    ],
)
def test_a_slip_names_file_and_key(tmp_path: Path, file: str, right: str, wrong: str, key: str) -> None:
    text = (HERE / "indonesia" / f"{file}.toml").read_text(encoding="utf-8")
    assert right in text
    path = tmp_path / f"{file}.toml"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PackError, match=rf"{file}\.toml.*{key}"):
        (read_permits if file == "permits" else read_shipping)(path, LOCALES)
