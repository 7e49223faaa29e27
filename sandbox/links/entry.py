"""What every page of the links wing begins with."""

from __future__ import annotations

from dataclasses import replace

from flask import current_app, g

from sandbox.classrooms.queries import timezone_of
from sandbox.links.enums import TargetKind
from sandbox.links.models import ShortLink
from sandbox.links.queries import Target, find_target, shop_target
from sandbox.packs.links import LinkPack, load_links
from sandbox.shops.queries import Shop, own_shop
from sandbox.web.gate import the_actor


def enter() -> Shop:
    """The participant's shop, with the class's clock; 404 before it is opened."""
    g.timezone = timezone_of(the_actor())
    return own_shop(the_actor())


def link_pack() -> LinkPack:
    """The places and inks of the installation's country."""
    pack = current_app.extensions["pack"]
    return load_links(pack.key, pack.locales)


def target_of(shop: Shop, link: ShortLink) -> Target:
    """What a link of this shop opens; the shop itself when the thing is gone for good."""
    found = find_target(shop, TargetKind(link.target_kind), link.target_id)
    return found or replace(shop_target(shop), is_gone=True)
