"""What the date does to demand (D, buyers' intent) and to price (P, rivals' bids)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import CalendarTuning, ChannelTuning


def demand(day: date, tuning: CalendarTuning, channel: ChannelTuning, *, promo: bool) -> float:
    """Return the demand multiplier D of a date for one channel and offer."""
    factor = tuning.weekday_demand[day.weekday()]
    if _payday(day, tuning):
        factor *= tuning.payday_demand
    return factor * _season(day, tuning) * _twin(day, tuning, channel, promo=promo)


def price(day: date, tuning: CalendarTuning, channel: ChannelTuning) -> float:
    """Return the multiplier P on rivals' bids of a date for one channel."""
    factor = tuning.month_price[day.month - 1]
    if _payday(day, tuning):
        factor *= tuning.payday_price
    if day.day == day.month:
        factor *= channel.twin_price
    for first, feast in tuning.fasting():
        if first <= day < feast:
            factor *= tuning.ramadan_price
    return factor


def _payday(day: date, tuning: CalendarTuning) -> bool:
    return day.day >= tuning.payday_from or day.day <= tuning.payday_to


def _season(day: date, tuning: CalendarTuning) -> float:
    """Return the multiplier of Ramadan and the feast; the quiet days around the feast win over the rush."""
    for first, feast in tuning.fasting():
        if abs((day - feast).days) <= tuning.holiday_span:
            return tuning.holiday_demand
        if first <= day < feast:
            if (feast - day).days == tuning.ramadan_peak_before:
                return tuning.ramadan_peak_demand
            early = (day - first).days < 14
            return tuning.ramadan_early_demand if early else tuning.ramadan_late_demand
    return 1.0


def _twin(day: date, tuning: CalendarTuning, channel: ChannelTuning, *, promo: bool) -> float:
    """Return the multiplier of a twin date (9.9, 11.11); the day after keeps a share of it."""
    if channel.twin_demand > 0.0:
        peak = channel.twin_demand
    else:
        peak = tuning.twin_promo_demand if promo else tuning.twin_plain_demand
    if day.day == day.month:
        return peak
    before = day - timedelta(days=1)
    if before.day == before.month:
        return 1.0 + (peak - 1.0) * tuning.twin_after_share
    return 1.0
