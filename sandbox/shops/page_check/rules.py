"""The page check: what is there, what is to do, what does not apply, and a score from 0 to 100. Pure.

Putting anything right never lowers the score. Three rules see to it: what does not apply counts as there; what
concerns products counts by the share of products that have it; and a point that a photo can lose (its weight)
is worth less than the point the photo earns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from sandbox.packs.page_check import ALL, Limits, PageCheck, PagePoint


class State(StrEnum):
    """Whether one thing is there."""

    DONE = "done"
    TO_DO = "todo"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """A product as visitors see it. ``picture_bytes``: its first photo as lists show it, 0 without one; ``is_sent``: parcels carry it;
    ``is_counted``: it has a stock of its own.
    """

    id: int
    name: str
    price: int = 0
    unit: str = ""
    weight_g: int = 0
    stock: int = 0
    description: int = 0
    photos: int = 0
    has_own_photo: bool = False
    has_alt: bool = False
    picture_bytes: int = 0
    permits: int = 0
    is_example: bool = False
    is_sent: bool = True
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A shop page; ``tagline``, ``story`` and ``how_to_order`` are lengths in letters."""

    products: tuple[ProductFacts, ...] = ()
    has_cover: bool = False
    tagline: int = 0
    story: int = 0
    has_district: bool = False
    how_to_order: int = 0
    hours: str = ""
    says_shipping: bool = False
    shipping_zones: int = 0
    payments: int = 0
    has_pickup_or_cod: bool = False
    has_phone: bool = False
    sells_food: bool = False
    sends: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One thing looked for. ``done`` of ``count`` have it; ``product_id`` is the first product that lacks it."""

    point: PagePoint
    state: State
    done: int
    count: int
    product_id: int | None = None

    @property
    def share(self) -> Fraction:
        """How much of it is there; all of it where it does not apply."""
        return Fraction(self.done, self.count) if self.count else Fraction(self.state != State.TO_DO)

    @property
    def missing(self) -> Fraction:
        """Points still to be had."""
        return self.point.points * (1 - self.share)


@dataclass(frozen=True, slots=True)
class PageReport:
    """What was found. ``score`` from 0 to 100, one decimal, rounded down: only a page with everything has 100."""

    score: float
    items: tuple[Item, ...]

    def in_state(self, state: State) -> tuple[Item, ...]:
        """The items in this state, in their order."""
        return tuple(item for item in self.items if item.state == state)

    def next(self, most: int = 3) -> tuple[Item, ...]:
        """What brings most points, at most so many things."""
        waiting = [item for item in self.in_state(State.TO_DO) if item.point.points]
        return tuple(sorted(waiting, key=lambda item: -item.missing)[:most])


Judge = Callable[[PageFacts, Limits], Iterable[tuple[bool, int | None]] | None]


def check_page(facts: PageFacts, check: PageCheck) -> PageReport:
    """Look for everything the country's page check names."""
    items = tuple(_item(point, RULES[point.key](facts, check.limits)) for point in check.points.values())
    earned = sum((item.point.points * item.share for item in items), Fraction(0))
    return PageReport(float(earned * 1000 // ALL) / 10, items)


def _item(point: PagePoint, found: Iterable[tuple[bool, int | None]] | None) -> Item:
    if found is None:
        return Item(point, State.NONE, 0, 0)
    answers = list(found)
    lacking = [product_id for is_there, product_id in answers if not is_there]
    state = State.DONE if answers and not lacking else State.TO_DO
    return Item(point, state, len(answers) - len(lacking), len(answers), next(iter(lacking), None))


def _each(test: Callable[[ProductFacts, Limits], bool]) -> Judge:
    """A thing every product should have; without products nothing is there."""
    return lambda facts, limits: [(test(product, limits), product.id) for product in facts.products]


def _page(test: Callable[[PageFacts, Limits], bool]) -> Judge:
    """A thing of the whole page."""
    return lambda facts, limits: [(test(facts, limits), None)]


def _when(applies: Callable[[PageFacts], bool], judge: Judge) -> Judge:
    """A thing that only some shops need."""
    return lambda facts, limits: judge(facts, limits) if applies(facts) else None


def _up_to(count: Callable[[PageFacts], int], wanted: Callable[[Limits], int]) -> Judge:
    """A thing of which there should be several; fewer count for their part."""
    return lambda facts, limits: [(number < count(facts), None) for number in range(wanted(limits))]


def _is_clear(name: str, limits: Limits) -> bool:
    """Says what it is: enough words, and not shouted. Scripts without spaces say much in one word."""
    is_enough = len(name.split()) >= limits.name_words or (len(name) >= 2 and not name.isascii())
    return is_enough and not (name.isupper() and len(name) > 6)


RULES: Mapping[str, Judge] = {
    "own": _each(lambda product, _limits: not product.is_example),
    "photo": _each(lambda product, _limits: product.photos > 0),
    "own_photo": _each(lambda product, _limits: product.has_own_photo),
    "alt": _each(lambda product, _limits: product.has_alt),
    "name": _each(lambda product, limits: _is_clear(product.name, limits)),
    "price": _each(lambda product, _limits: product.price > 0),
    "unit": _each(lambda product, _limits: bool(product.unit)),
    "weight": _when(
        lambda facts: facts.sends,
        _each(lambda product, _limits: product.weight_g > 0 or not product.is_sent),
    ),
    "stock": _each(lambda product, _limits: product.stock > 0 or not product.is_counted),
    "description": _each(lambda product, limits: product.description >= limits.description),
    "products": _up_to(lambda facts: len(facts.products), lambda limits: limits.products),
    "cover": _page(lambda facts, _limits: facts.has_cover),
    "tagline": _page(lambda facts, limits: facts.tagline >= limits.tagline),
    "story": _page(lambda facts, limits: facts.story >= limits.story),
    "district": _page(lambda facts, _limits: facts.has_district),
    "how_to_order": _page(lambda facts, limits: facts.how_to_order >= limits.how_to_order),
    "hours": _page(lambda facts, _limits: any(sign.isdecimal() for sign in facts.hours)),
    "shipping": _when(lambda facts: facts.sends, _page(lambda facts, _limits: facts.says_shipping)),
    "shipping_table": _when(
        lambda facts: facts.sends, _page(lambda facts, _limits: facts.shipping_zones > 0)
    ),
    "payments": _up_to(lambda facts: facts.payments, lambda limits: limits.payments),
    "pickup": _when(lambda facts: facts.sends, _page(lambda facts, _limits: facts.has_pickup_or_cod)),
    "contact": _page(lambda facts, _limits: facts.has_phone),
    "permits": _when(
        lambda facts: facts.sells_food,
        _page(lambda facts, _limits: any(product.permits for product in facts.products)),
    ),
    "light": _each(lambda product, limits: product.picture_bytes <= limits.picture_bytes),
}
"""How to look for each thing: who has it, product by product or once; None where it does not apply."""
