"""Help with writing, in the reader's language: example captions, first sentences, hashtags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.lang.rupiah import format_rupiah
from sandbox.lang.texts import current_locale, t
from sandbox.packs.channels import Channels
from sandbox.packs.loader import Pack
from sandbox.posts.coaching import findings_of
from sandbox.posts.drafting import DraftFacts, draft_pieces
from sandbox.posts.enums import Aim
from sandbox.posts.hashtags import add_hashtag, hashtags_in, suggest_hashtags
from sandbox.posts.parts import MISSED, Part, add_part, parts_in
from sandbox.shops.queries import Product, Shop


@dataclass(frozen=True)
class PartCard:
    """One part of a caption: whether it is there, an example, and what a tap puts in.

    ``starter`` still holds {product}, {price} and {place}, which the script fills from the chosen product.
    ``without`` is the coach's remark that says it is missing, ``words`` what else it is known by.
    """

    key: str
    name: str
    note: str
    example: str
    starter: str
    without: str
    words: str
    is_there: bool


@dataclass(frozen=True)
class TagState:
    """Hashtags of a caption as counted for the strictest channel."""

    count: int
    most: int


@dataclass(frozen=True)
class ProductWords:
    """What starters and hashtags say of a product. ``place`` is where the shop is, or its name."""

    product: str
    price: str
    place: str
    tags: tuple[str, ...]


def _words(channels: Channels) -> dict[Part, Any]:
    return {Part.BENEFIT: channels.benefit, Part.PROOF: channels.proof}


def part_cards(caption: str, channels: Channels) -> list[PartCard]:
    """The five parts, in order."""
    families = {finding.family for finding in findings_of(caption)}
    there = parts_in(caption, families, _words(channels))
    return [
        PartCard(
            part.value,
            t(f"posts-part-{part.value}"),
            t(f"posts-part-{part.value}-note"),
            t(f"posts-part-{part.value}-example"),
            starter(part, product="{product}", price="{price}", place="{place}"),
            MISSED.get(part, ""),
            "|".join(_words(channels).get(part, ())),
            part in there,
        )
        for part in Part
    ]


def starter(part: Part, *, product: str, price: str, place: str) -> str:
    """The first words of a part."""
    match part:
        case Part.HOOK:
            return t("posts-part-hook-start", product=product, place=place)
        case Part.PRICE:
            return t("posts-part-price-start", price=price)
        case _:
            return t(f"posts-part-{part.value}-start")


def product_words(product: Product, shop: Shop, pack: Pack, channels: Channels) -> ProductWords:
    """What can be said of a product without asking anybody."""
    district = pack.find_district(shop.district_code)
    place = channels.say_district(district.name) if district else ""
    trade = pack.trades.get(shop.trade)
    price = format_rupiah(product.price)
    return ProductWords(
        product.name,
        t("posts-price-per", price=price, unit=product.unit) if product.unit else price,
        place or shop.name,
        tuple(
            suggest_hashtags(
                product=product.name,
                category=product.category,
                trade=trade.name(current_locale()) if trade else "",
                district=place,
                stems=channels.hashtag_stems,
            )
        ),
    )


def tag_state(caption: str, channels: Channels) -> TagState:
    """How many hashtags there are, and how many the strictest channel takes."""
    return TagState(
        len(hashtags_in(caption)), min(channel.hashtags for channel in channels if channel.hashtags)
    )


def with_added(caption: str, wish: str, facts: ProductWords, channels: Channels) -> str:
    """The caption with what a button asks for: ``part:price``, or a hashtag suggested for the product."""
    kind, _, name = wish.partition(":")
    if kind == "part" and name in {part.value for part in Part}:
        words = starter(Part(name), product=facts.product, price=facts.price, place=facts.place)
        return add_part(caption, Part(name), words)
    state = tag_state(caption, channels)
    if kind == "tag" and name in facts.tags and state.count < state.most:
        return add_hashtag(caption, name)
    return caption


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
