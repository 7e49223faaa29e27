"""The day's reports: counts, money, status and breakdowns that add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market import learning, money
from sandbox.campaigns.market.carried import Carried
from sandbox.campaigns.market.contact import Contact, Today
from sandbox.campaigns.market.reach import frequency, reached
from sandbox.campaigns.market.rounding import in_order, largest_remainder, split
from sandbox.campaigns.market.selling import Sale
from sandbox.campaigns.market.targeting import CONTACT_LISTS
from sandbox.campaigns.market.types import BreakdownRow, DayReport, Status

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]

BREAKDOWNS = ("region", "age", "gender")


@dataclass(frozen=True, eq=False)
class Day:
    """Everything one day brought to a batch's running rows.

    best_cost: before today, ``(n,)``.  attributed, attributed_revenue: what ads dashboards claim beyond the
    orders of a row's own clicks, ``(R,)``; absent: claims of campaigns without a row, as (world, slot, orders,
    revenue).
    """

    today: Today
    contact: Contact
    sale: Sale
    account: money.Money
    best_cost: Array
    whole: bool
    attributed: Array
    attributed_revenue: Array
    absent: list[tuple[int, int, float, float]]


def account_of(today: Today, contact: Contact, sale: Sale, tuning: Tuning, *, whole: bool) -> money.Money:
    """Return the day's accounts; parcels are paid where they go."""
    mass = in_order(sale.order_weight)
    mean_fee = np.divide(
        in_order(sale.order_weight * sale.fees), mass, out=np.zeros_like(mass), where=mass > 0.0
    )
    delivery = sale.orders * mean_fee
    free = today.rows.free_shipping[today.on]
    if whole:
        for k in np.flatnonzero((free | (sale.cod_failed > 0.0)) & (sale.orders > 0.0)).tolist():
            delivery[k] = _parcels(today, sale, k, tuning)
    lost = np.divide(
        delivery * sale.cod_failed, sale.orders, out=np.zeros_like(delivery), where=sale.orders > 0.0
    )
    return money.account(
        today.rows,
        today.on,
        orders=sale.orders,
        cod_failed=sale.cod_failed,
        shipping_paid=np.where(free, delivery, 0.0),
        shipping_lost=lost,
        spend=contact.spend,
    )


def _parcels(today: Today, sale: Sale, k: int, tuning: Tuning) -> float:
    """Return what whole orders cost to deliver to the regions of the breakdown, rupiah."""
    offer = today.rows.plans[today.on[k]].offer
    fees = offer.shipping_fees or tuning.money.shipping_fees
    weights = _wide(today, sale.order_weight[k], tuning)
    by_region = tuning.segments.total_by("region", weights).tolist()
    orders = largest_remainder(int(sale.orders[k]), by_region)
    return sum(n * fee for n, fee in zip(orders, fees, strict=True)) * float(sale.fee_factor[k])


def reports_of(day: Day, carried: Carried, tuning: Tuning) -> list[DayReport]:
    """Return one report per running campaign, in order (``carried``: with today)."""
    campaigns = (~day.today.rows.is_own[day.today.on]).nonzero()[0]
    return [_report(day, k, carried, tuning) for k in campaigns.tolist()]


def _report(day: Day, k: int, carried: Carried, tuning: Tuning) -> DayReport:
    today, contact, sale, interest = day.today, day.contact, day.sale, day.sale.interest
    row = int(today.on[k])
    plan, world = today.rows.plans[row], today.rows.worlds[today.world[k]]
    number = int(today.days[today.world[k]])

    def count(values: Array) -> float:
        return int(values[k]) if day.whole else float(values[k])

    reach, ever = count(contact.reach), count(contact.reach_total)
    if tuning.channel(plan.channel).pricing in CONTACT_LISTS:
        week = ever
    else:
        seen = in_order(carried.recent.of(row).T)
        found = float(in_order(reached(today.people[k], seen, tuning.reach.usage_shape)))
        week = round(found) if day.whole else found
    rupiah = {name: int(getattr(day.account, name)[k]) for name in _LINES}
    wear = _mean_wear(day, k)
    return DayReport(
        slot=plan.slot,
        channel=plan.channel,
        day=number,
        date=world.env.date_of(number),
        budget=plan.daily_budget,
        impressions=count(contact.impressions),
        reach=reach,
        reach_7d=min(ever, max(reach, week)),
        reach_total=ever,
        frequency=frequency(float(carried.impressions[row]), ever),
        frequency_day=frequency(count(contact.impressions), reach),
        clicks=count(contact.clicks),
        visits=count(interest.visits),
        carts=count(interest.carts),
        chats=count(interest.chats),
        orders=count(sale.orders),
        lost_to_stock=count(sale.lost),
        cod_failed=count(sale.cod_failed),
        opt_outs=count(contact.opt_outs),
        **rupiah,
        profit=rupiah["revenue"] - sum(rupiah[name] for name in _LINES[1:]),
        stock_left=count(sale.stock_left),
        learning=float(today.learnt[k]),
        wear=wear,
        status=_status(day, k, carried, tuning, wear),
        breakdown=_breakdown(day, k, tuning),
        engagements=count(contact.engagements),
        attributed_orders=float(sale.orders[k] + day.attributed[row]),
        attributed_revenue=round(rupiah["revenue"] + float(day.attributed_revenue[row])),
    )


