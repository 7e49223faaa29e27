"""What people type at the doors and trainers in their rooms."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, PasswordField, SelectField, ValidationError

from sandbox.classrooms.enums import AgeBand, Sex, StaffRole
from sandbox.classrooms.names import MAX_NICKNAME, name_key
from sandbox.classrooms.pins import PIN_LENGTH, clean_pin
from sandbox.lang.codes import normalise_code
from sandbox.lang.dates import zone_name
from sandbox.lang.texts import available_locales, lazy_t, t
from sandbox.web.country import pack
from sandbox.web.forms import HouseForm, LineField, RupiahField

MAX_CODE = 20
MAX_CLASS_NAME = 60
MAX_PASSWORD = 200
MIN_PASSWORD = 8
MAX_WALLET = 100_000_000


class ChoiceField(SelectField):
    """One of a closed list; anything else is answered with a sentence. An empty choice is None."""

    def __init__(self, label: Any = None, *, optional: bool = False, **kwargs: Any) -> None:
        super().__init__(label, validate_choice=False, **kwargs)
        self.is_optional = optional

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not in the list."""
        if self.is_optional and not self.data:
            self.data = None
        elif self.data not in {choice[0] for choice in self.choices or ()}:
            raise ValidationError(t("forms-choice-unknown"))


def _check_name(field: LineField) -> None:
    """A name must have something to see in it."""
    if field.data and not name_key(field.data):
        raise ValidationError(t("forms-required"))


class JoinForm(HouseForm):
    """Nickname and consent are enough; the rest is optional."""

    nickname = LineField(lazy_t("classrooms-nickname"), limit=MAX_NICKNAME, required=True)
    consent = BooleanField(lazy_t("classrooms-consent-tick"))
    sex = ChoiceField(lazy_t("classrooms-sex"), optional=True)
    age_band = ChoiceField(lazy_t("classrooms-age"), optional=True)
    district = LineField(lazy_t("classrooms-district"), limit=80)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sex.choices = [("", t("classrooms-not-said"))] + [
            (v.value, t(f"classrooms-sex-{v.value}")) for v in Sex
        ]
        self.age_band.choices = [("", t("classrooms-not-said"))] + [
            (v.value, t(f"classrooms-age-{v.value}")) for v in AgeBand
        ]
        self.district_code: str | None = None

    def validate_nickname(self, field: LineField) -> None:
        """Not only invisible signs."""
        _check_name(field)

    def validate_consent(self, field: BooleanField) -> None:
        """Taking part needs a yes."""
        if not field.data:
            raise ValidationError(t("classrooms-consent-needed"))

    def validate_district(self, field: LineField) -> None:
        """A name or code of the list; found by what was typed when that names one district only."""
        typed = (field.data or "").strip()
        if not typed:
            return
        found = pack().meant_districts(typed)
        if len(found) != 1:
            raise ValidationError(t("classrooms-district-unknown"))
        self.district_code = found[0].code


class SignInForm(HouseForm):
    """Back in with class code, name and PIN."""

    code = LineField(lazy_t("classrooms-code"), limit=MAX_CODE, required=True)
    nickname = LineField(lazy_t("classrooms-nickname"), limit=MAX_NICKNAME, required=True)
    pin = LineField(lazy_t("classrooms-pin"), limit=12, required=True)

    @property
    def normal_code(self) -> str:
        """The code without case, spaces and hyphens."""
        return normalise_code(self.code.data or "")

    def validate_pin(self, field: LineField) -> None:
        """Four digits."""
        if len(clean_pin(field.data or "")) != PIN_LENGTH:
            raise ValidationError(t("classrooms-pin-four"))


class TrainerSignInForm(HouseForm):
    """A trainer's way in."""

    sign_in_name = LineField(lazy_t("classrooms-sign-in-name"), limit=60, required=True)
    password = PasswordField(lazy_t("classrooms-password"))

    def validate_password(self, field: PasswordField) -> None:
        """Something must be typed; nothing endless is hashed."""
        if not field.data:
            raise ValidationError(t("forms-required"))
        if len(field.data) > MAX_PASSWORD:
            raise ValidationError(t("forms-too-long", limit=MAX_PASSWORD, length=len(field.data)))


class SetUpForm(TrainerSignInForm):
    """Name, sign-in name and password of a new trainer (or a trainer's new password)."""

    name = LineField(lazy_t("classrooms-your-name"), limit=60, required=True)

    def validate_name(self, field: LineField) -> None:
        """Not only invisible signs."""
        _check_name(field)

    def validate_password(self, field: PasswordField) -> None:
        """Long enough to withstand guessing."""
        super().validate_password(field)
        if len(field.data) < MIN_PASSWORD:
            raise ValidationError(t("classrooms-password-short", low=MIN_PASSWORD))


class ClassroomForm(HouseForm):
    """A class and its settings."""

    name = LineField(lazy_t("classrooms-class-name"), limit=MAX_CLASS_NAME, required=True)
    wallet_start = RupiahField(lazy_t("classrooms-wallet"), low=10_000, high=MAX_WALLET, required=True)
    language = ChoiceField(lazy_t("classrooms-language"), id="class-language")  # the foot has a #language
    timezone = ChoiceField(lazy_t("classrooms-timezone"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.language.choices = [(code, t(f"lang-name-{code}")) for code in available_locales()]
        zones = pack().zones
        self.timezone.choices = [(zone, zone_label(zone)) for zone in zones]

    def validate_name(self, field: LineField) -> None:
        """Not only invisible signs."""
        _check_name(field)


class RenameForm(HouseForm):
    """Another nickname, typed by the trainer."""

    nickname = LineField(lazy_t("classrooms-nickname"), limit=MAX_NICKNAME, required=True)

    def validate_nickname(self, field: LineField) -> None:
        """Not only invisible signs."""
        _check_name(field)


class StaffForm(HouseForm):
    """The role of a colleague to be invited."""

    role = ChoiceField(lazy_t("classrooms-staff-role"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.role.choices = [(role.value, t(f"classrooms-role-{role.value}")) for role in StaffRole]


def zone_label(zone: str) -> str:
    """A time zone as people call it: WIB (Jakarta)."""
    return f"{zone_name(zone)} ({zone.rpartition('/')[2].replace('_', ' ')})"
