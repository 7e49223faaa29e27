"""The A/B page in words: progress until the planned number and seven whole days, and only then a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.campaigns.insight.sums import series
from sandbox.campaigns.insight.words import share
from sandbox.lang.filters import number
from sandbox.lang.texts import t

if TYPE_CHECKING:
    from sandbox.campaigns.market.experiment import Verdict

TRIES = {"click": "reach", "chat": "clicks", "order": "visits"}
"""What one try is for each metric: a person who saw the post, tapped it, arrived at the shop."""
WINS = {"click": "clicks", "chat": "chats", "order": "orders"}


def verdict_of(arms: Sequence[Any], *, metric: str, planned: int) -> Verdict:
    """The kernel's verdict on two campaigns' stored days, over the days that both have."""
    from sandbox.campaigns.market.experiment import judge

    days = min(len(arm.results) for arm in arms)
    one, two = (_arm(arm.results[:days], metric) for arm in arms)
    return judge(one, two, planned=planned)


def _arm(days: Sequence[Any], metric: str) -> Any:
    from sandbox.campaigns.market.experiment import Arm

    tries = series(days, "realised", TRIES[metric])
    wins = [min(won, tried) for won, tried in zip(series(days, "realised", WINS[metric]), tries, strict=True)]
    people = series(days, "realised", "reach_total") if metric == "click" else []
    return Arm(tuple(tries), tuple(wins), tuple(people))


@dataclass(frozen=True)
class ArmWords:
    """One half: its letter, its post, and its numbers so far."""

    letter: str
    post: Any
    campaign_id: int
    tries: str
    wins: str
    rate: str


@dataclass(frozen=True)
class TestWords:
    """An A/B test, ready to show. ``rate`` of the arms is empty until the verdict is known."""

    headline: str
    text: str
    tone: str
    arms: tuple[ArmWords, ...]
    tries: int
    planned: int
    days: int
    least_days: int
    tries_label: str
    wins_label: str


def test_words(test: Any, arms: Sequence[Any], verdict: Verdict) -> TestWords:
    """Put a verdict into words."""
    from sandbox.campaigns.market.experiment import LEAST_DAYS

    known = verdict.comparison is not None
    days = min(len(arm.results) for arm in arms)
    sums = [
        (
            sum(series(arm.results[:days], "realised", TRIES[test.metric])),
            sum(series(arm.results[:days], "realised", WINS[test.metric])),
        )
        for arm in arms
    ]
    headline, text, tone = _said(verdict, days)
    return TestWords(
        headline=headline,
        text=text,
        tone=tone,
        arms=tuple(
            ArmWords(
                letter=arm.arm.upper(),
                post=arm.post,
                campaign_id=arm.id,
                tries=number(round(tries)),
                wins=number(round(wins)),
                rate=t("insight-percent", share=share(100 * rate)) if known else "",
            )
            for arm, (tries, wins), rate in zip(arms, sums, (verdict.rate_a, verdict.rate_b), strict=True)
        ),
        tries=round(min(tries for tries, _ in sums)),
        planned=verdict.planned,
        days=days,
        least_days=LEAST_DAYS,
        tries_label=t(f"insight-test-tries-{test.metric}"),
        wins_label=t(f"insight-test-wins-{test.metric}"),
    )  # fmt: skip


def _said(verdict: Verdict, days: int) -> tuple[str, str, str]:
    from sandbox.campaigns.market.experiment import LEAST_DAYS, Outcome

    if verdict.outcome is Outcome.NOT_ENOUGH:
        if verdict.more and verdict.more_days is None:
            return t("insight-test-wait"), t("insight-test-wait-none"), "sky"
        if verdict.more:
            facts = {"more": number(rounded_up(verdict.more)), "days": verdict.more_days or 1}
            return t("insight-test-wait"), t("insight-test-wait-people", **facts), "sky"
        return t("insight-test-wait"), t("insight-test-wait-days", days=max(1, LEAST_DAYS - days)), "sky"
    compared = verdict.comparison
    if verdict.outcome is Outcome.NO_WINNER or compared is None:
        return t("insight-test-open"), t("insight-test-open-note"), "plain"
    is_b = verdict.outcome is Outcome.WINNER_B
    low, high = (
        (compared.ratio_low, compared.ratio_high)
        if is_b
        else (1 / compared.ratio_high, 1 / compared.ratio_low)
    )
    facts = {"low": share(100 * (low - 1)), "high": share(100 * (high - 1))}
    return t("insight-test-winner", post="B" if is_b else "A"), t("insight-test-winner-note", **facts), "leaf"


def rounded_up(people: float) -> int:
    """A number as one would say it: ``1.900``, never less than needed."""
    step = 10 if people < 200 else 50 if people < 1000 else 100
    return int(-(-people // step) * step)
