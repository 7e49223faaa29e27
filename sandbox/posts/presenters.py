"""What the posts pages show, in words ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.lang.dates import format_short_day
from sandbox.lang.filters import DEFAULT_TIMEZONE
from sandbox.lang.rupiah import format_rupiah
from sandbox.lang.texts import current_locale, t
from sandbox.packs.channels import Channels
from sandbox.packs.loader import Pack
from sandbox.posts.coach.review import Level
from sandbox.posts.coaching import coaching_of
from sandbox.posts.composing import ProductWords, product_words
from sandbox.posts.enums import Aim, PostState
from sandbox.posts.forms import PostForm
from sandbox.posts.models import Post
from sandbox.posts.preview import one_line
from sandbox.posts.queries import is_stopped, largest_file
from sandbox.shops.queries import Photo, Product, Shop
from sandbox.web.pictures import picture_url

SHORT = 140
AIM_ICONS = {Aim.INTRODUCE: "eye", Aim.CHAT: "chat", Aim.SELL: "basket"}


@dataclass(frozen=True)
class PostCard:
    """One post in the list. ``hints`` are sentences: what would make it stronger, at most two.

    ``is_stopped``: the caption must be changed before the post goes anywhere. ``planned`` says when and
    where, "" for nowhere.
    """

    id: int
    image: str
    photos: int
    product: str
    aim: str
    aim_icon: str
    caption: str
    hints: tuple[str, ...]
    is_stopped: bool
    is_draft: bool
    planned: str


@dataclass(frozen=True)
class PhotoChoice:
    """A photo to tap: ``small`` in the choice, ``large`` in the preview; the size is that of its largest file.

    ``number`` is its place in the post, 0 when it is not in it.
    """

    id: int
    small: str
    large: str
    alt: str
    width: int
    height: int
    number: int = 0


@dataclass(frozen=True)
class ProductChoice:
    """A product to tap, with its photos, those chosen in their order, and what starters say of it."""

    id: int
    name: str
    note: str
    image: str
    photos: tuple[PhotoChoice, ...]
    chosen: tuple[PhotoChoice, ...]
    words: ProductWords


def post_cards(posts: Sequence[Post], channels: Channels) -> list[PostCard]:
    """The list of posts."""
    return [
        PostCard(
            post.id,
            picture_url(post.photo, "page"),
            len(post.photos),
            post.product.name,
            t(f"posts-aim-{post.aim}"),
            AIM_ICONS[Aim(post.aim)],
            one_line(post.caption, SHORT),
            tuple(hints(post)[:2]),
            is_stopped(post),
            post.state == PostState.DRAFT,
            plan_words(post, channels),
        )
        for post in posts
    ]


def plan_words(post: Post, channels: Channels) -> str:
    """``21 Nov 2026, 19.00, Instagram``; "" for a post on no day."""
    if post.planned_on is None:
        return ""
    day = format_short_day(post.planned_on, DEFAULT_TIMEZONE, current_locale())
    return t(
        "posts-plan-words",
        day=day,
        hour=hour_words(post.planned_hour or 0),
        channel=channel_name(post.planned_channel, channels),
    )


def hour_words(hour: int) -> str:
    """``07.00`` or ``07:00``."""
    return f"{hour:02d}{'.' if current_locale() == 'id' else ':'}00"


def channel_name(key: str, channels: Channels) -> str:
    """A channel's name; its key when the country's file does not know it any more."""
    return channels[key].name(current_locale()) if key in channels else key


def hints(post: Post) -> list[str]:
    """What would make a post stronger, the most useful first."""
    missing = {"photo": post.photo is None, "own-photo": post.photo is not None and post.photo.is_example}
    coaching = coaching_of(post.caption, proofs=post.proofs, phone=post.shop.phone)
    said = [remark.name for remark in coaching.remarks if remark.level != Level.OK and not remark.is_proven]
    return [*(t(f"posts-hint-{name}") for name, is_so in missing.items() if is_so), *said]


def aim_cards() -> list[dict[str, str]]:
    """The three aims with one sentence each."""
    return [
        {
            "value": aim.value,
            "text": t(f"posts-aim-{aim.value}"),
            "note": t(f"posts-aim-{aim.value}-note"),
            "icon": AIM_ICONS[aim],
        }
        for aim in Aim
    ]


def product_choices(
    products: Sequence[Product], form: PostForm, shop: Shop, pack: Pack, channels: Channels
) -> list[ProductChoice]:
    """Products to choose from, each with its photos."""
    choices = []
    for product in products:
        order = form.photo_ids_of(product)
        place = {photo_id: number for number, photo_id in enumerate(order, start=1)}
        photos = tuple(photo_choice(photo, place.get(photo.id, 0)) for photo in form.photos_of(product))
        chosen = sorted((photo for photo in photos if photo.number), key=lambda photo: photo.number)
        choices.append(
            ProductChoice(
                product.id,
                product.name,
                t("posts-product-deleted") if product.deleted_at else format_rupiah(product.price),
                photos[0].small if photos else "",
                photos,
                tuple(chosen),
                product_words(product, shop, pack, channels),
            )
        )
    return choices


def photo_choice(photo: Photo, number: int = 0) -> PhotoChoice:
    """A photo in the sizes the composer needs."""
    _, width, height = largest_file(photo)
    return PhotoChoice(
        photo.id, picture_url(photo), picture_url(photo, "page"), photo.alt, width, height, number
    )


def checked_on(channels: Channels) -> str:
    """The day the channels' limits were looked up."""
    return format_short_day(channels.checked_on, DEFAULT_TIMEZONE, current_locale())
