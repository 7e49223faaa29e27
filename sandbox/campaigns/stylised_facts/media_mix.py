"""Facts 27 and 28: a media-mix model gives back what the market put in.

Two exports.  The **lab** export comes from a process that is written down in full and printed with the file,
so that a student can check every step of a modelling program.  The **class** export is what a class of shops
really did in the practice market, summed by day.  A real modelling program reads them; here the exports are
made and its answers are judged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.tuning import Tuning
from sandbox.campaigns.market.types import Environment, Mode, Objective
from sandbox.campaigns.market.world import World
from sandbox.campaigns.stylised_facts.fact import Bound, Fact, Kind, Measured, Unit
from sandbox.campaigns.stylised_facts.lab import Lab
from sandbox.campaigns.stylised_facts.setting import OFFER, SHOP, plan, world

Array = NDArray[np.float64]

START = date(2024, 1, 1)
LAB_DAYS = 730
WEEKDAY = (1.0, 1.03, 1.06, 1.06, 1.0, 0.90, 0.88)
MEMORY_DAYS = 28
"""Longest carry-over in the lab export; what a modelling program calls ``l_max``."""


@dataclass(frozen=True)
class LabChannel:
    """One channel of the lab export.

    spend: usual rupiah a day.  theta: share of an advertisement's effect left a day later.  half: adstocked
    rupiah a day that bring half of ``most``, the most orders a day the channel can bring.
    """

    spend: float
    theta: float
    half: float
    most: float


LAB_CHANNELS: Mapping[str, LabChannel] = {
    "meta": LabChannel(400_000, 0.5, 500_000, 90.0),
    "tiktok": LabChannel(250_000, 0.3, 300_000, 60.0),
    "gsearch": LabChannel(150_000, 0.1, 200_000, 45.0),
    "mkt": LabChannel(300_000, 0.2, 450_000, 70.0),
}
LAB_BASE = 70.0
LAB_NOISE = 0.06


@dataclass(frozen=True)
class Export:
    """A daily table for a media-mix model, with the truth it hides.

    spend: rupiah a day by channel, shape ``(days,)``.  orders: ``(days,)``.  contribution: true orders by
    channel over all days.  adstock: true theta by channel, empty when the process has no single one.
    process: how the table was made, in words and numbers; printed with the file.
    """

    name: str
    dates: tuple[date, ...]
    spend: Mapping[str, Array]
    orders: Array
    contribution: Mapping[str, float]
    adstock: Mapping[str, float]
    process: str


@dataclass(frozen=True)
class Fit:
    """What a modelling program found: orders by channel over all days, and theta by channel."""

    contribution: Mapping[str, float]
    adstock: Mapping[str, float]


def adstock(spend: Array, theta: float) -> Array:
    """Return the normalised geometric adstock: a weighted mean of the last days, weights ``theta ** lag``."""
    weights = theta ** np.arange(MEMORY_DAYS)
    return np.convolve(spend, weights / weights.sum())[: len(spend)]


def lab_export(seed: int = 2711) -> Export:
    """Make the lab export.  Adstock first, then Hill, nothing else: see :func:`lab_process`."""
    rng = np.random.default_rng(seed)
    dates = tuple(START + timedelta(days=n) for n in range(LAB_DAYS))
    season = np.array([WEEKDAY[day.weekday()] for day in dates])
    season *= 1.0 + 0.12 * np.sin(2 * np.pi * np.arange(LAB_DAYS) / 365.25)
    spend, brings = {}, {}
    for name, channel in LAB_CHANNELS.items():
        spend[name] = np.round(channel.spend * _habits(rng, LAB_DAYS))
        stock = adstock(spend[name], channel.theta)
        brings[name] = season * channel.most * stock / (stock + channel.half)
    mean = season * LAB_BASE + sum(brings.values())
    noise = np.exp(LAB_NOISE * rng.standard_normal(LAB_DAYS) - 0.5 * LAB_NOISE**2)
    return Export(
        name="lab",
        dates=dates,
        spend=spend,
        orders=rng.poisson(mean * noise).astype(float),
        contribution={name: float(orders.sum()) for name, orders in brings.items()},
        adstock={name: channel.theta for name, channel in LAB_CHANNELS.items()},
        process=lab_process(),
    )


def lab_process() -> str:
    """Return the exact process of the lab export in words and numbers."""
    rows = [
        f"  {name}: theta {c.theta}, half-point k {c.half:,.0f}, most b {c.most:g} orders a day"
        for name, c in LAB_CHANNELS.items()
    ]
    return "\n".join(
        (
            "x[c,t]: rupiah spent on channel c on day t, as in the table",
            f"a[c,t] = sum over lag 0..{MEMORY_DAYS - 1} of w[lag] * x[c,t-lag]; w[lag] ~ theta^lag, sum of w = 1",
            "h[c,t] = a[c,t] / (a[c,t] + k)",
            "season[t] = weekday[t] * (1 + 0.12 * sin(2 pi t / 365.25)), t = 0 on the first day",
            f"weekday, Monday to Sunday: {', '.join(str(each) for each in WEEKDAY)}",
            f"mean[t] = season[t] * ({LAB_BASE:g} + sum over c of b * h[c,t])",
            f"orders[t] ~ Poisson(mean[t] * exp(N(0, {LAB_NOISE}) - {LAB_NOISE}^2 / 2))",
            *rows,
        )
    )


def _habits(rng: np.random.Generator, days: int) -> Array:
    """Return how a shop spends, relative to its usual day: bursts of one to four weeks, pauses, daily whims."""
    levels: list[float] = []
    while len(levels) < days:
        length = 7 * int(rng.integers(1, 5))
        level = 0.0 if rng.random() < 0.2 else float(np.exp(rng.normal(0.0, 0.7)))
        levels += [level] * length
    return np.array(levels[:days]) * np.exp(rng.normal(0.0, 0.25, days))


CLASS_CHANNELS: Mapping[str, int] = {"meta": 60_000, "tiktok": 40_000, "gsearch": 30_000, "mkt": 20_000}
"""Usual rupiah a day of one shop of the class export; every amount lasts a week, as people really do it."""


def class_export(tuning: Tuning, *, shops: int = 12, days: int = 728, seed: int = 2811) -> Export:
    """Play a class of shops in the practice market with budgets that change by the week, and sum by day.

    Orders are realised; the true contribution of a channel is expected orders of all shops with and without
    it (everything else and all luck equal).
    """
    rng = np.random.default_rng(seed)
    weeks = -(-days // 7)
    budgets = {}
    for name, usual in CLASS_CHANNELS.items():
        # The class moves together (a lesson, a feast), each shop a little in its own way.
        together = np.where(rng.random(weeks) < 0.2, 0.0, np.exp(rng.normal(0.0, 0.7, weeks)))
        own = np.exp(rng.normal(0.0, 0.3, (shops, weeks)))
        budgets[name] = (usual * together * own).round(-3).astype(int)
    starts = _class_worlds(tuning, shops, rng)
    orders, spend = _play_class(tuning, starts, budgets, days, Mode.REALISED)
    expected, _ = _play_class(tuning, starts, budgets, days, Mode.EXPECTED)
    contribution = {}
    for name in CLASS_CHANNELS:
        without = budgets | {name: np.zeros_like(budgets[name])}
        less, _ = _play_class(tuning, starts, without, days, Mode.EXPECTED)
        contribution[name] = float(expected.sum() - less.sum())
    return Export(
        name="class",
        dates=tuple(START + timedelta(days=n) for n in range(days)),
        spend=spend,
        orders=orders,
        contribution=contribution,
        adstock={},
        process=f"{shops} shops of the practice market, tuning {tuning.version}, realised mode, summed by day",
    )


def _class_worlds(tuning: Tuning, shops: int, rng: np.random.Generator) -> list[World]:
    env = Environment("media-mix", START)
    result = []
    for number in range(shops):
        shop = replace(
            SHOP,
            key=f"mix-{number}",
            page_score=float(rng.uniform(35, 80)),
            reply_minutes=float(rng.uniform(3, 60)),
            followers={"org_ig": 300, "org_fb": 200, "org_tt": 100},
        )
        offer = replace(OFFER, key=f"offer-{number}", price=int(OFFER.price * rng.uniform(0.9, 1.05)))
        score = float(rng.uniform(40, 75))
        campaigns = [
            plan("home", "regency", slot=slot, channel=name, offer=offer, budget=0, score=score,
                 objective=Objective.CLICK, end_day=100_000)
            for slot, name in enumerate(CLASS_CHANNELS)
        ]  # fmt: skip
        result.append(world(tuning, *campaigns, shop=shop, env=env))
    return result


def _play_class(
    tuning: Tuning, starts: list[World], budgets: Mapping[str, Array], days: int, mode: Mode
) -> tuple[Array, dict[str, Array]]:
    """Return the class's orders by day, and its spend by channel and day."""
    worlds = starts
    orders = np.zeros(days)
    spend = {name: np.zeros(days) for name in CLASS_CHANNELS}
    for day in range(days):
        if day % 7 == 0:
            worlds = [
                replace(each, plans=_plans(each, budgets, shop, day // 7)) for shop, each in enumerate(worlds)
            ]
        played = play(worlds, tuning, days=1, mode=mode)
        worlds = [replace(each, state=course.state) for each, course in zip(worlds, played, strict=True)]
        orders[day] = sum(course.total.orders for course in played)
        for slot, name in enumerate(CLASS_CHANNELS):
            spend[name][day] = sum(c.campaigns[slot].spend for c in played if slot in c.campaigns)
    return orders, spend


def _plans(each: World, budgets: Mapping[str, Array], shop: int, week: int) -> tuple:
    """A fresh post every four weeks, as anybody does who advertises all year."""
    post = {"photo": f"photo-{week // 4}", "caption": f"caption-{week // 4}"}
    return tuple(
        replace(
            campaign,
            daily_budget=int(budgets[campaign.channel][shop, week]),
            creative=replace(campaign.creative, **post),
        )
        for campaign in each.plans
    )


def judge(export: Export, fit: Fit) -> Measured:
    """Compare what a program found with the truth.

    contribution: largest error relative to the truth.  adstock: largest difference of theta.  ranking:
    pairs of channels whose true contributions differ by two or more and that came out the wrong way round.
    """
    truth, found = export.contribution, fit.contribution
    errors = {name: found[name] / truth[name] - 1.0 for name in truth}
    thetas = {name: fit.adstock[name] - theta for name, theta in export.adstock.items()}
    turned = sum(
        truth[one] >= 2.0 * truth[other] and found[one] <= found[other] for one in truth for other in truth
    )
    return {
        "contribution": max(abs(error) for error in errors.values()),
        "adstock": max((abs(change) for change in thetas.values()), default=0.0),
        "ranking": turned,
        **{f"error_{name}": error for name, error in errors.items()},
    }


def _fitted(make: Callable[[Lab], Export]) -> Callable[[Lab], Measured]:
    def measure(lab: Lab) -> Measured:
        if lab.fit is None:
            raise ValueError("the media-mix facts need a modelling program")
        export = make(lab)
        return judge(export, lab.fit(export)) | {"orders": float(export.orders.mean())}

    return measure


_SHOWN = tuple(Bound(f"error_{name}", name, unit=Unit.POINTS) for name in LAB_CHANNELS)

FACTS = (
    Fact(
        27,
        "A media-mix model recovers the lab export",
        (
            Bound("orders", "orders a day", 100, None),
            Bound("contribution", "largest error of a contribution", None, 0.20, Unit.SHARE),
            Bound("adstock", "largest error of theta", None, 0.20),
            *_SHOWN,
        ),
        "pymc-marketing #1119; Jin et al. 2017",
        "A",
        _fitted(lambda _: lab_export()),
        Kind.SLOW,
    ),
    Fact(
        28,
        "A media-mix model finds its way in a class's own days",
        (
            Bound("contribution", "largest error of a contribution", None, 0.40, Unit.SHARE),
            Bound("ranking", "channels twice as large ranked behind", 0, 0, Unit.COUNT),
            *_SHOWN,
        ),
        "Robyn #625",
        "C",
        _fitted(lambda lab: class_export(lab.tuning)),
        Kind.SLOW,
    ),
)
