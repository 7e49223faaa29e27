"""What the campaign desk refuses, each with what a clear sentence needs."""

from __future__ import annotations

from sandbox.campaigns.enums import HoldReason


class NotEnoughMoney(Exception):
    """The wallet cannot pay for this; ``free`` is what it can still promise, in rupiah."""

    def __init__(self, free: int) -> None:
        super().__init__(f"only {free} left")
        self.free = free


class WrongDates(Exception):
    """The days do not lie between the next market day ``first`` and the last day of a class ``last``."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(f"not between {first} and {last}")
        self.first, self.last = first, last


class CampaignOver(Exception):
    """The campaign is done or stopped, or belongs to an earlier run: nothing changes in it any more."""


class PostGone(Exception):
    """Nobody could see the post: it or its product is deleted or hidden; ``reason`` says which."""

    def __init__(self, reason: HoldReason) -> None:
        super().__init__(reason)
        self.reason = reason


class TooManyCampaigns(Exception):
    """The shop has as many unfinished campaigns as it may."""


class InTest(Exception):
    """The halves of an A/B test stay as they were declared; they can be paused, resumed and stopped together."""


class SharedMarket(Exception):
    """In a shared market the trainer's rounds pass the days: nobody plays alone or begins anew."""


class IsolatedMarket(Exception):
    """Each shop plays its own days; there is no round to close."""


class NothingToUndo(Exception):
    """No round of this class is closed."""


class NoRestartsLeft(Exception):
    """The shop has begun anew as often as its trainer allows: ``allowed`` times."""

    def __init__(self, allowed: int) -> None:
        super().__init__(f"{allowed} allowed")
        self.allowed = allowed


class MarketBegun(Exception):
    """Mode, start date and seed stay as they are once somebody has played a day of the current runs."""


class WrongEventDays(Exception):
    """An event can only be changed on days to come: from ``first`` on."""

    def __init__(self, first: int) -> None:
        super().__init__(f"from day {first} on")
        self.first = first
