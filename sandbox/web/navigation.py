"""The main ways through the house, one table for each kind of person."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for

from sandbox.web.gate import Actor


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the bottom bar or side bar; ``wings`` are the blueprints it stands for."""

    endpoint: str
    icon: str
    label_key: str
    wings: tuple[str, ...]

    @property
    def url(self) -> str:
        """Where it leads."""
        return url_for(self.endpoint)

    @property
    def active(self) -> bool:
        """Whether the present page belongs to it."""
        return (request.endpoint or "").split(".")[0] in self.wings


PARTICIPANT_NAVIGATION = (
    NavigationItem(
        "home.home", "home", "layout-nav-home", ("home", "links", "prints", "paying", "reviews", "exports")
    ),
    NavigationItem("shops.edit_shop", "shop", "layout-nav-shop", ("shops", "customer_reviews")),
    NavigationItem("posts.list_posts", "image", "layout-nav-posts", ("posts",)),
    NavigationItem("campaigns.list_campaigns", "megaphone", "layout-nav-campaigns", ("campaigns",)),
    NavigationItem("orders.list_orders", "chat", "layout-nav-orders", ("orders",)),
)
TRAINER_NAVIGATION = (
    NavigationItem(
        "classrooms.list_classrooms",
        "users",
        "layout-nav-classes",
        ("classrooms", "reviews", "class_market", "customer_reviews"),
    ),
)


def navigation_for(actor: Actor | None) -> tuple[NavigationItem, ...]:
    """The entries this person sees; nobody signed in, no entries."""
    if actor is None:
        return ()
    return PARTICIPANT_NAVIGATION if actor.is_participant else TRAINER_NAVIGATION
