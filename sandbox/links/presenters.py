"""What the links pages show, in words ready to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import url_for

from sandbox.lang.codes import spoken
from sandbox.lang.texts import t
from sandbox.links.enums import Source, TargetKind
from sandbox.links.models import ShortLink
from sandbox.links.queries import Count, Target
from sandbox.web.addresses import public_base
from sandbox.web.pictures import picture_url

SHOWN_SOURCES = (Source.QR, Source.WHATSAPP, Source.INSTAGRAM, Source.LINK)


@dataclass(frozen=True)
class LinkView:
    """A link with everything its page needs. ``shares`` are (source, what it is for, text to copy)."""

    id: int
    kind: str
    title: str
    code: str
    address: str
    qr: str
    png: str
    svg: str
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
    link_id: int
    code: str
    visits: int


def link_address(link: ShortLink, source: Source | None = None) -> str:
    """The link as printed (no source) or as handed out for one place."""
    return public_base() + url_for("links.follow", code=link.code, s=source.value if source else None)


def link_view(link: ShortLink, target: Target, shop_name: str) -> LinkView:
    """A link's page."""
    name = {"name": target.title, "shop": shop_name}
    return LinkView(
        link.id,
        link.target_kind,
        target.title,
        spoken(link.code),
        link_address(link).split("://", 1)[-1],
        url_for("links.show_qr", link_id=link.id, form="svg"),
        url_for("links.show_qr", link_id=link.id, form="png", unduh=1),
        url_for("links.show_qr", link_id=link.id, form="svg", unduh=1),
        t(f"links-opens-{target.kind.value}", **name)
        if not target.is_gone
        else t("links-opens-gone", **name),
        target.is_gone,
        (
            ("wa", t("links-share-wa"), _share_text(target, shop_name, link_address(link, Source.WHATSAPP))),
            ("ig", t("links-share-ig"), link_address(link, Source.INSTAGRAM)),
            ("link", t("links-share-link"), link_address(link)),
        ),
    )


def _share_text(target: Target, shop_name: str, address: str) -> str:
    name = target.note if target.kind is TargetKind.POST else target.title
    return t(f"links-text-{target.kind.value}", name=name, shop=shop_name, address=address)


def link_rows(
    targets: Sequence[Target], links: Mapping[tuple[str, int], ShortLink], counts: Mapping[int, Count]
) -> list[LinkRow]:
    """Products or posts, each with its link when it has one."""
    rows = []
    for target in targets:
        link = links.get((target.kind.value, target.id))
        rows.append(
            LinkRow(
                target.kind.value,
                target.id,
                target.title,
                target.note,
                picture_url(target.photo),
                link.id if link else 0,
                spoken(link.code) if link else "",
                counts[link.id].total if link else 0,
            )
        )
    return rows


def source_rows(count: Count) -> list[dict[str, object]]:
    """Visits by source, for the bars."""
    return [
        {
            "label": t(f"links-source-{source.value}"),
            "value": count.by_source[source],
            "text": str(count.by_source[source]),
        }
        for source in SHOWN_SOURCES
    ]


def file_name(shop_slug: str, target: Target | None, form: str) -> str:
    """``qr-keripik-bu-siti.png``, ``qr-keripik-bu-siti-tempe.svg``."""
    parts = ["qr", shop_slug, *([target.slug] if target and target.slug else [])]
    return "-".join(parts) + f".{form}"


def midnight(zone: str, moment: datetime) -> datetime:
    """The start of the day on the class's clock."""
    here = moment.astimezone(ZoneInfo(zone))
    return here - timedelta(
        hours=here.hour, minutes=here.minute, seconds=here.second, microseconds=here.microsecond
    )


KIND_TITLES = {TargetKind.PRODUCT: "links-products", TargetKind.POST: "links-posts"}
