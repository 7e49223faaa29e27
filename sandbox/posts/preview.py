"""What a channel shows of a caption. Pure; ``static/js/post-preview.js`` does the same while typing."""

from __future__ import annotations

import re
from dataclasses import dataclass

HASHTAG = re.compile(r"#[^\W]+", re.UNICODE)


@dataclass(frozen=True)
class Shown:
    """``head`` is seen at once, ``rest`` after a tap, ``lost`` characters not at all."""

    head: str
    rest: str
    lost: int


def show_caption(caption: str, *, shown_first: int, limit: int) -> Shown:
    """Cut a caption as a channel does, counting characters as people do (code points)."""
    kept = caption[:limit]
    if len(kept) <= shown_first:
        return Shown(kept, "", len(caption) - len(kept))
    head = kept[:shown_first].rstrip()
    return Shown(head, kept[len(head) :], len(caption) - len(kept))


def one_line(text: str, longest: int) -> str:
    """The beginning of a text on one line, ending in an ellipsis where something is left out."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def count_hashtags(caption: str) -> int:
    """How many hashtags a caption carries."""
    return len(HASHTAG.findall(caption))
