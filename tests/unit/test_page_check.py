"""Cek toko: putting anything right never lowers the score, and only a page with everything has all of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.packs.loader import load_pack
from sandbox.packs.page_check import ALL, load_page_check, read_page_check
from sandbox.packs.reading import HERE, PackError
from sandbox.shops.page_check.queries import page_facts
from sandbox.shops.page_check.rules import RULES, PageFacts, PageReport, ProductFacts, State, check_page

PACK = load_pack("indonesia")
CHECK = load_page_check("indonesia")

products = st.builds(
    ProductFacts,
    id=st.integers(1, 9),
    name=st.sampled_from(["Keripik", "Keripik tempe", "KERIPIK TEMPE", "榛子饼", ""]),
    price=st.integers(0, 5),
    unit=st.sampled_from(["", "bungkus"]),
    weight_g=st.integers(0, 2),
    stock=st.integers(0, 2),
    description=st.integers(0, 80),
    photos=st.integers(0, 2),
    has_own_photo=st.booleans(),
    has_alt=st.booleans(),
    picture_bytes=st.integers(0, 120_000),
    permits=st.integers(0, 1),
    is_example=st.booleans(),
    is_sent=st.booleans(),
    is_counted=st.booleans(),
)
pages = st.builds(
    PageFacts,
    products=st.lists(products, max_size=6).map(tuple),
    has_cover=st.booleans(),
    tagline=st.integers(0, 20),
    story=st.integers(0, 160),
    has_district=st.booleans(),
    how_to_order=st.integers(0, 40),
    hours=st.sampled_from(["", "setiap hari", "08.00–17.00"]),
    says_shipping=st.booleans(),
    shipping_zones=st.integers(0, 3),
    payments=st.integers(0, 3),
    has_pickup_or_cod=st.booleans(),
    has_phone=st.booleans(),
    sells_food=st.booleans(),
    sends=st.booleans(),
)
PRODUCT_FIXES: list[dict[str, Any]] = [
    {"name": "Keripik tempe 250 g"}, {"price": 18_000}, {"unit": "bungkus"}, {"weight_g": 280}, {"stock": 20},
    {"description": 120}, {"has_alt": True}, {"picture_bytes": 0}, {"permits": 1}, {"is_example": False},
    {"photos": 1, "picture_bytes": 90_000}, {"photos": 1, "picture_bytes": 90_000, "has_own_photo": True},
]  # fmt: skip
PAGE_FIXES: list[dict[str, Any]] = [
    {"has_cover": True}, {"tagline": 30}, {"story": 200}, {"has_district": True}, {"how_to_order": 60},
    {"hours": "08.00–17.00"}, {"says_shipping": True}, {"shipping_zones": 6, "says_shipping": True}, {"payments": 3},
    {"has_pickup_or_cod": True}, {"has_phone": True},
]  # fmt: skip
GOOD = ProductFacts(
    1, "Keripik tempe 250 g", 18_000, "bungkus", 280, 20, 120, 1, has_own_photo=True, has_alt=True, permits=1
)
FULL = PageFacts(
    products=(GOOD, replace(GOOD, id=2), replace(GOOD, id=3)),
    sells_food=True,
    **{name: value for fix in PAGE_FIXES for name, value in fix.items()},
)


def report(facts: PageFacts) -> PageReport:
    return check_page(facts, CHECK)


def state(facts: PageFacts, key: str) -> State:
    return next(item.state for item in report(facts).items if item.point.key == key)


def test_a_page_with_everything_has_all_points_and_an_empty_one_none() -> None:
    whole = report(FULL)
    assert whole.score == ALL
    assert {item.state for item in whole.items} == {State.DONE}
    assert whole.next() == ()
    assert report(PageFacts()).score == 0
    assert len(whole.items) == len(RULES) == len(CHECK.points)


def test_rooms_by_the_night_are_not_asked_for_parcels() -> None:
    room = replace(GOOD, weight_g=0, is_sent=False)
    homestay = replace(
        FULL,
        products=(room,) * 3,
        sends=False,
        says_shipping=False,
        shipping_zones=0,
        has_pickup_or_cod=False,
    )
    assert report(homestay).score == ALL
    assert {i.point.key for i in report(homestay).in_state(State.NONE)} == {
        "weight", "shipping", "shipping_table", "pickup",
    }  # fmt: skip


def test_permits_and_a_number_are_asked_never_demanded() -> None:
    without = replace(FULL, has_phone=False, products=tuple(replace(p, permits=0) for p in FULL.products))
    assert report(without).score == ALL
    assert (state(without, "permits"), state(without, "contact")) == (State.TO_DO, State.TO_DO)
    assert report(without).next() == ()
    assert state(replace(without, sells_food=False), "permits") == State.NONE


def test_a_product_that_lacks_something_is_named_and_the_largest_gain_comes_first() -> None:
    bare = replace(GOOD, id=7, photos=0, has_own_photo=False, has_alt=False)
    facts = replace(FULL, products=(GOOD, bare, bare), hours="setiap hari")
    first, *_ = report(facts).next()
    assert (first.point.key, first.product_id, first.done, first.count) == ("own_photo", 7, 1, 3)
    assert [item.point.key for item in report(facts).next()] == ["own_photo", "hours", "photo"]
    assert state(facts, "hours") == State.TO_DO, "every day is not an hour"


@pytest.mark.parametrize("name", ["Keripik", "KERIPIK TEMPE", "x"])
def test_names_that_say_little_or_shout(name: str) -> None:
    assert state(replace(FULL, products=(replace(GOOD, name=name),)), "name") == State.TO_DO


@given(pages, st.sampled_from(PAGE_FIXES))
def test_putting_the_page_right_never_lowers_the_score(facts: PageFacts, fix: dict[str, Any]) -> None:
    before = report(facts).score
    assert 0 <= before <= ALL
    better = {n: max(v, getattr(facts, n)) if isinstance(v, int) else v for n, v in fix.items()}
    assert report(replace(facts, **better)).score >= before


@given(pages, st.sampled_from(PRODUCT_FIXES), st.integers(0, 5))
def test_putting_a_product_right_never_lowers_the_score(
    facts: PageFacts, fix: dict[str, Any], at: int
) -> None:
    if at >= len(facts.products):
        return
    product = facts.products[at]
    if fix.get("photos") and product.photos:
        fix = {
            name: value for name, value in fix.items() if name != "picture_bytes"
        }  # the first one stays first
    if not product.photos:
        product = replace(product, has_own_photo=False, has_alt=False, picture_bytes=0)
    better = {n: max(v, getattr(product, n)) if n in {"photos", "description"} else v for n, v in fix.items()}
    now = [*facts.products[:at], product, *facts.products[at + 1 :]]
    then = [*facts.products[:at], replace(product, **better), *facts.products[at + 1 :]]
    before, after = (report(replace(facts, products=tuple(found))).score for found in (now, then))
    assert after >= before


def example(trade: str) -> Any:
    """The shop of a trade as it opens: a shop row without a database."""
    kind = PACK.trades[trade]
    photo = SimpleNamespace(is_example=True, alt="foto", variants={"list": ("x", 320, 320, 20_000)})
    rows = [
        SimpleNamespace(
            id=n, name=p.name("id"), price=p.price, unit=p.unit, weight_g=p.weight_g or None, stock=p.stock, kind="goods",
            description=p.description("id"), photos=[photo], permits={}, is_example=True, deleted_at=None, is_hidden=False,
        )
        for n, p in enumerate(kind.products, start=1)
    ]  # fmt: skip
    shop = kind.shop
    return SimpleNamespace(
        trade=trade, products=rows, cover_id=1, tagline=shop.tagline("id"), story=shop.story("id"), district_code=None,
        how_to_order=shop.how_to_order("id"), hours=shop.hours("id"), shipping_from=shop.shipping_from, shipping_rates={},
        payment_ways=list(shop.payments), has_pickup=False, phone="",
    )  # fmt: skip


@pytest.mark.parametrize("trade", PACK.trades)
def test_an_untouched_example_is_believable_but_far_from_done(trade: str) -> None:
    found = report(page_facts(example(trade), PACK, CHECK))
    assert 65 <= found.score <= 80
    assert [item.point.key for item in found.next(2)] == ["own_photo", "own"]


def test_a_photo_is_worth_more_than_its_weight() -> None:
    assert CHECK.points["photo"].points > CHECK.points["light"].points


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ("points = 12", "points = 13", "add up"),
        ("[points.own]", "[points.mine]", "mine"),
        ("story = 80", "story = 0", "story"),
        ("checked_on = 2026-11-21", "checked_on = 1", "checked_on"),
    ],
)
def test_a_slip_names_file_and_key(tmp_path: Path, right: str, wrong: str, key: str) -> None:
    text = (HERE / "indonesia" / "page_check.toml").read_text(encoding="utf-8")
    assert right in text
    file = tmp_path / "page_check.toml"
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PackError, match=rf"page_check\.toml.*{key}"):
        read_page_check(file)
