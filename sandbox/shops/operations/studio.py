"""What the photo studio keeps: a changed picture beside its original, what was seen in it, what was said about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.extensions import db
from sandbox.shops.models import Photo, Shop
from sandbox.shops.operations.photos import PhotoFacts, unneeded_stems
from sandbox.shops.operations.touch import touch_page


def edit_photo(*, shop: Shop, photo: Photo, recipe: Mapping[str, Any], facts: PhotoFacts) -> set[str]:
    """Show the picture in ``facts``, made by ``recipe`` from the original; the original stays kept.

    ``digest`` stays that of the upload, so the same file sent again is still the same photo. Returns the stems
    of files nobody needs any more, to be deleted once this is committed. A picture shared with other shops
    (an example) is only left, never changed.
    """
    if not photo.original_stem:
        photo.original_stem = photo.stem
        photo.original = {
            "width": photo.width,
            "height": photo.height,
            "colour": photo.colour,
            "digest": photo.digest,
            "variants": photo.variants,
            "looks": photo.looks,
        }
    stale = photo.stem
    photo.edit = dict(recipe)
    photo.stem = facts.stem
    photo.width, photo.height, photo.colour = facts.width, facts.height, facts.colour
    photo.variants, photo.looks = facts.variants, facts.looks
    touch_page(shop)
    db.session.flush()
    return unneeded_stems({stale})


def restore_photo(*, shop: Shop, photo: Photo) -> set[str]:
    """Back to the picture as it was taken in; stems of files nobody needs any more. Twice is once."""
    if not photo.original_stem:
        return set()
    stale, original = photo.stem, photo.original
    photo.stem = photo.original_stem
    photo.width, photo.height, photo.colour = original["width"], original["height"], original["colour"]
    photo.variants, photo.looks = original["variants"], original.get("looks", {})
    photo.edit, photo.original, photo.original_stem = {}, {}, ""
    touch_page(shop)
    db.session.flush()
    return unneeded_stems({stale})


def note_looks(*, photo: Photo, looks: Mapping[str, Any]) -> None:
    """Keep what was measured in a photo taken in before photos were measured."""
    photo.looks = dict(looks)


def answer_photo(*, photo: Photo, answers: Mapping[str, str]) -> None:
    """Keep what the person said about the photo; what was not answered stays as it was."""
    photo.answers = {**photo.answers, **{key: value for key, value in answers.items() if value}}
