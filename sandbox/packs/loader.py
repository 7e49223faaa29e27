"""Reads a country pack into frozen objects, checking everything once.

A pack is a folder beside this file: `pack.toml`, `trades/*.toml`, `accents.toml`, `payments.toml`,
`units.toml`, `rubric.toml`, `districts.csv` and `photos/`. Nothing here knows any country.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sandbox.packs.districts import District, Districts
from sandbox.packs.permits import read_permits
from sandbox.packs.reading import MOST_MONEY, PackError, Table, Words, as_words, read_toml
from sandbox.packs.rubric import RubricTemplate, read_rubric

HERE = Path(__file__).resolve().parent
NICKNAME = "{nickname}"
KINDS = ("goods", "night", "seat", "hour")
"""What an example can be; a bundle would have to know the products beside it."""
VARIANT_KINDS = ("size", "taste", "colour")
MOST_GRAMS = 30_000

__all__ = ["District", "Pack", "PackError", "Words", "load_pack"]


@dataclass(frozen=True, slots=True)
class Accent:
    """A named colour as `#rrggbb`: `light` for light pages, `dark` for dark ones, `wash` a pale ground."""

    key: str
    name: Words
    light: str
    dark: str
    wash: str


@dataclass(frozen=True, slots=True)
class PaymentWay:
    """A way to pay, with one sentence of advice."""

    key: str
    name: Words
    note: Words


@dataclass(frozen=True, slots=True)
class Named:
    """A key with its name: a unit or a category."""

    key: str
    name: Words


@dataclass(frozen=True, slots=True)
class ExampleVariant:
    """One size, taste or colour of an example; `price` None: the product's own."""

    name: Words
    price: int | None
    stock: int


@dataclass(frozen=True, slots=True)
class ExampleProduct:
    """A believable product. Money in whole units of the currency, weight in grams (0 = nothing is shipped).

    `unit` is a key of `Pack.units`, `category` a key of `Trade.categories`, `photo` a file in `photos/`.
    With `variants`, which differ in `variant_kind`, the price is the lowest of theirs and the stock their sum.
    `diets` are notes of the country's permits file. No example has a permit: a number cannot be made up.
    """

    key: str
    name: Words
    description: Words
    alt: Words
    price: int
    unit_cost: int
    stock: int
    unit: str
    weight_g: int
    category: str
    photo: str
    kind: str
    variant_kind: str
    variants: tuple[ExampleVariant, ...]
    diets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExampleShop:
    """What a new shop of a trade is filled with. `shipping_from`: lowest fee, None if nothing ships."""

    name_pattern: Words
    tagline: Words
    story: Words
    hours: Words
    how_to_order: Words
    shipping_from: int | None
    shipping_note: Words
    payments: tuple[str, ...]
    district: str

    def name(self, nickname: str, locale: str) -> str:
        """The suggested shop name for this nickname, as typed."""
        return self.name_pattern(locale).replace(NICKNAME, nickname)


