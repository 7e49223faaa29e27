"""The parts of the editor's forms that come in rows: variants, what is in a bundle, permits, shipping fees.

A row is a small form of its own, its fields named ``variant-0-name`` and so on: the place of a row is in its
name, so a phone without scripts, autosave and a form kept on the phone all speak of the same rows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import StringField, ValidationError

from sandbox.lang.text_clean import clean_line
from sandbox.lang.texts import current_locale, lazy_t, t
from sandbox.lang.typed import fold_typed
from sandbox.packs.permits import Permit
from sandbox.packs.shipping import Zone
from sandbox.shops import validators as v
from sandbox.shops.offers import clean_permit, read_day
from sandbox.shops.operations import MOST_PARTS, MOST_VARIANTS, VariantFacts
from sandbox.web.editing import is_autosave
from sandbox.web.forms import CountField, HouseForm, LineField, RupiahField
from sandbox.web.numbers import row_id

SPARE_ROWS = 2
"""Empty rows to fill in; choices have a button for more, so one is enough once there are any."""

FEWEST_PARTS = 4
"""Rows a bundle's form shows at least: its rows have no button."""


class DayField(StringField):
    """A day as a phone's date picker sends it, or as people type it (21-11-2026); ``data`` a date or None."""

    is_required = False
    fault = False

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed, and remember it as it was."""
        if not valuelist:
            return
        self.typed = clean_line(valuelist[0])
        self.data = _day_typed(self.typed)
        self.fault = bool(self.typed.strip()) and self.data is None

    def _value(self) -> str:
        if self.fault:
            return str(self.typed)
        return self.data.isoformat() if self.data else ""

    def pre_validate(self, form: Any) -> None:
        """Say in a sentence how a day is written."""
        if self.fault:
            raise ValidationError(t("product-day-unclear"))


def _day_typed(typed: str) -> dt.date | None:
    text = fold_typed(typed)
    parts = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", text)
    if parts:
        text = f"{parts[3]}-{parts[2]:0>2}-{parts[1]:0>2}"
    return read_day(text)


class RowForm(HouseForm):
    """One row. The token is the whole form's; ``errors_by_id`` are its sentences by field name."""

    class Meta(HouseForm.Meta):
        csrf = False

    @property
    def errors_by_id(self) -> dict[str, str]:
        """One sentence per faulty field, by the field's name on the page."""
        return {field.name: str(field.errors[0]) for field in self if field.errors}


class VariantRow(RowForm):
    """One size, taste or colour."""

    name = LineField(lazy_t("product-variant-name"), limit=v.VARIANT)
    price = RupiahField(lazy_t("product-variant-price"), low=100, high=v.MOST_RUPIAH)
    stock = CountField(lazy_t("product-variant-stock"), high=v.MOST_STOCK)

    @property
    def is_blank(self) -> bool:
        """Nothing typed."""
        return not any((field._value() or "").strip() for field in self)

    def validate_name(self, field: LineField) -> None:
        """A price or a stock needs something it belongs to."""
        if not self.is_blank and not (field.data or "").strip():
            raise ValidationError(t("product-variant-unnamed"))
        v.check_visible(field.data or "")

    def validate_stock(self, field: CountField) -> None:
        """Said, not supposed: left empty it would take the product off sale. While typing it may still be missing."""
        if not self.is_blank and not field._value().strip() and not is_autosave():
            raise ValidationError(t("product-variant-stockless"))


class PartRow(RowForm):
    """A product in a bundle, and how many of it."""

    product = StringField(lazy_t("product-part"))
    quantity = CountField(lazy_t("product-part-quantity"), low=1, high=v.MOST_OF_PART)

    @property
    def product_id(self) -> int:
        """The chosen product's id; 0 for none."""
        return row_id(self.product.data or "")

    @property
    def is_blank(self) -> bool:
        """No product chosen."""
        return not self.product_id


class PermitRow(RowForm):
    """A permit's number. Only one that can be a number of this permit is taken."""

    number = LineField(limit=v.PERMIT)

    def __init__(self, permit: Permit, stored: str) -> None:
        super().__init__(prefix=f"permit-{permit.key}-", data={"number": stored})
        self.permit = permit
        self.cleaned = ""

    def validate_number(self, field: LineField) -> None:
        """Its usual form, or a sentence that says how many digits there are."""
        self.cleaned = ""
        if not (field.data or "").strip():
            return
        rule = self.permit.number
        self.cleaned = clean_permit(rule, field.data or "") or ""
        if not self.cleaned:
            digits = str(rule.fewest) if rule.fewest == rule.most else f"{rule.fewest}–{rule.most}"
            raise ValidationError(
                t("product-permit-wrong", permit=self.permit.name(current_locale()), digits=digits)
            )


class RateRow(RowForm):
    """What a parcel to one zone costs; empty: the shop does not say."""

    fee = RupiahField(high=v.MOST_RUPIAH)

    def __init__(self, zone: Zone, stored: int | None) -> None:
        super().__init__(prefix=f"rate-{zone.key}-", data={"fee": stored})
        self.zone = zone


def variant_rows(texts: list[dict[str, str]]) -> list[VariantRow]:
    """Rows holding what was typed."""
    rows = []
    for number, text in enumerate(texts):
        typed = MultiDict({f"variant-{number}-{name}": value for name, value in text.items()})
        rows.append(VariantRow(formdata=typed, prefix=f"variant-{number}-"))
    return rows


def _spare(values: list[dict[str, Any]]) -> int:
    return 1 if values else SPARE_ROWS


def read_variants(stored: Iterable[VariantFacts]) -> list[VariantRow]:
    """The rows sent, else those stored and some to fill in."""
    if request.method == "POST":
        sent = [n for n in range(MOST_VARIANTS) if f"variant-{n}-name" in request.form]
        return [VariantRow(prefix=f"variant-{number}-") for number in sent]
    values = [{"name": row.name, "price": row.price, "stock": row.stock} for row in stored]
    values += [{} for _ in range(min(_spare(values), MOST_VARIANTS - len(values)))]
    return [VariantRow(formdata=None, prefix=f"variant-{n}-", data=value) for n, value in enumerate(values)]


def read_parts(stored: Iterable[tuple[int, int]]) -> list[PartRow]:
    """The rows of a bundle sent, else those stored and some to fill in."""
    if request.method == "POST":
        sent = [n for n in range(MOST_PARTS) if f"part-{n}-product" in request.form]
        return [PartRow(prefix=f"part-{number}-") for number in sent]
    values: list[dict[str, Any]] = [{"product": str(one), "quantity": many} for one, many in stored]
    shown = min(max(FEWEST_PARTS, len(values) + SPARE_ROWS), MOST_PARTS)
    values += [{"quantity": 1} for _ in range(shown - len(values))]
    return [PartRow(formdata=None, prefix=f"part-{n}-", data=value) for n, value in enumerate(values)]


def moved(texts: list[dict[str, str]], action: str) -> list[dict[str, str]]:
    """``texts`` after ``add``, ``up:N``, ``down:N`` or ``remove:N``; anything else changes nothing."""
    what, _, which = action.partition(":")
    at = int(which) if which.isascii() and which.isdigit() and len(which) < 3 else -1
    if what == "add" and len(texts) < MOST_VARIANTS:
        return [*texts, {}]
    if not 0 <= at < len(texts):
        return texts
    rest = texts[:at] + texts[at + 1 :]
    place = {"up": max(0, at - 1), "down": at + 1}.get(what)
    if what == "remove":
        return rest or [{}]
    return texts if place is None else [*rest[:place], texts[at], *rest[place:]]
