"""What every form of the house shares."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField, ValidationError

from sandbox.lang.rupiah import RupiahError, parse_rupiah
from sandbox.lang.text_clean import clean_line, clean_text
from sandbox.lang.texts import t


class HouseForm(FlaskForm):
    """A form whose CSRF token lives as long as the session (a class day is longer than an hour)."""

    class Meta(FlaskForm.Meta):
        csrf_time_limit = None

    def first_errors(self) -> dict[str, str]:
        """One sentence per faulty field, for autosave answers."""
        return {name: str(messages[0]) for name, messages in self.errors.items() if messages}


class LineField(StringField):
    """One line of text, cleaned of control characters and never longer than ``limit`` characters."""

    def __init__(self, label: Any = None, *, limit: int, required: bool = False, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.limit = limit
        self.is_required = required

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the typed text as it is, without what no one can see."""
        self.data = self._clean(valuelist[0]) if valuelist else (self.data or "")

    def _clean(self, typed: str) -> str:
        return clean_line(typed)

    def pre_validate(self, form: Any) -> None:
        """Say in a sentence what is missing or too long."""
        text = self.data or ""
        if self.is_required and not text.strip():
            raise ValidationError(t("forms-required"))
        if len(text) > self.limit:
            raise ValidationError(t("forms-too-long", limit=self.limit, length=len(text)))


class TextField(LineField, TextAreaField):
    """Several lines of text."""

    def _clean(self, typed: str) -> str:
        return clean_text(typed)


class NumberField(Field):
    """A whole number between ``low`` and ``high`` as people type it; ``data`` is an int or None when empty.

    What was typed is shown again as it was typed when it could not be understood. Kinds of numbers say how
    they are read (:meth:`read`), written (:meth:`write`) and kept within their bounds.
    """

    def __init__(
        self, label: Any = None, *, low: int = 0, high: int, required: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(label, **kwargs)
        self.low, self.high, self.is_required = low, high, required
        self._typed: str | None = None
        self._fault = ""

    def _value(self) -> str:
        if self._typed is not None:
            return self._typed
        return "" if self.data is None else self.write(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed, and remember it as it was."""
        if not valuelist:
            return
        self._typed = clean_line(valuelist[0])
        self.data = None
        if self._typed.strip():
            self.data = self.read(self._typed)

    def pre_validate(self, form: Any) -> None:
        """Say in a sentence why the number cannot be used."""
        if self._fault:
            raise ValidationError(t(self._fault))
        if self.data is not None:
            self.check_bounds(self.data)
        elif self.is_required:
            raise ValidationError(t("forms-required"))

    def read(self, typed: str) -> int | None:
        """The number behind ``typed``; None, with ``_fault`` naming a text when it cannot be read."""
        raise NotImplementedError

    def write(self, number: int) -> str:
        """The number as the field shows it."""
        return str(number)

    def check_bounds(self, number: int) -> None:
        """Raise ValidationError with a sentence when the number is too small or too large."""
        raise NotImplementedError


class RupiahField(NumberField):
    """Whole rupiah as people type it: 15000, 15.000, 15rb, 15k."""

    def read(self, typed: str) -> int | None:
        """An amount, or which kind of slip it was."""
        try:
            return parse_rupiah(typed)
        except RupiahError as error:
            self._fault = f"forms-rupiah-{error.code.replace('_', '-')}"
            return None

    def write(self, number: int) -> str:
        """With dots between thousands."""
        return f"{number:,}".replace(",", ".")

    def check_bounds(self, number: int) -> None:
        """One sentence for too little, one for too much."""
        if number < self.low:
            raise ValidationError(t("forms-rupiah-low", low=self.low))
        if number > self.high:
            raise ValidationError(t("forms-rupiah-high", high=self.high))


class CountField(NumberField):
    """A whole number of things; thousands dots are understood."""

    def read(self, typed: str) -> int | None:
        """A count; only dots and spaces count as nothing typed."""
        bare = typed.strip().replace(".", "").replace(" ", "")
        if not bare:
            return None
        if bare.isascii() and bare.removeprefix("-").isdigit() and len(bare) < 16:
            return int(bare)
        self._fault = "forms-count-not-a-number"
        return None

    def check_bounds(self, number: int) -> None:
        """One sentence naming both ends."""
        if not self.low <= number <= self.high:
            raise ValidationError(t("forms-count-range", low=self.low, high=self.high))
