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


class RupiahField(Field):
    """Whole rupiah as people type it: 15000, 15.000, 15rb, 15k. ``data`` is an int or None when empty.

    What was typed is shown again as it was typed when it could not be understood.
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
        return "" if self.data is None else f"{self.data:,}".replace(",", ".")

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the amount; remember the typed text and what was wrong with it."""
        if not valuelist:
            return
        self._typed = clean_line(valuelist[0])
        self.data = None
        if not self._typed.strip():
            return
        try:
            self.data = parse_rupiah(self._typed)
        except RupiahError as error:
            self._fault = error.code

    def pre_validate(self, form: Any) -> None:
        """Say in a sentence why an amount cannot be used."""
        if self._fault:
            raise ValidationError(t(f"forms-rupiah-{self._fault.replace('_', '-')}"))
        if self.data is None:
            if self.is_required:
                raise ValidationError(t("forms-required"))
            return
        if self.data < self.low:
            raise ValidationError(t("forms-rupiah-low", low=self.low))
        if self.data > self.high:
            raise ValidationError(t("forms-rupiah-high", high=self.high))


class CountField(Field):
    """A whole number of things between ``low`` and ``high``; thousands dots are understood."""

    def __init__(
        self, label: Any = None, *, low: int = 0, high: int, required: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(label, **kwargs)
        self.low, self.high, self.is_required = low, high, required
        self._typed: str | None = None
        self._is_faulty = False

    def _value(self) -> str:
        if self._typed is not None:
            return self._typed
        return "" if self.data is None else str(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; remember what was typed."""
        if not valuelist:
            return
        self._typed = clean_line(valuelist[0])
        self.data = None
        bare = self._typed.strip().replace(".", "").replace(" ", "")
        if not bare:
            return
        if bare.isascii() and bare.removeprefix("-").isdigit() and len(bare) < 16:
            self.data = int(bare)
        else:
            self._is_faulty = True

    def pre_validate(self, form: Any) -> None:
        """Say in a sentence why the number cannot be used."""
        if self._is_faulty:
            raise ValidationError(t("forms-count-not-a-number"))
        if self.data is None:
            if self.is_required:
                raise ValidationError(t("forms-required"))
            return
        if not self.low <= self.data <= self.high:
            raise ValidationError(t("forms-count-range", low=self.low, high=self.high))
