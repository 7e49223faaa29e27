"""What a shop offers: only true earlier prices are struck through, bundles can be put together, numbers are numbers."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.orders.pricing import unit_price
from sandbox.packs.permits import load_permits
from sandbox.shops import offers

TODAY = dt.date(2026, 11, 21)
NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
PERMITS = load_permits("indonesia").permits
MONEY = st.integers(min_value=0, max_value=100_000_000)


def was(**changed: object) -> int | None:
    facts: dict[str, object] = {
        "price": 15_000,
        "was_price": 18_000,
        "earlier_prices": (18_000,),
        "today": TODAY,
        "ends_on": TODAY,
    }
    return offers.shown_was_price(**(facts | changed))


def test_an_earlier_price_is_struck_through_only_when_it_is_true() -> None:
    assert was() == 18_000
    assert was(ends_on=TODAY - dt.timedelta(days=1)) is None, "the sale is over"
    assert was(ends_on=None) is None, "a sale without an end is the price"
    assert was(earlier_prices=(20_000,)) is None, "nobody ever paid that"
    assert was(price=18_000) is None
    assert was(price=19_000) is None
    assert was(was_price=None) is None


@given(
    price=MONEY,
    was_price=st.none() | MONEY,
    earlier=st.lists(MONEY, max_size=4),
    ends=st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)),
)
def test_what_is_struck_through_was_higher_and_was_real(
    price: int, was_price: int | None, earlier: list[int], ends: dt.date | None
) -> None:
    shown = offers.shown_was_price(
        price=price, was_price=was_price, earlier_prices=earlier, today=TODAY, ends_on=ends
    )
    if shown is not None:
        assert shown > price
        assert shown in earlier
        assert ends is not None
        assert ends >= TODAY


def test_a_price_has_to_have_stood_for_a_while() -> None:
    half_hour = dt.timedelta(minutes=30)

    def since(minutes: int) -> dt.datetime:
        return NOON - dt.timedelta(minutes=minutes)

    raised_first = [(15_000, since(600)), (50_000, since(12)), (15_000, since(10))]
    assert offers.stood_prices(raised_first, least=half_hour, moment=NOON) == (15_000,)
    real = [(18_000, since(120)), (20_000, since(60)), (15_000, since(5))]
    assert offers.stood_prices(real, least=half_hour, moment=NOON) == (20_000, 18_000)
    assert offers.stood_prices([], least=half_hour, moment=NOON) == ()


def test_buying_begins_at_the_lowest_variant() -> None:
    assert offers.lowest_price(18_000, []) == 18_000
    assert offers.lowest_price(18_000, [None, 25_000]) == 18_000
    assert offers.lowest_price(18_000, [20_000, 25_000]) == 20_000


def test_the_price_shown_is_one_somebody_can_still_pay() -> None:
    assert offers.buyable_prices(18_000, []) == (18_000,)
    assert offers.buyable_prices(18_000, [(None, 0), (25_000, 2), (22_000, 1)]) == (22_000, 25_000)
    assert offers.buyable_prices(18_000, [(None, 3), (25_000, 0)]) == (18_000,)
    assert offers.buyable_prices(18_000, [(None, 0), (25_000, 0)]) == (18_000, 25_000)


@given(st.lists(st.tuples(st.integers(-5, 100_000), st.integers(1, 99)), min_size=1, max_size=9))
def test_a_bundle_takes_what_is_there_and_never_more(parts: list[tuple[int, int]]) -> None:
    number = offers.bundle_stock(parts)
    assert number >= 0
    assert all(number * quantity <= max(stock, 0) for stock, quantity in parts)
    assert any((number + 1) * quantity > stock for stock, quantity in parts), "one more would not go"


def test_a_bundle_of_nothing_cannot_be_sold() -> None:
    assert offers.bundle_stock([]) == 0
    assert offers.bundle_worth([]) == 0
    assert offers.bundle_worth([(18_000, 2), (10_000, 1)]) == 46_000


def test_days_to_book_go_by_calendar_weeks_four_of_them() -> None:
    weeks = offers.booking_weeks(TODAY)
    assert [day.isoweekday() for day in weeks[1]] == [1, 2, 3, 4, 5, 6, 7]
    assert weeks[0][0] == TODAY
    assert sum(map(len, weeks)) == 28


@given(st.lists(st.text(max_size=12) | st.dates().map(str), max_size=20))
def test_full_days_are_kept_sorted_without_the_past(texts: list[str]) -> None:
    kept = offers.kept_taken(texts, TODAY)
    assert kept == sorted(set(kept))
    assert all(dt.date.fromisoformat(day) >= TODAY for day in kept)


def test_a_preorder_is_ready_later() -> None:
    assert offers.is_preorder(TODAY + dt.timedelta(days=1), TODAY)
    assert not offers.is_preorder(TODAY, TODAY)
    assert not offers.is_preorder(None, TODAY)


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("pirt", "P-IRT No. 3063306010072-19", "3063306010072-19"),
        ("pirt", "306330601007219", "3063306010072-19"),
        ("pirt", "PIRT: 306 3306 01 0072 19", "3063306010072-19"),
        ("pirt", "３０６３３０６０１００７２１９", "3063306010072-19"),
        ("pirt", "30633060100721", None),
        ("pirt", "111111111111111", None),
        ("pirt", "123456789012345", None),
        ("pirt", "sedang diurus", None),
        ("pirt", "MD 306330601007219", None),
        ("pirt", "306330601007219 asli", None),
        ("halal", "ID35110000339160322", "ID 35110000339160322"),
        ("halal", "id 3511-0000-3391-60322", "ID 35110000339160322"),
        ("halal", "KH 35110000339160322", None),
        ("bpom_md", "BPOM RI MD 235602169254", "MD 235602169254"),
        ("bpom_na", "NA18171234567", "NA 18171234567"),
        ("bpom_tr", "POM TR 183256781", "TR 183256781"),
        ("bpom_tr", "", None),
    ],
)
def test_a_permit_is_its_number(key: str, typed: str, kept: str | None) -> None:
    assert offers.clean_permit(PERMITS[key].number, typed) == kept


@given(st.sampled_from(sorted(PERMITS)), st.text(max_size=60))
def test_any_text_is_a_number_or_nothing_and_what_is_kept_stays(key: str, text: str) -> None:
    rule = PERMITS[key].number
    kept = offers.clean_permit(rule, text)
    if kept is not None:
        assert rule.fewest <= sum(sign.isdigit() for sign in kept) <= rule.most
        assert offers.clean_permit(rule, kept) == kept


def test_a_permit_is_shown_only_with_its_number() -> None:
    rules = {key: permit.number for key, permit in PERMITS.items()}
    stored = {"halal": "ID 35110000339160322", "pirt": "menyusul", "gone": "1"}
    assert offers.shown_permits(rules, stored) == [("halal", "ID 35110000339160322")]


ROWS = st.lists(st.tuples(st.none() | MONEY, st.integers(0, 100_000)), min_size=1, max_size=12)


@given(price=MONEY, rows=ROWS)
def test_settling_moves_no_variants_price_and_counts_every_piece(
    price: int, rows: list[tuple[int | None, int]]
) -> None:
    lowest, own, stock = offers.settle_variants(price, rows)
    asked = [price if typed is None else typed for typed, _stock in rows]
    kept = {str(number): its for number, its in enumerate(own)}
    assert lowest == min(asked)
    assert stock == sum(count for _typed, count in rows)
    assert [unit_price(lowest, kept, str(number)) for number in range(len(rows))] == asked
    again = [(its, count) for its, (_typed, count) in zip(own, rows, strict=True)]
    assert offers.settle_variants(lowest, again) == (lowest, own, stock), "settled twice is settled once"


def test_an_order_names_one_of_the_variants() -> None:
    assert unit_price(18_000, {}, "") == 18_000
    assert unit_price(18_000, {"Pedas": 20_000, "Asin": None}, "Pedas") == 20_000
    assert unit_price(18_000, {"Pedas": 20_000, "Asin": None}, "Asin") == 18_000
    for variants, chosen in (({"Pedas": None}, ""), ({}, "Pedas"), ({"Pedas": None}, "pedas")):
        with pytest.raises(ValueError, match="no variant"):
            unit_price(18_000, variants, chosen)
