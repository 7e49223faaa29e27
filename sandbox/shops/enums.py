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
