"""The form of the practice chat."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import SelectField, ValidationError

from sandbox.lang.dates import format_day
from sandbox.lang.rupiah import format_rupiah
from sandbox.lang.texts import current_locale, lazy_t, t
from sandbox.orders.pricing import MOST_AT_ONCE
from sandbox.shops.offers import BOOKED, read_day
from sandbox.shops.storefront import ShopProduct, Variant
from sandbox.web.forms import CountField, HouseForm, LineField, TextField

NAME_LIMIT = 40
MESSAGE_LIMIT = 600


class OrderForm(HouseForm):
    """What a buyer sends: product, which of its variants, for which day, how many, a message, a name.

    ``variant`` and ``wanted_on`` are asked of products that have variants or are booked by the day.
    """

    product = SelectField(lazy_t("orders-product"), validate_choice=False)
    variant = SelectField(lazy_t("orders-variant"), validate_choice=False)
    wanted_on = SelectField(lazy_t("orders-wanted-on"), validate_choice=False)
    quantity = CountField(lazy_t("orders-quantity"), low=1, high=MOST_AT_ONCE, required=True)
    message = TextField(lazy_t("orders-message"), limit=MESSAGE_LIMIT, required=True)
    buyer_name = LineField(lazy_t("orders-name"), limit=NAME_LIMIT, required=True)

    def __init__(self, products: tuple[ShopProduct, ...], **values: Any) -> None:
        super().__init__(**values)
        self.products = {product.slug: product for product in products if _can_be_ordered(product)}
        self.product.choices = [(product.slug, product.name) for product in self.products.values()]
        chosen = self.chosen
        self.variant.choices = [(one.name, _variant_words(one)) for one in chosen.variants] if chosen else []
        days = chosen.free_days if chosen and self.is_booked else ()
        self.wanted_on.choices = [(day.isoformat(), format_day(day, "", current_locale())) for day in days]

    @property
    def chosen(self) -> ShopProduct | None:
        """The product asked for, if it can be ordered."""
        return self.products.get(self.product.data or "")

    @property
    def chosen_variant(self) -> Variant | None:
        """The variant asked for; None when the product has none or no such one."""
        variants = self.chosen.variants if self.chosen else ()
        return next((one for one in variants if one.name == self.variant.data), None)

    @property
    def is_booked(self) -> bool:
        """Whether the product asked for is a time, booked for a day."""
        return self.chosen is not None and self.chosen.kind in BOOKED

    @property
    def day(self) -> date | None:
        """The day a booking is for; None for anything that is not booked."""
        return read_day(self.wanted_on.data or "") if self.is_booked else None

    @property
    def price(self) -> int:
        """What one costs as chosen, in rupiah."""
        if self.chosen_variant:
            return self.chosen_variant.price
        return self.chosen.price if self.chosen else 0

    def validate_variant(self, _field: SelectField) -> None:
        """One of them, and one there is any left of."""
        if not self.chosen or not self.chosen.variants:
            return
        if self.chosen_variant is None:
            raise ValidationError(t("orders-variant-missing", product=self.chosen.name))
        if not self.chosen_variant.stock:
            raise ValidationError(t("orders-variant-gone", variant=self.chosen_variant.name))

    def validate_wanted_on(self, _field: SelectField) -> None:
        """A day that is free."""
        if not self.chosen or not self.is_booked:
            return
        if self.day is None:
            raise ValidationError(t("orders-day-missing"))
        if self.day not in self.chosen.free_days:
            raise ValidationError(t("orders-day-full"))

    def validate_product(self, _field: SelectField) -> None:
        """Sold out or hidden since the page was opened."""
        if self.chosen is None:
            raise ValidationError(t("orders-product-gone"))

    def validate_quantity(self, field: CountField) -> None:
        """Not more than the shop has."""
        if not self.chosen or not field.data:
            return
        stock = self.chosen_variant.stock if self.chosen_variant else self.chosen.stock
        if stock and field.data > stock:
            raise ValidationError(t("orders-too-many", count=stock))


def _can_be_ordered(product: ShopProduct) -> bool:
    """There is some left; of a time, also a day that is free."""
    return not product.is_sold_out and (bool(product.free_days) or product.kind not in BOOKED)


def _variant_words(variant: Variant) -> str:
    price = format_rupiah(variant.price)
    key = "orders-variant-choice" if variant.stock else "orders-variant-sold-out"
    return t(key, variant=variant.name, price=price)
