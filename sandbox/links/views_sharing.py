"""Addresses for every place a link is put, names of the shop's own, and what they mean (UTM)."""

from __future__ import annotations

from flask import render_template, request

from sandbox.classrooms.queries import nicknames_of
from sandbox.links.blueprint import bp
from sandbox.links.drawing import loses_logo
from sandbox.links.entry import enter, link_pack, target_of
from sandbox.links.queries import get_own_link
from sandbox.links.sharing import OwnName, place_rows, utm_rows
from sandbox.links.styles import read_style
from sandbox.shops.enums import ShopState
from sandbox.web.gate import Permission, allow, the_actor


@bp.get("/tautan/<int:link_id>/bagikan")
@allow(Permission.PARTICIPATE)
def show_sharing(link_id: int) -> str | tuple[str, int]:
    """Ready-made addresses for each place; with ``?nama=`` one under an own name."""
    shop = enter()
    link = get_own_link(shop, link_id)
    target = target_of(shop, link)
    pack = link_pack()
    own = OwnName(request.args, pack, people=nicknames_of(the_actor().classroom_id))
    made = own.made(link)
    page = render_template(
        "links/sharing.html",
        link_id=link.id,
        title=target.title,
        is_shown=shop.state == ShopState.SHOWN,
        own=own,
        made=made,
        loses_logo=made is not None and loses_logo(made.address, read_style(link.qr_style)),
        mediums=own.medium_choices(),
        groups=place_rows(link, target, shop.name, own.campaign),
        utm=utm_rows(own, pack),
    )
    return (page, 422) if own.errors else page
