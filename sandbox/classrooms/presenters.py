"""Rows of the class list and stalls of the projector wall, as the templates want them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import url_for

from sandbox.classrooms.enums import Step
from sandbox.classrooms.models import Participant
from sandbox.classrooms.progress import NOTHING_YET, Progress, ShopGlance, done_steps, next_step
from sandbox.lang.texts import t
from sandbox.packs.loader import Pack

WALL_HOLDS = 32
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    """One line of the class list. ``dots`` are (state, word) by step; ``done`` counts them."""

    name: str
    href: str
    shop_name: str
    shop_href: str
    image: str
    is_shown: bool
    was_returned: bool
    dots: tuple[tuple[str, str], ...]
    done: int


@dataclass(frozen=True)
class Roster:
    """The class list with its totals."""

    people: tuple[Person, ...]
    shops: int
    shown: int
    marked: int


def image_url(glance: ShopGlance | None) -> str:
    """Address of a shop's picture; "" without one."""
    return url_for("media.show", name=glance.image) if glance and glance.image else ""


def present_steps(progress: Progress) -> list[dict[str, str]]:
    """Every step with its word and state: done, current, todo."""
    done = done_steps(progress)
    current = next_step(done)
    return [
        {
            "key": step.value,
            "title": t(f"classrooms-step-{step.value}"),
            "state": "done" if step in done else "current" if step is current else "todo",
        }
        for step in Step
    ]


def present_roster(people: Sequence[Participant], progress: Mapping[int, Progress]) -> Roster:
    """The class list, by nickname."""
    rows = []
    for person in people:
        facts = progress.get(person.id, NOTHING_YET)
        steps = present_steps(facts)
        shop = facts.shop
        rows.append(
            Person(
                name=person.nickname,
                href=url_for("classrooms.show_participant", participant_id=person.id),
                shop_name=shop.name if shop else "",
                shop_href=url_for("storefront.show_shop", slug=shop.slug) if shop else "",
                image=image_url(shop),
                is_shown=bool(shop and shop.is_shown),
                was_returned=bool(shop and not shop.is_shown and shop.returned_reason),
                dots=tuple((step["state"], step["title"]) for step in steps),
                done=sum(step["state"] == "done" for step in steps),
            )
        )
    shops = {facts.shop.id: facts for facts in progress.values() if facts.shop}
    return Roster(
        people=tuple(rows),
        shops=len(shops),
        shown=sum(facts.shop.is_shown for facts in shops.values() if facts.shop),
        marked=sum(bool(facts.marks) for facts in shops.values()),
    )


@dataclass(frozen=True)
class Wall:
    """The projector. ``density``: alone, few, some or many; ``waiting``: nicknames not on display."""

    stalls: tuple[dict[str, Any], ...]
    shown: int
    shops: int
    hidden: int
    density: str
    waiting: tuple[str, ...]
    people: int


def present_wall(people: Sequence[Participant], progress: Mapping[int, Progress], pack: Pack) -> Wall:
    """Shops on display in the order they arrived, the newest marked; nicknames of everybody else."""
    keepers: dict[int, list[str]] = {}
    glances: dict[int, ShopGlance] = {}
    waiting = []
    for person in people:
        shop = progress.get(person.id, NOTHING_YET).shop
        if shop is not None:
            glances[shop.id] = shop
        if shop is not None and shop.is_shown:
            keepers.setdefault(shop.id, []).append(person.nickname)
        else:
            waiting.append(person.nickname)
    shown = sorted(
        (glances[shop_id] for shop_id in keepers), key=lambda shop: (shop.shown_at or LONG_AGO, shop.id)
    )
    on_wall = shown[-WALL_HOLDS:]
    stalls = tuple(
        _stall(shop, keepers[shop.id], pack, is_newest=shop is shown[-1] and len(shown) > 1)
        for shop in on_wall
    )
    return Wall(
        stalls=stalls,
        shown=len(shown),
        shops=len(glances),
        hidden=len(shown) - len(on_wall),
        density=_density(len(stalls)),
        waiting=tuple(waiting),
        people=len(people),
    )


def _density(stalls: int) -> str:
    """How close the stalls stand, so that all fit on one screen as large as they can."""
    for limit, word in ((4, "alone"), (10, "few"), (18, "some")):
        if stalls <= limit:
            return word
    return "many"


def _stall(shop: ShopGlance, names: list[str], pack: Pack, *, is_newest: bool) -> dict[str, Any]:
    district = pack.find_district(shop.district_code)
    return {
        "id": shop.id,
        "name": shop.name,
        "owner": " & ".join(names),
        "place": district.name if district else "",
        "href": url_for("storefront.show_shop", slug=shop.slug),
        "image": image_url(shop),
        "accent": pack.accent(shop.accent).light,
        "fresh": is_newest,
    }
