"""What kind of offer a product is, as the editor's folds say it: checked as a whole, turned into columns and rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import request
from wtforms import SelectMultipleField, ValidationError

from sandbox.clock import now
from sandbox.lang.texts import lazy_t, t
from sandbox.packs.permits import Permits
from sandbox.shops.enums import ProductKind, VariantKind
from sandbox.shops.models import Product
from sandbox.shops.offer_rows import (
    DayField,
    PermitRow,
    RowForm,
    moved,
    read_parts,
    read_variants,
    variant_rows,
)
from sandbox.shops.offers import (
    BOOKED,
    LATEST_READY,
    LONGEST_SALE,
    kept_taken,
    lowest_price,
    stood_prices,
)
from sandbox.shops.operations import VariantFacts, WholeProduct
from sandbox.web.editing import ChoiceField, EditForm, is_autosave


@dataclass(frozen=True)
class OfferFrame:
    """What an offer is checked against: the shop's products, the day on the class's calendar, the pack.

    The products are loaded when first asked for: most saves are of no bundle, and forty people save at once.
    """

    load_products: Callable[[], Iterable[Product]]
    today: dt.date
    permits: Permits

    @cached_property
    def products(self) -> tuple[Product, ...]:
        """What the shop sells."""
        return tuple(self.load_products())

    def parts_for(self, product: Product | None) -> dict[int, Product]:
        """What can be put in a bundle: anything but a bundle, and not itself."""
        own = product.id if product else 0
        return {p.id: p for p in self.products if p.id != own and p.kind != ProductKind.BUNDLE}

    def bundle_with(self, product: Product) -> Product | None:
        """A bundle this product is in."""
        bundles = [p for p in self.products if p.kind == ProductKind.BUNDLE]
        return next((b for b in bundles if any(i.product_id == product.id for i in b.bundle_items)), None)


class OfferForm(EditForm):
    """What kind of offer a product is. Everything here is behind folds; nothing of it has to be filled in.

    ``earlier`` are the prices that may be shown struck through, highest first.
    """

    kind = ChoiceField(lazy_t("product-kind"), default=ProductKind.GOODS.value)
    variant_kind = ChoiceField(lazy_t("product-variant-kind"), default=VariantKind.TASTE.value)
    ready_on = DayField(lazy_t("product-ready-on"))
    was_price = ChoiceField(lazy_t("product-was-price"), default="")
    sale_ends_on = DayField(lazy_t("product-sale-ends-on"))
    diets = SelectMultipleField(lazy_t("product-diets"), validate_choice=False)
    taken_dates = SelectMultipleField(lazy_t("product-taken"), validate_choice=False)

    def __init__(self, product: Product | None, frame: OfferFrame) -> None:
        super().__init__(product.row_version if product else 0, obj=product)
        self.product, self.frame = product, frame
        self.kind.keys = frozenset(kind.value for kind in ProductKind)
        self.variant_kind.keys = frozenset(kind.value for kind in VariantKind)
        self.variant_kind.data = self.variant_kind.data or VariantKind.TASTE.value
        self.earlier = self._earlier_prices()
        self.was_price.data = str(self.was_price.data or "")
        kept = {str(product.was_price)} if product and product.was_price else set()
        self.was_price.keys = frozenset({"", *map(str, self.earlier)} | kept)
        if is_autosave() and self.was_price.data not in self.was_price.keys:
            self.was_price.data = (
                ""  # what is sold has changed since the page was shown: a sale ends with that
            )
        stored = WholeProduct(product) if product else None
        self.variants = read_variants(stored.variant_rows if stored else ())
        self.parts = read_parts(stored.bundle_rows if stored else ())
        numbers = (product.permits if product else None) or {}
        self.permits = [
            PermitRow(permit, numbers.get(key, "")) for key, permit in frame.permits.permits.items()
        ]

    def _earlier_prices(self) -> tuple[int, ...]:
        if self.product is None or self.product.is_example:  # an example's price is not the seller's
            return ()
        steps = [(step.price, step.since) for step in self.product.price_history]
        stood = stood_prices(steps, least=self.frame.permits.earlier_price.least, moment=now())
        return tuple(price for price in stood if price >= self.product.price)

    @property
    def is_offered(self) -> bool:
        """Whether the page sent this part at all."""
        return "offer" in request.form

    @property
    def rows(self) -> list[RowForm]:
        """The rows that count for the chosen kind."""
        if self.kind.data == ProductKind.BUNDLE:
            return [*(row for row in self.parts if not row.is_blank), *self.permits]
        return [*(row for row in self.variants if not row.is_blank), *self.permits]

    def rearrange(self, action: str) -> None:
        """Move, add or take away a row of the variants; nothing is saved by that."""
        texts = [{field.short_name: field._value() or "" for field in row} for row in self.variants]
        self.variants = variant_rows(moved(texts, action))

    def validate(self, extra_validators: Any = None) -> bool:
        """The form and every row that counts."""
        is_valid = super().validate(extra_validators)
        rows_valid = [row.validate() for row in self.rows]
        return all([is_valid, *rows_valid, self._check_variants(), self._check_parts()])

    def first_errors(self) -> dict[str, str]:
        """One sentence per faulty field, those of rows included."""
        together = super().first_errors()
        for row in self.rows:
            together |= row.errors_by_id
        return together

    def _check_variants(self) -> bool:
        names: set[str] = set()
        is_fine = True
        for row in self.variants:
            name = (row.name.data or "").strip().casefold()
            if name and name in names:
                row.name.errors = [t("product-variant-twice")]
                is_fine = False
            names.add(name)
        return is_fine or self.kind.data == ProductKind.BUNDLE

    def _check_parts(self) -> bool:
        if self.kind.data != ProductKind.BUNDLE or not self.is_offered:
            return True
        known = self.frame.parts_for(self.product)
        for row in self.parts:
            if not row.is_blank and row.product_id not in known:
                row.product.errors = [t("product-part-gone")]
                return False
        if self._is_half_filled and not is_autosave():
            self.kind.errors = [*self.kind.errors, t("product-bundle-empty")]
            return False
        return True

    def validate_kind(self, _field: ChoiceField) -> None:
        """What is in a bundle does not become one."""
        if self.kind.data == ProductKind.BUNDLE and self.product:
            bundle = self.frame.bundle_with(self.product)
            if bundle is not None:
                raise ValidationError(t("product-bundle-in-bundle", name=bundle.name))

    def validate_ready_on(self, field: DayField) -> None:
        """A day ahead, within a year."""
        if field.data is None or (self.product and field.data == self.product.ready_on):
            return
        if not self.frame.today < field.data <= self.frame.today + LATEST_READY:
            raise ValidationError(t("product-ready-on-range"))

    def validate_was_price(self, field: ChoiceField) -> None:
        """Higher than what is asked now; that it is a true one, the list sees to."""
        price = self.price_now
        if not field.data or field.data not in field.keys or price is None:
            return
        if int(field.data) <= price and self._sale_is_new:
            raise ValidationError(t("product-was-price-low"))

    def validate_sale_ends_on(self, field: DayField) -> None:
        """A sale has an end, and not in some far year."""
        if not self.was_price.data or not self._sale_is_new:
            return
        if field.data is None:
            raise ValidationError(t("product-sale-needs-end"))
        if not self.frame.today <= field.data <= self.frame.today + LONGEST_SALE:
            raise ValidationError(t("product-sale-range", days=LONGEST_SALE.days))

    def validate_diets(self, field: SelectMultipleField) -> None:
        """Only notes the country knows."""
        if not set(field.data or ()) <= set(self.frame.permits.diets):
            raise ValidationError(t("forms-choice-unknown"))

    @property
    def _sale_is_new(self) -> bool:
        """Whether the form says something else about the sale than is stored."""
        said = (self.was_price.data, self.sale_ends_on.data)
        return not self.product or said != (str(self.product.was_price or ""), self.product.sale_ends_on)

    @property
    def price_now(self) -> int | None:
        """What buying begins at by what is typed; None while it cannot be read."""
        own = self["price"].data
        if own is None or self.kind.data == ProductKind.BUNDLE:
            return own
        return lowest_price(own, [row.price.data for row in self.variants if not row.is_blank])

    @property
    def bundle_rows(self) -> dict[int, int]:
        """Product id -> how many; the same product in two rows is counted together."""
        together: dict[int, int] = {}
        for row in self.parts:
            if not row.is_blank:
                together[row.product_id] = together.get(row.product_id, 0) + (row.quantity.data or 1)
        return together

    @property
    def _is_half_filled(self) -> bool:
        """A bundle that is no bundle yet."""
        return self.kind.data == ProductKind.BUNDLE and sum(self.bundle_rows.values()) < 2

    def offer_facts(self) -> dict[str, Any]:
        """Columns and rows of Product; {} when the page did not send this part.

        A form that saves itself while a bundle is being chosen leaves the kind and its rows as they were:
        trying what "bundle" means loses nobody's variants.
        """
        if not self.is_offered:
            return {}
        chosen = set(self.diets.data or ())
        was_price = int(self.was_price.data) if self.was_price.data else None
        facts = {
            "kind": self.kind.data,
            "variant_kind": self.variant_kind.data,
            "variant_rows": tuple(
                VariantFacts(row.name.data, row.price.data, row.stock.data or 0)
                for row in self.variants
                if not row.is_blank
            ),
            "bundle_rows": tuple(self.bundle_rows.items()),
            "ready_on": None if self.kind.data in BOOKED else self.ready_on.data,
            "was_price": was_price,
            "sale_ends_on": self.sale_ends_on.data if was_price else None,
            "permits": {row.permit.key: row.cleaned for row in self.permits if row.cleaned},
            "diets": [key for key in self.frame.permits.diets if key in chosen],
        }
        if self._is_half_filled:
            facts = {key: facts[key] for key in facts if key not in {"kind", "variant_rows", "bundle_rows"}}
        if self.kind.data in BOOKED:
            facts["taken_dates"] = kept_taken(self.taken_dates.data or (), self.frame.today)
        return facts
