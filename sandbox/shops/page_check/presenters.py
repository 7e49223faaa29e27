"""Cek toko in words: the score, the next things to do and where, what is done already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from flask import url_for

from sandbox.lang.rupiah import format_number, format_rupiah
from sandbox.lang.texts import current_locale, t
from sandbox.packs.page_check import Limits
from sandbox.shops.models import Product, Shop
from sandbox.shops.page_check.rules import Item, PageReport, State
from sandbox.shops.page_check.weighing import Weight
from sandbox.shops.queries import kept_products

IN_THE_PRODUCT = {
    "own": "name", "photo": "photos", "own_photo": "photos", "name": "name", "price": "price", "unit": "unit",
    "weight": "weight_g", "stock": "stock", "description": "description", "permits": "fold-proof", "light": "photos",
}  # fmt: skip
"""The place in the product editor where each thing is put right."""
IN_A_ROOM = {
    "cover": ("look", "cover-photo"), "tagline": ("story", "tagline"), "story": ("story", "story"),
    "district": ("story", "district"), "how_to_order": ("buying", "how_to_order"), "hours": ("buying", "hours"),
    "shipping": ("buying", "shipping_from"), "shipping_table": ("buying", "fold-shipping"),
    "payments": ("buying", "payment_ways"), "pickup": ("buying", "has_pickup"), "contact": ("buying", "phone"),
}  # fmt: skip
"""The room of the shop editor, and the place in it."""


@dataclass(frozen=True)
class Point:
    """One thing looked for. ``gain``: points still to be had, "" for none; ``href`` leads to where it is put right."""

    key: str
    name: str
    why: str
    source: str
    state: str
    gain: str
    count: str
    href: str


@dataclass(frozen=True)
class CheckPage:
    """What the page shows; ``score`` in words, ``percent`` for the ring."""

    score: str
    percent: float
    words: str
    next: tuple[Point, ...]
    rest: tuple[Point, ...]
    asked: tuple[Point, ...]
    done: tuple[Point, ...]
    none: tuple[Point, ...]
    weight: str
    weight_note: str


@dataclass(frozen=True)
class CheckLink:
    """The way to the check: the score and how much there is to do."""

    score: str
    percent: float
    note: str


def check_link(report: PageReport) -> CheckLink:
    """The score in short."""
    todo = [item for item in report.in_state(State.TO_DO) if item.point.points]
    return CheckLink(score_text(report.score), report.score, t("page-check-link-note", todo=len(todo)))


def check_page(shop: Shop, report: PageReport, limits: Limits, weight: Weight | None = None) -> CheckPage:
    """The whole report of a shop, its next three things first."""
    products = {product.id: product for product in kept_products(shop)}

    def points(items: tuple[Item, ...]) -> tuple[Point, ...]:
        return tuple(_point(item, products) for item in items)

    first = report.next()
    waiting = [item for item in report.in_state(State.TO_DO) if item not in first]
    return CheckPage(
        score=score_text(report.score),
        percent=report.score,
        words=t(f"page-check-words-{_step(report.score)}"),
        next=points(first),
        rest=points(tuple(item for item in waiting if item.point.points)),
        asked=points(tuple(item for item in waiting if not item.point.points)),
        done=points(report.in_state(State.DONE)),
        none=points(report.in_state(State.NONE)),
        weight=_kilobytes(weight.total) if weight else "",
        weight_note=_weight_note(weight, limits) if weight else "",
    )


def score_text(score: float) -> str:
    """A whole number: nobody feels a tenth."""
    return format_number(int(score), current_locale())


def _step(score: float) -> str:
    """Which sentence goes with a score."""
    return "full" if score >= 95 else "good" if score >= 75 else "fair" if score >= 50 else "start"


def _point(item: Item, products: dict[int, Product]) -> Point:
    key = item.point.key
    word = key.replace("_", "-")
    is_listed = item.count > 1 and item.state == State.TO_DO
    return Point(
        key=key,
        name=t(f"page-check-{word}"),
        why=t(f"page-check-{word}-why"),
        source=t("page-check-source", source=item.point.source) if item.point.source else "",
        state=item.state.value,
        gain=t("page-check-gain", points=_points(item.missing)) if item.missing else "",
        count=t("page-check-count", done=item.done, count=item.count) if is_listed else "",
        href=_href(item, products),
    )


def _points(missing: Fraction) -> str:
    """Points to be had, a half or more as whole ones, less as one decimal."""
    value = float(missing)
    return format_number(round(value) if value >= 1 else round(value, 1), current_locale())


def _href(item: Item, products: dict[int, Product]) -> str:
    key = item.point.key
    if room := IN_A_ROOM.get(key):
        return url_for(f"shops.edit_{room[0]}") + f"#{room[1]}"
    product = products.get(item.product_id or 0) or next(iter(products.values()), None)
    if key == "products" or product is None:
        return url_for("shops.new_product")
    photo = next(iter(product.photos), None)
    anchor = IN_THE_PRODUCT.get(key) or (f"alt-{photo.id}" if photo else "photos")
    return url_for("shops.edit_product", product_id=product.id) + f"#{anchor}"


def _weight_note(weight: Weight, limits: Limits) -> str:
    """What a first visit fetches, and what that costs the buyer."""
    parts: list[tuple[str, Callable[[Weight], int]]] = [
        ("page", lambda w: w.page), ("styles", lambda w: w.styles), ("pictures", lambda w: w.pictures),
    ]  # fmt: skip
    said = {name: _kilobytes(measure(weight)) for name, measure in parts}
    cost = max(1, -(-weight.total * limits.data_price // 1_000_000_000))
    return t("page-check-bytes-note", cost=format_rupiah(cost), **said)


def _kilobytes(size: int) -> str:
    return f"{format_number(-(-size // 1000), current_locale())} KB"
