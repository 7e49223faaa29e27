"""Sending practice orders and looking after them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import event, update
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapper

from sandbox.classrooms.queries import Participant
from sandbox.clock import now
from sandbox.extensions import db
from sandbox.orders.models import Order
from sandbox.orders.pricing import order_total, unit_price
from sandbox.shops.queries import Product, Shop


def place_order(
    *,
    shop: Shop,
    product: Product,
    buyer_id: int | None,
    buyer_name: str,
    quantity: int,
    message: str,
    variant: str = "",
    wanted_on: date | None = None,
) -> Order:
    """Store an order at today's price. It stays in the class: no money, no message to anyone outside.

    ``variant`` is the name of one of the product's variants, whose price then counts; ``wanted_on`` the day a
    booking is for. Raises ValueError for a variant the product does not have.
    """
    price = unit_price(product.price, {row.name: row.price for row in product.variants}, variant)
    order_total(price, quantity)  # refuses what is no order
    order = Order(
        shop_id=shop.id,
        product_id=product.id,
        buyer_id=buyer_id,
        buyer_name=buyer_name,
        quantity=quantity,
        unit_price=price,
        message=message,
        variant=variant,
        wanted_on=wanted_on,
    )
    db.session.add(order)
    db.session.flush()
    return order


def set_order_done(*, order: Order, is_done: bool) -> None:
    """Mark an order as looked after, or take that back."""
    order.read_at = now() if is_done else None


@event.listens_for(Participant, "before_delete")
def _buyer_removed(_mapper: Mapper[Any], connection: Connection, person: Participant) -> None:
    """Somebody forgotten for good leaves no name in the lists of others; what was ordered stays."""
    ordered = update(Order).where(Order.buyer_id == person.id)
    connection.execute(ordered.values(buyer_name=""))
