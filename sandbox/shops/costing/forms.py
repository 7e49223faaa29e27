"""The cost sheet as it is typed: lines of costs, numbers made and good, a price, and what an order needs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import request
from wtforms import ValidationError

from sandbox.lang.rupiah import RupiahError, parse_rupiah
from sandbox.lang.text_clean import clean_line
from sandbox.lang.texts import lazy_t, t
from sandbox.packs.cost_sheets import KINDS, MOST_MADE
from sandbox.shops import validators as v
from sandbox.shops.costing.costing import Batch, CostLine
from sandbox.shops.costing.sheet import MOST_LINES, Sheet
from sandbox.web.editing import EditForm
from sandbox.web.forms import CountField, LineField, RupiahField

LINE_NAME = 60
LOWEST_PRICE = 100


@dataclass(frozen=True)
class TypedLine:
    """One line as typed; ``amount`` is None for a line left empty or not understood, ``error`` says why."""

    kind: str
    name: str = ""
    typed: str = ""
    amount: int | None = None
    error: str = ""


class SheetForm(EditForm):
    """Costs, price and orders. ``lines`` are kept as typed, right or wrong."""

    made = CountField(lazy_t("costing-made"), low=1, high=MOST_MADE, required=True)
    good = CountField(lazy_t("costing-good"), low=1, high=MOST_MADE)
    margin = CountField(lazy_t("costing-wanted"), low=1, high=90, required=True)
    price = RupiahField(lazy_t("costing-price"), low=LOWEST_PRICE, high=v.MOST_RUPIAH)
    packing = RupiahField(lazy_t("costing-packing"), high=v.MOST_RUPIAH)
    pieces = CountField(lazy_t("costing-pieces"), low=2, high=100, required=True)
    ads = RupiahField(lazy_t("costing-ads"), high=v.MOST_RUPIAH)
    name = LineField(lazy_t("costing-product-name"), limit=v.PRODUCT_NAME)

    def __init__(self, sheet: Sheet, version: int = 0) -> None:
        super().__init__(
            version,
            made=sheet.batch.made,
            good=sheet.batch.good,
            margin=sheet.margin,
            price=sheet.price,
            packing=sheet.packing,
            pieces=sheet.pieces,
            ads=sheet.ads,
        )
        self.lines = _typed_lines() if self.is_submitted() else _shown_lines(sheet)

    def validate_good(self, field: CountField) -> None:
        """Nobody can sell more than was made."""
        if field.data is not None and self.made.data is not None and field.data > self.made.data:
            raise ValidationError(t("costing-good-too-many", made=self.made.data))

    def validate_name(self, field: LineField) -> None:
        """Something to see, when anything."""
        v.check_visible(field.data or "")

    def validate(self, extra_validators: object = None) -> bool:
        """The fields and every line."""
        is_fine = super().validate(extra_validators) and not any(line.error for line in self.lines)
        if is_fine and self.sheet().batch.unit_cost > v.MOST_RUPIAH:
            self.made.errors = [t("forms-rupiah-high", high=v.MOST_RUPIAH)]
            return False
        return is_fine

    def first_errors(self) -> dict[str, str]:
        """One sentence per faulty field, lines by their place on the page."""
        faults = {f"amount-{place}": line.error for place, line in enumerate(self.lines) if line.error}
        return faults | super().first_errors()

    def sheet(self) -> Sheet:
        """What was typed, once it is valid."""
        made = self.made.data or 1
        lines = tuple(
            CostLine(line.kind, line.name, line.amount) for line in self.lines if line.amount is not None
        )
        return Sheet(
            batch=Batch(lines, made, self.good.data or made),
            price=self.price.data,
            margin=self.margin.data or 1,
            packing=self.packing.data or 0,
            pieces=self.pieces.data or 2,
            ads=self.ads.data or 0,
        )


def _shown_lines(sheet: Sheet) -> list[TypedLine]:
    return [
        TypedLine(line.kind, line.name, f"{line.amount:,}".replace(",", "."), line.amount)
        for line in sheet.batch.lines
    ]


def _typed_lines() -> list[TypedLine]:
    """Three lists sent side by side: what for, its name, its amount. Rows left wholly empty are dropped."""
    rows = zip(
        request.form.getlist("kind"),
        request.form.getlist("line"),
        request.form.getlist("amount"),
        strict=False,
    )
    lines = [
        _read(TypedLine(kind, clean_line(name), clean_line(amount)))
        for kind, name, amount in rows
        if kind in KINDS
    ]
    kept = [line for line in lines if line.name.strip() or line.typed.strip()]
    if len(kept) > MOST_LINES:
        kept = [
            *kept[:MOST_LINES],
            replace(kept[MOST_LINES], error=t("costing-too-many-lines", most=MOST_LINES)),
        ]
    return kept


def _read(line: TypedLine) -> TypedLine:
    if len(line.name) > LINE_NAME:
        return replace(line, error=t("forms-too-long", limit=LINE_NAME, length=len(line.name)))
    if not line.typed.strip():
        return replace(line, error=t("costing-amount-missing")) if line.name.strip() else line
    try:
        amount = parse_rupiah(line.typed)
    except RupiahError as error:
        return replace(line, error=t(f"forms-rupiah-{error.code.replace('_', '-')}"))
    if amount > v.MOST_RUPIAH:
        return replace(line, error=t("forms-rupiah-high", high=v.MOST_RUPIAH))
    return replace(line, amount=amount)
