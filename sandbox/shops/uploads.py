"""Photos that come with a request: taken in before any write, kept even if the form is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field

from flask import current_app
from werkzeug.datastructures import FileStorage

from sandbox.extensions import db
from sandbox.lang.texts import t
from sandbox.media.photo import PhotoRefused, Refusal, TakenPhoto
from sandbox.shops.examples import stem_of, variants_of
from sandbox.shops.models import Shop
from sandbox.shops.operations import (
    MOST_PER_PRODUCT,
    MOST_PER_SHOP,
    PhotoFacts,
    TooManyPhotos,
    find_photo,
    keep_photo,
    make_room,
)
from sandbox.shops.queries import own_shop_to_change
from sandbox.web.gate import Actor
from sandbox.web.transaction import outside_transaction


@dataclass
class Received:
    """What became of the files of one request: photo ids in order, and one sentence for each refusal."""

    photo_ids: list[int] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def receive_photos(actor: Actor, files: list[FileStorage], *, most: int = MOST_PER_PRODUCT) -> Received:
    """Take in the files of a form and keep them as photos of the actor's shop.

    Call it before the first write of the request. What is taken in is committed at once, in its own
    transaction: a fault in another field must not cost somebody their photos.
    """
    received = Received()
    sent = [file for file in files if file.filename or file.content_length]
    for file in sent[:most]:
        data = file.stream.read()
        try:
            photo_id = receive_bytes(actor, data)
        except PhotoRefused as refusal:
            received.refusals.append(t(refusal.text_id))
        except TooManyPhotos:
            received.refusals.append(t("shops-photo-shop-full", most=MOST_PER_SHOP))
        else:
            if photo_id not in received.photo_ids:
                received.photo_ids.append(photo_id)
    if len(sent) > most:
        received.refusals.append(t("shops-photo-too-many", most=most))
    return received


def receive_bytes(actor: Actor, data: bytes) -> int:
    """Take in one picture; the id of its photo. Raises PhotoRefused, TooManyPhotos, 404 without a shop."""
    if not data:
        raise PhotoRefused(Refusal.EMPTY)
    shop = own_shop_to_change(actor)
    known = find_photo(shop=shop, digest=hashlib.sha256(data).hexdigest())
    if known is not None:
        return known.id
    with outside_transaction():
        taken = current_app.extensions["photo_intake"].take_in(data)
        facts = store_taken(taken)
    return _keep(own_shop_to_change(actor), facts)


def store_taken(taken: TakenPhoto) -> PhotoFacts:
    """Write a picture's files; what its row will say."""
    names = current_app.extensions["media_store"].put_photo(taken)
    return PhotoFacts(
        stem=stem_of(names),
        digest=taken.digest,
        width=taken.width,
        height=taken.height,
        colour=taken.colour,
        variants=variants_of(taken, names),
        looks=taken.looks,
    )


def delete_files(stems: Collection[str]) -> None:
    """Delete pictures nobody needs any more. Call it after the commit that says so."""
    for stem in stems:
        current_app.extensions["media_store"].delete_photo(stem)


def _keep(shop: Shop, facts: PhotoFacts) -> int:
    """Keep the row and commit; files nobody needs (a twin was faster, the shop is full) are deleted."""
    store = current_app.extensions["media_store"]
    freed = make_room(shop=shop)
    try:
        photo = keep_photo(shop=shop, facts=facts)
    except TooManyPhotos:
        store.delete_photo(facts.stem)
        raise
    photo_id, stem = photo.id, photo.stem
    db.session.commit()
    delete_files({*freed, facts.stem} - {stem})
    return photo_id
