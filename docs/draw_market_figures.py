"""Draw the figures of docs/market-model.md, and write its table of facts, from what the market computes now.

Run ``python3 -m docs.draw_market_figures`` in the environment of the project.  It writes one SVG per figure and
``figures.csv`` with every number drawn to docs/pictures/market/.  No drawing library: the figures are simple enough.
With ``--facts`` it measures the stylised facts instead (under a minute) and writes them into the document, between
the marks that say so; the same numbers as ``python -m sandbox --lang en market facts --json`` prints.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

import numpy as np

from sandbox.campaigns.market.chance import Band, luck_band
from sandbox.campaigns.market.segments import audience_mask, audience_people
from sandbox.campaigns.market.truth import true_effects
from sandbox.campaigns.market.tuning import Tuning, tuning_from_dict
from sandbox.campaigns.market.types import Audience, DayReport, Mode, Objective, Targeting
from sandbox.campaigns.market.world import World
from sandbox.campaigns.stylised_facts.fact import Fact, Finding, Kind, examine
from sandbox.campaigns.stylised_facts.known_shop import KNOWN, after_a_month, free_campaigns, stand
from sandbox.campaigns.stylised_facts.lab import Lab
from sandbox.campaigns.stylised_facts.registry import FACTS
from sandbox.campaigns.stylised_facts.setting import (
    ENV,
    OFFER,
    SHOP,
    courses,
    plan,
    reports,
    totals,
    world,
)
from sandbox.lang.csv_cells import csv_text
from sandbox.packs.market import load_tuning

PICTURES = Path(__file__).resolve().parent / "pictures" / "market"
DOCUMENT = Path(__file__).resolve().parent / "market-model.md"
BEGIN, END = "<!-- facts: written by docs/draw_market_figures.py --facts -->", "<!-- /facts -->"
WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 70, 20, 74, 56
COLOURS = ("#0b6e4f", "#c8553d", "#3d5a80", "#8a6d00")
DASHES = ("", "7 4", "2 4", "10 3 2 3")
INK, QUIET, PAPER = "#222222", "#8a8a8a", "#ffffff"
SEEDS = 12


@dataclass(frozen=True)
class Line:
    """One named series.  band: (low, high) around it, if any.  bars: drawn as columns instead of a line."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    band: tuple[Sequence[float], Sequence[float]] | None = None
    faint: bool = False


@dataclass(frozen=True)
class Figure:
    """One figure.  names: when given, the x values are columns 0, 1, ... with these names."""

    key: str
    title: str
    says: str
    x_label: str
    y_label: str
    lines: Sequence[Line]
    names: Sequence[str] = field(default=())


def diminishing_returns(tuning: Tuning) -> Figure:
    """Clicks a day by daily budget."""
    budgets = [10_000, 20_000, 35_000, 50_000, 75_000, 100_000, 150_000, 200_000, 300_000, 400_000, 500_000]
    lines = []
    for name, regions in (
        ("own sub-district", ("home",)),
        ("regency", ("regency",)),
        ("province", ("province",)),
    ):
        sums = totals(tuning, *(plan(*regions, budget=budget) for budget in budgets))
        lines.append(Line(name, [b / 1000 for b in budgets], [s.clicks / 14 for s in sums]))
    return Figure(
        "diminishing-returns", "Spending more brings ever less",
        "The small audience gives out first: there, ten times the money brings far less than ten times the clicks.",
        "thousand rupiah a day", "clicks a day", lines,
    )  # fmt: skip


def narrow_audience(tuning: Tuning) -> Figure:
    """CPM by audience, narrowest first."""
    audiences = {
        "home, food": Audience(regions=("home",), interests=("food",)),
        "home": Audience(regions=("home",)),
        "+ regency": Audience(regions=("home", "regency")),
        "+ province": Audience(regions=("home", "regency", "province")),
        "everywhere": Audience(),
    }
    sums = totals(tuning, *(plan(audience=audience) for audience in audiences.values()))
    people = [
        audience_people(tuning, audience_mask(tuning, a.regions, a.ages, a.genders, a.interests))
        for a in audiences.values()
    ]
    names = [f"{name}|{size:,} people" for name, size in zip(audiences, people, strict=True)]
    return Figure(
        "narrow-audience", "A narrower audience is dearer",
        "Price of a thousand impressions at Rp 50,000 a day.",
        "", "CPM, thousand rupiah",
        [Line("CPM", range(len(names)), [s.cpm / 1000 for s in sums])], names,
    )  # fmt: skip


