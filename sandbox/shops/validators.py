"""Limits of what is typed about a shop, and the checks more than one form needs."""

from __future__ import annotations

import unicodedata

from wtforms import ValidationError

from sandbox.lang.text_clean import visible_part
from sandbox.lang.texts import t
from sandbox.packs.loader import District, Pack

NAME = 60
TAGLINE = 120
STORY = 2_000
HOURS = 200
HOW_TO_ORDER = 600
SHIPPING_NOTE = 300
PRODUCT_NAME = 120
UNIT = 30
CATEGORY = 40
DESCRIPTION = 2_000
ALT = 200
VARIANT = 40
PERMIT = 60
PICKUP_NOTE = 200
"""Lengths in characters."""

MOST_RUPIAH = 100_000_000
FIRST_STOCK = 10
MOST_STOCK = 100_000
MOST_GRAMS = 1_000_000
MOST_OF_PART = 99

_INVISIBLE = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"}


def check_visible(text: str) -> None:
    """Refuse a name in which there is nothing to see (only spaces or joiners)."""
    if text and all(unicodedata.category(sign) in _INVISIBLE for sign in visible_part(text)):
        raise ValidationError(t("shops-name-invisible"))


def find_district(pack: Pack, typed: str) -> District | None:
    """The district a person means; None for nothing typed. Raises ValidationError when it is not clear."""
    if not typed:
        return None
    found = pack.meant_districts(typed)
    if len(found) == 1:
        return found[0]
    if found:
        raise ValidationError(t("shops-district-several", names=", ".join(row.name for row in found)))
    raise ValidationError(t("shops-district-unknown"))
