"""What the posts pages show, in words ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.lang.dates import format_short_day
from sandbox.lang.filters import DEFAULT_TIMEZONE
from sandbox.lang.rupiah import format_rupiah
from sandbox.lang.texts import current_locale, t
from sandbox.packs.channels import Channel, Channels
from sandbox.packs.loader import Pack
from sandbox.posts.coach.review import Level
from sandbox.posts.coaching import coaching_of, is_stopped
from sandbox.posts.drafting import DraftFacts, draft_pieces
from sandbox.posts.enums import Aim
from sandbox.posts.forms import PostForm
from sandbox.posts.models import Post
from sandbox.posts.preview import Shown, count_hashtags, one_line, show_caption
from sandbox.shops.queries import Photo, Product, Shop
from sandbox.web.pictures import picture_url

SHORT = 140
AIM_ICONS = {Aim.INTRODUCE: "eye", Aim.CHAT: "chat", Aim.SELL: "basket"}


@dataclass(frozen=True)
class PostCard:
    """One post in the list. ``hints`` are sentences: what would make it stronger, at most two.

    ``is_stopped``: the caption must be changed before the post goes anywhere.
    """

    id: int
    image: str
    product: str
    aim: str
    aim_icon: str
    caption: str
    hints: tuple[str, ...]
    is_stopped: bool


@dataclass(frozen=True)
class PhotoChoice:
    """A photo to tap: ``small`` in the choice, ``large`` in the preview."""

    id: int
    small: str
    large: str
    alt: str


@dataclass(frozen=True)
class ProductChoice:
    """A product to tap, with its photos and the one chosen among them."""

    id: int
    name: str
    note: str
    image: str
    photos: tuple[PhotoChoice, ...]
    chosen: int | None


@dataclass(frozen=True)
class Preview:
    """A post as both channels would show it."""

    shop: str
    avatar: str
    photo: PhotoChoice | None
    instagram: Shown
    whatsapp: Shown
    hashtags: int


def post_cards(posts: Sequence[Post]) -> list[PostCard]:
    """The list of posts."""
    return [
        PostCard(
            post.id,
            picture_url(post.photo, "page"),
            post.product.name,
            t(f"posts-aim-{post.aim}"),
            AIM_ICONS[Aim(post.aim)],
            one_line(post.caption, SHORT),
            tuple(hints(post)[:2]),
            is_stopped(post.caption),
        )
        for post in posts
    ]


def hints(post: Post) -> list[str]:
    """What would make a post stronger, the most useful first."""
    missing = {"photo": post.photo is None, "own-photo": post.photo is not None and post.photo.is_example}
    said = [remark.name for remark in coaching_of(post.caption).remarks if remark.level != Level.OK]
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


def product_choices(products: Sequence[Product], form: PostForm) -> list[ProductChoice]:
    """Products to choose from, each with its photos."""
    choices = []
    for product in products:
        photos = tuple(photo_choice(photo) for photo in form.photos_of(product))
        choices.append(
            ProductChoice(
                product.id,
                product.name,
                t("posts-product-deleted") if product.deleted_at else format_rupiah(product.price),
                photos[0].small if photos else "",
                photos,
                form.photo_of(product),
            )
        )
    return choices


def photo_choice(photo: Photo) -> PhotoChoice:
    """A photo in the sizes the composer needs."""
    return PhotoChoice(photo.id, picture_url(photo), picture_url(photo, "page"), photo.alt)


def preview(shop: Shop, form: PostForm, choices: Sequence[ProductChoice], channels: Channels) -> Preview:
    """The post as it stands in the form."""
    product = next((choice for choice in choices if str(choice.id) == form.product.data), None)
    photo = next((photo for photo in product.photos if photo.id == product.chosen), None) if product else None
    caption = form.caption.data or ""
    return Preview(
        shop.name,
        picture_url(shop.logo),
        photo,
        _shown(caption, channels["instagram"]),
        _shown(caption, channels["whatsapp"]),
        count_hashtags(caption),
    )


def _shown(caption: str, channel: Channel) -> Shown:
    return show_caption(caption, shown_first=channel.shown_first, limit=channel.caption)


def checked_on(channels: Channels) -> str:
    """The day the channels' limits were looked up."""
    return format_short_day(channels.checked_on, DEFAULT_TIMEZONE, current_locale())


def draft_caption(
    product: Product, shop: Shop, *, aim: str, turn: int, pack: Pack, channels: Channels
) -> str:
    """An example caption in the reader's language, from what the shop says about the product."""
    district = pack.find_district(shop.district_code)
    facts = DraftFacts(
        product=product.name,
        shop=shop.name,
        price=product.price,
        unit=product.unit,
        stock=product.stock,
        description=product.description,
        tagline=shop.tagline,
        category=product.category,
        district=channels.say_district(district.name) if district else "",
        hours=shop.hours,
        how_to_order=shop.how_to_order,
        shipping_from=shop.shipping_from,
    )
    text = ""
    for piece in draft_pieces(facts, Aim(aim), turn):
        filled = {name: _in_words(name, value) for name, value in piece.facts.items()}
        sentence = t(f"posts-draft-{piece.code}", **filled)
        text += (("\n\n" if piece.starts else " ") if text else "") + sentence
    return text


def _in_words(name: str, value: object) -> object:
    return format_rupiah(value) if name in {"price", "shipping"} and isinstance(value, int) else value
