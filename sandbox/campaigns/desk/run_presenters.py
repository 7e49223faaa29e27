"""What the running pages show: where a campaign stands, its newest days, tries, and the wallet. All *angka latihan*."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from sandbox.campaigns.desk.plan_calendar import DayMark, MarketCalendar, long_day, short_day
from sandbox.campaigns.desk.plan_presenters import channel_text, hold_words
from sandbox.campaigns.enums import CampaignState, EntryKind, HoldReason
from sandbox.campaigns.models import Campaign, MarketDay, MarketRun, WalletEntry
from sandbox.campaigns.queries import CampaignTotals
from sandbox.lang.filters import number, rupiah
from sandbox.lang.rupiah import MINUS
from sandbox.lang.texts import t
from sandbox.web.pictures import picture_url

STATE_TONES = {
    "running": "leaf",
    "coming": "sky",
    "paused": "sun",
    "done": "plain",
    "stopped": "plain",
    "past": "plain",
}


@dataclass(frozen=True)
class Standing:
    """Where a campaign stands before its next day.

    ``state`` is that of the campaign, or ``coming`` before its first day and ``past`` in an earlier try;
    ``strip`` has one of played, rest, next, todo for each of its days.
    """

    state: str
    word: str
    tone: str
    dates: str
    strip: tuple[str, ...]
    played: int
    next_date: str
    next_marks: tuple[DayMark, ...]
    events: tuple[str, ...]
    held: str
    is_open: bool
    is_test: bool

    @property
    def is_running(self) -> bool:
        """Whether playing a day moves it on."""
        return self.state in {"running", "coming"}


def standing(campaign: Campaign, calendar: MarketCalendar, reason: HoldReason | None) -> Standing:
    """Where a campaign stands; ``reason`` is why it is held although nobody paused it."""
    day, is_past = campaign.run.day, campaign.run.ended_at is not None
    state = campaign.state
    if is_past:
        state = "past"
    elif state == CampaignState.RUNNING and campaign.start_day > day:
        state = "coming"
    played = {result.day for result in campaign.results}
    is_open = not is_past and campaign.state in {CampaignState.RUNNING, CampaignState.PAUSED}
    return Standing(
        state=state,
        word=t(f"campaigns-state-{state}"),
        tone=STATE_TONES[state],
        dates=span(calendar, campaign.start_day, campaign.end_day),
        strip=tuple(
            "played" if d in played else "rest" if d < day else "next" if d == day and is_open else "todo"
            for d in range(campaign.start_day, campaign.end_day + 1)
        ),
        played=len(played),
        next_date=long_day(calendar.date_of(day)),
        next_marks=calendar.marks(day),
        events=event_sentences(calendar, day),
        held=hold_words(reason),
        is_open=is_open,
        is_test=campaign.test_id is not None,
    )


def span(calendar: MarketCalendar, first: int, last: int) -> str:
    """``Sen, 23 Nov – Rab, 25 Nov``, or one day alone."""
    begin, end = short_day(calendar.date_of(first)), short_day(calendar.date_of(last))
    return begin if first == last else f"{begin} – {end}"


def event_sentences(calendar: MarketCalendar, day: int) -> tuple[str, ...]:
    """What the trainer lets happen on a market day, in plain words."""
    kinds = dict.fromkeys(event.kind.replace("_", "-") for event in calendar.events_on(day))
    return tuple(t(f"campaigns-event-{kind}-today") for kind in kinds)


@dataclass(frozen=True)
class NewDay:
    """One newly played day, for the replay: words to read, and the bare numbers the script adds up."""

    name: str
    when: str
    marks: tuple[DayMark, ...]
    words: str
    money: str
    orders: int
    money_left: int


def new_days(campaign: Campaign, calendar: MarketCalendar, since: int) -> tuple[NewDay, ...]:
    """The days played from market day ``since`` on."""
    return tuple(_new_day(campaign, day, calendar) for day in campaign.results if day.day >= since)


def _new_day(campaign: Campaign, day: MarketDay, calendar: MarketCalendar) -> NewDay:
    return NewDay(
        name=t("campaigns-day-name", number=day.day - campaign.start_day + 1),
        when=short_day(calendar.date_of(day.day)),
        marks=calendar.marks(day.day),
        words=t("campaigns-day-words", reach=day.reach, clicks=day.clicks, orders=day.orders),
        money=signed(day.money_left),
        orders=day.orders,
        money_left=day.money_left,
    )


def signed(amount: int) -> str:
    """An amount with its sign: ``+Rp 46.200``."""
    return f"+{rupiah(amount)}" if amount > 0 else rupiah(amount)


def day_sums(days: Sequence[NewDay]) -> str:
    """What the replayed days brought together."""
    return t(
        "campaigns-replay-sum",
        orders=sum(d.orders for d in days),
        money=signed(sum(d.money_left for d in days)),
    )


@dataclass(frozen=True)
class CampaignLine:
    """A campaign as one line of the list."""

    title: str
    href: str
    image: str
    note: str
    word: str
    tone: str
    money: str


@dataclass(frozen=True)
class Try:
    """One run of the shop with its campaigns: the current one, or an earlier one to compare with."""

    number: int
    is_current: bool
    note: str
    campaigns: tuple[CampaignLine, ...]
    wallet: str


def try_of(
    run: MarketRun,
    campaigns: Collection[Campaign],
    totals: Mapping[int, CampaignTotals],
    calendar: MarketCalendar,
) -> Try:
    """A run as the list shows it; ``totals`` are by campaign id, those of other runs among them."""
    lines = tuple(_line(campaign, totals.get(campaign.id), run, calendar) for campaign in campaigns)
    left = sum(totals[campaign.id].money_left for campaign in campaigns if campaign.id in totals)
    return Try(
        number=run.number,
        is_current=run.ended_at is None,
        note=t("campaigns-try-note", days=run.day - run.first_day, campaigns=len(lines), money=signed(left)),
        campaigns=lines,
        wallet=url_for("campaigns.show_wallet", coba=run.number),
    )


def _line(
    campaign: Campaign, total: CampaignTotals | None, run: MarketRun, calendar: MarketCalendar
) -> CampaignLine:
    state = campaign.state
    if state == CampaignState.RUNNING and campaign.start_day > run.day and run.ended_at is None:
        state = "coming"
    place = channel_text(campaign.channel) + (f" · {campaign.arm.upper()}" if campaign.arm else "")
    so_far = (
        t("campaigns-so-far", days=total.days, of=campaign.days, orders=total.orders)
        if total
        else span(calendar, campaign.start_day, campaign.end_day)
    )
    return CampaignLine(
        title=campaign.post.product.name,
        href=url_for("campaigns.show_campaign", campaign_id=campaign.id),
        image=picture_url(campaign.post.photo, "list") if campaign.post.photo else "",
        note=f"{place} · {so_far}",
        word=t(f"campaigns-state-{state}"),
        tone=STATE_TONES[state],
        money=signed(total.money_left) if total else "",
    )


@dataclass(frozen=True)
class LedgerLine:
    """One movement of practice money."""

    what: str
    about: str
    href: str
    when: str
    amount: str
    is_in: bool
    balance: str


def ledger(
    entries: Collection[WalletEntry], campaigns: Mapping[int, Campaign], calendar: MarketCalendar
) -> list[LedgerLine]:
    """Every movement in words, newest first."""
    return [_movement(entry, campaigns.get(entry.campaign_id or 0), calendar) for entry in entries]


def _movement(entry: WalletEntry, campaign: Campaign | None, calendar: MarketCalendar) -> LedgerLine:
    what = t(f"campaigns-entry-{EntryKind(entry.kind).value.replace('_', '-')}")
    day = entry.market_day
    amount = f"+{rupiah(entry.amount)}" if entry.amount > 0 else f"{MINUS}{rupiah(abs(entry.amount))}"
    return LedgerLine(
        what=what,
        about=campaign.post.product.name if campaign is not None else "",
        href=url_for("campaigns.show_campaign", campaign_id=campaign.id) if campaign is not None else "",
        when=short_day(calendar.date_of(day)) if day is not None else t("campaigns-at-the-start"),
        amount=amount,
        is_in=entry.amount > 0,
        balance=rupiah(entry.balance_after),
    )


def plan_facts(campaign: Campaign, *, audience: str, dates: str, is_free: bool) -> list[tuple[str, str]]:
    """The plan as it stands, forecast included."""
    cost = t("campaigns-free") if is_free else rupiah(campaign.daily_amount)
    often = [(t("campaigns-every"), t("campaigns-every-days", days=campaign.every_days))] if is_free else []
    guess: list[Any] = []
    if campaign.forecast_orders is not None and campaign.forecast_money is not None:
        words = t(
            "campaigns-guessed",
            orders=number(campaign.forecast_orders),
            money=signed(campaign.forecast_money),
        )
        guess = [(t("campaigns-guess"), words)]
    return [
        (t("campaigns-dates"), f"{dates} · {t('campaigns-days-count', days=campaign.days)}"),
        (t("campaigns-audience"), audience),
        (t("campaigns-daily"), cost),
        *often,
        *guess,
    ]
