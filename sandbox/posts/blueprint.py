"""The blueprint of the posts wing, and how its views are entered."""

from __future__ import annotations

from flask import Blueprint, Response, g, request

from sandbox.classrooms.queries import me
from sandbox.links.enums import TargetKind
from sandbox.links.queries import offer_targets
from sandbox.posts.queries import post_targets
from sandbox.shops.queries import Shop, own_shop
from sandbox.web.gate import the_actor

bp = Blueprint("posts", __name__)
bp.record_once(lambda state: offer_targets(state.app, TargetKind.POST, post_targets))


@bp.after_request
def never_from_memory(response: Response) -> Response:
    """The Back button must fetch the composer again: an old copy would be a conflict with itself."""
    if request.method != "POST" and response.mimetype == "text/html":
        response.headers["Cache-Control"] = "no-store"
    return response


def enter() -> Shop:
    """The participant's shop, with the class's clock; 404 before it is opened."""
    g.timezone = me(the_actor()).classroom.timezone
    return own_shop(the_actor())
