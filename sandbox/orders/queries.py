"""Reading practice orders, always of one shop."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from sandbox.extensions import db
from sandbox.orders.models import Order
from sandbox.shops.queries import Shop


def orders_of(shop: Shop) -> Select[tuple[Order]]:
    """A shop's orders, the newest first, with their products."""
    return (
        select(Order)
        .where(Order.shop_id == shop.id)
        .order_by(Order.created_at.desc(), Order.id.desc())
        .options(selectinload(Order.product))
    )


def get_shop_order(shop: Shop, order_id: int) -> Order:
    """One order of this shop; 404 for any other."""
    return db.first_or_404(orders_of(shop).where(Order.id == order_id))


def sent_order(shop_id: int, order_id: int) -> Order | None:
    """The order a buyer has just sent to this shop."""
    return db.session.scalar(select(Order).where(Order.id == order_id, Order.shop_id == shop_id))


def count_orders(shop_ids: Collection[int]) -> dict[int, int]:
    """Practice orders by shop id; shops without one are left out."""
    query = select(Order.shop_id, func.count()).where(Order.shop_id.in_(shop_ids)).group_by(Order.shop_id)
    return dict(db.session.execute(query).all())
