"""The closed lists of the posts wing."""

from __future__ import annotations

from enum import StrEnum


class Aim(StrEnum):
    """What a post is for."""

    INTRODUCE = "introduce"
    CHAT = "chat"
    SELL = "sell"


class PostState(StrEnum):
    """A draft is only for its writer; a ready post can be shared and promoted."""

    DRAFT = "draft"
    READY = "ready"
