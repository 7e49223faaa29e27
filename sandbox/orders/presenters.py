"""Orders as the screens show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sandbox.lang.texts import t
from sandbox.orders.models import Order
from sandbox.orders.pricing import order_total
from sandbox.shops.storefront import ShopPage, ShopProduct


@dataclass(frozen=True)
class OrderRow:
    """An order with its arithmetic done, in whole rupiah; `picture` is a small photo's address or ""."""

    id: int
    product: str
    variant: str
    wanted_on: date | None
    picture: str
    quantity: int
    unit_price: int
    total: int
    message: str
    buyer: str
    at: datetime
    is_done: bool


def present_order(order: Order, picture: str = "") -> OrderRow:
    """One order; a product that is gone keeps its line."""
    return OrderRow(
        id=order.id,
        product=order.product.name if order.product else t("orders-product-removed"),
        variant=order.variant,
        wanted_on=order.wanted_on,
        picture=picture,
        quantity=order.quantity,
        unit_price=order.unit_price,
        total=order_total(order.unit_price, order.quantity),
        message=order.message,
        buyer=order.buyer_name or t("orders-someone"),
        at=order.created_at,
        is_done=order.read_at is not None,
    )


def first_message(page: ShopPage, product: ShopProduct | None, variant: str = "") -> str:
    """The message that stands in the box before anything is typed."""
    if product is None:
        return t("orders-first-message-shop", shop=page.name)
    known = {one.name for one in product.variants}
    name = f"{product.name} ({variant})" if variant in known else product.name
    return t("orders-first-message", shop=page.name, product=name)
