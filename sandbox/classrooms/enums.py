"""The closed lists of the classrooms wing. Values are stored; names are shown through translations."""

from __future__ import annotations

from enum import StrEnum


class StaffRole(StrEnum):
    """What a member of staff may do: a helper marks and resets PINs only."""

    TRAINER = "trainer"
    HELPER = "helper"


class Sex(StrEnum):
    """Optional, for the programme's indicators."""

    FEMALE = "female"
    MALE = "male"


class AgeBand(StrEnum):
    """Optional age band, in years."""

    UNDER_25 = "u25"
    FROM_25 = "25-34"
    FROM_35 = "35-44"
    FROM_45 = "45-54"
    FROM_55 = "55plus"


class Step(StrEnum):
    """The way of a practice shop, in the order people walk it. URLs and sentences are named after these."""

    OPEN = "open"
    PHOTOS = "photos"
    SHOW = "show"
    POST = "post"
    LINK = "link"
    CAMPAIGN = "campaign"
    MARKS = "marks"
    TAKE_HOME = "take-home"
