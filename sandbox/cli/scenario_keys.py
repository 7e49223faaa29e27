"""Every key a scenario file may have: type, limits, default and meaning.

The reader checks files against this table, and docs/scenarios/README.md shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

REQUIRED = object()
"""Default of a key that has none."""
BIG = 1_000_000_000


@dataclass(frozen=True)
class Key:
    """One key.  kind: ``text``, ``whole``, ``number``, ``yes-no``, ``date``, ``names``, ``wholes``,
    ``table`` or ``tables``.  choices: the words a text may be; for ``table`` and ``tables`` the name of the
    part it holds is the key itself.
    """

    kind: str
    meaning: str
    default: Any = REQUIRED
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()


Part = Mapping[str, Key]

SCENARIO: Part = {
    "title": Key("text", "shown above the result", ""),
    "days": Key("whole", "market days to play", 7, 1, 1_000),
    "mode": Key(
        "text",
        "realised: with luck, whole counts; expected: without luck, the truth on average",
        "realised",
        choices=("realised", "expected"),
    ),
    "seed": Key("text", "names the luck: the same seed and choices give the same days", "scenario"),
    "market": Key(
        "text",
        "isolated: every shop for itself; shared: the shops compete for the same people",
        "isolated",
        choices=("isolated", "shared"),
    ),
    "environment": Key("table", "the calendar and what happens", None),
    "shop": Key("tables", "one [[shop]] per shop"),
}

ENVIRONMENT: Part = {
    "start_date": Key("date", "date of market day 0", None),
    "demand": Key("number", "times the usual demand", 1.0, 0, 100),
    "price": Key("number", "times the usual price of attention", 1.0, 0.01, 100),
    "event": Key("tables", "one [[environment.event]] per event", None),
}

EVENT: Part = {
    "kind": Key("text", "a kind of the country pack (its figures are used), or a word of your own"),
    "first_day": Key("whole", "market day on which it begins", 0, 0, 1_000),
    "days": Key("whole", "how long it lasts (the pack's length when left out)", None, 1, 1_000),
    "demand": Key("number", "times buyers' intent", None, 0.01, 100),
    "price": Key("number", "times rivals' bids", None, 0.01, 100),
    "shipping": Key("number", "times shipping fees", None, 0.01, 100),
    "market_price": Key("number", "times what others ask for the like", None, 0.01, 100),
    "discovery": Key("number", "times strangers who come across an organic post", None, 0.01, 100),
    "regions": Key("names", "where demand changes; empty: everywhere", None),
}

SHOP: Part = {
    "key": Key("text", "name of the shop; its own luck hangs on it"),
    "page_score": Key("number", "how good the shop page is", 50.0, 0, 100),
    "load_seconds": Key("number", "seconds until the shop page is there", 3.0, 0, 3600),
    "reply_minutes": Key("number", "minutes until a chat is answered", 15.0, 0, 1_000_000),
    "rating": Key("number", "stars", 4.6, 1, 5),
    "reviews": Key("whole", "number of reviews", 20, 0, BIG),
    "contacts": Key("whole", "WhatsApp contacts on the first day", 0, 0, BIG),
    "open_share": Key("number", "share of chats that arrive in opening hours", 1.0, 0, 1),
    "chat_capacity": Key("whole", "chats answered in time per day", 60, 0, BIG),
    "followers": Key("table", "followers on the first day: org_fb, org_ig, org_tt", None),
    "category": Key("text", "what it sells; in a shared market shops of one category share buyers", ""),
    "offer": Key("tables", "one [[shop.offer]] per product"),
    "creative": Key("tables", "one [[shop.creative]] per post"),
    "campaign": Key("tables", "one [[shop.campaign]] per campaign", None),
}

FOLLOWERS: Part = {
    name: Key("whole", f"followers on {place}", 0, 0, BIG)
    for name, place in (("org_fb", "Facebook"), ("org_ig", "Instagram"), ("org_tt", "TikTok"))
}

OFFER: Part = {
    "key": Key("text", "name of the product"),
    "price": Key("whole", "rupiah a unit", REQUIRED, 0, 1_000 * BIG),
    "goods_cost": Key("whole", "rupiah a unit costs the seller", REQUIRED, 0, 1_000 * BIG),
    "market_price": Key(
        "whole", "rupiah others ask for the like (own price when left out)", None, 1, 1_000 * BIG
    ),
    "interest": Key("text", "who cares for it, such as food or fashion"),
    "stock": Key("whole", "units on the first day", 1_000, 0, BIG),
    "packing": Key("whole", "rupiah a parcel costs to pack", 0, 0, BIG),
    "shipping": Key(
        "text",
        "where the buyer meets the fee; free: the seller pays it",
        "shown",
        choices=("shown", "hidden", "free"),
    ),
    "shipping_fees": Key(
        "wholes", "rupiah by region, nearest first (the pack's when left out)", None, 0, BIG
    ),
    "ages": Key("names", "ages it leans to; empty: everybody", ()),
    "genders": Key("names", "sexes it leans to; empty: everybody", ()),
    "promo": Key("yes-no", "whether it is on promotion on twin dates", False),
    "cod": Key("yes-no", "whether buyers may pay at the door", False),
}

CREATIVE: Part = {
    "key": Key("text", "name of the post"),
    "photo": Key(
        "text", "names the photo: the same photo tires people (the post's name when left out)", None
    ),
    "caption": Key("text", "names the words (the post's name when left out)", None),
    "photo_score": Key("number", "how good the photo is", 50.0, 0, 100),
    "caption_score": Key("number", "how good the words are", 50.0, 0, 100),
}

CAMPAIGN: Part = {
    "channel": Key("text", "where: meta, tiktok, gsearch, mkt, wa_bc and what else the pack has"),
    "offer": Key("text", "key of the product (the only one when left out)", None),
    "creative": Key("text", "key of the post (the only one when left out)", None),
    "objective": Key(
        "text", "what the platform shall bring", "click", choices=("reach", "click", "chat", "order")
    ),
    "daily_budget": Key("whole", "rupiah a day; 0 on free channels", 0, 0, 1_000 * BIG),
    "start_day": Key("whole", "first market day", 0, 0, 1_000),
    "end_day": Key("whole", "last market day (the scenario's last when left out)", None, 0, 1_000),
    "bid_cap": Key("whole", "most rupiah a click may cost (no cap when left out)", None, 0, BIG),
    "every_days": Key("whole", "free channels: a post or broadcast every n-th day", 1, 1, 366),
    "targeting": Key(
        "text",
        "broad: anybody of the audience; visitors: who visited the shop; brand: who searches its name",
        "broad",
        choices=("broad", "visitors", "brand"),
    ),
    "arm": Key("text", "the half of an A/B test: a or b", "", choices=("", "a", "b")),
    "audience": Key("table", "whom to show it to", None),
}

AUDIENCE: Part = {
    "regions": Key("names", "empty: everywhere", ()),
    "ages": Key("names", "empty: all ages", ()),
    "genders": Key("names", "empty: both", ()),
    "interests": Key("names", "empty: all interests", ()),
}

PARTS: Mapping[str, tuple[str, Part]] = {
    "scenario": ("top of the file", SCENARIO),
    "environment": ("[environment]", ENVIRONMENT),
    "event": ("[[environment.event]]", EVENT),
    "shop": ("[[shop]]", SHOP),
    "followers": ("[shop.followers]", FOLLOWERS),
    "offer": ("[[shop.offer]]", OFFER),
    "creative": ("[[shop.creative]]", CREATIVE),
    "campaign": ("[[shop.campaign]]", CAMPAIGN),
    "audience": ("[shop.campaign.audience]", AUDIENCE),
}


def keys_as_markdown() -> str:
    """Return the table of all keys for docs/scenarios/README.md."""
    lines = []
    for heading, part in PARTS.values():
        lines += [f"### `{heading}`", "", "| key | value | when left out | meaning |", "|---|---|---|---|"]
        lines += [
            f"| `{name}` | {_allowed(key)} | {_default(key)} | {key.meaning} |" for name, key in part.items()
        ]
        lines.append("")
    return "\n".join(lines)


def _allowed(key: Key) -> str:
    if key.choices:
        return ", ".join(f"`{choice}`" if choice else "empty" for choice in key.choices)
    if key.low is None or key.high is None:
        return key.kind
    return f"{key.kind}, {key.low:,g} to {key.high:,.10g}"


def _default(key: Key) -> str:
    if key.default is REQUIRED:
        return "**must be given**"
    if key.default is None or key.default in ("", ()):
        return "-"
    return f"`{str(key.default).lower() if isinstance(key.default, bool) else key.default}`"
