"""How far a participant has come: facts gathered from the higher wings, and which steps they mean. Pure.

The class page and the projector wall stand on a lower storey than shops and posts, so the facts come to them
through the application (``app.extensions["class_progress"]``), in the shapes of this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sandbox.classrooms.enums import Step

BY_SOMEONE_ELSE = frozenset({Step.MARKS})
"""Steps a participant waits for rather than walks; they never become the next step."""


@dataclass(frozen=True, kw_only=True)
class ShopGlance:
    """A shop as a card shows it. ``image`` is a media name ("" without photo), ``accent`` a pack key."""

    id: int
    slug: str
    name: str
    trade: str
    accent: str
    district_code: str | None
    is_shown: bool
    shown_at: datetime | None = None
    returned_reason: str = ""
    image: str = ""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What one participant has so far. Counts are whole things; ``wallet`` whole rupiah, None before any.

    ``marks`` maps criterion key to the mean level given by all markers.
    """

    shop: ShopGlance | None = None
    products: int = 0
    own_photos: int = 0
    posts: int = 0
    links: int = 0
    scans: int = 0
    campaigns: int = 0
    orders: int = 0
    market_orders: int = 0
    wallet: int | None = None
    marks: Mapping[str, float] = field(default_factory=dict)
    comments: tuple[str, ...] = ()
    taken_home: bool = False


NOTHING_YET = Progress()


def done_steps(progress: Progress) -> frozenset[Step]:
    """The steps these facts amount to."""
    shop = progress.shop
    facts = {
        Step.OPEN: shop is not None,
        Step.PHOTOS: progress.own_photos > 0,
        Step.SHOW: shop is not None and shop.is_shown,
        Step.POST: progress.posts > 0,
        Step.LINK: progress.links > 0,
        Step.CAMPAIGN: progress.campaigns > 0,
        Step.MARKS: bool(progress.marks),
        Step.TAKE_HOME: progress.taken_home,
    }
    return frozenset(step for step, is_done in facts.items() if is_done)


def next_step(done: frozenset[Step]) -> Step | None:
    """The first step still to be walked, in order; None when all are done."""
    return next((step for step in Step if step not in done and step not in BY_SOMEONE_ELSE), None)
