"""Names, PINs, steps: the pure parts of the classrooms wing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.classrooms.enums import Step
from sandbox.classrooms.luck_words import WORDS, lucky_words
from sandbox.classrooms.names import MAX_NICKNAME, name_key, suggest_name
from sandbox.classrooms.pins import clean_pin, cover_pin, is_pin, new_pin, pin_digest, uncover_pin
from sandbox.classrooms.progress import NOTHING_YET, Progress, ShopGlance, done_steps, next_step

PINS = st.integers(0, 9999).map("{:04d}".format)


@given(PINS, st.text(min_size=1))
def test_a_digest_knows_its_own_pin_and_no_other(pin: str, secret: str) -> None:
    stored = pin_digest(pin, secret.encode("utf-8", "replace").decode())
    secret = secret.encode("utf-8", "replace").decode()
    assert is_pin(pin, stored, secret)
    assert not is_pin(f"{(int(pin) + 1) % 10_000:04d}", stored, secret)
    assert not is_pin(pin, stored, secret + "x")


def test_the_same_pin_is_stored_differently_each_time() -> None:
    assert pin_digest("4711", "k") != pin_digest("4711", "k")


@pytest.mark.parametrize("stored", ["x", "", "0$0", "$"])
def test_a_broken_digest_lets_nobody_in(stored: str) -> None:
    assert not is_pin("4711", stored, "k")


@given(PINS, st.text(alphabet="abc-_123", min_size=1))
def test_a_covered_pin_comes_back_with_the_right_pad_only(pin: str, pad: str) -> None:
    covered = cover_pin(pin, pad, "k")
    assert 0 <= covered <= 9999
    assert uncover_pin(covered, pad, "k") == pin


def test_new_pins_are_four_digits_and_not_the_obvious_ones() -> None:
    pins = {new_pin() for _ in range(500)}
    assert all(len(pin) == 4 and pin.isascii() and pin.isdigit() for pin in pins)
    assert len(pins) > 400
    assert not pins & {"0000", "1234", "1111"}


@pytest.mark.parametrize(
    ("typed", "pin"), [(" 47 11 ", "4711"), ("٤٧١١", "4711"), ("４７１１", "4711"), ("47-11", "4711")]
)
def test_a_pin_is_read_as_keyboards_send_it(typed: str, pin: str) -> None:
    assert clean_pin(typed) == pin


@given(st.text(min_size=1, max_size=MAX_NICKNAME), st.integers(0, 5))
def test_a_suggestion_is_free_and_fits(wanted: str, crowd: int) -> None:
    taken = {name_key(wanted)}
    for _ in range(crowd):
        taken.add(name_key(suggest_name(wanted, taken)))
    offer = suggest_name(wanted, taken)
    assert name_key(offer) not in taken
    assert len(offer) <= MAX_NICKNAME


@pytest.mark.parametrize("typed", ["Siti", "SITI", " siti ", "ｓｉｔｉ"])
def test_letter_size_width_and_spaces_make_no_other_name(typed: str) -> None:
    assert name_key(typed) == "siti"


SHOP = ShopGlance(
    id=1, slug="s", name="S", trade="kue", accent="leaf", district_code=None, is_shown=False, shown_at=None
)
SHOWN = ShopGlance(
    id=1, slug="s", name="S", trade="kue", accent="leaf", district_code=None, is_shown=True,
    shown_at=datetime(2026, 11, 21, tzinfo=UTC),
)  # fmt: skip


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        (NOTHING_YET, Step.OPEN),
        (Progress(shop=SHOP), Step.PHOTOS),
        (Progress(shop=SHOP, own_photos=1), Step.SHOW),
        (Progress(shop=SHOWN, own_photos=1), Step.POST),
        (Progress(shop=SHOWN, own_photos=1, posts=1), Step.LINK),
        (Progress(shop=SHOWN, own_photos=1, posts=1, links=1), Step.CAMPAIGN),
        (Progress(shop=SHOWN, own_photos=1, posts=1, links=1, campaigns=1), Step.TAKE_HOME),
        (Progress(shop=SHOWN, own_photos=1, posts=1, links=1, campaigns=1, taken_home=True), None),
        (Progress(shop=SHOWN, posts=3, marks={"foto": 2}), Step.PHOTOS),
    ],
)
def test_the_next_step_is_the_first_one_still_to_walk(progress: Progress, expected: Step | None) -> None:
    assert next_step(done_steps(progress)) is expected


def test_marks_are_waited_for_not_walked() -> None:
    assert next_step(frozenset(Step) - {Step.MARKS}) is None
    assert Step.MARKS in done_steps(Progress(shop=SHOWN, marks={"foto": 3}))


def test_the_lucky_word_of_a_class_can_be_read_out() -> None:
    for _ in range(50):
        first, second = lucky_words().split(" ")
        assert first != second
        assert {first, second} <= set(WORDS)
    assert len(set(WORDS)) == len(WORDS) >= 60
