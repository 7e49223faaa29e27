"""Campaigns with stored days, made by the market itself, for tests of what is said about them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sandbox.campaigns.market.report import report_to_dict
from sandbox.campaigns.market.types import DayReport, Mode
from tests.support.market import plan, play


def stored(expected: DayReport, realised: DayReport, campaign: Any) -> Any:
    """One market day as the database keeps it."""
    return SimpleNamespace(
        day=realised.day,
        impressions=realised.impressions, reach=realised.reach, clicks=realised.clicks, visits=realised.visits,
        chats=realised.chats, orders=realised.orders, spend=realised.spend, money_left=realised.profit,
        report={"expected": report_to_dict(expected), "realised": report_to_dict(realised)},
        tuning_version="t",
        campaign=campaign,
    )  # fmt: skip


def campaign_played(days: int = 7, **facts: Any) -> Any:
    """A campaign with ``days`` stored days of the plain setting; ``facts`` change the plan."""
    chosen = plan(**facts)
    product = SimpleNamespace(id=1, name="Keripik", deleted_at=None)
    post = SimpleNamespace(id=1, product_id=1, product=product, photo_id=None, caption="Ayo", deleted_at=None)
    campaign = SimpleNamespace(
        id=1, slot=0, channel=chosen.channel, aim="sell", start_day=chosen.start_day, forecast_orders=5, forecast_money=1,
        post=post, post_id=1,
    )  # fmt: skip
    pairs = zip(
        play(chosen, days=days, mode=Mode.EXPECTED), play(chosen, days=days, mode=Mode.REALISED), strict=True
    )
    campaign.results = [stored(*pair, campaign) for pair in pairs]
    return campaign


def with_result(campaign: Any, **columns: float) -> Any:
    """The same campaign, every realised day having these figures instead."""
    for day in campaign.results:
        day.report = {**day.report, "realised": {**day.report["realised"], **columns}}
    return campaign
