"""Photos arriving, the shop's logo and cover, and the words of a photo."""

from __future__ import annotations

from flask import abort, flash, jsonify, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from sandbox.lang.texts import t
from sandbox.shops import operations
from sandbox.shops.blueprint import bp
from sandbox.shops.presenters import photo_view
from sandbox.shops.queries import get_own_photo, own_shop_to_change
from sandbox.shops.uploads import Received, receive_photos
from sandbox.web.gate import Permission, allow, the_actor

SLOTS = ("logo", "cover")


def _wants_json() -> bool:
    return request.headers.get("X-Upload") == "1"


def _sent_photos() -> Received:
    """The files of this request, whichever of the two field names they come under."""
    return receive_photos(the_actor(), [*request.files.getlist("photo"), *request.files.getlist("photos")])


def _answer(received: Received, fallback: str) -> Response:
    """JSON for the phone's uploader: the photo, or a sentence; for a plain form the way back."""
    if not _wants_json():
        for sentence in received.refusals:
            flash(sentence, "error")
        return redirect(fallback, 303)
    if received.photo_ids:
        photo = get_own_photo(own_shop_to_change(the_actor()), received.photo_ids[0])
        view = photo_view(photo)
        facts = {"id": photo.id, "url": view.url, "alt": photo.alt, "fix": view.fix_url, "hint": view.hint}
        return make_response(jsonify(facts), 201)
    sentences = received.refusals or [t("media-refused-empty")]
    return make_response(jsonify(error=" ".join(sentences)), 422)


@bp.post("/toko/foto")
@allow(Permission.PARTICIPATE)
def add_photo() -> Response:
    """Take a photo into the shop; the form it belongs to says later where it goes."""
    own_shop_to_change(the_actor())  # 404 for somebody without a shop, before any work
    return _answer(_sent_photos(), url_for(".edit_shop"))


@bp.post("/toko/foto-toko/<slot>")
@allow(Permission.PARTICIPATE)
def set_shop_photo(slot: str) -> Response:
    """Set the logo or the cover from a new photo, or take it off (``photo_action=remove:ID``)."""
    if slot not in SLOTS:
        abort(404)
    own_shop_to_change(the_actor())
    received = _sent_photos()
    shop = own_shop_to_change(the_actor())
    if received.photo_ids:
        photo = get_own_photo(shop, received.photo_ids[0])
        operations.set_shop_photo(shop=shop, slot=slot, photo=photo)
    elif request.form.get("photo_action", "").startswith("remove:"):
        operations.set_shop_photo(shop=shop, slot=slot, photo=None)
        if _wants_json():
            return jsonify(removed=True)
    return _answer(received, url_for(".edit_look"))
