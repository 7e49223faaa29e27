"""The forms of the campaign desk: planning a campaign, and changing one between two days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request
from wtforms import BooleanField, SelectMultipleField, ValidationError

from sandbox.campaigns.enums import OBJECTIVES
from sandbox.campaigns.market.types import Objective, Targeting
from sandbox.lang.rupiah import NEGATIVE, RupiahError, format_number, parse_rupiah
from sandbox.lang.texts import current_locale, lazy_t, t
from sandbox.posts.enums import Aim
from sandbox.web.editing import ChoiceField
from sandbox.web.forms import CountField, HouseForm, RupiahField
from sandbox.web.numbers import row_id

if TYPE_CHECKING:
    from sandbox.campaigns.desk.desk import Desk

MOST_A_DAY = 100_000_000
MOST_FORECAST = 1_000_000_000
DIMENSIONS = ("regions", "ages", "genders", "interests")
EVERY_DAYS = (1, 2, 3, 7)
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"


class MoneyLeftField(RupiahField):
    """Whole rupiah that may be missing as well: a leading minus is understood."""

    def read(self, typed: str) -> int | None:
        """An amount, negative with a minus in front of it."""
        try:
            return parse_rupiah(typed)
        except RupiahError as error:
            if error.code == NEGATIVE:
                amount = super().read(typed.translate(dict.fromkeys(map(ord, DASHES))))
                return None if amount is None else -amount
        return super().read(typed)

    def write(self, number: int) -> str:
        """With dots between thousands, and the minus in front."""
        return f"{'-' if number < 0 else ''}{super().write(abs(number))}"


class PlanForm(HouseForm):
    """What planning and changing have in common: which post, to whom, how much a day, for how long."""

    post = ChoiceField(lazy_t("campaigns-post"))
    aim = ChoiceField(lazy_t("campaigns-aim"))
    regions = SelectMultipleField(lazy_t("campaigns-regions"), validate_choice=False)
    ages = SelectMultipleField(lazy_t("campaigns-ages"), validate_choice=False)
    genders = SelectMultipleField(lazy_t("campaigns-genders"), validate_choice=False)
    interests = SelectMultipleField(lazy_t("campaigns-interests"), validate_choice=False)
    targeting = ChoiceField(lazy_t("campaigns-targeting"))
    daily_amount = RupiahField(lazy_t("campaigns-daily"), high=MOST_A_DAY)
    days = CountField(lazy_t("campaigns-days"), low=1, high=14, required=True)
    every_days = CountField(lazy_t("campaigns-every"), low=1, high=7)

    def __init__(self, *, desk: Desk, post_ids: list[int], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.desk = desk
        self.post.keys = frozenset(str(post_id) for post_id in post_ids)
        self.aim.keys = frozenset(aim.value for aim in Aim)
        self.targeting.keys = frozenset(kind.value for kind in Targeting)
        self.targeting.data = self.targeting.data or Targeting.BROAD.value
        self.days.high = desk.rules.most_days

    @property
    def channel_name(self) -> str:
        """The chosen channel; "" when there is no such place."""
        raise NotImplementedError

    @property
    def costs_nothing(self) -> bool:
        """Whether the chosen channel is free, as a WhatsApp broadcast is."""
        return bool(self.channel_name) and self.desk.is_free(self.channel_name)

    def validate_daily_amount(self, field: RupiahField) -> None:
        """At least what the platform asks a day for this aim."""
        if self.costs_nothing or not self.channel_name or self.aim.data not in self.aim.keys:
            return
        if field.data is None:
            raise ValidationError(t("forms-required"))
        is_reach = OBJECTIVES[Aim(self.aim.data)] is Objective.REACH
        least = max(1, self.desk.minimum(self.channel_name, is_reach=is_reach)) * self.halves
        if field.data < least:
            key = "campaigns-too-little-test" if self.halves == 2 else "campaigns-too-little"
            raise ValidationError(t(key, least=format_number(least, current_locale())))

    @property
    def halves(self) -> int:
        """Into how many campaigns the money is split."""
        return 1

    def validate_targeting(self, field: ChoiceField) -> None:
        """Not every place can look for people who know the shop."""
        if self.channel_name and field.data not in self.desk.targetings(self.channel_name):
            raise ValidationError(t("campaigns-targeting-not-here"))

    def validate_regions(self, field: SelectMultipleField) -> None:
        """Known regions only."""
        self._check(field, self.desk.tuning.segments.regions)

    def validate_ages(self, field: SelectMultipleField) -> None:
        """Known age bands only."""
        self._check(field, self.desk.tuning.segments.ages)

    def validate_genders(self, field: SelectMultipleField) -> None:
        """Known genders only."""
        self._check(field, self.desk.tuning.segments.genders)

    def validate_interests(self, field: SelectMultipleField) -> None:
        """Known interests only."""
        self._check(field, self.desk.tuning.segments.interests)

    def _check(self, field: SelectMultipleField, names: tuple[str, ...]) -> None:
        if set(field.data or ()) - set(names):
            raise ValidationError(t("forms-choice-unknown"))

    def facts(self) -> dict[str, Any]:
        """The checked plan by column name, money included."""
        return {
            "post_id": int(self.post.data or 0),
            "aim": self.aim.data,
            "audience": {name: list(dict.fromkeys(self[name].data or ())) for name in DIMENSIONS},
            "targeting": self.targeting.data,
            "daily_amount": 0 if self.costs_nothing else self.daily_amount.data or 0,
            "days": self.days.data or 1,
            "every_days": (self.every_days.data or 1) if self.costs_nothing else 1,
        }


class CampaignForm(PlanForm):
    """A new campaign: where and from which market day on, one post or two to compare, and the forecast.

    ``is_launch`` asks for the forecast too; an estimate does without.
    """

    channel = ChoiceField(lazy_t("campaigns-channel"))
    start = ChoiceField(lazy_t("campaigns-start"))
    ab = BooleanField(lazy_t("campaigns-ab"))
    post_b = ChoiceField(lazy_t("campaigns-post-b"))
    forecast_orders = CountField(lazy_t("campaigns-guess-orders"), low=0, high=99_999)
    forecast_money = MoneyLeftField(lazy_t("campaigns-guess-money"), low=-MOST_FORECAST, high=MOST_FORECAST)

    def __init__(self, *, days_open: range, is_launch: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.is_launch = is_launch
        self.channel.keys = frozenset(self.desk.channels)
        self.start.keys = frozenset(str(day) for day in days_open)
        self.start.data = self.start.data or str(days_open.start)
        self.post_b.keys = self.post.keys | {None, ""}

    @property
    def channel_name(self) -> str:
        """The chosen channel; "" when there is no such place."""
        name = self.channel.data
        return str(name) if name in self.channel.keys else ""

    @property
    def halves(self) -> int:
        """Two when two posts share the money."""
        return 2 if self.ab.data else 1

    def validate_post_b(self, field: ChoiceField) -> None:
        """A comparison needs a second post, and another one than the first."""
        if self.ab.data and not field.data:
            raise ValidationError(t("campaigns-ab-missing"))
        if self.ab.data and field.data == self.post.data:
            raise ValidationError(t("campaigns-ab-same"))

    def validate_forecast_orders(self, field: CountField) -> None:
        """A launch needs a guess: comparing it with what comes is half of the lesson."""
        if self.is_launch and field.data is None and not field.errors:
            raise ValidationError(t("campaigns-guess-orders-missing"))

    def validate_forecast_money(self, field: MoneyLeftField) -> None:
        """As for the orders."""
        if self.is_launch and field.data is None and not field.errors:
            raise ValidationError(t("campaigns-guess-money-missing"))

    def facts(self) -> dict[str, Any]:
        """What launching asks for."""
        return super().facts() | {
            "channel": self.channel.data,
            "start_day": int(self.start.data or 0),
            "forecast_orders": self.forecast_orders.data,
            "forecast_money": self.forecast_money.data,
        }

    @property
    def second_post(self) -> int | None:
        """The post compared with the first; None without a comparison."""
        return int(self.post_b.data) if self.ab.data and self.post_b.data else None


class ChangeForm(PlanForm):
    """A campaign between two days. The place stays, as on a real platform; ``version`` tells two tabs apart."""

    def __init__(self, *, channel: str, current: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known_channel = channel
        self.version = row_id(request.form.get("version", "")) if self.is_submitted() else current

    @property
    def channel_name(self) -> str:
        """Where the campaign runs."""
        return self.known_channel
