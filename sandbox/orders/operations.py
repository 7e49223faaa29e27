"""Sending practice orders and looking after them."""

from __future__ import annotations

from sandbox.clock import now
from sandbox.extensions import db
from sandbox.orders.models import Order
from sandbox.orders.pricing import order_total
from sandbox.shops.queries import Product, Shop


def place_order(
    *, shop: Shop, product: Product, buyer_id: int | None, buyer_name: str, quantity: int, message: str
) -> Order:
    """Store an order at today's price. It stays in the class: no money, no message to anyone outside."""
    order_total(product.price, quantity)  # refuses what is no order
    order = Order(
        shop_id=shop.id,
        product_id=product.id,
        buyer_id=buyer_id,
        buyer_name=buyer_name,
        quantity=quantity,
        unit_price=product.price,
        message=message,
    )
    db.session.add(order)
    db.session.flush()
    return order


def set_order_done(*, order: Order, is_done: bool) -> None:
    """Mark an order as looked after, or take that back."""
    order.read_at = now() if is_done else None
