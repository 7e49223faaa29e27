"""The forms of the shop: what is typed, checked field by field, turned into columns."""

from __future__ import annotations

from typing import Any

from flask import request
from wtforms import BooleanField, SelectMultipleField, ValidationError

from sandbox.lang.phone import PhoneError, format_phone, normalise_phone
from sandbox.lang.text_clean import clean_line
from sandbox.lang.texts import lazy_t, t
from sandbox.packs.shipping import load_shipping
from sandbox.shops import validators as v
from sandbox.shops.enums import Theme
from sandbox.shops.models import Product, Shop
from sandbox.shops.offer_forms import OfferForm, OfferFrame
from sandbox.shops.offer_rows import RateRow
from sandbox.shops.offers import BOOKED
from sandbox.shops.operations import MOST_PER_PRODUCT
from sandbox.web.country import pack
from sandbox.web.editing import ChoiceField, EditForm
from sandbox.web.forms import CountField, HouseForm, LineField, RupiahField, TextField
from sandbox.web.numbers import row_id


class OpenForm(HouseForm):
    """What do you sell, and what is your shop called. An empty name takes the trade's suggestion."""

    trade = ChoiceField(lazy_t("shops-trade"))
    name = LineField(lazy_t("shops-name"), limit=v.NAME)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.trade.keys = frozenset(pack().trades)

    def validate_name(self, field: LineField) -> None:
        """Something to see, when anything."""
        v.check_visible(field.data or "")


class JoinShopForm(HouseForm):
    """A friend's shop and that friend's PIN."""

    shop = ChoiceField(lazy_t("shops-join-which"))
    pin = LineField(lazy_t("shops-join-pin"), limit=12, required=True)

    def __init__(self, shop_ids: list[str]) -> None:
        super().__init__()
        self.shop.keys = frozenset(shop_ids)


class StoryForm(EditForm):
    """Who this shop is."""

    name = LineField(lazy_t("shops-name"), limit=v.NAME, required=True)
    tagline = LineField(lazy_t("shops-tagline"), limit=v.TAGLINE)
    story = TextField(lazy_t("shops-story"), limit=v.STORY)
    district = LineField(lazy_t("shops-district"), limit=100)

    def __init__(self, shop: Shop) -> None:
        district = pack().find_district(shop.district_code)
        super().__init__(shop.row_version, obj=shop, district=district.label if district else "")
        self.district_code: str | None = shop.district_code

    def validate_name(self, field: LineField) -> None:
        """A name people can see."""
        v.check_visible(field.data or "")

    def validate_district(self, field: LineField) -> None:
        """A district of the list, however it was typed."""
        district = v.find_district(pack(), field.data or "")
        self.district_code = district.code if district else None

    def facts(self) -> dict[str, Any]:
        """Columns of Shop."""
        return {
            "name": self.name.data,
            "tagline": self.tagline.data,
            "story": self.story.data,
            "district_code": self.district_code,
        }


class LookForm(EditForm):
    """How the shop page looks."""

    theme = ChoiceField(lazy_t("shops-theme"))
    accent = ChoiceField(lazy_t("shops-accent"))

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop.row_version, obj=shop)
        self.theme.keys = frozenset(theme.value for theme in Theme)
        self.accent.keys = frozenset(pack().accents)

    def facts(self) -> dict[str, Any]:
        """Columns of Shop."""
        return {"theme": self.theme.data, "accent": self.accent.data}


class BuyingForm(EditForm):
    """How somebody buys here."""

    hours = LineField(lazy_t("shops-hours"), limit=v.HOURS)
    how_to_order = TextField(lazy_t("shops-how-to-order"), limit=v.HOW_TO_ORDER)
    phone = LineField(lazy_t("shops-phone"), limit=40)
    shipping_from = RupiahField(lazy_t("shops-shipping-from"), high=v.MOST_RUPIAH)
    shipping_note = TextField(lazy_t("shops-shipping-note"), limit=v.SHIPPING_NOTE)
    has_pickup = BooleanField(lazy_t("shops-has-pickup"))
    pickup_note = LineField(lazy_t("shops-pickup-note"), limit=v.PICKUP_NOTE)
    payment_ways = SelectMultipleField(lazy_t("shops-payment-ways"), validate_choice=False)

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop.row_version, obj=shop)
        zones = load_shipping(pack().key).zones
        stored = shop.shipping_rates or {}
        self.rates = [RateRow(zone, stored.get(key)) for key, zone in zones.items()]
        self.number = shop.phone
        if not self.is_submitted() and shop.phone:
            self.phone.data = format_phone(shop.phone)

    def validate_phone(self, field: LineField) -> None:
        """A mobile number as chat links understand it, or nothing."""
        self.number = ""
        if not field.data:
            return
        try:
            self.number = normalise_phone(field.data)
        except PhoneError as error:
            raise ValidationError(t(f"shops-phone-{error.code.replace('_', '-')}")) from error

    def validate_payment_ways(self, field: SelectMultipleField) -> None:
        """Only ways the country knows."""
        if not set(field.data or ()) <= set(pack().payments):
            raise ValidationError(t("forms-choice-unknown"))

    def validate(self, extra_validators: Any = None) -> bool:
        """The form and the fee of every zone."""
        is_valid = super().validate(extra_validators)
        return all([is_valid, *[row.validate() for row in self.rates]])

    def first_errors(self) -> dict[str, str]:
        """One sentence per faulty field, the zones' included."""
        together = super().first_errors()
        for row in self.rates:
            together |= row.errors_by_id
        return together

    def facts(self) -> dict[str, Any]:
        """Columns of Shop; payment ways in the country's order, shipping from the lowest fee of the table."""
        chosen = set(self.payment_ways.data or ())
        rates = {row.zone.key: row.fee.data for row in self.rates if row.fee.data is not None}
        return {
            "hours": self.hours.data,
            "how_to_order": self.how_to_order.data,
            "phone": self.number,
            "shipping_from": min(rates.values()) if rates else self.shipping_from.data,
            "shipping_note": self.shipping_note.data,
            "shipping_rates": rates,
            "has_pickup": self.has_pickup.data,
            "pickup_note": self.pickup_note.data,
            "payment_ways": [key for key in pack().payments if key in chosen],
        }


