"""The closed lists of the shops wing."""

from __future__ import annotations

from enum import StrEnum


class ShopState(StrEnum):
    """One state, two values: a draft only its keepers and trainers see, or on display in class."""

    DRAFT = "draft"
    SHOWN = "shown"


class Theme(StrEnum):
    """Shop page layouts; each has a folder of the same name in templates/storefront/."""

    STALL = "stall"
    WEAVE = "weave"
    HILL = "hill"
    KITCHEN = "kitchen"
    WORKSHOP = "workshop"
    HOMESTAY = "homestay"


class ProductKind(StrEnum):
    """What is sold: a thing, several things together, or a time (booked by the night, seat or hour)."""

    GOODS = "goods"
    BUNDLE = "bundle"
    NIGHT = "night"
    SEAT = "seat"
    HOUR = "hour"


class VariantKind(StrEnum):
    """What the variants of a product differ in."""

    SIZE = "size"
    TASTE = "taste"
    COLOUR = "colour"
