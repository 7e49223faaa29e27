"""The mean of stars: only from three reviews on, and rounded as people round."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from sandbox.shops.customer_reviews.stars import FEWEST_FOR_MEAN, mean_stars

stars = st.lists(st.integers(1, 5), max_size=60)


def test_one_or_two_reviews_have_no_mean() -> None:
    assert [mean_stars(given) for given in ([], [5], [5, 1])] == [None, None, None]
    assert mean_stars([5, 1, 3]) == 3.0


def test_half_a_tenth_is_rounded_up() -> None:
    assert mean_stars([5, 5, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4]) == 4.2  # 4.15


@given(stars)
def test_the_mean_is_the_one_of_school(given_stars: list[int]) -> None:
    mean = mean_stars(given_stars)
    if len(given_stars) < FEWEST_FOR_MEAN:
        assert mean is None
    else:
        exact = Decimal(sum(given_stars)) / len(given_stars)
        assert mean == float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))
        assert 1 <= mean <= 5


@given(stars, st.integers(1, 5))
def test_the_order_of_stars_does_not_matter(given_stars: list[int], more: int) -> None:
    assert mean_stars([*given_stars, more]) == mean_stars([more, *given_stars])
