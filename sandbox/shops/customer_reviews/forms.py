"""What a visitor says about a shop, and what its keepers answer."""

from __future__ import annotations

from typing import Any

from wtforms import StringField, ValidationError

from sandbox.lang.texts import lazy_t, t
from sandbox.shops.customer_reviews.stars import MOST_STARS
from sandbox.shops.models import CustomerReview, Product
from sandbox.web.editing import ChoiceField
from sandbox.web.forms import HouseForm, TextField

WORDS = 280
"""Length of a review and of an answer, in characters."""


class ReviewForm(HouseForm):
    """Stars, a sentence if they like, the product it is about if it is about one."""

    stars = StringField(lazy_t("customer-reviews-stars"))
    words = TextField(lazy_t("customer-reviews-words"), limit=WORDS)
    product = ChoiceField(lazy_t("customer-reviews-product"))

    def __init__(
        self, products: list[Product], review: CustomerReview | None, product_slug: str = ""
    ) -> None:
        about = next((product.id for product in products if product.slug == product_slug), None)
        stored: dict[str, Any] = {"product": str(about or "")}
        if review is not None:
            stored = {"stars": str(review.stars), "words": review.words}
            stored["product"] = str(about or review.product_id or "")
        super().__init__(data=stored)
        self.product.choices = [(str(product.id), product.name) for product in products]
        self.product.keys = frozenset({"", None, *(key for key, _name in self.product.choices)})
        if not self.is_submitted() and self.product.data not in self.product.keys:
            self.product.data = ""  # a product taken off the shelf since

    def validate_stars(self, field: StringField) -> None:
        """One to five."""
        if field.data not in {str(count) for count in range(1, MOST_STARS + 1)}:
            raise ValidationError(t("customer-reviews-stars-missing"))

    def facts(self) -> dict[str, Any]:
        """What to store."""
        return {
            "stars": int(self.stars.data or 0),
            "words": self.words.data or "",
            "product_id": int(self.product.data) if self.product.data else None,
        }


class ReplyForm(HouseForm):
    """The keepers' answer; empty takes it away."""

    reply = TextField(lazy_t("customer-reviews-reply"), limit=WORDS)
