"""What a participant reads after market days. Every number here is an *angka latihan*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.campaigns.desk.desk import district_of, tuning_of
from sandbox.campaigns.desk.plan_presenters import audience_choices
from sandbox.campaigns.insight import charts
from sandbox.campaigns.insight.sums import Totals, series, totals
from sandbox.campaigns.insight.words import count, money, per_hundred, share, signed_money
from sandbox.lang.filters import number
from sandbox.lang.texts import t
from sandbox.packs.benchmarks import Benchmarks, load_benchmarks
from sandbox.packs.districts import District
from sandbox.web.country import pack

if TYPE_CHECKING:
    from sandbox.campaigns.market.chance import Band
    from sandbox.campaigns.market.tuning import Tuning
    from sandbox.campaigns.models import Campaign

MESSAGES = {"wa_bc"}
"""Channels that send messages: nothing is shown, something is sent and read."""


STATUS_ORDER = (
    "stock_out", "stock_low", "no_audience", "not_enough_contacts", "under_delivery", "fatigue",
    "creative_limited", "late_replies", "list_capped", "learning_limited", "learning",
)  # fmt: skip
"""What the seller should notice, most urgent first."""


@dataclass(frozen=True)
class Understanding:
    """One campaign so far, ready to show. ``luck_first``: chance explains the result, so it is said first."""

    money_left: int
    money_text: str
    happened: str
    why: str
    luck: str
    luck_first: bool
    notes: tuple[str, ...]
    trio: tuple[dict[str, str], ...]
    money: list[dict[str, Any]]
    funnel: list[dict[str, Any]]
    days: tuple[charts.DayChart, ...]
    day_names: list[str]
    table: list[list[str]]
    audience: tuple[charts.AudienceTable, ...]
    meters: tuple[charts.Meter, ...]
    ranges: list[dict[str, Any]]


def understanding(campaign: Campaign) -> Understanding | None:
    """Everything the result page says by itself, with the country's numbers; None before the first day."""
    country, tuning = pack(), tuning_of(campaign)
    return understand(
        campaign,
        tuning=tuning,
        benchmarks=load_benchmarks(country.key, country.locales),
        names=group_names(tuning, district_of(campaign.shop)),
    )


def group_names(tuning: Tuning, district: District | None) -> charts.Names:
    """Each region, age and gender as the plan page says it."""
    choices = audience_choices(tuning.segments, district)
    return {key: {c[0]: c[1] for c in choices[f"{key}s"]} for key in ("region", "age", "gender")}


def understand(
    campaign: Campaign, *, tuning: Tuning, benchmarks: Benchmarks, names: charts.Names
) -> Understanding | None:
    """The same with these numbers."""
    from sandbox.campaigns.insight.computing import luck_by_day, luck_of

    days = list(campaign.results)
    if not days:
        return None
    total, luck = totals(days, "realised"), luck_of(days, tuning).orders
    ranges = benchmarks.of(campaign.channel)
    return Understanding(
        money_left=round(total.profit),
        money_text=signed_money(total.profit, exact=True),
        happened=happened(total),
        why=weakest_stage(total, {one.measure: one.low for one in ranges}),
        luck=luck_words(luck),
        luck_first=is_luck(luck),
        notes=tuple(t(f"campaigns-status-{code.replace('_', '-')}") for code in last_status(days)),
        trio=trio(campaign, total, luck),
        money=charts.money_rows(total),
        funnel=charts.funnel_rows(total, is_message=campaign.channel in MESSAGES),
        days=charts.day_charts(days, luck_by_day(days, tuning), sigmas(days, tuning)),
        day_names=[day_name(campaign, day.day) for day in days],
        table=day_table(campaign, days),
        audience=charts.audience_tables(days, total.orders, names),
        meters=charts.meters(days[-1].report.get("realised", {})),
        ranges=charts.range_rows(ranges, total),
    )


def sigmas(days: Sequence[Any], tuning: Tuning) -> dict[str, float]:
    """Day-to-day log standard deviations of clicks and reach, from the market's own noise."""
    learnt = series(days, "realised", "learning")
    rate = tuning.learning.shock_base + tuning.learning.shock_extra * (1.0 - sum(learnt) / len(learnt))
    return {"clicks": (tuning.noise.market**2 + rate**2) ** 0.5, "reach": tuning.noise.market}


