"""What the planning pages show: places, people, money keys, and what a plan may bring. All *angka latihan*."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.campaigns.enums import HoldReason
from sandbox.campaigns.models import Campaign
from sandbox.lang.filters import number, rupiah
from sandbox.lang.rupiah import format_number
from sandbox.lang.texts import current_locale, t
from sandbox.packs.loader import District
from sandbox.posts.enums import Aim, PostState
from sandbox.web.pictures import picture_url

if TYPE_CHECKING:
    from sandbox.campaigns.desk.desk import Desk
    from sandbox.campaigns.market.estimate import Estimate
    from sandbox.campaigns.market.segments import SegmentTable

MONEY_KEYS = (10_000, 20_000, 50_000)
"""Rupiah that one tap adds to the daily amount."""

ANY_FREE = "gratis"
"""What a link says when it wants a post shown to those who know the shop: followers first."""

AIM_ICONS = {Aim.INTRODUCE: "eye", Aim.CHAT: "chat", Aim.SELL: "bag"}
CHANNEL_ICONS = {
    "meta": "image", "tiktok": "play", "mkt": "bag", "gsearch": "search", "wa_bc": "send", "wa_status": "circle",
    "org_fb": "users", "org_ig": "camera", "org_tt": "play",
}  # fmt: skip
"""Line icons by channel; what is new gets the megaphone."""


def aim_cards() -> list[dict[str, str]]:
    """What a campaign can be for."""
    return [
        {
            "value": aim.value,
            "text": t(f"campaigns-aim-{aim.value}"),
            "note": t(f"campaigns-aim-{aim.value}-note"),
            "icon": AIM_ICONS[aim],
        }
        for aim in Aim
    ]


def channel_text(name: str) -> str:
    """A channel as people call it."""
    return t(f"campaigns-channel-{name.replace('_', '-')}")


@dataclass(frozen=True)
class Place:
    """One channel as a card. ``targetings`` are the kinds of people it can look for."""

    value: str
    text: str
    note: str
    icon: str
    cost: str
    is_free: bool
    targetings: tuple[str, ...]


def places(desk: Desk) -> tuple[list[Place], list[Place]]:
    """The channels on offer: those that cost practice money, and the free ones."""
    cards = [
        Place(
            name,
            channel_text(name),
            t(f"campaigns-channel-{name.replace('_', '-')}-note"),
            CHANNEL_ICONS.get(name, "megaphone"),
            place_cost(desk, name),
            desk.is_free(name),
            desk.targetings(name),
        )
        for name in desk.channels
    ]
    return [card for card in cards if not card.is_free], [card for card in cards if card.is_free]


def place_cost(desk: Desk, name: str) -> str:
    """What a day costs at least, in one line."""
    if desk.is_free(name):
        return t("campaigns-free")
    reach, action = desk.minimum(name, is_reach=True), desk.minimum(name, is_reach=False)
    if reach == action:
        return t("campaigns-minimum", least=rupiah(action))
    if reach == 0:
        return t("campaigns-minimum-action", least=rupiah(action))
    return t("campaigns-minimum-both", reach=rupiah(reach), action=rupiah(action))


def region_names(regions: Iterable[str], district: District | None) -> dict[str, str]:
    """The market's regions by the names of the shop's own district and province where they are known."""
    names = {name: t(f"campaigns-region-{name.replace('_', '-')}") for name in regions}
    if district is not None:
        known = {
            "regency": district.name,
            "province": t("campaigns-region-rest-of", province=district.province),
        }
        names |= {name: text for name, text in known.items() if name in names}
    return names


def audience_choices(table: SegmentTable, district: District | None) -> dict[str, list[tuple[str, ...]]]:
    """Region (with its people), age, gender and interest as choices to tap."""
    people = dict(zip(table.regions, table.total_by("region", table.people), strict=True))
    names = region_names(table.regions, district)
    return {
        "regions": [(name, names[name], rounded(people[name])) for name in table.regions],
        "ages": [(name, t("campaigns-age", band=name.replace("-", "–"))) for name in table.ages],
        "genders": [(name, t(f"campaigns-gender-{name}")) for name in table.genders],
        "interests": [(name, t(f"campaigns-interest-{name}")) for name in table.interests],
    }


def audience_words(campaign: Campaign, table: SegmentTable, district: District | None) -> str:
    """Whom a campaign is shown to, in one line."""
    names = {key: {c[0]: c[1] for c in choices} for key, choices in audience_choices(table, district).items()}
    parts = [
        ", ".join(names[key][item] for item in chosen if item in names[key])
        for key, chosen in campaign.audience.items()
        if chosen
    ]
    if campaign.targeting != "broad":
        parts.insert(0, t(f"campaigns-targeting-{campaign.targeting}"))
    return " · ".join(part for part in parts if part) or t("campaigns-everybody")


def targeting_choices(desk: Desk) -> list[tuple[str, str]]:
    """Who can be looked for on at least one of the channels on offer."""
    offered = dict.fromkeys(kind for name in desk.channels for kind in desk.targetings(name))
    return [(kind, t(f"campaigns-targeting-{kind}")) for kind in offered]


def every_choices(steps: Iterable[int]) -> list[tuple[str, str]]:
    """How often a free post goes out."""
    return [(str(days), t("campaigns-every-days", days=days)) for days in steps]


def rounded(people: float) -> str:
    """A head count in round words: 60 rb, 15 jt."""
    if people >= 1_000_000:
        return t("campaigns-millions", count=format_number(round(people / 1e6, 1), current_locale()))
    return (
        t("campaigns-thousands", count=number(max(1, round(people / 1000))))
        if people >= 1000
        else number(people)
    )


def money_keys() -> list[tuple[int, str]]:
    """The keys under the daily amount."""
    return [(amount, t("campaigns-key", thousands=amount // 1000)) for amount in MONEY_KEYS]


def post_cards(posts: Sequence[Any]) -> list[dict[str, str]]:
    """A shop's posts as cards with their pictures."""
    return [
        {
            "value": str(post.id),
            "text": post.product.name,
            "note": _draft_mark(post) + " ".join(post.caption.split())[:90],
            "image": picture_url(post.photo, "list") if post.photo else "",
        }
        for post in posts
    ]


