"""The addresses one link is handed out under, with the long form other counters know (UTM)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import url_for

from sandbox.lang.text_clean import clean_line
from sandbox.lang.texts import current_locale, t
from sandbox.links.entry import link_pack
from sandbox.links.labels import LONGEST, LabelFault, label_fault, tidy_label
from sandbox.links.models import ShortLink
from sandbox.links.presenters import given_text, link_address
from sandbox.links.queries import Target
from sandbox.packs.links import LinkPack

MOST_TYPED = 80
UTM_PARTS = {"s": "source", "m": "medium", "c": "campaign"}
GROUPS = {"links-give-send": ("text", "address"), "links-give-print": ("qr",)}


@dataclass(frozen=True)
class PlaceRow:
    """One place: what it is, the text to copy, the address in it, the picture to print ("" where none is)."""

    key: str
    name: str
    hint: str
    text: str
    address: str
    png: str


@dataclass(frozen=True)
class MadeAddress:
    """An address under an own name, ready to copy or print."""

    label: str
    address: str
    qr: str
    png: str
    svg: str


class OwnName:
    """A source of the shop's own as typed, tidied, and what is wrong with it."""

    def __init__(self, typed: Mapping[str, str], pack: LinkPack, *, people: Collection[str]) -> None:
        self._pack = pack
        self.typed = clean_line(typed.get("nama", ""))[:MOST_TYPED]
        self.typed_campaign = clean_line(typed.get("kampanye", ""))[:MOST_TYPED]
        self.label = tidy_label(self.typed)
        asked = typed.get("lewat", "")
        self.medium = asked if asked in pack.mediums else next(iter(pack.mediums))
        self.errors: dict[str, str] = {}
        rules = {"titles": pack.titles, "people": people}
        if "nama" in typed and self.typed and (fault := label_fault(self.label, **rules)):
            self.errors["nama"] = _sentence(fault)
        campaign = tidy_label(self.typed_campaign)
        if self.typed_campaign and (fault := label_fault(campaign, **rules)):
            self.errors["kampanye"] = _sentence(fault)
        self.campaign = "" if "kampanye" in self.errors else campaign

    @property
    def is_tidied(self) -> bool:
        """Whether what was typed had to be written differently."""
        return bool(self.label) and self.label != self.typed

    def medium_choices(self) -> list[tuple[str, str]]:
        """Kinds of ways with their names."""
        return [(key, name(current_locale())) for key, name in self._pack.mediums.items()]

    def made(self, link: ShortLink) -> MadeAddress | None:
        """The address, once the name can be used."""
        if not self.label or self.errors:
            return None
        words = {"s": self.label, "m": self.medium, "c": self.campaign or None, "link_id": link.id}
        return MadeAddress(
            self.label,
            link_address(link, self.label, medium=self.medium, campaign=self.campaign),
            url_for("links.show_qr", form="svg", **words),
            url_for("links.show_qr", form="png", unduh=1, **words),
            url_for("links.show_qr", form="svg", unduh=1, **words),
        )


def _sentence(fault: LabelFault) -> str:
    """Why, kindly."""
    return t(f"links-label-{fault.value}", limit=LONGEST)


def place_rows(
    link: ShortLink, target: Target, shop_name: str, campaign: str
) -> list[tuple[str, list[PlaceRow]]]:
    """Every place of the pack in two groups: to send or paste, and to print."""
    locale = current_locale()
    groups = []
    for key, ways in GROUPS.items():
        rows = [
            PlaceRow(
                place.short,
                place.name(locale),
                place.hint(locale),
                given_text(link, target, shop_name, place, campaign),
                link_address(link, place.short, campaign=campaign),
                url_for(
                    "links.show_qr", form="png", unduh=1, link_id=link.id, s=place.short, c=campaign or None
                )
                if place.way == "qr"
                else "",
            )
            for place in link_pack().places.values()
            if place.way in ways
        ]
        groups.append((key, rows))
    return groups


def utm_rows(own: OwnName, pack: LinkPack) -> tuple[list[tuple[str, str, str]], str]:
    """Each part of an address: short, long, what it says; and the long form as it is written behind a real address.

    Shown with the own name, once there is one, else with the pack's first place.
    """
    first = next(iter(pack.places.values()))
    source, medium = (own.label, own.medium) if own.label and not own.errors else (first.source, first.medium)
    parts = {"utm_source": source, "utm_medium": medium}
    if own.campaign:
        parts["utm_campaign"] = own.campaign
    rows = [(short, f"utm_{word}", t(f"links-utm-{word}")) for short, word in UTM_PARTS.items()]
    return rows, "?" + urlencode(parts)
