"""The market's speed beside bare numpy draws of the same size, its memory, and how it grows with the class.

``python -m benchmarks.market`` measures a shop-day per channel, a class day of thirty shops on four paid
channels (goal 1 s), an explanation (goal 300 ms), par (goal 1.5 s), memory, and class days of 10 to 300 shops.
Bare draws: six counts per shop, day and channel in each of the segments, drawn with numpy and nothing else; see
``sandbox/campaigns/stylised_facts/speed.py``.  Quickest of several rounds, turn by turn.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace

from sandbox.campaigns.market.causes import explain
from sandbox.campaigns.market.class_market import play_class_day
from sandbox.campaigns.market.par import Par, par
from sandbox.campaigns.market.par_options import Post
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.tuning import Tuning, tuning_from_dict
from sandbox.campaigns.market.types import Mode
from sandbox.campaigns.market.world import World
from sandbox.campaigns.stylised_facts.setting import CREATIVE, OFFER, SHOP, plan, world
from sandbox.campaigns.stylised_facts.speed import (
    CLASS_SIZE,
    bare_draws,
    class_worlds,
    situations,
    times,
)
from sandbox.packs.market import load_tuning

Work = Callable[[], object]
GROWTH = (10, 30, 100, 300)
DAYS = 14
CLOCK = [time.perf_counter]
"""What measures: the clock on the wall, or processor time (``--cpu``) when others use the machine too."""
FOLLOWERS = {"org_fb": 500, "org_ig": 500, "org_tt": 500}


def measured(name: str, work: Work, cells: int, tuning: Tuning, *, goal: float | None, rounds: int) -> float:
    """Time ``work`` beside bare draws for ``cells`` shop-days of a channel; print a line, return seconds."""
    ours, bare = times(CLOCK[0], work, bare_draws(tuning.segments.size, cells), rounds=rounds)
    wanted = "" if goal is None else f"{1000 * goal:,.0f}"
    print(
        f"| {name} | {1000 * ours:,.2f} | {1000 * bare:,.2f} | {ours / bare:.1f} | {wanted} | {peak_mib(work):.1f} |",
        flush=True,
    )
    return ours


def peak_mib(work: Work) -> float:
    """Most memory that ``work`` holds at once beyond what was there before, in MiB."""
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        work()
        return (tracemalloc.get_traced_memory()[1] - before) / 2**20
    finally:
        tracemalloc.stop()


def one_channel(tuning: Tuning, channel: str) -> World:
    """A shop with contacts and followers and one campaign on ``channel``, free where the channel is free."""
    free = tuning.channel(channel).pricing not in {"impression", "click"}
    shop = replace(SHOP, contacts=300, followers=FOLLOWERS)
    return world(tuning, plan(channel=channel, budget=0 if free else 50_000), shop=shop)


def single_days(tuning: Tuning, rounds: int) -> None:
    """A shop-day on each channel alone, and on the four paid ones together."""
    for channel in tuning.channels:
        start = one_channel(tuning, channel)
        measured(f"shop-day, {channel}", day_of([start], tuning), 1, tuning, goal=None, rounds=rounds)
    together = class_worlds(tuning, 1)
    measured("shop-day, four paid channels", day_of(together, tuning), 4, tuning, goal=None, rounds=rounds)


def day_of(worlds: list[World], tuning: Tuning) -> Work:
    """One realised day in the isolated market, with reports."""
    return lambda: play(worlds, tuning, days=1, mode=Mode.REALISED, details=True)


def class_day(worlds: list[World], tuning: Tuning) -> Work:
    """One realised day in the shared market, with reports."""
    return lambda: play_class_day(worlds, tuning, mode=Mode.REALISED, details=True)


def questions(tuning: Tuning, rounds: int) -> None:
    """An explanation of a week with everything changed, and par for a fortnight's wallet."""
    now, base = situations(tuning)
    measured(
        "explanation", lambda: explain(now, base, tuning), 2**7 * now.days, tuning, goal=0.3, rounds=rounds
    )
    start = world(tuning, plan(end_day=DAYS - 1))
    better = replace(CREATIVE, photo="photo-2", caption="caption-2", photo_score=70)
    posts = tuple(Post(OFFER, creative) for creative in (CREATIVE, better))

    def search() -> Par:
        return par(
            start, tuning, wallet=50_000 * DAYS, days=DAYS, channels=tuple(tuning.channels), posts=posts
        )

    worlds = search().evaluations
    name = f"par ({worlds} worlds of {DAYS} days)"
    measured(name, search, DAYS * worlds, tuning, goal=1.5, rounds=min(rounds, 3))


def growth(tuning: Tuning, rounds: int) -> None:
    """Class days of the shared market by size of the class."""
    for shops in GROWTH:
        worlds = class_worlds(tuning, shops)
        goal = 1.0 if shops == CLASS_SIZE else None
        name = f"class day, {shops} shops, four paid channels"
        ours = measured(name, class_day(worlds, tuning), 4 * shops, tuning, goal=goal, rounds=min(rounds, 3))
        print(f"|   per shop and channel | {1000 * ours / (4 * shops):.2f} | | | | |")


def main() -> None:
    """Measure everything and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument(
        "--cpu", action="store_true", help="processor time, for a machine that others use too"
    )
    options = parser.parse_args()
    if options.cpu:
        CLOCK[0] = time.process_time
    tuning = tuning_from_dict(load_tuning())
    print("| what | ms | bare draws ms | ratio | goal ms | peak MiB |\n|---|---|---|---|---|---|")
    single_days(tuning, options.rounds)
    questions(tuning, options.rounds)
    growth(tuning, options.rounds)


if __name__ == "__main__":
    main()
