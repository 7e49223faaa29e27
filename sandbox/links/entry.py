"""What every page of the links wing begins with."""

from __future__ import annotations

from dataclasses import replace

from flask import g, request

from sandbox.classrooms.queries import nicknames_of, timezone_of
from sandbox.links.enums import TargetKind
from sandbox.links.labels import read_label
from sandbox.links.models import ShortLink
from sandbox.links.queries import Target, find_target, shop_target
from sandbox.packs.links import LinkPack, load_links
from sandbox.shops.queries import Shop, own_shop
from sandbox.web.country import pack
from sandbox.web.gate import the_actor


def enter() -> Shop:
    """The participant's shop, with the class's clock; 404 before it is opened."""
    g.timezone = timezone_of(the_actor())
    return own_shop(the_actor())


def link_pack() -> LinkPack:
    """The places and inks of the installation's country."""
    return load_links(pack().key, pack().locales)


def carried_label(shop: Shop, part: str) -> str:
    """The source (``s``) or campaign (``c``) in the address; "" for one that nobody can make on our pages.

    Addresses are written by hand too, and no count may say a classmate's name.
    """
    known = link_pack()
    label = read_label(request.args.get(part, ""), titles=known.titles)
    if not label or label in known.places:
        return label
    return read_label(label, people=nicknames_of(shop.classroom_id))


def target_of(shop: Shop, link: ShortLink) -> Target:
    """What a link of this shop opens; the shop itself when the thing is gone for good."""
    found = find_target(shop, TargetKind(link.target_kind), link.target_id)
    return found or replace(shop_target(shop), is_gone=True)