def fatigue_and_rest(tuning: Tuning) -> Figure:
    """Click rate of a heavy campaign: going on, resting two weeks, or changing the photo."""
    heavy = plan("home", budget=300_000)
    first = courses(tuning, [world(tuning, heavy)], days=21)[0]
    pause = courses(tuning, [World(first.state, (), SHOP, ENV)], days=14)[0].state
    fresh = replace(heavy, creative=replace(heavy.creative, photo="photo-2"))
    starts = [
        World(first.state, (heavy,), SHOP, ENV),
        World(pause, (heavy,), SHOP, ENV),
        World(first.state, (fresh,), SHOP, ENV),
    ]
    on, rested, new = courses(tuning, starts, days=21)

    def rate(course) -> list[float]:
        return [100 * day.clicks / day.impressions for day in course.reports]

    days = list(range(1, 22))
    return Figure(
        "fatigue-and-rest", "People tire; rest helps, a new photo helps more",
        "Rp 300,000 a day in the own sub-district. On day 22: go on, rest for two weeks, or change the photo.",
        "day", "click rate, %",
        [
            Line("same photo", days + [d + 21 for d in days], rate(first) + rate(on)),
            Line("after two weeks' rest", [d + 35 for d in days[:8]], rate(rested)[:8]),
            Line("new photo", [d + 21 for d in days], rate(new)),
        ],
    )  # fmt: skip


def learning(tuning: Tuning) -> Figure:
    """Click rate while the platform learns, and after a large edit, with fatigue off."""
    meta = replace(tuning.channel("meta"), wear=0.0)
    tireless = replace(tuning, channels={**tuning.channels, "meta": meta})
    days = list(range(1, 15))

    def rate(days_played) -> list[float]:
        return [100 * day.clicks / day.impressions for day in days_played]

    halfway = courses(tireless, [world(tireless, plan(budget=30_000))], days=3)[0]
    edited = courses(tireless, [World(halfway.state, (plan(budget=60_000),), SHOP, ENV)], days=11)[0]
    order = reports(tireless, plan(budget=30_000, objective=Objective.ORDER))
    return Figure(
        "learning", "The platform learns, and forgets after an edit",
        "Regency, Rp 30,000 a day, fatigue switched off. Clicks come often enough to learn from; orders do not.",
        "day", "click rate, %",
        [
            Line("aim: clicks", days, rate(reports(tireless, plan(budget=30_000)))),
            Line("aim: clicks, budget doubled on day 4", days[2:], rate(halfway.reports)[2:] + rate(edited.reports)),
            Line("aim: orders", days, rate(order)),
        ],
    )  # fmt: skip


def stock_out(tuning: Tuning) -> Figure:
    """Money left, day by day, with stock enough and with twelve units."""

    def left(units: int) -> list[float]:
        offer = replace(OFFER, stock=units, price=60_000, goods_cost=30_000, market_price=60_000)
        played = reports(
            tuning, plan(budget=40_000, offer=offer, score=70), shop=replace(SHOP, page_score=75)
        )
        return list(np.cumsum([day.profit / 1000 for day in played]))

    days = list(range(1, 15))
    return Figure(
        "stock-out", "An empty shelf still pays for its ads",
        "Rp 40,000 a day for goods of Rp 60,000. With twelve units the orders end, the ads go on.",
        "day", "money left since the start, thousand rupiah",
        [Line("enough stock", days, left(1_000)), Line("twelve units", days, left(12))],
    )  # fmt: skip


def luck(tuning: Tuning) -> Figure:
    """One decision under twelve lucks, with what is to be expected and the 80 % band."""
    days = list(range(1, 15))
    campaign = plan(budget=80_000)
    starts = [world(tuning, campaign, env=replace(ENV, class_seed=f"figure-{seed}")) for seed in range(SEEDS)]
    lucky = courses(tuning, starts, mode=Mode.REALISED)
    lines = [
        Line("" if n else "twelve lucks", days, np.cumsum([day.orders for day in course.reports]), faint=True)
        for n, course in enumerate(lucky)
    ]
    expected = reports(tuning, campaign)
    bands = [band_of(expected, lucky[0].reports, day, tuning) for day in days]
    mean = [band.expected for band in bands]
    lines.append(
        Line("expected, with 80 % band", days, mean, ([b.low for b in bands], [b.high for b in bands]))
    )
    return Figure(
        "luck-band", "The same decision under twelve lucks",
        "Orders since the start, regency, Rp 80,000 a day. Eight of ten lucks end inside the band.",
        "day", "orders since the start", lines,
    )  # fmt: skip


def band_of(expected: Iterable[DayReport], realised: Iterable[DayReport], day: int, tuning: Tuning) -> Band:
    """The luck band of the orders of the first ``day`` days."""
    first = [[report for report in each if report.day < day] for each in (expected, realised)]
    return luck_band([plan(budget=80_000)], *first, tuning).orders


