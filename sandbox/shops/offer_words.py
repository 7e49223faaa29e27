"""What is stored about an offer, in one line of words: beside a field that met somebody else's save."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sandbox.extensions import db
from sandbox.lang.dates import format_short_day
from sandbox.lang.rupiah import format_rupiah
from sandbox.lang.texts import t
from sandbox.packs.loader import Pack
from sandbox.packs.permits import load_permits
from sandbox.packs.shipping import load_shipping
from sandbox.shops.models import Product
from sandbox.shops.offers import read_day


def _variants(rows: Any, _pack: Pack, _locale: str) -> str:
    priced = ((row, f" {format_rupiah(row.price)}" if row.price is not None else "") for row in rows)
    return ", ".join(f"{row.name}{price} ({row.stock})" for row, price in priced)


def _parts(rows: Iterable[tuple[int, int]], _pack: Pack, _locale: str) -> str:
    found = ((db.session.get(Product, product_id), many) for product_id, many in rows)
    return ", ".join(f"{many} × {product.name}" for product, many in found if product)


def _day(day: Any, _pack: Pack, locale: str) -> str:
    return format_short_day(day, "", locale)


def _days(days: Iterable[str], _pack: Pack, locale: str) -> str:
    return ", ".join(format_short_day(day, "", locale) for text in days if (day := read_day(text)))


def _permits(numbers: Mapping[str, str], pack: Pack, locale: str) -> str:
    known = load_permits(pack.key).permits
    return ", ".join(f"{known[key].name(locale)} {numbers[key]}" for key in known if key in numbers)


def _diets(keys: Iterable[str], pack: Pack, locale: str) -> str:
    known = load_permits(pack.key).diets
    return ", ".join(known[key].name(locale) for key in keys if key in known)


def _rates(rates: Mapping[str, int], pack: Pack, locale: str) -> str:
    zones = load_shipping(pack.key).zones
    return ", ".join(
        f"{zones[key].name(locale)} {format_rupiah(rates[key])}" for key in zones if key in rates
    )


STORED_OFFERS: Mapping[str, Callable[[Any, Pack, str], str]] = {
    "variant_rows": _variants,
    "bundle_rows": _parts,
    "ready_on": _day,
    "sale_ends_on": _day,
    "taken_dates": _days,
    "permits": _permits,
    "diets": _diets,
    "shipping_rates": _rates,
    "kind": lambda kind, _pack, _locale: t(f"product-kind-{kind}"),
    "variant_kind": lambda kind, _pack, _locale: t(f"product-variant-kind-{kind}") if kind else "",
    "has_pickup": lambda yes, _pack, _locale: t("shops-has-pickup") if yes else "",
}


def stored_offer(name: str, value: Any, pack: Pack, locale: str) -> str:
    """One line for the column or the rows called ``name``; "" for nothing stored."""
    return STORED_OFFERS[name](value, pack, locale)