def _draft_mark(post: Any) -> str:
    """A draft can be seen in the list, but not promoted yet."""
    return t("posts-state-draft") + " · " if post.state == PostState.DRAFT else ""


def first_plan(desk: Desk, *, free: int, start: int, post: int, asked: Mapping[str, str]) -> dict[str, Any]:
    """A sensible first plan for this wallet: what can be launched as it stands, apart from the forecast.

    ``asked`` is what a link wants chosen already (``channel``, or any free one); an unknown one is left alone.
    """
    paid = [name for name in desk.channels if not desk.is_free(name)]
    at_no_cost = [name for name in ("org_ig", "org_fb", *desk.channels) if name not in paid]
    asked_for = at_no_cost if asked.get("channel") == ANY_FREE else [asked.get("channel", "")]
    wanted = [*asked_for, *paid, *desk.channels]
    channel = next(name for name in wanted if name in desk.channels and affordable(desk, name, free))
    aim = Aim.SELL
    if desk.minimum(channel, is_reach=False) > free:
        aim = Aim.INTRODUCE
    least = max(desk.minimum(channel, is_reach=aim is Aim.INTRODUCE), 0)
    days = 3 if least == 0 else min(3, max(1, free // least))
    return {
        "post": str(post),
        "aim": aim.value,
        "channel": channel,
        "regions": ["home", "regency"],
        "targeting": "broad",
        "daily_amount": f"{least:,}".replace(",", ".") if least else "",
        "days": str(min(days, desk.rules.most_days)),
        "start": str(start),
        "every_days": "1",
    }


def affordable(desk: Desk, name: str, free: int) -> bool:
    """Whether a day on this channel can be paid for; free ones always can."""
    asked = [desk.minimum(name, is_reach=is_reach) for is_reach in (True, False)]
    return desk.is_free(name) or min((least for least in asked if least > 0), default=1) <= free


def plan_again(campaign: Campaign, *, start: int) -> dict[str, Any]:
    """An earlier campaign as a plan to begin from."""
    return {
        "post": str(campaign.post_id),
        "aim": campaign.aim,
        "channel": campaign.channel,
        "targeting": campaign.targeting,
        "daily_amount": f"{campaign.daily_amount:,}".replace(",", ".") if campaign.daily_amount else "",
        "days": str(campaign.days),
        "start": str(start),
        "every_days": str(campaign.every_days),
    } | {name: list(keys) for name, keys in campaign.audience.items()}


@dataclass(frozen=True)
class EstimateRow:
    """One line of the estimate: what, its meaning in a sentence, the range."""

    label: str
    meaning: str
    value: str


@dataclass(frozen=True)
class EstimateCard:
    """What a plan may bring on its first day. ``short`` is the line at the foot of the screen."""

    people: str = ""
    rows: tuple[EstimateRow, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    short: str = ""
    cost: str = ""


@dataclass(frozen=True)
class PlanMoney:
    """What a plan takes from the wallet: rupiah a day over days, and what is free.

    ``gone`` of its days are over and paid for already: they take nothing more.
    """

    daily: int
    days: int
    free: int
    gone: int = 0

    @property
    def total(self) -> int:
        """Rupiah the plan may still spend."""
        return self.daily * max(0, self.days - self.gone)

    @property
    def words(self) -> str:
        """The sum and what stays, or what is missing."""
        facts = {"total": rupiah(self.total)}
        if self.total > self.free:
            return t("campaigns-purse-over", **facts, free=rupiah(self.free))
        return t(
            "campaigns-purse-more" if self.gone else "campaigns-purse",
            **facts,
            days=max(0, self.days - self.gone),
            daily=rupiah(self.daily),
            rest=rupiah(self.free - self.total),
        )


@dataclass(frozen=True)
class Circumstances:
    """What the form knows beside the plan: days that fall into it, people an A/B test needs, learning lost."""

    days_marked: tuple[str, ...] = field(default=())
    planned_per_arm: int = 0
    forgets: bool = False


def estimate_card(estimate: Estimate, money: PlanMoney, around: Circumstances) -> EstimateCard:
    """The estimate in round words."""
    rows = [
        _row("seen", t("campaigns-range-people", low=estimate.reach[0], high=estimate.reach[1])),
        _row("tapped", t("campaigns-range-times", low=estimate.clicks[0], high=estimate.clicks[1])),
    ]
    if estimate.cost_per_click is not None:
        low, high = estimate.cost_per_click
        rows.append(_row("per-click", t("campaigns-range-money", low=rupiah(low), high=rupiah(high))))
    if money.daily:
        rows.append(
            _row("spent", t("campaigns-spent-of", spend=rupiah(estimate.spend), daily=rupiah(money.daily)))
        )
    warnings = [t(f"campaigns-status-{code.replace('_', '-')}") for code in map(str, estimate.status)]
    if money.total > money.free:
        warnings.append(money.words)
    if around.forgets:
        warnings.append(t("campaigns-change-forgets"))
    notes = [t("campaigns-in-these-days", what=", ".join(around.days_marked))] if around.days_marked else []
    if around.planned_per_arm:
        notes.append(t("campaigns-ab-planned", people=around.planned_per_arm))
    return EstimateCard(
        people=t("campaigns-estimate-people", people=rounded(estimate.people)),
        rows=tuple(rows),
        warnings=tuple(dict.fromkeys(warnings)),
        notes=tuple(notes),
        short=t("campaigns-estimate-short", low=estimate.reach[0], high=estimate.reach[1]),
        cost=t("campaigns-estimate-cost", total=rupiah(money.total)) if money.daily else t("campaigns-free"),
    )


def _row(name: str, value: str) -> EstimateRow:
    return EstimateRow(t(f"campaigns-estimate-row-{name}"), t(f"campaigns-estimate-row-{name}-means"), value)


def faults_card(errors: Collection[str]) -> EstimateCard:
    """Why there is no estimate yet."""
    return EstimateCard(faults=tuple(errors))


def hold_words(reason: HoldReason | None) -> str:
    """Why a campaign is held and what to do; "" when it is not."""
    return t(f"campaigns-hold-{reason.value.replace('_', '-')}") if reason else ""
