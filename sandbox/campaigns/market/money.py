"""What is left: every line in whole rupiah, and the lines add up exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import ChannelTuning
    from sandbox.campaigns.market.types import Offer


@dataclass(frozen=True)
class Money:
    """One campaign-day's account in whole rupiah."""

    revenue: int
    goods_cost: int
    packing: int
    platform_fee: int
    cod_loss: int
    shipping_cost: int
    spend: int

    @property
    def profit(self) -> int:
        """Return the money left."""
        costs = self.goods_cost + self.packing + self.platform_fee + self.cod_loss + self.shipping_cost
        return self.revenue - costs - self.spend


def account(
    offer: Offer,
    channel: ChannelTuning,
    *,
    orders: float,
    cod_failed: float,
    shipping_paid: float,
    shipping_lost: float,
    spend: int,
) -> Money:
    """Return the account of a day.

    Revenue counts every filled order.  An order refused at the door (``cod_failed``) gives the price back,
    brings the goods back, and costs the delivery (``shipping_lost``, rupiah); the packing is gone.
    ``shipping_paid`` is what a seller with free shipping pays (rupiah).
    """
    revenue = round(offer.price * orders)
    return Money(
        revenue=revenue,
        goods_cost=round(offer.goods_cost * orders),
        packing=round(offer.packing * orders),
        platform_fee=round(channel.fee_rate * revenue + channel.fee_per_order * orders),
        cod_loss=round((offer.price - offer.goods_cost) * cod_failed + shipping_lost),
        shipping_cost=round(shipping_paid),
        spend=spend,
    )
