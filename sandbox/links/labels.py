"""Names of sources and campaigns in an address: small letters, digits, hyphens; never a person or a number. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum

LONGEST = 24
MOST_DIGITS_TOGETHER = 4  # a year is welcome, a telephone number is not
MOST_DIGITS = 6
SHORTEST_NAME = 3
LABEL = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


class LabelFault(StrEnum):
    """Why a name cannot stand in an address that strangers see."""

    EMPTY = "empty"
    LONG = "long"
    NUMBER = "number"
    PERSON = "person"


def tidy_label(typed: str) -> str:
    """What somebody typed as it can stand in an address: ``Poster Warung!`` -> ``poster-warung``."""
    plain = unicodedata.normalize("NFKD", typed).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def label_fault(
    label: str, *, titles: Collection[str] = (), people: Collection[str] = ()
) -> LabelFault | None:
    """What is wrong with a tidied name; None when it may be used.

    ``titles`` announce a name (``bu``, ``pak``); ``people`` are nicknames, of which any longer word counts.
    """
    if not label:
        return LabelFault.EMPTY
    if len(label) > LONGEST:
        return LabelFault.LONG
    digits = re.findall(r"\d+", label.replace("-", ""))
    if any(len(run) > MOST_DIGITS_TOGETHER for run in digits) or sum(map(len, digits)) > MOST_DIGITS:
        return LabelFault.NUMBER
    words = label.split("-")
    named = {word for name in people for word in tidy_label(name).split("-") if len(word) >= SHORTEST_NAME}
    if any(word in titles for word in words) or any(word in named - set(titles) for word in words):
        return LabelFault.PERSON
    return None


def read_label(carried: str, *, titles: Collection[str] = (), people: Collection[str] = ()) -> str:
    """A source or campaign as an address carried it; "" when it is none we would have made."""
    if len(carried) > LONGEST or not LABEL.fullmatch(carried):
        return ""
    return carried if label_fault(carried, titles=titles, people=people) is None else ""
