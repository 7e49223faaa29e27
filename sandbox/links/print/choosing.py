"""What somebody chose to print: read from an address or a form, and turned into what pages are made of."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from flask import abort
from werkzeug.datastructures import MultiDict

from sandbox.lang.codes import spoken
from sandbox.lang.texts import t
from sandbox.links.drawing import logo_in_code
from sandbox.links.enums import TargetKind
from sandbox.links.models import ShortLink
from sandbox.links.presenters import link_address
from sandbox.links.print.face import Content, Look
from sandbox.links.print.sheets import Notes, Order
from sandbox.links.styles import read_style
from sandbox.media.typeface import left_out
from sandbox.packs.print_sheets import DesignSpec, PrintPack, SheetSpec, load_print
from sandbox.shops.queries import Product, Shop, load_variants, visible_products
from sandbox.shops.storefront_words import front_photo, price_words, share_name
from sandbox.web.addresses import public_base, public_host
from sandbox.web.country import pack
from sandbox.web.numbers import row_id

SHOP = "toko"
MOST_CHOSEN = 12
"""Posters and the like in one file: enough for a stall, small enough for a phone to open."""
MOST_TAGS = 160

Wanted = tuple[TargetKind, int]


@dataclass(frozen=True)
class Choice:
    """A sheet, a design and the products (with the shop itself as None) to print."""

    sheet: SheetSpec
    design: DesignSpec
    items: tuple[Product | None, ...]
    picked: tuple[str, ...]

    @property
    def words(self) -> dict[str, object]:
        """The same choice as an address carries it."""
        return {"lembar": self.sheet.key, "desain": self.design.key, "isi": list(self.picked)}

    def wanted(self, shop: Shop) -> list[Wanted]:
        """The things whose links stand on the sheet."""
        return [(TargetKind.PRODUCT, item.id) if item else (TargetKind.SHOP, shop.id) for item in self.items]


def print_pack() -> PrintPack:
    """What can be printed in the installation's country."""
    return load_print(pack().key, pack().locales)


def read_choice(shop: Shop, sent: MultiDict[str, str]) -> Choice:
    """The choice in an address or a form; what is missing or unknown gets a sensible one, a stranger's product is 404."""
    known = print_pack()
    sheet = known.sheets.get(sent.get("lembar", "")) or next(iter(known.sheets.values()))
    design = known.designs.get(sent.get("desain", "")) or known.designs[known.design_for(shop.theme)]
    products = {product.id: product for product in visible_products(shop)}
    picked = tuple(dict.fromkeys(islice(sent.getlist("isi"), MOST_TAGS)))
    chosen: list[Product | None] = []
    for word in picked:
        if word != SHOP and row_id(word) not in products:
            abort(404)
        chosen.append(None if word == SHOP else products[row_id(word)])
    if sheet.is_many:
        tagged = [item for item in chosen if item] or list(products.values())
        return Choice(sheet, design, tuple(tagged[:MOST_TAGS]), picked)
    return Choice(sheet, design, tuple(chosen[:MOST_CHOSEN]) or (None,), picked)


def order_of(shop: Shop, choice: Choice) -> Order:
    """The order the choice makes, in the shop's colours."""
    accent = pack().accent(shop.accent)
    known = print_pack()
    notes = Notes(t("print-ruler", length=int(known.ruler)), t("print-fold"))
    return Order(known, choice.sheet, choice.design.key, Look(accent.light, accent.wash), notes)


def contents_of(shop: Shop, choice: Choice, links: Mapping[tuple[str, int], ShortLink]) -> list[Content]:
    """What each piece says. A link not made yet is shown as the address it will begin with."""
    load_variants(shop)
    return [_content(shop, item, choice, links) for item in choice.items]


def unprintable(shop: Shop, choice: Choice) -> str:
    """Signs of the chosen names that no type face of ours has."""
    names = [shop.name, *(item.name for item in choice.items if item)]
    return left_out("".join(names))


def opens_in_class_only() -> bool:
    """Whether the codes lead to an address of the class network, which nobody outside can open."""
    name = public_host().rsplit(":", 1)[0].strip("[]")
    try:
        return ipaddress.ip_address(name).is_private
    except ValueError:
        return "." not in name or name.endswith(".local")


def _content(
    shop: Shop, product: Product | None, choice: Choice, links: Mapping[tuple[str, int], ShortLink]
) -> Content:
    kind, target = (TargetKind.PRODUCT, product.id) if product else (TargetKind.SHOP, shop.id)
    link = links.get((kind.value, target))
    district = pack().find_district(shop.district_code)
    name = product.name if product else shop.name
    photo = front_photo(shop, product)
    address = link_address(link, choice.sheet.place) if link else f"{public_base()}/q"
    style = read_style(link.qr_style if link else {})
    code = spoken(link.code) if link else t("print-code-later")
    return Content(
        title=name,
        note=shop.name if product else shop.tagline,
        price=price_words([product], pack()) if product else "",
        place=district.name if district else "",
        call=t("print-call-product") if product else t("print-call-shop"),
        practice=t("print-practice"),
        practice_note=t("print-practice-note"),
        link=link_address(link).split("://", 1)[-1] if link else f"{public_host()}/q/…",
        spoken=code,
        type_code=t("print-type-code", code=code),
        address=address,
        code_alt=t("print-code-alt", name=name),
        photo=share_name(photo),
        photo_alt=(photo.alt if photo else "") or name,
        code_ink=style.colour,
        code_logo=logo_in_code(shop, address, style),
    )
