"""The composer's form, and the one that puts a post on the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from flask import request
from wtforms import Field, HiddenField, ValidationError

from sandbox.lang.text_clean import clean_line
from sandbox.lang.texts import lazy_t, t
from sandbox.posts.enums import Aim, PostState
from sandbox.posts.models import Post
from sandbox.shops.queries import Product
from sandbox.web.editing import ChoiceField, EditForm, is_autosave
from sandbox.web.forms import HouseForm, TextField
from sandbox.web.numbers import row_id

MOST_PHOTOS = 5
LONGEST_PROOF = 200
PROOF = "proof-"
LONGEST_PLAN = dt.timedelta(days=366)
HOURS = range(5, 24)
"""When a post can be planned; nobody reads one before dawn."""


class AimField(ChoiceField):
    """What the post is for."""

    keys = frozenset(aim.value for aim in Aim)


class ProofsField(Field):
    """What shows that a claim is true, by family of the coach's checks: sent as ``proof-<family>``.

    A family that was not sent keeps what is stored; an empty one is forgotten. ``families`` are those that
    can be answered; others are not taken.
    """

    families: Collection[str] = ()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take each sent proof over the stored one."""
        sent = {
            name.removeprefix(PROOF): clean_line(text).strip()
            for name, text in request.form.items()
            if name.startswith(PROOF)
        }
        known = dict(self.data or {}) | {key: text for key, text in sent.items() if key in self.families}
        self.data = {family: text for family, text in known.items() if text}

    def pre_validate(self, form: Any) -> None:
        """Say which is too long."""
        for text in (self.data or {}).values():
            if len(text) > LONGEST_PROOF:
                raise ValidationError(t("forms-too-long", limit=LONGEST_PROOF, length=len(text)))


class PhotosField(Field):
    """The photos of a post: not a field of its own on the page, but the place where their faults are told.

    ``ids`` are the chosen ones in order. ``not_again`` is the first photo of the post this one repeats.
    """

    most = MOST_PHOTOS
    ids: Sequence[int] = ()
    is_repeat = False
    not_again: int | None = None

    def pre_validate(self, form: Any) -> None:
        """Say in a sentence that there are too many, or that a repeat shows no other picture."""
        if len(self.ids) > self.most:
            raise ValidationError(t("posts-photos-many", most=self.most, count=len(self.ids)))
        if self.is_repeat and (not self.ids or self.ids[0] == self.not_again):
            raise ValidationError(t("posts-photos-again"))


class PostForm(EditForm):
    """Aim, product, photos and caption.

    Each product has its own photos, ticked as ``photo-<product id>`` and put in order by
    ``order-<product id>``, so that a photo belongs to the product it shows whichever product is chosen in the
    end, with and without JavaScript. The button that sends it says ``state``.
    """

    product = ChoiceField(lazy_t("posts-product"))
    aim = AimField(lazy_t("posts-aim"), default=Aim.INTRODUCE.value)
    photos = PhotosField()
    caption = TextField(lazy_t("posts-caption"), limit=2_200)
    proofs = ProofsField()
    turn = HiddenField(default="0")

    def __init__(
        self,
        products: Sequence[Product],
        *,
        post: Post | None = None,
        limit: int,
        product_id: int = 0,
        families: Collection[str] = (),
        not_again: int | None = None,
    ) -> None:
        chosen = post.product_id if post else product_id
        if chosen not in {product.id for product in products}:
            chosen = products[0].id if products else 0
        stored: dict[str, Any] = {"product": str(chosen)}
        if post is not None:
            stored |= {"aim": post.aim, "caption": post.caption, "proofs": dict(post.proofs or {})}
        super().__init__(post.row_version if post else 0, data=stored)
        self._products = {str(product.id): product for product in products}
        self._post = post
        self.product.keys = frozenset(self._products)
        self.caption.limit = limit
        self.caption.is_required = self.is_submitted() and not is_autosave() and not self.wants_draft
        self.proofs.families = frozenset(families)
        self.proofs.process_formdata([])
        if (product := self.chosen_product) is not None:
            self.photos.ids = self.photo_ids_of(product)
        is_repeat = post is not None and post.repeat_of_id is not None
        self.photos.is_repeat = is_repeat and self.state == PostState.READY and not is_autosave()
        self.photos.not_again = not_again

    @property
    def read_caption(self) -> str:
        """The caption as coach and previews read it: one far too long to keep only as far as twice that length."""
        return (self.caption.data or "")[: 2 * self.caption.limit]

    @property
    def wants_draft(self) -> bool:
        """Whether it was sent by the button that keeps a draft."""
        return request.form.get("state") == PostState.DRAFT

    @property
    def state(self) -> str:
        """What the post is to be: as its button says, else as it is; a new one is ready."""
        sent = request.form.get("state", "")
        if sent in {state.value for state in PostState}:
            return sent
        return self._post.state if self._post else PostState.READY.value

    @property
    def chosen_product(self) -> Product | None:
        """The product the form names; None for a foreign or missing one."""
        return self._products.get(self.product.data or "")

    def photo_ids_of(self, product: Product) -> list[int]:
        """A product's chosen photos in order: what was sent, else what is stored, else its first one."""
        ids = [photo.id for photo in self.photos_of(product)]
        sent = {row_id(text) for text in request.form.getlist(f"photo-{product.id}")} & set(ids)
        if sent:
            order = [row_id(text) for text in request.form.get(f"order-{product.id}", "").split(",")]
            return [*dict.fromkeys(photo for photo in [*order, *ids] if photo in sent)]
        post = self._post
        if post is not None and post.product_id == product.id:
            stored = [photo for photo in (post.photo_id, *post.more_photo_ids) if photo in ids]
            if stored or post.repeat_of_id is not None:
                return stored
        return ids[:1]

    def photos_of(self, product: Product) -> list[Any]:
        """A product's photos, and the post's own that have been taken off the product since."""
        photos = list(product.photos)
        if self._post and self._post.product_id == product.id:
            photos += [photo for photo in self._post.photos if photo not in photos]
        return photos

    @property
    def turn_number(self) -> int:
        """How many examples were asked for before this one."""
        return row_id(self.turn.data or "")

    def facts(self) -> dict[str, Any]:
        """The checked values by column name."""
        product = self._products[self.product.data or ""]
        first, *more = self.photo_ids_of(product) or [None]
        return {
            "product_id": product.id,
            "photo_id": first,
            "more_photo_ids": more,
            "aim": self.aim.data,
            "caption": self.caption.data or "",
            "proofs": self.proofs.data or {},
            "state": self.state,
        }


class PlanForm(HouseForm):
    """A day, an hour and a channel."""

    day = HiddenField(lazy_t("posts-plan-day"))
    hour = ChoiceField(lazy_t("posts-plan-hour"))
    channel = ChoiceField(lazy_t("posts-plan-channel"))

    def __init__(self, *, channels: Collection[str], today: dt.date, **values: Any) -> None:
        super().__init__(**values)
        self.hour.keys = frozenset(map(str, HOURS))
        self.channel.keys = frozenset(channels)
        self.today = today

    @property
    def date(self) -> dt.date | None:
        """The chosen day; None when it is none."""
        try:
            return dt.date.fromisoformat((self.day.data or "").strip())
        except ValueError:
            return None

    def validate_day(self, field: Field) -> None:
        """A day of the coming year."""
        day = self.date
        if day is None:
            raise ValidationError(t("posts-plan-day-missing"))
        if not self.today <= day <= self.today + LONGEST_PLAN:
            raise ValidationError(t("posts-plan-day-range"))
