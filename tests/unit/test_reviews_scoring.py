"""From marks to points and one next step."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sandbox.reviews.scoring import is_complete, standing

KEYS = ["foto", "harga", "ajakan", "jujur"]
MARKS = st.dictionaries(st.sampled_from(KEYS), st.integers(1, 3))


def test_points_are_the_mean_of_all_markers() -> None:
    result = standing([{"foto": 3, "harga": 1}, {"foto": 2}], KEYS)
    assert result.points == Fraction(5, 2) + 1
    assert result.most == 6
    assert result.weakest == "harga"


def test_nothing_marked_says_nothing() -> None:
    result = standing([], KEYS)
    assert (result.points, result.most, result.weakest) == (0, 0, None)


def test_the_top_has_no_next_step() -> None:
    assert standing([dict.fromkeys(KEYS, 3)], KEYS).weakest is None


def test_ties_go_to_the_first_in_the_rubric() -> None:
    assert standing([dict.fromkeys(KEYS, 2)], KEYS).weakest == "foto"


@given(st.lists(MARKS, min_size=1, max_size=5), st.sampled_from(KEYS))
def test_a_better_mark_never_costs_points(reviews: list[dict[str, int]], key: str) -> None:
    better = [review | ({key: 3} if key in review else {}) for review in reviews]
    before, after = standing(reviews, KEYS), standing(better, KEYS)
    assert after.points >= before.points
    assert after.most == before.most
    assert before.points <= before.most


def test_complete_means_every_criterion() -> None:
    assert is_complete(dict.fromkeys(KEYS, 1), KEYS)
    assert not is_complete({"foto": 1}, KEYS)
