"""What is left: every line in whole rupiah, and the lines add up exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sandbox.campaigns.market.rows import Rows

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Money:
    """Accounts of campaign-days in whole rupiah (kept as floats), each of shape ``(n,)``."""

    revenue: Array
    goods_cost: Array
    packing: Array
    platform_fee: Array
    cod_loss: Array
    shipping_cost: Array
    spend: Array

    @property
    def profit(self) -> Array:
        """The money left."""
        costs = self.goods_cost + self.packing + self.platform_fee + self.cod_loss + self.shipping_cost
        return self.revenue - costs - self.spend


def account(
    rows: Rows,
    on: NDArray[np.intp],
    *,
    orders: Array,
    cod_failed: Array,
    shipping_paid: Array,
    shipping_lost: Array,
    spend: Array,
) -> Money:
    """Return the accounts of a day for the rows ``on``; all arrays ``(n,)``.

    Revenue counts every filled order.  An order refused at the door (``cod_failed``) gives the price back,
    brings the goods back, and costs the delivery (``shipping_lost``, rupiah); the packing is gone.
    ``shipping_paid`` is what a seller with free shipping pays (rupiah).
    """
    price, goods = rows.price[on], rows.goods_cost[on]
    revenue = np.rint(price * orders)
    return Money(
        revenue=revenue,
        goods_cost=np.rint(goods * orders),
        packing=np.rint(rows.packing[on] * orders),
        platform_fee=np.rint(rows.fee_rate[on] * revenue + rows.fee_per_order[on] * orders),
        cod_loss=np.rint((price - goods) * cod_failed + shipping_lost),
        shipping_cost=np.rint(shipping_paid),
        spend=spend,
    )