@dataclass(frozen=True, slots=True)
class Trade:
    """Something people live from. `picture` is a file in `photos/`, `theme` a storefront layout."""

    key: str
    name: Words
    picture: str
    accent: str
    theme: str
    categories: Mapping[str, Named]
    shop: ExampleShop
    products: tuple[ExampleProduct, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything about one country. Mappings keep the order people see."""

    key: str
    name: Words
    locales: tuple[str, ...]
    zones: tuple[str, ...]
    default_accent: str
    accents: Mapping[str, Accent]
    payments: Mapping[str, PaymentWay]
    units: Mapping[str, Named]
    trades: Mapping[str, Trade]
    rubric: RubricTemplate
    folder: Path
    _districts: Districts

    def photo_path(self, file: str) -> Path:
        """Where an example photo lies. Raises `KeyError` for a file the pack does not use."""
        if file not in self.photos():
            raise KeyError(file)
        return self.folder / "photos" / file

    def photos(self) -> frozenset[str]:
        """File names of every photo the pack uses."""
        used = {trade.picture for trade in self.trades.values()}
        return frozenset(used | {p.photo for trade in self.trades.values() for p in trade.products})

    def accent(self, key: str) -> Accent:
        """The accent called `key`; the country's default one when there is none."""
        return self.accents.get(key) or self.accents[self.default_accent]

    def districts(self) -> tuple[District, ...]:
        """Every district, in the order of their codes."""
        return self._districts.all

    def find_district(self, code: str | None) -> District | None:
        """The district with this code, or None."""
        return self._districts.find(code)

    def meant_districts(self, typed: str) -> tuple[District, ...]:
        """The district somebody typed by code, name or label; several (or none) when that is not clear."""
        return self._districts.meant(typed)

    def search_districts(self, text: str, limit: int = 20) -> tuple[District, ...]:
        """Districts whose name or province matches what was typed, the likeliest first."""
        return self._districts.search(text, limit)


@cache
def load_pack(key: str) -> Pack:
    """Read the pack called `key`, once per process. Raises `PackError` naming the file and key at fault."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
        raise PackError(f"'{key}' is not a pack name")
    return read_pack(HERE / key)


def read_pack(folder: Path) -> Pack:
    """Read and check the pack in `folder`. Raises `PackError` naming the file and key at fault."""
    head = read_toml(folder / "pack.toml")
    locales = head.texts("locales")
    accents = _accents(read_toml(folder / "accents.toml"), locales)
    payments = _payments(read_toml(folder / "payments.toml"), locales)
    units = _named(read_toml(folder / "units.toml"), locales)
    districts = Districts.read(folder / "districts.csv")
    diets = frozenset(read_permits(folder / "permits.toml", locales).diets)
    known = _Known(folder, locales, accents, payments, units, districts, diets)
    trades = {}
    for key in head.texts("trades"):
        trades[key] = _trade(read_toml(folder / "trades" / f"{key}.toml"), key, known)
    pack = Pack(
        key=head.one_of("key", {folder.name}),
        name=head.words("name", locales),
        locales=locales,
        zones=_zones(head),
        default_accent=head.one_of("default_accent", accents),
        accents=accents,
        payments=payments,
        units=units,
        trades=MappingProxyType(trades),
        rubric=read_rubric(read_toml(folder / "rubric.toml"), locales),
        folder=folder,
        _districts=districts,
    )
    head.done()
    return pack


@dataclass(frozen=True, slots=True)
class _Known:
    """What a trade may refer to."""

    folder: Path
    locales: tuple[str, ...]
    accents: Mapping[str, Accent]
    payments: Mapping[str, PaymentWay]
    units: Mapping[str, Named]
    districts: Districts
    diets: frozenset[str]

    def photo(self, table: Table, key: str) -> str:
        file = table.text(key)
        if not re.fullmatch(r"[a-z0-9-]+\.jpg", file) or not (self.folder / "photos" / file).is_file():
            raise table.fault(key, f"no such photo: '{file}'")
        return file


def _zones(head: Table) -> tuple[str, ...]:
    zones = head.texts("zones")
    for zone in zones:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            raise head.fault("zones", f"no such time zone: '{zone}'") from None
    return zones


def _colour(table: Table, key: str) -> str:
    colour = table.text(key)
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        raise table.fault(key, "must be a colour like #0b6b58")
    return colour


def _accents(file: Table, locales: tuple[str, ...]) -> Mapping[str, Accent]:
    accents = {}
    for key in file:
        table = file.table(key)
        accents[key] = Accent(
            key=key,
            name=table.words("name", locales),
            light=_colour(table, "light"),
            dark=_colour(table, "dark"),
            wash=_colour(table, "wash"),
        )
        table.done()
    return MappingProxyType(accents)


def _payments(file: Table, locales: tuple[str, ...]) -> Mapping[str, PaymentWay]:
    payments = {}
    for key in file:
        table = file.table(key)
        payments[key] = PaymentWay(key, table.words("name", locales), table.words("note", locales))
        table.done()
    return MappingProxyType(payments)


def _named(table: Table, locales: tuple[str, ...]) -> Mapping[str, Named]:
    return MappingProxyType(
        {key: Named(key, as_words(value, locales, f"{table.where}: {key}")) for key, value in table.items()}
    )


def _trade(file: Table, key: str, known: _Known) -> Trade:
    categories = _named(file.table("categories"), known.locales)
    products = tuple(_product(table, categories, known) for table in file.tables("products"))
    if len({product.key for product in products}) != len(products):
        raise file.fault("products", "two products have the same key")
    trade = Trade(
        key=file.one_of("key", {key}),
        name=file.words("name", known.locales),
        picture=known.photo(file, "picture"),
        accent=file.one_of("accent", known.accents),
        theme=file.text("theme"),
        categories=categories,
        shop=_shop(file.table("shop"), known),
        products=products,
    )
    file.done()
    return trade


def _shop(table: Table, known: _Known) -> ExampleShop:
    locales = known.locales
    pattern = table.words("name_pattern", locales)
    if any(pattern(locale).count(NICKNAME) != 1 for locale in locales):
        raise table.fault("name_pattern", f"needs {NICKNAME} once")
    payments = table.texts("payments")
    for way in payments:
        if way not in known.payments:
            raise table.fault("payments", f"'{way}' is not in payments.toml")
    district = table.text("district")
    if known.districts.find(district) is None:
        raise table.fault("district", f"'{district}' is not in districts.csv")
    shop = ExampleShop(
        name_pattern=pattern,
        tagline=table.words("tagline", locales),
        story=table.words("story", locales),
        hours=table.words("hours", locales),
        how_to_order=table.words("how_to_order", locales),
        shipping_from=table.whole("shipping_from", 0, MOST_MONEY) if table.has("shipping_from") else None,
        shipping_note=table.words("shipping_note", locales),
        payments=payments,
        district=district,
    )
    table.done()
    return shop


def _product(table: Table, categories: Mapping[str, Named], known: _Known) -> ExampleProduct:
    product = ExampleProduct(
        key=table.text("key"),
        name=table.words("name", known.locales),
        description=table.words("description", known.locales),
        alt=table.words("alt", known.locales),
        price=table.whole("price", 1, MOST_MONEY),
        unit_cost=table.whole("unit_cost", 0, MOST_MONEY),
        stock=table.whole("stock", 0, 10_000),
        unit=table.one_of("unit", known.units),
        weight_g=table.whole("weight_g", 0, MOST_GRAMS),
        category=table.one_of("category", categories),
        photo=known.photo(table, "photo"),
        kind=table.one_of("kind", KINDS) if table.has("kind") else KINDS[0],
        variant_kind=table.one_of("variant_kind", VARIANT_KINDS) if table.has("variants") else "",
        variants=tuple(_variant(row, known) for row in table.tables("variants"))
        if table.has("variants")
        else (),
        diets=_diets(table, known),
    )
    if product.variants and sum(variant.stock for variant in product.variants) != product.stock:
        raise table.fault("stock", "must be the sum of the variants' stock")
    if any(variant.price is not None and variant.price <= product.price for variant in product.variants):
        raise table.fault("variants", "the price is the lowest of theirs: leave it out or put a higher one")
    if product.unit_cost >= product.price:
        raise table.fault("unit_cost", "must be below the price, or the example teaches a loss")
    table.done()
    return product


def _variant(table: Table, known: _Known) -> ExampleVariant:
    price = table.whole("price", 1, MOST_MONEY) if table.has("price") else None
    variant = ExampleVariant(table.words("name", known.locales), price, table.whole("stock", 0, 10_000))
    table.done()
    return variant


def _diets(table: Table, known: _Known) -> tuple[str, ...]:
    diets = table.texts("diets") if table.has("diets") else ()
    if unknown := set(diets) - known.diets:
        raise table.fault("diets", f"not in permits.toml: {', '.join(sorted(unknown))}")
    return diets
