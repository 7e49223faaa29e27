"""Having the photo workers carry out a recipe, before anything is written, and keeping what they made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, current_app

from sandbox.extensions import db
from sandbox.media.photo import PhotoRefused, Refusal
from sandbox.media.recipe import Recipe
from sandbox.shops import operations
from sandbox.shops.models import Photo
from sandbox.shops.queries import get_own_photo, own_shop_to_change, photos_by_id
from sandbox.shops.uploads import delete_files, store_taken
from sandbox.web.gate import Actor
from sandbox.web.transaction import outside_transaction

LARGEST = "zoom"


def original_variants(photo: Photo) -> Mapping[str, Any]:
    """The files of the picture as it was taken in."""
    return photo.original["variants"] if photo.original_stem else photo.variants


def apply_recipe(actor: Actor, photo: Photo, recipe: Recipe) -> None:
    """Make the photo what ``recipe`` says and commit. Raises PhotoRefused; then nothing has changed.

    Starts from the original each time, so nothing is lost by changing one's mind. Of two phones the later wins.
    """
    photo_id, same = photo.id, photo.edit == recipe.stored()
    if same:
        return
    if recipe.is_plain:
        restore(actor, photo_id)
        return
    variants = original_variants(photo)
    with outside_transaction():
        taken = current_app.extensions["photo_intake"].edit(_read(variants), recipe)
        facts = store_taken(taken)
    shop = own_shop_to_change(actor)
    if not (still_there := photos_by_id(shop, [photo_id])):  # let go of meanwhile
        delete_files({facts.stem})
        abort(404)
    stale = operations.edit_photo(shop=shop, photo=still_there[0], recipe=recipe.stored(), facts=facts)
    db.session.commit()
    delete_files(stale)


def restore(actor: Actor, photo_id: int) -> None:
    """Back to the original, and commit."""
    shop = own_shop_to_change(actor)
    stale = operations.restore_photo(shop=shop, photo=get_own_photo(shop, photo_id))
    db.session.commit()
    delete_files(stale)


def look_again(actor: Actor, photo: Photo) -> None:
    """Measure a photo that came before photos were measured. Raises PhotoRefused."""
    photo_id, variants = photo.id, photo.variants
    with outside_transaction():
        looks = current_app.extensions["photo_intake"].look(_read(variants))
    shop = own_shop_to_change(actor)
    operations.note_looks(photo=get_own_photo(shop, photo_id), looks=looks)


def _read(variants: Mapping[str, Any]) -> bytes:
    stored = variants.get(LARGEST) or next(iter(variants.values()), None)
    if not stored:
        raise PhotoRefused(Refusal.BROKEN)
    try:
        return current_app.extensions["media_store"].read(stored[0])
    except FileNotFoundError:
        raise PhotoRefused(Refusal.BROKEN) from None
