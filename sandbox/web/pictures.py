"""The address of a photo, for the presenters of every wing."""

from __future__ import annotations

from typing import Any, Protocol

from flask import url_for


class Picture(Protocol):
    """Anything with stored variants, such as a shop's photo."""

    variants: dict[str, list[Any]]


def picture_url(photo: Picture | None, variant: str = "list") -> str:
    """Address of one size of a photo (another one when that size is missing); "" without a photo."""
    if photo is None or not photo.variants:
        return ""
    stored = photo.variants.get(variant) or next(iter(photo.variants.values()))
    return url_for("media.show", name=stored[0])
