"""Making short links and counting who came through them."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.extensions import db
from sandbox.lang.codes import new_link_code
from sandbox.links.enums import TargetKind
from sandbox.links.models import Scan, ShortLink
from sandbox.links.queries import link_to
from sandbox.links.styles import QrStyle
from sandbox.web.transaction import try_insert

MOST_TRIES = 8


def make_link(
    *, shop_id: int, kind: TargetKind, target_id: int, new_code: Callable[[], str] = new_link_code
) -> ShortLink:
    """The link to one thing of a shop: the one it has, else a new one under a free code.

    A code that is taken (or a twin request that was faster) is noticed by the database. Raises RuntimeError when no free code turns up.
    """
    for _ in range(MOST_TRIES):
        if (link := link_to(shop_id, kind, target_id)) is not None:
            return link
        link = ShortLink(shop_id=shop_id, target_kind=kind.value, target_id=target_id, code=new_code())
        if try_insert(link):
            return link
    raise RuntimeError("no free code for a short link")


def count_scan(*, link: ShortLink, source: str, is_own: bool, medium: str = "", campaign: str = "") -> Scan:
    """Remember one visit and what its address told of where it began. Nothing about the visitor is kept."""
    scan = Scan(link_id=link.id, source=str(source), medium=medium, campaign=campaign, is_own=is_own)
    db.session.add(scan)
    return scan


def set_qr_style(*, link: ShortLink, style: QrStyle) -> None:
    """Draw the link's QR code so from now on, wherever it is shown."""
    link.qr_style = style.stored()
