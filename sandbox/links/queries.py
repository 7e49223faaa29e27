"""Reading short links, what they open, and their scans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from flask import Flask, current_app
from sqlalchemy import func, select

from sandbox.extensions import db
from sandbox.links.enums import TargetKind
from sandbox.links.models import Scan, ShortLink
from sandbox.shops.enums import ShopState
from sandbox.shops.queries import Photo, Product, Shop, ShopKeeper, visible_products
from sandbox.web.gate import Actor

EXTENSION = "link_targets"


@dataclass(frozen=True)
class Target:
    """What a link opens. ``product_slug`` is "" where that is the shop's own page.

    ``slug`` names downloads; ``is_gone`` says the thing is not on show any more, so that the link leads to
    the shop instead.
    """

    kind: TargetKind
    id: int
    title: str
    note: str
    photo: Photo | None
    product_slug: str = ""
    is_gone: bool = False

    @property
    def slug(self) -> str:
        """A short name for files: ``keripik-tempe``, ``posting-12``, or "" for the shop."""
        own = {TargetKind.POST: f"posting-{self.id}", TargetKind.ORDER: "pesan"}
        return own.get(self.kind, self.product_slug)


TargetSource = Callable[[Shop], Iterable[Target]]


def offer_targets(app: Flask, kind: TargetKind, source: TargetSource) -> None:
    """Let another wing say what of a shop can have a link: ``source(shop)`` gives it, the best first.

    Wings above this one (posts) call it when their views are registered; this wing cannot import them.
    """
    app.extensions.setdefault(EXTENSION, {})[kind] = source


def shop_target(shop: Shop) -> Target:
    """The shop itself."""
    photo = shop.cover or next(
        (photo for product in visible_products(shop) for photo in product.photos), None
    )
    return Target(TargetKind.SHOP, shop.id, shop.name, "", photo)


def chat_target(shop: Shop) -> Target:
    """The chat in which the shop is sent practice orders."""
    return Target(TargetKind.ORDER, shop.id, shop.name, "", None)


def product_target(product: Product, *, note: str = "") -> Target:
    """A product's page; the shop's while the product is hidden or deleted."""
    is_gone = product.is_hidden or product.deleted_at is not None
    photo = next(iter(product.photos), None)
    slug = "" if is_gone else product.slug
    return Target(TargetKind.PRODUCT, product.id, product.name, note, photo, slug, is_gone)


def targets_of(shop: Shop) -> dict[TargetKind, list[Target]]:
    """Everything of a shop that can have a link, by kind."""
    found = {
        TargetKind.SHOP: [shop_target(shop)],
        TargetKind.PRODUCT: [product_target(product) for product in visible_products(shop)],
        TargetKind.POST: [],
        TargetKind.ORDER: [chat_target(shop)],
    }
    for kind, source in current_app.extensions.get(EXTENSION, {}).items():
        found[kind] = list(source(shop))
    return found


def find_target(shop: Shop, kind: TargetKind, target_id: int) -> Target | None:
    """One thing of this shop, also when it is hidden or deleted by now; None for a stranger's."""
    if kind in {TargetKind.SHOP, TargetKind.ORDER, TargetKind.PAYMENT}:
        made = chat_target if kind is TargetKind.ORDER else shop_target
        return made(shop) if target_id == shop.id else None
    if kind is TargetKind.PRODUCT:
        product = next((product for product in shop.products if product.id == target_id), None)
        return product_target(product) if product else None
    return next((target for target in targets_of(shop)[kind] if target.id == target_id), None)


def find_link(code: str) -> ShortLink | None:
    """The link behind a normalised code."""
    return db.session.scalar(select(ShortLink).where(ShortLink.code == code))


def get_own_link(shop: Shop, link_id: int) -> ShortLink:
    """One link of this shop; 404 for any other. The practice payment has pages of its own."""
    return db.first_or_404(
        select(ShortLink).where(
            ShortLink.id == link_id,
            ShortLink.shop_id == shop.id,
            ShortLink.target_kind != TargetKind.PAYMENT.value,
        )
    )


def get_kept_link(actor: Actor, link_id: int) -> ShortLink:
    """As :func:`get_own_link`, without loading the shop: for what phones ask for again and again."""
    return db.first_or_404(
        select(ShortLink)
        .join(ShopKeeper, ShopKeeper.shop_id == ShortLink.shop_id)
        .where(
            ShortLink.id == link_id,
            ShopKeeper.participant_id == actor.id,
            ShortLink.target_kind != TargetKind.PAYMENT.value,
        )
    )


