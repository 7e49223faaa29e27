"""What a trainer types at the class market: its rules, how many days to close, what shall happen."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from wtforms import BooleanField, StringField, ValidationError

from sandbox.campaigns.enums import MarketMode
from sandbox.lang.text_clean import clean_line, visible_part
from sandbox.lang.texts import lazy_t, t
from sandbox.web.editing import ChoiceField
from sandbox.web.forms import CountField, HouseForm, LineField, RupiahField

LEAST_WALLET, MOST_WALLET = 10_000, 100_000_000
LONGEST_SEED = 40
MOST_RESTARTS = 20
OWN_DATE = "own"


class DateField(StringField):
    """A calendar date, as the browser's own date field sends it (2026-11-23); ``day`` is the date or None.

    ``first`` and ``last`` are the ends of the calendar the country pack knows.
    """

    first, last = date.min, date.max

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed without what no one can see."""
        self.data = clean_line(valuelist[0]) if valuelist else self.data

    @property
    def day(self) -> date | None:
        """The typed date; None when it is none."""
        try:
            return date.fromisoformat(self.data or "")
        except ValueError:
            return None


class MarketForm(HouseForm):
    """The rules of a class's market. Once days have been played, the locked ones are not asked for any more.

    ``picks`` are the suggested first days in ISO form; ``calendar`` is the first and last date a class may begin.
    """

    mode = ChoiceField(lazy_t("class-market-mode"))
    wallet_start = RupiahField(
        lazy_t("class-market-wallet"), low=LEAST_WALLET, high=MOST_WALLET, required=True
    )
    start_pick = ChoiceField(lazy_t("class-market-start"))
    start_date = DateField(lazy_t("class-market-start-own"))
    seed = LineField(lazy_t("class-market-seed"), limit=LONGEST_SEED, required=True)
    max_restarts = CountField(lazy_t("class-market-restarts"), low=0, high=MOST_RESTARTS, required=True)
    show_ranking = BooleanField(lazy_t("class-market-ranking"))

    def __init__(
        self, *, picks: Collection[str], calendar: tuple[date, date], is_begun: bool, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.mode.keys = frozenset(mode.value for mode in MarketMode)
        self.start_pick.keys = frozenset({*picks, OWN_DATE})
        self.start_date.first, self.start_date.last = calendar
        if is_begun:
            for name in ("mode", "start_pick", "start_date", "seed"):
                del self[name]

    def validate_start_date(self, field: DateField) -> None:
        """A date of the known calendar, when none of the suggested weeks was picked."""
        if self.start_pick.data != OWN_DATE:
            return
        if field.day is None:
            raise ValidationError(t("class-market-start-missing"))
        if not field.first <= field.day <= field.last:
            raise ValidationError(
                t("class-market-start-far", first=str(field.first.year), last=str(field.last.year))
            )

    def validate_seed(self, field: LineField) -> None:
        """Something to see in it, so that another class can type the same."""
        if field.data and not visible_part(field.data).strip():
            raise ValidationError(t("forms-required"))

    def facts(self) -> dict[str, Any]:
        """The checked settings by name; locked ones are left out."""
        found: dict[str, Any] = {
            "wallet_start": self.wallet_start.data,
            "max_restarts": self.max_restarts.data,
            "show_ranking": bool(self.show_ranking.data),
        }
        if "mode" in self:
            picked = self.start_pick.data
            start = self.start_date.day if picked == OWN_DATE else date.fromisoformat(picked or "")
            found |= {"mode": MarketMode(self.mode.data), "start_date": start, "seed": self.seed.data}
        return found


class RoundForm(HouseForm):
    """How many market days the whole class goes on together."""

    days = CountField(lazy_t("class-market-close-days"), low=1, high=1, required=True)

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.days.high = most


class EventForm(HouseForm):
    """What shall happen, from which coming day, for how long."""

    kind = ChoiceField(lazy_t("class-market-event-kind"))
    first_day = ChoiceField(lazy_t("class-market-event-first"))
    days = CountField(lazy_t("class-market-event-days"), low=1, high=1, required=True)

    def __init__(
        self, *, kinds: Collection[str], first_days: Collection[int], most: int, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.kind.keys = frozenset(kinds)
        self.first_day.keys = frozenset(str(day) for day in first_days)
        self.days.high = most

    def facts(self) -> dict[str, Any]:
        """The checked event by name."""
        return {
            "kind": self.kind.data,
            "first_day": int(self.first_day.data or 0),
            "days": self.days.data,
        }
