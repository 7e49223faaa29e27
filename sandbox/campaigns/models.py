"""The wallet ledger, a shop's runs through the market, campaigns and their days, and the class's market."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Double, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sandbox.clock import now
from sandbox.dbtypes import Rupiah, UTCDateTime
from sandbox.extensions import db

RESTARTS = 3
"""How often a shop may begin anew where the trainer has not said."""


class MarketRun(db.Model):
    """One try of one shop in the practice market; the current one has no ``ended_at``.

    A restart ends it and begins the next with a fresh wallet under the same class seed, so that the same
    choices meet the same luck. ``day`` is the next market day to be played, counted from 0; a shop that joins
    a shared market late begins on ``first_day``. ``memory`` is what the market remembers of the shop
    (``market.state``), ``shelf`` the stock typed on the product pages, by product id, when a day was last
    played: what is typed beyond it since is a restock. ``tuning_version`` names the market numbers the run
    was last played with (before its first day: began with). ``row_version`` rises with every change of the run or of a campaign in it, so that days
    computed from an older one are not stored.
    """

    __table_args__ = (
        UniqueConstraint("shop_id", "number"),
        Index(
            "uq_market_run_current",
            "shop_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    number: Mapped[int] = mapped_column(default=1)
    first_day: Mapped[int] = mapped_column(default=0)
    day: Mapped[int] = mapped_column(default=0)
    memory: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    shelf: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    tuning_version: Mapped[str]
    row_version: Mapped[int] = mapped_column(default=1)
    started_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    shop: Mapped[Any] = relationship("Shop")


class WalletEntry(db.Model):
    """One movement of practice money in whole rupiah; a run's wallet is the sum of its entries.

    ``balance_after`` is never negative (held by the database as well).
    """

    __table_args__ = (CheckConstraint("balance_after >= 0", name="never_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("market_run.id", ondelete="CASCADE"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id", ondelete="SET NULL"))
    kind: Mapped[str]
    amount: Mapped[Rupiah]
    balance_after: Mapped[Rupiah]
    market_day: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class PostTest(db.Model):
    """An A/B test: two posts, one audience, half the daily amount each.

    ``metric`` is what was declared to decide before it began (``enums.TestMetric``); ``lift`` the smallest
    difference worth finding, as a share (0.3: 30 percent better); ``planned_per_arm`` how many people each
    half needs before anybody may be called the winner.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("market_run.id", ondelete="CASCADE"), index=True)
    metric: Mapped[str]
    lift: Mapped[float] = mapped_column(Double)
    planned_per_arm: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    campaigns: Mapped[list[Campaign]] = relationship(back_populates="test", order_by="Campaign.arm")


class Campaign(db.Model):
    """Post + channel + audience + daily amount + days. Money in whole rupiah.

    ``slot`` is the creation order within the run (it keys the simulation's draws, so that a replay
    matches). ``audience`` holds regions, ages, genders, interests as lists of keys. It runs from market day
    ``start_day`` on ``days`` days of the calendar, paused ones included; on a free channel the post goes out
    every ``every_days``. ``paused_for`` says why it is paused when nobody paused it by hand
    (``enums.HoldReason``). ``forecast_orders`` and ``forecast_money`` are what the keeper expected before the
    launch. ``test_id`` and ``arm`` ("a", "b") tie the two halves of an A/B test.
    """

    __table_args__ = (UniqueConstraint("run_id", "slot"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("market_run.id", ondelete="CASCADE"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    test_id: Mapped[int | None] = mapped_column(ForeignKey("post_test.id", ondelete="SET NULL"), index=True)
    arm: Mapped[str] = mapped_column(default="")
    slot: Mapped[int]
    channel: Mapped[str]
    aim: Mapped[str]
    audience: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    targeting: Mapped[str] = mapped_column(default="broad")
    every_days: Mapped[int] = mapped_column(default=1)
    daily_amount: Mapped[Rupiah]
    days: Mapped[int]
    start_day: Mapped[int]
    state: Mapped[str] = mapped_column(default="running")
    paused_for: Mapped[str] = mapped_column(default="")
    forecast_orders: Mapped[int | None]
    forecast_money: Mapped[Rupiah | None]
    row_version: Mapped[int] = mapped_column(default=1)
    save_key: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    shop: Mapped[Any] = relationship("Shop")
    post: Mapped[Any] = relationship("Post")
    run: Mapped[MarketRun] = relationship()
    test: Mapped[PostTest | None] = relationship(back_populates="campaigns")
    results: Mapped[list[MarketDay]] = relationship(back_populates="campaign", order_by="MarketDay.day")

    @property
    def end_day(self) -> int:
        """The last market day it may run on."""
        return self.start_day + self.days - 1


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


class ShopDay(db.Model):
    """One market day of one shop: how it stood before, what it was played with, what came without a campaign.

    ``before`` is the market's memory at the start of the day, ``inputs`` the plans, shop and environment as
    played, both in the kernel's plain form (``market.plain``): explanations, undo and replays start from
    them. ``states`` are [state, paused_for] of the unfinished campaigns before the day, by slot. ``visits``
    to ``money_left`` count what came by itself (people who remember the shop, word of mouth); ``report`` has
    their sums, realised and expected. The campaigns' own results are :class:`MarketDay`.
    """

    __table_args__ = (UniqueConstraint("run_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("market_run.id", ondelete="CASCADE"), index=True)
    day: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, deferred=True)
    inputs: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, deferred=True)
    states: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    visits: Mapped[int] = mapped_column(default=0)
    orders: Mapped[int] = mapped_column(default=0)
    revenue: Mapped[Rupiah] = mapped_column(default=0)
    money_left: Mapped[Rupiah] = mapped_column(default=0)
    report: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    tuning_version: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    run: Mapped[MarketRun] = relationship()


class ClassMarket(db.Model):
    """The market of one class as its trainer set it; a class without a row has the defaults.

    ``mode``: each shop for itself, or all in one market whose rounds the trainer closes. ``start_date`` is
    the calendar date of market day 0. ``day`` is the shared clock: the next market day of the class.
    ``max_restarts`` is how often a shop may begin anew. Wallet start and seed are the class's own
    (``Classroom``).
    """

    classroom_id: Mapped[int] = mapped_column(
        ForeignKey("classroom.id", ondelete="CASCADE"), primary_key=True
    )
    mode: Mapped[str] = mapped_column(default="isolated")
    start_date: Mapped[date]
    day: Mapped[int] = mapped_column(default=0)
    max_restarts: Mapped[int] = mapped_column(default=RESTARTS)
    show_ranking: Mapped[bool] = mapped_column(default=False)
    row_version: Mapped[int] = mapped_column(default=1)


class Round(db.Model):
    """``days`` market days from ``first_day`` on that a trainer closed for the whole class at once."""

    __table_args__ = (UniqueConstraint("classroom_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    first_day: Mapped[int]
    days: Mapped[int]
    closed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("trainer.id", ondelete="SET NULL"))


class ClassEvent(db.Model):
    """Something the trainer lets happen to the whole class on ``days`` market days from ``first_day`` on.

    ``kind`` is a key of the pack's events.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    first_day: Mapped[int]
    days: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    @property
    def last_day(self) -> int:
        """The last market day it lasts."""
        return self.first_day + self.days - 1
