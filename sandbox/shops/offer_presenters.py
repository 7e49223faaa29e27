"""The folds of the product editor in words: what each holds now, what there is to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sandbox.clock import now
from sandbox.lang.dates import format_day, format_short_day, format_span
from sandbox.lang.rupiah import format_rupiah
from sandbox.lang.texts import t
from sandbox.packs.permits import Permits
from sandbox.shops.enums import ProductKind, VariantKind
from sandbox.shops.models import Product
from sandbox.shops.offer_forms import OfferForm
from sandbox.shops.offers import (
    booking_weeks,
    bundle_stock,
    bundle_worth,
    shown_was_price,
    stood_prices,
)
from sandbox.shops.operations import MOST_VARIANTS


@dataclass(frozen=True)
class DayCell:
    """A day that can be full: ``number`` and ``weekday`` to see, ``label`` to hear."""

    iso: str
    number: int
    weekday: str
    label: str
    is_taken: bool


@dataclass(frozen=True)
class Week:
    """A week of the day picker; ``begins_on`` is the weekday of its first day, 1 for Monday."""

    title: str
    begins_on: int
    days: tuple[DayCell, ...]


@dataclass(frozen=True)
class Fold:
    """One fold: what it holds now, in a few words, and whether it stands open."""

    note: str
    is_open: bool


@dataclass(frozen=True)
class OfferView:
    """Everything the folds show besides the fields themselves.

    ``parts`` can go into a bundle, ``part_facts`` are their price and stock. ``counted`` says why the stock is
    not typed; ``worth`` what a bundle's parts cost apart; ``sale`` whether an earlier price shows now.
    """

    kinds: tuple[tuple[str, str], ...]
    variant_kinds: tuple[tuple[str, str], ...]
    parts: tuple[tuple[int, str], ...]
    part_facts: dict[str, tuple[int, int]]
    earlier: tuple[tuple[str, str], ...]
    weeks: tuple[Week, ...]
    diets: tuple[tuple[str, str], ...]
    contents: tuple[tuple[str, str], ...]
    permits: Permits
    today: date
    counted: str
    worth: str
    sale: str
    has_room: bool
    most_variants: int
    is_bundle: bool
    has_variants: bool
    variants_fold: Fold
    kind_fold: Fold
    time_fold: Fold
    proof_fold: Fold


def offer_view(form: OfferForm, locale: str, stored: Iterable[str] = ()) -> OfferView:
    """The folds for ``form``; ``stored`` names columns that were changed from elsewhere."""
    product, pack = form.product, form.frame.permits
    faulty = {*form.first_errors(), *stored}
    parts = form.frame.parts_for(product)
    return OfferView(
        kinds=tuple((kind.value, t(f"product-kind-{kind.value}")) for kind in ProductKind),
        variant_kinds=tuple((kind.value, t(f"product-variant-kind-{kind.value}")) for kind in VariantKind),
        parts=tuple((p.id, f"{p.name} ({format_rupiah(p.price)})") for p in parts.values()),
        part_facts={str(p.id): (p.price, p.stock) for p in parts.values()},
        earlier=_earlier(form, product),
        weeks=_weeks(form, locale),
        diets=tuple((key, diet.name(locale)) for key, diet in pack.diets.items() if not diet.contains),
        contents=tuple((key, diet.name(locale)) for key, diet in pack.diets.items() if diet.contains),
        permits=pack,
        today=form.frame.today,
        counted=_counted(product),
        worth=_worth(form, parts),
        sale=_sale(form, product, locale),
        has_room=len(form.variants) < MOST_VARIANTS,
        most_variants=MOST_VARIANTS,
        is_bundle=product is not None and product.kind == ProductKind.BUNDLE,
        has_variants=any(not row.is_blank for row in form.variants),
        variants_fold=Fold(_variants_note(form), _any(faulty, "variant")),
        kind_fold=Fold(t(f"product-kind-{_kind(form)}"), _any(faulty, "kind", "part", "bundle", "taken")),
        time_fold=Fold(_time_note(form, locale), _any(faulty, "ready", "was_", "sale")),
        proof_fold=Fold(_proof_note(form, locale), _any(faulty, "permit", "diets")),
    )


def _any(names: Iterable[str], *beginnings: str) -> bool:
    return any(name.startswith(beginnings) for name in names)


def _kind(form: OfferForm) -> str:
    known = {kind.value for kind in ProductKind}
    return form.kind.data if form.kind.data in known else ProductKind.GOODS.value


def _variants_note(form: OfferForm) -> str:
    count = sum(not row.is_blank for row in form.variants)
    return t("product-variants-count", count=count) if count else ""


def _time_note(form: OfferForm, locale: str) -> str:
    notes = []
    if form.ready_on.data:
        notes.append(t("product-note-ready", day=format_short_day(form.ready_on.data, "", locale)))
    if form.was_price.data:
        notes.append(t("product-was-price"))
    return ", ".join(notes)


def _proof_note(form: OfferForm, locale: str) -> str:
    names = [row.permit.name(locale) for row in form.permits if (row.number.data or "").strip()]
    if form.diets.data:
        names.append(t("product-notes-count", count=len(form.diets.data)))
    return ", ".join(names)


def _counted(product: Product | None) -> str:
    """Why the stock is worked out rather than typed; "" when it is typed."""
    if product is None:
        return ""
    if product.kind == ProductKind.BUNDLE:
        return t("product-stock-of-bundle", count=product.stock)
    return t("product-stock-of-variants", count=product.stock) if product.variants else ""


def _worth(form: OfferForm, parts: dict[int, Product]) -> str:
    """What the bundle's parts cost apart, how much is saved, and how many can be put together."""
    chosen = [(parts[key], many) for key, many in form.bundle_rows.items() if key in parts]
    if not chosen or _kind(form) != ProductKind.BUNDLE:
        return ""
    worth = bundle_worth((part.price, many) for part, many in chosen)
    saved = worth - (form["price"].data or 0)
    stock = bundle_stock((part.stock, many) for part, many in chosen)
    facts = {"worth": format_rupiah(worth), "saved": format_rupiah(abs(saved)), "stock": stock}
    if form["price"].data is None or saved == 0:
        return t("product-bundle-same", **facts)
    return t("product-bundle-saves", **facts) if saved > 0 else t("product-bundle-dearer", **facts)


