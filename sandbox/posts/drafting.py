"""A believable example caption from what the shop has already said about a product. Pure.

It gives pieces, each a code with its facts; the presenter puts them into words of the reader's language. It
never claims what the shop has not written: no facts, no sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.posts.enums import Aim
from sandbox.posts.hashtags import hashtag

OPENINGS = 3
"""How many openings there are for each aim; asking again goes round them."""

LONGEST_QUOTE = 220
MOST_HASHTAGS = 3
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, kw_only=True)
class DraftFacts:
    """What is known. Money in whole rupiah, ``shipping_from`` None when not said; texts may be ""."""

    product: str
    shop: str
    price: int
    unit: str = ""
    stock: int = 0
    description: str = ""
    tagline: str = ""
    category: str = ""
    district: str = ""
    hours: str = ""
    how_to_order: str = ""
    shipping_from: int | None = None


@dataclass(frozen=True)
class Piece:
    """One sentence: ``code`` names its text, ``facts`` fill it. ``starts`` a new paragraph or follows on."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)
    starts: bool = True


def draft_pieces(facts: DraftFacts, aim: Aim, turn: int = 0) -> list[Piece]:
    """Opening, benefit, price, how to order, hashtags. ``turn`` picks another opening each time."""
    return [
        _opening(facts, aim, turn),
        *_benefit(facts),
        *_price(facts, aim),
        *_order(facts, aim),
        *_hashtags(facts),
    ]


def _opening(facts: DraftFacts, aim: Aim, turn: int) -> Piece:
    needed = {Aim.INTRODUCE: facts.district, Aim.CHAT: True, Aim.SELL: facts.stock}[aim]
    fitting = range(1 if needed else 2, OPENINGS + 1)  # the first one says where from, or that it is ready
    number = fitting[turn % len(fitting)]
    return Piece(
        f"{aim.value}-{number}",
        {"product": facts.product, "shop": facts.shop, "district": facts.district},
    )


def _benefit(facts: DraftFacts) -> list[Piece]:
    quote = first_sentences(facts.description) or first_sentences(facts.tagline)
    return [Piece("quote", {"text": quote})] if quote else []


def _price(facts: DraftFacts, aim: Aim) -> list[Piece]:
    pieces = [Piece("price-unit" if facts.unit else "price", {"price": facts.price, "unit": facts.unit})]
    if facts.shipping_from is not None:
        pieces.append(Piece("shipping", {"shipping": facts.shipping_from}, starts=False))
    if aim is Aim.SELL and facts.stock:
        code = "stock-unit" if facts.unit else "stock"
        pieces.append(Piece(code, {"stock": facts.stock, "unit": facts.unit}, starts=False))
    return pieces


def _order(facts: DraftFacts, aim: Aim) -> list[Piece]:
    pieces = [Piece(f"{aim.value}-call")]
    if aim is not Aim.INTRODUCE and (quote := first_sentences(facts.how_to_order)):
        pieces = [Piece("how", {"text": quote})]
    if facts.hours:
        pieces.append(Piece("hours", {"hours": facts.hours.rstrip(".")}, starts=False))
    return pieces


def _hashtags(facts: DraftFacts) -> list[Piece]:
    tags = dict.fromkeys(
        tag for text in (facts.product, facts.category, facts.district) if (tag := hashtag(text))
    )
    return [Piece("tags", {"tags": " ".join(list(tags)[:MOST_HASHTAGS])})] if tags else []


def first_sentences(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Whole sentences from the start of ``text``, up to ``longest`` characters; "" if the first is longer."""
    taken = ""
    for sentence in SENTENCE_END.split(" ".join(text.split())):
        longer = f"{taken} {sentence}".strip()
        if len(longer) > longest:
            break
        taken = longer
    return taken
