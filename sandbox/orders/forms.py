"""The form of the practice chat."""

from __future__ import annotations

from typing import Any

from wtforms import SelectField, ValidationError

from sandbox.lang.texts import lazy_t, t
from sandbox.orders.pricing import MOST_AT_ONCE
from sandbox.shops.storefront import ShopProduct
from sandbox.web.forms import CountField, HouseForm, LineField, TextField

NAME_LIMIT = 40
MESSAGE_LIMIT = 600


class OrderForm(HouseForm):
    """What a buyer sends: product, how many, a message, a name."""

    product = SelectField(lazy_t("orders-product"), validate_choice=False)
    quantity = CountField(lazy_t("orders-quantity"), low=1, high=MOST_AT_ONCE, required=True)
    message = TextField(lazy_t("orders-message"), limit=MESSAGE_LIMIT, required=True)
    buyer_name = LineField(lazy_t("orders-name"), limit=NAME_LIMIT, required=True)

    def __init__(self, products: tuple[ShopProduct, ...], **values: Any) -> None:
        super().__init__(**values)
        self.products = {product.slug: product for product in products if not product.is_sold_out}
        self.product.choices = [(product.slug, product.name) for product in self.products.values()]

    @property
    def chosen(self) -> ShopProduct | None:
        """The product asked for, if it can be ordered."""
        return self.products.get(self.product.data or "")

    def validate_product(self, _field: SelectField) -> None:
        """Sold out or hidden since the page was opened."""
        if self.chosen is None:
            raise ValidationError(t("orders-product-gone"))

    def validate_quantity(self, field: CountField) -> None:
        """Not more than the shop has."""
        if self.chosen and field.data and field.data > self.chosen.stock:
            raise ValidationError(t("orders-too-many", count=self.chosen.stock))