def dashboard(tuning: Tuning) -> Figure:
    """ROAS as a dashboard claims it and as it truly is."""
    everybody = Audience()
    mix = {
        "feed, strangers": plan(),
        "search, what it is": plan(channel="gsearch"),
        "feed, visitors": plan(audience=everybody, targeting=Targeting.VISITORS),
        "search, own name": plan(audience=everybody, channel="gsearch", targeting=Targeting.BRAND),
    }
    base = after_a_month(tuning)
    found = []
    for campaign in mix.values():
        running = replace(campaign, start_day=base.day, end_day=base.day + 13)
        start = stand(tuning, running, *free_campaigns(), shop=KNOWN, state=base)
        found.append(true_effects(start, tuning, days=14).campaigns[campaign.slot])
    names = list(mix)
    return Figure(
        "dashboard-and-truth", "What the dashboard claims and what was won",
        "Revenue per rupiah spent over a fortnight and what came after it.",
        "", "ROAS",
        [
            Line("dashboard", range(len(names)), [e.attributed_roas or 0 for e in found]),
            Line("truth", range(len(names)), [e.roas or 0 for e in found]),
        ],
        names,
    )  # fmt: skip


FIGURES: tuple[Callable[[Tuning], Figure], ...] = (
    diminishing_returns,
    narrow_audience,
    fatigue_and_rest,
    learning,
    stock_out,
    luck,
    dashboard,
)


def svg(figure: Figure) -> str:
    """Return the figure as SVG text."""
    ys = [y for line in figure.lines for y in line.y]
    ys += [y for line in figure.lines if line.band for side in line.band for y in side]
    xs = [x for line in figure.lines for x in line.x]
    low_y, high_y = min(0.0, *ys), max(ys)
    ticks = neat_ticks(low_y, high_y)
    low_y, high_y = min(low_y, ticks[0]), max(high_y, ticks[-1])
    low_x, high_x = (-0.5, len(figure.names) - 0.5) if figure.names else (min(xs), max(xs))

    def px(x: float) -> float:
        return LEFT + (x - low_x) / (high_x - low_x) * (WIDTH - LEFT - RIGHT)

    def py(y: float) -> float:
        return HEIGHT - BOTTOM - (y - low_y) / (high_y - low_y) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        f"<title>{escape(figure.title)}</title>",
        f"<desc>{escape(figure.says)}</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>',
        text(LEFT, 20, figure.title, size=15, weight="bold"),
    ]
    for tick in ticks:
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{py(tick):.1f}" y2="{py(tick):.1f}" stroke="{QUIET}"'
            f' stroke-width="{1 if tick == 0 else 0.3}"/>'
        )
        parts.append(text(LEFT - 8, py(tick) + 4, f"{tick:,g}", anchor="end"))
    parts.append(text(LEFT, TOP - 8, figure.y_label, fill=QUIET))
    parts += columns(figure, px, py) if figure.names else curves(figure, px, py)
    if not figure.names:
        parts += [
            text(px(t), HEIGHT - BOTTOM + 18, f"{t:,g}", anchor="middle")
            for t in neat_ticks(low_x, high_x)
            if low_x <= t <= high_x
        ]
        parts.append(text(WIDTH - RIGHT, HEIGHT - BOTTOM + 34, figure.x_label, anchor="end", fill=QUIET))
    parts += legend(figure)
    return "\n".join([*parts, "</svg>", ""])


def curves(figure: Figure, px: Callable[[float], float], py: Callable[[float], float]) -> list[str]:
    """Lines, with their bands underneath."""
    parts = []
    for n, line in enumerate(named_last(figure.lines)):
        colour = QUIET if line.faint else COLOURS[n % len(COLOURS)]
        if line.band:
            low, high = line.band
            edge = [*zip(line.x, high, strict=True), *reversed(list(zip(line.x, low, strict=True)))]
            points = " ".join(f"{px(x):.1f},{py(y):.1f}" for x, y in edge)
            parts.append(f'<polygon points="{points}" fill="{colour}" fill-opacity="0.18"/>')
        points = " ".join(f"{px(x):.1f},{py(y):.1f}" for x, y in zip(line.x, line.y, strict=True))
        dash = "" if line.faint else DASHES[n % len(DASHES)]
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-dasharray="{dash}"'
            f' stroke-width="{0.8 if line.faint else 2.5}"/>'
        )
    return parts


def named_last(lines: Sequence[Line]) -> list[Line]:
    """Strong lines first for their colours, so that faint ones never take one."""
    return sorted(lines, key=lambda line: line.faint)


