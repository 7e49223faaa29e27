"""Customer reviews as the pages around a shop show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sandbox.lang.filters import number
from sandbox.lang.texts import t
from sandbox.shops.customer_reviews.stars import MOST_STARS, mean_stars
from sandbox.shops.models import CustomerReview


@dataclass(frozen=True)
class ReviewRow:
    """One review with everything its reader may need; ``product`` is a name or ""."""

    id: int
    author: str
    stars: int
    words: str
    product: str
    reply: str
    when: datetime
    is_hidden: bool


@dataclass(frozen=True)
class StarSummary:
    """All of a shop's stars: ``mean`` as people write it ("" while there are too few), how many gave each."""

    count: int
    mean: str
    bars: tuple[tuple[int, int, int], ...]
    """(stars, how many, percent of all), five stars first."""


def review_rows(reviews: Iterable[CustomerReview]) -> list[ReviewRow]:
    """The reviews in the order given."""
    return [
        ReviewRow(
            id=review.id,
            author=review.author.nickname,
            stars=review.stars,
            words=review.words,
            product=review.product.name if review.product and not review.product.deleted_at else "",
            reply=review.reply,
            when=review.created_at,
            is_hidden=review.hidden_at is not None,
        )
        for review in reviews
    ]


def star_summary(reviews: Iterable[CustomerReview]) -> StarSummary:
    """What visitors see of all stars together: reviews a trainer has hidden do not count."""
    stars = [review.stars for review in reviews if review.hidden_at is None]
    mean = mean_stars(stars)
    bars = ((value, stars.count(value)) for value in range(MOST_STARS, 0, -1))
    return StarSummary(
        count=len(stars),
        mean="" if mean is None else number(mean),
        bars=tuple((value, count, 100 * count // max(len(stars), 1)) for value, count in bars),
    )


def star_words() -> list[str]:
    """What each number of stars says, from one up."""
    return [t(f"customer-reviews-stars-{count}") for count in range(1, MOST_STARS + 1)]