def happened(total: Totals) -> str:
    """First sentence: how many orders in how many days, and whether money was left over."""
    facts: dict[str, Any] = {"days": total.days}
    if not total.orders:
        key = "insight-happened-none" if total.spend else "insight-happened-none-free"
        facts |= {"clicks": round(total.clicks)} | ({"spend": money(total.spend)} if total.spend else {})
        return t(key, **facts)
    facts |= {"orders": round(total.orders), "amount": money(abs(total.profit))}
    key = "gain" if total.profit > 0 else "loss" if total.profit < 0 else "even"
    if key == "even":
        facts.pop("amount")
    return t(f"insight-happened-{key}", **facts)


def weakest_stage(total: Totals, ordinary: Mapping[str, float]) -> str:
    """Second sentence, until the causes are computed: the stage that loses most against the reported range."""
    if total.lost_to_stock >= 1:
        return t("insight-why-stock", lost=round(total.lost_to_stock))
    if total.impressions < 1:
        return t("insight-why-unseen")
    taps = per_hundred(total.clicks, total.impressions)
    low = ordinary.get("ctr") or ordinary.get("reply") or 0.0
    if taps < 0.8 * low:
        return t("insight-why-taps", share=share(taps), low=share(low))
    bought = per_hundred(total.orders, total.visits)
    if total.visits >= 20 and (not total.orders or bought < ordinary.get("order", 0.0)):
        visits = number(round(total.visits))
        some = {"share": share(bought)} if total.orders else {}
        return t("insight-why-orders" if some else "insight-why-no-orders", visits=visits, **some)
    if total.visits < 20:
        return t("insight-why-early")
    before_ads = total.profit + total.spend
    if total.orders and before_ads <= 0:
        return t("insight-why-margin")
    if total.orders and total.profit < 0:
        return t("insight-why-ads", before=money(before_ads), ads=money(total.spend))
    return t("insight-why-flow", share=share(bought))


def is_luck(band: Band) -> bool:
    """Whether the result differs from the expected one, and by no more than chance usually brings."""
    return band.ordinary and abs(band.luck) >= max(1.0, 0.15 * band.expected)


def luck_words(band: Band) -> str:
    """Luck told apart from skill, in one or two sentences."""
    facts: dict[str, Any] = {"orders": round(band.realised), "low": round(band.low), "high": round(band.high)}
    if not band.ordinary:
        return t("insight-luck-above" if band.luck > 0 else "insight-luck-below", **facts)
    if not is_luck(band):
        return t("insight-luck-as-expected", **facts)
    facts["expected"] = count(band.expected)
    return t("insight-luck-more" if band.luck > 0 else "insight-luck-less", **facts)


def trio(campaign: Campaign, total: Totals, band: Band) -> tuple[dict[str, str], ...]:
    """Forecast, outcome, and what the same choices usually bring; in orders."""
    forecast = getattr(campaign, "forecast_orders", None)
    items = [
        {"label": t("insight-outcome"), "value": number(round(total.orders)), "tone": "leaf"},
        {"label": t("insight-usual"), "value": charts.band_words(band)},
    ]
    if forecast is not None:
        return ({"label": t("insight-forecast"), "value": number(forecast)}, *items)
    return ({"label": t("insight-people"), "value": number(round(total.reach_total))}, *items)


def last_status(days: Sequence[Any]) -> list[str]:
    """What the last day wants noticed, most urgent first, at most two; the meters tell of learning and fatigue."""
    codes = set(days[-1].report.get("realised", {}).get("status", ()))
    return [code for code in STATUS_ORDER if code in codes and code not in METERED][:2]


METERED = {"learning", "learning_limited", "fatigue", "creative_limited"}


def day_name(campaign: Campaign, day: int) -> str:
    """``Hari 3``, counted from the campaign's own first day."""
    return t("campaigns-day-name", number=day - campaign.start_day + 1)


DAY_COLUMNS = ("impressions", "reach", "clicks", "chats", "orders", "spend", "rest")


def day_table(campaign: Campaign, days: Sequence[Any]) -> list[list[str]]:
    """Head and rows of the table by day."""
    head = [t("campaigns-day"), *(t(f"insight-column-{name}") for name in DAY_COLUMNS)]
    rows = [
        [
            day_name(campaign, day.day),
            *(number(getattr(day, name)) for name in DAY_COLUMNS[:5]),
            money(day.spend),
            signed_money(day.money_left, exact=True),
        ]
        for day in days
    ]
    return [head, *rows]
