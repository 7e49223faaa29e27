"""What a channel shows of a post's words. Pure; ``static/js/post-preview.js`` does the same while typing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.packs.channels import Channel
from sandbox.posts.hashtags import hashtags_in

STOP = re.compile(r"(?<!\w)stop(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Shown:
    """``head`` is seen at once, ``rest`` after a tap, ``lost`` characters not at all."""

    head: str
    rest: str
    lost: int


@dataclass(frozen=True)
class Told:
    """A post in the words of one channel.

    ``title`` and ``text`` are what is copied; ``seen_title`` and ``shown`` what the channel shows of them,
    ``title_lost`` characters of the title not at all. ``hashtags`` counts them where that is too many, else 0.
    """

    title: str
    text: str
    seen_title: str
    title_lost: int
    shown: Shown
    hashtags: int


def show_caption(caption: str, *, shown_first: int, limit: int) -> Shown:
    """Cut a caption as a channel does, counting characters as people do (code points)."""
    kept = caption[:limit]
    if len(kept) <= shown_first:
        return Shown(kept, "", len(caption) - len(kept))
    head = kept[:shown_first].rstrip()
    return Shown(head, kept[len(head) :], len(caption) - len(kept))


def tell(caption: str, product: str, channel: Channel, *, tail: str = "") -> Told:
    """A post's caption as a channel takes it: where there is a title it is the first line or the product.

    ``tail`` is a last line that must not be missing; one that says STOP is there already.
    """
    title, text = "", caption.strip()
    if channel.title and channel.kind == "listing":
        title = product
    elif channel.title:
        title, _, text = (part.strip() for part in text.partition("\n"))
    if not channel.caption:
        text = ""
    if tail and not STOP.search(text):
        text = f"{text}\n\n{tail}".strip()
    count = len(hashtags_in(text))
    return Told(
        title,
        text,
        title[: channel.title],
        max(0, len(title) - channel.title),
        show_caption(text, shown_first=channel.shown_first, limit=channel.caption),
        count if channel.hashtags and count > channel.hashtags else 0,
    )


def one_line(text: str, longest: int) -> str:
    """The beginning of a text on one line, ending in an ellipsis where something is left out."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
