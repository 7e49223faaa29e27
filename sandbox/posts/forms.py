"""The composer's form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request
from wtforms import HiddenField

from sandbox.lang.texts import lazy_t
from sandbox.posts.enums import Aim
from sandbox.posts.models import Post
from sandbox.shops.queries import Product
from sandbox.web.editing import ChoiceField, EditForm, is_autosave
from sandbox.web.forms import TextField
from sandbox.web.numbers import row_id


class AimField(ChoiceField):
    """What the post is for."""

    keys = frozenset(aim.value for aim in Aim)


class PostForm(EditForm):
    """Product, photo, aim and caption.

    Each product has its own photo choice, ``photo-<product id>``, so that a photo belongs to the product it
    shows whichever product is chosen in the end, with and without JavaScript.
    """

    product = ChoiceField(lazy_t("posts-product"))
    aim = AimField(lazy_t("posts-aim"), default=Aim.INTRODUCE.value)
    caption = TextField(lazy_t("posts-caption"), limit=2_200)
    turn = HiddenField(default="0")

    def __init__(
        self, products: Sequence[Product], *, post: Post | None = None, limit: int, product_id: int = 0
    ) -> None:
        chosen = post.product_id if post else product_id
        if chosen not in {product.id for product in products}:
            chosen = products[0].id if products else 0
        stored: dict[str, Any] = {"product": str(chosen)}
        if post is not None:
            stored |= {"aim": post.aim, "caption": post.caption}
        super().__init__(post.row_version if post else 0, data=stored)
        self._products = {str(product.id): product for product in products}
        self._post = post
        self.product.keys = frozenset(self._products)
        self.caption.limit = limit
        self.caption.is_required = request.method == "POST" and not is_autosave()

    @property
    def chosen_product(self) -> Product | None:
        """The product the form names; None for a foreign or missing one."""
        return self._products.get(self.product.data or "")

    def photo_of(self, product: Product) -> int | None:
        """A product's chosen photo: what was sent, else what is stored, else its first; None without one."""
        ids = [photo.id for photo in self.photos_of(product)]
        sent = row_id(request.form.get(f"photo-{product.id}", ""))
        if sent in ids:
            return sent
        if self._post is not None and self._post.product_id == product.id and self._post.photo_id in ids:
            return self._post.photo_id
        return ids[0] if ids else None

    def photos_of(self, product: Product) -> list[Any]:
        """A product's photos, and the post's own when it has been taken off the product since."""
        photos = list(product.photos)
        post = self._post
        if post and post.product_id == product.id and post.photo and post.photo not in photos:
            photos.append(post.photo)
        return photos

    @property
    def turn_number(self) -> int:
        """How many examples were asked for before this one."""
        return row_id(self.turn.data or "")

    def facts(self) -> dict[str, Any]:
        """The checked values by column name."""
        product = self._products[self.product.data or ""]
        return {
            "product_id": product.id,
            "photo_id": self.photo_of(product),
            "aim": self.aim.data,
            "caption": self.caption.data or "",
        }
