"""The pure parts of the shop: addresses from names, order of photos, saving once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.clock import now
from sandbox.shops.forms import _moved
from sandbox.shops.slugs import LONGEST, free_slug, make_slug
from sandbox.web.editing import EditConflict, apply_edit


@given(st.text(max_size=300))
def test_every_name_makes_an_address(name: str) -> None:
    slug = make_slug(name, "toko")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= LONGEST
    assert make_slug(slug, "toko") == slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Keripik Bu Siti", "keripik-bu-siti"),
        ("Warung Jéngkol & Ñasi", "warung-jengkol-nasi"),
        ("  --Kopi--  ", "kopi"),
        ("خبز", "toko"),
        ("🍜🍜", "toko"),
        ("a" * 200, "a" * LONGEST),
        ("sambal " * 30, "sambal-sambal-sambal-sambal-sambal-sambal-sambal"),
    ],
)
def test_addresses_people_can_read(name: str, slug: str) -> None:
    assert make_slug(name, "toko") == slug


@given(st.text("ab-", min_size=1, max_size=60), st.integers(1, 30))
def test_a_taken_address_gets_a_free_number(name: str, count: int) -> None:
    taken: set[str] = set()
    for _ in range(count):
        slug = free_slug(make_slug(name, "toko"), taken)
        assert slug not in taken
        assert len(slug) <= LONGEST
        taken.add(slug)


@pytest.mark.parametrize(
    ("action", "order"),
    [
        ("up:2", [2, 1, 3]),
        ("up:1", [1, 2, 3]),
        ("down:2", [1, 3, 2]),
        ("down:3", [1, 2, 3]),
        ("first:3", [3, 1, 2]),
        ("remove:2", [1, 3]),
        ("remove:9", [1, 2, 3]),
        ("", [1, 2, 3]),
        ("explode:1", [1, 2, 3]),
        ("up:²", [1, 2, 3]),
    ],
)
def test_photos_move_one_place(action: str, order: list[int]) -> None:
    assert _moved([1, 2, 3], action) == order


@dataclass
class Row:
    name: str = "lama"
    row_version: int = 3
    save_key: str = ""
    updated_at: datetime = field(default_factory=now)


def test_an_edit_from_the_current_version_is_saved() -> None:
    row = Row()
    assert apply_edit(row, {"name": "baru"}, version=3, save_key="k1")
    assert (row.name, row.row_version, row.save_key) == ("baru", 4, "k1")


def test_an_edit_from_an_old_version_is_a_conflict_and_changes_nothing() -> None:
    row = Row()
    with pytest.raises(EditConflict) as conflict:
        apply_edit(row, {"name": "baru"}, version=2, save_key="k1")
    assert conflict.value.stored == {"name": "lama"}
    assert (row.name, row.row_version) == ("lama", 3)


def test_a_save_repeated_because_its_answer_got_lost_takes_effect_once() -> None:
    row = Row()
    apply_edit(row, {"name": "baru"}, version=3, save_key="k1")
    assert not apply_edit(row, {"name": "baru"}, version=3, save_key="k1")
    assert row.row_version == 4
    assert apply_edit(row, {"name": "lebih baru"}, version=3, save_key="k1")
    with pytest.raises(EditConflict):
        apply_edit(row, {"name": "dari tab lain"}, version=3, save_key="k2")
