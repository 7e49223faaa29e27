"""Par in words: how near the choices came to the best this money could have earned, and what would gain most.

Par is compared with what the choices bring on average, so luck is no part of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from sandbox.campaigns.desk.plan_presenters import channel_text
from sandbox.campaigns.insight.words import round_money, signed_money
from sandbox.lang.texts import t

if TYPE_CHECKING:
    from sandbox.campaigns.market.par import Gain, Par
    from sandbox.campaigns.market.types import Audience, CampaignPlan
    from sandbox.campaigns.models import Campaign

MOST_LINES = 4
"""Campaigns of the best plan that are listed."""


@dataclass(frozen=True)
class Say:
    """How the words of the plan page are said here: an audience in one line, a market day as a date."""

    audience: Callable[[Any], str]
    day: Callable[[int], str]


@dataclass(frozen=True)
class ParWords:
    """Par, ready to show. ``percent`` is None when nothing would have earned anything."""

    percent: int | None
    ring: str
    sentence: str
    rows: tuple[dict[str, Any], ...]
    gains: tuple[dict[str, str], ...]
    best: tuple[str, ...]
    others: str


def par_words(found: Par, campaign: Campaign, *, outcome: float, others: int, say: Say) -> ParWords:
    """Put par into words. ``outcome`` is the money left that happened, ``others`` campaigns ran beside this one."""
    percent = None if found.percent is None else round(found.percent)
    return ParWords(
        percent=percent,
        ring=t("insight-percent", share=str(percent)) if percent is not None else "",
        sentence=sentence(found, percent),
        rows=tuple(
            _row(key, amount, tone)
            for key, amount, tone in (
                ("forecast", campaign.forecast_money, "sand"),
                ("outcome", outcome, "sky"),
                ("usual", found.own_profit, "sun"),
                ("par", found.profit, "leaf"),
            )
            if amount is not None
        ),
        gains=tuple(gain_words(gain, say) for gain in found.gains),
        best=best_lines(found, say),
        others=t("insight-par-others", count=others) if others else "",
    )


def _row(key: str, amount: float, tone: str) -> dict[str, Any]:
    words = {"label": t(f"insight-par-{key}"), "note": t(f"insight-par-{key}-note")}
    return words | {
        "value": abs(float(amount)),
        "text": signed_money(amount),
        "tone": tone if amount >= 0 else "chilli",
    }


def sentence(found: Par, percent: int | None) -> str:
    """How near, in one sentence."""
    if percent is None:
        return t("insight-par-nothing")
    if percent >= 90:
        return t("insight-par-near", percent=percent, par=round_money(found.profit))
    if found.own_profit <= 0:
        return t("insight-par-below", par=round_money(found.profit))
    return t("insight-par-share", percent=percent, par=round_money(found.profit))


def gain_words(gain: Gain, say: Say) -> dict[str, str]:
    """One change to the own plan: what to do, and the money it usually adds."""
    kind, after = gain.change.value, gain.after
    if kind in {"channel", "add", "free"}:
        text = t(f"insight-gain-{kind}", channel=channel_text(str(after)))
    elif kind == "audience":
        text = t("insight-gain-audience", audience=say.audience(after))
    elif kind == "amount":
        before, amount = cast("int", gain.before or 0), cast("int", after or 0)
        key = "more" if amount > before else "less"
        text = t(f"insight-gain-amount-{key}", amount=round_money(amount))
    elif kind == "timing":
        first, last = cast("tuple[int, int]", after)
        text = t("insight-gain-timing", first=say.day(first), last=say.day(last))
    else:
        text = t("insight-gain-stop")
    return {"text": text, "size": signed_money(gain.profit)}


def best_lines(found: Par, say: Say) -> tuple[str, ...]:
    """The campaigns that reach par, one line each."""
    return tuple(_plan_line(plan, say) for plan in found.plans[:MOST_LINES])


def _plan_line(plan: CampaignPlan, say: Say) -> str:
    facts = {
        "channel": channel_text(plan.channel),
        "audience": say.audience(plan.audience),
        "first": say.day(plan.start_day),
        "last": say.day(plan.end_day),
    }
    if plan.daily_budget:
        return t("insight-par-line-paid", **facts, amount=round_money(plan.daily_budget))
    return t("insight-par-line-free", **facts, every=plan.every_days)


def as_campaign(audience: Audience) -> Any:
    """An audience in the form the plan page's words expect."""
    return SimpleNamespace(
        audience={key: list(names) for key, names in asdict(audience).items()}, targeting="broad"
    )
