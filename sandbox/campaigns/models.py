"""The wallet ledger, campaigns and their market days."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sandbox.clock import now
from sandbox.dbtypes import Rupiah, UTCDateTime
from sandbox.extensions import db


class WalletEntry(db.Model):
    """One movement of practice money in whole rupiah; the wallet is the sum of a shop's entries.

    ``balance_after`` is never negative (held by the database as well).
    """

    __table_args__ = (CheckConstraint("balance_after >= 0", name="never_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id", ondelete="SET NULL"))
    kind: Mapped[str]
    amount: Mapped[Rupiah]
    balance_after: Mapped[Rupiah]
    market_day: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class MarketState(db.Model):
    """What the simulated market remembers of one shop between days (``campaigns.market`` ShopState).

    ``day`` is the next market day to be simulated, counted from 0; ``tuning_version`` names the market
    numbers the shop began with (each :class:`MarketDay` names those it was played with).
    """

    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[int] = mapped_column(default=0)
    memory: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    tuning_version: Mapped[str]


class Campaign(db.Model):
    """Posts + channel + audience + daily amount + days. Money in whole rupiah.

    ``slot`` is the creation order within the shop (it keys the simulation's draws, so that a replay
    matches). ``audience`` holds regions, ages, genders, interests as lists of keys.
    """

    __table_args__ = (UniqueConstraint("shop_id", "slot"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    slot: Mapped[int]
    channel: Mapped[str]
    aim: Mapped[str]
    audience: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    daily_amount: Mapped[Rupiah]
    days: Mapped[int]
    start_day: Mapped[int]
    state: Mapped[str] = mapped_column(default="running")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    shop: Mapped[Any] = relationship("Shop")
    post: Mapped[Any] = relationship("Post")
    results: Mapped[list[MarketDay]] = relationship(back_populates="campaign", order_by="MarketDay.day")


class MarketDay(db.Model):
    """What one campaign brought on one market day: *angka latihan*, whole people and whole rupiah.

    ``report`` holds the full day report of the market kernel, realised and expected, for later screens.
    """

    __table_args__ = (UniqueConstraint("campaign_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
    day: Mapped[int]
    impressions: Mapped[int]
    reach: Mapped[int]
    reach_total: Mapped[int]
    clicks: Mapped[int]
    visits: Mapped[int]
    chats: Mapped[int]
    orders: Mapped[int]
    spend: Mapped[Rupiah]
    revenue: Mapped[Rupiah]
    goods_cost: Mapped[Rupiah]
    other_cost: Mapped[Rupiah]
    money_left: Mapped[Rupiah]
    report: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    tuning_version: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    campaign: Mapped[Campaign] = relationship(back_populates="results")
