"""The campaign form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wtforms import SelectMultipleField, ValidationError

from sandbox.campaigns.enums import OBJECTIVES
from sandbox.campaigns.market.types import Objective
from sandbox.lang.rupiah import format_number
from sandbox.lang.texts import current_locale, lazy_t, t
from sandbox.posts.enums import Aim
from sandbox.web.editing import ChoiceField
from sandbox.web.forms import CountField, HouseForm, RupiahField

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

MOST_A_DAY = 100_000_000
DIMENSIONS = ("regions", "ages", "genders", "interests")


class CampaignForm(HouseForm):
    """Which post, where, to whom, how much a day, for how long."""

    post = ChoiceField(lazy_t("campaigns-post"))
    channel = ChoiceField(lazy_t("campaigns-channel"))
    aim = ChoiceField(lazy_t("campaigns-aim"))
    regions = SelectMultipleField(lazy_t("campaigns-regions"), validate_choice=False)
    ages = SelectMultipleField(lazy_t("campaigns-ages"), validate_choice=False)
    genders = SelectMultipleField(lazy_t("campaigns-genders"), validate_choice=False)
    interests = SelectMultipleField(lazy_t("campaigns-interests"), validate_choice=False)
    daily_amount = RupiahField(lazy_t("campaigns-daily"), high=MOST_A_DAY)
    days = CountField(lazy_t("campaigns-days"), low=1, high=14, required=True)

    def __init__(
        self, *, tuning: Tuning, channels: tuple[str, ...], most_days: int, post_ids: list[int], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.tuning = tuning
        self.post.keys = frozenset(str(post_id) for post_id in post_ids)
        self.channel.keys = frozenset(channels)
        self.aim.keys = frozenset(aim.value for aim in Aim)
        self.days.high = most_days

    @property
    def costs_nothing(self) -> bool:
        """Whether the chosen channel is free, as a WhatsApp broadcast is."""
        known = self.channel.data in self.channel.keys
        return known and self.tuning.channel(self.channel.data).pricing == "contacts"

    def validate_daily_amount(self, field: RupiahField) -> None:
        """At least what the platform asks a day for this aim."""
        if (
            self.costs_nothing
            or self.channel.data not in self.channel.keys
            or self.aim.data not in self.aim.keys
        ):
            return
        if field.data is None:
            raise ValidationError(t("forms-required"))
        channel = self.tuning.channel(self.channel.data)
        is_reach = OBJECTIVES[Aim(self.aim.data)] is Objective.REACH
        least = int(channel.minimum_reach if is_reach else channel.minimum_action)
        if field.data < max(least, 1):
            raise ValidationError(
                t("campaigns-too-little", least=format_number(max(least, 1), current_locale()))
            )

    def validate_regions(self, field: SelectMultipleField) -> None:
        """Known regions only."""
        self._check(field, self.tuning.segments.regions)

    def validate_ages(self, field: SelectMultipleField) -> None:
        """Known age bands only."""
        self._check(field, self.tuning.segments.ages)

    def validate_genders(self, field: SelectMultipleField) -> None:
        """Known genders only."""
        self._check(field, self.tuning.segments.genders)

    def validate_interests(self, field: SelectMultipleField) -> None:
        """Known interests only."""
        self._check(field, self.tuning.segments.interests)

    def _check(self, field: SelectMultipleField, names: tuple[str, ...]) -> None:
        if set(field.data or ()) - set(names):
            raise ValidationError(t("forms-choice-unknown"))

    def facts(self) -> dict[str, Any]:
        """What :func:`launch_campaign` asks for, money included."""
        return {
            "post_id": int(self.post.data or 0),
            "channel": self.channel.data,
            "aim": self.aim.data,
            "audience": {name: list(self[name].data or ()) for name in DIMENSIONS},
            "daily_amount": 0 if self.costs_nothing else self.daily_amount.data or 0,
            "days": self.days.data or 1,
        }
