"""The review before a shop goes home."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, SelectMultipleField, ValidationError

from sandbox.exports.taking import anything_goes
from sandbox.lang.phone import PhoneError, normalise_phone
from sandbox.lang.texts import lazy_t, t
from sandbox.shops.queries import Product
from sandbox.web.forms import HouseForm, LineField


class ConfirmField(BooleanField):
    """A box that must be ticked; says so in a sentence when it is not."""

    def pre_validate(self, form: Any) -> None:
        """Refuse an empty box."""
        if not self.data:
            raise ValidationError(t("exports-confirm-missing", what=str(self.label.text).rstrip(".")))


class TakeHomeForm(HouseForm):
    """Own number, own photos, right prices, true claims."""

    phone = LineField(lazy_t("exports-phone"), limit=40)
    own_phone = BooleanField(lazy_t("exports-own-phone"))
    kept_examples = SelectMultipleField(lazy_t("exports-kept-examples"), coerce=int)
    keep_photos = BooleanField(lazy_t("exports-keep-photos"))
    photos_ok = ConfirmField(lazy_t("exports-photos-ok"))
    prices_ok = ConfirmField(lazy_t("exports-prices-ok"))
    claims_ok = ConfirmField(lazy_t("exports-claims-ok"))

    def __init__(self, products: Iterable[Product], **values: Any) -> None:
        super().__init__(**values)
        self._products = tuple(products)
        self.kept_examples.choices = [
            (product.id, product.name) for product in self._products if product.is_example
        ]

    @property
    def number(self) -> str:
        """The normalised number, "" when none was typed."""
        return normalise_phone(self.phone.data) if (self.phone.data or "").strip() else ""

    def validate_phone(self, field: LineField) -> None:
        """A mobile number that WhatsApp links accept, or nothing."""
        try:
            self.number  # noqa: B018 (asked for its fault)
        except PhoneError as error:
            raise ValidationError(t(f"exports-phone-{error.code.replace('_', '-')}")) from error

    def validate_own_phone(self, field: BooleanField) -> None:
        """Nobody else's number gets onto a public page by mistake."""
        if (self.phone.data or "").strip() and not field.data:
            raise ValidationError(t("exports-own-phone-missing"))

    def validate_kept_examples(self, field: SelectMultipleField) -> None:
        """A site with nothing on it helps nobody."""
        if not anything_goes(self._products, field.data or ()):
            raise ValidationError(t("exports-nothing-left"))
