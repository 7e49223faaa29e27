"""What the pages of the campaign desk share: the pack, the market's numbers, the calendar, the money that is free.

The market kernel is imported where it is used: it brings numpy, and the class should open without waiting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.campaigns.calendar import records_of_class
from sandbox.campaigns.desk.plan_calendar import MarketCalendar
from sandbox.campaigns.enums import MarketMode
from sandbox.campaigns.market.types import Targeting
from sandbox.campaigns.models import Campaign, ClassMarket, MarketRun
from sandbox.campaigns.queries import class_market, current_run, events_of_class, free_of
from sandbox.classrooms.queries import Classroom, me
from sandbox.packs.campaigns import CampaignRules, load_campaign_rules
from sandbox.packs.loader import District
from sandbox.web.country import pack
from sandbox.web.gate import the_actor

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

PAID = frozenset({"impression", "click"})
"""Pricing of the channels that take practice money."""


@dataclass(frozen=True)
class Desk:
    """The numbers the planning pages go by; ``channels`` are the places on offer, in the pack's order."""

    tuning: Tuning
    rules: CampaignRules
    channels: tuple[str, ...]

    def is_free(self, channel: str) -> bool:
        """Whether the channel takes no practice money."""
        return self.tuning.channel(channel).pricing not in PAID

    def minimum(self, channel: str, *, is_reach: bool) -> int:
        """Least rupiah a day the channel takes for being seen, or for anything more."""
        row = self.tuning.channel(channel)
        return int(row.minimum_reach if is_reach else row.minimum_action)

    def targetings(self, channel: str) -> tuple[str, ...]:
        """Whom the channel can look for."""
        others = (name for name, channels in self.rules.targeting.items() if channel in channels)
        return (Targeting.BROAD.value, *others)


def market_tuning() -> Tuning:
    """The market numbers the participant's class plays with."""
    from sandbox.campaigns import facts

    return facts.tuning_of_class(own_class().id, pack().key)


def tuning_of(campaign: Campaign) -> Tuning:
    """The market numbers a campaign's days were played with; before the first day those of its class."""
    from sandbox.campaigns import facts

    return facts.tuning_of_days(campaign.results, pack().key) if campaign.results else market_tuning()


def market_rules() -> CampaignRules:
    """What the country's market assumes beside its numbers."""
    return load_campaign_rules(pack().key)


def open_desk() -> Desk:
    """The desk of this country; channels the market has no numbers for are left out."""
    tuning, rules = market_tuning(), market_rules()
    return Desk(tuning, rules, tuple(name for name in rules.channels if name in tuning.channels))


def own_class() -> Classroom:
    """The class of the participant."""
    return me(the_actor()).classroom


def own_market(classroom: Classroom) -> ClassMarket:
    """How the trainer set the market of a class."""
    return class_market(classroom.id, start_date=market_rules().start_date)


def is_shared(market: ClassMarket) -> bool:
    """Whether the trainer closes the rounds."""
    return market.mode == MarketMode.SHARED


def calendar_of(classroom: Classroom, market: ClassMarket) -> MarketCalendar:
    """The class's market dates with the trainer's events."""
    records = records_of_class(classroom.id, pack().key)
    return MarketCalendar(market.start_date, records, events_of_class(classroom.id))


def next_day(run: MarketRun | None, market: ClassMarket) -> int:
    """The next market day of a shop: its run's, or where a new run would begin."""
    if run is not None:
        return run.day
    return market.day if is_shared(market) else 0


def free_money(shop_id: int) -> int:
    """Rupiah a new campaign may use; before the wallet is opened, what it will open with."""
    free = free_of(shop_id)
    return own_class().wallet_start if free is None else free


def next_day_of(shop_id: int, market: ClassMarket) -> int:
    """As :func:`next_day`, looked up by shop."""
    return next_day(current_run(shop_id), market)


def district_of(shop: Any) -> District | None:
    """Where the shop is: as its page says, else as its keeper said on joining; None when nobody said."""
    code = shop.district_code or me(the_actor()).district_code
    return pack().find_district(code)
