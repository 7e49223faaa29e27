"""The pictures of a result and their words: money, funnel, days, audience, meters, ranges. Ready to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sandbox.campaigns.insight.sums import Group, Totals, band, groups, series
from sandbox.campaigns.insight.words import count, decimal, money, per_hundred, share
from sandbox.lang.filters import number
from sandbox.lang.texts import current_locale, t
from sandbox.packs.benchmarks import Benchmark

Row = dict[str, Any]
Names = Mapping[str, Mapping[str, str]]


class Ranged(Protocol):
    """Anything with an ordinary range."""

    @property
    def low(self) -> float:
        """Its lower end."""

    @property
    def high(self) -> float:
        """Its upper end."""


FEW_ORDERS = 10
"""Below this many orders a group's share of them says little."""

FEW_VISITS = 20
"""Below this many visits, how many of a hundred order says little."""


def money_rows(total: Totals) -> list[Row]:
    """The waterfall: sales, every cost that was met, what is left. The lines add up to the rupiah."""
    rows: list[Row] = [_line("sales", total.revenue, "start")]
    for key, column, tone in (
        ("modal", "goods_cost", ""),
        ("shipping", "shipping_cost", ""),
        ("packing", "packing", ""),
        ("fee", "platform_fee", ""),
        ("cod", "cod_loss", ""),
        ("ads", "spend", "sun"),
    ):
        amount = getattr(total, column)
        if amount or key == "modal":
            rows.append(_line(key, -amount, "minus", tone))
    return [*rows, _line("left", total.profit, "total", "leaf" if total.profit >= 0 else "chilli")]


def _line(key: str, amount: float, kind: str, tone: str = "") -> Row:
    row = {"label": t(f"insight-money-{key}"), "value": round(amount), "text": money(amount), "kind": kind}
    return row | ({"tone": tone} if tone else {})


def funnel_rows(total: Totals, *, is_message: bool) -> list[Row]:
    """From shown to ordered. Each bar is the share of the stage before it, out of a hundred.

    Who answers a message may ask at once, without a visit: what is wanted is then shared among those who answered.
    """
    stages = (
        ("shown", total.impressions),
        ("clicks", total.clicks),
        ("visits", total.visits),
        ("intents", total.intents),
        ("orders", total.orders),
    )
    words = {"shown": "sent", "clicks": "reacted"} if is_message else {}
    rows: list[Row] = []
    before = 0.0
    for place, (key, value) in enumerate(stages):
        if is_message and key == "intents":
            before = total.clicks
        rate = per_hundred(value, before) if place else 100.0
        word = words.get(key, key)
        rows.append({
            "word": t(f"insight-stage-{word}"),
            "explain": t(f"insight-stage-{word}-note"),
            "rate": t("insight-out-of-hundred", share=share(min(rate, 999))) if place and before else "",
            "value": min(rate, 100.0) if value else 0.0,
            "text": number(round(value)),
            "tone": "leaf" if key == "orders" else "sky",
        })  # fmt: skip
        before = value
    return rows


@dataclass(frozen=True)
class DayChart:
    """One measure by day: realised, expected and the band four of five like days fall in."""

    key: str
    title: str
    series: dict[str, Any]
    names: dict[str, str]
    tone: str


def day_charts(
    days: Sequence[Any], orders: Sequence[Ranged], sigmas: dict[str, float]
) -> tuple[DayChart, ...]:
    """Orders, clicks and reach by day; ``orders`` has each day's band, ``sigmas`` the spread of the others."""
    bands = {"orders": orders} | {
        key: [band(mean, sigma) for mean in series(days, "expected", key)] for key, sigma in sigmas.items()
    }
    return tuple(_day_chart(days, key, bands[key]) for key in ("orders", "clicks", "reach"))


def _day_chart(days: Sequence[Any], key: str, bands: Sequence[Ranged]) -> DayChart:
    values, expected = series(days, "realised", key), series(days, "expected", key)
    top = max([*values, *(b.high for b in bands), *expected, 0.0])
    return DayChart(
        key=key,
        title=t(f"insight-by-day-{key}"),
        series={
            "values": values,
            "expected": [round(mean, 2) for mean in expected],
            "low": [round(b.low, 2) for b in bands],
            "high": [round(b.high, 2) for b in bands],
            "value_texts": [number(round(value)) for value in values],
            "expected_texts": [count(mean) for mean in expected],
            "band_texts": [band_words(b) for b in bands],
            "top_text": count(round(top) if top >= 1 else top),
        },
        names={
            "value": t("insight-realised"),
            "expected": t("insight-expected-band"),
            "band": t("insight-ordinary-range"),
        },
        tone={"orders": "leaf", "clicks": "sky", "reach": "sand"}[key],
    )


def band_words(one: Ranged) -> str:
    """``7–13``."""
    return f"{number(round(one.low))}–{number(round(one.high))}"


@dataclass(frozen=True)
class AudienceTable:
    """One breakdown: who tapped, who ordered, what a tap cost; with one sentence."""

    key: str
    title: str
    head: list[str]
    rows: list[list[str]]
    foot: list[str]
    words: str


