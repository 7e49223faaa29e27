"""What the campaign pages show. Every number here is an *angka latihan*."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.campaigns.models import Campaign, MarketDay
from sandbox.lang.filters import number, rupiah
from sandbox.lang.texts import t

if TYPE_CHECKING:
    from sandbox.campaigns.market.estimate import Estimate
    from sandbox.campaigns.market.tuning import Tuning

# Two standard deviations of a Poisson count, roughly: smaller surprises are called chance.
ORDINARY_SPREAD = 1.28

STATUS_ORDER = (
    "stock_out", "stock_low", "no_audience", "not_enough_contacts", "under_delivery", "fatigue",
    "creative_limited", "late_replies", "list_capped", "learning_limited", "learning",
)  # fmt: skip


@dataclass(frozen=True)
class CampaignResult:
    """One campaign so far, ready to show. ``rows`` is the table by day, ``money`` the waterfall."""

    days_played: int
    money_left: int
    money_text: str
    headline: str
    luck: str
    totals: tuple[dict[str, str], ...]
    funnel: tuple[dict[str, Any], ...]
    money: tuple[dict[str, Any], ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    day_labels: tuple[str, ...]
    clicks: tuple[int, ...]
    orders: tuple[int, ...]
    notes: tuple[str, ...]


def campaign_result(campaign: Campaign, *, day_names: Sequence[str]) -> CampaignResult | None:
    """Everything the result page says; None before the first day. ``day_names`` has one short name a day."""
    days = campaign.results
    if not days:
        return None
    left = total(days, "money_left")
    return CampaignResult(
        days_played=len(days),
        money_left=left,
        money_text=signed(left),
        headline=headline(days, left),
        luck=luck_sentence(days),
        totals=(
            {"value": number(days[-1].reach_total), "label": t("campaigns-reach")},
            {"value": number(total(days, "clicks")), "label": t("campaigns-clicks")},
            {"value": number(total(days, "orders")), "label": t("campaigns-orders"), "tone": "leaf"},
        ),
        funnel=funnel_rows(days),
        money=money_rows(days, left),
        head=tuple(t(f"campaigns-{name}") for name in COLUMNS),
        rows=tuple(day_row(day, name) for day, name in zip(days, day_names, strict=True)),
        day_labels=tuple(day_names),
        clicks=tuple(day.clicks for day in days),
        orders=tuple(day.orders for day in days),
        notes=tuple(t(f"campaigns-status-{code.replace('_', '-')}") for code in last_status(days)),
    )


COLUMNS = ("day", "impressions", "reach", "clicks", "chats", "orders", "spend", "rest")


def day_row(day: MarketDay, name: str) -> tuple[str, ...]:
    """One line of the table."""
    counts = (day.impressions, day.reach, day.clicks, day.chats, day.orders)
    return (name, *(number(count) for count in counts), rupiah(day.spend), signed(day.money_left))


def total(days: Iterable[MarketDay], column: str) -> int:
    """The sum of one column over the days."""
    return sum(getattr(day, column) for day in days)


def signed(amount: int) -> str:
    """An amount with its sign: ``+Rp 46.200``."""
    return f"+{rupiah(amount)}" if amount > 0 else rupiah(amount)


def headline(days: Sequence[MarketDay], left: int) -> str:
    """One sentence: how many orders, and whether money was left over."""
    orders = total(days, "orders")
    if orders == 0:
        return t("campaigns-headline-none", clicks=total(days, "clicks"))
    key = "campaigns-headline-gain" if left > 0 else "campaigns-headline-loss"
    return t(key, orders=orders, amount=rupiah(abs(left)))


def luck_sentence(days: Sequence[MarketDay]) -> str:
    """Whether the orders differ from what was to be expected by more than chance usually brings."""
    expected = sum(day.report["expected"]["orders"] for day in days)
    orders = total(days, "orders")
    spread = ORDINARY_SPREAD * max(expected, 0.25) ** 0.5
    low, high = max(0, round(expected - spread)), round(expected + spread)
    key = "above" if orders > high else "below" if orders < low else "within"
    facts = {"orders": orders, "low": low, "high": high}
    return t(f"campaigns-luck-{key}", **facts)


def funnel_rows(days: Sequence[MarketDay]) -> tuple[dict[str, Any], ...]:
    """From seen to bought, as bars."""
    return tuple(
        {"label": t(f"campaigns-{name}"), "value": amount, "text": number(amount)}
        for name in ("impressions", "clicks", "visits", "chats", "orders")
        for amount in (total(days, name),)
    )


def money_rows(days: Sequence[MarketDay], left: int) -> tuple[dict[str, Any], ...]:
    """Where the money went: sales, minus modal, packing and fees, minus ads, equals what is left."""
    costs = (("modal", "goods_cost", ""), ("other-costs", "other_cost", ""), ("ads", "spend", "sun"))
    rows: list[dict[str, Any]] = [_money("sales", total(days, "revenue"), "start")]
    rows += [_money(key, -total(days, column), "minus", tone) for key, column, tone in costs]
    return (*rows, _money("rest", left, "total", "leaf" if left >= 0 else "chilli"))


def _money(key: str, amount: int, kind: str, tone: str = "") -> dict[str, Any]:
    row: dict[str, Any] = {
        "label": t(f"campaigns-{key}"),
        "value": amount,
        "text": rupiah(amount),
        "kind": kind,
    }
    return row | ({"tone": tone} if tone else {})


def last_status(days: Sequence[MarketDay]) -> list[str]:
    """What the last day wants noticed, most urgent first, at most two."""
    codes = set(days[-1].report["realised"]["status"])
    return [code for code in STATUS_ORDER if code in codes][:2]


@dataclass(frozen=True)
class EstimateLines:
    """What the form may promise: people, and a day's range."""

    people: str
    reach: str
    clicks: str
    note: str


