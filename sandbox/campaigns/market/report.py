"""The day's report of one campaign: counts, money, status and breakdowns that add up."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market import learning, money
from sandbox.campaigns.market.reach import frequency, reached
from sandbox.campaigns.market.rounding import largest_remainder, split
from sandbox.campaigns.market.selling import Sale
from sandbox.campaigns.market.state import CampaignState
from sandbox.campaigns.market.types import (
    BreakdownRow,
    DayReport,
    Environment,
    ShippingTerms,
    Status,
)

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]

BREAKDOWNS = ("region", "age", "gender")


def day_report(
    sale: Sale,
    after: CampaignState,
    *,
    day: int,
    env: Environment,
    tuning: Tuning,
    whole: bool,
    stock_left: float,
    best_cost: float | None,
) -> DayReport:
    """Put one campaign-day together.  ``after``: its totals with today; ``best_cost``: before today."""
    interest, contact = sale.interest, sale.interest.contact
    plan = contact.running.plan
    channel = tuning.channel(plan.channel)
    breakdown = _breakdown(sale, tuning, whole=whole)
    fees = plan.offer.shipping_fees or tuning.money.shipping_fees
    delivery = sum(row.orders * fee for row, fee in zip(breakdown["region"], fees, strict=True))
    account = money.account(
        plan.offer,
        channel,
        orders=sale.orders,
        cod_failed=sale.cod_failed,
        shipping_paid=delivery if plan.offer.shipping is ShippingTerms.FREE else 0.0,
        shipping_lost=delivery * sale.cod_failed / sale.orders if sale.orders > 0 else 0.0,
        spend=contact.spend,
    )
    people = tuning.segments.people
    week = float(reached(people, after.recent.sum(axis=0), tuning.reach.usage_shape).sum())
    if channel.pricing == "contacts":
        week = contact.reach_total
    elif whole:
        week = round(week)
    return DayReport(
        slot=plan.slot,
        channel=plan.channel,
        day=day,
        date=env.date_of(day),
        budget=plan.daily_budget,
        impressions=contact.impressions,
        reach=contact.reach,
        reach_7d=min(contact.reach_total, max(contact.reach, week)),
        reach_total=contact.reach_total,
        frequency=frequency(after.impressions, contact.reach_total),
        frequency_day=frequency(contact.impressions, contact.reach),
        clicks=contact.clicks,
        visits=interest.visits,
        carts=interest.carts,
        chats=interest.chats,
        orders=sale.orders,
        lost_to_stock=sale.lost,
        cod_failed=sale.cod_failed,
        opt_outs=contact.opt_outs,
        spend=account.spend,
        revenue=account.revenue,
        goods_cost=account.goods_cost,
        packing=account.packing,
        platform_fee=account.platform_fee,
        cod_loss=account.cod_loss,
        shipping_cost=account.shipping_cost,
        profit=account.profit,
        stock_left=int(stock_left) if whole else stock_left,
        learning=contact.running.learnt,
        wear=_mean_wear(sale),
        status=_status(sale, after, tuning, stock_left, best_cost),
        breakdown=breakdown,
    )


def report_to_dict(report: DayReport) -> dict[str, Any]:
    """Return the report as plain JSON values (the date as ISO text, status codes as their texts)."""
    data = asdict(report)
    return {**data, "date": report.date.isoformat(), "status": [str(code) for code in report.status]}


def _mean_wear(sale: Sale) -> float:
    """Return the freshness of the creative for those who saw it today (1 = fresh)."""
    contact = sale.interest.contact
    mass = float(contact.shown.sum())
    return float((contact.shown * contact.running.wear).sum() / mass) if mass > 0.0 else 1.0


def _breakdown(sale: Sale, tuning: Tuning, *, whole: bool) -> dict[str, tuple[BreakdownRow, ...]]:
    """Break a campaign-day down; over a dimension's rows every column adds up to the campaign's number."""
    table, contact = tuning.segments, sale.interest.contact
    shapes = np.stack((contact.shown, contact.reached, contact.clicked, sale.order_weight, contact.paid))
    totals = (contact.impressions, contact.reach, contact.clicks, sale.orders)
    divide = largest_remainder if whole else split
    result = {}
    for dimension in BREAKDOWNS:
        *counts, paid = table.total_by(dimension, shapes).tolist()
        columns = [divide(total, shape) for total, shape in zip(totals, counts, strict=True)]
        columns.append(largest_remainder(contact.spend, paid))
        names = table.names(dimension)
        result[dimension] = tuple(BreakdownRow(*row) for row in zip(names, *columns, strict=True))
    return result


def _status(
    sale: Sale, after: CampaignState, tuning: Tuning, stock_left: float, best_cost: float | None
) -> tuple[Status, ...]:
    """Collect what the seller should notice, most urgent first."""
    contact = sale.interest.contact
    plan = contact.running.plan
    codes = list(contact.status)
    if sale.lost >= 0.5 or stock_left <= 0:
        codes.append(Status.STOCK_OUT)
    elif stock_left < 2.0 * sale.orders:
        codes.append(Status.STOCK_LOW)
    if sale.late and sale.interest.chats > 0:
        codes.append(Status.LATE_REPLIES)
    if tuning.channel(plan.channel).pricing == "contacts" or contact.spend == 0:
        return tuple(codes)
    phase = learning.status(after.learning, plan.objective, tuning.learning)
    if phase is not None:
        codes.append(phase)
    tired = _fatigue(after, best_cost, _mean_wear(sale), tuning)
    if tired is not None:
        codes.append(tired)
    return tuple(codes)


def _fatigue(after: CampaignState, best_cost: float | None, wear: float, tuning: Tuning) -> Status | None:
    """Compare the last week's cost per result with the shop's best week, and only blame a worn creative."""
    spend, results = (sum(column) for column in zip(*after.results, strict=True))
    if best_cost is None or results <= 0.0 or wear > tuning.reach.tired_wear:
        return None
    cost = spend / results
    if cost >= tuning.reach.fatigue_cost * best_cost:
        return Status.FATIGUE
    return Status.CREATIVE_LIMITED if cost > best_cost else None
