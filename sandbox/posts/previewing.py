"""A post as each channel would show it, in words and numbers ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

from sandbox.lang.rupiah import format_rupiah
from sandbox.lang.texts import current_locale, t
from sandbox.packs.channels import Channel, Channels
from sandbox.packs.loader import Pack
from sandbox.posts.forms import PostForm
from sandbox.posts.pictures import NEARLY, SHARP_ENOUGH, Cut, cut_photo
from sandbox.posts.presenters import PhotoChoice, ProductChoice
from sandbox.posts.preview import Told, tell
from sandbox.shops.queries import Shop
from sandbox.web.pictures import picture_url


@dataclass(frozen=True)
class ChannelView:
    """One channel: its limits, the post in its words, and what it would do to the first photo.

    ``shape`` names the picture's shape for the style sheet (``4x5``). ``tail`` is what a broadcast must end
    with. ``small`` says in a sentence that the photo is too small, "" when it is not. ``limits`` are
    sentences.
    """

    key: str
    name: str
    channel: Channel
    shape: str
    told: Told
    tail: str
    is_whole: bool
    small: str
    limits: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """A post as every channel would show it. ``price`` and ``product`` are what listings print."""

    shop: str
    avatar: str
    place: str
    product: str
    price: str
    photos: tuple[PhotoChoice, ...]
    channels: tuple[ChannelView, ...]
    nearly: float = NEARLY
    sharp: float = SHARP_ENOUGH


def preview(
    shop: Shop, form: PostForm, choices: Sequence[ProductChoice], channels: Channels, pack: Pack
) -> Preview:
    """The post as it stands in the form."""
    product = next((choice for choice in choices if str(choice.id) == form.product.data), None)
    photos = product.chosen if product else ()
    caption = form.read_caption
    name = product.name if product else ""
    district = pack.find_district(shop.district_code)
    chosen = form.chosen_product
    return Preview(
        shop.name,
        picture_url(shop.logo),
        channels.say_district(district.name) if district else "",
        name,
        format_rupiah(chosen.price) if chosen else "",
        tuple(photos),
        tuple(_view(channel, caption, name, photos[0] if photos else None) for channel in channels),
    )


def cut_for(width: int, height: int, channel: Channel) -> Cut:
    """What a channel takes of a photo of this size."""
    return cut_photo(
        width, height, channel.picture, whole=channel.frame == "whole", smallest=channel.smallest
    )


def _view(channel: Channel, caption: str, product: str, photo: PhotoChoice | None) -> ChannelView:
    across, down = (side // gcd(*channel.picture) for side in channel.picture)
    tail = t("posts-broadcast-stop") if channel.kind == "chat" else ""
    cut = cut_for(photo.width, photo.height, channel) if photo else None
    return ChannelView(
        channel.key,
        channel.name(current_locale()),
        channel,
        f"{across}x{down}",
        tell(caption, product, channel, tail=tail),
        tail,
        bool(cut and cut.has_backdrop),
        _small(cut, channel) if cut and cut.is_small else "",
        tuple(_limits(channel)),
    )


def _small(cut: Cut, channel: Channel) -> str:
    width, height = channel.picture
    return t("posts-warn-small", made=size_words(*cut.size), best=size_words(width, height))


def size_words(width: int, height: int) -> str:
    """``1080 × 1350``."""
    return f"{width} × {height}"


def _limits(channel: Channel) -> list[str]:
    """What a channel takes, in sentences."""
    said = [t("posts-limit-picture", size=size_words(*channel.picture))]
    if channel.title and channel.kind != "story":
        said.append(t("posts-limit-title", title=channel.title))
    if channel.caption and channel.shown_first < channel.caption:
        said.append(t("posts-limit-fold", caption=channel.caption, first=channel.shown_first))
    elif channel.caption:
        said.append(t("posts-limit-caption", caption=channel.caption))
    if channel.hashtags:
        said.append(t("posts-limit-tags", hashtags=channel.hashtags))
    if not channel.sure:
        said.append(t("posts-limits-unsure"))
    return said
