"""What a shop may choose from when it advertises: the options that the search for par looks at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from sandbox.campaigns.market.types import Audience, CampaignPlan, Creative, Objective, Offer, Targeting

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

Plans = tuple[CampaignPlan, ...]

PAID = frozenset({"impression", "click"})
"""Ways of pricing that cost money; every other channel is free."""
ROUND = 1_000
"""Daily amounts are whole thousands of rupiah, as people type them."""
RHYTHMS = (1, 2, 3, 7)
"""A free post goes out every n-th day."""
NEAR = 2
"""Regions that are near by: in the Indonesian pack the own sub-district and regency."""
AMOUNTS = (0.08, 0.16, 0.3, 0.55, 1.0)
"""Daily amounts that are tried first, as shares of the wallet spread evenly over the days."""
AIMS = (Objective.ORDER, Objective.CHAT)
LOOKED_FOR = (Targeting.BROAD, Targeting.VISITORS)


@dataclass(frozen=True)
class Post:
    """A post the shop has: the product it sells and how it looks."""

    offer: Offer
    creative: Creative


@dataclass(frozen=True)
class Choice:
    """The limits of a search: where, with which posts, on which days, for how much (rupiah in all).

    first_slot: campaigns that the search invents are numbered from here.
    """

    tuning: Tuning
    channels: tuple[str, ...]
    posts: tuple[Post, ...]
    first_day: int
    days: int
    wallet: int
    first_slot: int

    @property
    def paid(self) -> tuple[str, ...]:
        """Channels that cost money and that the wallet can pay for a day."""
        return tuple(
            name
            for name in self.channels
            if self.tuning.channel(name).pricing in PAID and self.wallet >= max(ROUND, self.least(name))
        )

    @property
    def free(self) -> tuple[str, ...]:
        """Channels that cost nothing."""
        return tuple(name for name in self.channels if self.tuning.channel(name).pricing not in PAID)

    def least(self, channel: str) -> int:
        """Return the channel's daily minimum for clicks, chats and orders."""
        return int(self.tuning.channel(channel).minimum_action)

    def cost(self, plans: Plans) -> int:
        """Return what the campaigns may spend on these days."""
        return sum(plan.daily_budget * max(0, self.length(plan)) for plan in plans)

    def length(self, plan: CampaignPlan) -> int:
        """Return on how many of these days a campaign runs."""
        first = max(plan.start_day, self.first_day)
        return min(plan.end_day, self.first_day + self.days - 1) - first + 1

    def affordable(self, plans: Plans) -> bool:
        """Say whether the wallet pays for all of them, and each reaches its channel's minimum."""
        return self.cost(plans) <= self.wallet and all(
            plan.daily_budget >= self.least(plan.channel) for plan in plans if plan.channel in self.paid
        )

    def amounts(self, channel: str, *, length: int | None = None) -> list[int]:
        """Return daily amounts to try, rising; none below the minimum, none above the wallet."""
        most = self.wallet // (length or self.days)
        tries = {min(most, max(self.least(channel), round_amount(share * most))) for share in AMOUNTS}
        return sorted(amount for amount in tries if amount >= max(1, self.least(channel)))

    def middle(self, channel: str) -> int | None:
        """Return a cautious daily amount, or ``None`` when the wallet cannot pay every day of it."""
        amounts = self.amounts(channel)
        return amounts[(len(amounts) - 1) // 3] if amounts else None

    def audiences(self, offer: Offer) -> list[Audience]:
        """Return sensible audiences: ever wider regions, with the offer's own interest and lean or without.

        Everybody of any interest is only looked at near by: farther out, those interested never run short.
        """
        names = self.tuning.segments.regions
        leans = [((), ()), (offer.ages, offer.genders)] if offer.ages or offer.genders else [((), ())]
        result = []
        for size in sorted({1, NEAR, NEAR + 1, len(names)}):
            if size <= len(names):
                regions = names[:size] if size < len(names) else ()
                interests = [(offer.interest,), ()] if size <= NEAR else [(offer.interest,)]
                result += [
                    Audience(regions, ages, genders, interest)
                    for interest, (ages, genders) in product(interests, leans)
                ]
        return result

    def windows(self) -> list[tuple[int, int]]:
        """Return (days after the first, number of days): all, the halves, the ends."""
        half, third = -(-self.days // 2), -(-self.days // 3)
        spans = [
            (0, self.days),
            (0, half),
            (self.days - half, half),
            (self.days - third, third),
            (0, third),
            (third, max(1, self.days - 2 * third)),
        ]
        return list(dict.fromkeys(spans))

    def campaign(
        self,
        channel: str,
        post: Post,
        audience: Audience,
        daily: int,
        *,
        objective: Objective = Objective.ORDER,
        every_days: int = 1,
    ) -> CampaignPlan:
        """Return a campaign over all days, in a slot of its own per channel."""
        return CampaignPlan(
            slot=self.first_slot + self.channels.index(channel),
            channel=channel,
            offer=post.offer,
            creative=post.creative,
            audience=audience,
            objective=objective,
            daily_budget=daily,
            start_day=self.first_day,
            end_day=self.first_day + self.days - 1,
            every_days=every_days,
        )

    def placed(self, plan: CampaignPlan, window: tuple[int, int]) -> CampaignPlan:
        """Return the campaign moved into a window (days after the first, number of days)."""
        start = self.first_day + window[0]
        return replace(plan, start_day=start, end_day=start + window[1] - 1)

    def amount_moves(self, plan: CampaignPlan, factor: float) -> Iterator[CampaignPlan]:
        """Yield the campaign with more and with less a day."""
        least = max(ROUND, self.least(plan.channel))
        for daily in (round_amount(plan.daily_budget * factor), round_amount(plan.daily_budget / factor)):
            if max(least, daily) != plan.daily_budget:
                yield replace(plan, daily_budget=max(least, daily))

    def timing_moves(self, plan: CampaignPlan) -> Iterator[CampaignPlan]:
        """Yield the campaign in other windows: as long as now at the same amount, or as much money in all."""
        total = plan.daily_budget * self.length(plan)
        for window in self.windows():
            moved = self.placed(plan, window)
            if (moved.start_day, moved.end_day) != (plan.start_day, plan.end_day):
                yield moved
                if plan.daily_budget:
                    yield replace(moved, daily_budget=max(ROUND, total // window[1] // ROUND * ROUND))

    def audience_moves(self, plan: CampaignPlan) -> Iterator[CampaignPlan]:
        """Yield the campaign for other people."""
        for audience in self.audiences(plan.offer):
            if audience != plan.audience:
                yield replace(plan, audience=audience)

    def other_moves(self, plan: CampaignPlan, posts: Sequence[Post]) -> Iterator[CampaignPlan]:
        """Yield the campaign with another aim, other people looked for, or another post."""
        for objective in AIMS:
            if objective is not plan.objective:
                yield replace(plan, objective=objective)
        for targeting in LOOKED_FOR:
            if targeting is not plan.targeting:
                yield replace(plan, targeting=targeting)
        for post in posts:
            if post.creative != plan.creative:
                yield replace(plan, offer=post.offer, creative=post.creative)


def round_amount(amount: float) -> int:
    """Return a daily amount in whole thousands."""
    return round(amount / ROUND) * ROUND