_LINES = ("revenue", "goods_cost", "packing", "platform_fee", "cod_loss", "shipping_cost", "spend")


def report_to_dict(report: DayReport) -> dict[str, Any]:
    """Return the report as plain JSON values (the date as ISO text, status codes as their texts)."""
    return {
        **vars(report),
        "date": report.date.isoformat(),
        "status": [str(code) for code in report.status],
        "breakdown": {name: [dict(vars(row)) for row in rows] for name, rows in report.breakdown.items()},
    }


def _mean_wear(day: Day, k: int) -> float:
    """Return the freshness of the creative for those who saw it today (1 = fresh)."""
    shown = day.contact.shown[k]
    mass = float(in_order(shown))
    return float(in_order(shown * day.today.wear[k])) / mass if mass > 0.0 else 1.0


def _wide(today: Today, values: Array, tuning: Tuning) -> Array:
    """Return per-column values ``(..., C)`` over all segments ``(..., S)``."""
    wide = np.zeros((*values.shape[:-1], tuning.segments.size))
    wide[..., today.rows.columns] = values
    return wide


def _breakdown(day: Day, k: int, tuning: Tuning) -> dict[str, tuple[BreakdownRow, ...]]:
    """Break a campaign-day down; over a dimension's rows every column adds up to the campaign's number."""
    table, contact, sale = tuning.segments, day.contact, day.sale
    shapes = np.array(
        (contact.shown[k], contact.reached[k], contact.clicked[k], sale.order_weight[k], contact.paid[k])
    )
    wide = _wide(day.today, shapes, tuning)
    totals = [float(v[k]) for v in (contact.impressions, contact.reach, contact.clicks, sale.orders)]
    divide = largest_remainder if day.whole else split
    totals = [int(total) for total in totals] if day.whole else totals
    result = {}
    for dimension in BREAKDOWNS:
        *counts, paid = table.total_by(dimension, wide).tolist()
        columns = [divide(total, shape) for total, shape in zip(totals, counts, strict=True)]
        columns.append(largest_remainder(int(contact.spend[k]), paid))
        names = table.names(dimension)
        result[dimension] = tuple(BreakdownRow(*row) for row in zip(names, *columns, strict=True))
    return result


def _status(day: Day, k: int, carried: Carried, tuning: Tuning, wear: float) -> tuple[Status, ...]:
    """Collect what the seller should notice, most urgent first."""
    contact, sale = day.contact, day.sale
    row = int(day.today.on[k])
    plan = day.today.rows.plans[row]
    codes = list(contact.status[k])
    if sale.lost[k] >= 0.5 or sale.stock_left[k] <= 0:
        codes.append(Status.STOCK_OUT)
    elif sale.stock_left[k] < 2.0 * sale.orders[k]:
        codes.append(Status.STOCK_LOW)
    if sale.late[k] and sale.interest.chats[k] > 0:
        codes.append(Status.LATE_REPLIES)
    if contact.spend[k] == 0:
        return tuple(codes)
    events = float(carried.event_days.of(row).sum())
    phase = learning.status(events, float(carried.learning_days[row]), plan.objective, tuning.learning)
    if phase is not None:
        codes.append(phase)
    tired = _fatigue(carried.results.of(row), float(day.best_cost[k]), wear, tuning)
    if tired is not None:
        codes.append(tired)
    return tuple(codes)


def _fatigue(week: Array, best_cost: float, wear: float, tuning: Tuning) -> Status | None:
    """Compare the last week's cost per result with the shop's best week, and only blame a worn creative."""
    spend, results = week.sum(axis=0).tolist()
    if not np.isfinite(best_cost) or results <= 0.0 or wear > tuning.reach.tired_wear:
        return None
    cost = spend / results
    if cost >= tuning.reach.fatigue_cost * best_cost:
        return Status.FATIGUE
    return Status.CREATIVE_LIMITED if cost > best_cost else None
