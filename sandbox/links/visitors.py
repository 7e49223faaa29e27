"""Which requests for a short link are a person's visit. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

SAME_VISIT_SECONDS = 10
MOST_REMEMBERED = 4

# Programs that fetch a page without anybody looking: search engines, and chats drawing a little picture of a
# link. CUBOT makes phones. Instagram's and Facebook's own browsers (Instagram 300.0, FBAN/FBAV) carry people
# and are not listed.
ROBOT = re.compile(
    r"^\s*$|(?<!cu)bot\b|crawl|spider|slurp|^whatsapp/|facebookexternalhit|facebot|telegrambot|vkshare"
    r"|embedly|linkpreview|preview|meta-external|inspectiontool|lighthouse|^dalvik/|httpx|^curl/|^wget/|python-requests|python-urllib|^go-http|okhttp|monitor",
    re.IGNORECASE,
)
EARLY = ("Purpose", "Sec-Purpose", "X-Purpose", "X-Moz")


def is_person(method: str, headers: Mapping[str, str]) -> bool:
    """Whether somebody opened the link: not a robot, not a browser fetching ahead, not a mere HEAD."""
    if method != "GET" or ROBOT.search(headers.get("User-Agent", "")):
        return False
    return not any(
        re.search("prefetch|preview|prerender", headers.get(name, ""), re.IGNORECASE) for name in EARLY
    )


class RecentVisits:
    """The last few links this browser opened, ``CODE-seconds`` joined by dots: a double tap counts once."""

    def __init__(self, stored: str, now: datetime) -> None:
        self._now = int(now.timestamp())
        self._seen = [
            pair for text in stored[:200].split(".")[:MOST_REMEMBERED] if (pair := self._read(text))
        ]

    def _read(self, text: str) -> tuple[str, int] | None:
        match = re.fullmatch(r"([A-Z0-9]{1,16})-(\d{1,12})", text, re.ASCII)
        if match is None or not 0 <= self._now - int(match[2]) < SAME_VISIT_SECONDS:
            return None
        return match[1], int(match[2])

    def has(self, code: str) -> bool:
        """Whether this link was opened a moment ago."""
        return any(seen == code for seen, _ in self._seen)

    def add(self, code: str) -> str:
        """The text to store after opening ``code``, the newest first."""
        others = [f"{seen}-{at}" for seen, at in self._seen if seen != code]
        return ".".join([f"{code}-{self._now}", *others][:MOST_REMEMBERED])