def columns(figure: Figure, px: Callable[[float], float], py: Callable[[float], float]) -> list[str]:
    """Columns side by side, with their names below and their values above."""
    parts, wide = [], 0.8 * (px(1) - px(0)) / len(figure.lines)
    for n, line in enumerate(figure.lines):
        for x, y in zip(line.x, line.y, strict=True):
            left = px(x) + (n - len(figure.lines) / 2) * wide
            top, bottom = sorted((py(y), py(0)))
            parts.append(
                f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide - 2:.1f}" height="{bottom - top:.1f}"'
                f' fill="{COLOURS[n % len(COLOURS)]}"/>'
            )
            parts.append(text(left + wide / 2, top - 4, f"{y:.3g}", anchor="middle"))
    for x, name in enumerate(figure.names):
        for row, words in enumerate(name.split("|")):
            parts.append(text(px(x), HEIGHT - BOTTOM + 18 + 14 * row, words, anchor="middle"))
    return parts


def legend(figure: Figure) -> list[str]:
    """Names of the series, from the right, where there is more than one."""
    named = [line for line in named_last(figure.lines) if line.name]
    if len(named) < 2:
        return []
    parts, x = [], float(LEFT)
    for n, line in enumerate(named):
        colour = QUIET if line.faint else COLOURS[n % len(COLOURS)]
        dash = "" if line.faint or figure.names else DASHES[n % len(DASHES)]
        parts.append(
            f'<line x1="{x}" x2="{x + 22}" y1="34" y2="34" stroke="{colour}" stroke-width="{8 if figure.names else 3}"'
            f' stroke-dasharray="{dash}"/>'
        )
        parts.append(text(x + 28, 38, line.name))
        x += 48 + 6.4 * len(line.name)
    return parts


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 12,
    anchor: str = "start",
    fill: str = INK,
    weight: str = "normal",
) -> str:
    """One line of words."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"'
        f' font-weight="{weight}">{escape(words)}</text>'
    )


def neat_ticks(low: float, high: float) -> list[float]:
    """Four to eight round numbers from at most ``low`` to at least ``high``."""
    span = max(high - low, 1e-9)
    unit = 10.0 ** np.floor(np.log10(span / 4))
    step = next(unit * k for k in (1, 2, 2.5, 5, 10) if span / (unit * k) <= 7)
    return [float(step * k) for k in range(int(np.floor(low / step)), int(np.ceil(high / step)) + 1)]


def table(figures: Iterable[Figure]) -> str:
    """Every number drawn, as CSV."""
    rows = [
        (
            figure.key,
            line.name or "(another luck)",
            figure.names[int(x)] if figure.names else x,
            round(float(y), 4),
        )
        for figure in figures
        for line in figure.lines
        for x, y in zip(line.x, line.y, strict=True)
    ]
    return csv_text(("figure", "series", "x", "y"), rows)


def listed_facts() -> tuple[Fact, ...]:
    """Facts of the document's table: all but those that take minutes or depend on the machine."""
    return tuple(fact for fact in FACTS if fact.kind is Kind.ALWAYS)


def heading(tuning: Tuning) -> str:
    """The line above the table: whose numbers were measured."""
    return f"Measured with tuning `{tuning.version}`. Bars in brackets; **!** marks a value outside its bar."


def facts_table(tuning: Tuning, findings: Iterable[Finding]) -> str:
    """Every measured value beside its bar, as a Markdown table."""
    rows = [heading(tuning), "", "| fact | measured | grade |", "|---|---|---|"]
    for finding in findings:
        fact, cells = finding.fact, []
        for bound in fact.bounds:
            mark = "**!** " if bound in finding.broken else ""
            cells.append(
                f"{mark}{bound.label} {bound.unit.write(finding.measured[bound.key])} ({bound.text})"
            )
        rows.append(f"| {fact.number} {fact.title} | {'; '.join(cells)} | {fact.grade} |")
    return "\n".join(rows)


def write_facts(document: Path = DOCUMENT) -> None:
    """Measure the facts and put their table between the marks.  ``ValueError`` when the marks are missing."""
    tuning = tuning_from_dict(load_tuning())
    lab = Lab(tuning)
    words = document.read_text(encoding="utf-8")
    before, rest = words.split(BEGIN)
    _, after = rest.split(END)
    table_now = facts_table(tuning, (examine(fact, lab) for fact in listed_facts()))
    document.write_text(f"{before}{BEGIN}\n{table_now}\n{END}{after}", encoding="utf-8")


def main(folder: Path = PICTURES) -> None:
    """Compute and write all figures."""
    tuning = tuning_from_dict(load_tuning())
    folder.mkdir(parents=True, exist_ok=True)
    figures = [draw(tuning) for draw in FIGURES]
    for figure in figures:
        (folder / f"{figure.key}.svg").write_text(svg(figure), encoding="utf-8")
    (folder / "figures.csv").write_text(table(figures), encoding="utf-8", newline="")


if __name__ == "__main__":
    if sys.argv[1:] == ["--facts"]:
        write_facts()
    else:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES)
