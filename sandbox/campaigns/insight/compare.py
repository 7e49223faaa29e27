"""Two tries of the same shop side by side: what was chosen, what came of it, and where the difference lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.campaigns.desk.plan_presenters import channel_text
from sandbox.campaigns.insight.sums import series, totals
from sandbox.campaigns.insight.words import count, money, signed_count
from sandbox.lang.filters import number, rupiah
from sandbox.lang.texts import t

if TYPE_CHECKING:
    from sandbox.campaigns.market.world import World
    from sandbox.campaigns.models import Campaign

Row = dict[str, Any]


@dataclass(frozen=True)
class Duel:
    """Two campaigns compared, ready to show. ``choices`` and ``results`` are rows of label, a, b, is_changed."""

    names: tuple[str, str]
    luck: str
    choices: tuple[Row, ...]
    results: tuple[Row, ...]
    stages: tuple[Row, ...]
    stage_note: str


def campaign_name(campaign: Campaign) -> str:
    """What a campaign is called in a list: product, place, try, number of its own."""
    channel = channel_text(campaign.channel)
    return t(
        "insight-campaign-name",
        product=campaign.post.product.name,
        channel=channel,
        run=str(campaign.run.number),
        number=str(campaign.slot + 1),
    )


def duel(a: Campaign, b: Campaign, *, audiences: tuple[str, str], is_same_market: bool = True) -> Duel:
    """Everything two campaigns tell side by side; both have been played.

    ``is_same_market``: the class's seed and calendar were the same for both.
    """
    return Duel(
        names=(t("insight-try", letter="A"), t("insight-try", letter="B")),
        luck=t(
            "insight-compare-same-luck"
            if is_same_market and same_luck(a, b)
            else "insight-compare-other-luck"
        ),
        choices=choices(a, b, audiences),
        results=results(a, b),
        stages=stage_rows(a, b),
        stage_note=stage_note(a, b),
    )


def same_luck(a: Campaign, b: Campaign) -> bool:
    """Whether both met the same draws: same days, same place in the run, same channel, same market numbers."""
    versions = {day.tuning_version for campaign in (a, b) for day in campaign.results}
    return len(versions) == 1 and all(
        getattr(a, n) == getattr(b, n) for n in ("slot", "channel", "start_day")
    )


def choices(a: Campaign, b: Campaign, audiences: tuple[str, str]) -> tuple[Row, ...]:
    """What was chosen, the differing ones marked."""

    def row(key: str, one: str, other: str) -> Row:
        return {"label": t(f"insight-choice-{key}"), "a": one, "b": other, "is_changed": one != other}

    both = (a, b)
    photo = [f"{post.photo_id or 0}" for post in (a.post, b.post)]
    rows = [
        row("product", *(c.post.product.name for c in both)),
        row("photo", t("insight-choice-photo-a"), t("insight-choice-photo-a" if photo[0] == photo[1] else "insight-choice-photo-b")),
        row("words", *(_short(c.post.caption) for c in both)),
        row("channel", *(channel_text(c.channel) for c in both)),
        row("aim", *(t(f"campaigns-aim-{c.aim}") for c in both)),
        row("audience", *audiences),
        row("amount", *(rupiah(c.daily_amount) if c.daily_amount else t("campaigns-free") for c in both)),
        row("days", *(number(len(c.results)) for c in both)),
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda one: not one["is_changed"]))


def _short(caption: str) -> str:
    words = " ".join(caption.split())
    return words if len(words) <= 60 else words[:57].rstrip() + "…"


def results(a: Campaign, b: Campaign) -> tuple[Row, ...]:
    """What came of it: realised, and without luck."""
    one, two = (totals(list(c.results), "realised") for c in (a, b))
    usual = [totals(list(c.results), "expected") for c in (a, b)]
    rows = [
        ("orders", *(number(round(x.orders)) for x in (one, two)), signed_count(two.orders - one.orders)),
        ("usual", *(count(x.orders) for x in usual), signed_count(usual[1].orders - usual[0].orders)),
        ("left", *(signed_count(round(x.profit)) for x in (one, two)), signed_count(round(two.profit - one.profit))),
        ("ads", *(number(round(x.spend)) for x in (one, two)), signed_count(round(two.spend - one.spend))),
        ("clicks", *(number(round(x.clicks)) for x in (one, two)), signed_count(two.clicks - one.clicks)),
        ("people", *(number(round(x.reach_total)) for x in (one, two)), signed_count(round(two.reach_total - one.reach_total))),
    ]  # fmt: skip
    return tuple(
        {"label": t(f"insight-result-{key}"), "a": x, "b": y, "change": change} for key, x, y, change in rows
    )


def stage_parts(a: Campaign, b: Campaign) -> dict[str, float]:
    """The difference in expected orders, divided among the stages of the funnel; the parts add up."""
    from sandbox.campaigns.insight.computing import stored_report
    from sandbox.campaigns.market.explain import funnel_factors, lmdi

    funnels = [funnel_factors([stored_report(day.report["expected"]) for day in c.results]) for c in (a, b)]
    return lmdi(*funnels)


def stage_rows(a: Campaign, b: Campaign) -> tuple[Row, ...]:
    """From A's expected orders to B's, stage by stage, as a waterfall."""
    start, end = (sum(series(list(c.results), "expected", "orders")) for c in (a, b))
    rows = [
        {
            "label": t("insight-try", letter="A"),
            "value": start,
            "text": count(start),
            "kind": "start",
            "tone": "sand",
        }
    ]
    rows += [
        {
            "label": t(f"insight-part-{stage}"),
            "value": part,
            "text": signed_count(part),
            "kind": "plus" if part > 0 else "minus",
            "tone": "leaf" if part > 0 else "chilli",
        }
        for stage, part in stage_parts(a, b).items()
        if abs(part) >= 0.05
    ]
    return (
        *rows,
        {
            "label": t("insight-try", letter="B"),
            "value": end,
            "text": count(end),
            "kind": "total",
            "tone": "sand",
        },
    )


def stage_note(a: Campaign, b: Campaign) -> str:
    """Which stage moved most, in a sentence."""
    parts = stage_parts(a, b)
    stage, part = max(parts.items(), key=lambda item: abs(item[1]))
    if abs(part) < 0.05:
        return t("insight-part-none")
    return t(f"insight-part-most-{stage}", change=signed_count(part))


def organic_rows(shop_days: Sequence[Any], first_day: int) -> dict[str, Any]:
    """What came without ads, by day: visits and orders, ready for charts."""
    visits, orders = ([getattr(day, name) for day in shop_days] for name in ("visits", "orders"))
    return {
        "labels": [t("campaigns-day-name", number=day.day - first_day + 1) for day in shop_days],
        "visits": visits,
        "orders": orders,
        "visit_sum": sum(visits),
        "order_sum": sum(orders),
        "money": money(sum(day.money_left for day in shop_days)),
    }


def growth_rows(shop_days: Sequence[Any]) -> dict[str, Any]:
    """Contacts and followers on the morning of each day; empty lists where the days do not tell."""
    from sandbox.campaigns.facts import world_of_day

    worlds = [world_of_day(day) for day in shop_days if day.before and day.inputs]
    contacts = [round(float(world.state.contacts.sum())) for world in worlds]
    followers = [_followers(world) for world in worlds]
    return {
        "contacts": contacts,
        "followers": followers if any(followers) else [],
        "contact_texts": [number(value) for value in contacts],
        "follower_texts": [number(value) for value in followers],
    }


def _followers(world: World) -> int:
    """Followers on all feeds; before the first day those the shop brings along."""
    glow = world.state.glow
    if glow is None:
        return sum(world.shop.followers.values())
    return round(sum(float(people.sum()) for people in glow.followers.values()))
