"""How the pages of the editor come by their shop."""

from __future__ import annotations

from datetime import date

from flask import g, redirect, url_for
from werkzeug.wrappers import Response

from sandbox.classrooms.queries import timezone_of
from sandbox.clock import now
from sandbox.lang.dates import to_zone
from sandbox.shops import presenters
from sandbox.shops.models import Shop
from sandbox.shops.queries import own_shop_to_change, shop_of
from sandbox.web.country import pack
from sandbox.web.gate import the_actor

Answer = str | Response | tuple[str, int]


def enter_shop() -> Shop | None:
    """The actor's shop for a page that only shows it, with the class's clock; None before it is opened."""
    g.timezone = timezone_of(the_actor())
    return shop_of(the_actor())


def enter_to_change() -> Shop:
    """The actor's shop for a change, with the class's clock; 404 before it is opened."""
    g.timezone = timezone_of(the_actor())
    return own_shop_to_change(the_actor())


def today() -> date:
    """The day on the class's calendar; call it after entering the shop."""
    return to_zone(now(), g.timezone).date()


def to_opening() -> Response:
    """Nobody without a shop gets lost: the way to open one."""
    return redirect(url_for("shops.open_shop"), 303)


def face(shop: Shop) -> presenters.ShopFace:
    """The shop's card."""
    return presenters.shop_face(shop, pack())