def audience_tables(days: Sequence[Any], orders: float, names: Names) -> tuple[AudienceTable, ...]:
    """By region, age and gender; ``names`` says each group as the plan page does."""
    found = ((key, groups(days, key)) for key in ("region", "age", "gender"))
    return tuple(_audience_table(key, lines, orders, names[key]) for key, lines in found if lines)


def _audience_table(
    key: str, lines: tuple[Group, ...], orders: float, names: Mapping[str, str]
) -> AudienceTable:
    head = [t(f"insight-audience-{name}") for name in (key, "clicks", "orders", "cost")]
    total = Group(
        "", *(sum(getattr(line, n) for line in lines) for n in ("impressions", "clicks", "orders", "spend"))
    )
    return AudienceTable(
        key=key,
        title=t(f"insight-audience-{key}"),
        head=head,
        rows=[[names.get(line.name, line.name), *_cells(line)] for line in lines],
        foot=[t("insight-audience-all"), *_cells(total)],
        words=_audience_words(lines, orders, names),
    )


def _cells(line: Group) -> list[str]:
    per_click = number(round(line.spend / line.clicks)) if line.clicks and line.spend else "–"
    return [number(round(line.clicks)), number(round(line.orders)), per_click]


def _audience_words(lines: tuple[Group, ...], orders: float, names: Mapping[str, str]) -> str:
    if orders < FEW_ORDERS:
        return t("insight-audience-few")
    best = max(lines, key=lambda line: line.orders)
    who = names.get(best.name, best.name)
    if best.orders >= orders:
        return t("insight-audience-only", who=who)
    return t("insight-audience-best", who=who, orders=round(best.orders), all=round(orders))


@dataclass(frozen=True)
class Meter:
    """How full something is: 0 to 100, a word, one sentence."""

    key: str
    label: str
    percent: float
    word: str
    note: str
    tone: str


def meters(last: dict[str, Any]) -> tuple[Meter, ...]:
    """Freshness of the post and what the platform has learnt, after the last day's realised report."""
    found = []
    if last.get("impressions"):
        found.append(_freshness(float(last["wear"]), float(last["frequency"])))
    status = set(last.get("status", ()))
    if last.get("learning", 0) > 0 or status & {"learning", "learning_limited"}:
        found.append(_learning(float(last["learning"]), status))
    return tuple(found)


def _freshness(wear: float, frequency: float) -> Meter:
    key, tone = next(
        (word, tone)
        for least, word, tone in ((0.85, "fresh", "leaf"), (0.65, "known", "leaf"), (0.45, "tired", "sun"), (0, "worn", "chilli"))
        if wear >= least
    )  # fmt: skip
    note = t(f"insight-fresh-{key}-note", times=decimal(frequency))
    return Meter("fresh", t("insight-fresh"), 100 * wear, t(f"insight-fresh-{key}"), note, tone)


def _learning(level: float, status: set[str]) -> Meter:
    key = "limited" if "learning_limited" in status else "busy" if "learning" in status else "done"
    tone = {"limited": "sun", "busy": "sky", "done": "leaf"}[key]
    return Meter(
        "learning", t("insight-learning"), 100 * level, t(f"insight-learning-{key}"), t(f"insight-learning-{key}-note"), tone
    )  # fmt: skip


def range_rows(ranges: Sequence[Benchmark], total: Totals, *, followers: float = 0.0) -> list[Row]:
    """What others report, with the own value on the bar."""
    own = _own_measures(total, followers)
    return [_range_row(one, own.get(one.measure)) for one in ranges if one.measure in own]


def _own_measures(total: Totals, followers: float) -> dict[str, float]:
    found: dict[str, float] = {}
    if total.spend and total.impressions:
        found["cpm"] = 1000 * total.spend / total.impressions
    if total.spend and total.clicks:
        found["cpc"] = total.spend / total.clicks
    if total.impressions:
        found["ctr"] = per_hundred(total.clicks, total.impressions)
        found["read"] = per_hundred(total.reach, total.impressions)
        found["reply"] = per_hundred(total.clicks, total.impressions)
    if followers and total.days:
        found["reach"] = per_hundred(total.reach / total.days, followers)
    if total.visits >= FEW_VISITS:
        found["order"] = per_hundred(total.orders, total.visits)
    return found


def _range_row(one: Benchmark, value: float | None) -> Row:
    say = (
        money
        if one.unit == "rupiah"
        else (lambda amount: t("insight-percent", share=number(round(amount, 2))))
    )
    top = max(one.high * 1.35, min(value or 0.0, one.high * 3) * 1.1)
    year = str(one.year) if one.year else t("insight-range-undated")
    place = one.place(current_locale())
    return {
        "label": t(f"insight-measure-{one.measure}"),
        "note": t(f"insight-measure-{one.measure}-note"),
        "value_text": say(value) if value is not None else "–",
        "range_text": t("insight-range", low=say(one.low), high=say(one.high)),
        "source": t("insight-range-source", grade=one.grade, place=place, year=year),
        "start": round(100 * one.low / top, 1),
        "width": round(max(1.5, 100 * (one.high - one.low) / top), 1),
        "at": None if value is None else round(min(98.0, max(2.0, 100 * value / top)), 1),
    }
