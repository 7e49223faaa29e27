"""Fact 29: quick enough to play with.  Times mean little alone, so each stands beside bare numpy draws.

The bare draws are what the plainest market would need for the same days: per shop, day and channel six counts
(impressions, clicks, visits, carts, chats, orders) drawn from their distributions in every segment, and nothing
else.  They run in the same minute on the same machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from sandbox.campaigns.market.causes import explain
from sandbox.campaigns.market.class_market import play_class_day
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.situation import Situation
from sandbox.campaigns.market.tuning import Tuning
from sandbox.campaigns.market.types import Mode
from sandbox.campaigns.market.world import World
from sandbox.campaigns.stylised_facts.fact import Bound, Fact, Kind, Measured, Unit
from sandbox.campaigns.stylised_facts.lab import Lab
from sandbox.campaigns.stylised_facts.setting import SHOP, plan, world

PAID = ("meta", "tiktok", "gsearch", "mkt")
CLASS_SIZE = 30
ROUNDS = 5

Clock = Callable[[], float]
Work = Callable[[], object]


def class_worlds(tuning: Tuning, shops: int, channels: Sequence[str] = PAID) -> list[World]:
    """Return a class in which every shop advertises on these channels, each a little differently."""
    result = []
    for number in range(shops):
        campaigns = [
            plan(slot=slot, channel=name, budget=40_000 + 1_000 * (number % 20), score=40 + number % 30)
            for slot, name in enumerate(channels)
        ]
        shop = replace(SHOP, key=f"shop-{number}", category=f"trade-{number % 6}")
        result.append(world(tuning, *campaigns, shop=shop))
    return result


def bare_draws(segments: int, cells: int) -> Work:
    """Return the bare numpy work for ``cells`` shop-days of one channel."""
    rng = np.random.default_rng(29)

    def draw() -> None:
        shown = rng.poisson(12.0, (cells, segments))
        clicks = rng.binomial(shown, 0.011)
        visits = rng.binomial(clicks, 0.85)
        carts = rng.binomial(visits, 0.07)
        chats = rng.binomial(visits - carts, 0.06)
        rng.binomial(carts + chats, 0.25)

    return draw


def times(clock: Clock, *works: Work, rounds: int = ROUNDS) -> list[float]:
    """Return the quickest of several rounds of each work, in seconds, turn by turn."""
    best = [float("inf")] * len(works)
    for work in works:
        work()  # caches fill
    for _ in range(rounds):
        for n, work in enumerate(works):
            began = clock()
            work()
            best[n] = min(best[n], clock() - began)
    return best


def speed(lab: Lab) -> Measured:
    """Times of a shop-day per channel, a class day of the shared market, and an explanation."""
    if lab.clock is None:
        raise ValueError("the facts about speed need a clock")
    tuning, size = lab.tuning, lab.tuning.segments.size
    shop, classroom = class_worlds(tuning, 1), class_worlds(tuning, CLASS_SIZE)
    now, base = situations(tuning)
    works: dict[str, tuple[Work, int]] = {
        "shop_day": (lambda: play(shop, tuning, days=1, mode=Mode.REALISED, details=True), len(PAID)),
        "class_day": (
            lambda: play_class_day(classroom, tuning, mode=Mode.REALISED),
            CLASS_SIZE * len(PAID),
        ),
        "explain": (lambda: explain(now, base, tuning), 2**7 * now.days),
    }
    measured = {}
    for name, (work, cells) in works.items():
        ours, bare = times(lab.clock, work, bare_draws(size, cells))
        measured[name], measured[f"{name}_ratio"] = ours, ours / bare
    measured["shop_day"] /= len(PAID)
    return measured


def situations(tuning: Tuning, days: int = 7) -> tuple[Situation, Situation]:
    """Return two campaigns of a week that differ in everything there is to explain: (now, base)."""
    before = world(tuning, plan())
    shop = replace(SHOP, page_score=70, reply_minutes=5)
    creative = replace(plan().creative, photo="b", caption="b", photo_score=70, caption_score=60)
    offer = replace(plan().offer, price=19_000)
    after = world(
        tuning,
        plan("home", budget=70_000, creative=creative, offer=offer),
        shop=shop,
        env=replace(before.env, demand=1.1),
    )
    return Situation(after, 0, days), Situation(before, 0, days)


FACTS = (
    Fact(
        29,
        "Quick enough to play with",
        (
            Bound("shop_day_ratio", "times bare draws: shop-day per channel", None, 15.0),
            Bound("class_day_ratio", "class day of 30 shops, 4 channels", None, 130.0),
            Bound("explain_ratio", "explanation", None, 4.3),
            Bound("shop_day", "shop-day per channel, processor time", unit=Unit.SECONDS),
            Bound("class_day", "class day", unit=Unit.SECONDS),
            Bound("explain", "explanation", unit=Unit.SECONDS),
        ),
        "design: 2 ms, 2 s and 500 ms where the bare draws take .13 ms a shop-day and channel",
        "D",
        speed,
        Kind.SPEED,
    ),
)