def estimate_lines(estimate: Estimate) -> EstimateLines:
    """The estimate in round words."""
    note = next((str(code) for code in estimate.status), "")
    return EstimateLines(
        t("campaigns-estimate-people", people=estimate.people),
        t("campaigns-estimate-reach", low=estimate.reach[0], high=estimate.reach[1]),
        t("campaigns-estimate-clicks", low=estimate.clicks[0], high=estimate.clicks[1]),
        t(f"campaigns-status-{note.replace('_', '-')}") if note else "",
    )


def channel_choices(tuning: Tuning, channels: Sequence[str]) -> list[dict[str, str]]:
    """The channels as cards: what each is good for and what it costs at least."""
    icons = {"meta": "image", "tiktok": "play", "wa_bc": "chat", "mkt": "bag", "gsearch": "search"}
    return [
        {
            "value": name,
            "text": t(f"campaigns-channel-{name.replace('_', '-')}"),
            "note": channel_note(tuning, name),
            "icon": icons.get(name, "megaphone"),
        }
        for name in channels
    ]


def channel_note(tuning: Tuning, name: str) -> str:
    """What a channel is good for, with its daily minimum."""
    channel = tuning.channel(name)
    words = t(f"campaigns-channel-{name.replace('_', '-')}-note")
    if channel.pricing == "contacts":
        return f"{words} {t('campaigns-free')}"
    reach, action = rupiah(int(channel.minimum_reach)), rupiah(int(channel.minimum_action))
    return f"{words} {t('campaigns-minimum', reach=reach, action=action)}"


def audience_choices(tuning: Tuning) -> dict[str, list[tuple[str, str]]]:
    """Region, age, gender and interest as lists to tick."""
    table = tuning.segments
    return {
        "regions": [(name, t(f"campaigns-region-{name.replace('_', '-')}")) for name in table.regions],
        "ages": [(name, t("campaigns-age", band=name.replace("-", "–"))) for name in table.ages],
        "genders": [(name, t(f"campaigns-gender-{name}")) for name in table.genders],
        "interests": [(name, t(f"campaigns-interest-{name}")) for name in table.interests],
    }


def audience_words(campaign: Campaign, tuning: Tuning) -> str:
    """Whom a campaign is shown to, in one line."""
    names = {key: dict(choices) for key, choices in audience_choices(tuning).items()}
    parts = [
        ", ".join(names[key][item] for item in chosen if item in names[key])
        for key, chosen in campaign.audience.items()
        if chosen
    ]
    return " · ".join(parts) or t("campaigns-everybody")