def link_to(shop_id: int, kind: TargetKind, target_id: int) -> ShortLink | None:
    """The link to one thing, if there is one already."""
    return db.session.scalar(
        select(ShortLink).where(
            ShortLink.shop_id == shop_id,
            ShortLink.target_kind == kind.value,
            ShortLink.target_id == target_id,
        )
    )


def links_of_shop(shop_id: int) -> dict[tuple[str, int], ShortLink]:
    """A shop's links by what they open: (kind, id)."""
    rows = db.session.scalars(select(ShortLink).where(ShortLink.shop_id == shop_id).order_by(ShortLink.id))
    return {(link.target_kind, link.target_id): link for link in rows}


def shop_of_link(link: ShortLink) -> Shop:
    """The shop a link belongs to."""
    return db.session.get_one(Shop, link.shop_id)


def may_enter(actor: Actor | None, shop: Shop) -> bool:
    """Whether this visitor may be sent to the shop: the same fence as the shop page's.

    On display it is open to visitors and to its own class; a draft only to its keepers and its staff.
    """
    if actor is not None and shop.classroom_id not in actor.classroom_ids:
        return False
    if shop.state == ShopState.SHOWN:
        return True
    return actor is not None and (actor.is_trainer or keeps(actor, shop.id))


def keeps(actor: Actor | None, shop_id: int) -> bool:
    """Whether this is one of the shop's own keepers."""
    if actor is None or not actor.is_participant:
        return False
    query = select(ShopKeeper.id).where(ShopKeeper.shop_id == shop_id, ShopKeeper.participant_id == actor.id)
    return db.session.scalar(query) is not None


@dataclass
class Count:
    """Visits by others than the keepers: since midnight and in all, and in all by source."""

    today: int = 0
    total: int = 0
    by_source: Counter[str] = field(default_factory=Counter)


def count_scans(link_ids: Collection[int], since: datetime) -> dict[int, Count]:
    """Visits by link, with those from ``since`` on as today's; a link without visits has a Count of zeros."""
    found = {link_id: Count() for link_id in link_ids}
    query = (
        select(Scan.link_id, Scan.source, func.count(), func.count().filter(Scan.at >= since))
        .where(Scan.link_id.in_(link_ids), Scan.is_own.is_(False))
        .group_by(Scan.link_id, Scan.source)
    )
    for link_id, source, total, today in db.session.execute(query):
        count = found[link_id]
        count.total += total
        count.today += today
        count.by_source[source] += total
    return found


def visit_times(link_id: int, since: datetime) -> list[datetime]:
    """When others than the keepers came, from ``since`` on."""
    query = select(Scan.at).where(Scan.link_id == link_id, Scan.is_own.is_(False), Scan.at >= since)
    return list(db.session.scalars(query))


def visits_by_campaign(link_id: int) -> list[tuple[str, int]]:
    """Visits that came under a campaign's name, the most first."""
    query = (
        select(Scan.campaign, func.count())
        .where(Scan.link_id == link_id, Scan.is_own.is_(False), Scan.campaign != "")
        .group_by(Scan.campaign)
        .order_by(func.count().desc(), Scan.campaign)
    )
    return [(campaign, count) for campaign, count in db.session.execute(query)]


def visit_mark(link_id: int) -> str:
    """Changes whenever somebody is counted; much cheaper than counting."""
    query = select(func.count(), func.max(Scan.id)).where(Scan.link_id == link_id, Scan.is_own.is_(False))
    count, last = db.session.execute(query).one()
    return f"{count}-{last or 0}"


def count_links(shop_ids: Collection[int]) -> dict[int, int]:
    """Short links made, by shop; a practice payment code is none."""
    rows = db.session.execute(
        select(ShortLink.shop_id, func.count())
        .where(ShortLink.shop_id.in_(shop_ids), ShortLink.target_kind != TargetKind.PAYMENT.value)
        .group_by(ShortLink.shop_id)
    )
    return {row[0]: row[1] for row in rows}


def count_visits(shop_ids: Collection[int]) -> dict[int, int]:
    """Scans and taps on a shop's links by others than its keepers, by shop."""
    rows = db.session.execute(
        select(ShortLink.shop_id, func.count())
        .join(Scan, Scan.link_id == ShortLink.id)
        .where(ShortLink.shop_id.in_(shop_ids), Scan.is_own.is_(False))
        .group_by(ShortLink.shop_id)
    )
    return {row[0]: row[1] for row in rows}