def _earlier(form: OfferForm, product: Product | None) -> tuple[tuple[str, str], ...]:
    """Prices that may be shown struck through; () when there is none."""
    amounts = list(form.earlier)
    if product and product.was_price and product.was_price not in amounts:
        amounts.insert(0, product.was_price)
    if not amounts:
        return ()
    asked = product.price if product else None
    choices = [
        (str(a), t("product-was-price-now", price=format_rupiah(a)) if a == asked else format_rupiah(a))
        for a in amounts
    ]
    return (("", t("product-was-price-none")), *choices)


def _sale(form: OfferForm, product: Product | None, locale: str) -> str:
    """Whether the stored earlier price shows now, and until when; "" when there is none."""
    if product is None or not product.was_price or not product.sale_ends_on:
        return ""
    steps = [(step.price, step.since) for step in product.price_history]
    shown = shown_was_price(
        price=product.price,
        was_price=product.was_price,
        earlier_prices=stood_prices(steps, least=form.frame.permits.earlier_price.least, moment=now()),
        today=form.frame.today,
        ends_on=product.sale_ends_on,
    )
    if shown is None:
        return t("product-sale-not-shown")
    return t("product-sale-shown", day=format_short_day(product.sale_ends_on, "", locale))


def _weeks(form: OfferForm, locale: str) -> tuple[Week, ...]:
    """The coming weeks, the days that are full among them."""
    taken = set(form.taken_dates.data or ())
    return tuple(
        Week(
            format_span(week[0], week[-1], locale),
            week[0].isoweekday(),
            tuple(
                DayCell(
                    iso=day.isoformat(),
                    number=day.day,
                    weekday=format_day(day, "", locale)[:3],
                    label=format_day(day, "", locale),
                    is_taken=day.isoformat() in taken,
                )
                for day in week
            ),
        )
        for week in booking_weeks(form.frame.today)
    )
