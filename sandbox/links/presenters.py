"""What the links pages show, in words ready to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, url_for

from sandbox.clock import now
from sandbox.lang.codes import spoken
from sandbox.lang.dates import format_weekday
from sandbox.lang.texts import current_locale, t
from sandbox.links import hours
from sandbox.links.entry import link_pack
from sandbox.links.enums import Source, TargetKind
from sandbox.links.models import ShortLink
from sandbox.links.queries import Count, Target, visit_times, visits_by_campaign
from sandbox.packs.links import LinkPack, Place
from sandbox.web.addresses import public_base
from sandbox.web.pictures import picture_url

QUICK_WAYS = ("wa", "ig")
MOST_SOURCES = 8


@dataclass(frozen=True)
class LinkView:
    """A link with everything its page needs. ``shares`` are (place, what it is for, text to copy)."""

    id: int
    kind: str
    title: str
    code: str
    address: str
    qr: str
    png: str
    svg: str
    studio: str
    sharing: str
    opens: str
    is_gone: bool
    shares: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class LinkRow:
    """Something that can have a link; ``link_id`` is 0 while it has none."""

    kind: str
    target_id: int
    title: str
    note: str
    image: str
    icon: str
    link_id: int
    code: str
    visits: int


@dataclass(frozen=True)
class CountView:
    """Who came: the figures, by source, by campaign, by hour of today and by day."""

    today: int
    total: int
    sources: list[dict[str, Any]]
    campaigns: list[dict[str, Any]]
    hours: list[int]
    hour_labels: list[str]
    days: list[int]
    day_labels: list[str]


def link_address(link: ShortLink, source: str | None = None, *, medium: str = "", campaign: str = "") -> str:
    """The link as printed (no source) or as handed out for one place.

    ``source`` is a place of the pack, whose medium then goes without saying, or a name of the shop's own.
    """
    words = {"s": str(source) if source else None, "m": medium or None, "c": campaign or None}
    return public_base() + url_for("links.follow", code=link.code, **words)


def link_view(link: ShortLink, target: Target, shop_name: str) -> LinkView:
    """A link's page."""
    name = {"name": target.title, "shop": shop_name}
    places = link_pack().places
    return LinkView(
        link.id,
        link.target_kind,
        target_title(target),
        spoken(link.code),
        link_address(link).split("://", 1)[-1],
        url_for("links.show_qr", link_id=link.id, form="svg"),
        url_for("links.show_qr", link_id=link.id, form="png", unduh=1),
        url_for("links.show_qr", link_id=link.id, form="svg", unduh=1),
        url_for("links.show_studio", link_id=link.id),
        url_for("links.show_sharing", link_id=link.id),
        t(f"links-opens-{target.kind.value}", **name)
        if not target.is_gone
        else t("links-opens-gone", **name),
        target.is_gone,
        (
            *(
                (
                    short,
                    places[short].name(current_locale()),
                    given_text(link, target, shop_name, places[short]),
                )
                for short in QUICK_WAYS
                if short in places
            ),
            ("link", t("links-share-link"), link_address(link)),
        ),
    )


def target_title(target: Target) -> str:
    """What a link is called on its owner's screens."""
    return t("links-order-title") if target.kind is TargetKind.ORDER else target.title


def given_text(link: ShortLink, target: Target, shop_name: str, place: Place, campaign: str = "") -> str:
    """What is copied for one place: its address, in a ready message where people write messages."""
    address = link_address(link, place.short, campaign=campaign)
    if place.way != "text":
        return address
    name = target.note if target.kind is TargetKind.POST else target.title
    return t(f"links-text-{target.kind.value}", name=name, shop=shop_name, address=address)


def link_rows(
    targets: Sequence[Target], links: Mapping[tuple[str, int], ShortLink], counts: Mapping[int, Count]
) -> list[LinkRow]:
    """Things of one kind, each with its link when it has one."""
    rows = []
    for target in targets:
        link = links.get((target.kind.value, target.id))
        rows.append(
            LinkRow(
                target.kind.value,
                target.id,
                target_title(target),
                t("links-order-note") if target.kind is TargetKind.ORDER else target.note,
                picture_url(target.photo),
                "chat" if target.kind is TargetKind.ORDER else "image",
                link.id if link else 0,
                spoken(link.code) if link else "",
                counts[link.id].total if link else 0,
            )
        )
    return rows


def count_view(link: ShortLink, count: Count) -> CountView:
    """The visits of one link, its hours and days on the class's clock."""
    moment = now()
    visits = visit_times(link.id, hours.first_midnight(g.timezone, moment))
    days = hours.by_day(visits, g.timezone, moment)
    mark = "." if current_locale() == "id" else ":"
    return CountView(
        count.today,
        count.total,
        source_rows(count, link_pack()),
        _bars(visits_by_campaign(link.id)),
        hours.by_hour(visits, g.timezone, moment),
        [f"{hour:02}{mark}00" for hour in range(24)],
        [visits_then for _, visits_then in days],
        [format_weekday(day, current_locale()) for day, _ in days],
    )


def source_rows(count: Count, pack: LinkPack) -> list[dict[str, Any]]:
    """Visits by source for the bars, the most first; a plain QR and a typed address stand there from the start."""
    known = {Source.QR.value: 0, Source.LINK.value: 0} | dict(count.by_source)
    ranked = sorted(known.items(), key=lambda item: -item[1])
    return _bars([(source_name(source, pack), visits) for source, visits in ranked])


def _bars(ranked: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    """The first few names with their visits, the others together."""
    rows = list(ranked[:MOST_SOURCES])
    if rest := sum(visits for _, visits in ranked[MOST_SOURCES:]):
        rows.append((t("links-source-others"), rest))
    return [{"label": name, "value": visits, "text": str(visits)} for name, visits in rows]


def source_name(source: str, pack: LinkPack) -> str:
    """A place by its name; a name of the shop's own as it is."""
    place = pack.places.get(source)
    return place.name(current_locale()) if place else source


def file_name(shop_slug: str, target: Target | None, form: str, source: str = "") -> str:
    """``qr-keripik-bu-siti.png``, ``qr-keripik-bu-siti-tempe-poster.svg``."""
    parts = [
        "qr",
        shop_slug,
        *([target.slug] if target and target.slug else []),
        *([source] if source else []),
    ]
    return "-".join(parts) + f".{form}"


KIND_TITLES = {TargetKind.PRODUCT: "links-products", TargetKind.POST: "links-posts"}