class ProductForm(OfferForm):
    """Something to sell: a short form, and what kind of offer it is."""

    name = LineField(lazy_t("shops-product-name"), limit=v.PRODUCT_NAME, required=True)
    price = RupiahField(lazy_t("shops-price"), low=100, high=v.MOST_RUPIAH, required=True)
    unit_cost = RupiahField(lazy_t("shops-unit-cost"), high=v.MOST_RUPIAH)
    stock = CountField(lazy_t("shops-stock"), high=v.MOST_STOCK)
    unit = LineField(lazy_t("shops-unit"), limit=v.UNIT)
    weight_g = CountField(lazy_t("shops-weight"), high=v.MOST_GRAMS)
    category = LineField(lazy_t("shops-category"), limit=v.CATEGORY)
    description = TextField(lazy_t("shops-description"), limit=v.DESCRIPTION)

    def __init__(self, product: Product | None, frame: OfferFrame) -> None:
        super().__init__(product, frame)
        if product is None and not self.is_submitted():
            self.stock.data = v.FIRST_STOCK

    def begin_like(self, example: Product) -> None:
        """Take over where an example stands and how it is sold: what replaces it belongs in the same place."""
        self.category.data, self.unit.data = example.category, example.unit
        if example.kind in BOOKED:
            self.kind.data = example.kind

    def validate_name(self, field: LineField) -> None:
        """A name people can see."""
        v.check_visible(field.data or "")

    def facts(self) -> dict[str, Any]:
        """Columns of Product."""
        return {
            "name": self.name.data,
            "price": self.price.data,
            "unit_cost": self.unit_cost.data,
            "stock": self.stock.data or 0,
            "unit": self.unit.data,
            "weight_g": self.weight_g.data,
            "category": self.category.data,
            "description": self.description.data,
            **self.offer_facts(),
        }


class PhotoChoice:
    """The photo part of a product form: which photos, in which order, and what they show in words.

    ``wanted`` and ``shown`` are photo ids, ``alts`` texts by photo id, ``errors`` sentences by field name.
    """

    def __init__(self, arrived: list[int]) -> None:
        self.shown = _ids(request.form.get("photos_shown", "").split(","))
        self.wanted = _moved(_ids(request.form.getlist("photo_ids")), request.form.get("photo_action", ""))
        self.wanted = list(dict.fromkeys([*self.wanted, *arrived]))
        self.alts: dict[int, str] = {}
        self.errors: dict[str, str] = {}
        for name, typed in request.form.items():
            if name.startswith("alt-") and (photo_ids := _ids([name.removeprefix("alt-")])):
                self._read_alt(photo_ids[0], clean_line(typed))

    def _read_alt(self, photo_id: int, text: str) -> None:
        self.alts[photo_id] = text
        if len(text) > v.ALT:
            self.errors[f"alt-{photo_id}"] = t("forms-too-long", limit=v.ALT, length=len(text))

    @property
    def removed(self) -> list[int]:
        """Photos the form showed and no longer wants."""
        return [photo_id for photo_id in self.shown if photo_id not in self.wanted]

    def check_number(self) -> None:
        """More photos than a product may have is answered with a sentence."""
        if len(self.wanted) > MOST_PER_PRODUCT:
            self.errors["photos"] = t("shops-photo-too-many", most=MOST_PER_PRODUCT)


def _ids(texts: list[str]) -> list[int]:
    """Numbers that can be ids; anything else is left out."""
    return [number for text in texts if (number := row_id(text))]


def _moved(ids: list[int], action: str) -> list[int]:
    """``ids`` after ``first:ID``, ``up:ID``, ``down:ID``, ``remove:ID`` or ``use:ID``; anything else changes nothing."""
    what, _, which = action.partition(":")
    if what == "use":
        return [*ids, *_ids([which])]
    found = [photo_id for photo_id in _ids([which]) if photo_id in ids]
    if not found:
        return ids
    at = ids.index(found[0])
    rest = ids[:at] + ids[at + 1 :]
    place = {"first": 0, "up": max(0, at - 1), "down": at + 1}.get(what)
    if what == "remove":
        return rest
    return ids if place is None else [*rest[:place], found[0], *rest[place:]]
